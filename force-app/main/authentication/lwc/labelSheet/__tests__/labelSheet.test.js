import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import LabelSheet from 'c/labelSheet';
import getLabels from '@salesforce/apex/LabelSheetController.getLabels';

jest.mock('@salesforce/apex/LabelSheetController.getLabels', () => ({ default: jest.fn() }), { virtual: true });

const link = (serial) => `https://id.gs1.org/01/09506000134352/21/${serial}`;

describe('c-label-sheet', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function find(serials) {
        const element = createElement('c-label-sheet', { is: LabelSheet });
        document.body.appendChild(element);
        const at = (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
        at('serials').value = serials;
        at('serials').dispatchEvent(new CustomEvent('change'));
        at('find').click();
        await settle();
        return { element, at };
    }

    it('draws a code for each item and gives all as one SVG', async () => {
        getLabels.mockResolvedValue([
            { link: link('A&1'), name: 'Oyster', serial: 'A&1' },
            { link: link('A2'), name: 'Oyster', serial: 'A2' }
        ]);
        const { element, at } = await find('A&1\nA2');
        const codes = element.shadowRoot.querySelectorAll('svg path');
        expect(codes).toHaveLength(2);
        expect(codes[0].getAttribute('d')).not.toBe(codes[1].getAttribute('d'));
        const svg = new DOMParser().parseFromString(decodeURIComponent(at('svg').href.split(',')[1]), 'image/svg+xml');
        expect([...svg.querySelectorAll('text')].map(({ textContent }) => textContent)).toEqual(['A&1', 'A2']);
        expect(svg.querySelector('path').getAttribute('d')).toBe(codes[0].getAttribute('d'));
        await expect(element).toBeAccessible();
    });

    it('names the serial numbers that got no label', async () => {
        getLabels.mockResolvedValue([{ link: link('A2'), name: 'Oyster', serial: 'A2' }]);
        expect((await find('A1\n A2 \n\n')).at('message').textContent).toBe('c.Loop_Ui_Labels_Count c.Loop_Ui_Labels_Missing');
        expect((await find('A2')).at('message').textContent).toBe('c.Loop_Ui_Labels_Count');
    });

    it('says what is missing and what went wrong', async () => {
        const { at } = await find('  ');
        expect(at('message').textContent).toBe('c.Loop_Ui_Labels_Empty');
        getLabels.mockResolvedValue([]);
        expect((await find('X')).at('message').textContent).toBe('c.Loop_Ui_Labels_None');
        getLabels.mockRejectedValue({ body: { message: 'No signal' } });
        expect((await find('X')).element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'No signal' } });
    });
});
