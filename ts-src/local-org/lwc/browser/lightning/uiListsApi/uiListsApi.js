import { dataPath, request } from 'local/http';
import { wireAdapter } from 'local/wire';

const nameOf = (object) => object?.objectApiName ?? object;

/** Wire adapter: `{objectApiName}` -> the object's list views. */
export class getListInfosByObjectName extends wireAdapter(({ objectApiName }) => {
    const name = nameOf(objectApiName);
    return name && { key: `listInfos:${name}`, load: () => request('GET', `${dataPath}/ui-api/list-info/${name}`) };
}) {}

/** Wire adapter: `{objectApiName, listViewApiName}`. */
export class getListInfoByName extends wireAdapter(({ objectApiName, listViewApiName }) => {
    const name = nameOf(objectApiName);
    if (!name || !listViewApiName) return undefined;
    const path = `${dataPath}/ui-api/list-info/${name}/${listViewApiName}`;
    return { key: path, load: () => request('GET', path) };
}) {}

/** Wire adapter: `{objectApiName, listViewApiName, fields, optionalFields, sortBy, pageSize, pageToken}`. */
export class getListRecordsByName extends wireAdapter(({ objectApiName, listViewApiName, fields, optionalFields, sortBy, pageSize, pageToken }) => {
    const name = nameOf(objectApiName);
    if (!name || !listViewApiName) return undefined;
    const query = new URLSearchParams();
    const fieldNames = [...(fields ?? []), ...(optionalFields ?? [])].map((field) => field.fieldApiName ?? field);
    if (fieldNames.length) query.set('fields', fieldNames.join(','));
    for (const [key, value] of Object.entries({ sortBy, pageSize, pageToken })) if (value !== undefined && value !== null) query.set(key, value);
    const path = `${dataPath}/ui-api/list-records/${name}/${listViewApiName}?${query}`;
    return { key: `list:${path}`, load: () => request('GET', path) };
}) {}
