import { addMonths, civilDate, dayNumber, dayOfWeek, daysInMonth, pad } from './civil.ts';
import { ApexDate } from './date.ts';
import { formatPattern } from './date-pattern.ts';
import { ApexTime } from './time.ts';
import { ValueError } from './value-error.ts';
import { wallToEpoch, zoneOffset } from './zone.ts';

const DAY = 86_400_000;
const ISO = /^\s*(-?\d{4,6})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?\s*$/;

/** The parts a wall clock and calendar show. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** 0 Sunday to 6 Saturday. */
  readonly weekday: number;
  /** 1 to 366. */
  readonly dayOfYear: number;
}

/** An instant, to the millisecond. Zones matter only for taking it apart and writing it. Immutable. */
export class ApexDatetime {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly ms: number;

  private constructor(ms: number) {
    this.ms = ms;
  }

  static fromMs(ms: number): ApexDatetime {
    return new ApexDatetime(ms);
  }

  /** Parts out of range roll over. */
  static ofGmt(year: number, month: number, day: number, hour = 0, minute = 0, second = 0, ms = 0): ApexDatetime {
    return new ApexDatetime(dayNumber(year, month, day) * DAY + ((hour * 60 + minute) * 60 + second) * 1000 + ms);
  }

  /** A wall time in a zone. */
  static ofZone(zone: string, year: number, month: number, day: number, hour = 0, minute = 0, second = 0, ms = 0): ApexDatetime {
    return new ApexDatetime(wallToEpoch(zone, ApexDatetime.ofGmt(year, month, day, hour, minute, second, ms).ms));
  }

  /** ISO 8601: `2026-01-31T10:00:00.000Z`, `…+0200`, `…+02:00`; without an offset the wall time of `zone`. @throws ValueError (TypeException) */
  static parse(text: string, zone = 'GMT'): ApexDatetime {
    const datetime = ApexDatetime.tryParse(text, zone);
    if (datetime === null) throw new ValueError('TypeException', `Invalid date/time: ${text}`);
    return datetime;
  }

  static tryParse(text: string, zone = 'GMT'): ApexDatetime | null {
    const match = ISO.exec(text);
    if (match === null) return null;
    const part = (i: number): number => Number(match[i] ?? 0);
    const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
    if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || hour > 24 || minute > 59 || second > 59) return null;
    const ms = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
    const wall = ApexDatetime.ofGmt(year, month, day, hour, minute, second, ms);
    if (match[8] === undefined) return zone === 'GMT' ? wall : new ApexDatetime(wallToEpoch(zone, wall.ms));
    return match[8] === 'Z' ? wall : new ApexDatetime(wall.ms - zoneOffset(match[8], 0));
  }

  wall(zone = 'GMT'): WallTime {
    const local = zone === 'GMT' ? this.ms : this.ms + zoneOffset(zone, this.ms);
    const days = Math.floor(local / DAY);
    const time = local - days * DAY;
    const { year, month, day } = civilDate(days);
    return {
      year, month, day,
      hour: Math.floor(time / 3_600_000),
      minute: Math.floor(time / 60_000) % 60,
      second: Math.floor(time / 1000) % 60,
      millisecond: time % 1000,
      weekday: dayOfWeek(days),
      dayOfYear: days - dayNumber(year, 1, 1) + 1,
    };
  }

  toDate(zone = 'GMT'): ApexDate {
    return ApexDate.fromDays(Math.floor((this.ms + zoneOffset(zone, this.ms)) / DAY));
  }

  toTime(zone = 'GMT'): ApexTime {
    return ApexTime.fromMs(this.ms + zoneOffset(zone, this.ms));
  }

  addMs(ms: number): ApexDatetime {
    return new ApexDatetime(this.ms + ms);
  }

  /** Whole days on the wall clock of `zone`. */
  addDays(days: number, zone = 'GMT'): ApexDatetime {
    const wall = this.ms + zoneOffset(zone, this.ms) + days * DAY;
    return new ApexDatetime(wallToEpoch(zone, wall));
  }

  addMonths(months: number, zone = 'GMT'): ApexDatetime {
    const wall = this.ms + zoneOffset(zone, this.ms);
    const days = Math.floor(wall / DAY);
    return new ApexDatetime(wallToEpoch(zone, addMonths(days, months) * DAY + (wall - days * DAY)));
  }

  compareTo(other: ApexDatetime): number {
    return this.ms < other.ms ? -1 : this.ms > other.ms ? 1 : 0;
  }

  equals(other: unknown): boolean {
    return other instanceof ApexDatetime && other.ms === this.ms;
  }

  /** By a pattern of java.text.SimpleDateFormat. @throws ValueError (IllegalArgumentException) for an unknown letter */
  formatPattern(pattern: string, zone = 'GMT'): string {
    return formatPattern(pattern, this.wall(zone), this.ms, zone);
  }

  /** Short style of the locale: `1/31/2026, 10:00 AM`. */
  formatShort(zone = 'GMT', locale = 'en-US'): string {
    if (locale === 'en-US') return this.formatPattern('M/d/yyyy, h:mm a', zone);
    return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone: zone }).format(this.ms);
  }

  /** `2026-01-31 10:00:00` on the wall clock of `zone`. */
  toWallString(zone = 'GMT'): string {
    const w = this.wall(zone);
    return `${pad(w.year, 4)}-${pad(w.month, 2)}-${pad(w.day, 2)} ${pad(w.hour, 2)}:${pad(w.minute, 2)}:${pad(w.second, 2)}`;
  }

  /** `2026-01-31T10:00:00.000Z` */
  toIso(): string {
    const w = this.wall();
    return `${this.toWallString().replace(' ', 'T')}.${pad(w.millisecond, 3)}Z`;
  }

  /** As REST and Apex JSON.serialize of records write it: `2026-01-31T10:00:00.000+0000`. */
  toRest(): string {
    return `${this.toIso().slice(0, -1)}+0000`;
  }

  toString(): string {
    return this.toIso();
  }

  toJSON(): string {
    return this.toRest();
  }
}
