import { ApexDate, ApexDatetime } from '../values/index.ts';

/** An expression that says no schedule. */
export class CronError extends Error {
  constructor(message: string, expression: string) {
    super(`${message}: ${expression}`);
    this.name = 'CronError';
  }
}

interface Field {
  readonly low: number;
  readonly high: number;
  /** What the platform says of values beyond them. */
  readonly bounds: string;
  /** Largest increment, and how it is called when it is passed. */
  readonly step: number;
  readonly names?: { readonly what: string; readonly values: readonly string[] };
}

const [SECOND, MINUTE, DAY, WEEKDAY, YEAR] = [0, 1, 3, 5, 6];
const SIXTY = 'Minute and Second values must be between 0 and 59';
const FIELDS: readonly Field[] = [
  { low: 0, high: 59, bounds: SIXTY, step: 60 },
  { low: 0, high: 59, bounds: SIXTY, step: 60 },
  { low: 0, high: 23, bounds: 'Hour values must be between 0 and 23', step: 24 },
  { low: 1, high: 31, bounds: 'Day of month values must be between 1 and 31', step: 31 },
  { low: 1, high: 12, bounds: 'Month values must be between 1 and 12', step: 12, names: { what: 'Month', values: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] } },
  { low: 1, high: 7, bounds: 'Day-of-Week values must be between 1 and 7', step: 7, names: { what: 'Day-of-Week', values: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] } },
  { low: 1970, high: 2099, bounds: 'Year values must be between 1970 and 2099', step: 200 },
];

/** Which days of a month: some by number, the last, the one nearest to a working day… */
type DayRule =
  | { readonly kind: 'days'; readonly days: ReadonlySet<number> }
  | { readonly kind: 'last'; readonly before: number; readonly workday: boolean }
  | { readonly kind: 'workdays'; readonly days: ReadonlySet<number> }
  | { readonly kind: 'weekdays'; readonly weekdays: ReadonlySet<number> }
  | { readonly kind: 'lastWeekday'; readonly weekday: number }
  | { readonly kind: 'nthWeekday'; readonly weekday: number; readonly nth: number };

/** Apex's cron expression: seconds, minutes, hours, day of month, month, day of week and, if given, year. As Quartz has it, but for
 *  seconds and minutes, which are plain numbers. */
export class CronExpression {
  readonly text: string;
  readonly #sets: readonly ReadonlySet<number>[];
  readonly #day: DayRule;

  /** @throws CronError in the platform's words */
  constructor(text: string) {
    this.text = text;
    const parts = text.trim().toUpperCase().split(/\s+/).slice(0, 7);
    const fail = (message: string): never => {
      throw new CronError(message, text);
    };
    if (![parts[SECOND], parts[MINUTE]].every((part) => part !== undefined && /^\d+$/.test(part))) fail('Seconds and minutes must be specified as integers');
    if (parts.length < 6) fail('Unexpected end of expression.');
    const reader = new FieldReader(fail);
    this.#sets = [...parts, ...(parts.length < 7 ? ['*'] : [])].map((part, i) => (i === DAY || i === WEEKDAY ? new Set() : reader.set(part, i)));
    const [day, weekday] = [parts[DAY]!, parts[WEEKDAY]!];
    if (day === '?' && weekday === '?') fail("'?' can only be specfied for Day-of-Month -OR- Day-of-Week.");
    const rules = [day === '?' ? undefined : reader.day(day), weekday === '?' ? undefined : reader.weekday(weekday)] as const;
    if (rules[0] !== undefined && rules[1] !== undefined) fail('Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.');
    this.#day = (rules[0] ?? rules[1])!;
  }

  /** The first time after that instant, milliseconds since 1970; undefined: there is none. @param zone in which the expression is meant */
  next(after: number, zone: string): number | undefined {
    const [seconds, minutes, hours, , months, , years] = this.#sets.map((set) => [...set].sort((a, b) => a - b)) as number[][];
    const from = ApexDatetime.fromMs(after).toDate(zone);
    for (const year of years!.filter((each) => each >= from.year())) {
      for (const month of months!) {
        if (year === from.year() && month < from.month()) continue;
        for (const day of daysOf(this.#day, year, month)) {
          if (year === from.year() && month === from.month() && day < from.day()) continue;
          for (const hour of hours!) for (const minute of minutes!) for (const second of seconds!) {
            const { ms } = ApexDatetime.ofZone(zone, year, month, day, hour, minute, second);
            if (ms > after) return ms;
          }
        }
      }
    }
    return undefined;
  }
}

/** A moment as an expression that comes once. */
export function cronAt(ms: number, zone: string): string {
  const { year, month, day, hour, minute, second } = ApexDatetime.fromMs(ms).wall(zone);
  return `${second} ${minute} ${hour} ${day} ${month} ? ${year}`;
}

class FieldReader {
  readonly #fail: (message: string) => never;

  constructor(fail: (message: string) => never) {
    this.#fail = fail;
  }

