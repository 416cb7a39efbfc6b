import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TwinVerdict from 'c/twinVerdict';
import { getRecord } from 'lightning/uiRecordApi';
import getVerdict from '@salesforce/apex/ItemInspectionController.getVerdict';

jest.mock('@salesforce/apex/ItemInspectionController.getVerdict', () => ({ default: jest.fn() }), { virtual: true });

describe('c-twin-verdict', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-twin-verdict', { is: TwinVerdict });
        element.recordId = 'a1';
        document.body.appendChild(element);
        await settle();
        return (name) => element.shadowRoot.querySelector(name);
    }

    it('shows the verdict on the item', async () => {
        const verification = { verdict: 'Suspect', title: 'Not sure', reasons: [] };
        getVerdict.mockResolvedValue(verification);
        const part = await show();
        expect(getVerdict).toHaveBeenCalledWith({ itemKey: 'a1' });
        expect(part('c-passport-verdict').verification).toEqual(verification);
    });

    it('shows why there is none', async () => {
        getVerdict.mockRejectedValue({ body: { message: 'No signal' } });
        const part = await show();
        expect(part('c-error-panel').errors).toEqual({ body: { message: 'No signal' } });
    });

    it('follows a step that somebody takes on the page, and shows the verdict it has meanwhile', async () => {
        getVerdict.mockResolvedValue({ verdict: 'Genuine', title: 'Genuine', reasons: [] });
        const part = await show();
        const record = (events) => getRecord.emit({ id: 'a1', lastModifiedDate: '2026-11-22T10:00:00.000Z', fields: { Event_Count__c: { value: events } } });
        record(4);
        await settle();
        expect(getVerdict).toHaveBeenCalledTimes(1);
        let answer;
        getVerdict.mockReturnValue(new Promise((resolve) => (answer = resolve)));
        record(5);
        await settle();
        expect(part('c-passport-verdict').verification.verdict).toBe('Genuine');
        answer({ verdict: 'Blocked', title: 'Recycled', reasons: [] });
        await settle();
        expect(part('c-passport-verdict').verification.verdict).toBe('Blocked');
    });
});
