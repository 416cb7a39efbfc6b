import { dataPath, request } from 'local/http';
import { wireAdapter } from 'local/wire';

const nameOf = (object) => object?.objectApiName ?? object;
const fieldOf = (field) => (typeof field === 'string' ? { object: field.split('.')[0], field: field.split('.')[1] } : { object: field?.objectApiName, field: field?.fieldApiName });

/** Wire adapter: `{objectApiName}`. */
export class getObjectInfo extends wireAdapter(({ objectApiName }) => {
    const name = nameOf(objectApiName);
    return name && { key: `objectInfo:${name}`, load: () => request('GET', `${dataPath}/ui-api/object-info/${name}`) };
}) {}

/** Wire adapter: `{objectApiNames}`. */
export class getObjectInfos extends wireAdapter(({ objectApiNames }) => {
    const list = objectApiNames?.map(nameOf).join(',');
    return list && { key: `objectInfos:${list}`, load: () => request('GET', `${dataPath}/ui-api/object-info/batch/${list}`) };
}) {}

/** Wire adapter: `{recordTypeId, fieldApiName}`. */
export class getPicklistValues extends wireAdapter(({ recordTypeId, fieldApiName }) => {
    if (!recordTypeId || !fieldApiName) return undefined;
    const { object, field } = fieldOf(fieldApiName);
    const path = `${dataPath}/ui-api/object-info/${object}/picklist-values/${recordTypeId}/${field}`;
    return { key: path, load: () => request('GET', path) };
}) {}

/** Wire adapter: `{objectApiName, recordTypeId}`. */
export class getPicklistValuesByRecordType extends wireAdapter(({ objectApiName, recordTypeId }) => {
    const name = nameOf(objectApiName);
    if (!name || !recordTypeId) return undefined;
    const path = `${dataPath}/ui-api/object-info/${name}/picklist-values/${recordTypeId}`;
    return { key: path, load: () => request('GET', path) };
}) {}
