import { createElement } from 'lwc';
import HealthQuarantine from 'c/healthQuarantine';
import getOpen from '@salesforce/apex/QuarantineController.getOpen';
import replay from '@salesforce/apex/QuarantineController.replay';
import dismiss from '@salesforce/apex/QuarantineController.dismiss';

jest.mock('@salesforce/apex/QuarantineController.getOpen', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/QuarantineController.replay', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/QuarantineController.dismiss', () => ({ default: jest.fn() }), { virtual: true });

const ROWS = [
    { id: 'x1', name: 'Q-1', eventType: 'Sold', twinName: 'Watch', sourceSystem: 'shop', sourceEventId: '1', reason: 'Sold before' },
    { id: 'x2', name: 'Q-2', kind: 'Conflict', reason: 'Sold before' }
];
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('c-health-quarantine', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-health-quarantine', { is: HealthQuarantine });
        document.body.appendChild(element);
        await settle();
        return element;
    }
    const rows = (element) => element.shadowRoot.querySelector('c-health-rows');

    it('shows what waits', async () => {
        getOpen.mockResolvedValue(ROWS);
        const element = await show();
        expect(rows(element).rows).toHaveLength(2);
        expect(rows(element).rows[0].url).toContain('x1');
        await expect(element).toBeAccessible();
    });

    it('replays and keeps what became of each row', async () => {
        getOpen.mockResolvedValue(ROWS);
        replay.mockResolvedValue([{ id: 'x1', isDone: true }, { id: 'x2', isDone: false, message: 'Still wrong' }]);
        const element = await show();
        const changed = jest.fn();
        element.addEventListener('changed', changed);
        rows(element).dispatchEvent(new CustomEvent('replay', { detail: { ids: ['x1', 'x2'] } }));
        await settle();
        expect(replay).toHaveBeenCalledWith({ eventIds: ['x1', 'x2'] });
        expect(rows(element).rows.map(({ isDone }) => isDone)).toEqual([true, false]);
        expect(rows(element).rows[1].outcome).toBe('Still wrong');
        expect(changed).toHaveBeenCalledTimes(1);
    });

    it('dismisses with the reason that was typed', async () => {
        getOpen.mockResolvedValue(ROWS);
        dismiss.mockResolvedValue([{ id: 'x2', isDone: true }]);
        const element = await show();
        const reason = element.shadowRoot.querySelector('[data-id="reason"]');
        reason.value = 'Typing error';
        reason.dispatchEvent(new CustomEvent('change'));
        rows(element).dispatchEvent(new CustomEvent('dismiss', { detail: { ids: ['x2'] } }));
        await settle();
        expect(dismiss).toHaveBeenCalledWith({ eventIds: ['x2'], reason: 'Typing error' });
        expect(rows(element).rows.map(({ isDone }) => Boolean(isDone))).toEqual([false, true]);
    });

    it('says why it cannot tell, and tries again', async () => {
        getOpen.mockRejectedValueOnce({ body: { message: 'Not allowed' } });
        const element = await show();
        expect(rows(element)).toBeNull();
        const panel = element.shadowRoot.querySelector('c-error-panel');
        getOpen.mockResolvedValue([]);
        panel.dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(rows(element).rows).toEqual([]);
        await expect(element).toBeAccessible();
    });
});
