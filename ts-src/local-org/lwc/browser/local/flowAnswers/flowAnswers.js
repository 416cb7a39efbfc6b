/**
 * What a person enters on one visit of a screen, over what the server says about the screen.
 * @typedef {import('../../../../flow/index.ts').FieldView} FieldView
 */

const CHOICES = ['DropdownBox', 'RadioButtons'];

export class ScreenAnswers {
    #fields;
    /** Values of fields that were changed, by name. */
    #changed = new Map();
    /** What each component has now, and what it has told: objects by attribute. */
    #attributes = new Map();
    #told = new Map();

    /** @param {readonly FieldView[]} fields */
    constructor(fields) {
        this.#fields = fields;
        for (const field of everyField(fields)) if (isComponent(field)) this.#attributes.set(field.name, attributesOf(field));
    }

    change(name, value) {
        this.#changed.set(name, value);
    }

    /** A component told an attribute, which is given back to it. */
    tell(name, attribute, value) {
        this.#attributes.set(name, { ...this.#attributes.get(name), [attribute]: value });
        // JSON would leave an undefined value out.
        this.#told.set(name, { ...this.#told.get(name), [attribute]: value ?? null });
    }

    /**
     * The same screen as the server sees it now. What was entered stays, but for choices that are no longer offered; inputs of a
     * component replace what it has only when they have changed, so that it is not disturbed by its own values.
     * @param {readonly FieldView[]} fields
     */
    refresh(fields) {
        const before = new Map(everyField(this.#fields).map((field) => [field.name, field]));
        this.#fields = fields;
        for (const field of everyField(fields)) {
            const { name, visible } = field;
            if (!visible || !before.get(name)?.visible) {
                this.#changed.delete(name);
                this.#told.delete(name);
                if (isComponent(field)) this.#attributes.set(name, attributesOf(field));
            } else if (isComponent(field)) this.giveInputs(field, before.get(name).inputs);
            else if (CHOICES.includes(field.type) && this.#changed.has(name) && !isOffered(field, this.#changed.get(name))) this.#changed.set(name, null);
        }
    }

    giveInputs({ name, inputs }, before) {
        for (const [attribute, value] of Object.entries(inputs)) {
            if (JSON.stringify(value) === JSON.stringify(before[attribute])) continue;
            this.#attributes.set(name, { ...this.#attributes.get(name), [attribute]: value });
            if (this.#told.has(name)) delete this.#told.get(name)[attribute];
        }
    }

    /** The visible fields with their values; those of a section below it. @returns {FieldView[]} */
    fields(among = this.#fields) {
        return among.filter(({ visible }) => visible).map((field) => ({ ...field, value: this.valueFor(field), fields: this.fields(field.fields) }));
    }

    valueFor(field) {
        if (isComponent(field)) return this.#attributes.get(field.name);
        return this.#changed.has(field.name) ? this.#changed.get(field.name) : field.value;
    }

    /** What the server is to learn. */
    toJson() {
        return { ...Object.fromEntries(this.#changed), ...Object.fromEntries(this.#told) };
    }
}

/** @param {readonly FieldView[]} fields @returns {FieldView[]} those in sections too, in the order of the screen */
export function everyField(fields) {
    return fields.flatMap((field) => [field, ...everyField(field.fields)]);
}

const isComponent = ({ type }) => type === 'ComponentInstance';

const attributesOf = ({ value, inputs }) => ({ ...inputs, ...value });

const isOffered = ({ choices }, value) => value === null || choices.some((choice) => String(choice.value) === String(value));
