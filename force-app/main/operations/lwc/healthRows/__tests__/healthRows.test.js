import { createElement } from 'lwc';
import HealthRows from 'c/healthRows';

const ROWS = [
    { id: 'a', title: 'Q-1', detail: 'Sold', reason: 'Sold before', url: '/a' },
    { id: 'b', title: 'Q-2', detail: 'Sold', reason: 'Sold before' }
];

describe('c-health-rows', () => {
    afterEach(() => document.body.replaceChildren());

    function show(rows) {
        const element = createElement('c-health-rows', { is: HealthRows });
        element.rows = rows;
        element.emptyText = 'Nothing waits';
        document.body.appendChild(element);
        return element;
    }
    const at = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
    async function check(element, id, checked) {
        at(element, id).checked = checked;
        at(element, id).dispatchEvent(new CustomEvent('change'));
        await Promise.resolve();
    }

    it('says that nothing waits', async () => {
        const element = show([]);
        expect(at(element, 'empty').textContent).toBe('Nothing waits');
        await expect(element).toBeAccessible();
    });

    it('decides on the rows that were chosen only', async () => {
        const element = show(ROWS);
        const told = [];
        for (const name of ['replay', 'dismiss']) element.addEventListener(name, (event) => told.push([name, event.detail.ids]));
        expect(at(element, 'replay').disabled).toBe(true);
        await check(element, 'b', true);
        at(element, 'replay').click();
        await check(element, 'all', true);
        at(element, 'dismiss').click();
        await check(element, 'a', false);
        at(element, 'dismiss').click();
        await check(element, 'all', false);
        expect(told).toEqual([['replay', ['b']], ['dismiss', ['a', 'b']], ['dismiss', ['b']]]);
        expect(at(element, 'dismiss').disabled).toBe(true);
        await expect(element).toBeAccessible();
    });

    it('shows what became of each row, and chooses from those that still wait', async () => {
        const element = show(ROWS);
        await check(element, 'all', true);
        element.rows = [{ ...ROWS[0], isDone: true, outcome: 'Recorded' }, { ...ROWS[1], isDone: false, outcome: 'Sold before' }];
        await Promise.resolve();
        const outcomes = [...element.shadowRoot.querySelectorAll('[data-outcome]')].map((each) => each.textContent);
        expect(outcomes).toEqual(['Recorded', 'Sold before']);
        expect(at(element, 'a').disabled).toBe(true);
        const told = jest.fn();
        element.addEventListener('replay', (event) => told(event.detail.ids));
        at(element, 'replay').click();
        expect(told).toHaveBeenCalledWith(['b']);
        await expect(element).toBeAccessible();
    });

    it('rests while something is under way', async () => {
        const element = show(ROWS);
        element.isBusy = true;
        await check(element, 'all', true);
        expect(at(element, 'replay').disabled).toBe(true);
    });
});
