import { createElement } from 'lwc';
import TradeInQuestions from 'c/tradeInQuestions';

const CONDITION = { code: 'condition', label: 'How does the outside look?', help: 'In good light.', kind: 'Choice', isRequired: true, choices: [{ value: 'good', label: 'Good' }, { value: 'worn', label: 'Worn' }] };
const WORKING = { code: 'working', label: 'Does everything work?', kind: 'Yes No', isRequired: true, choices: [] };
const BATTERY = { code: 'battery', label: 'Battery capacity', kind: 'Number', isRequired: false, minimum: 0, maximum: 100, unit: '%', choices: [] };

describe('c-trade-in-questions', () => {
    afterEach(() => document.body.replaceChildren());

    function show(answers = {}) {
        const element = createElement('c-trade-in-questions', { is: TradeInQuestions });
        Object.assign(element, { questions: [CONDITION, WORKING, BATTERY], answers });
        const changes = [];
        element.addEventListener('answerchange', ({ detail }) => changes.push(detail));
        document.body.appendChild(element);
        return { element, changes };
    }

    const radio = (element, code, value) => [...element.shadowRoot.querySelectorAll(`input[data-code="${code}"]`)].find((input) => input.value === value);
    const number = (element) => element.shadowRoot.querySelector('lightning-input');

    it('asks each question with its possible answers', async () => {
        const { element } = show();
        expect([...element.shadowRoot.querySelectorAll('legend')].map(({ textContent }) => textContent.replace('* ', ''))).toEqual([CONDITION.label + CONDITION.help, WORKING.label]);
        expect(element.shadowRoot.querySelectorAll('input[data-code="condition"]')).toHaveLength(2);
        expect(number(element).max).toBe(100);
        await expect(element).toBeAccessible();
    });

    it('shows the answers that were given', () => {
        const { element } = show({ condition: 'worn', working: false });
        expect(radio(element, 'condition', 'worn').checked).toBe(true);
        expect(radio(element, 'condition', 'good').checked).toBe(false);
        expect(radio(element, 'working', 'false').checked).toBe(true);
    });

    it('tells an answer as soon as it is tapped, as text, truth or number', () => {
        const { element, changes } = show();
        radio(element, 'condition', 'good').dispatchEvent(new CustomEvent('change'));
        radio(element, 'working', 'false').dispatchEvent(new CustomEvent('change'));
        const input = number(element);
        input.checkValidity = () => true;
        input.value = '87';
        input.dispatchEvent(new CustomEvent('change'));
        input.value = '';
        input.dispatchEvent(new CustomEvent('change'));
        expect(changes).toEqual([
            { code: 'condition', value: 'good' },
            { code: 'working', value: false },
            { code: 'battery', value: 87 },
            { code: 'battery', value: undefined }
        ]);
    });

    it('keeps a number out that is none', () => {
        const { element, changes } = show();
        const input = number(element);
        input.checkValidity = () => false;
        input.value = '140';
        input.dispatchEvent(new CustomEvent('change'));
        expect(changes).toEqual([]);
    });

    it('is valid once every required question has an answer', () => {
        const { element } = show({ condition: 'good' });
        number(element).reportValidity = () => true;
        expect(element.reportValidity()).toBe(false);
        expect(element.shadowRoot.activeElement?.dataset.code).toBe('working');
        element.answers = { condition: 'good', working: false };
        expect(element.reportValidity()).toBe(true);
    });
});
