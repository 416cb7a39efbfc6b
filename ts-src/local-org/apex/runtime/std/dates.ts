import { ApexDate, ApexDatetime, ApexTime, isTimeZone, zoneOffset } from '../../../values/index.ts';
import { TypeException, raise } from '../exceptions.ts';
import { missingMembers, standardClass, statics } from '../missing.ts';
import { mount } from '../mount.ts';
import { hashText } from '../equality.ts';
import { nowMs, userLocale, userZone } from '../user.ts';
import { asApex, required } from './numbers.ts';

/** Static members of System.Date. */
export const date = statics('Date', {
  newinstance: (year: number, month: number, day: number): ApexDate => ApexDate.of(required(year), required(month), required(day)),
  today: (): ApexDate => ApexDate.fromDays(ApexDatetime.fromMs(nowMs()).toDate(userZone()).days),
  daysinmonth: (year: number, month: number): number => ApexDate.daysInMonth(year, month),
  isleapyear: (year: number): boolean => ApexDate.isLeapYear(year),
  /** The locale's short form; en_US: `12/31/2026`. */
  parse(text: string): ApexDate {
    const value = parseLocaleDate(required(text).trim(), userLocale());
    if (value === null) throw raise(TypeException, `Invalid date: ${text}`);
    return value;
  },
  valueof(value: unknown): ApexDate {
    required(value);
    if (value instanceof ApexDate) return value;
    if (value instanceof ApexDatetime) return value.toDate(userZone());
    return asApex(() => ApexDate.parse(String(value)));
  },
});

/** Order of day, month and year by the locale's short date. */
function parseLocaleDate(text: string, locale: string): ApexDate | null {
  const numbers = /^(\d{1,4})[/.\- ](\d{1,2})[/.\- ](\d{1,4})\.?$/.exec(text);
  if (numbers === null) return null;
  const order = new Intl.DateTimeFormat(locale, { dateStyle: 'short' }).formatToParts(0).map((part) => part.type).filter((type) => type === 'day' || type === 'month' || type === 'year');
  const part: Record<string, number> = {};
  order.forEach((type, i) => (part[type] = Number(numbers[i + 1])));
  let year = part.year!;
  if (String(numbers[order.indexOf('year') + 1]).length <= 2) year += year < 50 ? 2000 : 1900;
  if (part.month! < 1 || part.month! > 12 || part.day! < 1 || part.day! > ApexDate.daysInMonth(year, part.month!)) return null;
  return ApexDate.of(year, part.month!, part.day!);
}

/** Weeks begin on Sunday in the locale en_US, on Monday in most of Europe. */
function firstDayOfWeek(): number {
  const locale = new Intl.Locale(userLocale()) as Intl.Locale & { getWeekInfo?(): { firstDay: number } };
  return (locale.getWeekInfo?.().firstDay ?? 7) % 7;
}

mount(ApexDate, {
  adddays(this: ApexDate, days: number): ApexDate {
    return this.addDays(required(days));
  },
  addmonths(this: ApexDate, months: number): ApexDate {
    return this.addMonths(required(months));
  },
  addyears(this: ApexDate, years: number): ApexDate {
    return this.addYears(required(years));
  },
  dayofyear(this: ApexDate): number {
    return this.dayOfYear();
  },
  daysbetween(this: ApexDate, other: ApexDate): number {
    return this.daysBetween(required(other));
  },
  monthsbetween(this: ApexDate, other: ApexDate): number {
    return this.monthsBetween(required(other));
  },
  issameday(this: ApexDate, other: ApexDate): boolean {
    return this.equals(other);
  },
  tostartofmonth(this: ApexDate): ApexDate {
    return this.toStartOfMonth();
  },
  tostartofweek(this: ApexDate): ApexDate {
    return this.toStartOfWeek(firstDayOfWeek());
  },
  tostring(this: ApexDate): string {
    return `${this.toString()} 00:00:00`;
  },
  hashcode(this: ApexDate): number {
    return this.days;
  },
});
const plainFormat = ApexDate.prototype.format;
ApexDate.prototype.format = function (this: ApexDate, locale?: string): string {
  return plainFormat.call(this, locale ?? userLocale());
};
Object.setPrototypeOf(ApexDate.prototype, missingMembers('Date', Object.prototype));

/** Static members of System.Time. */
export const time = statics('Time', {
  newinstance: (hour: number, minute: number, second: number, ms: number): ApexTime => ApexTime.of(required(hour), required(minute), required(second), required(ms)),
});

mount(ApexTime, {
  addhours(this: ApexTime, n: number): ApexTime {
    return this.addMs(n * 3_600_000);
  },
  addminutes(this: ApexTime, n: number): ApexTime {
    return this.addMs(n * 60_000);
  },
  addseconds(this: ApexTime, n: number): ApexTime {
    return this.addMs(n * 1000);
  },
  addmilliseconds(this: ApexTime, n: number): ApexTime {
    return this.addMs(n);
  },
  tostring(this: ApexTime): string {
    return this.toString();
  },
  hashcode(this: ApexTime): number {
    return this.ms;
  },
});
Object.setPrototypeOf(ApexTime.prototype, missingMembers('Time', Object.prototype));

/** System.TimeZone */
export class TimeZone {
  private readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  static gettimezone(id: string): TimeZone {
    return new TimeZone(isTimeZone(required(id)) ? id : 'GMT');
  }

  getid(): string {
    return this.id;
  }

  getdisplayname(): string {
    const ms = nowMs();
    const offset = zoneOffset(this.id, ms) / 60_000;
    const sign = offset < 0 ? '-' : '+';
    const pad = (n: number): string => String(Math.abs(n)).padStart(2, '0');
    const name = new Intl.DateTimeFormat('en-US', { timeZone: this.id, timeZoneName: 'long' }).formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value;
    return `(GMT${sign}${pad(Math.trunc(offset / 60))}:${pad(offset % 60)}) ${name} (${this.id})`;
  }

  getoffset(at: ApexDatetime): number {
    return zoneOffset(this.id, required(at).ms);
  }

  tostring(): string {
    return this.id;
  }

  hashcode(): number {
    return hashText(this.id);
  }
}
standardClass('TimeZone', TimeZone);
