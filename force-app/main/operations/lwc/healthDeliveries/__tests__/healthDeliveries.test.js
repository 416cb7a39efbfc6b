import { settle, shown } from 'lwc-test';
import HealthDeliveries from 'c/healthDeliveries';
import getFailed from '@salesforce/apex/WebhookReviewController.getFailed';
import dismiss from '@salesforce/apex/WebhookReviewController.dismiss';

jest.mock('@salesforce/apex/WebhookReviewController.getFailed', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/WebhookReviewController.dismiss', () => ({ default: jest.fn() }), { virtual: true });

const ROWS = [
    { id: 'x1', name: 'WD-1', subscriptionName: 'Partner', eventType: 'Sold', twinKey: '01/1/21/2', attempts: 8, lastAnswer: 'Status 500' },
    { id: 'x2', name: 'WD-2', subscriptionName: 'Partner', eventType: 'Sold' }
];

describe('c-health-deliveries', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    it('dismisses', async () => {
        getFailed.mockResolvedValue(ROWS);
        dismiss.mockResolvedValue([{ id: 'x2', isDone: true }]);
        const element = shown('c-health-deliveries', HealthDeliveries);
        await settle();
        const list = element.shadowRoot.querySelector('c-health-rows');
        list.dispatchEvent(new CustomEvent('dismiss', { detail: { ids: ['x2'] } }));
        await settle();
        expect(dismiss).toHaveBeenCalledWith({ deliveryIds: ['x2'] });
        expect(list.rows.map(({ isDone }) => Boolean(isDone))).toEqual([false, true]);
    });
});
