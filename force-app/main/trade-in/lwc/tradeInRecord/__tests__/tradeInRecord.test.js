import { createElement } from 'lwc';
import TradeInRecord from 'c/tradeInRecord';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';

jest.mock('@salesforce/apex/TradeInConsoleController.getTradeIn', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });

describe('c-trade-in-record', () => {
    afterEach(() => document.body.replaceChildren());

    it('shows the trade-in of the page, and lets the page follow each step', async () => {
        const element = createElement('c-trade-in-record', { is: TradeInRecord });
        element.recordId = 'a1';
        document.body.appendChild(element);
        const tradeIn = element.shadowRoot.querySelector('c-trade-in-case');
        expect(tradeIn.tradeInId).toBe('a1');
        await expect(element).toBeAccessible();
        tradeIn.dispatchEvent(new CustomEvent('changed'));
        expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: 'a1' }]);
    });
});
