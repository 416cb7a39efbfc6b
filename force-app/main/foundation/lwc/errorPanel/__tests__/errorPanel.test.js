import { createElement } from 'lwc';
import ErrorPanel from 'c/errorPanel';

describe('c-error-panel', () => {
    afterEach(() => document.body.replaceChildren());

    function show(properties) {
        const element = createElement('c-error-panel', { is: ErrorPanel });
        Object.assign(element, properties);
        document.body.appendChild(element);
        return element;
    }

    it('tells every message and is announced', async () => {
        const element = show({ errors: [{ body: { message: 'First' } }, { body: { message: 'Second' } }] });
        const alert = element.shadowRoot.querySelector('[role="alert"]');
        expect(alert.textContent).toContain('First');
        expect(alert.textContent).toContain('Second');
        await expect(element).toBeAccessible();
    });

    it('offers to try again only where that makes sense', () => {
        expect(show({ errors: 'x' }).shadowRoot.querySelector('lightning-button')).toBeNull();
        const element = show({ errors: 'x', retryable: true });
        const retried = jest.fn();
        element.addEventListener('retry', retried);
        element.shadowRoot.querySelector('lightning-button').click();
        expect(retried).toHaveBeenCalledTimes(1);
    });
});
