import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TwinAuthenticity from 'c/twinAuthenticity';
import { getRecord } from 'lightning/uiRecordApi';
import checkLive from '@salesforce/apex/LedgerVerificationController.checkLive';
import startFullCheck from '@salesforce/apex/LedgerVerificationController.startFullCheck';
import continueFullCheck from '@salesforce/apex/LedgerVerificationController.continueFullCheck';

jest.mock('@salesforce/apex/LedgerVerificationController.checkLive', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/LedgerVerificationController.startFullCheck', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/LedgerVerificationController.continueFullCheck', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/customPermission/Verify_Ledger', () => ({ default: true }), { virtual: true });

describe('c-twin-authenticity', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-twin-authenticity', { is: TwinAuthenticity });
        element.recordId = 'a01000000000001AAA';
        document.body.appendChild(element);
        await settle();
        return element;
    }

    const verdict = (element) => element.shadowRoot.querySelector('[data-id="verdict"]').textContent;

    it.each([
        ['Verified', 'c.Loop_Ui_Authenticity_Verified'],
        ['Partly Verified', 'c.Loop_Ui_Authenticity_Partly'],
        ['No Events', 'c.Loop_Ui_Authenticity_None']
    ])('tells %s in words', async (status, text) => {
        checkLive.mockResolvedValue({ status, checkedFrom: 1, checkedTo: 2, eventCount: 2 });
        const element = await show();
        expect(verdict(element)).toBe(text);
        await expect(element).toBeAccessible();
    });

    it('speaks of one event as of one', async () => {
        checkLive.mockResolvedValue({ status: 'Verified', checkedFrom: 1, checkedTo: 1, eventCount: 1, verifiedAt: '2026-01-01T00:00:00.000Z', verifiedCount: 1 });
        const { textContent } = (await show()).shadowRoot;
        expect(textContent).toContain('c.Loop_Ui_Authenticity_Range_One');
        expect(textContent).toContain('c.Loop_Ui_Authenticity_Last_Full_One');
    });

    it('names each thing that does not match', async () => {
        checkLive.mockResolvedValue({ status: 'Broken', eventCount: 2, mismatches: [{ sequence: 2, field: 'Amount_Minor__c', message: 'Event 2: the amount was changed' }] });
        const element = await show();
        expect(verdict(element)).toBe('c.Loop_Ui_Authenticity_Broken');
        expect(element.shadowRoot.querySelector('li').textContent).toBe('Event 2: the amount was changed');
    });

    it('checks all events page by page until it is done', async () => {
        checkLive.mockResolvedValue({ status: 'Partly Verified', eventCount: 500 });
        startFullCheck.mockResolvedValue({ status: 'Checking', checkedTo: 200, eventCount: 500 });
        continueFullCheck.mockResolvedValueOnce({ status: 'Checking', checkedTo: 400, eventCount: 500 }).mockResolvedValueOnce({ status: 'Verified', checkedTo: 500, eventCount: 500, verifiedCount: 500, verifiedAt: '2026-01-01T00:00:00.000Z' });
        const element = await show();
        element.shadowRoot.querySelector('[data-id="full-check"]').click();
        await settle();
        expect(continueFullCheck).toHaveBeenCalledTimes(2);
        expect(verdict(element)).toBe('c.Loop_Ui_Authenticity_Verified');
    });

    it('stops when it is told to, and shows how far it came', async () => {
        checkLive.mockResolvedValue({ status: 'Partly Verified', eventCount: 500 });
        startFullCheck.mockResolvedValue({ status: 'Checking', checkedTo: 200, eventCount: 500 });
        let answer;
        continueFullCheck.mockReturnValue(new Promise((resolve) => (answer = resolve)));
        const element = await show();
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        element.shadowRoot.querySelector('[data-id="full-check"]').click();
        await settle();
        expect(element.shadowRoot.querySelector('lightning-progress-bar').value).toBe(40);
        const stop = [...element.shadowRoot.querySelectorAll('lightning-button')].find(({ label }) => label === 'c.Loop_Ui_Authenticity_Stop');
        stop.click();
        await settle();
        expect(focus.mock.contexts).toEqual([stop, element.shadowRoot.querySelector('[data-id="full-check"]')]);
        focus.mockRestore();
        answer({ status: 'Checking', checkedTo: 400, eventCount: 500 });
        await settle();
        expect(continueFullCheck).toHaveBeenCalledTimes(1);
    });

    it('checks the item that the page goes on to, whatever a full check of the last one says', async () => {
        checkLive.mockResolvedValue({ status: 'Verified', checkedFrom: 1, checkedTo: 2, eventCount: 2 });
        let answer;
        startFullCheck.mockReturnValue(new Promise((resolve) => (answer = resolve)));
        const element = await show();
        element.shadowRoot.querySelector('[data-id="full-check"]').click();
        element.recordId = 'a01000000000002AAA';
        await settle();
        expect(checkLive).toHaveBeenLastCalledWith({ twinId: 'a01000000000002AAA' });
        answer({ status: 'Checking', checkedTo: 200, eventCount: 500 });
        await settle();
        expect(continueFullCheck).not.toHaveBeenCalled();
        expect(verdict(element)).toBe('c.Loop_Ui_Authenticity_Verified');
    });

    it('shows why a check could not be made', async () => {
        checkLive.mockRejectedValue({ body: { message: 'No access' } });
        const element = await show();
        expect(element.shadowRoot.querySelector('c-error-panel')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    describe('when somebody takes a step on the page', () => {
        const record = (events) =>
            getRecord.emit({ id: 'a01000000000001AAA', lastModifiedDate: '2026-11-22T10:00:00.000Z', fields: { Event_Count__c: { value: events } } });

        it('checks the newest events', async () => {
            checkLive.mockResolvedValueOnce({ status: 'Verified', checkedFrom: 1, checkedTo: 4, eventCount: 4 });
            const element = await show();
            record(4);
            await settle();
            expect(checkLive).toHaveBeenCalledTimes(1);
            checkLive.mockResolvedValueOnce({ status: 'Broken', eventCount: 5, mismatches: [] });
            record(5);
            await settle();
            expect(verdict(element)).toBe('c.Loop_Ui_Authenticity_Broken');
        });

        it('lets a full check run, which reads them anyway', async () => {
            checkLive.mockResolvedValue({ status: 'Partly Verified', eventCount: 500 });
            startFullCheck.mockReturnValue(new Promise(() => {}));
            const element = await show();
            record(500);
            element.shadowRoot.querySelector('[data-id="full-check"]').click();
            record(501);
            await settle();
            expect(checkLive).toHaveBeenCalledTimes(1);
        });
    });
});
