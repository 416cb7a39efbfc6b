import { createElement } from 'lwc';
import HealthDeliveries from 'c/healthDeliveries';
import getFailed from '@salesforce/apex/WebhookReviewController.getFailed';
import replay from '@salesforce/apex/WebhookReviewController.replay';
import dismiss from '@salesforce/apex/WebhookReviewController.dismiss';

jest.mock('@salesforce/apex/WebhookReviewController.getFailed', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/WebhookReviewController.replay', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/WebhookReviewController.dismiss', () => ({ default: jest.fn() }), { virtual: true });

const ROWS = [
    { id: 'x1', name: 'WD-1', subscriptionName: 'Partner', eventType: 'Sold', twinKey: '01/1/21/2', attempts: 8, lastAnswer: 'Status 500' },
    { id: 'x2', name: 'WD-2', subscriptionName: 'Partner', eventType: 'Sold' }
];
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('c-health-deliveries', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-health-deliveries', { is: HealthDeliveries });
        document.body.appendChild(element);
        await settle();
        return element;
    }
    const rows = (element) => element.shadowRoot.querySelector('c-health-rows');

    it('shows what waits', async () => {
        getFailed.mockResolvedValue(ROWS);
        const element = await show();
        expect(rows(element).rows).toHaveLength(2);
        expect(rows(element).rows[0].url).toContain('x1');
        await expect(element).toBeAccessible();
    });

    it('replays and keeps what became of each row', async () => {
        getFailed.mockResolvedValue(ROWS);
        replay.mockResolvedValue([{ id: 'x1', isDone: true }, { id: 'x2', isDone: false, message: 'Still wrong' }]);
        const element = await show();
        const changed = jest.fn();
        element.addEventListener('changed', changed);
        rows(element).dispatchEvent(new CustomEvent('replay', { detail: { ids: ['x1', 'x2'] } }));
        await settle();
        expect(replay).toHaveBeenCalledWith({ deliveryIds: ['x1', 'x2'] });
        expect(rows(element).rows.map(({ isDone }) => isDone)).toEqual([true, false]);
        expect(rows(element).rows[1].outcome).toBe('Still wrong');
        expect(changed).toHaveBeenCalledTimes(1);
    });

    it('dismisses', async () => {
        getFailed.mockResolvedValue(ROWS);
        dismiss.mockResolvedValue([{ id: 'x2', isDone: true }]);
        const element = await show();
        rows(element).dispatchEvent(new CustomEvent('dismiss', { detail: { ids: ['x2'] } }));
        await settle();
        expect(dismiss).toHaveBeenCalledWith({ deliveryIds: ['x2'] });
        expect(rows(element).rows.map(({ isDone }) => Boolean(isDone))).toEqual([false, true]);
    });

    it('says why it cannot tell, and tries again', async () => {
        getFailed.mockRejectedValueOnce({ body: { message: 'Not allowed' } });
        const element = await show();
        expect(rows(element)).toBeNull();
        const panel = element.shadowRoot.querySelector('c-error-panel');
        getFailed.mockResolvedValue([]);
        panel.dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(rows(element).rows).toEqual([]);
        await expect(element).toBeAccessible();
    });
});
