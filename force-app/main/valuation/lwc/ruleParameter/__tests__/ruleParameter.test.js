import { createElement } from 'lwc';
import RuleParameter from 'c/ruleParameter';

const GRADES = { name: 'conditionFactor', kind: 'table', unit: 'bps', min: 0, max: 10000, shape: 'falling', keys: [{ values: ['smartphone', 'watch'] }, { values: ['good', 'worn'] }] };
const CURVE = { name: 'depreciation', kind: 'curve', unit: 'bps', min: 0, max: 20000, shape: 'free', xMin: 0, xMax: 36500, xUnit: 'days', keys: [{ values: ['smartphone'] }] };
const FEE = { name: 'handlingFee', kind: 'table', unit: 'minor', min: 0, max: 100000, shape: 'free', keys: [{ list: 'currencies' }] };
const SCORE = { name: 'highestFraudScore', kind: 'integer', unit: 'points', min: 0, max: 1000, shape: 'free', keys: [] };

describe('c-rule-parameter', () => {
    afterEach(() => document.body.replaceChildren());

    function show(parameter, value, properties = {}) {
        const element = createElement('c-rule-parameter', { is: RuleParameter });
        Object.assign(element, { parameter, given: { source: 'brand policy', value }, lists: { currencies: ['EUR', 'JPY'] }, ...properties });
        const told = [];
        element.addEventListener('givenchange', ({ detail }) => told.push(detail));
        document.body.appendChild(element);
        const input = (row, part) => element.shadowRoot.querySelector(`lightning-input[data-row="${row}"][data-part="${part}"]`);
        return { element, told, input };
    }

    function type(field, value) {
        field.value = value;
        field.dispatchEvent(new CustomEvent('change'));
    }

    it('shows the last key of a table as rows and changes one cell alone', async () => {
        const value = { smartphone: { good: 9200, worn: 5500 }, watch: { good: 9300, worn: 6500 } };
        const { element, told, input } = show(GRADES, value);
        expect(input('worn', 'y').value).toBe(5500);
        await expect(element).toBeAccessible();
        element.shadowRoot.querySelector('lightning-combobox').dispatchEvent(new CustomEvent('change', { detail: { value: 'watch' } }));
        await Promise.resolve();
        expect(input('worn', 'y').value).toBe(6500);
        type(input('worn', 'y'), '6400');
        expect(told).toEqual([{ source: 'brand policy', value: { ...value, watch: { good: 9300, worn: 6400 } } }]);
    });

    it('says in words what it is, with its code for who needs it', async () => {
        const words = { parameters: { conditionFactor: { label: 'Value by condition', description: 'What is left in a condition.' } }, units: { bps: 'basis points' }, shapes: { falling: 'falling' }, keys: { smartphone: 'Smartphone', good: 'Good as new', worn: 'Worn' } };
        const { element } = show(GRADES, { smartphone: { good: 9200, worn: 5500 } }, { words });
        const at = (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
        expect([element.shadowRoot.querySelector('h3').textContent, at('description').textContent]).toEqual(['Value by condition', 'What is left in a condition.']);
        expect(at('code').content).toContain('c.Loop_Ui_Pack_Code');
        expect([...element.shadowRoot.querySelectorAll('th')].map(({ textContent }) => textContent)).toEqual(['c.Loop_Ui_Pack_Value', 'basis points', 'Good as new', 'Worn']);
        expect(element.shadowRoot.querySelector('lightning-combobox').options[0]).toEqual({ label: 'Smartphone', value: 'smartphone' });
        await expect(element).toBeAccessible();
    });

    it('shows another value of the pack', async () => {
        const { element, input } = show(SCORE, 599);
        element.given = { source: 'brand policy', value: 650 };
        await Promise.resolve();
        expect(input('', 'y').value).toBe(650);
    });

    it('takes the values of a list from the pack', () => {
        const { input } = show(FEE, { EUR: 900, JPY: 140000 });
        expect(input('JPY', 'y').value).toBe(140000);
    });

    it('edits a number without keys', () => {
        const { told, input } = show(SCORE, 599);
        type(input('', 'y'), '650');
        expect(told[0].value).toBe(650);
    });

    it('draws a curve, moves, adds and removes its points', async () => {
        const { element, told, input } = show(CURVE, { smartphone: [[0, 10000], [365, 5353]] });
        expect(element.shadowRoot.querySelector('c-rule-curve').points).toEqual([[0, 10000], [365, 5353]]);
        await expect(element).toBeAccessible();
        type(input('1', 'x'), '400');
        type(input('1', 'y'), '5000');
        element.shadowRoot.querySelector('[data-id="add"]').click();
        element.shadowRoot.querySelector('lightning-button-icon[data-row="0"]').click();
        expect(told.map(({ value }) => value.smartphone)).toEqual([
            [[0, 10000], [400, 5353]],
            [[0, 10000], [365, 5000]],
            [[0, 10000], [365, 5353], [366, 5353]],
            [[365, 5353]]
        ]);
    });

    it('keeps the source of a value beside it', () => {
        const { element, told } = show(SCORE, 599);
        type(element.shadowRoot.querySelector('[data-id="source"]'), 'Audit 2026');
        expect(told).toEqual([{ source: 'Audit 2026', value: 599 }]);
    });

    it('changes nothing in a pack that is in force', () => {
        const { element, input } = show(CURVE, { smartphone: [[0, 10000]] }, { readOnly: true });
        expect(input('0', 'y').disabled).toBe(true);
        expect(element.shadowRoot.querySelector('[data-id="add"]')).toBeNull();
    });
});
