import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import PortalItems from 'c/portalItems';
import getItems from '@salesforce/apex/PortalItemsController.getItems';
import getVerdict from '@salesforce/apex/PortalItemsController.getVerdict';

jest.mock('@salesforce/apex/PortalItemsController.getItems', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalItemsController.getVerdict', () => ({ default: jest.fn() }), { virtual: true });

const PHONE = { passportId: 'p1', name: 'Nord 12', serial: 'SN-1', warranty: { state: 'Active' }, value: { low: 100, high: 200, currencyCode: 'EUR' } };
const BAG = { passportId: 'p2', name: 'Lune', warranty: { state: 'None' } };

describe('c-portal-items', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-portal-items', { is: PortalItems });
        document.body.appendChild(element);
        await settle();
        return { element, at: (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`) };
    }

    it('lists items with verdict, warranty and value, and links to their pages', async () => {
        getItems.mockResolvedValue([PHONE, BAG]);
        getVerdict.mockImplementation(async ({ passportId }) => ({ verdict: passportId === 'p1' ? 'Genuine' : 'Blocked', title: passportId }));
        const { element, at } = await show();
        expect(at('p1').querySelector('a').getAttribute('href')).toBe('item?passportId=p1');
        expect(at('p1').textContent).toContain('Loop_Passport_Warranty_Active');
        expect(at('p1').querySelector('[data-id="value"] lightning-formatted-number').value).toBe(100);
        expect(at('p1').querySelector('[data-verdict="Genuine"]')).not.toBeNull();
        expect(at('p2').querySelector('[data-id="value"]')).toBeNull();
        expect(at('p2').querySelector('[data-verdict="Blocked"]')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('marks what is owned together, which leads to the public passport', async () => {
        getItems.mockResolvedValue([BAG, { ...PHONE, isJoint: true, value: undefined }]);
        getVerdict.mockResolvedValue({ verdict: 'Genuine', title: 'G' });
        const { element, at } = await show();
        expect(at('p1').querySelector('[data-id="joint"]').textContent).toBe('c.Loop_Ui_Items_Joint');
        expect(at('p1').querySelector('a').getAttribute('href')).toBe('passport?passportId=p1');
        expect(at('p2').querySelector('[data-id="joint"]')).toBeNull();
        expect(getVerdict.mock.calls).toEqual([[{ passportId: 'p2' }]]);
        await expect(element).toBeAccessible();
    });

    it('says why no warranty runs for an item that is gone', async () => {
        getItems.mockResolvedValue([BAG, { ...PHONE, warranty: { state: 'None', reason: 'Over: recycled' } }]);
        getVerdict.mockResolvedValue({ verdict: 'Blocked', title: 'B' });
        const { at } = await show();
        expect(at('p1').querySelector('[data-id="warranty-reason"]').textContent).toBe('Over: recycled');
        expect(at('p2').querySelector('[data-id="warranty-reason"]')).toBeNull();
    });

    it('a verdict that fails leaves the others', async () => {
        getItems.mockResolvedValue([PHONE, BAG]);
        getVerdict.mockRejectedValueOnce(new Error('x')).mockResolvedValue({ verdict: 'Genuine', title: 'G' });
        const { at } = await show();
        expect(at('p1').querySelector('[data-verdict]')).toBeNull();
        expect(at('p2').querySelector('[data-verdict]')).not.toBeNull();
    });

    it('says so when nothing is owned', async () => {
        getItems.mockResolvedValue([]);
        const { element, at } = await show();
        expect(at('empty')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('is busy while it loads', async () => {
        getItems.mockReturnValue(new Promise(() => {}));
        const { element } = await show();
        expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
    });

    it('shows why it failed and tries again', async () => {
        getItems.mockRejectedValueOnce({ body: { message: 'No' } });
        const { element, at } = await show();
        const panel = element.shadowRoot.querySelector('c-error-panel');
        expect(panel.errors).toEqual({ body: { message: 'No' } });
        getItems.mockResolvedValue([BAG]);
        getVerdict.mockResolvedValue({ verdict: 'Genuine', title: 'G' });
        panel.dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(at('p2')).not.toBeNull();
    });
});
