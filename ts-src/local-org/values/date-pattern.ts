import { dayNumber, dayOfWeek, pad } from './civil.ts';
import type { WallTime } from './datetime.ts';
import { ValueError } from './value-error.ts';
import { zoneName, zoneOffset } from './zone.ts';

/** Patterns of java.text.SimpleDateFormat, with English names. */

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

type Piece = { readonly literal: string } | { readonly letter: string; readonly count: number };
const compiled = new Map<string, readonly Piece[]>();

export function formatPattern(pattern: string, wall: WallTime, epochMs: number, zone: string): string {
  let pieces = compiled.get(pattern);
  if (pieces === undefined) compiled.set(pattern, (pieces = compilePattern(pattern)));
  let text = '';
  for (const piece of pieces) text += 'literal' in piece ? piece.literal : formatField(piece.letter, piece.count, wall, epochMs, zone);
  return text;
}

function compilePattern(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  for (let i = 0; i < pattern.length; ) {
    const c = pattern[i]!;
    if (c === "'") {
      if (pattern[i + 1] === "'") {
        pieces.push({ literal: "'" });
        i += 2;
        continue;
      }
      let literal = '';
      for (i++; i < pattern.length; i++) {
        if (pattern[i] !== "'") literal += pattern[i];
        else if (pattern[i + 1] === "'") literal += pattern[i++];
        else break;
      }
      if (i >= pattern.length) throw new ValueError('IllegalArgumentException', 'Unterminated quote');
      pieces.push({ literal });
      i++;
    } else if (/[A-Za-z]/.test(c)) {
      let end = i + 1;
      while (pattern[end] === c) end++;
      if (!'GyYMLwWDdFEuaHkKhmsSzZX'.includes(c)) throw new ValueError('IllegalArgumentException', `Illegal pattern character '${c}'`);
      pieces.push({ letter: c, count: end - i });
      i = end;
    } else {
      pieces.push({ literal: c });
      i++;
    }
  }
  return pieces;
}

function formatField(letter: string, count: number, w: WallTime, epochMs: number, zone: string): string {
  switch (letter) {
    case 'G':
      return w.year > 0 ? 'AD' : 'BC';
    case 'y':
      return year(w.year, count);
    case 'Y':
      return year(weekYear(w).year, count);
    case 'M':
    case 'L':
      return count >= 4 ? MONTHS[w.month - 1]! : count === 3 ? MONTHS[w.month - 1]!.slice(0, 3) : pad(w.month, count);
    case 'w':
      return pad(weekYear(w).week, count);
    case 'W':
      return pad(Math.floor((w.day - 1 + dayOfWeek(dayNumber(w.year, w.month, 1))) / 7) + 1, count);
    case 'D':
      return pad(w.dayOfYear, count);
    case 'd':
      return pad(w.day, count);
    case 'F':
      return pad(Math.floor((w.day - 1) / 7) + 1, count);
    case 'E':
      return count >= 4 ? WEEKDAYS[w.weekday]! : WEEKDAYS[w.weekday]!.slice(0, 3);
    case 'u':
      return pad(w.weekday === 0 ? 7 : w.weekday, count);
    case 'a':
      return w.hour < 12 ? 'AM' : 'PM';
    case 'H':
      return pad(w.hour, count);
    case 'k':
      return pad(w.hour === 0 ? 24 : w.hour, count);
    case 'K':
      return pad(w.hour % 12, count);
    case 'h':
      return pad(w.hour % 12 === 0 ? 12 : w.hour % 12, count);
    case 'm':
      return pad(w.minute, count);
    case 's':
      return pad(w.second, count);
    case 'S':
      return pad(w.millisecond, count);
    case 'z':
      return zoneName(zone, epochMs, count >= 4 ? 'long' : 'short');
    case 'Z':
      return offsetText(zoneOffset(zone, epochMs), '');
    default: {
      const offset = zoneOffset(zone, epochMs);
      if (offset === 0) return 'Z';
      if (count === 1) return offsetText(offset, '').slice(0, 3);
      return offsetText(offset, count === 2 ? '' : ':');
    }
  }
}

function year(value: number, count: number): string {
  return count === 2 ? pad(((value % 100) + 100) % 100, 2) : pad(value, count);
}

function offsetText(offset: number, separator: string): string {
  const minutes = Math.abs(offset) / 60_000;
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${separator}${pad(Math.floor(minutes % 60), 2)}`;
}

/** US weeks: Sunday first, week 1 holds January 1st. */
function weekYear(w: WallTime): { year: number; week: number } {
  const today = dayNumber(w.year, w.month, w.day);
  const startOf = (y: number): number => {
    const first = dayNumber(y, 1, 1);
    return first - dayOfWeek(first);
  };
  if (today >= startOf(w.year + 1)) return { year: w.year + 1, week: 1 };
  return { year: w.year, week: Math.floor((today - startOf(w.year)) / 7) + 1 };
}
