import { ApexDate } from '../../values/date.ts';
import { ApexDatetime } from '../../values/datetime.ts';
import { ApexTime } from '../../values/time.ts';
import { Decimal } from '../../values/decimal.ts';
import type { Value } from '../../values/value.ts';
import type { FormulaContext } from '../context.ts';
import { OperationError } from '../errors.ts';
import type { FunctionSpec, FunctionTable } from '../function-table.ts';
import { decimalOf, whole } from '../numbers.ts';
import { number, text } from '../operations.ts';

function ofDate(run: (date: ApexDate) => number): FunctionSpec {
  return { parameters: ['Date'], returns: 'Number', run: ([value]) => decimalOf(run(date(value!))) };
}

function ofTime(run: (time: ApexTime) => number): FunctionSpec {
  return { parameters: ['Time'], returns: 'Number', run: ([value]) => decimalOf(run(time(value!))) };
}

function date(value: Value): ApexDate {
  if (value instanceof ApexDate) return value;
  throw new OperationError('Incorrect parameter type. Expected Date');
}

function time(value: Value): ApexTime {
  if (value instanceof ApexTime) return value;
  throw new OperationError('Incorrect parameter type. Expected Time');
}

function now(context: FormulaContext): ApexDatetime {
  return ApexDatetime.fromMs(context.now ?? Date.now());
}

/** ISO 8601: weeks start on Monday, week 1 holds the first Thursday. */
function isoWeek(value: ApexDate): { year: number; week: number } {
  const thursday = value.addDays(4 - (value.dayOfWeek() || 7));
  return { year: thursday.year(), week: Math.floor((thursday.dayOfYear() - 1) / 7) + 1 };
}

/** The last day of a month stays one. */
function addMonths(value: ApexDate, months: number): ApexDate {
  const isLast = value.addDays(1).day() === 1;
  return isLast ? value.addDays(1).addMonths(months).addDays(-1) : value.addMonths(months);
}

function dateValue(value: Value, context: FormulaContext): Value {
  if (value instanceof ApexDate) return value;
  if (value instanceof ApexDatetime) return value.toDate(context.timeZone ?? 'GMT');
  const source = text(value);
  const parsed = /^\d{4}-\d\d?-\d\d?$/.test(source) ? ApexDate.tryParse(source.replace(/-(\d)(?!\d)/g, '-0$1')) : null;
  if (parsed === null) throw new OperationError(`Invalid date '${source}'`);
  return parsed;
}

function dateTimeValue(value: Value): Value {
  if (value instanceof ApexDatetime) return value;
  if (value instanceof ApexDate) return ApexDatetime.ofGmt(value.year(), value.month(), value.day());
  const source = text(value);
  const parsed = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?Z?$/.test(source) ? ApexDatetime.tryParse(`${source.replace(' ', 'T').replace('Z', '')}Z`) : null;
  if (parsed === null) throw new OperationError(`Invalid date and time '${source}'`);
  return parsed;
}

function timeValue(value: Value): Value {
  if (value instanceof ApexTime) return value;
  if (value instanceof ApexDatetime) return value.toTime();
  const source = text(value);
  const parsed = /^\d\d:\d\d:\d\d(?:\.\d{1,3})?$/.test(source) ? ApexTime.tryParse(source) : null;
  if (parsed === null) throw new OperationError(`Invalid time '${source}'`);
  return parsed;
}

export const dateFunctions: FunctionTable = {
  today: { parameters: [], returns: 'Date', run: (_, context) => now(context).toDate(context.timeZone ?? 'GMT') },
  now: { parameters: [], returns: 'DateTime', run: (_, context) => now(context) },
  timenow: { parameters: [], returns: 'Time', run: (_, context) => now(context).toTime() },
  date: {
    parameters: ['Number', 'Number', 'Number'], returns: 'Date',
    run: (args) => {
      const [year, month, day] = args.map((value) => whole(number(value)));
      if (year! < 1 || year! > 9999) throw new OperationError('Year out of range in DATE() function');
      if (month! < 1 || month! > 12 || day! < 1 || day! > ApexDate.daysInMonth(year!, month!)) {
        throw new OperationError('Month or Day out of range in DATE() function');
      }
      return ApexDate.of(year!, month!, day!);
    },
  },
  datevalue: { parameters: [['Text', 'Date', 'DateTime']], returns: 'Date', run: ([value], context) => (value === '' ? null : dateValue(value!, context)) },
  datetimevalue: { parameters: [['Text', 'Date', 'DateTime']], returns: 'DateTime', run: ([value]) => (value === '' ? null : dateTimeValue(value!)) },
  timevalue: { parameters: [['Text', 'Time', 'DateTime']], returns: 'Time', run: ([value]) => (value === '' ? null : timeValue(value!)) },
  year: ofDate((value) => value.year()),
  month: ofDate((value) => value.month()),
  day: ofDate((value) => value.day()),
  weekday: ofDate((value) => value.dayOfWeek() + 1),
  dayofyear: ofDate((value) => value.dayOfYear()),
  isoweek: ofDate((value) => isoWeek(value).week),
  isoyear: ofDate((value) => isoWeek(value).year),
  addmonths: {
    parameters: [['Date', 'DateTime'], 'Number'],
    returns: (types) => types[0]!,
    run: ([value, count]) => {
      const months = whole(number(count!));
      if (!(value instanceof ApexDatetime)) return addMonths(date(value!), months);
      const day = value.toDate();
      return value.addDays(day.daysBetween(addMonths(day, months)));
    },
  },
  hour: ofTime((value) => value.hour()),
  minute: ofTime((value) => value.minute()),
  second: ofTime((value) => value.second()),
  millisecond: ofTime((value) => value.millisecond()),
  unixtimestamp: {
    parameters: [['DateTime', 'Date', 'Time']], returns: 'Number',
    run: ([value]) => {
      if (value instanceof ApexDatetime) return decimalOf(Math.floor(value.ms / 1000));
      return value instanceof ApexTime ? decimalOf(Math.floor(value.ms / 1000)) : decimalOf(date(value!).days * 86_400);
    },
  },
  fromunixtime: { parameters: ['Number'], returns: 'DateTime', run: ([value]) => ApexDatetime.fromMs(Number(number(value!).times(Decimal.of(1000)).toLong())) },
};
