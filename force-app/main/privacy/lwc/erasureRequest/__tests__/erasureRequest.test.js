import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import ErasureRequest from 'c/erasureRequest';
import getState from '@salesforce/apex/ErasureController.getState';
import requestErasure from '@salesforce/apex/ErasureController.requestErasure';
import cancelErasure from '@salesforce/apex/ErasureController.cancelErasure';

jest.mock('@salesforce/apex/ErasureController.getState', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ErasureController.requestErasure', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ErasureController.cancelErasure', () => ({ default: jest.fn() }), { virtual: true });

const STATE = { waiting: [], required: [] };
const ASKED = { ...STATE, request: { status: 'Scheduled', dueAt: '2026-12-01T00:00:00Z', isCancellable: true } };

describe('c-erasure-request', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show(state) {
        if (state) getState.mockResolvedValue(state);
        const element = createElement('c-erasure-request', { is: ErasureRequest });
        element.recordId = '003000000000001AAA';
        document.body.appendChild(element);
        await settle();
        const at = (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
        return { element, at };
    }

    it('asks with a proof alone', async () => {
        requestErasure.mockResolvedValue(ASKED);
        const { element, at } = await show(STATE);
        expect(at('ask').disabled).toBe(true);
        element.shadowRoot.querySelector('lightning-combobox').dispatchEvent(new CustomEvent('change', { detail: { value: 'Signed Letter' } }));
        await settle();
        await expect(element).toBeAccessible();
        at('ask').click();
        await settle();
        expect(requestErasure).toHaveBeenCalledWith({ contactId: '003000000000001AAA', proof: 'Signed Letter' });
        expect(at('form')).toBeNull();
        expect(element.shadowRoot.activeElement).toBe(at('request'));
    });

    it('takes a request back', async () => {
        cancelErasure.mockResolvedValue(STATE);
        const { element, at } = await show(ASKED);
        await expect(element).toBeAccessible();
        at('cancel').click();
        await settle();
        expect(element.shadowRoot.activeElement).toBe(at('form'));
    });

    it('is busy while it loads', async () => {
        getState.mockReturnValue(new Promise(() => {}));
        const { element } = await show();
        expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
    });

    it('shows why it failed and tries again', async () => {
        getState.mockRejectedValueOnce({ body: { message: 'No' } });
        const { element, at } = await show();
        expect(at('form')).toBeNull();
        getState.mockResolvedValue(STATE);
        element.shadowRoot.querySelector('c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(at('form')).not.toBeNull();
    });
});
