import { createElement } from 'lwc';
import TradeInItemCheck from 'c/tradeInItemCheck';

const ITEM = { twinId: 'a01', name: 'T', productName: 'Nord 12', brandCode: 'NDL', serial: 'S1', isTradable: true, verification: { status: 'Verified' }, hold: null, openTradeIn: null };

describe('c-trade-in-item-check', () => {
    afterEach(() => document.body.replaceChildren());

    function show(item) {
        const element = createElement('c-trade-in-item-check', { is: TradeInItemCheck });
        element.item = { ...ITEM, ...item };
        const told = [];
        for (const name of ['start', 'back']) element.addEventListener(name, () => told.push(name));
        document.body.appendChild(element);
        return { element, told, at: (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`) };
    }

    it('starts with an item that verifies', async () => {
        const { element, told, at } = show();
        expect(at('verdict').textContent).toContain('Loop_Ui_Authenticity_Verified');
        await expect(element).toBeAccessible();
        at('start').click();
        at('back').click();
        expect(told).toEqual(['start', 'back']);
    });

    it('stops politely on a hold and says what to do', async () => {
        const { element, at } = show({ hold: { code: 'Stolen', title: 'We cannot take this item in now.', advice: 'Call the service desk.', canBeReviewed: false } });
        expect(at('hold').textContent).toContain('Call the service desk.');
        expect(at('start')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('goes on where a manager can look again', () => {
        const { at } = show({ hold: { code: 'Owner Mismatch', title: 'x', advice: 'y', canBeReviewed: true } });
        expect(at('hold').textContent).toBe('xy');
        expect(at('start')).not.toBeNull();
    });

    it('does not start twice: an own trade-in goes on, a colleague has the other', () => {
        expect(show({ isTradable: false, openTradeIn: { clientKey: 'k', canGoOn: true } }).at('start').label).toBe('c.Loop_Ui_Desk_Go_On');
        const others = show({ isTradable: false, openTradeIn: { clientKey: 'k', canGoOn: false } });
        expect(others.at('start')).toBeNull();
        expect(others.at('others')).not.toBeNull();
    });

    it('says that a repair must end first', async () => {
        const { element, at } = show({ isTradable: false, isInRepair: true });
        expect(at('repair').textContent).toContain('Loop_Error_Transfer_In_Repair');
        expect(at('start')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('says that an item that is lent must be back first', async () => {
        const { element, at } = show({ isTradable: false, lending: 'This item is lent until 12/6/2026.' });
        expect(at('lending').textContent).toBe('This item is lent until 12/6/2026.');
        expect(at('start')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('offers nothing for an item that cannot be traded in', () => {
        expect(show({ isTradable: false }).at('start')).toBeNull();
    });
});
