import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import PortalWaiting from 'c/portalWaiting';
import getRepairs from '@salesforce/apex/RepairPortalController.getRepairs';

jest.mock('@salesforce/apex/RepairPortalController.getRepairs', () => ({ default: jest.fn() }), { virtual: true });

const QUOTED = { id: 'a1', itemName: 'Nord 12', actions: ['approveQuote', 'declineQuote'], quoteAmount: 240, quoteCurrency: 'GBP', quoteExpiresAt: '2026-12-06T09:00:00Z' };
const APPROVED = { id: 'a2', itemName: 'Oyster', actions: ['cancel'], hasLabel: true };
const UNDER_WAY = { id: 'a3', itemName: 'Lune', actions: [], hasLabel: false };

describe('c-portal-waiting', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-portal-waiting', { is: PortalWaiting });
        document.body.appendChild(element);
        await settle();
        return element;
    }

    it('names what waits for an answer or a parcel, with the way there, and nothing else', async () => {
        getRepairs.mockResolvedValue([QUOTED, APPROVED, UNDER_WAY]);
        const element = await show();
        expect([...element.shadowRoot.querySelectorAll('li')].map(({ dataset }) => dataset.id)).toEqual(['a1', 'a2']);
        expect([...element.shadowRoot.querySelectorAll('a')].map((link) => [link.getAttribute('href'), link.textContent, link.title])).toEqual([
            ['repairs', 'c.Loop_Ui_Waiting_Answer', 'c.Loop_Ui_Waiting_Answer: Nord 12'],
            ['repair-label?repairId=a2', 'c.Loop_Ui_Repair_Print_Label', 'c.Loop_Ui_Repair_Print_Label: Oyster']
        ]);
        expect(element.shadowRoot.querySelectorAll('lightning-formatted-number')).toHaveLength(1);
        await expect(element).toBeAccessible();
    });

    it('shows nothing while nothing waits', async () => {
        getRepairs.mockResolvedValue([UNDER_WAY]);
        expect((await show()).shadowRoot.childElementCount).toBe(0);
    });

    it('says why it could not be read, and tries again', async () => {
        getRepairs.mockRejectedValueOnce({ body: { message: 'No' } }).mockResolvedValue([QUOTED]);
        const element = await show();
        const panel = element.shadowRoot.querySelector('c-error-panel');
        expect(panel.errors.body.message).toBe('No');
        panel.dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(element.shadowRoot.querySelector('c-error-panel')).toBeNull();
        expect(element.shadowRoot.querySelectorAll('li')).toHaveLength(1);
    });
});
