import { part, settle, shown } from 'lwc-test';
import HealthQuarantine from 'c/healthQuarantine';
import getOpen from '@salesforce/apex/QuarantineController.getOpen';
import dismiss from '@salesforce/apex/QuarantineController.dismiss';

jest.mock('@salesforce/apex/QuarantineController.getOpen', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/QuarantineController.dismiss', () => ({ default: jest.fn() }), { virtual: true });

const ROWS = [
    { id: 'x1', name: 'Q-1', eventType: 'Sold', twinName: 'Watch', sourceSystem: 'shop', sourceEventId: '1', reason: 'Sold before' },
    { id: 'x2', name: 'Q-2', kind: 'Conflict', reason: 'Sold before' }
];

describe('c-health-quarantine', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    it('dismisses with the reason that was typed, and not without', async () => {
        getOpen.mockResolvedValue(ROWS);
        dismiss.mockResolvedValue([{ id: 'x2', isDone: true }]);
        const element = shown('c-health-quarantine', HealthQuarantine);
        await settle();
        const list = element.shadowRoot.querySelector('c-health-rows');
        const reason = part(element, 'reason');
        reason.reportValidity = jest.fn();
        list.dispatchEvent(new CustomEvent('dismiss', { detail: { ids: ['x2'] } }));
        expect([dismiss.mock.calls.length, reason.required, reason.reportValidity.mock.calls.length]).toEqual([0, true, 1]);
        reason.value = 'Typing error';
        reason.dispatchEvent(new CustomEvent('change'));
        list.dispatchEvent(new CustomEvent('dismiss', { detail: { ids: ['x2'] } }));
        await settle();
        expect(dismiss).toHaveBeenCalledWith({ eventIds: ['x2'], reason: 'Typing error' });
        expect(list.rows.map(({ isDone }) => Boolean(isDone))).toEqual([false, true]);
    });
});
