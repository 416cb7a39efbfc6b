import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TwinTimeline from 'c/twinTimeline';
import { getRecord } from 'lightning/uiRecordApi';
import getPage from '@salesforce/apex/TwinTimelineController.getPage';
import getCounts from '@salesforce/apex/TwinTimelineController.getCounts';

jest.mock('@salesforce/apex/TwinTimelineController.getPage', () => ({ default: jest.fn() }), { virtual: true });
jest.mock(
    '@salesforce/apex/TwinTimelineController.getCounts',
    () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
    { virtual: true }
);

const TWIN_ID = 'a01000000000001AAA';
const events = (from, count) => Array.from({ length: count }, (_, i) => ({ id: `e${from - i}`, sequence: from - i, label: 'Sold', place: {} }));

describe('c-twin-timeline', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-twin-timeline', { is: TwinTimeline });
        element.recordId = TWIN_ID;
        document.body.appendChild(element);
        getCounts.emit({ Commerce: 60, Service: 4 });
        await settle();
        return element;
    }

    const shown = (element) => element.shadowRoot.querySelectorAll('c-twin-timeline-item').length;

    it('shows a page, and the next where the last one ended', async () => {
        getPage.mockResolvedValueOnce({ events: events(64, 50), nextOccurredAt: '2026-01-01T00:00:00.000Z', nextSequence: 15 }).mockResolvedValueOnce({ events: events(14, 14) });
        const element = await show();
        expect(shown(element)).toBe(50);
        element.shadowRoot.querySelector('[data-id="more"]').click();
        await settle();
        expect(getPage).toHaveBeenLastCalledWith({ request: { twinId: TWIN_ID, groups: [], beforeOccurredAt: '2026-01-01T00:00:00.000Z', beforeSequence: 15 } });
        expect(shown(element)).toBe(64);
        expect(element.shadowRoot.querySelector('[data-id="more"]')).toBeNull();
    });

    it('filters by kind, with the count of each', async () => {
        getPage.mockResolvedValue({ events: events(4, 4) });
        const element = await show();
        const filter = element.shadowRoot.querySelector('lightning-combobox');
        expect(filter.options.map(({ label }) => label)).toEqual(['c.Loop_Ui_Timeline_All (64)', 'Commerce (60)', 'Service (4)']);
        filter.dispatchEvent(new CustomEvent('change', { detail: { value: 'Service' } }));
        await settle();
        expect(getPage).toHaveBeenLastCalledWith({ request: { twinId: TWIN_ID, groups: ['Service'] } });
        await expect(element).toBeAccessible();
    });

    it('an answer to an earlier filter is not shown', async () => {
        let answerFirst;
        getPage.mockReturnValueOnce(new Promise((resolve) => (answerFirst = resolve))).mockResolvedValueOnce({ events: events(2, 2) });
        const element = await show();
        element.shadowRoot.querySelector('lightning-combobox').dispatchEvent(new CustomEvent('change', { detail: { value: 'Service' } }));
        await settle();
        answerFirst({ events: events(64, 50) });
        await settle();
        expect(shown(element)).toBe(2);
    });

    it('shows the event of a step that somebody takes on the page', async () => {
        getPage.mockResolvedValueOnce({ events: events(4, 4) }).mockResolvedValueOnce({ events: events(5, 5) });
        const element = await show();
        const record = (count) => getRecord.emit({ id: TWIN_ID, lastModifiedDate: '2026-11-22T10:00:00.000Z', fields: { Event_Count__c: { value: count } } });
        record(4);
        await settle();
        expect(shown(element)).toBe(4);
        record(5);
        await settle();
        expect(shown(element)).toBe(5);
    });

    it('counts and follows the item that the page goes on to', async () => {
        getPage.mockResolvedValue({ events: [] });
        const element = await show();
        element.recordId = 'a01000000000002AAA';
        await settle();
        expect(getCounts.getLastConfig()).toEqual({ twinId: 'a01000000000002AAA' });
        expect(getRecord.getLastConfig()).toMatchObject({ recordId: 'a01000000000002AAA' });
        expect(getPage).toHaveBeenLastCalledWith({ request: { twinId: 'a01000000000002AAA', groups: [] } });
    });

    it('says when nothing has happened yet', async () => {
        getPage.mockResolvedValue({ events: [] });
        expect((await show()).shadowRoot.querySelector('[data-id="empty"]')).not.toBeNull();
    });

    it('shows why a page could not be read and keeps those before', async () => {
        getPage.mockResolvedValueOnce({ events: events(50, 50), nextSequence: 1, nextOccurredAt: 'x' }).mockRejectedValueOnce({ body: { message: 'Busy' } });
        const element = await show();
        element.shadowRoot.querySelector('[data-id="more"]').click();
        await settle();
        expect(element.shadowRoot.querySelector('c-error-panel')).not.toBeNull();
        expect(shown(element)).toBe(50);
    });
});
