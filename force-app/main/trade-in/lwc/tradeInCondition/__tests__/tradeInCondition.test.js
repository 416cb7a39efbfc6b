import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TradeInCondition from 'c/tradeInCondition';
import { loadDecision } from 'c/rules';
import { unsent } from 'c/tradeInDrafts';
import getWizard from '@salesforce/apex/TradeInDeskController.getWizard';
import getWizardFor from '@salesforce/apex/TradeInDeskController.getWizardFor';
import saveDraft from '@salesforce/apex/TradeInDeskController.saveDraft';
import addPhoto from '@salesforce/apex/TradeInDeskController.addPhoto';
import quote from '@salesforce/apex/TradeInDeskController.quote';

jest.mock('c/rules', () => ({ loadDecision: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.getWizard', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.getWizardFor', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.saveDraft', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.addPhoto', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.quote', () => ({ default: jest.fn() }), { virtual: true });

const WIZARD = {
    category: 'smartphone',
    categories: [{ label: 'Smartphone', value: 'smartphone' }],
    currencyCode: 'EUR',
    currencies: ['EUR'],
    factsJson: '{"ageDays":400,"referencePriceMinor":99900}',
    payoutKinds: ['Cash', 'Credit'],
    questions: [{ code: 'condition', label: 'Outside', kind: 'Choice', isRequired: true, ruleInput: 'conditionGrade', choices: [{ value: 'good', label: 'Good' }] }]
};
const GOOD = { detail: { code: 'condition', value: 'good' } };

describe('c-trade-in-condition', () => {
    const evaluate = jest.fn();

    beforeEach(() => {
        localStorage.clear();
        getWizard.mockResolvedValue(WIZARD);
        getWizardFor.mockResolvedValue(WIZARD);
        saveDraft.mockResolvedValue({});
        evaluate.mockImplementation((input) => (input.conditionGrade ? { outputs: { offerMinor: 41200 } } : { errors: [{ field: 'conditionGrade', rule: 'missing' }] }));
        loadDecision.mockResolvedValue({ evaluate });
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    async function show(draft) {
        const element = createElement('c-trade-in-condition', { is: TradeInCondition });
        element.canQuote = true;
        element.value = { clientKey: 'k1', twinId: 'a01', ...draft };
        const quoted = jest.fn();
        element.addEventListener('quoted', ({ detail }) => quoted(detail));
        document.body.appendChild(element);
        await settle();
        const email = element.shadowRoot.querySelector('[data-id="email"]');
        if (email) Object.assign(email, { reportValidity: () => true, checkValidity: () => true });
        const at = (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
        const questions = () => element.shadowRoot.querySelector('c-trade-in-questions');
        return { element, quoted, at, questions, answer: () => questions().dispatchEvent(new CustomEvent('answerchange', GOOD)) };
    }

    it('asks what the kind of item needs and shows no price yet', async () => {
        const { element, at, questions } = await show();
        expect(questions().questions).toEqual(WIZARD.questions);
        expect(at('preview').textContent).toContain('Loop_Ui_Desk_No_Preview');
        expect(at('category')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('prices every answer at once, from facts and answers', async () => {
        const { at, answer } = await show();
        answer();
        await settle();
        expect(evaluate).toHaveBeenLastCalledWith({ ageDays: 400, referencePriceMinor: 99900, category: 'smartphone', currency: 'EUR', payout: 'cash', conditionGrade: 'good' });
        expect(at('preview').querySelector('lightning-formatted-number').value).toBe(412);
    });

    it('saves what is there before it makes the offer', async () => {
        quote.mockResolvedValue({ clientKey: 'k1', offer: { offerId: 'o1' } });
        const { quoted, at, questions, answer } = await show();
        questions().reportValidity = () => true;
        answer();
        await settle();
        at('quote').click();
        await settle();
        expect(saveDraft.mock.calls[0][0].draft).toMatchObject({ clientKey: 'k1', twinId: 'a01', category: 'smartphone', currencyCode: 'EUR', payoutKind: 'Cash', answersJson: '{"condition":"good"}' });
        expect(quote).toHaveBeenCalledWith({ clientKey: 'k1', previewMinor: 41200 });
        expect(quoted).toHaveBeenCalledWith({ clientKey: 'k1', offer: { offerId: 'o1' } });
        expect(unsent('k1')).toBeNull();
    });

    it('sends the address of whoever brings the item', async () => {
        const { at } = await show();
        at('email').value = 'ada@example.com';
        at('email').dispatchEvent(new CustomEvent('change'));
        window.dispatchEvent(new CustomEvent('online'));
        await settle();
        expect(saveDraft.mock.calls.at(-1)[0].draft.customerEmail).toBe('ada@example.com');
    });

    it('sends answers that come while a save is on its way together, the newest last', async () => {
        let finish;
        saveDraft.mockReturnValueOnce(
            new Promise((resolve) => {
                finish = resolve;
            })
        );
        const { questions } = await show();
        for (const value of ['fair', 'good', 'worn']) questions().dispatchEvent(new CustomEvent('answerchange', { detail: { code: 'condition', value } }));
        finish({});
        await settle();
        expect(saveDraft.mock.calls.map(([{ draft }]) => draft.answersJson)).toEqual(['{"condition":"fair"}', '{"condition":"worn"}']);
    });

    it('makes no offer while an answer is missing', async () => {
        const { at, questions } = await show();
        questions().reportValidity = () => false;
        at('quote').click();
        await settle();
        expect(quote).not.toHaveBeenCalled();
    });

    it('keeps the answers in this browser without a signal, and sends them when it is back', async () => {
        saveDraft.mockRejectedValue(new TypeError('Failed to fetch'));
        const { at, questions, answer } = await show();
        questions().reportValidity = () => true;
        answer();
        at('quote').click();
        await settle();
        expect(at('saved').textContent).toContain('Loop_Ui_Desk_Waiting');
        expect(unsent('k1').answersJson).toBe('{"condition":"good"}');
        expect(quote).not.toHaveBeenCalled();
        saveDraft.mockResolvedValue({});
        window.dispatchEvent(new CustomEvent('online'));
        await settle();
        expect(at('saved').textContent).toContain('Loop_Ui_Desk_Saved');
        expect(unsent('k1')).toBeNull();
    });

    it('adds a photo to the saved draft', async () => {
        const sent = new Promise((resolve) => {
            addPhoto.mockImplementation(async (photo) => resolve(photo));
        });
        const { at } = await show();
        at('photo').files = [new File(['photo'], 'front.jpg', { type: 'image/jpeg' })];
        at('photo').dispatchEvent(new CustomEvent('change'));
        await expect(sent).resolves.toEqual({ clientKey: 'k1', questionCode: 'condition', fileName: 'front.jpg', base64: 'cGhvdG8=' });
        await settle();
        expect(saveDraft).toHaveBeenCalled();
        expect(at('photos').textContent).toContain('Loop_Ui_Desk_Photos');
    });

    it('goes on with the answers of a draft', async () => {
        const { questions } = await show({ category: 'smartphone', answersJson: '{"condition":"good"}' });
        expect(getWizardFor).toHaveBeenCalledWith({ twinId: 'a01', category: 'smartphone' });
        expect(questions().answers).toEqual({ condition: 'good' });
    });

    it('asks for the kind of item where the record does not tell', async () => {
        getWizard.mockResolvedValue({ ...WIZARD, category: null, questions: [] });
        const { at, questions } = await show();
        at('category').dispatchEvent(new CustomEvent('change', { detail: { value: 'smartphone' } }));
        await settle();
        expect(getWizardFor).toHaveBeenCalledWith({ twinId: 'a01', category: 'smartphone' });
        expect(questions().questions).toEqual(WIZARD.questions);
    });

    it('says so where there is no price to start from, and makes no offer', async () => {
        getWizard.mockResolvedValue({ ...WIZARD, factsJson: '{}' });
        const { at } = await show();
        expect(at('no-reference')).not.toBeNull();
        expect(at('quote')).toBeNull();
    });

    it('shows why the questions could not be loaded, and tries again', async () => {
        getWizard.mockRejectedValueOnce({ body: { message: 'No access' } });
        const { element, questions } = await show();
        const panel = element.shadowRoot.querySelector('c-error-panel');
        expect(panel.errors).toEqual({ body: { message: 'No access' } });
        panel.dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(questions()).not.toBeNull();
    });
});
