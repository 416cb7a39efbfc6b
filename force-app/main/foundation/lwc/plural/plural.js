import LOCALE from '@salesforce/i18n/locale';

/**
 * @param {number} count
 * @param {{one: string, other: string}} forms of a text
 * @returns {string} the form that the reader's language has for the count
 */
export function formOf(count, forms) {
    return forms[new Intl.PluralRules(LOCALE).select(count)] ?? forms.other;
}

/**
 * @param {number} count
 * @param {{one: string, other: string}} forms texts with a place for the number
 * @returns {string} such as "1 item" and "2 items"
 */
export function countText(count, forms) {
    return formOf(count, forms).replace('{0}', count.toLocaleString(LOCALE));
}
