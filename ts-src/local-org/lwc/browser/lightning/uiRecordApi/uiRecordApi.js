import { dataPath, request } from 'local/http';
import { refreshWhere, wireAdapter } from 'local/wire';

const names = (fields) => (fields === undefined ? [] : [fields].flat()).map(nameOf).sort();

/** `'Case.Subject'` or an import from `@salesforce/schema`. */
function nameOf(field) {
    return typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`;
}

function recordPath(recordId, { fields, optionalFields, layoutTypes }) {
    const query = new URLSearchParams();
    if (names(fields).length) query.set('fields', names(fields).join(','));
    if (names(optionalFields).length) query.set('optionalFields', names(optionalFields).join(','));
    if (layoutTypes?.length) query.set('layoutTypes', [layoutTypes].flat().join(','));
    return `${dataPath}/ui-api/records/${recordId}?${query}`;
}

const keyOf = (recordId) => `record:${String(recordId).slice(0, 15)}:`;
const asked = ({ fields, optionalFields, layoutTypes }) => fields !== undefined || optionalFields !== undefined || layoutTypes !== undefined;

/** Wire adapter: `{recordId, fields | optionalFields | layoutTypes}`. */
export class getRecord extends wireAdapter((config) => {
    if (!config.recordId || !asked(config) || ('fields' in config && config.fields === undefined)) return undefined;
    const path = recordPath(config.recordId, config);
    return { key: keyOf(config.recordId) + path, load: () => request('GET', path) };
}) {}

/** Wire adapter: `{records: [{recordIds, fields, optionalFields}]}`. */
export class getRecords extends wireAdapter(({ records }) => {
    if (!records || records.some(({ recordIds }) => recordIds === undefined)) return undefined;
    const wanted = records.flatMap((group) => group.recordIds.map((id) => recordPath(id, group)));
    return {
        key: `records:${records.flatMap(({ recordIds }) => recordIds.map(keyOf)).join('')}${JSON.stringify(wanted)}`,
        load: async () => ({ results: await Promise.all(wanted.map(outcome)) }),
    };
}) {}

async function outcome(path) {
    try {
        return { statusCode: 200, result: await request('GET', path) };
    } catch (error) {
        return { statusCode: error.status, result: error.body };
    }
}

/** Value of a field of a wired record. @param {object} record @param {string|object} field may cross relationships */
export function getFieldValue(record, field) {
    return cellOf(record, field)?.value;
}

/** The same as people read it. */
export function getFieldDisplayValue(record, field) {
    return cellOf(record, field)?.displayValue;
}

function cellOf(record, field) {
    const [, ...path] = nameOf(field).split('.');
    return path.reduce((cell, name, index) => (index === 0 ? record?.fields?.[name] : cell?.value?.fields?.[name]), undefined);
}

/** @param {{apiName: string, fields: object}} input @returns {Promise<object>} the created record */
export async function createRecord({ apiName, fields }) {
    const record = await request('POST', `${dataPath}/ui-api/records`, { apiName, fields });
    await refreshLists();
    return record;
}

/** @param {{fields: {Id: string}}} input @returns {Promise<object>} the saved record */
export async function updateRecord({ fields }) {
    const { Id: id, ...rest } = fields;
    const record = await request('PATCH', `${dataPath}/ui-api/records/${id}`, { fields: rest });
    await notifyRecordUpdateAvailable([{ recordId: id }]);
    return record;
}

/** @param {string} recordId */
export async function deleteRecord(recordId) {
    await request('DELETE', `${dataPath}/ui-api/records/${recordId}`);
    await refreshLists();
}

/** Tells every wire that shows these records to ask again. @param {{recordId: string}[]} items */
export async function notifyRecordUpdateAvailable(items) {
    const keys = items.map(({ recordId }) => keyOf(recordId));
    await refreshWhere((key) => keys.some((part) => key.includes(part)) || isList(key));
}

/** The older name. @param {{recordId: string}[]} items */
export function getRecordNotifyChange(items) {
    notifyRecordUpdateAvailable(items);
}

const isList = (key) => key.startsWith('list:');
const refreshLists = () => refreshWhere(isList);

/** Defaults for a new record: `{objectApiName, recordTypeId}`. */
export class getRecordCreateDefaults extends wireAdapter(({ objectApiName }) => {
    const name = objectApiName?.objectApiName ?? objectApiName;
    return name && {
        key: `defaults:${name}`,
        load: async () => {
            const [info, layout] = await Promise.all([request('GET', `${dataPath}/ui-api/object-info/${name}`), request('GET', `${dataPath}/ui-api/layout/${name}?layoutType=Full`)]);
            return { layout, objectInfos: { [name]: info }, record: { apiName: name, fields: {}, id: null, recordTypeId: info.defaultRecordTypeId } };
        },
    };
}) {}

/** Only the editable part of a record, in the form that `createRecord` takes. */
export function generateRecordInputForCreate(record, objectInfo) {
    return { apiName: record.apiName, fields: editable(record, objectInfo, 'createable') };
}

/** Only the editable part of a record, in the form that `updateRecord` takes. */
export function generateRecordInputForUpdate(record, objectInfo) {
    return { fields: { ...editable(record, objectInfo, 'updateable'), Id: record.id } };
}

function editable(record, objectInfo, right) {
    const entries = Object.entries(record.fields).filter(([name]) => !objectInfo || objectInfo.fields[name]?.[right]);
    return Object.fromEntries(entries.map(([name, { value }]) => [name, value]));
}

/** Only the fields whose value differs from the original. */
export function createRecordInputFilteredByEditedFields(input, original) {
    const fields = Object.entries(input.fields).filter(([name, value]) => name === 'Id' || original.fields[name]?.value !== value);
    return { ...input, fields: Object.fromEntries(fields) };
}
