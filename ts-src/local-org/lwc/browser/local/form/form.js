import { createContextProvider } from 'lwc';

/**
 * What a record form gives to the fields inside it.
 * @typedef {object} FormState
 * @property {object|undefined} record UI API record
 * @property {object|undefined} objectInfo
 * @property {object} errors messages by field name
 * @property {string|undefined} message error of the whole form
 * @property {(name: string) => void} need asks for a field
 * @property {(name: string, value: any) => void} change tells of an edited value
 * @property {(name: string) => Promise<{label: string, value: string}[]>} options values of a picklist
 */

/** Wire adapter of the enclosing form. */
export class EnclosingForm {
    static contextSchema = { form: 'optional' };
    static configSchema = {};
    #emit;
    constructor(emit) {
        this.#emit = emit;
    }
    connect() {}
    update(_config, context) {
        if (context?.form) this.#emit(context.form);
    }
    disconnect() {}
}

const provide = createContextProvider(EnclosingForm);

/** Makes an element the form of everything below it. @returns {(state: FormState) => void} publishes a new state */
export function provideForm(host, initial) {
    const consumers = new Set();
    let state = initial;
    provide(host, {
        consumerConnectedCallback(consumer) {
            consumers.add(consumer);
            consumer.provide({ form: state });
        },
        consumerDisconnectedCallback: (consumer) => consumers.delete(consumer),
    });
    return (next) => {
        state = next;
        consumers.forEach((consumer) => consumer.provide({ form: state }));
    };
}

/**
 * A component that is the form of everything below it. It gives its `state`, of which `record`, `objectInfo` and the names asked for are here.
 * @param {Function} Base
 */
export const FormOwner = (Base) =>
    class extends Base {
        names = [];
        record;
        objectInfo;
        #publish;

        connectedCallback() {
            this.#publish ??= provideForm(this.template.host, this.state);
        }

        need(name) {
            if (!this.names.includes(name)) this.names = [...this.names, name];
        }

        publish() {
            this.#publish?.(this.state);
        }
    };

/** `'Status'` or an import from `@salesforce/schema`. */
export function fieldNameOf(field) {
    return typeof field === 'string' ? field.split('.').at(-1) : field?.fieldApiName;
}

/** Paths to ask for so that a field can be shown: a reference also needs the name of what it points to. */
export function pathsFor(objectApiName, objectInfo, names) {
    return names.flatMap((name) => {
        const info = objectInfo?.fields[name];
        const related = info?.reference && info.relationshipName ? [`${objectApiName}.${info.relationshipName}.${info.referenceToInfos[0]?.nameFields[0] ?? 'Name'}`] : [];
        return [`${objectApiName}.${name}`, ...related];
    });
}
