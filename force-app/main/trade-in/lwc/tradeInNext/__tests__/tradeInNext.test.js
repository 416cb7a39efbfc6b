import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TradeInNext from 'c/tradeInNext';
import { keep, unsent } from 'c/tradeInDrafts';
import cancel from '@salesforce/apex/TradeInDeskController.cancel';
import getGiveBackReasons from '@salesforce/apex/TradeInDeskController.getGiveBackReasons';
import giveBack from '@salesforce/apex/TradeInDeskController.giveBack';
import receive from '@salesforce/apex/TradeInDeskController.receive';
import resume from '@salesforce/apex/TradeInDeskController.resume';
import returnToCustomer from '@salesforce/apex/TradeInDeskController.returnToCustomer';

jest.mock('@salesforce/apex/TradeInDeskController.cancel', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.getGiveBackReasons', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.giveBack', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.receive', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.resume', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.returnToCustomer', () => ({ default: jest.fn() }), { virtual: true });

const REASONS = [{ value: 'Not_Taken', label: 'We do not take it' }];

describe('c-trade-in-next', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
        localStorage.clear();
    });

    function show(tradeIn) {
        const element = createElement('c-trade-in-next', { is: TradeInNext });
        element.tradeIn = { clientKey: 'k1', status: 'Accepted', actions: [], ...tradeIn };
        const changed = jest.fn();
        element.addEventListener('changed', ({ detail }) => changed(detail));
        document.body.appendChild(element);
        const at = (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
        const click = async (target) => {
            target.click();
            await settle();
        };
        const question = () => element.shadowRoot.querySelector('c-trade-in-cancel');
        const answer = async (choice) => {
            question().dispatchEvent(new CustomEvent(choice));
            await settle();
        };
        const act = (action) => click(element.shadowRoot.querySelector(`[data-action="${action}"]`));
        const offered = () => [...element.shadowRoot.querySelectorAll('[data-action]')].map(({ dataset }) => dataset.action);
        return { element, changed, at, act, answer, click, offered, question };
    }

    it('takes in what was accepted, and offers nothing that the desk does not do', async () => {
        receive.mockResolvedValue({ clientKey: 'k1', status: 'Received', actions: ['giveBack'] });
        const { element, changed, act, offered } = show({ actions: ['accept', 'cancel', 'goodwill', 'receive'] });
        expect(offered()).toEqual(['receive', 'cancel']);
        await expect(element).toBeAccessible();
        await act('receive');
        expect(receive).toHaveBeenCalledWith({ clientKey: 'k1' });
        expect(changed).toHaveBeenCalledWith({ clientKey: 'k1', status: 'Received', actions: ['giveBack'] });
    });

    it('hands back what goes back', async () => {
        returnToCustomer.mockResolvedValue({ status: 'Returned to Customer' });
        const { changed, act } = show({ status: 'Returning', actions: ['returnToCustomer'] });
        await act('returnToCustomer');
        expect(returnToCustomer).toHaveBeenCalledWith({ clientKey: 'k1' });
        expect(changed).toHaveBeenCalledWith({ status: 'Returned to Customer' });
    });

    it('gives an item back with a reason only', async () => {
        getGiveBackReasons.mockResolvedValue(REASONS);
        giveBack.mockResolvedValue({ status: 'Returning', actions: [] });
        const { element, changed, at, act, click } = show({ status: 'Received', actions: ['giveBack'] });
        await act('giveBack');
        expect(element.shadowRoot.activeElement).toBe(at('giving-back'));
        expect(at('reason').options).toEqual(REASONS);
        await expect(element).toBeAccessible();
        at('reason').reportValidity = () => false;
        await click(at('send'));
        expect(giveBack).not.toHaveBeenCalled();
        at('reason').reportValidity = () => true;
        at('reason').dispatchEvent(new CustomEvent('change', { detail: { value: 'Not_Taken' } }));
        await click(at('send'));
        expect(giveBack).toHaveBeenCalledWith({ clientKey: 'k1', reasonCode: 'Not_Taken' });
        expect(changed).toHaveBeenCalledWith({ status: 'Returning', actions: [] });
    });

    it('cancels after asking once more, and forgets what waited in this browser', async () => {
        keep({ clientKey: 'k1', twinId: 't1' });
        resume.mockResolvedValue({ clientKey: 'k1', status: 'Quoted', actions: ['cancel'] });
        cancel.mockResolvedValue({ clientKey: 'k1', status: 'Cancelled', actions: [] });
        const { element, changed, act, answer, question } = show({ status: 'Quoted', actions: ['cancel'] });
        await act('cancel');
        expect(cancel).not.toHaveBeenCalled();
        await expect(element).toBeAccessible();
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        await answer('keep');
        expect(question()).toBeNull();
        expect(focus.mock.contexts).toEqual([element.shadowRoot.querySelector('[data-action="cancel"]')]);
        focus.mockRestore();
        await act('cancel');
        await answer('confirm');
        expect(cancel).toHaveBeenCalledWith({ clientKey: 'k1' });
        expect(changed).toHaveBeenCalledWith({ clientKey: 'k1', status: 'Cancelled', actions: [] });
        expect(unsent('k1')).toBeNull();
    });

    it('ends a draft that never reached the server', async () => {
        keep({ clientKey: 'k1', twinId: 't1' });
        resume.mockResolvedValue(null);
        const { changed, act, answer } = show({ status: undefined, actions: ['cancel'] });
        await act('cancel');
        await answer('confirm');
        expect(cancel).not.toHaveBeenCalled();
        expect(changed.mock.calls[0][0].status).toBe('Cancelled');
        expect(unsent('k1')).toBeNull();
    });

    it('shows how a trade-in ended that can no more be cancelled', async () => {
        const expired = { clientKey: 'k1', status: 'Expired', actions: [] };
        resume.mockResolvedValue(expired);
        const { changed, act, answer } = show({ status: undefined, actions: ['cancel'] });
        await act('cancel');
        await answer('confirm');
        expect(cancel).not.toHaveBeenCalled();
        expect(changed).toHaveBeenCalledWith(expired);
    });

    it('shows why a step was refused, and keeps what waits', async () => {
        keep({ clientKey: 'k1', twinId: 't1' });
        resume.mockRejectedValue({ body: { message: 'Somebody was faster.' } });
        const { element, changed, act, answer } = show({ status: 'Quoted', actions: ['cancel'] });
        await act('cancel');
        await answer('confirm');
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'Somebody was faster.' } });
        expect(changed).not.toHaveBeenCalled();
        expect(unsent('k1')).not.toBeNull();
    });

    it('shows nothing where nothing can be done, and closes a question when the trade-in moved on', async () => {
        const { element, act, question } = show({ status: 'Quoted', actions: ['cancel'] });
        await act('cancel');
        element.tradeIn = { clientKey: 'k1', status: 'Accepted', actions: ['cancel', 'receive'] };
        await settle();
        expect(question()).toBeNull();
        element.tradeIn = { clientKey: 'k1', status: 'Declined', actions: [] };
        await settle();
        expect(element.shadowRoot.querySelector('[role="group"]')).toBeNull();
    });
});
