import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';
import { majorOf, minorDigits, moneyText } from 'c/money';
import minutes from '@salesforce/label/c.Loop_Ui_Board_Minutes';
import mostMinutes from '@salesforce/label/c.Loop_Ui_Board_Most_Minutes';
import grams from '@salesforce/label/c.Loop_Ui_Board_Grams';

/** Counting of minutes ends here. */
const MOST_MINUTES = 240;
const GRAMS_PER_KG = 1000;
const COLUMNS = ['Figure', 'Programme', 'Currency', 'Value', 'Unit', 'Low', 'High', 'Cases', 'Note', 'Formula', 'Source'];
const SELECTION = ['Brand', 'Sector', 'Country', 'From', 'To', 'Counted at'];

/** Units whose values are minor units of a currency. */
const OF_MONEY = ['Money', 'Lift'];

const number = (value, options) => value.toLocaleString(LOCALE, options);

/** @returns {string} a moment, for people */
export function momentText(value) {
    return new Date(value).toLocaleString(LOCALE, { dateStyle: 'medium', timeStyle: 'short', timeZone: TIME_ZONE });
}

/** @returns {string} the day of a moment, for people */
export function dayText(value) {
    return new Date(value).toLocaleDateString(LOCALE, { dateStyle: 'medium', timeZone: TIME_ZONE });
}

/** @returns {string} a month (`2026-11`), for people */
export function monthText(month) {
    return new Date(`${month}-01T00:00:00Z`).toLocaleString(LOCALE, { year: 'numeric', month: 'short', timeZone: 'UTC' });
}

/** @returns {string} grams as kilograms, for people */
export function gramsText(value) {
    return grams.replace('{0}', number(value / GRAMS_PER_KG, { maximumFractionDigits: 1 }));
}

/**
 * @param {string} unit Money, Count, Percent, Minutes, Impact or Lift
 * @param {{value: number, currencyCode?: string}} value of a figure
 * @returns {string} the value, for people
 */
export function valueText(unit, { value, currencyCode }) {
    switch (unit) {
        case 'Money':
        case 'Lift':
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
function plain(unit, value, currencyCode) {
    if (value === null || value === undefined) return '';
    return OF_MONEY.includes(unit) ? majorOf(value, currencyCode).toFixed(minorDigits(currencyCode)) : String(value);
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
            plain(figure.unit, value.value, value.currencyCode),
            { Money: value.currencyCode, Lift: value.currencyCode, Impact: 'g CO2e', Percent: '1', Minutes: 'min' }[figure.unit] ?? figure.unit,
            plain(figure.unit, value.low, value.currencyCode),
            plain(figure.unit, value.high, value.currencyCode),
            value.items,
            value.note,
            figure.formula,
            figure.source,
            ...selection
        ])
    );
    return [[...COLUMNS, ...SELECTION], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
