import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import PortalRegister from 'c/portalRegister';
import claim from '@salesforce/apex/PortalRegistrationController.claim';
import submit from '@salesforce/apex/PortalRegistrationController.submit';
import getRequests from '@salesforce/apex/PortalRegistrationController.getRequests';

jest.mock('@salesforce/apex/PortalRegistrationController.claim', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalRegistrationController.submit', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalRegistrationController.getRequests', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });

const REFUSED = { name: 'REG-1', itemCode: 'SN-1', status: 'Refused', reason: 'The proof could not be read.' };

describe('c-portal-register', () => {
    let uuids;

    beforeEach(() => {
        uuids = 0;
        globalThis.crypto.randomUUID = () => `uuid-${(uuids += 1)}`;
        getRequests.mockResolvedValue([]);
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-portal-register', { is: PortalRegister });
        document.body.appendChild(element);
        await settle();
        const root = element.shadowRoot;
        root.querySelectorAll('lightning-input').forEach((field) => {
            field.reportValidity = () => true;
        });
        return { element, root, at: (id) => root.querySelector(`[data-id="${id}"]`), proof: (name) => root.querySelector(`[data-proof="${name}"]`) };
    }

    function enter(field, value) {
        field.value = value;
        field.dispatchEvent(new CustomEvent('change'));
    }

    async function press(button) {
        button.click();
        await settle();
    }

    it('registers by a claim code and empties the field', async () => {
        claim.mockResolvedValue({ isDone: true });
        const { element, at } = await show();
        enter(at('code'), '7KQM-AAAA-BBBB-CCCC');
        await press(at('claim'));
        expect(claim).toHaveBeenCalledWith({ code: '7KQM-AAAA-BBBB-CCCC' });
        expect(at('message').textContent).toBe('c.Loop_Ui_Register_Done');
        expect(at('code').value).toBe('');
        expect(at('items').getAttribute('href')).toBe('./');
        await expect(element).toBeAccessible();
    });

    it('tells why a claim code is refused and keeps it', async () => {
        claim.mockResolvedValue({ isDone: false, message: 'This code is not right.' });
        const { at } = await show();
        enter(at('code'), '7KQM');
        await press(at('claim'));
        expect(at('message').textContent).toBe('This code is not right.');
        expect(at('items')).toBeNull();
        expect(at('code').value).toBe('7KQM');
    });

    it('sends facts and proof once for each request, and lists it then', async () => {
        const { root, at, proof } = await show();
        proof('itemCode').name = 'itemCode';
        enter(proof('itemCode'), 'SN-1');
        Object.defineProperty(at('file'), 'files', { value: [new File(['x'], 'receipt.png', { type: 'image/png' })] });
        at('file').dispatchEvent(new CustomEvent('change'));
        getRequests.mockResolvedValue([{ ...REFUSED, status: 'Pending', reason: undefined }]);
        at('submit').click();
        await settle();
        await settle();
        await settle();
        expect(submit).toHaveBeenCalledWith({ facts: { itemCode: 'SN-1', requestKey: 'uuid-1', fileName: 'receipt.png', base64: btoa('x') } });
        expect([at('message').textContent, at('proof-message').textContent]).toEqual(['', 'c.Loop_Ui_Register_Sent']);
        expect(root.querySelector('[data-id="requests"] lightning-badge').label).toBe('c.Loop_Ui_Register_Pending');
        await press(at('submit'));
        expect(submit.mock.calls[1][0].facts).toEqual({ requestKey: 'uuid-2', fileName: undefined, base64: null });
    });

    it('keeps what was entered, and its key, when sending fails', async () => {
        submit.mockRejectedValueOnce({ body: { message: 'Send a proof' } });
        const { element, root, at, proof } = await show();
        proof('itemCode').name = 'itemCode';
        enter(proof('itemCode'), 'SN-1');
        await press(at('submit'));
        const panel = root.querySelector('c-error-panel');
        expect([panel.errors, panel.parentElement.contains(at('submit'))]).toEqual([{ body: { message: 'Send a proof' } }, true]);
        await press(at('submit'));
        expect(submit.mock.calls.map(([{ facts }]) => [facts.itemCode, facts.requestKey])).toEqual([['SN-1', 'uuid-1'], ['SN-1', 'uuid-1']]);
        expect(root.querySelector('c-error-panel')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('sends nothing that a field refuses', async () => {
        const { at, proof } = await show();
        at('code').reportValidity = () => false;
        proof('itemCode').reportValidity = () => false;
        await press(at('claim'));
        await press(at('submit'));
        proof('itemCode').reportValidity = () => true;
        at('file').reportValidity = () => false;
        await press(at('submit'));
        expect([claim.mock.calls.length, submit.mock.calls.length]).toEqual([0, 0]);
    });

    it('lists own requests with what became of them', async () => {
        getRequests.mockResolvedValue([REFUSED]);
        const { element, at } = await show();
        expect(at('requests').textContent).toContain('The proof could not be read.');
        await expect(element).toBeAccessible();
    });

    it('shows no list without requests', async () => {
        const { at } = await show();
        expect(at('requests')).toBeNull();
    });

    it('is busy while it loads, and shows why it failed', async () => {
        let fail;
        getRequests.mockReturnValue(new Promise((_, reject) => { fail = reject; }));
        const { root, at } = await show();
        expect(root.querySelector('lightning-spinner')).not.toBeNull();
        expect(at('claim').disabled).toBe(true);
        fail({ body: { message: 'No' } });
        await settle();
        expect(root.querySelector('lightning-spinner')).toBeNull();
        expect(root.querySelector('c-error-panel')).not.toBeNull();
    });
});
