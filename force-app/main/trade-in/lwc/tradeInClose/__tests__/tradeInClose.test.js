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
    beforeEach(() => {
        HTMLCanvasElement.prototype.getContext = () => ({ clearRect() {}, fillText() {} }); // jsdom has no canvas
        HTMLCanvasElement.prototype.toDataURL = () => 'data:image/png;base64,AAAA';
    });

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

    function change(target, value) {
        Object.assign(target, value);
        target.dispatchEvent(new CustomEvent('change'));
    }

    const sign = (element) => change(element.shadowRoot.querySelector('c-signature-pad').shadowRoot.querySelector('lightning-input'), { value: 'Ada Roy' });

    it('cannot be accepted without consent and signature', async () => {
        const { element, at } = show();
        expect(at('accept').disabled).toBe(true);
        change(at('consent'), { checked: true });
        await settle();
        expect(at('accept').disabled).toBe(true);
        sign(element);
        await settle();
        expect(at('accept').disabled).toBe(false);
        await expect(element).toBeAccessible();
    });

    it('accepts with consent and signature', async () => {
        accept.mockResolvedValue({ status: 'Accepted' });
        const { element, decided, at } = show();
        change(at('consent'), { checked: true });
        sign(element);
        await settle();
        at('accept').click();
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
        change(at('new-price'), { value: '999' });
        await settle();
        expect(at('upgrade').querySelector('lightning-formatted-number').value).toBe(587);
    });

    it('answers a counter-offer without answering the questions anew', () => {
        expect(show().at('back')).not.toBeNull();
        const { at } = show({ status: 'Counter Offered' });
        expect(at('back')).toBeNull();
        expect([at('accept'), at('decline')]).not.toContain(null);
    });

    it('waits for a manager above the limit, and says when the estimate was another', () => {
        const { at } = show({ status: 'Awaiting Approval', actions: [], previewDiffers: true });
        expect(at('approval')).not.toBeNull();
        expect(at('differs')).not.toBeNull();
        expect(at('accept')).toBeNull();
    });
});
