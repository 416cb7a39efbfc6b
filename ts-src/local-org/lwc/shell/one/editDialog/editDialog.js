import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { dataPath, request } from 'local/http';

/** Edits a record, or makes a new one, with the fields of its page layout; its owner has an action of their own. Resolves to the saved record. */
export default class EditDialog extends LightningModal {
    @api recordId;
    @api objectApiName;
    @api heading;
    /** Values for a new record by field name. */
    @api defaults = {};
    sections = [];
    preset = new Set();

    async connectedCallback() {
        const [layout, info] = await Promise.all([
            request('GET', `${dataPath}/ui-api/layout/${this.objectApiName}?layoutType=Full`),
            request('GET', `${dataPath}/ui-api/object-info/${this.objectApiName}`),
        ]);
        const sections = layout.sections.map((section) => ({
            id: section.id,
            heading: section.useHeading ? section.heading : undefined,
            cells: section.layoutRows.flatMap((row, index) =>
                row.layoutItems.map((item, column) => ({
                    key: `${index}-${column}`,
                    class: `slds-col slds-size_1-of-1 ${section.columns === 2 ? 'slds-medium-size_1-of-2' : ''}`,
                    fields: item.editComponents
                        .filter(({ apiName }) => (this.recordId ? apiName !== 'OwnerId' : !this.isFilledByOrg(info.fields[apiName])))
                        .map(({ apiName }) => ({ name: apiName, required: item.required, readOnly: !item.editableForUpdate })),
                })),
            ),
        }));
        this.sections = sections.filter(({ cells }) => cells.some(({ fields }) => fields.length > 0));
    }

    /** A new record gets its number, owner and audit fields from the org. */
    isFilledByOrg(field) {
        return !field || !field.createable || field.apiName === 'OwnerId';
    }

    handleLoad() {
        if (this.focused) return;
        this.focused = true;
        // The controls appear with the form's next rendering.
        setTimeout(() => this.template.querySelector('lightning-input-field')?.focus(), 50);
    }

    save() {
        const valid = [...this.template.querySelectorAll('lightning-input-field')].map((field) => field.reportValidity());
        if (valid.every(Boolean)) this.template.querySelector('lightning-record-edit-form').submit();
    }

    cancel() {
        this.close();
    }

    /** Setting a value marks the field as edited, so only given defaults are set. */
    renderedCallback() {
        for (const field of this.template.querySelectorAll('lightning-input-field')) {
            const value = this.defaults?.[field.fieldName];
            if (value !== undefined && !this.preset.has(field.fieldName)) {
                this.preset.add(field.fieldName);
                field.value = value;
            }
        }
    }

    handleSuccess(event) {
        this.close(event.detail);
    }
}
