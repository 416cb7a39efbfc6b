import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import PortalItemActions from 'c/portalItemActions';
import getHold from '@salesforce/apex/PortalOwnershipController.getHold';
import start from '@salesforce/apex/PortalOwnershipController.start';
import reportMissing from '@salesforce/apex/PortalOwnershipController.reportMissing';
import reportFound from '@salesforce/apex/PortalOwnershipController.reportFound';

jest.mock('@salesforce/apex/PortalOwnershipController.getHold', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalOwnershipController.start', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalOwnershipController.reportMissing', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalOwnershipController.reportFound', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });

describe('c-portal-item-actions', () => {
    beforeEach(() => {
        getHold.mockResolvedValue('None');
        start.mockResolvedValue({ code: 'CODE-1' });
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
        delete navigator.share;
    });

    async function show(passportId) {
        const element = createElement('c-portal-item-actions', { is: PortalItemActions });
        element.passportId = passportId;
        document.body.appendChild(element);
        await settle();
        const root = element.shadowRoot;
        return { element, root, at: (id) => root.querySelector(`[data-id="${id}"]`), kind: (name) => root.querySelector(`[data-kind="${name}"]`) };
    }

    async function press(button) {
        button.click();
        await settle();
    }

    it.each(['Gift', 'Sale'])('a %s shows its code once, and is offered no second time', async (name) => {
        const { element, at, kind } = await show('p1');
        expect(getHold).toHaveBeenCalledWith({ passportId: 'p1' });
        await press(kind(name));
        expect(start).toHaveBeenCalledWith({ passportId: 'p1', kind: name });
        expect(at('started-code').textContent).toBe('CODE-1');
        expect([kind('Gift'), kind('Sale')]).toEqual([null, null]);
        await expect(element).toBeAccessible();
    });

    it('copies a link whose code reaches no server', async () => {
        const writeText = jest.fn().mockResolvedValue();
        Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
        const { at, kind } = await show('p1');
        await press(kind('Gift'));
        await press(at('copy'));
        expect(writeText).toHaveBeenCalledWith('http://localhost/accept#CODE-1');
        expect(at('message').textContent).toBe('c.Loop_Ui_Give_Copied');
    });

    it('shares where the device can, and a sheet that is closed is no error', async () => {
        navigator.share = jest.fn().mockRejectedValueOnce(Object.assign(new Error('closed'), { name: 'AbortError' })).mockRejectedValueOnce(new Error('broken'));
        const { root, at, kind } = await show('p1');
        await press(kind('Gift'));
        await press(at('share'));
        expect(navigator.share).toHaveBeenCalledWith({ url: 'http://localhost/accept#CODE-1' });
        expect(root.querySelector('c-error-panel')).toBeNull();
        await press(at('share'));
        expect(root.querySelector('c-error-panel')).not.toBeNull();
    });

    it('offers no sharing where the device has none', async () => {
        const { at, kind } = await show('p1');
        await press(kind('Gift'));
        expect(at('share')).toBeNull();
    });

    it('a missing item can be reported found, and passed on again then', async () => {
        reportMissing.mockResolvedValue('Stolen');
        reportFound.mockResolvedValue('None');
        const { element, at, kind } = await show('p1');
        await press(at('missing'));
        expect(reportMissing).toHaveBeenCalledWith({ passportId: 'p1' });
        expect(at('message').textContent).toBe('c.Loop_Ui_Give_Missing_Done');
        expect([at('missing'), kind('Gift')]).toEqual([null, null]);
        await expect(element).toBeAccessible();
        await press(at('found'));
        expect(at('message').textContent).toBe('c.Loop_Ui_Give_Found_Done');
        expect(kind('Gift')).not.toBeNull();
    });

    it('knows an item that is missing already', async () => {
        getHold.mockResolvedValue('Stolen and Locked');
        const { at } = await show('p1');
        expect(at('found')).not.toBeNull();
    });

    it('is busy while it works', async () => {
        start.mockReturnValue(new Promise(() => {}));
        const { root, kind } = await show('p1');
        await press(kind('Gift'));
        expect(root.querySelector('lightning-spinner')).not.toBeNull();
        expect(kind('Gift').disabled).toBe(true);
    });

    it('shows why a step is refused, and offers it again', async () => {
        start.mockRejectedValue({ body: { message: 'This item is in a trade-in.' } });
        const { element, root, at, kind } = await show('p1');
        await press(kind('Sale'));
        expect(root.querySelector('c-error-panel').errors).toEqual({ body: { message: 'This item is in a trade-in.' } });
        expect(at('started')).toBeNull();
        expect(kind('Sale').disabled).toBe(false);
        await expect(element).toBeAccessible();
    });

    it('asks nothing without an item, and forgets a code with another one', async () => {
        const { element, at, kind } = await show();
        expect(getHold).not.toHaveBeenCalled();
        element.passportId = 'p1';
        await settle();
        await press(kind('Gift'));
        element.passportId = 'p2';
        await settle();
        expect(getHold).toHaveBeenLastCalledWith({ passportId: 'p2' });
        expect(at('started')).toBeNull();
    });
});
