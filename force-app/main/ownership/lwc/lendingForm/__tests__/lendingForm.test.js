import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import LendingForm from 'c/lendingForm';

const STATE = { firstDay: '2026-11-23', lastDay: '2027-02-20', usualDay: '2026-12-06' };

describe('c-lending-form', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    async function show() {
        const element = createElement('c-lending-form', { is: LendingForm });
        Object.assign(element, { state: STATE, help: 'It stays yours.' });
        const told = [];
        for (const name of ['lend', 'cancel']) element.addEventListener(name, ({ type, detail }) => told.push([type, detail]));
        document.body.appendChild(element);
        await settle();
        const at = (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
        at('until').reportValidity = () => true;
        return { element, at, told };
    }

    it('offers the usual day and says what lending means', async () => {
        const { element, at, told } = await show();
        expect([at('until').value, at('until').min, at('until').max]).toEqual(['2026-12-06', '2026-11-23', '2027-02-20']);
        expect(at('help').textContent).toBe('It stays yours.');
        at('send').click();
        expect(told).toEqual([['lend', { until: '2026-12-06' }]]);
        await expect(element).toBeAccessible();
    });

    it('lends until the day that was chosen', async () => {
        const { at, told } = await show();
        at('until').dispatchEvent(new CustomEvent('change', { detail: { value: '2026-11-30' } }));
        await settle();
        at('send').click();
        expect(told).toEqual([['lend', { until: '2026-11-30' }]]);
    });

    it('tells nothing while the day is none that is possible', async () => {
        const { at, told } = await show();
        at('until').reportValidity = () => false;
        at('send').click();
        expect(told).toEqual([]);
        at('cancel').click();
        expect(told).toEqual([['cancel', null]]);
    });

    it('waits while something runs', async () => {
        const { element, at } = await show();
        element.isBusy = true;
        await settle();
        expect(at('send').disabled).toBe(true);
    });
});
