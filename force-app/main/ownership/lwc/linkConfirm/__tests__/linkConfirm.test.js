import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import LinkConfirm from 'c/linkConfirm';
import sendLinkCode from '@salesforce/apex/GuestOwnershipController.sendLinkCode';
import confirmLinks from '@salesforce/apex/GuestOwnershipController.confirmLinks';

jest.mock('@salesforce/user/isGuest', () => ({ __esModule: true, default: true }), { virtual: true });
jest.mock('@salesforce/apex/GuestOwnershipController.sendLinkCode', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/GuestOwnershipController.confirmLinks', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });

describe('c-link-confirm', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-link-confirm', { is: LinkConfirm });
        document.body.appendChild(element);
        await settle();
        const at = (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
        return { element, at };
    }

    /** Enters a value that the field takes, or does not. */
    async function enter(field, value, isValid = true) {
        field.reportValidity = () => isValid;
        field.value = value;
        field.dispatchEvent(new CustomEvent('change'));
        await settle();
    }

    async function send(at) {
        sendLinkCode.mockResolvedValue({ confirmationKey: 'k', message: null });
        await enter(at('email'), 'ada@example.com');
        at('send').click();
        await settle();
    }

    it('asks for an address first, and confirms by the digits that were sent to it', async () => {
        const { element, at } = await show();
        expect(at('digits')).toBeNull();
        await send(at);
        expect(sendLinkCode).toHaveBeenCalledWith({ email: 'ada@example.com' });
        expect(at('message').textContent).toBe('c.Loop_Ui_Confirm_Sent');
        await expect(element).toBeAccessible();
        confirmLinks.mockResolvedValue({ isDone: true, items: 2 });
        await enter(at('digits'), '123456');
        at('confirm').click();
        await settle();
        expect(confirmLinks).toHaveBeenCalledWith({ proof: { confirmationKey: 'k', email: 'ada@example.com', emailCode: '123456' } });
        expect(at('message').textContent).toBe('c.Loop_Ui_Confirm_Done');
        expect(at('digits')).toBeNull();
    });

    it('says so when no item waits', async () => {
        const { at } = await show();
        await send(at);
        confirmLinks.mockResolvedValue({ isDone: true, items: 0 });
        await enter(at('digits'), '123456');
        at('confirm').click();
        await settle();
        expect(at('message').textContent).toBe('c.Loop_Ui_Confirm_None');
    });

    it('tells why digits are refused and lets them be entered again', async () => {
        const { at } = await show();
        await send(at);
        confirmLinks.mockResolvedValue({ isDone: false, message: 'Not right.' });
        await enter(at('digits'), '000000');
        at('confirm').click();
        await settle();
        expect(at('message').textContent).toBe('Not right.');
        expect(at('digits')).not.toBeNull();
    });

    it('another address needs another code', async () => {
        const { at } = await show();
        await send(at);
        await enter(at('email'), 'grace@example.com');
        expect(at('digits')).toBeNull();
    });

    it('sends nothing to what is no address', async () => {
        const { at } = await show();
        await enter(at('email'), 'ada', false);
        at('send').click();
        await settle();
        expect(sendLinkCode).not.toHaveBeenCalled();
    });

    it('is busy while it works, and shows what went wrong', async () => {
        let fail;
        sendLinkCode.mockReturnValue(new Promise((_, reject) => { fail = reject; }));
        const { element, at } = await show();
        await enter(at('email'), 'ada@example.com');
        at('send').click();
        await settle();
        expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
        expect(at('send').disabled).toBe(true);
        fail({ body: { message: 'Too many codes' } });
        await settle();
        expect(element.shadowRoot.querySelector('lightning-spinner')).toBeNull();
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'Too many codes' } });
        await expect(element).toBeAccessible();
    });
});
