import { addMonths, civilDate, dayNumber, dayOfWeek, daysInMonth, isLeapYear, pad } from './civil.ts';
import type { CivilDate } from './civil.ts';
import { ValueError } from './value-error.ts';

/** A calendar day without time or zone. Immutable. */
export class ApexDate {
  /** Days since 1970-01-01. */
  readonly days: number;

  private constructor(days: number) {
    this.days = days;
  }

  static fromDays(days: number): ApexDate {
    return new ApexDate(days);
  }

  /** Months and days out of range roll over. */
  static of(year: number, month: number, day: number): ApexDate {
    return new ApexDate(dayNumber(year, month, day));
  }

  /** `2026-01-31`; a time after it is ignored. @throws ValueError (TypeException) */
  static parse(text: string): ApexDate {
    const date = ApexDate.tryParse(text);
    if (date === null) throw new ValueError('TypeException', `Invalid date: ${text}`);
    return date;
  }

  static tryParse(text: string): ApexDate | null {
    const match = /^\s*(-?\d{4,6})-(\d{1,2})-(\d{1,2})(?:[T ].*)?\s*$/.exec(text);
    if (match === null) return null;
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
    if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
    return ApexDate.of(year, month, day);
  }

  static isLeapYear(year: number): boolean {
    return isLeapYear(year);
  }

  static daysInMonth(year: number, month: number): number {
    return daysInMonth(year, month);
  }

  civil(): CivilDate {
    return civilDate(this.days);
  }

  year(): number {
    return this.civil().year;
  }

  month(): number {
    return this.civil().month;
  }

  day(): number {
    return this.civil().day;
  }

  dayOfYear(): number {
    return this.days - dayNumber(this.year(), 1, 1) + 1;
  }

  /** 0 Sunday to 6 Saturday. */
  dayOfWeek(): number {
    return dayOfWeek(this.days);
  }

  addDays(days: number): ApexDate {
    return new ApexDate(this.days + days);
  }

  /** The 31st becomes the last day of a shorter month. */
  addMonths(months: number): ApexDate {
    return new ApexDate(addMonths(this.days, months));
  }

  addYears(years: number): ApexDate {
    return this.addMonths(12 * years);
  }

  daysBetween(other: ApexDate): number {
    return other.days - this.days;
  }

  /** Difference of the month numbers; days do not matter. */
  monthsBetween(other: ApexDate): number {
    const a = this.civil();
    const b = other.civil();
    return (b.year - a.year) * 12 + b.month - a.month;
  }

  toStartOfMonth(): ApexDate {
    return new ApexDate(this.days - this.civil().day + 1);
  }

  /** First day of the week; `firstDay` 0 Sunday (the en_US locale), 1 Monday. */
  toStartOfWeek(firstDay = 0): ApexDate {
    return new ApexDate(this.days - ((this.dayOfWeek() - firstDay + 7) % 7));
  }

  compareTo(other: ApexDate): number {
    return this.days < other.days ? -1 : this.days > other.days ? 1 : 0;
  }

  equals(other: unknown): boolean {
    return other instanceof ApexDate && other.days === this.days;
  }

  /** Short style of the locale: `1/31/2026`. */
  format(locale = 'en-US'): string {
    if (locale === 'en-US') {
      const { year, month, day } = this.civil();
      return `${month}/${day}/${year}`;
    }
    return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeZone: 'UTC' }).format(this.days * 86_400_000);
  }

  /** ISO: `2026-01-31`. */
  toString(): string {
    const { year, month, day } = this.civil();
    return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  }

  toJSON(): string {
    return this.toString();
  }
}
