import { LightningElement, api, wire } from 'lwc';
import { Working } from 'c/working';
import { CurrentPageReference } from 'lightning/navigation';
import { FlowAttributeChangeEvent, FlowNavigationFinishEvent, FlowNavigationNextEvent } from 'lightning/flowSupport';
import { newClientKey, unsent } from 'c/tradeInDrafts';
import resume from '@salesforce/apex/TradeInDeskController.resume';
import openItem from '@salesforce/apex/TradeInDeskController.openItem';
import title from '@salesforce/label/c.Loop_Ui_Desk_Title';
import stepFind from '@salesforce/label/c.Loop_Ui_Desk_Step_Find';
import stepCheck from '@salesforce/label/c.Loop_Ui_Desk_Step_Check';
import stepCondition from '@salesforce/label/c.Loop_Ui_Desk_Step_Condition';
import stepOffer from '@salesforce/label/c.Loop_Ui_Desk_Step_Offer';
import stepDone from '@salesforce/label/c.Loop_Ui_Desk_Step_Done';
import accepted from '@salesforce/label/c.Loop_Ui_Desk_Accepted';
import declined from '@salesforce/label/c.Loop_Ui_Desk_Declined';
import cancelled from '@salesforce/label/c.Loop_Ui_Desk_Cancelled';
import completed from '@salesforce/label/c.Loop_Ui_Desk_Completed';
import counterAccepted from '@salesforce/label/c.Loop_Ui_Desk_Counter_Accepted';
import expired from '@salesforce/label/c.Loop_Ui_Desk_Expired';
import received from '@salesforce/label/c.Loop_Ui_Desk_Received';
import returned from '@salesforce/label/c.Loop_Ui_Desk_Returned';
import returning from '@salesforce/label/c.Loop_Ui_Desk_Returning';
import next from '@salesforce/label/c.Loop_Ui_Desk_Next';

const STEPS = [
    { value: 'find', label: stepFind },
    { value: 'check', label: stepCheck },
    { value: 'condition', label: stepCondition },
    { value: 'offer', label: stepOffer },
    { value: 'done', label: stepDone }
];
const WITH_OFFER = new Set(['Quoted', 'Awaiting Approval', 'Counter Offered']);
const EDITABLE = new Set(['Draft', 'On Hold', 'Expired']);
const DONE = {
    Accepted: accepted,
    Declined: declined,
    Cancelled: cancelled,
    Expired: expired,
    Received: received,
    Inspected: received,
    'Counter Accepted': counterAccepted,
    Returning: returning,
    'Returned to Customer': returned,
    Completed: completed,
    Routed: completed
};
/** They end with nothing taken in. */
const ENDED = new Set(['Declined', 'Cancelled', 'Expired', 'Returning', 'Returned to Customer', 'On Hold']);

/** The trade-in desk of a store: find, check, condition, offer, done. A lost signal or a closed page loses nothing. */
export default class TradeInDesk extends Working(LightningElement) {
    labels = { title, next };
    steps = STEPS;

    step = 'find';
    item;
    draft;
    tradeIn;

    /** In a screen flow: what the flow can do next, and what it gets to know of the trade-in. */
    @api availableActions = [];
    @api tradeInId;
    @api tradeInStatus;

    #resumed;
    #opened;
    #focusHeading = false;

    /** On an item's page: the Product_Twin__c. */
    @api
    get recordId() {
        return this.item?.twinId;
    }
    set recordId(twinId) {
        if (twinId) this.open(twinId);
    }

