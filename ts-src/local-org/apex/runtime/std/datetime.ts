import type { ApexTime } from '../../../values/index.ts';
import { ApexDate, ApexDatetime } from '../../../values/index.ts';
import { TypeException, raise } from '../exceptions.ts';
import { missingMembers, statics } from '../missing.ts';
import { mount } from '../mount.ts';
import { nowMs, userLocale, userZone } from '../user.ts';
import { asApex, required } from './numbers.ts';

function build(zone: string, first: number | bigint | ApexDate, second?: number | ApexTime, day?: number, hour = 0, minute = 0, sec = 0): ApexDatetime {
  required(first);
  if (first instanceof ApexDate) {
    const { year, month, day: d } = first.civil();
    const t = required(second as ApexTime);
    return ApexDatetime.ofZone(zone, year, month, d, t.hour(), t.minute(), t.second(), t.millisecond());
  }
  if (second === undefined) return ApexDatetime.fromMs(Number(first));
  return ApexDatetime.ofZone(zone, Number(first), required(second as number), required(day!), hour, minute, sec);
}

/** `2026-01-31 10:00:00` in a zone; ISO forms with an offset are taken as they are. */
function parseStandard(text: string, zone: string): ApexDatetime {
  return asApex(() => ApexDatetime.parse(text, zone));
}

/** en_US short form: `12/31/2026, 10:15 PM`, with or without the comma; 24 hours without AM or PM. */
function parseLocale(text: string): ApexDatetime {
  const match = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])?\s*$/.exec(text.replaceAll('\u202f', ' '));
  if (match === null) throw raise(TypeException, `Invalid date/time: ${text}`);
  let hour = Number(match[4]);
  const half = match[7]?.toUpperCase();
  if (half !== undefined) hour = (hour % 12) + (half === 'PM' ? 12 : 0);
  return ApexDatetime.ofZone(userZone(), Number(match[3]), Number(match[1]), Number(match[2]), hour, Number(match[5]), Number(match[6] ?? 0));
}

/** Static members of System.Datetime. */
export const datetime = statics('Datetime', {
  newinstance: (first: number | bigint | ApexDate, second?: number | ApexTime, day?: number, hour?: number, minute?: number, sec?: number): ApexDatetime =>
    build(userZone(), first, second, day, hour, minute, sec),
  newinstancegmt: (first: number | ApexDate, second?: number | ApexTime, day?: number, hour?: number, minute?: number, sec?: number): ApexDatetime =>
    build('GMT', first, second, day, hour, minute, sec),
  now: (): ApexDatetime => ApexDatetime.fromMs(nowMs()),
  parse: (text: string): ApexDatetime => parseLocale(required(text)),
  valueof(value: unknown): ApexDatetime {
    required(value);
    if (value instanceof ApexDatetime) return value;
    if (value instanceof ApexDate) return ApexDatetime.ofGmt(value.year(), value.month(), value.day());
    return parseStandard(String(value), userZone());
  },
  valueofgmt: (text: string): ApexDatetime => parseStandard(required(text), 'GMT'),
});

mount(ApexDatetime, {
  adddays(this: ApexDatetime, n: number): ApexDatetime {
    return this.addDays(required(n), userZone());
  },
  addhours(this: ApexDatetime, n: number): ApexDatetime {
    return this.addMs(required(n) * 3_600_000);
  },
  addminutes(this: ApexDatetime, n: number): ApexDatetime {
    return this.addMs(required(n) * 60_000);
  },
  addseconds(this: ApexDatetime, n: number): ApexDatetime {
    return this.addMs(required(n) * 1000);
  },
  addmonths(this: ApexDatetime, n: number): ApexDatetime {
    return this.addMonths(required(n), userZone());
  },
  addyears(this: ApexDatetime, n: number): ApexDatetime {
    return this.addMonths(12 * required(n), userZone());
  },
  date(this: ApexDatetime): ApexDate {
    return this.toDate(userZone());
  },
  dategmt(this: ApexDatetime): ApexDate {
    return this.toDate();
  },
  time(this: ApexDatetime): ApexTime {
    return this.toTime(userZone());
  },
  timegmt(this: ApexDatetime): ApexTime {
    return this.toTime();
  },
  gettime(this: ApexDatetime): bigint {
    return BigInt(this.ms);
  },
  issameday(this: ApexDatetime, other: ApexDatetime): boolean {
    return other !== null && this.toDate(userZone()).equals(required(other).toDate(userZone()));
  },
  format(this: ApexDatetime, pattern?: string | null, zone?: string | null): string {
    if (pattern === undefined) return this.formatShort(userZone(), userLocale());
    return asApex(() => this.formatPattern(required(pattern), zone ?? userZone()));
  },
  formatgmt(this: ApexDatetime, pattern: string): string {
    return asApex(() => this.formatPattern(required(pattern), 'GMT'));
  },
  formatlong(this: ApexDatetime): string {
    return this.formatPattern('M/d/yyyy, h:mm:ss a z', userZone());
  },
  tostring(this: ApexDatetime): string {
    return this.toWallString();
  },
  hashcode(this: ApexDatetime): number {
    return this.ms | 0;
  },
});

const PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond', 'dayOfYear'] as const;
for (const part of PARTS) {
  mount(ApexDatetime, {
    [part.toLowerCase()](this: ApexDatetime): number {
      return this.wall(userZone())[part];
    },
    [`${part.toLowerCase()}gmt`](this: ApexDatetime): number {
      return this.wall()[part];
    },
  });
}
Object.setPrototypeOf(ApexDatetime.prototype, missingMembers('Datetime', Object.prototype));
