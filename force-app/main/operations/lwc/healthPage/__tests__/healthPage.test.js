import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import HealthPage from 'c/healthPage';
import getHealth from '@salesforce/apex/OperationsController.getHealth';

jest.mock('@salesforce/apex/OperationsController.getHealth', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OperationsController.schedule', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/QuarantineController.getOpen', () => ({ default: jest.fn(async () => []) }), { virtual: true });
jest.mock('@salesforce/apex/QuarantineController.replay', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/QuarantineController.dismiss', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/WebhookReviewController.getFailed', () => ({ default: jest.fn(async () => []) }), { virtual: true });
jest.mock('@salesforce/apex/WebhookReviewController.replay', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/WebhookReviewController.dismiss', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/WebhookReviewController.getSubscriptions', () => ({ default: jest.fn(async () => []) }), { virtual: true });
jest.mock('@salesforce/apex/WebhookReviewController.rotateSecret', () => ({ default: jest.fn() }), { virtual: true });

const HEALTH = {
    findings: [
        { name: 'alerts', state: 'ok', message: 'No alert' },
        { name: 'quarantine', state: 'warning', message: '1 event waits' },
        { name: 'jobs', state: 'error', message: '2 jobs do not run' }
    ],
    jobs: [{ name: 'Log', className: 'LogSchedule', cron: '0 5 * * * ?', isScheduled: false }],
    failedJobs: [{ id: '707', className: 'ErasureJob', startedAt: '2026-11-20T10:00:00Z', message: 'Too many rows' }]
};

describe('c-health-page', () => {
    afterEach(() => {
        document.body.replaceChildren();
        getHealth.mockReset();
    });

    async function show() {
        const element = createElement('c-health-page', { is: HealthPage });
        document.body.appendChild(element);
        await settle();
        return element;
    }
    const states = (element) => [...element.shadowRoot.querySelectorAll('[data-finding]')].map((each) => each.dataset.state);

    it('tells first what does not work', async () => {
        getHealth.mockResolvedValue(HEALTH);
        const element = await show();
        expect(states(element)).toEqual(['error', 'warning', 'ok']);
        expect(element.shadowRoot.textContent).toContain('Too many rows');
        await expect(element).toBeAccessible();
    });

    it('looks again after something was done, and wholly when asked to', async () => {
        getHealth.mockResolvedValue(HEALTH);
        const element = await show();
        const well = { ...HEALTH, findings: HEALTH.findings.map((finding) => ({ ...finding, state: 'ok' })), failedJobs: [] };
        getHealth.mockResolvedValue(well);
        element.shadowRoot.querySelector('c-health-jobs').dispatchEvent(new CustomEvent('changed'));
        await settle();
        expect(states(element)).toEqual(['ok', 'ok', 'ok']);
        const quarantine = element.shadowRoot.querySelector('c-health-quarantine');
        const refreshed = jest.spyOn(quarantine, 'refresh');
        element.shadowRoot.querySelector('[data-id="refresh"]').click();
        await settle();
        expect(refreshed).toHaveBeenCalled();
    });

    it('waits visibly, then says why it cannot tell, and tries again', async () => {
        getHealth.mockRejectedValueOnce({ body: { message: 'Not allowed' } });
        const element = createElement('c-health-page', { is: HealthPage });
        document.body.appendChild(element);
        await Promise.resolve();
        expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
        await settle();
        const panel = element.shadowRoot.querySelector('c-error-panel');
        expect(panel.errors).toEqual({ body: { message: 'Not allowed' } });
        getHealth.mockResolvedValue(HEALTH);
        panel.dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(states(element)).toHaveLength(3);
    });
});
