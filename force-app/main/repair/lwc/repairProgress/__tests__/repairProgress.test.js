import { createElement } from 'lwc';
import RepairProgress from 'c/repairProgress';

const REPAIR = {
    reportedFaults: ['Battery does not last'], photoCount: 2, coverageText: 'The warranty of the item pays.', centerName: 'Atelier Lyon', receivedSerial: null,
    foundFaults: [], parts: [], isCertified: null, trackingNumber: null, quoteAmount: null,
    steps: [{ label: 'Asked for', takenAt: '2026-03-01T10:00:00Z' }, { label: 'Approved', takenAt: '2026-03-01T10:00:01Z' }]
};

describe('c-repair-progress', () => {
    afterEach(() => document.body.replaceChildren());

    async function show(repair) {
        const element = createElement('c-repair-progress', { is: RepairProgress });
        element.repair = { ...REPAIR, ...repair };
        document.body.appendChild(element);
        await Promise.resolve();
        return element;
    }

    const texts = (element, selector) => [...element.shadowRoot.querySelectorAll(selector)].map((node) => node.textContent.trim());

    it('tells what is known, and nothing of the rest', async () => {
        const element = await show({});
        expect(texts(element, 'dd')).toEqual(['Battery does not last', '2', 'The warranty of the item pays.', 'Atelier Lyon']);
        expect(element.shadowRoot.querySelectorAll('ol li')).toHaveLength(2);
        await expect(element).toBeAccessible();
    });

    it('tells until when a quote is good while it is open, and not once it is decided', async () => {
        const quote = { quoteAmount: 180, quoteCurrency: 'EUR', quoteExpiresAt: '2026-03-20T10:00:00Z' };
        const until = async (status) => (await show({ ...quote, status })).shadowRoot.querySelector('[data-id="until"]');
        expect(await until('Quoted')).not.toBeNull();
        expect(await until('Quote Approved')).toBeNull();
    });

    it('tells the quote, who repaired it and the new warranty', async () => {
        const element = await show({ quoteAmount: 180, quoteCurrency: 'EUR', quoteExpiresAt: '2026-03-20T10:00:00Z', isCertified: false, parts: ['Screen'], repairWarrantyEnd: '2026-09-01' });
        expect(element.shadowRoot.querySelector('[data-id="quote"] lightning-formatted-number').value).toBe(180);
        expect(texts(element, 'dd')).toEqual(expect.arrayContaining(['Screen', 'c.Loop_Ui_Repair_Not_Certified']));
        await expect(element).toBeAccessible();
    });
});
