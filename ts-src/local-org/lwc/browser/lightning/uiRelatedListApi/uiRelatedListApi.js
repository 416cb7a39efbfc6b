import { dataPath, request } from 'local/http';
import { wireAdapter } from 'local/wire';

const nameOf = (field) => (typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`);

/** Wire adapter: `{parentRecordId, relatedListId, fields, optionalFields, pageSize, pageToken, sortBy}`. */
export class getRelatedListRecords extends wireAdapter((config) => {
    const { parentRecordId, relatedListId, fields, optionalFields, pageSize, pageToken, sortBy } = config;
    if (!parentRecordId || !relatedListId || ('fields' in config && fields === undefined)) return undefined;
    const body = { fields: (fields ?? []).map(nameOf), optionalFields: (optionalFields ?? []).map(nameOf), pageSize, pageToken, sortBy: sortBy && [sortBy].flat() };
    const path = `${dataPath}/ui-api/related-list-records/${parentRecordId}/${relatedListId}`;
    return { key: `list:record:${parentRecordId.slice(0, 15)}:${relatedListId}:${JSON.stringify(body)}`, load: () => request('POST', path, body) };
}) {}

/** Wire adapter: `{parentObjectApiName, relatedListId}`. */
export class getRelatedListInfo extends wireAdapter(({ parentObjectApiName, relatedListId }) => {
    const parent = parentObjectApiName?.objectApiName ?? parentObjectApiName;
    if (!parent || !relatedListId) return undefined;
    const path = `${dataPath}/ui-api/related-list-info/${parent}/${relatedListId}`;
    return { key: path, load: () => request('GET', path) };
}) {}

/** Wire adapter: `{parentObjectApiName}`. */
export class getRelatedListsInfo extends wireAdapter(({ parentObjectApiName }) => {
    const parent = parentObjectApiName?.objectApiName ?? parentObjectApiName;
    if (!parent) return undefined;
    const path = `${dataPath}/ui-api/related-list-info/${parent}`;
    return { key: path, load: () => request('GET', path) };
}) {}

/** Wire adapter: `{parentRecordId, relatedListId}` -> `{count}`. */
export class getRelatedListCount extends wireAdapter(({ parentRecordId, relatedListId, maxCount }) => {
    if (!parentRecordId || !relatedListId) return undefined;
    const path = `${dataPath}/ui-api/related-list-records/${parentRecordId}/${relatedListId}`;
    const pageSize = maxCount ?? 1999;
    const load = async () => {
        const { count, nextPageToken } = await request('POST', path, { pageSize });
        return { count, hasMore: nextPageToken !== null };
    };
    return { key: `list:count:record:${parentRecordId.slice(0, 15)}:${relatedListId}:${pageSize}`, load };
}) {}
