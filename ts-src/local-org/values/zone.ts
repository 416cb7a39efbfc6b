import { dayNumber } from './civil.ts';

/** Offsets of IANA time zones, by Intl. All times are epoch milliseconds. */

const HOUR = 3_600_000;
const formatters = new Map<string, Intl.DateTimeFormat>();
/** Offset per zone and quarter hour: zones change their offset on quarter hours. */
const offsets = new Map<string, Map<number, number>>();

/** Is this an IANA name or `GMT+02:00` style id that Intl knows? */
export function isTimeZone(id: string): boolean {
  if (fixedOffset(id) !== null) return true;
  try {
    formatterOf(id);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds east of UTC at an instant. Unknown zones count as GMT, as in Java. */
export function zoneOffset(zone: string, epochMs: number): number {
  const fixed = fixedOffset(zone);
  if (fixed !== null) return fixed;
  let cache = offsets.get(zone);
  if (cache === undefined) offsets.set(zone, (cache = new Map()));
  const slot = Math.floor(epochMs / (HOUR / 4));
  let offset = cache.get(slot);
  if (offset === undefined) {
    offset = computeOffset(zone, epochMs);
    if (cache.size > 10_000) cache.clear();
    cache.set(slot, offset);
  }
  return offset;
}

/** The instant at which clocks of `zone` show this wall time; in a gap the later, in an overlap the earlier reading (as Java). */
export function wallToEpoch(zone: string, wallMs: number): number {
  const before = zoneOffset(zone, wallMs - 24 * HOUR);
  const first = wallMs - before;
  if (zoneOffset(zone, first) === before) return first;
  const second = wallMs - zoneOffset(zone, first);
  return zoneOffset(zone, second) === wallMs - second ? second : first;
}

function fixedOffset(zone: string): number | null {
  if (zone === 'GMT' || zone === 'UTC' || zone === 'Z') return 0;
  const match = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (match === null) return null;
  const ms = (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60_000;
  return match[1] === '-' ? -ms : ms;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US-u-ca-gregory', {
      timeZone: zone, hourCycle: 'h23', era: 'short',
      year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

function computeOffset(zone: string, epochMs: number): number {
  let formatter: Intl.DateTimeFormat;
  try {
    formatter = formatterOf(zone);
  } catch {
    return 0;
  }
  const part: Record<string, string> = {};
  for (const { type, value } of formatter.formatToParts(epochMs)) part[type] = value;
  const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year);
  const days = dayNumber(year, Number(part.month), Number(part.day));
  const wall = days * 24 * HOUR + Number(part.hour) * HOUR + Number(part.minute) * 60_000 + Number(part.second) * 1000;
  return wall - Math.floor(epochMs / 1000) * 1000;
}

/** `CET`, `PST`, `GMT+05:30` (short) or `Central European Standard Time` (long). */
export function zoneName(zone: string, epochMs: number, style: 'short' | 'long'): string {
  if (zone === 'GMT' || zone === 'UTC') return style === 'short' ? zone : zone === 'GMT' ? 'Greenwich Mean Time' : 'Coordinated Universal Time';
  if (fixedOffset(zone) !== null) return zone;
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: style }).formatToParts(epochMs);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}
