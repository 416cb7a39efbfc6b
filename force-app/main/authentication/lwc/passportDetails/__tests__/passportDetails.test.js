import { createElement } from 'lwc';
import PassportDetails from 'c/passportDetails';

const PASSPORT = {
    name: 'Nord 12',
    imageUrl: 'https://img.example/1.png',
    facts: [
        { key: 'brand', label: 'Brand', value: 'Maison' },
        { key: 'warrantyEnd', label: 'Until', value: '2028-01-31' }
    ],
    warrantyText: 'Active',
    eventCount: 0,
    recycling: { text: 'Hand it in', source: 'brand policy' },
    impact: { madeKg: 85.1, estimates: [{ action: 'resell', label: 'Sold on', lowKg: 10, highKg: 20 }], method: 'By a method', sources: ['ADEME 2022'] }
};

describe('c-passport-details', () => {
    afterEach(() => document.body.replaceChildren());

    function show(passport) {
        const element = createElement('c-passport-details', { is: PassportDetails });
        element.passport = passport;
        document.body.appendChild(element);
        return element;
    }

    it('tells facts, warranty, end of life and impact with method and source', async () => {
        const element = show(PASSPORT);
        const fact = (key) => element.shadowRoot.querySelector(`[data-fact="${key}"]`);
        expect(fact('brand').textContent).toContain('Maison');
        expect(fact('warrantyEnd').querySelector('lightning-formatted-date-time').value).toBe('2028-01-31');
        expect(fact('warranty').textContent).toContain('Active');
        expect(fact('eventCount').textContent).toContain('0');
        for (const text of ['Hand it in', 'brand policy', 'By a method', 'ADEME 2022', 'Sold on']) expect(element.shadowRoot.textContent).toContain(text);
        await expect(element).toBeAccessible();
    });

    it('leaves out what the passport does not hold', async () => {
        const element = show({ name: 'Nord 12', facts: [] });
        expect(element.shadowRoot.querySelector('section')).toBeNull();
        expect(element.shadowRoot.querySelector('img')).toBeNull();
        expect(element.shadowRoot.querySelector('[data-fact]')).toBeNull();
    });

    it('tells a range as one figure where both ends are the same', () => {
        const estimates = [{ action: 'refurbish', label: 'Refurbished', lowKg: 24.6, highKg: 24.6 }];
        const element = show({ ...PASSPORT, impact: { ...PASSPORT.impact, estimates } });
        expect(element.shadowRoot.querySelector('li').textContent).toBe('Refurbished: c.Loop_Ui_Passport_Avoided_About');
    });

    it('shows the method alone where there is no sound figure', () => {
        const element = show({ ...PASSPORT, impact: { estimates: [], method: 'No figure', sources: [] } });
        expect(element.shadowRoot.textContent).toContain('No figure');
        expect(element.shadowRoot.querySelectorAll('li')).toHaveLength(0);
    });
});
