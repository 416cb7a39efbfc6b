import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import ItemIdentity from 'c/itemIdentity';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import identify from '@salesforce/apex/ItemIdentityController.identify';

jest.mock('@salesforce/apex/ItemIdentityController.identify', () => ({ default: jest.fn() }), { virtual: true });

const PHONE = { id: 'a01', sector: 'Electronics', identity: { sku: 'PHONE-1' } };

describe('c-item-identity', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    async function show(twin = PHONE) {
        const element = createElement('c-item-identity', { is: ItemIdentity });
        element.twin = twin;
        const told = jest.fn();
        element.addEventListener('identified', told);
        document.body.appendChild(element);
        await settle();
        const part = (selector) => element.shadowRoot.querySelector(selector);
        const at = (id) => part(`[data-id="${id}"]`);
        const press = async (id) => {
            at(id).click();
            await settle();
        };
        const field = async (name, detail) => {
            part('c-scan-field').dispatchEvent(new CustomEvent(name, { detail }));
            await settle();
        };
        const type = (id, value) => {
            const input = at(id);
            input.name = id;
            input.value = value;
            input.dispatchEvent(new CustomEvent('change'));
        };
        return { element, told, part, at, press, field, type };
    }

    it('asks for the serial first', async () => {
        const { element, part, at } = await show();
        expect(part('c-scan-field').action).toBe('c.Loop_Ui_Identity_Take');
        expect(at('give')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('shows what was scanned, then gives it with what else the item tells', async () => {
        const { element, told, at, press, field, type } = await show();
        await field('term', { term: 'SN-9' });
        expect(at('given').textContent).toContain('SN-9');
        expect(element.shadowRoot.activeElement).toBe(at('given'));
        await expect(element).toBeAccessible();
        type('gtin', '4006381333931');
        type('imei', '490154203237518');
        await press('give');
        expect(identify).toHaveBeenCalledWith({ twinId: 'a01', serial: 'SN-9', gtin: '4006381333931', imei: '490154203237518' });
        expect(told).toHaveBeenCalledTimes(1);
        expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: 'a01' }]);
    });

    it.each([
        ['a phone whose GTIN is known', { ...PHONE, identity: { gtin: '1' } }, [false, true]],
        ['a phone whose IMEI is known', { ...PHONE, identity: { imei: '1' } }, [true, false]],
        ['a bag', { ...PHONE, sector: 'Luxury' }, [true, false]],
        ['an item of an unknown kind', { ...PHONE, sector: undefined }, [true, true]]
    ])('asks for what is not known of %s', async (_, twin, asked) => {
        const { at, field } = await show(twin);
        await field('term', { term: 'SN-9' });
        expect([at('gtin') !== null, at('imei') !== null]).toEqual(asked);
    });

    it('tells why it was refused, keeps what was typed, and lets it be changed', async () => {
        identify.mockRejectedValueOnce({ body: { message: 'Another item has this serial number already: SN-9' } });
        const { element, told, part, at, press, field } = await show();
        await field('term', { term: 'SN-9' });
        await press('give');
        expect(part('c-error-panel').errors.body.message).toContain('SN-9');
        expect(at('given').textContent).toContain('SN-9');
        expect(told).not.toHaveBeenCalled();
        await press('cancel');
        expect(part('c-error-panel')).toBeNull();
        expect(part('c-scan-field')).not.toBeNull();
        expect(element.shadowRoot.activeElement).toBe(at('title'));
    });

    it('waits for the answer', async () => {
        identify.mockReturnValueOnce(new Promise(() => {}));
        const { part, at, press, field } = await show();
        await field('term', { term: 'SN-9' });
        await press('give');
        expect(part('lightning-spinner')).not.toBeNull();
        expect(at('give').disabled).toBe(true);
    });

    it('tells of a scanner that failed', async () => {
        const { part, field } = await show();
        await field('scanfailed', { error: { message: 'Allow the camera' } });
        expect(part('c-error-panel').errors.message).toBe('Allow the camera');
    });
});
