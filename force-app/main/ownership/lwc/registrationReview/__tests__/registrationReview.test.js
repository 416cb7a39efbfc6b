import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import RegistrationReview from 'c/registrationReview';
import getQueue from '@salesforce/apex/RegistrationReviewController.getQueue';
import getReasons from '@salesforce/apex/RegistrationReviewController.getReasons';
import accept from '@salesforce/apex/RegistrationReviewController.accept';
import refuse from '@salesforce/apex/RegistrationReviewController.refuse';

jest.mock('@salesforce/apex/RegistrationReviewController.getQueue', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RegistrationReviewController.getReasons', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RegistrationReviewController.accept', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RegistrationReviewController.refuse', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });

const EMMA = { requestId: 'r1', name: 'REG-1', personName: 'Emma Johnson', isErased: false, itemCode: 'SN-1', itemName: 'Oyster', purchasedOn: '2026-03-01', twinId: 't1', twinName: 'Oyster 39', owned: 'Nobody', proofId: 'v1', proofTitle: 'receipt' };
const UNKNOWN = { requestId: 'r2', name: 'REG-2', personName: 'Ada Byron', isErased: false, itemCode: 'my watch' };
const ERASED = { requestId: 'r3', name: 'REG-3', isErased: true, itemCode: 'SN-3', twinId: 't3' };
const REASONS = [{ label: 'Unreadable Proof', value: 'Unreadable Proof' }];

describe('c-registration-review', () => {
    beforeEach(() => getReasons.mockResolvedValue(REASONS));

    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show(...queues) {
        for (const queue of queues) getQueue.mockResolvedValueOnce(queue);
        const element = createElement('c-registration-review', { is: RegistrationReview });
        document.body.appendChild(element);
        await settle();
        const root = element.shadowRoot;
        const row = (name) => root.querySelector(`[data-row="${name}"]`);
        return { element, root, row, action: (name, action) => row(name).querySelector(`[data-action="${action}"]`) };
    }

    async function choose(row, tag, detail) {
        row.querySelector(tag).dispatchEvent(new CustomEvent('change', { detail }));
        await settle();
    }

    async function press(button) {
        button.click();
        await settle();
    }

    it('shows what was sent, the proof, and whose the item is', async () => {
        const { element, row } = await show([EMMA, UNKNOWN]);
        expect(row('REG-1').querySelector('h3').textContent).toBe('REG-1 · Emma Johnson');
        expect(row('REG-1').textContent).toContain('SN-1 · Oyster');
        expect(row('REG-1').querySelector('lightning-formatted-date-time').value).toBe('2026-03-01');
        expect(row('REG-1').querySelector('c-record-link').recordId).toBe('t1');
        expect(row('REG-1').querySelector('lightning-badge').label).toBe('c.Loop_Ui_Review_Owned_Nobody');
        expect(row('REG-1').querySelector('a').getAttribute('href')).toBe('/sfc/servlet.shepherd/version/download/v1');
        expect(row('REG-2').querySelector('a')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('accepts for the item that was found, and reads the queue anew', async () => {
        const { root, action } = await show([EMMA], []);
        await press(action('REG-1', 'accept'));
        expect(accept).toHaveBeenCalledWith({ requestId: 'r1', twinId: 't1' });
        expect(root.querySelector('[data-id="empty"]')).not.toBeNull();
    });

    it.each([['accept', 'Accepted'], ['refuse', 'Refused']])('says that it was done where the row is gone, and leads the focus there: %s', async (step, told) => {
        const { root, row, action } = await show([EMMA, UNKNOWN], [UNKNOWN]);
        await choose(row('REG-1'), 'lightning-combobox', { value: 'Unreadable Proof' });
        await press(action('REG-1', step));
        expect(root.querySelector('[data-id="answer"]').textContent).toBe(`c.Loop_Ui_Review_${told}`);
        expect(root.activeElement).toBe(root.querySelector('[data-id="answer"]'));
    });

    it('accepts for the item that the agent chose', async () => {
        const { row, action } = await show([UNKNOWN], []);
        await choose(row('REG-2'), 'lightning-record-picker', { recordId: 't9' });
        await press(action('REG-2', 'accept'));
        expect(accept).toHaveBeenCalledWith({ requestId: 'r2', twinId: 't9' });
    });

    it('refuses with the reason of that row', async () => {
        const { row, action } = await show([EMMA, UNKNOWN], [UNKNOWN]);
        await choose(row('REG-1'), 'lightning-combobox', { value: 'Unreadable Proof' });
        await press(action('REG-1', 'refuse'));
        expect(refuse).toHaveBeenCalledWith({ requestId: 'r1', reason: 'Unreadable Proof' });
        expect([row('REG-1'), row('REG-2').querySelector('lightning-combobox').value]).toEqual([null, undefined]);
    });

    it('refuses nothing without a reason and accepts nothing without an item: a request stays until both are given', async () => {
        const { row, action } = await show([EMMA, UNKNOWN]);
        const reason = row('REG-1').querySelector('lightning-combobox');
        reason.reportValidity = jest.fn();
        await press(action('REG-1', 'refuse'));
        expect([reason.required, reason.reportValidity.mock.calls.length]).toEqual([true, 1]);
        expect(refuse).not.toHaveBeenCalled();
        expect([action('REG-1', 'accept').disabled, action('REG-2', 'accept').disabled]).toEqual([false, true]);
        await choose(row('REG-1'), 'lightning-record-picker', { recordId: null });
        expect(action('REG-1', 'accept').disabled).toBe(true);
    });

    it('says that the person was erased, and offers refusing alone', async () => {
        const { element, row, action } = await show([ERASED]);
        expect(row('REG-3').querySelector('[data-id="erased"]').textContent).toBe('c.Loop_Ui_Review_Erased');
        expect(row('REG-3').querySelector('h3').textContent).toBe('REG-3');
        expect([action('REG-3', 'accept'), row('REG-3').querySelector('lightning-record-picker')]).toEqual([null, null]);
        expect(action('REG-3', 'refuse')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('says so when nothing waits', async () => {
        const { element, root } = await show([]);
        expect(root.querySelector('[data-id="empty"]').textContent).toBe('c.Loop_Ui_Review_Empty');
        await expect(element).toBeAccessible();
    });

    it('is busy while it loads', async () => {
        getQueue.mockReturnValue(new Promise(() => {}));
        const { root } = await show();
        expect(root.querySelector('lightning-spinner')).not.toBeNull();
    });

    it('shows why loading failed, and tries again', async () => {
        getQueue.mockRejectedValueOnce({ body: { message: 'No' } });
        const { root, row } = await show();
        const panel = root.querySelector('c-error-panel');
        expect(panel.errors).toEqual({ body: { message: 'No' } });
        getQueue.mockResolvedValue([EMMA]);
        panel.dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(row('REG-1')).not.toBeNull();
    });

    it('keeps the row and what was chosen when a decision is refused', async () => {
        accept.mockRejectedValue({ body: { message: 'Decided already' } });
        const { root, row, action } = await show([UNKNOWN]);
        await choose(row('REG-2'), 'lightning-record-picker', { recordId: 't9' });
        await press(action('REG-2', 'accept'));
        expect(root.querySelector('c-error-panel').errors).toEqual({ body: { message: 'Decided already' } });
        expect(row('REG-2').querySelector('lightning-record-picker').value).toBe('t9');
    });
});
