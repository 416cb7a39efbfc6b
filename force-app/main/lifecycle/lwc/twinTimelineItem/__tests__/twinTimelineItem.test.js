import { createElement } from 'lwc';
import TwinTimelineItem from 'c/twinTimelineItem';
import { eventTime } from '../eventTime';
import getDetails from '@salesforce/apex/TwinTimelineController.getDetails';

jest.mock('@salesforce/apex/TwinTimelineController.getDetails', () => ({ default: jest.fn() }), { virtual: true });

const EVENT = {
    id: 'a02000000000001AAA', sequence: 3, label: 'Sold', eventGroup: 'Commerce', occurredAt: '2026-03-01T23:30:00.000Z', recordedAt: '2026-03-02T00:00:00.000Z',
    timeZoneOffset: '+01:00', actorRole: 'Integration', orderNumber: '#7', place: { channel: 'Store', storeCode: 'PAR', country: 'FR' }, amount: 10, currencyCode: 'EUR', corrects: 2
};

describe('c-twin-timeline-item', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    function show(event = {}) {
        const element = createElement('c-twin-timeline-item', { is: TwinTimelineItem });
        element.event = { ...EVENT, ...event };
        document.body.appendChild(element);
        return element;
    }

    it('tells what, when, where and who', async () => {
        const text = show().shadowRoot.textContent;
        expect(text).toContain('Sold');
        expect(text).toContain('Store · PAR · FR');
        expect(text).toContain('#7');
        expect(text).toContain('Loop_Ui_Event_By');
        expect(text).toContain('Loop_Ui_Event_Corrects');
    });

    it('tells until when, where an event has an end', async () => {
        const at = (event) => show(event).shadowRoot.querySelector('[data-id="until"]');
        expect(at({})).toBeNull();
        expect(at({ type: 'Lent', until: '2026-12-06' }).querySelector('lightning-formatted-date-time').value).toBe('2026-12-06');
    });

    it('shows the group of an event, and of what holds an item that something is wrong', () => {
        const icon = (event) => show(event).shadowRoot.querySelector('lightning-icon').iconName;
        expect(icon({ type: 'Recovered', eventGroup: 'Verification' })).toBe('standard:task2');
        expect(icon({ type: 'Reported Stolen', eventGroup: 'Verification' })).toBe('standard:incident');
    });

    it('strikes through what was corrected and says why', async () => {
        const { shadowRoot } = show({ correctedBy: 5, correctionReason: 'It did not happen' });
        expect(shadowRoot.querySelector('h3').className).toContain('corrected');
        expect(shadowRoot.textContent).toContain('Loop_Ui_Event_Corrected_By');
        expect(show().shadowRoot.querySelector('h3').className).not.toContain('corrected');
    });

    it('is accessible', async () => {
        await expect(show()).toBeAccessible();
    });

    it('asks for the proof when it is opened, once', async () => {
        getDetails.mockResolvedValue({ hash: 'abc', previousHash: '000', sourceSystem: 'shop', sourceEventId: '1', canonical: '{}' });
        const element = show();
        const toggle = element.shadowRoot.querySelector('lightning-button-icon');
        toggle.click();
        await Promise.resolve();
        await Promise.resolve();
        expect(element.shadowRoot.querySelector('article').textContent).toContain('abc');
        toggle.click();
        toggle.click();
        await Promise.resolve();
        expect(getDetails).toHaveBeenCalledTimes(1);
    });

    it('shows why the proof could not be read', async () => {
        getDetails.mockRejectedValue({ body: { message: 'No access' } });
        const element = show();
        element.shadowRoot.querySelector('lightning-button-icon').click();
        await Promise.resolve();
        await Promise.resolve();
        await Promise.resolve();
        expect(element.shadowRoot.querySelector('c-error-panel')).not.toBeNull();
    });
});

describe('eventTime', () => {
    it.each([
        ['+01:00', '2026-03-02T00:30:00.000Z', 'UTC+01:00'],
        ['-05:30', '2026-03-01T18:00:00.000Z', 'UTC-05:30'],
        ['+00:00', '2026-03-01T23:30:00.000Z', 'UTC'],
        [undefined, '2026-03-01T23:30:00.000Z', 'UTC']
    ])('tells the time at the place of the event: %s', (offset, local, zone) => {
        expect(eventTime('2026-03-01T23:30:00.000Z', offset)).toEqual({ value: Date.parse(local), zone });
    });

    it('is nothing without an instant', () => expect(eventTime(undefined, '+01:00')).toBeUndefined());
});
