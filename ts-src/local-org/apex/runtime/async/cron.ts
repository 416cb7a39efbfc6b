import { AsyncException, raise } from '../exceptions.ts';

/** Seconds, minutes, hours, day of month, month, day of week, optional year, as Quartz has them. */
const FIELDS: readonly { readonly name: string; readonly low: number; readonly high: number; readonly names?: readonly string[]; readonly extra?: RegExp }[] = [
  { name: 'Seconds', low: 0, high: 59 },
  { name: 'Minutes', low: 0, high: 59 },
  { name: 'Hours', low: 0, high: 23 },
  { name: 'Day of month', low: 1, high: 31, extra: /^(?:\?|L|LW|L-\d+|\d+W)$/i },
  { name: 'Month', low: 1, high: 12, names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] },
  { name: 'Day of week', low: 1, high: 7, names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'], extra: /^(?:\?|L|[\w]+L|[\w]+#[1-5])$/i },
  { name: 'Year', low: 1970, high: 2099 },
];

/** Checks a cron expression. @throws AsyncException in the platform's words */
export function parseCron(expression: string): readonly string[] {
  const parts = expression.trim().split(/\s+/);
  if (parts.length < 6 || parts.length > 7) throw raise(AsyncException, 'Unexpected end of expression.');
  parts.forEach((part, i) => {
    const field = FIELDS[i]!;
    const valid = part.split(',').every((item) => field.extra?.test(item) === true || isRange(item, field));
    if (!valid) throw raise(AsyncException, `${field.name} values must be between ${field.low} and ${field.high}`);
  });
  if (parts[3] !== '?' && parts[5] !== '?') throw raise(AsyncException, 'Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.');
  return parts;
}

function isRange(item: string, field: { readonly low: number; readonly high: number; readonly names?: readonly string[] }): boolean {
  const match = /^(\*|\w+(?:-\w+)?)(?:\/(\d+))?$/.exec(item);
  if (match === null) return false;
  if (match[1] === '*') return true;
  return match[1]!.split('-').every((text) => {
    if (field.names?.includes(text.toUpperCase()) === true) return true;
    return /^\d+$/.test(text) && Number(text) >= field.low && Number(text) <= field.high;
  });
}
