/**
 * @param {string} currencyCode ISO 4217
 * @returns {number} digits after the point: 2 for EUR, 0 for JPY
 */
export function minorDigits(currencyCode) {
    return new Intl.NumberFormat('en', { style: 'currency', currency: currencyCode }).resolvedOptions().maximumFractionDigits;
}

/** Minor units as major ones, for showing only. */
export function majorOf(minor, currencyCode) {
    return minor / 10 ** minorDigits(currencyCode);
}

/** Major units that a person typed as minor ones; null for nothing. */
export function minorOf(major, currencyCode) {
    return major === null || major === undefined || major === '' ? null : Math.round(Number(major) * 10 ** minorDigits(currencyCode));
}
