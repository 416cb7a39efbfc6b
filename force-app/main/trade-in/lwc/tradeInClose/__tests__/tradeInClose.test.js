import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TradeInClose from 'c/tradeInClose';
import accept from '@salesforce/apex/TradeInDeskController.accept';
import decline from '@salesforce/apex/TradeInDeskController.decline';

jest.mock('@salesforce/apex/TradeInDeskController.accept', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.decline', () => ({ default: jest.fn() }), { virtual: true });

const TRADE_IN = {
    clientKey: 'k1', status: 'Quoted', previewDiffers: false, actions: ['accept', 'decline'],
    offer: { offerId: 'o1', amount: 412, amountMinor: 41200, currencyCode: 'EUR', payoutKind: 'Credit', bonusMinor: 4120, reasons: [], effects: [] }
};

describe('c-trade-in-close', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    function show(tradeIn) {
        const element = createElement('c-trade-in-close', { is: TradeInClose });
        element.tradeIn = { ...TRADE_IN, ...tradeIn };
        const decided = jest.fn();
        element.addEventListener('decided', ({ detail }) => decided(detail));
        document.body.appendChild(element);
        return { element, decided, at: (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`) };
    }

    const acceptance = (element) => element.shadowRoot.querySelector('c-trade-in-acceptance');

    it('asks for the customer\'s yes by a signature, and for nothing while an answer is under way', async () => {
        let answer;
        decline.mockReturnValue(new Promise((resolve) => { answer = resolve; }));
        const { element, at } = show();
        const pad = acceptance(element).shadowRoot.querySelector('c-signature-pad');
        expect(pad).not.toBeNull();
        expect([acceptance(element).reasons, acceptance(element).disabled]).toEqual([[], false]);
        await expect(element).toBeAccessible();
        at('decline').click();
        await settle();
        expect(acceptance(element).disabled).toBe(true);
        answer({ status: 'Declined' });
        await settle();
        expect(acceptance(element).disabled).toBe(false);
    });

    it('accepts with consent and signature', async () => {
        accept.mockResolvedValue({ status: 'Accepted' });
        const { element, decided } = show();
        acceptance(element).dispatchEvent(new CustomEvent('accept', { detail: { consent: true, signatureBase64: 'AAAA', reasonCode: null } }));
        await settle();
        expect(accept).toHaveBeenCalledWith({ clientKey: 'k1', offerId: 'o1', consent: true, signatureBase64: 'AAAA' });
        expect(decided).toHaveBeenCalledWith({ status: 'Accepted' });
    });

    it('declines without any of them', async () => {
        decline.mockResolvedValue({ status: 'Declined' });
        const { decided, at } = show();
        at('decline').click();
        await settle();
        expect(decline).toHaveBeenCalledWith({ clientKey: 'k1' });
        expect(decided).toHaveBeenCalledWith({ status: 'Declined' });
    });

    it('shows why the server refused', async () => {
        decline.mockRejectedValue({ body: { message: 'The offer has expired.' } });
        const { element, decided, at } = show();
        at('decline').click();
        await settle();
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'The offer has expired.' } });
        expect(decided).not.toHaveBeenCalled();
    });

    it('shows what is left to pay for a new item', async () => {
        const { at } = show();
        expect(at('upgrade')).toBeNull();
        at('new-price').value = '999';
        at('new-price').dispatchEvent(new CustomEvent('change'));
        await settle();
        expect(at('upgrade').querySelector('lightning-formatted-number').value).toBe(587);
    });

    it('answers a counter-offer without answering the questions anew', () => {
        expect(show().at('back')).not.toBeNull();
        const { element, at } = show({ status: 'Counter Offered' });
        expect(at('back')).toBeNull();
        expect([acceptance(element), at('decline')]).not.toContain(null);
    });

    it('waits for a manager above the limit, and says when the estimate was another', () => {
        const { element, at } = show({ status: 'Awaiting Approval', actions: [], previewDiffers: true });
        expect(at('approval')).not.toBeNull();
        expect(at('differs')).not.toBeNull();
        expect(acceptance(element)).toBeNull();
    });
});
