import { part, settle, shown } from 'lwc-test';
import RefurbishmentRoute from 'c/refurbishmentRoute';
import route from '@salesforce/apex/WarehouseController.route';

jest.mock('@salesforce/apex/WarehouseController.route', () => ({ default: jest.fn() }), { virtual: true });

const ORDER = { orderId: 'o1', suggestedRoute: 'Clean', reasons: ['Not met: It is clean', 'Ready after cleaning'], actions: ['grade', 'routeClean', 'routeRepair', 'routeResell', 'routeRecycle'] };

describe('c-refurbishment-route', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    const show = (changes) => shown('c-refurbishment-route', RefurbishmentRoute, { order: { ...ORDER, ...changes } }, 'changed');

    it('shows the reasons and follows the suggestion', async () => {
        const element = show();
        expect([...part(element, 'reasons').children].map(({ textContent }) => textContent)).toEqual(ORDER.reasons);
        expect(part(element, 'choice').value).toBe('Clean');
        expect(part(element, 'reason')).toBeNull();
        route.mockResolvedValue('routed');
        element.addEventListener('changed', () => {
            element.order = { ...ORDER, route: 'Clean', actions: [] };
        });
        part(element, 'go').click();
        await settle();
        expect(element.shadowRoot.activeElement).toBe(part(element, 'decided'));
        expect(route).toHaveBeenCalledWith({ orderId: 'o1', route: 'Clean', reason: null });
        expect(element.heard).toHaveBeenCalledWith('routed');
        await expect(element).toBeAccessible();
    });

    it('asks for a reason where another route is chosen', async () => {
        const element = show();
        part(element, 'choice').dispatchEvent(new CustomEvent('change', { detail: { value: 'Recycle' } }));
        await settle();
        expect(part(element, 'go').disabled).toBe(true);
        part(element, 'reason').value = 'Water inside';
        part(element, 'reason').dispatchEvent(new CustomEvent('change'));
        await settle();
        part(element, 'go').click();
        await settle();
        expect(route).toHaveBeenCalledWith({ orderId: 'o1', route: 'Recycle', reason: 'Water inside' });
    });

    it('says when no route is open, and why a step was refused', async () => {
        const element = show({ suggestedRoute: null });
        expect(part(element, 'go').disabled).toBe(true);
        part(element, 'choice').dispatchEvent(new CustomEvent('change', { detail: { value: 'Resell' } }));
        await settle();
        part(element, 'reason').value = 'Why not';
        part(element, 'reason').dispatchEvent(new CustomEvent('change'));
        await settle();
        route.mockRejectedValue({ body: { message: 'Stolen' } });
        part(element, 'go').click();
        await settle();
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'Stolen' } });
    });

    it('only tells what was decided where nothing is to be done', async () => {
        const element = show({ actions: [], route: 'Recycle', overrideReason: 'Water inside' });
        expect(part(element, 'choice')).toBeNull();
        expect(part(element, 'override').textContent).toContain('Water inside');
        await expect(element).toBeAccessible();
    });
});
