import { createElement } from 'lwc';
import RefurbishmentRoute from 'c/refurbishmentRoute';
import route from '@salesforce/apex/WarehouseController.route';

jest.mock('@salesforce/apex/WarehouseController.route', () => ({ default: jest.fn() }), { virtual: true });

const ORDER = { orderId: 'o1', suggestedRoute: 'Clean', reasons: ['Not met: It is clean', 'Ready after cleaning'], actions: ['grade', 'routeClean', 'routeRepair', 'routeResell', 'routeRecycle'] };
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('c-refurbishment-route', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    function show(changes) {
        const element = createElement('c-refurbishment-route', { is: RefurbishmentRoute });
        element.order = { ...ORDER, ...changes };
        element.heard = jest.fn();
        element.addEventListener('changed', ({ detail }) => element.heard(detail));
        document.body.appendChild(element);
        return element;
    }
    const at = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);

    it('shows the reasons and follows the suggestion', async () => {
        const element = show();
        expect([...at(element, 'reasons').children].map(({ textContent }) => textContent)).toEqual(ORDER.reasons);
        expect(at(element, 'choice').value).toBe('Clean');
        expect(at(element, 'reason')).toBeNull();
        route.mockResolvedValue('routed');
        at(element, 'go').click();
        await settle();
        expect(route).toHaveBeenCalledWith({ orderId: 'o1', route: 'Clean', reason: null });
        expect(element.heard).toHaveBeenCalledWith('routed');
        await expect(element).toBeAccessible();
    });

    it('asks for a reason where another route is chosen', async () => {
        const element = show();
        at(element, 'choice').dispatchEvent(new CustomEvent('change', { detail: { value: 'Recycle' } }));
        await settle();
        expect(at(element, 'go').disabled).toBe(true);
        at(element, 'reason').value = 'Water inside';
        at(element, 'reason').dispatchEvent(new CustomEvent('change'));
        await settle();
        at(element, 'go').click();
        await settle();
        expect(route).toHaveBeenCalledWith({ orderId: 'o1', route: 'Recycle', reason: 'Water inside' });
    });

    it('says when no route is open, and why a step was refused', async () => {
        const element = show({ suggestedRoute: null });
        expect(at(element, 'go').disabled).toBe(true);
        at(element, 'choice').dispatchEvent(new CustomEvent('change', { detail: { value: 'Resell' } }));
        await settle();
        at(element, 'reason').value = 'Why not';
        at(element, 'reason').dispatchEvent(new CustomEvent('change'));
        await settle();
        route.mockRejectedValue({ body: { message: 'Stolen' } });
        at(element, 'go').click();
        await settle();
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'Stolen' } });
    });

    it('only tells what was decided where nothing is to be done', async () => {
        const element = show({ actions: [], route: 'Recycle', overrideReason: 'Water inside' });
        expect(at(element, 'choice')).toBeNull();
        expect(at(element, 'override').textContent).toContain('Water inside');
        await expect(element).toBeAccessible();
    });
});
