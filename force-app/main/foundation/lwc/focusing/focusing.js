/**
 * A component whose parts come and go: what had the focus may be gone when the page is drawn anew. What gets it then is named
 * in `nextFocus`, and has it once it shows and nothing runs, since a disabled button takes none.
 *
 * `class Card extends Focusing(Working(LightningElement))`
 * @template {new (...parts: any[]) => object} Component
 * @param {Component} Base
 */
export const Focusing = (Base) =>
    class extends Base {
        /** @type {string | string[] | undefined} a selector, or several of which the first that is there counts */
        nextFocus;

        renderedCallback() {
            if (!this.nextFocus || this.isBusy) return;
            const target = [this.nextFocus].flat().map((selector) => this.template.querySelector(selector)).find(Boolean);
            if (!target) return;
            this.nextFocus = undefined;
            target.focus();
        }
    };

/**
 * Whether all fields hold what they need. Each that does not says so, and the first of them gets the focus: what is wrong may
 * stand far above the button.
 * @param {Iterable<HTMLElement & { reportValidity(): boolean }>} fields
 */
export function areFine(fields) {
    const wrong = [...fields].filter((field) => !field.reportValidity());
    wrong[0]?.focus();
    return wrong.length === 0;
}
