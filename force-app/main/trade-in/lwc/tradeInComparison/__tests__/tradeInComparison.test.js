import { createElement } from 'lwc';
import TradeInComparison from 'c/tradeInComparison';

const ROWS = [
    { code: 'condition', label: 'Outside', declared: 'Good', inspected: 'Worn', differs: true, visibleToCustomer: true, hasProof: false },
    { code: 'battery', label: 'Battery', declared: '90 %', inspected: '70 %', differs: true, visibleToCustomer: false, hasProof: false },
    { code: 'box', label: 'Box', declared: 'Yes', inspected: 'No', differs: true, visibleToCustomer: true, hasProof: true },
    { code: 'working', label: 'Works', declared: 'Yes', inspected: 'Yes', differs: false, visibleToCustomer: true, hasProof: false }
];

describe('c-trade-in-comparison', () => {
    afterEach(() => document.body.replaceChildren());

    function show(properties) {
        const element = createElement('c-trade-in-comparison', { is: TradeInComparison });
        Object.assign(element, { comparison: ROWS, movers: [], currencyCode: 'EUR', canAddProof: true, ...properties });
        document.body.appendChild(element);
        return element;
    }

    const cellsOf = (element, code) => [...element.shadowRoot.querySelectorAll(`tr[data-code="${code}"] td`)];

    it('puts declared and inspected side by side and marks what differs', async () => {
        const element = show();
        expect(cellsOf(element, 'condition')[0].textContent).toBe('Good');
        expect(cellsOf(element, 'condition')[1].textContent).toContain('Worn');
        expect(cellsOf(element, 'condition')[1].querySelector('lightning-badge')).not.toBeNull();
        expect(cellsOf(element, 'working')[1].querySelector('lightning-badge')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('takes a photo only for what the customer could have seen', () => {
        const element = show();
        expect(cellsOf(element, 'condition')[2].querySelector('lightning-input')).not.toBeNull();
        expect(cellsOf(element, 'battery')[2].textContent).toContain('Loop_Ui_Compare_Not_Visible');
        expect(cellsOf(element, 'box')[2].textContent).toContain('Loop_Ui_Compare_Has_Proof');
        expect(show({ canAddProof: false }).shadowRoot.querySelector('lightning-input')).toBeNull();
    });

    it('tells the photo that was chosen', async () => {
        const element = show();
        const told = new Promise((resolve) => {
            element.addEventListener('prooffile', ({ detail }) => resolve(detail));
        });
        const input = cellsOf(element, 'condition')[2].querySelector('lightning-input');
        input.files = [new File(['photo'], 'dent.jpg', { type: 'image/jpeg' })];
        input.dispatchEvent(new CustomEvent('change'));
        await expect(told).resolves.toEqual({ code: 'condition', fileName: 'dent.jpg', base64: 'cGhvdG8=' });
    });

    it('names the rules that moved the price', () => {
        const element = show({ movers: [{ rule: 'condition', text: 'Condition', changeMinor: -3300 }, { rule: 'model', text: 'Model', changeMinor: 0 }] });
        const items = [...element.shadowRoot.querySelectorAll('[data-id="movers"] li')];
        expect(items).toHaveLength(1);
        expect(items[0].querySelector('lightning-formatted-number').value).toBe(-33);
    });
});
