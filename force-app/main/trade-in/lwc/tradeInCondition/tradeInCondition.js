import { LightningElement, api } from 'lwc';
import { areFine } from 'c/focusing';
import { Working } from 'c/working';
import { loadDecision } from 'c/rules';
import { majorOf } from 'c/money';
import { base64Of } from 'c/files';
import { forget, keep } from 'c/tradeInDrafts';
import getWizard from '@salesforce/apex/TradeInDeskController.getWizard';
import getWizardFor from '@salesforce/apex/TradeInDeskController.getWizardFor';
import saveDraft from '@salesforce/apex/TradeInDeskController.saveDraft';
import addPhoto from '@salesforce/apex/TradeInDeskController.addPhoto';
import quote from '@salesforce/apex/TradeInDeskController.quote';
import loading from '@salesforce/label/c.Loop_Ui_Loading';
import back from '@salesforce/label/c.Loop_Ui_Back';
import category from '@salesforce/label/c.Loop_Ui_Desk_Category';
import email from '@salesforce/label/c.Loop_Ui_Desk_Email';
import emailHelp from '@salesforce/label/c.Loop_Ui_Desk_Email_Help';
import cash from '@salesforce/label/c.Loop_Ui_Offer_Cash';
import credit from '@salesforce/label/c.Loop_Ui_Offer_Credit';
import noReference from '@salesforce/label/c.Loop_Ui_Desk_No_Reference';
import payout from '@salesforce/label/c.Loop_Ui_Desk_Payout';
import photo from '@salesforce/label/c.Loop_Ui_Desk_Photo';
import photosText from '@salesforce/label/c.Loop_Ui_Desk_Photos';
import preview from '@salesforce/label/c.Loop_Ui_Desk_Preview';
import noPreview from '@salesforce/label/c.Loop_Ui_Desk_No_Preview';
import quoteLabel from '@salesforce/label/c.Loop_Ui_Desk_Quote';
import saved from '@salesforce/label/c.Loop_Ui_Desk_Saved';
import saving from '@salesforce/label/c.Loop_Ui_Desk_Saving';
import waiting from '@salesforce/label/c.Loop_Ui_Desk_Waiting';

const PAYOUTS = [
    { label: cash, value: 'Cash' },
    { label: credit, value: 'Credit' }
];

/**
 * Third step of the desk: the condition, with the price following every answer. Answers are saved on the way; without a signal they
 * wait in this browser. Tells `quoted` with the TradeInView, `draftchange` with the draft, or `back`.
 */
export default class TradeInCondition extends Working(LightningElement) {
    labels = { loading, back, category, email, emailHelp, payout, photo, preview, noPreview, noReference, quote: quoteLabel };
    payouts = PAYOUTS;

    /** False where something around it makes the offer, such as a screen flow. */
    @api canQuote = false;

    /** The item has an owner on record, so whoever brings it is asked for an address. */
    @api asksOwner = false;

    wizard;
    facts = {};
    answers = {};
    draft = {};
    previewMinor = null;
    saveState = 'saved';
    photoCount = 0;
    /** The record does not tell what kind of item it is. */
    asksCategory = false;

    #rules;
    #sending;
    #isBehind = false;

    /** Draft as `TradeInDeskController.saveDraft` takes it; `clientKey` and `twinId` are needed. */
    @api
    get value() {
        return { ...this.draft, answersJson: JSON.stringify(this.answers) };
    }
    set value(draft) {
        if (!draft || draft.clientKey === this.draft.clientKey) return;
        this.draft = { payoutKind: 'Cash', ...draft };
        this.answers = draft.answersJson ? JSON.parse(draft.answersJson) : {};
        this.load();
    }

