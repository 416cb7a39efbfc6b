import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import PortalItem from 'c/portalItem';
import { CurrentPageReference } from 'lightning/navigation';
import getItem from '@salesforce/apex/PortalItemsController.getItem';
import preview from '@salesforce/apex/PortalItemsController.preview';

jest.mock('@salesforce/apex/PortalItemsController.getItem', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalItemsController.preview', () => ({ default: jest.fn() }), { virtual: true });

const PASSPORT = { isFound: true, name: 'Nord 12', facts: [], verification: { verdict: 'Genuine', title: 'Genuine', reasons: [] } };
const ACTIONS = { open: ['repair'], closed: {} };
const DETAIL = { passport: PASSPORT, actions: ACTIONS, item: { passportId: 'p1', name: 'Nord 12', value: { low: 100, high: 200, currencyCode: 'EUR' } } };

describe('c-portal-item', () => {
    beforeAll(() => {
        globalThis.crypto.randomUUID ??= () => '00000000-0000-4000-8000-000000000001';
    });
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show(passportId) {
        const element = createElement('c-portal-item', { is: PortalItem });
        document.body.appendChild(element);
        if (passportId) CurrentPageReference.emit({ state: { passportId } });
        await settle();
        return { element, part: (name) => element.shadowRoot.querySelector(name) };
    }

    it('shows the item of the page address with verdict, value and details', async () => {
        getItem.mockResolvedValue(DETAIL);
        const { element, part } = await show('p1');
        expect(getItem).toHaveBeenCalledWith({ passportId: 'p1' });
        expect(part('c-passport-verdict').verification).toEqual(PASSPORT.verification);
        expect(part('c-passport-details').passport).toEqual(PASSPORT);
        expect(part('[data-id="value"] lightning-formatted-number').value).toBe(100);
        expect(part('a').getAttribute('href')).toBe('items');
        await expect(element).toBeAccessible();
    });

    it('offers a repair, or the way to the one that is under way', async () => {
        getItem.mockResolvedValueOnce(DETAIL);
        const { part } = await show('p1');
        expect([part('[data-id="repair"]').textContent, part('[data-id="repair"]').getAttribute('href')]).toEqual(['c.Loop_Ui_Repair_Ask', 'repairs?passportId=p1']);
        const busyActions = { open: [], closed: { repair: 'RMA-1 is under way.' } };
        getItem.mockResolvedValueOnce({ ...DETAIL, repairName: 'RMA-1', actions: busyActions });
        const busy = await show('p1');
        expect(busy.part('[data-id="repair"]').textContent).toBe('c.Loop_Ui_Repair_See');
        expect(busy.part('[data-id="no-repair"]')).toBeNull();
        expect([part('c-portal-item-actions').actions, busy.part('c-portal-item-actions').actions]).toEqual([ACTIONS, busyActions]);
    });

    it('offers no repair that the item does not allow, and says why', async () => {
        getItem.mockResolvedValueOnce({ ...DETAIL, actions: { open: ['reportFound'], closed: { repair: 'It is reported lost.' } } });
        const { element, part } = await show('p1');
        expect(part('[data-id="repair"]')).toBeNull();
        expect(part('[data-id="no-repair"]').textContent).toBe('It is reported lost.');
        await expect(element).toBeAccessible();
    });

    it('says once why an item is neither repaired nor handed over', async () => {
        getItem.mockResolvedValueOnce({ ...DETAIL, actions: { open: [], closed: { repair: 'It is reported lost.', handOver: 'It is reported lost.' } } });
        const { part } = await show('p1');
        expect(part('[data-id="repair"]')).toBeNull();
        expect(part('[data-id="no-repair"]')).toBeNull();
    });

    it('reads anew what can be done when a hand-over was asked for', async () => {
        const promised = { open: [], closed: { passOn: 'It is about to be handed over.' } };
        getItem.mockResolvedValueOnce(DETAIL).mockResolvedValueOnce({ ...DETAIL, actions: promised });
        const { part } = await show('p1');
        part('c-portal-end-of-life').dispatchEvent(new CustomEvent('change'));
        await settle();
        expect(part('c-portal-item-actions').actions).toEqual(promised);
    });

    it('shows what the owner can do before what the passport tells', async () => {
        getItem.mockResolvedValue(DETAIL);
        const { element } = await show('p1');
        const parts = [...element.shadowRoot.querySelectorAll('*')].map(({ localName }) => localName).filter((name) => name.startsWith('c-'));
        expect(parts).toEqual(['c-passport-verdict', 'c-portal-offers', 'c-portal-end-of-life', 'c-portal-item-actions', 'c-passport-details']);
        expect(element.shadowRoot.querySelector('[data-id="name"]').textContent).toBe('Nord 12');
    });

    it('reads anew what is said of the item when its owner did something with it', async () => {
        getItem.mockResolvedValueOnce(DETAIL).mockResolvedValueOnce({ ...DETAIL, passport: { ...PASSPORT, verification: { verdict: 'Blocked', title: 'Blocked', reasons: [] } } });
        const { part } = await show('p1');
        const actions = part('c-portal-item-actions');
        const refresh = jest.spyOn(part('c-portal-end-of-life'), 'refresh').mockResolvedValue();
        actions.dispatchEvent(new CustomEvent('change'));
        await settle();
        expect(part('c-passport-verdict').verification.verdict).toBe('Blocked');
        expect(part('c-portal-item-actions')).toBe(actions);
        expect(refresh).toHaveBeenCalledTimes(1);
    });

    it('leads to the options side by side, with the keyboard as well', async () => {
        getItem.mockResolvedValue(DETAIL);
        const { part } = await show('p1');
        part('[data-id="next"]').click();
        await settle();
        const { shadowRoot } = part('c-portal-end-of-life');
        expect(shadowRoot.activeElement).toBe(shadowRoot.querySelector('h2'));
    });

    it('says so when no item is named', async () => {
        const { element, part } = await show();
        expect(part('[data-id="empty"]')).not.toBeNull();
        expect(getItem).not.toHaveBeenCalled();
        await expect(element).toBeAccessible();
    });

    it('shows why an item is not there and tries again', async () => {
        getItem.mockRejectedValueOnce({ body: { message: 'Not yours' } });
        const { part } = await show('p2');
        expect(part('c-error-panel').errors).toEqual({ body: { message: 'Not yours' } });
        getItem.mockResolvedValue({ ...DETAIL, item: { passportId: 'p2' } });
        part('c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(part('c-passport-details')).not.toBeNull();
        expect(part('[data-id="value"]')).toBeNull();
    });

    it('is busy while it loads', async () => {
        getItem.mockReturnValue(new Promise(() => {}));
        const { part } = await show('p1');
        expect(part('lightning-spinner')).not.toBeNull();
    });

    it('shows what others see, and the own view again', async () => {
        getItem.mockResolvedValue(DETAIL);
        const others = { ...PASSPORT, name: 'As others see it' };
        preview.mockResolvedValue(others);
        const { part } = await show('p1');
        const choose = async (level) => {
            part('[data-id="level"]').dispatchEvent(new CustomEvent('change', { detail: { value: level } }));
            await settle();
        };
        await choose('Public');
        expect(preview).toHaveBeenCalledWith({ passportId: 'p1', level: 'Public' });
        expect(part('c-passport-details').passport).toEqual(others);
        expect(part('[data-id="note"]')).not.toBeNull();
        await choose('Owner');
        expect(part('c-passport-details').passport).toEqual(PASSPORT);
        preview.mockRejectedValue({ body: { message: 'No signal' } });
        await choose('Authority');
        expect(part('c-error-panel').errors).toEqual({ body: { message: 'No signal' } });
    });
});
