import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import PreOwnedStock from 'c/preOwnedStock';
import getStock from '@salesforce/apex/PreOwnedController.getStock';
import sell from '@salesforce/apex/PreOwnedController.sell';

jest.mock('@salesforce/apex/PreOwnedController.getStock', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PreOwnedController.sell', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PreOwnedController.getStores', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });

const ITEM = { listingId: 'l1', listingNumber: 'PO-1', name: 'Aperture 5', serial: 'S1', grade: 'A', priceMinor: 59900, currencyCode: 'EUR', warrantyMonths: 12, certifiedEvents: 9, repairs: ['Clean'], channels: ['Store'], certificate: { url: 'https://brand.example/certificate?share=AAAA' } };
const STOCK = { items: [ITEM], channels: [{ value: 'Store', label: 'Store' }] };

describe('c-pre-owned-stock', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-pre-owned-stock', { is: PreOwnedStock });
        document.body.appendChild(element);
        await settle();
        return element;
    }
    const at = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
    async function change(element, id, value) {
        at(element, id).value = value;
        at(element, id).dispatchEvent(new CustomEvent('change', { detail: { value } }));
        await settle();
    }

    /** The address as the browser judges it. */
    function type(element, value, isValid) {
        const email = element.shadowRoot.querySelector('[data-field="email"]');
        email.reportValidity = () => isValid;
        email.value = value;
        email.dispatchEvent(new CustomEvent('change'));
        return email;
    }
    function tick(element, id) {
        at(element, id).checked = true;
        at(element, id).dispatchEvent(new CustomEvent('change'));
    }
    async function choose(element) {
        await change(element, 'store', 'PAR-01');
        at(element, 'l1').click();
        await settle();
    }

    it('shows what is for sale by store and channel', async () => {
        getStock.mockResolvedValue(STOCK);
        const element = await show();
        expect(element.shadowRoot.querySelectorAll('li')).toHaveLength(1);
        await change(element, 'store', 'PAR-01');
        await change(element, 'channel', 'Store');
        expect(getStock).toHaveBeenLastCalledWith({ storeCode: 'PAR-01', channel: 'Store' });
        await expect(element).toBeAccessible();
    });

    it('opens the certificate of a listing, and says when it carries none', async () => {
        getStock.mockResolvedValue({ ...STOCK, items: [ITEM, { ...ITEM, listingId: 'l2', listingNumber: 'PO-2', certificate: null }] });
        const element = await show();
        const [certified, plain] = element.shadowRoot.querySelectorAll('[data-id="certificate"]');
        expect(certified.querySelector('a').getAttribute('href')).toBe('https://brand.example/certificate?share=AAAA');
        expect(certified.querySelector('a').getAttribute('aria-label')).toContain('Aperture 5, PO-1');
        expect(plain.querySelector('a')).toBeNull();
        expect(plain.textContent.trim()).toBe('c.Loop_Ui_Stock_No_Certificate');
        await expect(element).toBeAccessible();
    });

    it('sells to a buyer in the store', async () => {
        getStock.mockResolvedValue(STOCK);
        sell.mockResolvedValue('PO-1');
        const element = await show();
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        at(element, 'l1').click();
        await settle();
        expect(at(element, 'sale')).toBeNull();
        expect(focus.mock.contexts).toEqual([at(element, 'store').shadowRoot.querySelector('lightning-combobox')]);
        focus.mockRestore();
        await change(element, 'store', 'PAR-01');
        at(element, 'l1').click();
        await settle();
        type(element, 'ada@example.com', true);
        tick(element, 'consent');
        await expect(element).toBeAccessible();
        getStock.mockResolvedValue({ ...STOCK, items: [] });
        at(element, 'confirm').click();
        await settle();
        expect(sell).toHaveBeenCalledWith({ listingId: 'l1', storeCode: 'PAR-01', buyer: { firstName: '', lastName: '', email: 'ada@example.com', consented: true, anonymous: false } });
        expect(at(element, 'message').textContent).not.toBe('');
        expect(element.shadowRoot.activeElement).toBe(at(element, 'message'));
        expect(at(element, 'empty')).not.toBeNull();
    });

    it('tells who comes second that it is sold', async () => {
        getStock.mockResolvedValue(STOCK);
        sell.mockRejectedValue({ body: { message: 'PO-1 was sold already' } });
        const element = await show();
        await choose(element);
        type(element, 'late@example.com', true);
        at(element, 'confirm').click();
        await settle();
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'PO-1 was sold already' } });
    });

    it('asks for the buyer before anything is sold', async () => {
        getStock.mockResolvedValue(STOCK);
        const element = await show();
        await choose(element);
        const email = type(element, '', false);
        expect([email.required, at(element, 'buyer-hint').textContent]).toEqual([true, 'c.Loop_Ui_Stock_Buyer_Why']);
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        at(element, 'confirm').click();
        await settle();
        expect(focus.mock.contexts).toEqual([email]);
        focus.mockRestore();
        expect(sell).not.toHaveBeenCalled();
    });

    it('sells to a buyer who wants no record, and says what that means', async () => {
        getStock.mockResolvedValue(STOCK);
        sell.mockResolvedValue('PO-1');
        const element = await show();
        await choose(element);
        tick(element, 'anonymous');
        await settle();
        expect(at(element, 'buyer-hint').textContent).toBe('c.Loop_Ui_Stock_Anonymous_Means');
        expect(element.shadowRoot.querySelector('[data-field]')).toBeNull();
        await expect(element).toBeAccessible();
        at(element, 'confirm').click();
        await settle();
        expect(sell.mock.calls[0][0].buyer).toMatchObject({ email: '', anonymous: true });
    });

    it('says that a store is not known instead of that nothing is for sale there', async () => {
        getStock.mockResolvedValue({ ...STOCK, items: [], storeRefusal: 'Your store: no store with the code X-9 is known.' });
        const element = await show();
        await change(element, 'store', 'X-9');
        expect(at(element, 'empty').textContent).toBe('Your store: no store with the code X-9 is known.');
    });

    it('leaves out an answer that comes late', async () => {
        let answerFirst;
        getStock.mockReturnValueOnce(new Promise((resolve) => (answerFirst = resolve)));
        getStock.mockResolvedValue({ ...STOCK, items: [] });
        const element = await show();
        await change(element, 'store', 'X-9');
        answerFirst(STOCK);
        await settle();
        expect(at(element, 'empty')).not.toBeNull();
    });

    it('tries again after a failure', async () => {
        getStock.mockRejectedValueOnce({ body: { message: 'Down' } });
        const element = await show();
        getStock.mockResolvedValue(STOCK);
        element.shadowRoot.querySelector('c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(element.shadowRoot.querySelectorAll('li')).toHaveLength(1);
    });
});
