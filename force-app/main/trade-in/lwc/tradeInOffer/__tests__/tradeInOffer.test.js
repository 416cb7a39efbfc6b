import { createElement } from 'lwc';
import TradeInOffer from 'c/tradeInOffer';

const OFFER = {
    offerId: 'a02', kind: 'Quote', status: 'Locked', amountMinor: 41200, amount: 412, currencyCode: 'EUR', payoutKind: 'Cash', cashMinor: 41200, creditMinor: 45320, bonusMinor: 4120,
    expiresAt: '2026-12-01T10:00:00.000Z', isExpired: false, reasons: [{ code: 'CONDITION_WORN', text: 'The outside shows wear.' }],
    effects: [{ rule: 'referencePrice', text: 'Price when new', minor: 99900 }, { rule: 'model', text: 'Model', minor: 0 }, { rule: 'depreciation', text: 'Age', minor: -58700 }]
};

describe('c-trade-in-offer', () => {
    afterEach(() => document.body.replaceChildren());

    function show(offer) {
        const element = createElement('c-trade-in-offer', { is: TradeInOffer });
        element.offer = { ...OFFER, ...offer };
        document.body.appendChild(element);
        return element;
    }

    it('shows the amount, until when it holds and why it is so', async () => {
        const element = show();
        const [amount] = element.shadowRoot.querySelectorAll('lightning-formatted-number');
        expect(amount).toMatchObject({ value: 412, currencyCode: 'EUR' });
        expect(element.shadowRoot.textContent).toContain('Loop_Ui_Offer_Expires');
        expect(element.shadowRoot.querySelector('[data-id="reasons"]').textContent).toBe('The outside shows wear.');
        await expect(element).toBeAccessible();
    });

    it('shows on demand what each rule did to the price, without those that did nothing', async () => {
        const element = show();
        element.shadowRoot.querySelector('[data-id="lines"]').click();
        await Promise.resolve();
        const lines = [...element.shadowRoot.querySelectorAll('tbody tr')].map((row) => [row.querySelector('th').textContent, row.querySelector('lightning-formatted-number').value]);
        expect(lines).toEqual([['Price when new', 999], ['Age', -587], ['c.Loop_Ui_Offer_Total', 412]]);
        await expect(element).toBeAccessible();
    });

    it('names the bonus of whoever takes credit', () => {
        const element = show({ payoutKind: 'Credit', amountMinor: 45320, amount: 453.2 });
        expect(element.shadowRoot.textContent).toContain('Loop_Ui_Offer_Bonus');
        expect(show().shadowRoot.textContent).not.toContain('Loop_Ui_Offer_Bonus');
    });

    it('says that an offer is over', () => {
        expect(show({ isExpired: true }).shadowRoot.textContent).toContain('Loop_Ui_Offer_Expired');
    });
});
