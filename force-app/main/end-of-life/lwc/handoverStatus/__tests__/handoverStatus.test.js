import { createElement } from 'lwc';
import HandoverStatus from 'c/handoverStatus';

const HANDOVER = { status: 'Requested', way: 'Parcel', dropOffCode: 'AB12CD34', partnerLabel: 'Metals', address: 'Street 1' };

describe('c-handover-status', () => {
    afterEach(() => document.body.replaceChildren());

    function show(handover) {
        const element = createElement('c-handover-status', { is: HandoverStatus });
        element.handover = handover;
        document.body.appendChild(element);
        return element.shadowRoot;
    }

    it('tells what to do next with the code, until the item is there', async () => {
        const root = show(HANDOVER);
        expect(root.querySelector('[data-id="code"]').textContent).toBe('AB12CD34');
        expect(root.querySelector('[data-id="next"]').textContent).toBe('c.Loop_Ui_Handover_Post');
        await expect(root.host).toBeAccessible();
        const store = show({ ...HANDOVER, way: 'Store', address: null });
        expect(store.querySelector('[data-id="next"]').textContent).toBe('c.Loop_Ui_Handover_Bring');
    });

    it('tells nobody to send what would not be taken in', async () => {
        const element = createElement('c-handover-status', { is: HandoverStatus });
        Object.assign(element, { handover: HANDOVER, obstacle: 'It has another owner now.' });
        document.body.appendChild(element);
        expect(element.shadowRoot.querySelector('[data-id="status"]').textContent).toBe('c.Loop_Ui_Handover_Status_Requested');
        expect(element.shadowRoot.textContent).not.toMatch(/AB12CD34|Street 1|Handover_Post/);
        await expect(element).toBeAccessible();
    });

    it('tells how, when and by whom the data was removed', async () => {
        const root = show({ ...HANDOVER, status: 'Recycled', wipeMethod: 'Factory reset', wipedAt: '2026-11-22T10:00:00Z', wipedBy: 'Mia' });
        expect(root.querySelector('[data-id="status"]').textContent).toBe('c.Loop_Ui_Handover_Status_Recycled');
        expect(root.querySelector('[data-id="wiped"]').textContent).toContain('Mia');
        expect(root.querySelector('[data-id="code"]')).toBeNull();
        await expect(root.host).toBeAccessible();
    });
});