  /** Lists of values, ranges and steps. */
  set(part: string, index: number): ReadonlySet<number> {
    const found = new Set<number>();
    for (const item of part.split(',').filter((each) => each !== '')) for (const value of this.#range(item, index)) found.add(value);
    return found;
  }

  day(part: string): DayRule {
    if (part.includes('L')) {
      if (part.includes(',')) this.#fail("Support for specifying 'L' and 'LW' with other days of the month is not implemented");
      const match = /^L(?:-(\d+))?(W)?$/.exec(part) ?? this.#fail(/^\d+L/.test(part) ? `'L' option is not valid here. (pos=${part.indexOf('L')})` : `Illegal characters for this position: '${part.slice(0, 3)}'`);
      const before = Number(match[1] ?? 0);
      if (before > 30) this.#fail('Offset from last day must be <= 30');
      return { kind: 'last', before, workday: match[2] !== undefined };
    }
    if (part.includes('W')) {
      const days = part.split(',').map((item) => Number((/^(\d+)W$/.exec(item) ?? this.#fail(`'W' option is not valid here. (pos=${part.indexOf('W')})`))[1]));
      if (days.some((day) => day > 31)) this.#fail("The 'W' option does not make sense with values larger than 31 (max number of days in a month)");
      if (days.some((day) => day < 1)) this.#fail(FIELDS[DAY]!.bounds);
      return { kind: 'workdays', days: new Set(days) };
    }
    return { kind: 'days', days: this.set(part, DAY) };
  }

  weekday(part: string): DayRule {
    const nth = /^(\w+)#(.*)$/.exec(part);
    if (nth !== null) {
      if (part.split('#').length > 2) this.#fail('Support for specifying multiple "nth" days is not implemented.');
      if (!/^[1-5]$/.test(nth[2]!)) this.#fail("A numeric value between 1 and 5 must follow the '#' option");
      return { kind: 'nthWeekday', weekday: this.#value(nth[1]!, WEEKDAY), nth: Number(nth[2]) };
    }
    if (part === 'L') return { kind: 'weekdays', weekdays: new Set([7]) };
    const last = /^(\w+)L$/.exec(part);
    if (last !== null) return { kind: 'lastWeekday', weekday: this.#value(last[1]!, WEEKDAY) };
    if (/\dL|[A-Z]{3}L/.test(part)) this.#fail("Support for specifying 'L' with other days of the week is not implemented");
    return { kind: 'weekdays', weekdays: this.set(part, WEEKDAY) };
  }

  #range(item: string, index: number): number[] {
    const { low, high, step: largest } = FIELDS[index]!;
    if (item.startsWith('?')) this.#fail(item === '?' ? "'?' can only be specfied for Day-of-Month or Day-of-Week." : `Illegal character after '?': ${item[1]!}`);
    const [range, step, ...more] = item.split('/') as [string, string | undefined, ...string[]];
    if (more.length > 0 || (step !== undefined && !/^\d+$/.test(step)) || (range === '' && step === undefined)) this.#fail("'/' must be followed by an integer.");
    const by = step === undefined ? 1 : Number(step);
    if (index !== YEAR && by > high) this.#fail(`Increment > ${largest} : ${by}`);
    if (by === 0) this.#fail("'/' must be followed by an integer.");
    if (range === '*' || range === '') return spread(low, high, by, low, high);
    const [first, last, ...rest] = range.split('-') as [string, string | undefined, ...string[]];
    if (rest.length > 0) this.#fail('Unexpected character: -');
    const start = this.#value(first, index);
    const end = last === undefined ? (step === undefined ? start : high) : this.#value(last, index);
    if (index === YEAR && end < start) this.#fail('Start year must be less than stop year');
    return spread(start, end, by, low, high);
  }

  /** A number or a name. */
  #value(text: string, index: number): number {
    const { low, high, bounds, names } = FIELDS[index]!;
    if (/^[A-Z]/.test(text)) {
      if (text.length < 3) this.#fail(`Illegal cron expression format (java.lang.StringIndexOutOfBoundsException: begin 0, end 3, length ${text.length})`);
      if (names === undefined) this.#fail(`Illegal characters for this position: '${text.slice(0, 3)}'`);
      const position = names!.values.indexOf(text);
      if (position < 0) this.#fail(`Invalid ${names!.what} value: '${text.slice(0, 3)}'`);
      return position + 1;
    }
    const special = /^\d+([LW#])/.exec(text)?.[1];
    if (special !== undefined) this.#fail(`'${special}' option is not valid here. (pos=${text.indexOf(special)})`);
    if (!/^\d+$/.test(text)) this.#fail(`Unexpected character: ${/[^\d]/.exec(text)?.[0] ?? ''}`);
    const value = Number(text);
    if (value < low || value > high) this.#fail(bounds);
    return value;
  }
}

/** From start to end; past the highest value it goes on at the lowest: `FRI-MON`. */
function spread(start: number, end: number, by: number, low: number, high: number): number[] {
  const values: number[] = [];
  const size = high - low + 1;
  for (let value = start; value <= (end < start ? end + size : end); value += by) values.push(value > high ? value - size : value);
  return values;
}

/** The days of a month that a rule means, ascending. */
function daysOf(rule: DayRule, year: number, month: number): number[] {
  const length = ApexDate.daysInMonth(year, month);
  const weekdayOf = (day: number): number => ApexDate.of(year, month, day).dayOfWeek() + 1;
  const all = Array.from({ length }, (_, i) => i + 1);
  const workday = (day: number): number => {
    const weekday = weekdayOf(day);
    if (weekday === 7) return day === 1 ? day + 2 : day - 1;
    if (weekday === 1) return day === length ? day - 2 : day + 1;
    return day;
  };
  switch (rule.kind) {
    case 'days': return all.filter((day) => rule.days.has(day));
    case 'workdays': return [...new Set([...rule.days].map((day) => workday(Math.min(day, length))))].sort((a, b) => a - b);
    case 'last': {
      const day = length - rule.before;
      return day < 1 ? [] : [rule.workday ? workday(day) : day];
    }
    case 'weekdays': return all.filter((day) => rule.weekdays.has(weekdayOf(day)));
    case 'lastWeekday': return all.filter((day) => weekdayOf(day) === rule.weekday).slice(-1);
    case 'nthWeekday': return all.filter((day) => weekdayOf(day) === rule.weekday).slice(rule.nth - 1, rule.nth);
  }
}
