import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import { CurrentPageReference } from 'lightning/navigation';
import RepairLabel from 'c/repairLabel';
import getLabel from '@salesforce/apex/RepairPortalController.getLabel';

jest.mock('@salesforce/apex/RepairPortalController.getLabel', () => ({ default: jest.fn() }), { virtual: true });

const LABEL = { reference: 'RMA-1', fromLines: ['Ada'], toLines: ['Atelier', 'Lyon'], imageUrl: 'data:image/svg+xml;base64,AA==' };

describe('c-repair-label', () => {
    afterEach(() => document.body.replaceChildren());

    async function show(repairId) {
        const element = createElement('c-repair-label', { is: RepairLabel });
        document.body.appendChild(element);
        CurrentPageReference.emit({ state: repairId ? { repairId } : {} });
        await settle();
        return element;
    }

    it('shows the label with its words for who cannot see it, and prints it', async () => {
        getLabel.mockResolvedValue(LABEL);
        const print = jest.spyOn(window, 'print').mockReturnValue(undefined);
        const element = await show('a01');
        const image = element.shadowRoot.querySelector('img');
        expect(image.src).toBe(LABEL.imageUrl);
        expect(image.alt).toBe('c.Loop_Ui_Repair_Label_Alt');
        element.shadowRoot.querySelector('[data-id="print"]').click();
        expect(print).toHaveBeenCalledTimes(1);
        await expect(element).toBeAccessible();
    });

    it('says that a repair must be chosen', async () => {
        const element = await show();
        expect(element.shadowRoot.querySelector('[data-id="empty"]')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('says why there is none', async () => {
        getLabel.mockRejectedValue({ body: { message: 'Nothing to send.' } });
        const element = await show('a02');
        expect(element.shadowRoot.querySelector('c-error-panel').errors.body.message).toBe('Nothing to send.');
        expect(element.shadowRoot.querySelector('img')).toBeNull();
    });
});
