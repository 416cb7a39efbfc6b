import { LightningElement, api } from 'lwc';
import required from '@salesforce/label/c.Loop_Ui_Required';
import yes from '@salesforce/label/c.Loop_Ui_Yes';
import no from '@salesforce/label/c.Loop_Ui_No';

const YES_NO = [
    { value: 'true', label: yes },
    { value: 'false', label: no }
];

let instances = 0;

/** The questions about the condition of an item: one tap an answer. Tells each change as `answerchange` with `{code, value}`. */
export default class TradeInQuestions extends LightningElement {
    labels = { required };

    /** Questions as `TradeInDeskController.getWizard` gives them. */
    @api questions = [];

    /** By question code. */
    @api answers = {};

    #group = `tradeInQuestions${++instances}`;

    /** Names the questions that still need an answer, and goes to the first. */
    @api
    reportValidity() {
        const inputsFine = [...this.template.querySelectorAll('lightning-input')].map((input) => input.reportValidity()).every(Boolean);
        const missing = this.questions.find(({ code, isRequired }) => isRequired && this.answers[code] === undefined);
        if (missing) this.template.querySelector(`[data-question="${missing.code}"] input, [data-question="${missing.code}"] lightning-input`)?.focus();
        return inputsFine && !missing;
    }

    get rows() {
        return this.questions.map((question) => {
            const isChoice = question.kind !== 'Number';
            const options = question.kind === 'Yes No' ? YES_NO : question.choices;
            const answer = this.answers[question.code];
            return {
                ...question,
                isChoice,
                answer,
                choices: !isChoice
                    ? []
                    : options.map((choice) => ({
                          ...choice,
                          key: `${question.code}:${choice.value}`,
                          group: `${this.#group}:${question.code}`,
                          isChosen: answer !== undefined && String(answer) === choice.value
                      }))
            };
        });
    }

    handleChoice(event) {
        const { code } = event.target.dataset;
        const { value } = event.target;
        const isYesNo = this.questions.find((question) => question.code === code).kind === 'Yes No';
        this.tell(code, isYesNo ? value === 'true' : value);
    }

    handleNumber(event) {
        const input = event.target;
        const { code } = input.dataset;
        if (input.value === '') this.tell(code, undefined);
        else if (input.checkValidity()) this.tell(code, Number(input.value));
    }

    tell(code, value) {
        this.dispatchEvent(new CustomEvent('answerchange', { detail: { code, value } }));
    }
}
