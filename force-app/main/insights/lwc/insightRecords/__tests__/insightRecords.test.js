import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import InsightRecords from 'c/insightRecords';
import getRecords from '@salesforce/apex/InsightBoardController.getRecords';

jest.mock('@salesforce/apex/InsightBoardController.getRecords', () => ({ default: jest.fn() }), { virtual: true });

const row = (recordId) => ({ recordId, name: `EV-${recordId}`, item: 'Watch', occurredAt: '2026-05-01T00:00:00Z', amountMinor: 1000, currencyCode: 'JPY' });

describe('c-insight-records', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-insight-records', { is: InsightRecords });
        Object.assign(element, { figure: 'Payout', label: 'Payout', currencyCode: 'JPY', filter: { brand: 'maison' } });
        document.body.appendChild(element);
        await settle();
        return element;
    }
    const at = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);

    it('shows the records with links, page by page', async () => {
        getRecords.mockResolvedValueOnce({ rows: [row('a')], nextAfter: 'a' });
        getRecords.mockResolvedValueOnce({ rows: [row('b')] });
        const element = await show();
        expect(getRecords).toHaveBeenLastCalledWith({ figure: 'Payout', filter: { brand: 'maison' }, currencyCode: 'JPY', after: null });
        expect(at(element, 'amount').textContent).toContain('1,000');
        expect(element.shadowRoot.querySelectorAll('a')).toHaveLength(1);
        at(element, 'more').click();
        await settle();
        expect(getRecords.mock.lastCall[0].after).toBe('a');
        expect(element.shadowRoot.querySelectorAll('[data-record]')).toHaveLength(2);
        expect(at(element, 'more')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('leads the person to the records', async () => {
        getRecords.mockResolvedValue({ rows: [] });
        const element = await show();
        expect(element.shadowRoot.activeElement).toBe(at(element, 'title'));
    });

    it('says that there are none', async () => {
        getRecords.mockResolvedValue({ rows: [] });
        const element = await show();
        expect(at(element, 'empty')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('tries again after a failure', async () => {
        getRecords.mockRejectedValueOnce({ body: { message: 'Down' } });
        const element = await show();
        getRecords.mockResolvedValue({ rows: [row('a')] });
        element.shadowRoot.querySelector('c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(element.shadowRoot.querySelectorAll('[data-record]')).toHaveLength(1);
    });

    it('closes', async () => {
        getRecords.mockResolvedValue({ rows: [] });
        const element = await show();
        const closed = jest.fn();
        element.addEventListener('close', closed);
        at(element, 'close').click();
        expect(closed).toHaveBeenCalled();
    });
});