    /** A trade-in can be opened by its key, so a reload goes on where it was; an item by its id, where another page leads here. */
    @wire(CurrentPageReference)
    readPage(page) {
        const { c__tradeIn: clientKey, c__item: twinId } = page?.state ?? {};
        if (clientKey && clientKey !== this.#resumed) this.goOn(clientKey);
        else if (twinId && twinId !== this.#opened) this.open(twinId);
    }

    renderedCallback() {
        if (!this.#focusHeading) return;
        this.#focusHeading = false;
        this.refs.heading.focus();
    }

    get heading() {
        return this.isCondition || this.isOffer ? this.item.productName ?? this.item.name : STEPS.find(({ value }) => value === this.step).label;
    }

    get isFind() {
        return this.step === 'find';
    }

    get isCheck() {
        return this.step === 'check';
    }

    get isCondition() {
        return this.step === 'condition';
    }

    get isOffer() {
        return this.step === 'offer';
    }

    get isStarted() {
        return this.draft?.twinId === this.item?.twinId && Boolean(this.draft);
    }

    get isDone() {
        return this.step === 'done';
    }

    /** What can be taken in, given back or cancelled; what was only just begun can always be cancelled. */
    get underWay() {
        if (this.isCondition) return { ...this.draft, actions: ['cancel'] };
        return this.isOffer || this.isDone ? this.tradeIn : undefined;
    }

    get isEnded() {
        return ENDED.has(this.tradeIn.status);
    }

    get doneIcon() {
        return this.isEnded ? 'utility:info' : 'utility:success';
    }

    get doneVariant() {
        return this.isEnded ? undefined : 'success';
    }

    get doneText() {
        return this.tradeIn.hold?.title ?? DONE[this.tradeIn.status] ?? this.tradeIn.status;
    }

    handleItem(event) {
        this.draft = undefined;
        this.item = event.detail;
        this.go('check');
    }

    handleStart() {
        if (this.isStarted) return this.go('condition');
        const { openTradeIn } = this.item;
        if (openTradeIn) return this.goOn(openTradeIn.clientKey);
        this.draft = { clientKey: newClientKey(), twinId: this.item.twinId, category: this.item.category };
        return this.go('condition');
    }

    handleResume(event) {
        return this.goOn(event.detail.clientKey);
    }

    handleDraft(event) {
        this.draft = event.detail;
    }

    handleQuoted(event) {
        this.tradeIn = event.detail;
        if (this.tradeIn.hold) this.item = { ...this.item, hold: this.tradeIn.hold };
        this.go(this.tradeIn.hold ? 'check' : 'offer');
    }

    handleDecided(event) {
        this.tradeIn = event.detail;
        if (this.availableActions.length > 0) this.tellFlow();
        else this.go('done');
    }

    tellFlow() {
        const { tradeInId, status } = this.tradeIn;
        this.dispatchEvent(new FlowAttributeChangeEvent('tradeInId', tradeInId));
        this.dispatchEvent(new FlowAttributeChangeEvent('tradeInStatus', status));
        this.dispatchEvent(this.availableActions.includes('NEXT') ? new FlowNavigationNextEvent() : new FlowNavigationFinishEvent());
    }

    handleToCheck() {
        this.go('check');
    }

    handleToCondition() {
        this.go('condition');
    }

    handleRestart() {
        this.#opened = undefined;
        this.item = undefined;
        this.draft = undefined;
        this.tradeIn = undefined;
        this.go('find');
    }

    go(step) {
        this.step = step;
        this.#focusHeading = true;
    }

    open(twinId) {
        this.#opened = twinId;
        return this.work(async () => {
            this.item = await openItem({ twinId });
            this.draft = undefined;
            this.tradeIn = undefined;
            this.go('check');
        });
    }

    /** Back to where a trade-in was: what waits in this browser is newer than what the server has. */
    goOn(clientKey) {
        this.#resumed = clientKey;
        return this.work(async () => {
            const view = await resume({ clientKey });
            const waiting = unsent(clientKey);
            const twinId = view?.twinId ?? waiting?.twinId;
            if (!twinId) return;
            this.item = await openItem({ twinId });
            this.tradeIn = view;
            this.draft = waiting ?? draftOf(view);
            const isInCustody = view?.actions.includes('giveBack');
            if (waiting || (EDITABLE.has(view.status) && !isInCustody)) this.go('condition');
            else this.go(WITH_OFFER.has(view.status) ? 'offer' : 'done');
        });
    }
}

function draftOf({ clientKey, twinId, category, storeCode, payoutKind, currencyCode, answersJson }) {
    return { clientKey, twinId, category, storeCode, payoutKind, currencyCode, answersJson };
}
