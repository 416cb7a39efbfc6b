import { dataPath, request } from 'local/http';
import { wireAdapter } from 'local/wire';

const nameOf = (field) => field?.fieldApiName ?? field?.objectApiName ?? field;

/**
 * Wire adapter of before `lightning/uiListsApi`: `{objectApiName, listViewApiName, fields, optionalFields, sortBy, pageSize, pageToken}`
 * -> `{info, records}`; without a list view `{lists}` of the object.
 */
export class getListUi extends wireAdapter((config) => {
    const object = nameOf(config.objectApiName);
    if (!object || ('listViewApiName' in config && !config.listViewApiName)) return undefined;
    const info = `${dataPath}/ui-api/list-info/${object}`;
    if (!config.listViewApiName) return { key: `listUi:${object}`, load: () => request('GET', info) };
    const query = new URLSearchParams();
    const fields = [...(config.fields ?? []), ...(config.optionalFields ?? [])].map(nameOf);
    if (fields.length) query.set('fields', fields.join(','));
    for (const [key, value] of Object.entries({ sortBy: nameOf(config.sortBy), pageSize: config.pageSize, pageToken: config.pageToken })) if (value !== undefined && value !== null) query.set(key, value);
    const path = `${dataPath}/ui-api/list-records/${object}/${config.listViewApiName}?${query}`;
    const load = async () => {
        const [list, records] = await Promise.all([request('GET', `${info}/${config.listViewApiName}`), request('GET', path)]);
        return { info: list, records };
    };
    return { key: `list:ui:${path}`, load };
}) {}
