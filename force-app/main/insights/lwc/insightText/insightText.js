import LOCALE from '@salesforce/i18n/locale';
import { majorOf, minorDigits } from 'c/money';
import minutes from '@salesforce/label/c.Loop_Ui_Board_Minutes';
import mostMinutes from '@salesforce/label/c.Loop_Ui_Board_Most_Minutes';
import grams from '@salesforce/label/c.Loop_Ui_Board_Grams';

/** Counting of minutes ends here. */
const MOST_MINUTES = 240;
const GRAMS_PER_KG = 1000;
const COLUMNS = ['Figure', 'Programme', 'Currency', 'Value', 'Unit', 'Low', 'High', 'Cases', 'Formula', 'Source'];
const SELECTION = ['Brand', 'Sector', 'Country', 'From', 'To', 'Counted at'];

const number = (value, options) => new Intl.NumberFormat(LOCALE, options).format(value);

/** @returns {string} an amount in minor units, for people */
export function moneyText(minor, currencyCode) {
    return number(majorOf(minor, currencyCode), { style: 'currency', currency: currencyCode });
}

/** @returns {string} grams as kilograms, for people */
export function gramsText(value) {
    return grams.replace('{0}', number(value / GRAMS_PER_KG, { maximumFractionDigits: 1 }));
}

/**
 * @param {string} unit Money, Count, Percent, Minutes or Impact
 * @param {{value: number, currencyCode?: string}} value of a figure
 * @returns {string} the value, for people
 */
export function valueText(unit, { value, currencyCode }) {
    switch (unit) {
        case 'Money':
            return moneyText(value, currencyCode);
        case 'Percent':
            return number(value, { style: 'percent', maximumFractionDigits: 1 });
        case 'Minutes':
            return value >= MOST_MINUTES ? mostMinutes : minutes.replace('{0}', number(value));
        case 'Impact':
            return gramsText(value);
        default:
            return number(value);
    }
}

/** A value as other programs read it: money in major units with all its digits, shares of one, minutes, grams. */
function plain(unit, { value, currencyCode }) {
    return unit === 'Money' ? majorOf(value, currencyCode).toFixed(minorDigits(currencyCode)) : String(value);
}

/** One cell; text that a spreadsheet would take for a formula is kept from being one. */
function cell(value) {
    const text = String(value ?? '');
    const safe = /^[=+@\t\r]|^-(?![\d.]+$)/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * @param {object} board as Apex gives it
 * @param {object} filter what it was asked for
 * @returns {string} RFC 4180: one row a value, with its formula, its source and the selection it was made for
 */
export function csvOf(board, filter) {
    const selection = [filter.brand, filter.sector, filter.country, filter.fromMonth, filter.toMonth, board.countedAt];
    const rows = board.figures.flatMap((figure) =>
        figure.values.map((value) => [
            figure.label,
            figure.programme,
            value.currencyCode,
            plain(figure.unit, value),
            { Money: value.currencyCode, Impact: 'g CO2e', Percent: '1', Minutes: 'min' }[figure.unit] ?? figure.unit,
            value.low,
            value.high,
            value.items,
            figure.formula,
            figure.source,
            ...selection
        ])
    );
    return [[...COLUMNS, ...SELECTION], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
