import { api, LightningElement } from 'lwc';
import { createRecord } from 'lightning/uiRecordApi';
import { messageOf } from 'local/fields';
import { dataPath, request } from 'local/http';

/** Uploads files, each as a ContentVersion that is linked to the record. */
export default class FileUpload extends LightningElement {
    @api label;
    @api name;
    @api recordId;
    @api accept;
    @api multiple = false;
    @api disabled = false;
    busy = false;
    error;

    get acceptedFormats() {
        return [this.accept ?? []].flat().join(',');
    }

    get isBlocked() {
        return this.disabled || this.busy;
    }

    async handleChange(event) {
        event.stopPropagation();
        const chosen = [...event.target.files];
        this.busy = true;
        this.error = undefined;
        try {
            const files = [];
            for (const file of chosen) files.push(await this.upload(file));
            this.dispatchEvent(new CustomEvent('uploadfinished', { detail: { files } }));
        } catch (error) {
            this.error = messageOf(error);
        } finally {
            this.busy = false;
        }
    }

    async upload(file) {
        const fields = { Title: file.name.replace(/\.[^.]+$/, ''), PathOnClient: file.name, VersionData: await base64(file) };
        const version = await createRecord({ apiName: 'ContentVersion', fields: this.recordId ? { ...fields, FirstPublishLocationId: this.recordId } : fields });
        const saved = await request('GET', `${dataPath}/ui-api/records/${version.id}?fields=ContentVersion.ContentDocumentId`);
        return { name: file.name, documentId: saved.fields.ContentDocumentId.value, contentVersionId: version.id, contentBodyId: null, mimeType: file.type };
    }
}

/** @param {File} file @returns {Promise<string>} */
function base64(file) {
    return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.addEventListener('load', () => resolve(reader.result.slice(reader.result.indexOf(',') + 1)));
        reader.addEventListener('error', () => reject(reader.error));
        reader.readAsDataURL(file);
    });
}
