import { LightningElement, api, wire } from 'lwc';
import { Focusing, areFine } from 'c/focusing';
import { Working } from 'c/working';
import { refreshApex } from '@salesforce/apex';
import { minorDigits, minorOf } from 'c/money';
import { ACTIONS, FORMS, LABELS } from './actions';
import getTradeIn from '@salesforce/apex/TradeInConsoleController.getTradeIn';
import getWizardFor from '@salesforce/apex/TradeInDeskController.getWizardFor';
import accept from '@salesforce/apex/TradeInConsoleController.accept';
import inspect from '@salesforce/apex/TradeInConsoleController.inspect';
import addProof from '@salesforce/apex/TradeInConsoleController.addProof';
import counterOffer from '@salesforce/apex/TradeInConsoleController.counterOffer';
import giveBack from '@salesforce/apex/TradeInConsoleController.giveBack';
import goodwill from '@salesforce/apex/TradeInConsoleController.goodwill';

const SENDERS = { counterOffer, goodwill, giveBack };
/** Ways out: possible, but not what comes next. */
const WAYS_OUT = new Set(['cancel', 'giveBack']);
/** What a step opens, to be filled in; a question whether to cancel takes the focus itself. */
const PANELS = ['[data-id="form"]', '[data-id="accepting"]', '[data-id="inspecting"]'];

/** One trade-in for the agent and the inspector: offer, comparison, what can be done now, history. Tells `changed` after each step. */
export default class TradeInCase extends Focusing(Working(LightningElement)) {
    labels = LABELS;

    @api tradeInId;

    detail;
    isInspecting = false;
    formAction;
    isAccepting = false;
    isCancelling = false;
    questions = [];
    answers = {};
    reasonCode;
    questionCodes = [];
    amount = null;
    #answer;

    @wire(getTradeIn, { tradeInId: '$tradeInId' })
    receive(answer) {
        this.#answer = answer;
        if (answer.data) this.detail = answer.data;
        if (answer.data || answer.error) this.error = answer.error;
    }

    get isLoading() {
        return this.isBusy || (!this.detail && !this.error);
    }

    get tradeIn() {
        return this.detail.tradeIn;
    }

    get hasComparison() {
        return this.detail.comparison?.some(({ inspected }) => inspected !== null && inspected !== undefined);
    }

    get hasInspected() {
        const { inspectedOffer, offer } = this.tradeIn;
        return Boolean(inspectedOffer) && inspectedOffer.amountMinor !== offer?.amountMinor;
    }

    get canCounterOffer() {
        return this.tradeIn.actions.includes('counterOffer');
    }

    /** A relative time takes milliseconds. */
    get dueAt() {
        return Date.parse(this.tradeIn.slaDueAt);
    }

    get slaText() {
        return this.tradeIn.isOverdue ? LABELS.overdue : LABELS.due;
    }

    get slaClass() {
        return this.tradeIn.isOverdue ? 'slds-text-color_error' : 'slds-text-color_weak';
    }

    get step() {
        return String(10 ** -minorDigits(this.tradeIn.currencyCode));
    }

    get buttons() {
        return this.tradeIn.actions
            .filter((action) => action in ACTIONS && !(action === 'counterOffer' && this.whyNoCounter))
            .sort((left, right) => Number(WAYS_OUT.has(left)) - Number(WAYS_OUT.has(right)))
            .map((action, index) => ({ action, label: ACTIONS[action].label, variant: index === 0 && !WAYS_OUT.has(action) ? 'brand' : 'neutral' }));
    }

    /** Why a lower offer cannot be made now: it rests on what differs, could be seen and is proven, and must come out lower. */
    get whyNoCounter() {
        if (!this.canCounterOffer) return undefined;
        const { inspectedOffer, offer } = this.tradeIn;
        // what was found may have no price; what counts of it may have one
        const isLower = !(inspectedOffer?.amountMinor >= offer?.amountMinor);
        const counts = this.detail.comparison?.some(({ differs, visibleToCustomer }) => differs && visibleToCustomer);
        if (!isLower || !counts) return LABELS.noCounter;
        return this.provable.length === 0 ? LABELS.proofFirst : undefined;
    }

    get form() {
        const form = FORMS[this.formAction];
        return form && { ...form, label: ACTIONS[this.formAction].label, reasons: this.detail[form.reasons] };
    }

