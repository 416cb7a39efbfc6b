import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TradeInCancel from 'c/tradeInCancel';

describe('c-trade-in-cancel', () => {
    afterEach(() => document.body.replaceChildren());

    function show(properties) {
        const element = createElement('c-trade-in-cancel', { is: TradeInCancel });
        Object.assign(element, properties);
        const told = [];
        for (const type of ['confirm', 'keep']) element.addEventListener(type, () => told.push(type));
        document.body.appendChild(element);
        return { element, told, at: (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`) };
    }

    it('asks with the focus on the question, which it takes only once', async () => {
        const { element, at } = show();
        expect(element.shadowRoot.activeElement).toBe(at('cancelling'));
        expect(at('cancelling').textContent).toContain('Loop_Ui_Trade_In_Cancel_Question');
        await expect(element).toBeAccessible();
        at('cancelling').blur();
        element.disabled = true;
        await settle();
        expect(element.shadowRoot.activeElement).toBeNull();
    });

    it('tells which of the two was chosen', () => {
        const { told, at } = show();
        at('keep').click();
        at('confirm').click();
        expect(told).toEqual(['keep', 'confirm']);
    });

    it('cannot be answered while the answer is under way', () => {
        const { at } = show({ disabled: true });
        expect([at('confirm').disabled, at('keep').disabled]).toEqual([true, true]);
    });
});
