import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TradeInCase from 'c/tradeInCase';
import { refreshApex } from '@salesforce/apex';
import getTradeIn from '@salesforce/apex/TradeInConsoleController.getTradeIn';
import getWizardFor from '@salesforce/apex/TradeInDeskController.getWizardFor';
import receive from '@salesforce/apex/TradeInConsoleController.receive';
import route from '@salesforce/apex/TradeInConsoleController.route';
import inspect from '@salesforce/apex/TradeInConsoleController.inspect';
import addProof from '@salesforce/apex/TradeInConsoleController.addProof';
import counterOffer from '@salesforce/apex/TradeInConsoleController.counterOffer';
import goodwill from '@salesforce/apex/TradeInConsoleController.goodwill';
import accept from '@salesforce/apex/TradeInConsoleController.accept';
import cancel from '@salesforce/apex/TradeInConsoleController.cancel';
import giveBack from '@salesforce/apex/TradeInConsoleController.giveBack';

jest.mock('@salesforce/apex/TradeInConsoleController.getTradeIn', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn().mockResolvedValue() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.getWizardFor', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInConsoleController.receive', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInConsoleController.route', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInConsoleController.inspect', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInConsoleController.addProof', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInConsoleController.counterOffer', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInConsoleController.goodwill', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInConsoleController.accept', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInConsoleController.cancel', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInConsoleController.giveBack', () => ({ default: jest.fn() }), { virtual: true });

const OFFER = { offerId: 'o1', amount: 412, amountMinor: 41200, currencyCode: 'EUR', payoutKind: 'Cash', reasons: [], effects: [] };
const DETAIL = {
    tradeIn: { tradeInId: 'a1', twinId: 't1', category: 'smartphone', currencyCode: 'EUR', answersJson: '{"condition":"good"}', status: 'Accepted', offer: OFFER, inspectedOffer: null, hold: null, slaDueAt: '2026-11-24T10:00:00.000Z', isOverdue: false, actions: ['receive'] },
    comparison: [{ code: 'condition', label: 'Outside', declared: 'Good', inspected: 'Worn', differs: true, visibleToCustomer: true, hasProof: true }],
    photos: [{ documentId: 'd1', versionId: 'v1', title: 'dent.jpg', purpose: 'Proof', questionCode: 'condition' }],
    movers: [], counterReasons: [{ value: 'Worse_Condition', label: 'Worse condition' }], goodwillReasons: [{ value: 'Long_Wait', label: 'Long wait' }], giveBackReasons: [{ value: 'Not_Taken', label: 'We do not take it' }], acceptanceReasons: [{ value: 'Accepted_On_The_Phone', label: 'Accepted on the phone' }],
    history: [{ action: 'Quote', status: 'Quoted', at: '2026-11-22T10:00:00.000Z', takenBy: 'Mina Laurent' }]
};

