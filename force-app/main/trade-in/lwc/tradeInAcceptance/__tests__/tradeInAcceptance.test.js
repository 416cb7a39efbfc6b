import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TradeInAcceptance from 'c/tradeInAcceptance';

const REASONS = [{ value: 'Accepted_On_The_Phone', label: 'Accepted on the phone' }];

describe('c-trade-in-acceptance', () => {
    beforeEach(() => {
        HTMLCanvasElement.prototype.getContext = () => ({ clearRect() {}, fillText() {} }); // jsdom has no canvas
        HTMLCanvasElement.prototype.toDataURL = () => 'data:image/png;base64,AAAA';
    });

    afterEach(() => document.body.replaceChildren());

    function show(properties) {
        const element = createElement('c-trade-in-acceptance', { is: TradeInAcceptance });
        Object.assign(element, { reasons: REASONS, ...properties });
        const accepted = jest.fn();
        element.addEventListener('accept', ({ detail }) => accepted(detail));
        document.body.appendChild(element);
        const at = (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
        const change = async (target, value, detail) => {
            Object.assign(target, value);
            target.dispatchEvent(new CustomEvent('change', { detail }));
            await settle();
        };
        const pad = () => element.shadowRoot.querySelector('c-signature-pad');
        return { element, accepted, at, change, pad };
    }

    it('takes a signature and consent', async () => {
        const { element, accepted, at, change, pad } = show();
        expect(at('accept').disabled).toBe(true);
        await change(at('consent'), { checked: true });
        expect(at('accept').disabled).toBe(true);
        await change(pad().shadowRoot.querySelector('lightning-input'), { value: 'Ada Roy' });
        expect(at('accept').disabled).toBe(false);
        await expect(element).toBeAccessible();
        at('accept').click();
        expect(accepted).toHaveBeenCalledWith({ consent: true, signatureBase64: 'AAAA', reasonCode: null });
    });

    it('takes a yes on the phone with consent alone', async () => {
        const { element, accepted, at, change, pad } = show();
        await change(at('way'), {}, { value: 'Accepted_On_The_Phone' });
        expect(pad()).toBeNull();
        expect(at('accept').disabled).toBe(true);
        await change(at('consent'), { checked: true });
        await expect(element).toBeAccessible();
        at('accept').click();
        expect(accepted).toHaveBeenCalledWith({ consent: true, signatureBase64: null, reasonCode: 'Accepted_On_The_Phone' });
    });

    it('asks for a signature anew after another way was chosen', async () => {
        const { at, change, pad } = show();
        await change(at('consent'), { checked: true });
        await change(pad().shadowRoot.querySelector('lightning-input'), { value: 'Ada Roy' });
        await change(at('way'), {}, { value: 'Accepted_On_The_Phone' });
        await change(at('way'), {}, { value: 'signed' });
        expect(at('accept').disabled).toBe(true);
    });

    it('does not ask how where only a signature counts', () => {
        const { at, pad } = show({ reasons: [] });
        expect(at('way')).toBeNull();
        expect(pad()).not.toBeNull();
    });
});
