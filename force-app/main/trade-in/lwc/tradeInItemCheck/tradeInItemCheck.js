import { LightningElement, api } from 'lwc';
import verified from '@salesforce/label/c.Loop_Ui_Authenticity_Verified';
import partly from '@salesforce/label/c.Loop_Ui_Authenticity_Partly';
import broken from '@salesforce/label/c.Loop_Ui_Authenticity_Broken';
import none from '@salesforce/label/c.Loop_Ui_Authenticity_None';
import back from '@salesforce/label/c.Loop_Ui_Back';
import start from '@salesforce/label/c.Loop_Ui_Desk_Start';
import goOn from '@salesforce/label/c.Loop_Ui_Desk_Go_On';
import others from '@salesforce/label/c.Loop_Ui_Desk_Others';
import inRepair from '@salesforce/label/c.Loop_Error_Transfer_In_Repair';

const VERDICTS = {
    Verified: { text: verified, icon: 'utility:success', variant: 'success' },
    'Partly Verified': { text: partly, icon: 'utility:info' },
    Broken: { text: broken, icon: 'utility:error', variant: 'error' }
};
const NO_VERDICT = { text: none, icon: 'utility:info' };

/** Second step of the desk: is it what it seems, and may it be traded in? Tells `start` or `back`. */
export default class TradeInItemCheck extends LightningElement {
    labels = { back, others, inRepair };

    /** TradeInItem of the desk's controller. */
    @api item;
    /** Whether the trade-in is begun already. */
    @api isStarted = false;

    get hold() {
        return this.item.hold;
    }

    get identity() {
        return this.item.serial ?? this.item.imei ?? this.item.name;
    }

    get verdict() {
        return VERDICTS[this.item.verification?.status] ?? NO_VERDICT;
    }

    /** Somebody else is at it already. */
    get isOthers() {
        return Boolean(this.item.openTradeIn) && !this.item.openTradeIn.canGoOn;
    }

    get canStart() {
        if (this.item.openTradeIn) return this.item.openTradeIn.canGoOn;
        return this.item.isTradable && (!this.hold || this.hold.canBeReviewed);
    }

    get startLabel() {
        return this.isStarted || this.item.openTradeIn ? goOn : start;
    }

    handleStart() {
        this.dispatchEvent(new CustomEvent('start'));
    }

    handleBack() {
        this.dispatchEvent(new CustomEvent('back'));
    }
}
