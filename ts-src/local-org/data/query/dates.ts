import { NotImplementedError } from '../../execution/errors.ts';
import { ApexDate, ApexDatetime, wallToEpoch } from '../../values/index.ts';
import type { Database } from '../store/database.ts';
import { isoDate } from '../store/storage.ts';
import type { SqlValue } from '../store/storage.ts';

/** Date literals and date functions. Weeks start on Sunday; the fiscal year is the calendar year. */

const DAY = 86_400_000;

/** Days since 1970 in the user's calendar: from `start` up to, not including, `end`. */
export interface DayRange { readonly start: number; readonly end: number }

/** @param name upper case, e.g. `LAST_N_DAYS` · @param n its number · @param today the user's current day */
export function literalRange(name: string, n: number | undefined, today: ApexDate): DayRange {
  const day = (offset: number, length = 1): DayRange => ({ start: today.days + offset, end: today.days + offset + length });
  switch (name) {
    case 'TODAY': return day(0);
    case 'YESTERDAY': return day(-1);
    case 'TOMORROW': return day(1);
    case 'LAST_90_DAYS': return { start: today.days - 90, end: today.days + 1 };
    case 'NEXT_90_DAYS': return day(1, 90);
    case 'LAST_N_DAYS': return { start: today.days - n!, end: today.days + 1 };
    case 'NEXT_N_DAYS': return day(1, n);
    case 'N_DAYS_AGO': return day(-n!);
  }
  const match = /^(?:(LAST|THIS|NEXT)_(N_)?|N_)(?:FISCAL_)?(WEEK|MONTH|QUARTER|YEAR)S?(_AGO)?$/.exec(name);
  if (match === null) throw new NotImplementedError(`SOQL date literal ${name}`);
  const unit = match[3] as Unit;
  const start = (units: number): number => unitStart(unit, today, units);
  if (match[4] !== undefined) return { start: start(-n!), end: start(-n! + 1) };
  if (match[2] !== undefined) return match[1] === 'LAST' ? { start: start(-n!), end: start(0) } : { start: start(1), end: start(n! + 1) };
  const offset = match[1] === 'LAST' ? -1 : match[1] === 'NEXT' ? 1 : 0;
  return { start: start(offset), end: start(offset + 1) };
}

type Unit = 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

function unitStart(unit: Unit, today: ApexDate, offset: number): number {
  const { year, month } = today.civil();
  switch (unit) {
    case 'WEEK': return today.toStartOfWeek(0).days + 7 * offset;
    case 'MONTH': return ApexDate.of(year, month + offset, 1).days;
    case 'QUARTER': return ApexDate.of(year, Math.floor((month - 1) / 3) * 3 + 1 + 3 * offset, 1).days;
    case 'YEAR': return ApexDate.of(year + offset, 1, 1).days;
  }
}

export function todayIn(timeZone: string, now: number): ApexDate {
  return ApexDatetime.fromMs(now).toDate(timeZone);
}

/** The instant a day begins in a zone. */
export function dayStart(days: number, timeZone: string): number {
  return wallToEpoch(timeZone, days * DAY);
}

export const DATE_FUNCTIONS: ReadonlySet<string> = new Set([
  'CALENDAR_MONTH', 'CALENDAR_QUARTER', 'CALENDAR_YEAR', 'DAY_IN_MONTH', 'DAY_IN_WEEK', 'DAY_IN_YEAR', 'DAY_ONLY', 'FISCAL_MONTH', 'FISCAL_QUARTER',
  'FISCAL_YEAR', 'HOUR_IN_DAY', 'WEEK_IN_MONTH', 'WEEK_IN_YEAR',
]);

/** SQL function `date_part(name, value, zone)`: `value` as stored, a date's text or a datetime's milliseconds. */
export function defineDateFunctions(db: Database): void {
  db.sqlite.function('date_part', { deterministic: true }, (name, value, zone) => {
    if (value === null) return null;
    return datePart(name as string, value, zone as string);
  });
}

function datePart(name: string, value: SqlValue, zone: string): SqlValue {
  const wall = typeof value === 'string' ? ApexDatetime.fromMs(ApexDate.parse(value).days * DAY).wall() : ApexDatetime.fromMs(Number(value)).wall(zone);
  switch (name) {
    case 'CALENDAR_MONTH': case 'FISCAL_MONTH': return wall.month;
    case 'CALENDAR_QUARTER': case 'FISCAL_QUARTER': return Math.floor((wall.month - 1) / 3) + 1;
    case 'CALENDAR_YEAR': case 'FISCAL_YEAR': return wall.year;
    case 'DAY_IN_MONTH': return wall.day;
    case 'DAY_IN_WEEK': return ApexDate.of(wall.year, wall.month, wall.day).dayOfWeek() + 1;
    case 'DAY_IN_YEAR': return wall.dayOfYear;
    case 'DAY_ONLY': return isoDate(ApexDate.of(wall.year, wall.month, wall.day));
    case 'HOUR_IN_DAY': return wall.hour;
    case 'WEEK_IN_MONTH': return Math.floor((wall.day - 1) / 7) + 1;
    default: return Math.floor((wall.dayOfYear - 1) / 7) + 1;
  }
}
