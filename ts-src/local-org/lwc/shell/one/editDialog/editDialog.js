import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { dataPath, request } from 'local/http';

/** Edits a record with the fields of its page layout. */
export default class EditDialog extends LightningModal {
    @api recordId;
    @api objectApiName;
    @api heading;
    sections = [];

    async connectedCallback() {
        const layout = await request('GET', `${dataPath}/ui-api/layout/${this.objectApiName}?layoutType=Full`);
        this.sections = layout.sections.map((section) => ({
            id: section.id,
            heading: section.useHeading ? section.heading : undefined,
            cells: section.layoutRows.flatMap((row, index) =>
                row.layoutItems.map((item, column) => ({
                    key: `${index}-${column}`,
                    class: `slds-col slds-size_1-of-1 ${section.columns === 2 ? 'slds-medium-size_1-of-2' : ''}`,
                    fields: item.layoutComponents.map(({ apiName }) => ({ name: apiName, required: item.required, readOnly: !item.editableForUpdate })),
                })),
            ),
        }));
    }

    save() {
        this.template.querySelector('lightning-record-edit-form').submit();
    }

    cancel() {
        this.close();
    }

    handleSuccess() {
        this.close('saved');
    }
}
