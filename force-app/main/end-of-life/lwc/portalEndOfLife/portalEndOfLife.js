import { LightningElement, api, wire } from 'lwc';
import { Working } from 'c/working';
import { CurrentPageReference } from 'lightning/navigation';
import { CONDITIONS } from 'c/conditions';
import getAdvice from '@salesforce/apex/PortalEndOfLifeController.getAdvice';
import getState from '@salesforce/apex/PortalEndOfLifeController.getState';
import start from '@salesforce/apex/PortalEndOfLifeController.start';
import cancel from '@salesforce/apex/PortalEndOfLifeController.cancel';
import title from '@salesforce/label/c.Loop_Ui_Advice_Title';
import loading from '@salesforce/label/c.Loop_Ui_Loading';
import condition from '@salesforce/label/c.Loop_Ui_Advice_Condition';
import startLabel from '@salesforce/label/c.Loop_Ui_Handover_Start';
import cancelLabel from '@salesforce/label/c.Loop_Ui_Handover_Cancel';
import seeRepair from '@salesforce/label/c.Loop_Ui_Repair_See';
import repair from '@salesforce/label/c.Loop_Ui_Advice_Do_Repair';
import tradeIn from '@salesforce/label/c.Loop_Ui_Advice_Do_Trade_In';
import store from '@salesforce/label/c.Loop_Ui_Advice_In_Store';

/**
 * What to do with an own item: the options with their reasons, each with its way; recycling and donating begin here.
 * @fires change when a hand-over was started or cancelled
 */
export default class PortalEndOfLife extends Working(LightningElement) {
    labels = { title, loading, condition, start: startLabel, cancel: cancelLabel, store };
    conditions = CONDITIONS;
    /** Address of the page of repairs, relative to this page. */
    @api repairsPage = 'repairs';

    advice;
    state;
    told = null;
    isStarting = false;
    isStore = false;
    clientKey = crypto.randomUUID();
    chosenId;

    @api
    get passportId() {
        return this.chosenId;
    }
    set passportId(passportId) {
        if (passportId) this.choose(passportId);
    }

    @wire(CurrentPageReference)
    readPage(page) {
        const passportId = page?.state?.passportId;
        if (passportId) this.choose(passportId);
    }

    /** Leads here from elsewhere on the page, with the eye and with the keyboard. */
    @api
    show() {
        const { heading } = this.refs;
        heading?.scrollIntoView?.();
        heading?.focus();
    }

    /** Reads anew what can be done, after something else on the page changed the item. */
    @api
    refresh() {
        return this.load();
    }

    get isReady() {
        return Boolean(this.state);
    }

    get isLoading() {
        return this.isBusy || (!this.state && !this.error);
    }

    /** While nothing is handed over the owner can still choose. */
    get isOpen() {
        return this.state.canStart;
    }

    get repairUrl() {
        return `${this.repairsPage}?passportId=${encodeURIComponent(this.chosenId)}`;
    }

    get repairLabel() {
        return seeRepair.replace('{0}', this.state.repairName);
    }

    get actions() {
        const toRepairs = { label: repair, url: this.repairUrl };
        const toStore = { label: tradeIn };
        return { repair: toRepairs, tradeIn: toStore, refurbish: toRepairs, resell: toStore, recycle: { label: startLabel } };
    }

    get canCancel() {
        return this.state.handover.steps.includes('cancel');
    }

    choose(passportId) {
        if (passportId === this.chosenId) return;
        this.chosenId = passportId;
        this.state = undefined;
        this.told = null;
        this.isStarting = false;
        this.isStore = false;
        this.load();
    }

    handleCondition(event) {
        this.told = event.detail.value;
        return this.load();
    }

    handleChoose(event) {
        const { action } = event.detail;
        this.isStarting = action === 'recycle';
        this.isStore = action === 'tradeIn' || action === 'resell';
    }

    handleStart(event) {
        return this.act(async () => {
            await start({ passportId: this.chosenId, clientKey: this.clientKey, ...event.detail });
            this.clientKey = crypto.randomUUID();
            this.isStarting = false;
            this.tellChange();
        });
    }

    handleCancel() {
        return this.act(async () => {
            await cancel({ handoverId: this.state.handover.handoverId });
            this.tellChange();
        });
    }

    tellChange() {
        this.dispatchEvent(new CustomEvent('change'));
    }

    load() {
        return this.act(() => undefined);
    }

    /** Takes a step and shows where the item stands then. */
    act(step) {
        return this.read(
            async () => {
                await step();
                const passportId = this.chosenId;
                return Promise.all([getAdvice({ passportId, condition: this.told }), getState({ passportId })]);
            },
            ([advice, state]) => {
                this.advice = advice;
                this.state = state;
            }
        );
    }
}
