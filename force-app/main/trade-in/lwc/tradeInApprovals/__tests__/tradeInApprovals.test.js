import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TradeInApprovals from 'c/tradeInApprovals';
import getQueue from '@salesforce/apex/TradeInApprovalController.getQueue';
import getReasons from '@salesforce/apex/TradeInApprovalController.getReasons';
import approve from '@salesforce/apex/TradeInApprovalController.approve';
import refuse from '@salesforce/apex/TradeInApprovalController.refuse';
import secondOpinion from '@salesforce/apex/TradeInApprovalController.secondOpinion';

jest.mock('@salesforce/apex/TradeInApprovalController.getQueue', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInApprovalController.getReasons', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInApprovalController.approve', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInApprovalController.refuse', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInApprovalController.secondOpinion', () => ({ default: jest.fn() }), { virtual: true });

const QUOTE = { tradeInId: 'a1', tradeInName: 'TI-1', offerId: 'o1', kind: 'Quote', productName: 'Lune', amountMinor: 150000, amount: 1500, currencyCode: 'EUR', limitMinor: 100000, requestedBy: 'Mina', since: '2026-11-22T10:00:00.000Z', hold: null };
const HOLD = { tradeInId: 'a2', tradeInName: 'TI-2', offerId: null, kind: 'Hold', productName: 'Rive', amountMinor: null, currencyCode: 'EUR', limitMinor: null, requestedBy: 'Mina', since: '2026-11-22T10:00:00.000Z', hold: { title: 'The customer is not who we expected' } };

describe('c-trade-in-approvals', () => {
    beforeEach(() => {
        getQueue.mockResolvedValue([QUOTE, HOLD]);
        getReasons.mockResolvedValue({ Refuse: [{ value: 'Price_Too_High', label: 'Too high' }], Hold: [{ value: 'Identity_Checked', label: 'Identity checked' }] });
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    async function show() {
        const element = createElement('c-trade-in-approvals', { is: TradeInApprovals });
        document.body.appendChild(element);
        await settle();
        const row = (key) => element.shadowRoot.querySelector(`[data-row="${key}"]`);
        const decide = async (key, decision) => {
            row(key).querySelector(`[data-decision="${decision}"]`).click();
            await settle();
        };
        const choose = async (key, value) => {
            row(key).querySelector('lightning-combobox').dispatchEvent(new CustomEvent('change', { detail: { value } }));
            await settle();
        };
        return { element, row, decide, choose };
    }

    it('shows what waits, with its amount and the limit', async () => {
        const { element, row } = await show();
        expect([...row('o1').querySelectorAll('lightning-formatted-number')].map(({ value }) => value)).toEqual([1500, 1000]);
        expect(row('a2').textContent).toContain('not who we expected');
        await expect(element).toBeAccessible();
    });

    it('approves an offer without a reason, but refuses none without', async () => {
        const { row, decide, choose } = await show();
        await decide('o1', 'yes');
        expect(approve).toHaveBeenCalledWith({ offerId: 'o1' });
        row('o1').querySelector('lightning-combobox').reportValidity = jest.fn();
        await decide('o1', 'no');
        expect(refuse).not.toHaveBeenCalled();
        await choose('o1', 'Price_Too_High');
        await decide('o1', 'no');
        expect(refuse).toHaveBeenCalledWith({ offerId: 'o1', reasonCode: 'Price_Too_High' });
    });

    it('gives a second opinion on a hold, always with a reason', async () => {
        const { row, decide, choose } = await show();
        row('a2').querySelector('lightning-combobox').reportValidity = jest.fn();
        await decide('a2', 'yes');
        expect(secondOpinion).not.toHaveBeenCalled();
        await choose('a2', 'Identity_Checked');
        await decide('a2', 'yes');
        expect(secondOpinion).toHaveBeenCalledWith({ tradeInId: 'a2', verdict: 'Cleared', reasonCode: 'Identity_Checked' });
    });

    it('says who upheld a hold and why: it waits on, and looks not as before', async () => {
        const { row, decide, choose } = await show();
        expect(row('a2').querySelector('[data-id="upheld"]')).toBeNull();
        getQueue.mockResolvedValue([{ ...HOLD, twinId: 't2', upheldBy: 'Ines', upheldReason: 'The suspicion stays' }]);
        await choose('a2', 'Suspicion_Stays');
        await decide('a2', 'no');
        expect(secondOpinion).toHaveBeenCalledWith({ tradeInId: 'a2', verdict: 'Upheld', reasonCode: 'Suspicion_Stays' });
        expect(row('a2').querySelector('[data-id="upheld"]').textContent).toContain('Loop_Ui_Approvals_Upheld');
        expect([...row('a2').querySelectorAll('c-record-link')].map(({ recordId }) => recordId)).toEqual(['t2', 'a2']);
    });

    it.each([['o1', 'yes', 'Approved'], ['o1', 'no', 'Refused'], ['a2', 'yes', 'Cleared'], ['a2', 'no', 'Upheld']])('says what became of %s after %s, and leads the focus there', async (key, decision, told) => {
        const { element, decide, choose } = await show();
        await choose(key, 'Price_Too_High');
        getQueue.mockResolvedValue([]);
        await decide(key, decision);
        const answer = element.shadowRoot.querySelector('[data-id="answer"]');
        expect(answer.textContent).toBe(`c.Loop_Ui_Approvals_Done_${told}`);
        expect(element.shadowRoot.activeElement).toBe(answer);
    });

    it('says that nothing waits', async () => {
        getQueue.mockResolvedValue([]);
        const { element } = await show();
        expect(element.shadowRoot.querySelector('[data-id="empty"]')).not.toBeNull();
    });

    it('shows why a decision was refused', async () => {
        approve.mockRejectedValueOnce({ body: { message: 'Nobody decides on an own request.' } });
        const { element, decide } = await show();
        await decide('o1', 'yes');
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'Nobody decides on an own request.' } });
    });
});
