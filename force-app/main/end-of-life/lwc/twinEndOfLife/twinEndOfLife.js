import { LightningElement, api, wire } from 'lwc';
import { ItemActions } from 'c/itemActions';
import { Working } from 'c/working';
import { refreshApex } from '@salesforce/apex';
import { NavigationMixin } from 'lightning/navigation';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { base64Of } from 'c/files';
import { CONDITIONS } from 'c/conditions';
import canQuote from '@salesforce/customPermission/Quote_Trade_In';
import canRequest from '@salesforce/customPermission/Request_Repair';
import getTwin from '@salesforce/apex/TwinController.getTwin';
import getAdvice from '@salesforce/apex/EndOfLifeController.getAdvice';
import getState from '@salesforce/apex/EndOfLifeController.getState';
import start from '@salesforce/apex/EndOfLifeController.start';
import takeIn from '@salesforce/apex/EndOfLifeController.takeIn';
import wipe from '@salesforce/apex/EndOfLifeController.wipe';
import take from '@salesforce/apex/EndOfLifeController.take';
import title from '@salesforce/label/c.Loop_Ui_Advice_Title';
import loading from '@salesforce/label/c.Loop_Ui_Loading';
import condition from '@salesforce/label/c.Loop_Ui_Advice_Condition';
import handover from '@salesforce/label/c.Loop_Ui_Handover_Title';
import startLabel from '@salesforce/label/c.Loop_Ui_Handover_Start';
import store from '@salesforce/label/c.Loop_Ui_Handover_Store_Code';
import code from '@salesforce/label/c.Loop_Ui_Handover_Code';
import takeInLabel from '@salesforce/label/c.Loop_Ui_Handover_Take_In';
import wipeNote from '@salesforce/label/c.Loop_Ui_Handover_Wipe_Note';
import method from '@salesforce/label/c.Loop_Ui_Handover_Method';
import proof from '@salesforce/label/c.Loop_Ui_Handover_Proof';
import wipeLabel from '@salesforce/label/c.Loop_Ui_Handover_Wipe';
import finishRecycle from '@salesforce/label/c.Loop_Ui_Handover_Finish_Recycle';
import finishDonate from '@salesforce/label/c.Loop_Ui_Handover_Finish_Donate';
import cancel from '@salesforce/label/c.Loop_Ui_Handover_Cancel';
import giveBack from '@salesforce/label/c.Loop_Ui_Handover_Give_Back';
import repair from '@salesforce/label/c.Loop_Ui_Advice_Do_Repair';
import repairTab from '@salesforce/label/c.Loop_Ui_Advice_Repair_Tab';
import openTradeIn from '@salesforce/label/c.Loop_Ui_Advice_Open_Trade_In';
import tradeIn from '@salesforce/label/c.Loop_Ui_Advice_Do_Trade_In';

/** What to do with an item, for whoever serves its owner: the options, and the hand-over step by step. */
export default class TwinEndOfLife extends NavigationMixin(ItemActions(Working(LightningElement))) {
    labels = { title, loading, condition, handover, start: startLabel, store, code, takeIn: takeInLabel, wipeNote, method, proof, wipe: wipeLabel, cancel, giveBack, repairTab };
    conditions = CONDITIONS;

    /** Id of the Product_Twin__c. */
    @api recordId;

    advice;
    state;
    told = null;
    isStarting = false;
    isRepair = false;
    clientKey = crypto.randomUUID();
    storeCode;
    code;
    method;
    file;
    #twin;

    /** What the head of the page shows of the item: it is read anew after each step. */
    @wire(getTwin, { twinId: '$recordId' })
    receiveTwin(answer) {
        this.#twin = answer;
    }

    connectedCallback() {
        this.load();
    }

    get isReady() {
        return Boolean(this.state);
    }

    get isLoading() {
        return this.isBusy || (!this.state && !this.error);
    }

    /** Steps that can be taken now. */
    get may() {
        return Object.fromEntries((this.state.handover?.steps ?? []).map((step) => [step, true]));
    }

