import { createElement } from 'lwc';
import Moment from 'c/moment';

jest.mock('@salesforce/i18n/timeZone', () => ({ __esModule: true, default: 'Europe/Paris' }), { virtual: true });
jest.mock('@salesforce/user/isGuest', () => ({ __esModule: true, default: false }), { virtual: true });

describe('c-moment', () => {
    afterEach(() => document.body.replaceChildren());

    function show(properties) {
        const element = createElement('c-moment', { is: Moment });
        Object.assign(element, properties);
        document.body.appendChild(element);
        return element.shadowRoot.querySelector('lightning-formatted-date-time');
    }

    it('tells day and time in the zone of the user', () => {
        const told = show({ value: '2026-03-01T10:00:00Z' });
        expect(told).toMatchObject({ value: '2026-03-01T10:00:00Z', year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
        expect(told.timeZone).toBe('Europe/Paris');
    });

    it('tells it in UTC where it must read the same everywhere', () => {
        expect(show({ value: '2026-03-01T10:00:00Z', utc: true }).timeZone).toBe('UTC');
    });
});
