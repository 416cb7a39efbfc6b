import { createElement } from 'lwc';
import RefurbishmentOrder from 'c/refurbishmentOrder';

const ORDER = {
    orderId: 'o1', orderNumber: 'RO-1', itemName: 'Aperture 5', serial: 'S1', status: 'Sold', grade: 'B', hold: 'None', suggestedRoute: 'Clean', route: 'Clean', reasons: ['It is not clean'],
    actions: [], tasks: [], photos: [], checks: [], currencyCode: 'EUR', payoutMinor: 40000, costMinor: 6050, resaleMinor: 89900, resaleCurrency: 'EUR', marginMinor: 43850
};

describe('c-refurbishment-order', () => {
    afterEach(() => document.body.replaceChildren());

    function show(changes) {
        const element = createElement('c-refurbishment-order', { is: RefurbishmentOrder });
        element.order = { ...ORDER, ...changes };
        document.body.appendChild(element);
        return element;
    }
    const amount = (element, id) => element.shadowRoot.querySelector(`dd[data-id="${id}"] lightning-formatted-number`)?.value;

    it('shows the money of a sold item', async () => {
        const element = show();
        expect([amount(element, 'payout'), amount(element, 'cost'), amount(element, 'resale'), amount(element, 'margin')]).toEqual([400, 60.5, 899, 438.5]);
        await expect(element).toBeAccessible();
    });

    it('adds nothing across currencies', () => {
        const element = show({ resaleCurrency: 'JPY', resaleMinor: 130000, marginMinor: null });
        expect(amount(element, 'resale')).toBe(130000);
        expect(amount(element, 'margin')).toBeUndefined();
        expect(element.shadowRoot.querySelector('[data-id="money"]').textContent).toContain('Loop_Ui_Resale_Mixed');
    });

    it('shows no money to whom none is told', () => {
        expect(show({ payoutMinor: undefined, costMinor: undefined, resaleMinor: undefined, marginMinor: undefined }).shadowRoot.querySelector('[data-id="money"]')).toBeNull();
    });

    it('warns of a held item', async () => {
        const element = show({ hold: 'Stolen' });
        expect(element.shadowRoot.querySelector('[data-id="hold"]')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('passes on what a step changed', () => {
        const element = show({ actions: ['grade'] });
        const changed = jest.fn();
        element.addEventListener('changed', ({ detail }) => changed(detail));
        element.shadowRoot.querySelector('c-refurbishment-grade').dispatchEvent(new CustomEvent('changed', { detail: 'new' }));
        expect(changed).toHaveBeenCalledWith('new');
    });
});
