import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import HealthJobs from 'c/healthJobs';
import schedule from '@salesforce/apex/OperationsController.schedule';

jest.mock('@salesforce/apex/OperationsController.schedule', () => ({ default: jest.fn() }), { virtual: true });

const job = (name, isScheduled) => ({ name, className: `${name}Job`, cron: '0 5 * * * ?', purpose: 'Works', isScheduled, nextRun: isScheduled ? '2026-11-20T10:05:00Z' : undefined });

describe('c-health-jobs', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    function show(jobs) {
        const element = createElement('c-health-jobs', { is: HealthJobs });
        element.jobs = jobs;
        document.body.appendChild(element);
        return element;
    }
    const at = (element, selector) => element.shadowRoot.querySelector(selector);

    it('schedules all with one button, and then offers it no more', async () => {
        const element = show([job('Log', false), job('Audit', true)]);
        const changed = jest.fn();
        element.addEventListener('changed', changed);
        await expect(element).toBeAccessible();
        schedule.mockResolvedValue([job('Log', true), job('Audit', true)]);
        at(element, '[data-id="all"]').click();
        await settle();
        expect(schedule).toHaveBeenCalledWith({ names: null });
        expect(changed).toHaveBeenCalledTimes(1);
        expect(at(element, '[data-id="all"]')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('schedules one, and says why it could not', async () => {
        const element = show([job('Log', false)]);
        schedule.mockResolvedValue([{ ...job('Log', false), problem: 'There is no class LogJob' }]);
        at(element, '[data-name="Log"]').click();
        await settle();
        expect(schedule).toHaveBeenCalledWith({ names: ['Log'] });
        expect(at(element, '[role="alert"]').textContent).toBe('There is no class LogJob');
        element.jobs = [job('Log', true)];
        await settle();
        expect(at(element, '[role="alert"]')).toBeNull();
    });

    it('shows an error, and that nothing is expected', async () => {
        const element = show([job('Log', false)]);
        schedule.mockRejectedValue({ body: { message: 'Not allowed' } });
        at(element, '[data-id="all"]').click();
        await settle();
        expect(at(element, 'c-error-panel').errors).toEqual({ body: { message: 'Not allowed' } });
        expect(at(show([]), '[data-id="empty"]')).not.toBeNull();
    });
});