    connectedCallback() {
        window.addEventListener('online', this.#send);
    }

    disconnectedCallback() {
        window.removeEventListener('online', this.#send);
    }

    get isLoading() {
        return !this.wizard && !this.error;
    }

    /** Without a price when it was new there is nothing to start from. */
    get hasReference() {
        return Boolean(this.draft.currencyCode) && this.facts.referencePriceMinor !== undefined;
    }

    get lacksReference() {
        return !this.hasReference;
    }

    get mayQuote() {
        return this.canQuote && this.hasReference;
    }

    get hasPreview() {
        return this.previewMinor !== null;
    }

    get previewAmount() {
        return majorOf(this.previewMinor, this.draft.currencyCode);
    }

    get photosText() {
        return this.photoCount === 0 ? '' : photosText.replace('{0}', String(this.photoCount));
    }

    get savedText() {
        return { saved, saving, waiting }[this.saveState];
    }

    /** All questions answered? Goes to the first that is not. */
    @api
    reportValidity() {
        return areFine(this.template.querySelectorAll('[data-id="email"], c-trade-in-questions'));
    }

    /** Saves what is there and makes the locked offer. */
    @api
    makeOffer() {
        if (!this.reportValidity()) return undefined;
        return this.work(async () => {
            await this.#send();
            if (this.saveState === 'waiting') return;
            const view = await quote({ clientKey: this.draft.clientKey, previewMinor: this.previewMinor });
            this.dispatchEvent(new CustomEvent('quoted', { detail: view }));
        });
    }

    handleQuote() {
        return this.makeOffer();
    }

    handleAnswer({ detail: { code, value } }) {
        this.answers = { ...this.answers, [code]: value };
        this.changed();
    }

    handlePayout(event) {
        this.draft = { ...this.draft, payoutKind: event.detail.value };
        this.changed();
    }

    handleEmail(event) {
        if (!event.target.checkValidity()) return;
        this.draft = { ...this.draft, customerEmail: event.target.value };
        this.changed();
    }

    /** A photo of the condition, for whoever inspects or approves; the draft it belongs to is saved first. */
    handlePhoto(event) {
        const [file] = event.target.files;
        if (!file) return undefined;
        return this.work(async () => {
            await this.#send();
            const [question] = this.wizard.questions;
            await addPhoto({ clientKey: this.draft.clientKey, questionCode: question?.code, fileName: file.name, base64: await base64Of(file) });
            this.photoCount += 1;
        });
    }

    async handleCategory(event) {
        this.draft = { ...this.draft, category: event.detail.value };
        await this.work(async () => {
            this.show(await getWizardFor({ twinId: this.draft.twinId, category: this.draft.category }));
        });
        this.changed();
    }

    handleBack() {
        this.dispatchEvent(new CustomEvent('back'));
    }

    handleRetry() {
        if (this.wizard) this.#send();
        else this.load();
    }

    load() {
        return this.work(async () => {
            const { twinId, category: chosen } = this.draft;
            const [wizard, rules] = await Promise.all([
                chosen ? getWizardFor({ twinId, category: chosen }) : getWizard({ twinId }),
                loadDecision(this, 'tradeInValuation')
            ]);
            this.#rules = rules;
            this.asksCategory = !chosen && !wizard.category;
            this.draft = { ...this.draft, category: chosen ?? wizard.category, currencyCode: this.draft.currencyCode ?? wizard.currencyCode };
            this.show(wizard);
            this.price();
        });
    }

    show(wizard) {
        this.wizard = wizard;
        this.facts = JSON.parse(wizard.factsJson);
    }

    changed() {
        this.price();
        keep(this.value);
        this.dispatchEvent(new CustomEvent('draftchange', { detail: this.value }));
        this.#send();
    }

    /** What the rules say here and now; the offer itself is made by the server. */
    price() {
        const input = { ...this.facts, category: this.draft.category, currency: this.draft.currencyCode, payout: this.draft.payoutKind.toLowerCase() };
        for (const { code, ruleInput } of this.wizard.questions) {
            if (ruleInput && this.answers[code] !== undefined) input[ruleInput] = this.answers[code];
        }
        const { outputs } = this.#rules.evaluate(input);
        this.previewMinor = outputs ? outputs.offerMinor : null;
    }

    /** One save at a time; answers that come meanwhile go together in the next. */
    #send = () => {
        this.#isBehind = true;
        this.#sending ??= this.sendAll().finally(() => {
            this.#sending = undefined;
        });
        return this.#sending;
    };

    async sendAll() {
        if (!this.#isBehind) return;
        this.#isBehind = false;
        await this.sendNow();
        await this.sendAll();
    }

    async sendNow() {
        if (!this.draft.category || !this.draft.currencyCode) return;
        const sent = this.value;
        this.saveState = 'saving';
        try {
            await saveDraft({ draft: sent });
            if (sent.answersJson === this.value.answersJson) forget(sent.clientKey);
            this.saveState = 'saved';
        } catch (error) {
            this.saveState = 'waiting';
            // Without an answer of the server there is no signal: the draft waits here.
            if (error.body && navigator.onLine) this.error = error;
        }
    }
}
