import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import RecordLink from 'c/recordLink';
import { getNavigateCalledWith } from 'lightning/navigation';

describe('c-record-link', () => {
    afterEach(() => document.body.replaceChildren());

    async function show(recordId) {
        const element = createElement('c-record-link', { is: RecordLink });
        Object.assign(element, { recordId, label: 'Rive tote' });
        document.body.appendChild(element);
        await settle();
        return element;
    }

    it('leads to the record, in the console as a tab of its own', async () => {
        const element = await show('a01');
        const link = element.shadowRoot.querySelector('a');
        expect([link.textContent, Boolean(link.getAttribute('href'))]).toEqual(['Rive tote', true]);
        const click = new MouseEvent('click', { cancelable: true });
        link.dispatchEvent(click);
        expect(click.defaultPrevented).toBe(true);
        expect(getNavigateCalledWith().pageReference.attributes).toEqual({ recordId: 'a01', actionName: 'view' });
        await expect(element).toBeAccessible();
    });

    it('is the name alone where there is no record', async () => {
        const element = await show(undefined);
        expect(element.shadowRoot.querySelector('a')).toBeNull();
        expect(element.shadowRoot.textContent).toBe('Rive tote');
    });
});
