import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import StoreField from 'c/storeField';
import getStores from '@salesforce/apex/PreOwnedController.getStores';

jest.mock('@salesforce/apex/PreOwnedController.getStores', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });

describe('c-store-field', () => {
    afterEach(() => document.body.replaceChildren());

    function show() {
        const element = createElement('c-store-field', { is: StoreField });
        Object.assign(element, { label: 'Your store', value: '' });
        element.heard = jest.fn();
        element.addEventListener('change', ({ detail }) => element.heard(detail));
        document.body.appendChild(element);
        return element;
    }
    const part = (element, name) => element.shadowRoot.querySelector(`lightning-${name}`);

    /** That of the field inside would be heard outside as well. */
    function change(field, value) {
        const event = new CustomEvent('change', { detail: { value } });
        const stop = jest.spyOn(event, 'stopPropagation');
        field.dispatchEvent(event);
        expect(stop).toHaveBeenCalledTimes(1);
    }

    it('offers the stores that are known, and none of them', async () => {
        const element = show();
        await settle();
        expect(part(element, 'combobox').disabled).toBe(true);
        getStores.emit(['LON-01', 'PAR-01']);
        await settle();
        const field = part(element, 'combobox');
        expect([field.disabled, field.options.map(({ value }) => value)]).toEqual([false, ['', 'LON-01', 'PAR-01']]);
        expect([field.options[0].label, field.placeholder]).toEqual(['c.Loop_Ui_Store_None', 'c.Loop_Ui_Store_None']);
        change(field, 'PAR-01');
        expect(element.heard.mock.calls).toEqual([[{ value: 'PAR-01' }]]);
        await expect(element).toBeAccessible();
    });

    it.each([
        ['are too many to choose from', () => getStores.emit([])],
        ['cannot be read', () => getStores.error({ message: 'offline' })]
    ])('lets type the store where those that are known %s', async (_, answer) => {
        const element = show();
        answer();
        await settle();
        expect(part(element, 'combobox')).toBeNull();
        change(part(element, 'input'), 'PAR-99');
        expect(element.heard.mock.calls).toEqual([[{ value: 'PAR-99' }]]);
        await expect(element).toBeAccessible();
    });

    it('calls the choice of none as it is told', async () => {
        const element = show();
        element.none = 'Every store';
        getStores.emit(['PAR-01']);
        await settle();
        expect(part(element, 'combobox').options[0]).toEqual({ value: '', label: 'Every store' });
    });

    it('takes the focus', async () => {
        const element = show();
        getStores.emit(['PAR-01']);
        await settle();
        const focus = jest.spyOn(part(element, 'combobox'), 'focus');
        element.focus();
        expect(focus).toHaveBeenCalledTimes(1);
    });
});
