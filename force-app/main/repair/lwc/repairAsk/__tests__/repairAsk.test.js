import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import RepairAsk from 'c/repairAsk';

const CHOICES = {
    faults: [{ value: 'Battery', label: 'Battery' }, { value: 'Liquid_Damage', label: 'Liquid' }],
    excludedFaults: ['Liquid_Damage'], coverageText: 'The warranty pays.', excludedText: 'Not covered.'
};

describe('c-repair-ask', () => {
    afterEach(() => document.body.replaceChildren());

    async function show(choices = CHOICES) {
        const element = createElement('c-repair-ask', { is: RepairAsk });
        Object.assign(element, { choices, sendLabel: 'Send', withPhotos: true });
        document.body.appendChild(element);
        await settle();
        return element;
    }

    const part = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
    const choose = async (element, ...value) => {
        part(element, 'faults').dispatchEvent(new CustomEvent('change', { detail: { value } }));
        await settle();
    };

    it('says before it is sent whether the warranty pays', async () => {
        const element = await show();
        expect(part(element, 'send').disabled).toBe(true);
        await choose(element, 'Battery');
        expect(part(element, 'coverage').textContent).toBe('The warranty pays.');
        await choose(element, 'Battery', 'Liquid_Damage');
        expect(part(element, 'coverage').textContent).toBe('Not covered.');
        await expect(element).toBeAccessible();
    });

    it('says at once why the item cannot be sent in, and asks nothing', async () => {
        const element = await show({ ...CHOICES, obstacle: 'It is in trade-in TI-1 (Accepted).' });
        expect(part(element, 'obstacle').textContent).toBe('It is in trade-in TI-1 (Accepted).');
        expect(part(element, 'faults')).toBeNull();
        expect(part(element, 'send')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('hands over what is wrong and at most three photos', async () => {
        const element = await show();
        const asked = jest.fn();
        element.addEventListener('ask', asked);
        await choose(element, 'Battery');
        const files = [1, 2, 3, 4].map((number) => new File(['x'], `${number}.png`, { type: 'image/png' }));
        part(element, 'photos').dispatchEvent(new CustomEvent('change', { detail: { files } }));
        await settle();
        await settle();
        part(element, 'send').click();
        expect(asked.mock.calls[0][0].detail).toEqual({ faultCodes: ['Battery'], photos: ['eA==', 'eA==', 'eA=='] });
    });
});
