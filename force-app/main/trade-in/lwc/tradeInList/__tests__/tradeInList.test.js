import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TradeInList from 'c/tradeInList';
import { refreshApex } from '@salesforce/apex';
import getTradeIns from '@salesforce/apex/TradeInConsoleController.getTradeIns';
import getTradeIn from '@salesforce/apex/TradeInConsoleController.getTradeIn';

jest.mock('@salesforce/apex/TradeInConsoleController.getTradeIns', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex/TradeInConsoleController.getTradeIn', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn().mockResolvedValue() }), { virtual: true });

const TRADE_INS = [
    { tradeInId: 'a1', name: 'TI-1', status: 'Inspected', isOverdue: true, offer: { amount: 412, currencyCode: 'EUR' } },
    { tradeInId: 'a2', name: 'TI-2', status: 'Cancelled', isOverdue: false, offer: null }
];

describe('c-trade-in-list', () => {
    afterEach(() => document.body.replaceChildren());

    function show() {
        const element = createElement('c-trade-in-list', { is: TradeInList });
        element.recordId = 'a01';
        document.body.appendChild(element);
        return element;
    }

    it('lists the trade-ins of the item', async () => {
        const element = show();
        expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
        getTradeIns.emit(TRADE_INS);
        await settle();
        expect([...element.shadowRoot.querySelectorAll('button')].map(({ dataset }) => dataset.id)).toEqual(['a1', 'a2']);
        expect(element.shadowRoot.querySelectorAll('.slds-theme_error')).toHaveLength(1);
        await expect(element).toBeAccessible();
    });

    it('opens one at a time', async () => {
        const element = show();
        getTradeIns.emit(TRADE_INS);
        await settle();
        const [first, second] = element.shadowRoot.querySelectorAll('button');
        first.click();
        await settle();
        second.click();
        await settle();
        expect([...element.shadowRoot.querySelectorAll('c-trade-in-case')].map(({ tradeInId }) => tradeInId)).toEqual(['a2']);
        expect([...element.shadowRoot.querySelectorAll('button lightning-icon')].map(({ iconName }) => iconName)).toEqual(['utility:chevronright', 'utility:chevrondown']);
        expect(getTradeIn.getLastConfig()).toEqual({ tradeInId: 'a2' });
        second.click();
        await settle();
        expect(element.shadowRoot.querySelector('c-trade-in-case')).toBeNull();
    });

    it('asks again after a step', async () => {
        const element = show();
        getTradeIns.emit(TRADE_INS);
        await settle();
        element.shadowRoot.querySelector('button').click();
        await settle();
        element.shadowRoot.querySelector('c-trade-in-case').dispatchEvent(new CustomEvent('changed'));
        expect(refreshApex).toHaveBeenCalled();
    });

    it('says so when there is none, and why it could not be told', async () => {
        const element = show();
        getTradeIns.emit([]);
        await settle();
        expect(element.shadowRoot.querySelector('[data-id="empty"]')).not.toBeNull();
        getTradeIns.error({ message: 'No access' });
        await settle();
        expect(element.shadowRoot.querySelector('c-error-panel')).not.toBeNull();
    });
});