    /** What stands on the buttons of the card: ways that the item allows now, and that the user can go. */
    get ways() {
        return {
            ...(canRequest && this.isOpen('repair') && { repair: { label: repair }, refurbish: { label: repair } }),
            ...this.waysToTradeIn,
            ...(this.state.canStart && { recycle: { label: startLabel } })
        };
    }

    /** Into a new trade-in, or to the one that is open. */
    get waysToTradeIn() {
        const open = this.actions?.openTradeIn;
        const canBegin = canQuote && this.isOpen('tradeIn');
        const way = open ? { label: openTradeIn.replace('{0}', open.name) } : canBegin && { label: tradeIn };
        return way && { tradeIn: way, resell: way };
    }

    get isParcel() {
        return this.state.handover.way === 'Parcel';
    }

    get finishLabel() {
        return this.state.handover.kind === 'Donate' ? finishDonate : finishRecycle;
    }

    get cannotWipe() {
        return this.isBusy || !this.method || !this.file;
    }

    /** Where the card has no button: an item on which nothing is advised, or of the brand. */
    get canOpen() {
        const isOffered = this.advice.options.some(({ action, isOpen }) => action === 'recycle' && isOpen);
        return this.state.canStart && !this.isStarting && !isOffered;
    }

    handleCondition(event) {
        this.told = event.detail.value;
        return this.load();
    }

    handleChoose(event) {
        const { action } = event.detail;
        this.isStarting = action === 'recycle';
        this.isRepair = action === 'repair' || action === 'refurbish';
        if (action === 'tradeIn' || action === 'resell') {
            const open = this.actions?.openTradeIn;
            const page = open && { type: 'standard__recordPage', attributes: { recordId: open.tradeInId, actionName: 'view' } };
            this[NavigationMixin.Navigate](page ?? { type: 'standard__navItemPage', attributes: { apiName: 'Trade_In_Desk' }, state: { c__item: this.recordId } });
        }
    }

    handleOpen() {
        this.isStarting = true;
    }

    handleStart(event) {
        return this.act(async () => {
            await start({ twinId: this.recordId, clientKey: this.clientKey, ...event.detail });
            this.clientKey = crypto.randomUUID();
            this.isStarting = false;
        });
    }

    handleStore(event) {
        this.storeCode = event.detail.value;
    }

    handleCode(event) {
        this.code = event.detail.value;
    }

    handleMethod(event) {
        this.method = event.detail.value;
    }

    handleFile(event) {
        this.file = event.detail.files[0];
    }

    handleTakeIn() {
        return this.act(() => takeIn({ handoverId: this.state.handover.handoverId, storeCode: this.storeCode, dropOffCode: this.code }));
    }

    handleWipe() {
        return this.act(async () => {
            const picture = await base64Of(this.file);
            await wipe({ handoverId: this.state.handover.handoverId, method: this.method, pictureName: this.file.name, picture });
            this.file = undefined;
        });
    }

    handleFinish() {
        return this.act(() => take({ handoverId: this.state.handover.handoverId, step: 'finish' }));
    }

    handleGiveBack() {
        return this.act(() => take({ handoverId: this.state.handover.handoverId, step: 'giveBack' }));
    }

    handleCancel() {
        return this.act(() => take({ handoverId: this.state.handover.handoverId, step: 'cancel' }));
    }

    /** What is done elsewhere on the page, such as a reported loss, changes what is advised and what can be done. */
    refresh() {
        return Promise.all([super.refresh(), this.load()]);
    }

    load() {
        const twinId = this.recordId;
        return this.read(
            () => Promise.all([getAdvice({ twinId, condition: this.told }), getState({ twinId })]),
            ([advice, state]) => {
                this.advice = advice;
                this.state = state;
            }
        );
    }

    /** Takes a step and shows where the item stands then. */
    act(step) {
        return this.work(async () => {
            await step();
            await Promise.all([this.refresh(), refreshApex(this.#twin)]);
            await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
        });
    }
}
