/** For `state.defaultFieldValues` of a page reference. @param {Object<string, any>} values by field @returns {string} */
export function encodeDefaultFieldValues(values) {
    return Object.entries(values).filter(([, value]) => value !== undefined && value !== null).map((pair) => pair.map(encodeURIComponent).join('=')).join(',');
}

/** @param {string | undefined} text @returns {Object<string, string>} values by field */
export function decodeDefaultFieldValues(text) {
    return Object.fromEntries((text ?? '').split(',').filter(Boolean).map((pair) => pair.split('=').map(decodeURIComponent)));
}
