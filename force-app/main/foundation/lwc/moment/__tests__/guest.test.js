import { createElement } from 'lwc';
import Moment from 'c/moment';

jest.mock('@salesforce/i18n/timeZone', () => ({ __esModule: true, default: 'Europe/Paris' }), { virtual: true });
jest.mock('@salesforce/user/isGuest', () => ({ __esModule: true, default: true }), { virtual: true });

it('leaves the zone to the browser where nobody is signed in', () => {
    const element = createElement('c-moment', { is: Moment });
    element.value = '2026-03-01T10:00:00Z';
    document.body.appendChild(element);
    const told = element.shadowRoot.querySelector('lightning-formatted-date-time');
    expect([told.value, told.timeZone]).toEqual(['2026-03-01T10:00:00Z', undefined]);
});
