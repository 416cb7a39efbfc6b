import { request } from 'local/http';
import { refreshProvisioned, wireAdapter } from 'local/wire';

/**
 * An `@AuraEnabled` method as `@salesforce/apex/Class.method` gives it: a function to call, and a wire adapter.
 * @param {string} className @param {string} method
 */
export function apexMethod(className, method) {
    const call = (params = {}) => send(className, method, params);
    call.adapter = wireAdapter((config) => {
        if (Object.values(config).some((value) => value === undefined)) return undefined;
        return { key: `apex:${className}.${method}:${JSON.stringify(config)}`, load: () => send(className, method, config, true) };
    });
    return call;
}

async function send(className, method, params, cacheable = false) {
    const { returnValue } = await request('POST', `/lightning/api/apex/${className}/${method}`, { params, cacheable });
    return returnValue;
}

/** Asks again for what a wired Apex method gave. */
export function refreshApex(wired) {
    return refreshProvisioned(wired);
}

/** Value of a field of an sObject that Apex returned. @param {object} record @param {string|{fieldApiName: string}} field */
export function getSObjectValue(record, field) {
    const path = (typeof field === 'string' ? field : field.fieldApiName).split('.');
    return path.reduce((value, part) => (value === null || value === undefined ? undefined : value[part]), record);
}
