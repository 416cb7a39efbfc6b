import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import RuleReplay from 'c/ruleReplay';
import replay from '@salesforce/apex/RulePackAdminController.replay';

jest.mock('@salesforce/apex/RulePackAdminController.replay', () => ({ default: jest.fn() }), { virtual: true });

const ITEM = { offerId: 'o1', offerName: 'TO-1', currencyCode: 'EUR', beforeMinor: 41200, afterMinor: 39000, changes: [{ rule: 'depreciation', minor: -2200 }], lost: [], gained: ['resale'], errorMessage: null };
const TOTAL = { currencyCode: 'EUR', offers: 2, changed: 1, refused: 0, accepted: 1, atRisk: 1, declined: 0, mayWin: 0, tradeInLost: 0, tradeInGained: 1, offeredBeforeMinor: 82400, offeredAfterMinor: 80200, paidBeforeMinor: 41200, paidAfterMinor: 39000, marginBeforeMinor: 10000, marginAfterMinor: 12200 };
const SAME = { ...ITEM, offerId: 'o2', afterMinor: 41200, changes: [], gained: [] };

describe('c-rule-replay', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    async function run(...pages) {
        for (const page of pages) replay.mockResolvedValueOnce(page);
        const element = createElement('c-rule-replay', { is: RuleReplay });
        element.packId = 'a1';
        document.body.appendChild(element);
        element.shadowRoot.querySelector('[data-id="run"]').click();
        await settle();
        return { element, at: (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`) };
    }

    it('adds up the pages of a period', async () => {
        const { element, at } = await run({ items: [ITEM, SAME], totals: [TOTAL], nextAfterOfferId: 'o2' }, { items: [{ ...ITEM, offerId: 'o3' }], totals: [TOTAL], nextAfterOfferId: null });
        expect(replay.mock.calls.map(([{ request }]) => request.afterOfferId)).toEqual([null, 'o2']);
        expect([...at('totals').querySelectorAll('lightning-formatted-number')].map(({ value }) => value)).toEqual([-44, 44]);
        expect(at('totals').textContent).toContain('-0 +2');
        await expect(element).toBeAccessible();
    });

    it('shows the items that change, and why', async () => {
        const { at } = await run({ items: [ITEM, SAME], totals: [TOTAL], nextAfterOfferId: null });
        expect(at('items').querySelectorAll('tbody tr')).toHaveLength(1);
        expect(at('items').textContent).toContain('depreciation, +resale');
    });

    it('says that there is nothing to replay', async () => {
        const { at } = await run({ items: [], totals: [], nextAfterOfferId: null });
        expect(at('progress').textContent).toContain('Loop_Ui_Replay_None');
    });

    it('stops on demand with what it has', async () => {
        let answer;
        replay.mockReturnValueOnce(
            new Promise((resolve) => {
                answer = resolve;
            })
        );
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        const { at } = await run();
        const stop = at('stop');
        stop.click();
        await settle();
        expect(focus.mock.contexts).toEqual([stop, at('run')]);
        focus.mockRestore();
        answer({ items: [ITEM], totals: [TOTAL], nextAfterOfferId: 'o1' });
        await settle();
        expect(replay).toHaveBeenCalledTimes(1);
        expect(at('items')).not.toBeNull();
    });

    it('shows why a replay failed', async () => {
        replay.mockRejectedValueOnce({ body: { message: 'The pack is wrong.' } });
        const { element } = await run();
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'The pack is wrong.' } });
    });
});