describe('c-trade-in-case', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    async function show(tradeIn) {
        const element = createElement('c-trade-in-case', { is: TradeInCase });
        element.tradeInId = 'a1';
        const changed = jest.fn();
        element.addEventListener('changed', changed);
        document.body.appendChild(element);
        getTradeIn.emit({ ...DETAIL, tradeIn: { ...DETAIL.tradeIn, ...tradeIn } });
        await settle();
        const at = (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
        const act = async (action) => {
            element.shadowRoot.querySelector(`[data-action="${action}"]`).click();
            await settle();
        };
        return { element, changed, at, act };
    }

    async function fill(field, value) {
        field.reportValidity = () => true;
        field.value = value;
        field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
        await settle();
    }

    it('shows offer, comparison, clock and history', async () => {
        const { element, at } = await show();
        expect(element.shadowRoot.querySelector('c-trade-in-offer').offer).toEqual(OFFER);
        expect(element.shadowRoot.querySelector('c-trade-in-comparison')).not.toBeNull();
        expect(at('sla').textContent).toContain('Loop_Ui_Trade_In_Due');
        expect(at('history').textContent).toContain('Mina Laurent');
        const photo = at('photos').querySelector('img');
        expect([photo.alt, photo.getAttribute('src')]).toEqual(['dent.jpg', '/sfc/servlet.shepherd/version/download/v1']);
        await expect(element).toBeAccessible();
    });

    it('offers only the steps that may be taken now, and takes them', async () => {
        const { element, changed, act } = await show();
        expect([...element.shadowRoot.querySelectorAll('[data-action]')].map(({ dataset }) => dataset.action)).toEqual(['receive']);
        await act('receive');
        expect(receive).toHaveBeenCalledWith({ tradeInId: 'a1' });
        expect(refreshApex).toHaveBeenCalled();
        expect(changed).toHaveBeenCalled();
    });

    it('says how it stands after a step, and leads the focus there', async () => {
        const { element, at, act } = await show();
        await act('receive');
        expect(at('answer').textContent).toBe('c.Loop_Ui_Trade_In_Now');
        expect(element.shadowRoot.activeElement).toBe(at('answer'));
    });

    it.each([['giveBack', 'form'], ['accept', 'accepting'], ['inspect', 'inspecting']])('leads the focus into what %s asks for', async (action, panel) => {
        getWizardFor.mockResolvedValue({ questions: [] });
        const { element, at, act } = await show({ actions: [action] });
        await act(action);
        expect(element.shadowRoot.activeElement).toBe(at(panel));
    });

    it('hands a completed item over', async () => {
        const { act } = await show({ actions: ['routeRefurbish', 'routeRecycle'] });
        await act('routeRecycle');
        expect(route).toHaveBeenCalledWith({ tradeInId: 'a1', route: 'Recycle' });
    });

    it('gives an item back with a reason', async () => {
        const { element, act, at } = await show({ status: 'Received', actions: ['giveBack', 'inspect'] });
        expect([...element.shadowRoot.querySelectorAll('[data-action]')].map((button) => [button.dataset.action, button.variant])).toEqual([['inspect', 'brand'], ['giveBack', 'neutral']]);
        await act('giveBack');
        expect(at('reason').options).toEqual([{ value: 'Not_Taken', label: 'We do not take it' }]);
        expect([at('amount'), at('questions')]).toEqual([null, null]);
        await expect(element).toBeAccessible();
        await fill(at('reason'), 'Not_Taken');
        at('send').click();
        await settle();
        expect(giveBack).toHaveBeenCalledWith({ tradeInId: 'a1', reasonCode: 'Not_Taken' });
    });

    it('records that the customer accepts a counter-offer from afar', async () => {
        const { element, changed, act } = await show({ status: 'Counter Offered', actions: ['accept', 'decline', 'giveBack'] });
        await act('accept');
        const form = element.shadowRoot.querySelector('c-trade-in-acceptance');
        expect(form.reasons).toEqual(DETAIL.acceptanceReasons);
        form.dispatchEvent(new CustomEvent('accept', { detail: { consent: true, signatureBase64: null, reasonCode: 'Accepted_On_The_Phone' } }));
        await settle();
        expect(accept).toHaveBeenCalledWith({ tradeInId: 'a1', offerId: 'o1', consent: true, signatureBase64: null, reasonCode: 'Accepted_On_The_Phone' });
        expect(changed).toHaveBeenCalled();
        expect(element.shadowRoot.querySelector('c-trade-in-acceptance')).toBeNull();
    });

    it('takes a first offer with a signature only', async () => {
        const { element, act } = await show({ status: 'Quoted', actions: ['accept', 'cancel'] });
        await act('accept');
        expect(element.shadowRoot.querySelector('c-trade-in-acceptance').reasons).toEqual([]);
    });

    it('cancels after asking once more', async () => {
        const { element, act } = await show({ status: 'Quoted', actions: ['cancel', 'decline'] });
        expect([...element.shadowRoot.querySelectorAll('[data-action]')].map(({ dataset }) => dataset.action)).toEqual(['decline', 'cancel']);
        await act('cancel');
        expect(cancel).not.toHaveBeenCalled();
        await expect(element).toBeAccessible();
        const question = () => element.shadowRoot.querySelector('c-trade-in-cancel');
        const answer = async (choice) => {
            question().dispatchEvent(new CustomEvent(choice));
            await settle();
        };
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        await answer('keep');
        expect(question()).toBeNull();
        expect(focus.mock.contexts).toEqual([element.shadowRoot.querySelector('[data-action="cancel"]')]);
        focus.mockRestore();
        await act('cancel');
        await answer('confirm');
        expect(cancel).toHaveBeenCalledWith({ tradeInId: 'a1' });
    });

    it('shows why a step was refused', async () => {
        receive.mockRejectedValueOnce({ body: { message: 'Somebody was faster.' } });
        const { element, changed, act } = await show();
        await act('receive');
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'Somebody was faster.' } });
        expect(changed).not.toHaveBeenCalled();
    });

    it('inspects with the declared answers to start from', async () => {
        getWizardFor.mockResolvedValue({ questions: [{ code: 'condition', label: 'Outside', kind: 'Choice', choices: [{ value: 'worn', label: 'Worn' }], isRequired: true }] });
        const { element, at, act } = await show({ actions: ['inspect'] });
        await act('inspect');
        const questions = element.shadowRoot.querySelector('c-trade-in-questions');
        expect(questions.answers).toEqual({ condition: 'good' });
        questions.dispatchEvent(new CustomEvent('answerchange', { detail: { code: 'condition', value: 'worn' } }));
        await settle();
        at('save-inspection').click();
        await settle();
        expect(inspect).toHaveBeenCalledWith({ tradeInId: 'a1', answersJson: '{"condition":"worn"}' });
    });

    it('keeps a photo as a proof', async () => {
        const { element } = await show({ actions: ['counterOffer'] });
        element.shadowRoot.querySelector('c-trade-in-comparison').dispatchEvent(new CustomEvent('prooffile', { detail: { code: 'condition', fileName: 'dent.jpg', base64: 'AAAA' } }));
        await settle();
        expect(addProof).toHaveBeenCalledWith({ tradeInId: 'a1', questionCode: 'condition', fileName: 'dent.jpg', base64: 'AAAA' });
    });

    it.each([
        ['nothing differs', { differs: false }, null, 'c.Loop_Ui_Trade_In_No_Counter'],
        ['the customer could not have seen it', { visibleToCustomer: false }, null, 'c.Loop_Ui_Trade_In_No_Counter'],
        ['the price is no lower', {}, { amountMinor: 41200 }, 'c.Loop_Ui_Trade_In_No_Counter'],
        ['it is not proven', { hasProof: false }, { amountMinor: 30000 }, 'c.Loop_Ui_Trade_In_Proof_First'],
        ['what was found has no price', {}, { amountMinor: undefined, errors: [{ field: 'box', rule: 'required', message: 'The box is missing' }] }, undefined],
        ['it is lower, seen and proven', {}, { amountMinor: 30000 }, undefined]
    ])('offers a counter-offer only where it can be made: %s', async (_, found, price, why) => {
        const { element, at } = await show({ actions: ['counterOffer', 'accept'] });
        const inspectedOffer = price && { ...OFFER, ...price };
        getTradeIn.emit({ ...DETAIL, comparison: [{ ...DETAIL.comparison[0], ...found }], tradeIn: { ...DETAIL.tradeIn, actions: ['counterOffer', 'accept'], inspectedOffer } });
        await settle();
        expect(at('no-counter')?.textContent).toBe(why);
        expect(Boolean(element.shadowRoot.querySelector('[data-action="counterOffer"]'))).toBe(!why);
        expect(element.shadowRoot.querySelector('[data-action="accept"]')).not.toBeNull();
    });

    it('sends a counter-offer with a reason and what it rests on', async () => {
        const { at, act } = await show({ actions: ['counterOffer'] });
        await act('counterOffer');
        expect(at('questions').options).toEqual([{ label: 'Outside', value: 'condition' }]);
        await fill(at('reason'), 'Worse_Condition');
        await fill(at('questions'), ['condition']);
        at('send').click();
        await settle();
        expect(counterOffer).toHaveBeenCalledWith({ tradeInId: 'a1', reasonCode: 'Worse_Condition', questionCodes: ['condition'] });
    });

    it('adds goodwill in minor units', async () => {
        const { at, act } = await show({ actions: ['goodwill'] });
        await act('goodwill');
        await fill(at('reason'), 'Long_Wait');
        await fill(at('amount'), '25.50');
        at('send').click();
        await settle();
        expect(goodwill).toHaveBeenCalledWith({ tradeInId: 'a1', reasonCode: 'Long_Wait', amountMinor: 2550 });
    });
});
