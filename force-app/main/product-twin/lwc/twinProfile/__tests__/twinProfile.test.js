import { createElement } from 'lwc';
import TwinProfile from 'c/twinProfile';
import getTwin from '@salesforce/apex/TwinController.getTwin';

jest.mock(
    '@salesforce/apex/TwinController.getTwin',
    () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
    { virtual: true }
);

describe('c-twin-profile', () => {
    afterEach(() => document.body.replaceChildren());

    async function show(profile) {
        const element = createElement('c-twin-profile', { is: TwinProfile });
        element.recordId = 'a01000000000001AAA';
        document.body.appendChild(element);
        getTwin.emit({ sector: 'Luxury', identity: { passportId: 'p-1' }, profile });
        await Promise.resolve();
        return element;
    }

    it('lists the facts of the sector in their order', async () => {
        const element = await show([{ key: 'materials', label: 'Materials', value: 'Calfskin' }, { key: 'artisan', label: 'Artisan', value: 'C. Dubois' }]);
        expect([...element.shadowRoot.querySelectorAll('dd')].map((dd) => dd.textContent)).toEqual(['Calfskin', 'C. Dubois', 'p-1']);
        await expect(element).toBeAccessible();
    });

    it('shows a day as days are shown everywhere, not as it is stored', async () => {
        const element = await show([{ key: 'manufacturedOn', label: 'Manufactured on', value: '2025-11-08' }, { key: 'ramGb', label: 'Memory (GB)', value: 8 }]);
        const day = element.shadowRoot.querySelector('dd lightning-formatted-date-time');
        expect([day.value, day.month, day.timeZone]).toEqual(['2025-11-08', 'short', 'UTC']);
        expect([...element.shadowRoot.querySelectorAll('dd')].map((dd) => dd.textContent)).toEqual(['', '8', 'p-1']);
    });

    it('says when nothing is known', async () => {
        expect((await show([])).shadowRoot.textContent).toContain('Loop_Ui_Profile_None');
    });

    it('shows why it could not load', async () => {
        const element = await show([]);
        getTwin.error({ message: 'Gone' });
        await Promise.resolve();
        expect(element.shadowRoot.querySelector('c-error-panel')).not.toBeNull();
    });
});
