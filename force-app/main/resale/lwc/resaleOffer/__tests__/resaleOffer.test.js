import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import ResaleOffer from 'c/resaleOffer';
import getTerms from '@salesforce/apex/WarehouseController.getTerms';
import publish from '@salesforce/apex/WarehouseController.publish';
import withdraw from '@salesforce/apex/WarehouseController.withdraw';

jest.mock('@salesforce/apex/WarehouseController.getTerms', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/WarehouseController.publish', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/WarehouseController.withdraw', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PreOwnedController.getStores', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });

const TERMS = {
    price: { minor: 61250, lowMinor: 58000, highMinor: 64000, currencyCode: 'EUR', reasons: ['Some warranty is left'] }, warrantyMonths: 12,
    channels: [{ value: 'Store', label: 'Store' }, { value: 'Web_Shop', label: 'Web shop' }], ledger: { status: 'Verified', eventCount: 9 }
};
const ORDER = { orderId: 'o1', currencyCode: 'EUR', actions: ['list'], listing: null };
const LISTED = { ...ORDER, actions: ['delist'], listing: { listingNumber: 'PO-1', status: 'Listed', priceMinor: 59900, currencyCode: 'EUR', warrantyMonths: 12, channels: [{ label: 'Web shop', status: 'Published', message: null }] } };

describe('c-resale-offer', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show(order) {
        const element = createElement('c-resale-offer', { is: ResaleOffer });
        element.order = order;
        element.heard = jest.fn();
        element.addEventListener('changed', ({ detail }) => element.heard(detail));
        document.body.appendChild(element);
        await settle();
        return element;
    }
    const at = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);

    it('suggests the price of the rules with reasons and publishes what was typed', async () => {
        getTerms.mockResolvedValue(TERMS);
        const element = await show(ORDER);
        expect(at(element, 'price').value).toBe('612.5');
        expect(at(element, 'price-reasons').textContent).toBe('Some warranty is left');
        for (const field of element.shadowRoot.querySelectorAll('lightning-input, lightning-checkbox-group')) field.reportValidity = () => true;
        at(element, 'price').value = '599';
        at(element, 'price').dispatchEvent(new CustomEvent('change'));
        at(element, 'store').dispatchEvent(new CustomEvent('change', { detail: { value: ' PAR-01 ' } }));
        at(element, 'channels').dispatchEvent(new CustomEvent('change', { detail: { value: ['Web_Shop'] } }));
        publish.mockResolvedValue('listed');
        at(element, 'publish').click();
        await settle();
        expect(publish).toHaveBeenCalledWith({ orderId: 'o1', priceMinor: 59900, warrantyMonths: 12, storeCode: 'PAR-01', channels: ['Web_Shop'] });
        expect(element.heard).toHaveBeenCalledWith('listed');
        await expect(element).toBeAccessible();
    });

    it('asks for a price where the rules know none', async () => {
        getTerms.mockResolvedValue({ ...TERMS, price: { minor: null, currencyCode: 'EUR', reasons: [] } });
        const element = await show(ORDER);
        expect(at(element, 'price').value).toBeNull();
        at(element, 'price').reportValidity = () => false;
        for (const field of element.shadowRoot.querySelectorAll('lightning-checkbox-group, lightning-input:not([data-id="price"])')) field.reportValidity = () => true;
        at(element, 'publish').click();
        expect(publish).not.toHaveBeenCalled();
    });

    it('withdraws a listing', async () => {
        withdraw.mockResolvedValue('ready');
        const element = await show(LISTED);
        expect(getTerms).not.toHaveBeenCalled();
        expect(at(element, 'listing').textContent).toContain('Web shop: Published');
        at(element, 'withdraw').click();
        await settle();
        expect(element.heard).toHaveBeenCalledWith('ready');
        await expect(element).toBeAccessible();
    });

    it('shows what became of its order elsewhere', async () => {
        const element = await show(LISTED);
        element.order = { ...LISTED, actions: [], listing: { ...LISTED.listing, status: 'Sold' } };
        await settle();
        expect(element.shadowRoot.querySelector('lightning-badge').label).toBe('Sold');
        expect(at(element, 'withdraw')).toBeNull();
    });

    it('shows why the terms could not be told', async () => {
        getTerms.mockRejectedValue({ body: { message: 'No rules' } });
        const element = await show(ORDER);
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'No rules' } });
    });

    it('shows the certificate of a listing, or why it carries none', async () => {
        const listing = { ...LISTED.listing, certificate: { url: 'https://brand.example/certificate?share=AAAA' } };
        const element = await show({ ...LISTED, listing });
        expect(at(element, 'certificate').querySelector('a').getAttribute('href')).toBe('https://brand.example/certificate?share=AAAA');
        expect(at(element, 'certificate-note')).toBeNull();
        await expect(element).toBeAccessible();
        const without = await show({ ...LISTED, listing: { ...LISTED.listing, certificate: null, certificateNote: 'No certificate: no key' } });
        expect(at(without, 'certificate')).toBeNull();
        expect(at(without, 'certificate-note').textContent).toBe('No certificate: no key');
        await expect(without).toBeAccessible();
    });

    it('says before the offer whether it will carry a certificate', async () => {
        getTerms.mockResolvedValue({ ...TERMS, certificateNote: 'No certificate: no key' });
        const told = await show(ORDER);
        expect(at(told, 'terms-note').textContent).toBe('No certificate: no key');
        expect(at(told, 'will-certify')).toBeNull();
        await expect(told).toBeAccessible();
        getTerms.mockResolvedValue(TERMS);
        expect(at(await show(ORDER), 'will-certify')).not.toBeNull();
    });
});
