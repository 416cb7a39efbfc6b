import { createElement } from 'lwc';
import HandoverForm from 'c/handoverForm';

const PARTNERS = [
    { code: 'Metals', label: 'Metals', kind: 'Recycle', takesParcels: true },
    { code: 'Fibre', label: 'Fibre', kind: 'Recycle', takesParcels: false },
    { code: 'Charity', label: 'Charity', kind: 'Donate', takesParcels: true }
];

describe('c-handover-form', () => {
    afterEach(() => document.body.replaceChildren());

    function show() {
        const element = createElement('c-handover-form', { is: HandoverForm });
        element.partners = PARTNERS;
        document.body.appendChild(element);
        return element;
    }

    const part = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
    async function set(element, id, value) {
        part(element, id).dispatchEvent(new CustomEvent('change', { detail: { value } }));
        await Promise.resolve();
    }

    it('offers only who takes such an item in such a way', async () => {
        const element = show();
        expect(part(element, 'partner').options.map(({ value }) => value)).toEqual(['Metals', 'Fibre']);
        expect(part(element, 'send').disabled).toBe(true);
        await set(element, 'way', 'Parcel');
        expect(part(element, 'partner').options.map(({ value }) => value)).toEqual(['Metals']);
        await set(element, 'kind', 'Donate');
        expect(part(element, 'partner').value).toBe('Charity');
        await expect(element).toBeAccessible();
    });

    it('sends what was chosen', async () => {
        const element = show();
        const sent = [];
        element.addEventListener('send', (event) => sent.push(event.detail));
        await set(element, 'partner', 'Fibre');
        part(element, 'send').click();
        expect(sent).toEqual([{ kind: 'Recycle', way: 'Store', partner: 'Fibre' }]);
    });
});