    /** Only what is with us already is accepted from afar. */
    get acceptanceReasons() {
        return this.tradeIn.status === 'Counter Offered' ? this.detail.acceptanceReasons : [];
    }

    /** Answers that a counter-offer may rest on: different, visible to the customer, with a proof. */
    get provable() {
        return this.detail.comparison
            .filter(({ differs, visibleToCustomer, hasProof }) => differs && visibleToCustomer && hasProof)
            .map(({ code, label }) => ({ label, value: code }));
    }

    get hasPhotos() {
        return this.detail.photos?.length > 0;
    }

    get photos() {
        return this.detail.photos.map((photo) => ({ ...photo, url: `/sfc/servlet.shepherd/version/download/${photo.versionId}` }));
    }

    get history() {
        return (this.detail.history ?? []).map((step, index) => ({ ...step, key: String(index) }));
    }

    handleAction(event) {
        const { action } = event.currentTarget.dataset;
        this.close();
        this.formAction = action in FORMS ? action : undefined;
        this.isAccepting = action === 'accept';
        this.isCancelling = action === 'cancel';
        this.reasonCode = undefined;
        if (this.formAction || this.isAccepting) this.nextFocus = PANELS;
        if (this.formAction || this.isAccepting || this.isCancelling) return undefined;
        if (action === 'inspect') return this.startInspection();
        return this.act(() => ACTIONS[action].call(this.tradeIn));
    }

    handleAccept({ detail: answer }) {
        const { tradeInId, offer } = this.tradeIn;
        return this.act(() => accept({ tradeInId, offerId: offer.offerId, ...answer }));
    }

    handleCancel() {
        return this.act(() => ACTIONS.cancel.call(this.tradeIn));
    }

    handleKeep() {
        this.close();
        this.template.querySelector('[data-action="cancel"]').focus();
    }

    handleAnswer({ detail: { code, value } }) {
        this.answers = { ...this.answers, [code]: value };
    }

    handleSaveInspection() {
        if (!this.template.querySelector('c-trade-in-questions').reportValidity()) return undefined;
        return this.act(() => inspect({ tradeInId: this.tradeInId, answersJson: JSON.stringify(this.answers) }));
    }

    handleProof({ detail: { code, fileName, base64 } }) {
        return this.work(async () => {
            await addProof({ tradeInId: this.tradeInId, questionCode: code, fileName, base64 });
            await this.refresh();
        });
    }

    handleReason(event) {
        this.reasonCode = event.detail.value;
    }

    handleAmount(event) {
        this.amount = event.target.value;
    }

    handleQuestions(event) {
        this.questionCodes = event.detail.value;
    }

    handleSend() {
        if (!areFine(this.template.querySelectorAll('[data-id="form"] [data-id]:not([data-id="send"])'))) return undefined;
        const { tradeInId, reasonCode, questionCodes } = this;
        const { asksAmount, asksQuestions } = this.form;
        const amountMinor = asksAmount ? minorOf(this.amount, this.tradeIn.currencyCode) : null;
        return this.act(() => SENDERS[this.formAction]({ tradeInId, reasonCode, ...(asksAmount && { amountMinor }), ...(asksQuestions && { questionCodes }) }));
    }

    startInspection() {
        return this.work(async () => {
            const { twinId, category, answersJson } = this.tradeIn;
            const wizard = await getWizardFor({ twinId, category });
            this.questions = wizard.questions;
            this.answers = JSON.parse(answersJson ?? '{}');
            this.isInspecting = true;
            this.nextFocus = PANELS;
        });
    }

    /** Closes whatever form is open. */
    close() {
        this.isInspecting = false;
        this.isAccepting = false;
        this.isCancelling = false;
        this.formAction = undefined;
    }

    /** Takes a step and says how the trade-in stands then, with the focus: the button of the step may be gone. */
    act(call) {
        return this.work(async () => {
            await call();
            this.close();
            await this.refresh();
            this.answer = LABELS.now.replace('{0}', this.tradeIn.status);
            this.nextFocus = '[data-id="answer"]';
        });
    }

    async refresh() {
        await refreshApex(this.#answer);
        this.dispatchEvent(new CustomEvent('changed'));
    }
}
