import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import PortalItemActions from 'c/portalItemActions';
import start from '@salesforce/apex/PortalOwnershipController.start';
import reportMissing from '@salesforce/apex/PortalOwnershipController.reportMissing';
import reportFound from '@salesforce/apex/PortalOwnershipController.reportFound';
import getLending from '@salesforce/apex/PortalLendingController.getState';
import lend from '@salesforce/apex/PortalLendingController.lend';
import finishLending from '@salesforce/apex/PortalLendingController.finish';

jest.mock('@salesforce/apex/PortalLendingController.getState', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalLendingController.lend', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalLendingController.finish', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalOwnershipController.start', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalOwnershipController.reportMissing', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalOwnershipController.reportFound', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });

const FREE = { firstDay: '2026-11-23', lastDay: '2027-02-20', usualDay: '2026-12-06' };
const LENT = { ...FREE, lentUntil: '2026-12-06' };
const ALL = { open: ['passOn', 'lend', 'reportMissing'], closed: {} };
const MISSING = { open: ['reportFound'], closed: { passOn: 'It is reported lost.', lend: 'It is reported lost.' } };
const AWAY = { open: ['endLending', 'reportMissing'], closed: { passOn: 'It is lent.', lend: 'It is lent.' } };
const LINK = { url: '/s/certificate?share=CODE-1', expiresAt: '2026-12-07T00:00:00.000Z' };

describe('c-portal-item-actions', () => {
    beforeEach(() => {
        getLending.mockResolvedValue(FREE);
        start.mockResolvedValue({ code: 'CODE-1' });
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
        delete navigator.share;
    });

    async function show(passportId, actions = ALL) {
        const element = createElement('c-portal-item-actions', { is: PortalItemActions });
        Object.assign(element, { passportId, actions });
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
        const { element, root, at, kind } = await show('p1');
        await press(kind(name));
        expect(start).toHaveBeenCalledWith({ passportId: 'p1', kind: name });
        expect(at('started-code').textContent).toBe('CODE-1');
        expect([kind('Gift'), kind('Sale')]).toEqual([null, null]);
        expect(root.activeElement).toBe(at('started'));
        await expect(element).toBeAccessible();
    });

    it('shows no code any more of an item that is reported lost', async () => {
        const { at, kind } = await show('p1');
        await press(kind('Gift'));
        await press(at('missing'));
        expect(at('started')).toBeNull();
    });

    it('is neither passed on nor lent where the item does not allow it, says why, and can be reported lost', async () => {
        const { element, at, kind } = await show('p1', { open: ['reportMissing'], closed: { passOn: 'A repair is under way.', lend: 'A repair is under way.' } });
        expect([kind('Gift'), kind('Sale'), at('lend')]).toEqual([null, null, null]);
        expect(at('why').textContent).toBe('A repair is under way.');
        expect(at('missing')).not.toBeNull();
        await expect(element).toBeAccessible();
        element.actions = ALL;
        await settle();
        expect([kind('Gift'), at('lend')]).not.toContain(null);
        expect(at('why')).toBeNull();
    });

    it('does not repeat what is said where it cannot be handed over either', async () => {
        const { at } = await show('p1', { open: [], closed: { passOn: 'It is lent.', lend: 'It is lent.', handOver: 'It is lent.' } });
        expect(at('why')).toBeNull();
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

    it('a missing item can be reported found, at the same place', async () => {
        reportMissing.mockResolvedValue('Stolen');
        reportFound.mockResolvedValue('None');
        const { element, at, kind } = await show('p1');
        const changed = jest.fn();
        element.addEventListener('change', changed);
        const button = at('missing');
        await press(button);
        expect(reportMissing).toHaveBeenCalledWith({ passportId: 'p1' });
        expect(at('message').textContent).toBe('c.Loop_Ui_Give_Missing_Done');
        expect(changed).toHaveBeenCalledTimes(1);
        element.actions = MISSING;
        await settle();
        expect([at('missing'), kind('Gift'), at('lend')]).toEqual([null, null, null]);
        expect(at('found')).toBe(button);
        await expect(element).toBeAccessible();
        await press(at('found'));
        expect(reportFound).toHaveBeenCalledWith({ passportId: 'p1' });
        expect(at('message').textContent).toBe('c.Loop_Ui_Give_Found_Done');
        expect(changed).toHaveBeenCalledTimes(2);
    });

    async function choose({ root, at }) {
        await press(at('lend'));
        root.querySelector('c-lending-form').dispatchEvent(new CustomEvent('lend', { detail: { until: '2026-12-06' } }));
        await settle();
    }

    it('lends the item, shows the link once, and passes it on no more until it is back', async () => {
        getLending.mockResolvedValueOnce(FREE).mockResolvedValueOnce(LENT);
        lend.mockResolvedValue({ link: LINK });
        const shown = await show('p1');
        const { element, root, at, kind } = shown;
        const changed = jest.fn();
        element.addEventListener('change', changed);
        await choose(shown);
        expect([kind('Gift'), at('lend')]).toEqual([null, null]);
        element.actions = AWAY;
        await settle();
        expect(lend).toHaveBeenCalledWith({ passportId: 'p1', until: '2026-12-06' });
        expect(root.querySelector('c-certificate-share').link).toEqual(LINK);
        expect(at('message').textContent).toBe('c.Loop_Ui_Lend_Done');
        expect(root.activeElement).toBe(at('message'));
        expect(at('lent').querySelector('lightning-formatted-date-time').value).toBe('2026-12-06');
        expect([kind('Gift'), kind('Sale'), at('lend'), root.querySelector('c-lending-form')]).toEqual([null, null, null, null]);
        expect(at('missing')).not.toBeNull();
        expect(changed).toHaveBeenCalledTimes(1);
        await expect(element).toBeAccessible();

        await press(at('back'));
        element.actions = ALL;
        await settle();
        expect(finishLending).toHaveBeenCalledWith({ passportId: 'p1' });
        expect(at('message').textContent).toBe('c.Loop_Ui_Lend_Ended');
        expect([at('lent'), at('back'), root.querySelector('c-certificate-share')]).toEqual([null, null, null]);
        expect(kind('Gift')).not.toBeNull();
        expect(changed).toHaveBeenCalledTimes(2);
    });

    it('lends without a link where certificates cannot be issued, and says so', async () => {
        lend.mockResolvedValue({ withoutLink: 'No key.' });
        const shown = await show('p1');
        await choose(shown);
        expect(shown.at('message').textContent).toBe('c.Loop_Ui_Lend_Done_Without');
        expect(shown.root.querySelector('c-certificate-share')).toBeNull();
    });

    it('a change of mind lends nothing', async () => {
        const { root, at, kind } = await show('p1');
        await press(at('lend'));
        expect(kind('Gift')).toBeNull();
        expect(root.activeElement).toBe(at('lending'));
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        root.querySelector('c-lending-form').dispatchEvent(new CustomEvent('cancel'));
        await settle();
        expect(root.querySelector('c-lending-form')).toBeNull();
        expect(kind('Gift')).not.toBeNull();
        expect(focus.mock.contexts).toEqual([at('lend')]);
        focus.mockRestore();
        expect(lend).not.toHaveBeenCalled();
    });

    it('a lost item that is lent can be found and be back', async () => {
        getLending.mockResolvedValue(LENT);
        const { at } = await show('p1', { ...MISSING, open: ['endLending', 'reportFound'] });
        expect([at('found'), at('back')]).not.toContain(null);
        expect(at('missing')).toBeNull();
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
        expect(getLending).not.toHaveBeenCalled();
        element.passportId = 'p1';
        await settle();
        await press(kind('Gift'));
        element.passportId = 'p2';
        await settle();
        expect(getLending).toHaveBeenLastCalledWith({ passportId: 'p2' });
        expect(at('started')).toBeNull();
    });
});
