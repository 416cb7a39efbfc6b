import { settle, shown } from 'lwc-test';
import HealthDeliveries from 'c/healthDeliveries';
import HealthQuarantine from 'c/healthQuarantine';
import getFailed from '@salesforce/apex/WebhookReviewController.getFailed';
import replayDeliveries from '@salesforce/apex/WebhookReviewController.replay';
import getOpen from '@salesforce/apex/QuarantineController.getOpen';
import replayEvents from '@salesforce/apex/QuarantineController.replay';

jest.mock('@salesforce/apex/WebhookReviewController.getFailed', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/WebhookReviewController.replay', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/QuarantineController.getOpen', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/QuarantineController.replay', () => ({ default: jest.fn() }), { virtual: true });

const DELIVERIES = {
    Component: HealthDeliveries,
    read: getFailed,
    replay: replayDeliveries,
    idsArgument: 'deliveryIds',
    rows: [{ id: 'x1', name: 'WD-1', subscriptionName: 'Partner', eventType: 'Sold', attempts: 8 }, { id: 'x2', name: 'WD-2', subscriptionName: 'Partner', eventType: 'Sold' }]
};
const QUARANTINE = {
    Component: HealthQuarantine,
    read: getOpen,
    replay: replayEvents,
    idsArgument: 'eventIds',
    rows: [{ id: 'x1', name: 'Q-1', eventType: 'Sold', twinName: 'Watch', reason: 'Sold before' }, { id: 'x2', name: 'Q-2', kind: 'Conflict', reason: 'Sold before' }]
};

describe.each([
    ['c-health-deliveries', DELIVERIES],
    ['c-health-quarantine', QUARANTINE]
])('%s, a list on whose rows an administrator decides', (tag, { Component, read, replay, idsArgument, rows }) => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = shown(tag, Component, {}, 'changed');
        await settle();
        return element;
    }
    const rowsOf = (element) => element.shadowRoot.querySelector('c-health-rows');

    it('shows what waits', async () => {
        read.mockResolvedValue(rows);
        const element = await show();
        expect(rowsOf(element).rows).toHaveLength(2);
        expect(rowsOf(element).rows[0].url).toContain('x1');
        await expect(element).toBeAccessible();
    });

    it('replays and keeps what became of each row', async () => {
        read.mockResolvedValue(rows);
        replay.mockResolvedValue([{ id: 'x1', isDone: true }, { id: 'x2', isDone: false, message: 'Still wrong' }]);
        const element = await show();
        rowsOf(element).dispatchEvent(new CustomEvent('replay', { detail: { ids: ['x1', 'x2'] } }));
        await settle();
        expect(replay).toHaveBeenCalledWith({ [idsArgument]: ['x1', 'x2'] });
        expect(rowsOf(element).rows.map(({ isDone }) => isDone)).toEqual([true, false]);
        expect(rowsOf(element).rows[1].outcome).toBe('Still wrong');
        expect(element.heard).toHaveBeenCalledTimes(1);
    });

    it('says why it cannot tell, and tries again', async () => {
        read.mockRejectedValueOnce({ body: { message: 'Not allowed' } });
        const element = await show();
        expect(rowsOf(element)).toBeNull();
        const panel = element.shadowRoot.querySelector('c-error-panel');
        read.mockResolvedValue([]);
        panel.dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(rowsOf(element).rows).toEqual([]);
        await expect(element).toBeAccessible();
    });
});
