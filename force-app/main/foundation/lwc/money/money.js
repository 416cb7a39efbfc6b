import LOCALE from '@salesforce/i18n/locale';

/**
 * @param {string} currencyCode ISO 4217
 * @returns {number} digits after the point: 2 for EUR, 0 for JPY
 */
export function minorDigits(currencyCode) {
    const [, digits = ''] = (0).toLocaleString('en', { style: 'currency', currency: currencyCode, currencyDisplay: 'code' }).split('.');
    return digits.length;
}

/** Minor units as major ones, for showing only. */
export function majorOf(minor, currencyCode) {
    return minor / 10 ** minorDigits(currencyCode);
}

/** Major units that a person typed as minor ones; null for nothing. */
export function minorOf(major, currencyCode) {
    return major === null || major === undefined || major === '' ? null : Math.round(Number(major) * 10 ** minorDigits(currencyCode));
}

/** @returns {string} an amount in minor units, for people, as their locale writes it */
export function moneyText(minor, currencyCode) {
    return majorOf(minor, currencyCode).toLocaleString(LOCALE, { style: 'currency', currency: currencyCode });
}
