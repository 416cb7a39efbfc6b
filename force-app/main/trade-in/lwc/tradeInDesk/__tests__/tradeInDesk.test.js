import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TradeInDesk from 'c/tradeInDesk';
import { CurrentPageReference } from 'lightning/navigation';
import { FlowAttributeChangeEventName, FlowNavigationFinishEventName, FlowNavigationNextEventName } from 'lightning/flowSupport';
import { keep } from 'c/tradeInDrafts';
import resume from '@salesforce/apex/TradeInDeskController.resume';
import openItem from '@salesforce/apex/TradeInDeskController.openItem';

jest.mock('@salesforce/apex/TradeInDeskController.resume', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.openItem', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.getOpen', () => ({ default: jest.fn().mockResolvedValue([]) }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.getWizard', () => ({ default: jest.fn().mockResolvedValue({ questions: [], categories: [], factsJson: '{}', payoutKinds: [], currencies: [] }) }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.getWizardFor', () => ({ default: jest.fn().mockResolvedValue({ questions: [], categories: [], factsJson: '{}', payoutKinds: [], currencies: [] }) }), { virtual: true });
jest.mock('c/rules', () => ({ loadDecision: jest.fn().mockResolvedValue({ evaluate: () => ({ errors: [] }) }) }), { virtual: true });

const ITEM = { twinId: 'a01', name: 'T', productName: 'Nord 12', category: 'smartphone', isTradable: true, hold: null, openTradeIn: null };
const VIEW = { tradeInId: 'a02', name: 'T-0001', clientKey: 'k1', twinId: 'a01', status: 'Quoted', actions: [], hold: null, offer: { amount: 1, currencyCode: 'EUR', reasons: [], effects: [] } };

describe('c-trade-in-desk', () => {
    beforeEach(() => {
        localStorage.clear();
        globalThis.crypto.randomUUID ??= () => 'new-key'; // jsdom has none
        openItem.mockResolvedValue(ITEM);
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    function show() {
        const element = createElement('c-trade-in-desk', { is: TradeInDesk });
        document.body.appendChild(element);
        return { element, part: (name) => element.shadowRoot.querySelector(`c-trade-in-${name}`), at: (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`) };
    }

    async function tell(part, name, detail) {
        part.dispatchEvent(new CustomEvent(name, { detail }));
        await settle();
    }

    it('goes from finding to done', async () => {
        const { element, part, at } = show();
        await settle();
        await expect(element).toBeAccessible();
        await tell(part('find'), 'itemfound', ITEM);
        expect(part('item-check').item).toEqual(ITEM);
        await tell(part('item-check'), 'start');
        expect(part('condition').value).toMatchObject({ twinId: 'a01', category: 'smartphone' });
        await tell(part('condition'), 'quoted', VIEW);
        expect(part('close').tradeIn).toEqual(VIEW);
        await tell(part('close'), 'decided', { ...VIEW, status: 'Accepted' });
        expect(at('done').textContent).toContain('Loop_Ui_Desk_Accepted');
        await expect(element).toBeAccessible();
        at('next').click();
        await settle();
        expect(part('find')).not.toBeNull();
    });

    it('stops at a hold that came up with the offer, and goes on with the same trade-in', async () => {
        const { part } = show();
        await settle();
        await tell(part('find'), 'itemfound', ITEM);
        await tell(part('item-check'), 'start');
        const before = part('condition').value;
        await tell(part('condition'), 'draftchange', before);
        await tell(part('condition'), 'quoted', { ...VIEW, hold: { title: 'Not now', advice: 'Ask the manager', canBeReviewed: true } });
        expect(part('item-check').item.hold.advice).toBe('Ask the manager');
        const { clientKey } = before;
        await tell(part('item-check'), 'start');
        expect(part('condition').value.clientKey).toBe(clientKey);
    });

    it('goes on with the same key where the trade-in was left', async () => {
        resume.mockResolvedValue({ ...VIEW, status: 'Draft', answersJson: '{"condition":"good"}', category: 'smartphone' });
        const { part } = show();
        await settle();
        await tell(part('find'), 'resume', { clientKey: 'k1' });
        expect(part('condition').value).toMatchObject({ clientKey: 'k1', answersJson: '{"condition":"good"}' });
    });

    it('prefers answers that wait in this browser to older ones of the server', async () => {
        keep({ clientKey: 'k1', twinId: 'a01', category: 'smartphone', answersJson: '{"condition":"worn"}' });
        resume.mockResolvedValue({ ...VIEW, status: 'Draft', answersJson: '{"condition":"good"}' });
        const { part } = show();
        await settle();
        await tell(part('find'), 'resume', { clientKey: 'k1' });
        expect(part('condition').value.answersJson).toBe('{"condition":"worn"}');
    });

    it('opens a locked offer from its address', async () => {
        resume.mockResolvedValue(VIEW);
        const { part } = show();
        CurrentPageReference.emit({ state: { c__tradeIn: 'k1' } });
        await settle();
        expect(part('close').tradeIn).toEqual(VIEW);
    });

    it('opens the item that another page names, once, and again when it is named again after the next was begun', async () => {
        const { part, at } = show();
        const named = async () => {
            CurrentPageReference.emit({ state: { c__item: 'a01' } });
            await settle();
        };
        await named();
        expect(openItem).toHaveBeenCalledWith({ twinId: 'a01' });
        expect(part('item-check').item).toEqual(ITEM);
        await tell(part('item-check'), 'start');
        await named();
        expect(part('condition').value).toMatchObject({ twinId: 'a01' });
        await tell(part('condition'), 'quoted', VIEW);
        await tell(part('close'), 'decided', { ...VIEW, status: 'Accepted' });
        at('next').click();
        await settle();
        expect(part('find')).not.toBeNull();
        await named();
        expect(part('item-check')).not.toBeNull();
    });

    it('takes in, gives back or cancels what the offer left open', async () => {
        resume.mockResolvedValue({ ...VIEW, status: 'Accepted', actions: ['cancel', 'receive'] });
        const { element, part, at } = show();
        CurrentPageReference.emit({ state: { c__tradeIn: 'k1' } });
        await settle();
        expect(at('done').textContent).toContain('Loop_Ui_Desk_Accepted');
        expect(part('next').tradeIn.actions).toEqual(['cancel', 'receive']);
        await tell(part('next'), 'changed', { ...VIEW, status: 'Received', actions: ['giveBack'] });
        expect(at('done').textContent).toContain('Loop_Ui_Desk_Received');
        await tell(part('next'), 'changed', { ...VIEW, status: 'Returning', actions: ['returnToCustomer'] });
        expect(at('done').textContent).toContain('Loop_Ui_Desk_Returning');
        await expect(element).toBeAccessible();
    });

    it('cancels what was only begun', async () => {
        const { part, at } = show();
        await settle();
        await tell(part('find'), 'itemfound', ITEM);
        await tell(part('item-check'), 'start');
        expect(part('next').tradeIn).toMatchObject({ clientKey: part('condition').value.clientKey, actions: ['cancel'] });
        await tell(part('next'), 'changed', { clientKey: 'k1', status: 'Cancelled', actions: [] });
        expect(at('done').textContent).toContain('Loop_Ui_Desk_Cancelled');
        at('next').click();
        await settle();
        expect(part('find')).not.toBeNull();
    });

    it('shows a counter-offer to a customer who came to the store, and an item that is held to nobody as a draft', async () => {
        resume.mockResolvedValue({ ...VIEW, status: 'Counter Offered', actions: ['accept', 'decline', 'giveBack'] });
        const { part, at } = show();
        await settle();
        await tell(part('find'), 'resume', { clientKey: 'k1' });
        expect(part('close')).not.toBeNull();
        resume.mockResolvedValue({ ...VIEW, status: 'On Hold', hold: { title: 'Not now', advice: 'Ask the manager' }, actions: ['giveBack'] });
        CurrentPageReference.emit({ state: { c__tradeIn: 'k2' } });
        await settle();
        expect(at('done').textContent).toContain('Not now');
        expect(at('advice').textContent).toBe('Ask the manager');
    });

    it('starts with the item whose page it is on', async () => {
        const { element, part } = show();
        element.recordId = 'a01';
        await settle();
        expect(openItem).toHaveBeenCalledWith({ twinId: 'a01' });
        expect(part('item-check').item).toEqual(ITEM);
    });

    it('tells a screen flow what became of the trade-in, and goes on with it', async () => {
        const { element, part } = show();
        element.availableActions = ['NEXT'];
        const told = [];
        for (const name of [FlowAttributeChangeEventName, FlowNavigationNextEventName]) element.addEventListener(name, ({ type }) => told.push(type));
        await settle();
        await tell(part('find'), 'itemfound', ITEM);
        await tell(part('item-check'), 'start');
        await tell(part('condition'), 'quoted', VIEW);
        await tell(part('close'), 'decided', { ...VIEW, status: 'Accepted' });
        expect(told).toEqual([FlowAttributeChangeEventName, FlowAttributeChangeEventName, FlowNavigationNextEventName]);
    });

    it('tells a screen flow of a trade-in that was cancelled before it was saved', async () => {
        const { element, part, at } = show();
        element.availableActions = ['FINISH'];
        const told = [];
        for (const name of [FlowAttributeChangeEventName, FlowNavigationFinishEventName]) element.addEventListener(name, ({ type }) => told.push(type));
        await settle();
        await tell(part('find'), 'itemfound', ITEM);
        await tell(part('item-check'), 'start');
        await tell(part('next'), 'changed', { clientKey: 'k1', status: 'Cancelled', actions: [] });
        expect(told).toEqual([FlowAttributeChangeEventName, FlowAttributeChangeEventName, FlowNavigationFinishEventName]);
        expect(at('done')).toBeNull();
    });

    it('shows why an item could not be opened', async () => {
        openItem.mockRejectedValue({ body: { message: 'No access' } });
        const { element } = show();
        element.recordId = 'a01';
        await settle();
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'No access' } });
    });
});
