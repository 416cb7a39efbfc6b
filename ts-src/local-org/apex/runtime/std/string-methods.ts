import { toId15 } from '../../../values/index.ts';
import { ApexList } from '../collections/list.ts';
import { compareText } from '../compare.ts';
import { sobjectTypeOfId } from '../describe/tokens.ts';
import { hashText } from '../equality.ts';
import { NullPointerException, StringException, raise } from '../exceptions.ts';
import { statics } from '../missing.ts';
import { compileRegex, replaceMatches, splitText } from '../regex/regex.ts';
import { required } from './numbers.ts';
import * as escapes from './string-escapes.ts';
import { levenshtein, splitByType } from './string-algorithms.ts';

type Text = string | null;

/** A null receiver: as any call on null. */
function on(text: Text): string {
  if (text === null) throw raise(NullPointerException, 'Attempt to de-reference a null object');
  return text;
}

const strings = (items: readonly string[]): ApexList => ApexList.of('List<String>', [...items]);
/** ASCII, from the space to the tilde. */
function isPrintable(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 32 || c > 126) return false;
  }
  return true;
}

const every = (text: string, pattern: RegExp): boolean => pattern.test(text);

function padding(length: number, pad: string): string {
  if (length <= 0) return '';
  const unit = pad === '' ? ' ' : pad;
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

function bounds(text: string, start: number, end: number): void {
  required(start);
  required(end);
  if (start < 0 || start > text.length) throw raise(StringException, `Starting position out of bounds: ${start}`);
  if (end > text.length || end < start) throw raise(StringException, `Ending position out of bounds: ${end}`);
}

function unit(text: string, index: number): number {
  required(index);
  if (index < 0 || index >= text.length) throw raise(StringException, `String index out of range: ${index}`);
  return index;
}

function indexOfAny(text: string, chars: string, wanted: boolean): number {
  for (let i = 0; i < text.length; i++) if (chars.includes(text[i]!) === wanted) return i;
  return -1;
}

function differenceAt(a: string, b: string): number {
  if (a === b) return -1;
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}

function replaceRegex(text: string, pattern: Text, replacement: Text, all: boolean): string {
  return replaceMatches(compileRegex(required(pattern)), text, required(replacement), all);
}

/** Instance methods of System.String: `$.prim.string`. The receiver comes first. */
export const primString = statics('String', {
  abbreviate(text: Text, width: number, offset = 0): string {
    const s = on(text);
    if (width < 4) throw raise(StringException, 'Minimum abbreviation width is 4');
    if (s.length <= width) return s;
    let from = Math.min(offset, s.length);
    if (s.length - from < width - 3) from = s.length - (width - 3);
    if (from <= 4) return `${s.slice(0, width - 3)}...`;
    if (width < 7) throw raise(StringException, 'Minimum abbreviation width with offset is 7');
    if (from + width - 3 < s.length) return `...${s.slice(from, from + width - 6)}...`;
    return `...${s.slice(s.length - (width - 3))}`;
  },
  capitalize: (text: Text): string => (on(text) === '' ? '' : on(text)[0]!.toUpperCase() + on(text).slice(1)),
  center(text: Text, size: number, pad = ' '): string {
    const s = on(text);
    const missing = size - s.length;
    if (missing <= 0) return s;
    const left = Math.floor(missing / 2);
    return padding(left, pad) + s + padding(missing - left, pad);
  },
  charat: (text: Text, index: number): number => on(text).charCodeAt(unit(on(text), index)),
  codepointat: (text: Text, index: number): number => on(text).codePointAt(unit(on(text), index))!,
  codepointbefore(text: Text, index: number): number {
    const s = on(text);
    if (index < 1 || index > s.length) throw raise(StringException, `String index out of range: ${index}`);
    const low = s.charCodeAt(index - 1);
    const high = index > 1 ? s.charCodeAt(index - 2) : 0;
    return low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff ? s.codePointAt(index - 2)! : low;
  },
  codepointcount: (text: Text, start: number, end: number): number => (bounds(on(text), start, end), [...on(text).slice(start, end)].length),
  compareto: (text: Text, other: Text): number => compareText(on(text), required(other)),
  contains: (text: Text, part: Text): boolean => on(text).includes(required(part)),
  containsany: (text: Text, chars: Text): boolean => indexOfAny(on(text), required(chars), true) >= 0,
  containsignorecase: (text: Text, part: Text): boolean => on(text).toLowerCase().includes(required(part).toLowerCase()),
  containsnone: (text: Text, chars: Text): boolean => indexOfAny(on(text), required(chars), true) < 0,
  containsonly: (text: Text, chars: Text): boolean => indexOfAny(on(text), required(chars), false) < 0,
  containswhitespace: (text: Text): boolean => /\s/.test(on(text)),
  countmatches: (text: Text, part: Text): number => (required(part) === '' ? 0 : on(text).split(part!).length - 1),
  deletewhitespace: (text: Text): string => on(text).replace(/\s+/g, ''),
  difference(text: Text, other: Text): string {
    const at = differenceAt(on(text), required(other));
    return at < 0 ? '' : other!.slice(at);
  },
  endswith: (text: Text, part: Text): boolean => on(text).endsWith(required(part)),
  endswithignorecase: (text: Text, part: Text): boolean => on(text).toLowerCase().endsWith(required(part).toLowerCase()),
  equals: (text: Text, other: unknown): boolean => on(text) === other,
  equalsignorecase: (text: Text, other: Text): boolean => other !== null && on(text).toLowerCase() === other.toLowerCase(),
  escapecsv: (text: Text): string => escapes.escapeCsv(on(text)),
  escapeecmascript: (text: Text): string => escapes.escapeEcmaScript(on(text)),
  escapehtml3: (text: Text): string => escapes.escapeHtml3(on(text)),
  escapehtml4: (text: Text): string => escapes.escapeHtml4(on(text)),
  escapejava: (text: Text): string => escapes.escapeJava(on(text)),
  escapeunicode: (text: Text): string => escapes.escapeUnicode(on(text)),
  escapexml: (text: Text): string => escapes.escapeXml(on(text)),
  getchars: (text: Text): ApexList => ApexList.of('List<Integer>', on(text).split('').map((c) => c.charCodeAt(0))),
  getlevenshteindistance(text: Text, other: Text, threshold?: number): number {
    const distance = levenshtein(on(text), required(other));
    return threshold !== undefined && distance > threshold ? -1 : distance;
  },
  hashcode: (text: Text): number => hashText(on(text)),
  indexof: (text: Text, part: Text, from?: number): number => on(text).indexOf(required(part), from ?? 0),
  indexofany: (text: Text, chars: Text): number => indexOfAny(on(text), required(chars), true),
  indexofanybut: (text: Text, chars: Text): number => indexOfAny(on(text), required(chars), false),
  indexofchar: (text: Text, code: number, from?: number): number => on(text).indexOf(String.fromCodePoint(required(code)), from ?? 0),
  indexofdifference: (text: Text, other: Text): number => differenceAt(on(text), required(other)),
  indexofignorecase: (text: Text, part: Text, from?: number): number => on(text).toLowerCase().indexOf(required(part).toLowerCase(), from ?? 0),
  isalllowercase: (text: Text): boolean => every(on(text), /^\p{Lowercase}+$/u),
  isalluppercase: (text: Text): boolean => every(on(text), /^\p{Uppercase}+$/u),
  isalpha: (text: Text): boolean => every(on(text), /^\p{L}+$/u),
  isalphaspace: (text: Text): boolean => every(on(text), /^[\p{L} ]*$/u),
  isalphanumeric: (text: Text): boolean => every(on(text), /^[\p{L}\p{Nd}]+$/u),
  isalphanumericspace: (text: Text): boolean => every(on(text), /^[\p{L}\p{Nd} ]*$/u),
  isasciiprintable: (text: Text): boolean => isPrintable(on(text)),
  isnumeric: (text: Text): boolean => every(on(text), /^\p{Nd}+$/u),
  isnumericspace: (text: Text): boolean => every(on(text), /^[\p{Nd} ]*$/u),
  iswhitespace: (text: Text): boolean => every(on(text), /^\s*$/),
  lastindexof: (text: Text, part: Text, from?: number): number => (from !== undefined && from < 0 ? -1 : on(text).lastIndexOf(required(part), from ?? Infinity)),
  lastindexofchar: (text: Text, code: number, from?: number): number => on(text).lastIndexOf(String.fromCodePoint(required(code)), from ?? Infinity),
  lastindexofignorecase: (text: Text, part: Text, from?: number): number => on(text).toLowerCase().lastIndexOf(required(part).toLowerCase(), from ?? Infinity),
  left: (text: Text, length: number): string => on(text).slice(0, Math.max(0, required(length))),
  leftpad: (text: Text, length: number, pad = ' '): string => padding(length - on(text).length, pad) + on(text),
  length: (text: Text): number => on(text).length,
  mid(text: Text, start: number, length: number): string {
    const from = Math.max(0, start);
    return length < 0 || start > on(text).length ? '' : on(text).slice(from, from + length);
  },
  normalizespace: (text: Text): string => on(text).trim().replace(/\s+/g, ' '),
  offsetbycodepoints(text: Text, index: number, offset: number): number {
    const s = on(text);
    if (offset >= 0) return index + [...s.slice(index)].slice(0, offset).join('').length;
    return index - [...s.slice(0, index)].slice(offset).join('').length;
  },
  overlay(text: Text, other: Text, start: number, end: number): string {
    const s = on(text);
    const clamp = (n: number): number => Math.max(0, Math.min(n, s.length));
    const [from, to] = [Math.min(clamp(start), clamp(end)), Math.max(clamp(start), clamp(end))];
    return s.slice(0, from) + required(other) + s.slice(to);
  },
  remove: (text: Text, part: Text): string => (required(part) === '' ? on(text) : on(text).replaceAll(part!, '')),
  removeend: (text: Text, part: Text): string => (part !== null && part !== '' && on(text).endsWith(part) ? text!.slice(0, -part.length) : on(text)),
  removeendignorecase: (text: Text, part: Text): string =>
    part !== null && part !== '' && on(text).toLowerCase().endsWith(part.toLowerCase()) ? text!.slice(0, -part.length) : on(text),
  removestart: (text: Text, part: Text): string => (part !== null && on(text).startsWith(part) ? text!.slice(part.length) : on(text)),
  removestartignorecase: (text: Text, part: Text): string => (part !== null && on(text).toLowerCase().startsWith(part.toLowerCase()) ? text!.slice(part.length) : on(text)),
  repeat(text: Text, first: number | Text, second?: number): string {
    if (second === undefined) return on(text).repeat(Math.max(0, first as number));
    return Array.from({ length: Math.max(0, second) }, () => on(text)).join((first as Text) ?? '');
  },
  replace: (text: Text, target: Text, replacement: Text): string => on(text).replaceAll(required(target), () => required(replacement)),
  replaceall: (text: Text, pattern: Text, replacement: Text): string => replaceRegex(on(text), pattern, replacement, true),
  replacefirst: (text: Text, pattern: Text, replacement: Text): string => replaceRegex(on(text), pattern, replacement, false),
  reverse: (text: Text): string => [...on(text)].reverse().join(''),
  right: (text: Text, length: number): string => (length <= 0 ? '' : on(text).slice(-length)),
  rightpad: (text: Text, length: number, pad = ' '): string => on(text) + padding(length - on(text).length, pad),
  split: (text: Text, pattern: Text, limit = 0): ApexList => strings(splitText(compileRegex(required(pattern)), on(text), limit)),
  splitbycharactertype: (text: Text): ApexList => strings(splitByType(on(text), false)),
  splitbycharactertypecamelcase: (text: Text): ApexList => strings(splitByType(on(text), true)),
  startswith: (text: Text, part: Text): boolean => on(text).startsWith(required(part)),
  startswithignorecase: (text: Text, part: Text): boolean => on(text).toLowerCase().startsWith(required(part).toLowerCase()),
  striphtmltags: (text: Text): string => on(text).replace(/<[^>]*>/g, ''),
  substring(text: Text, start: number, end?: number): string {
    const s = on(text);
    bounds(s, start, end === undefined ? s.length : end);
    return s.slice(start, end);
  },
  substringafter(text: Text, separator: Text): string {
    const at = separator === null ? -1 : on(text).indexOf(separator);
    return at < 0 ? '' : on(text).slice(at + separator!.length);
  },
  substringafterlast(text: Text, separator: Text): string {
    const at = separator === null || separator === '' ? -1 : on(text).lastIndexOf(separator);
    return at < 0 ? '' : on(text).slice(at + separator!.length);
  },
  substringbefore(text: Text, separator: Text): string {
    const at = separator === null ? -1 : on(text).indexOf(separator);
    return at < 0 ? on(text) : on(text).slice(0, at);
  },
  substringbeforelast(text: Text, separator: Text): string {
    const at = separator === null || separator === '' ? -1 : on(text).lastIndexOf(separator);
    return at < 0 ? on(text) : on(text).slice(0, at);
  },
  substringbetween(text: Text, open: Text, close: Text = open): string | null {
    const from = open === null ? -1 : on(text).indexOf(open);
    if (from < 0 || close === null) return null;
    const to = on(text).indexOf(close, from + open!.length);
    return to < 0 ? null : on(text).slice(from + open!.length, to);
  },
  swapcase: (text: Text): string => [...on(text)].map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join(''),
  tolowercase: (text: Text, locale?: Text): string => (locale === undefined || locale === null ? on(text).toLowerCase() : on(text).toLocaleLowerCase(locale.replace('_', '-'))),
  touppercase: (text: Text, locale?: Text): string => (locale === undefined || locale === null ? on(text).toUpperCase() : on(text).toLocaleUpperCase(locale.replace('_', '-'))),
  tostring: (text: Text): string => on(text),
  trim: (text: Text): string => on(text).replace(/^[\0-\x20]+|[\0-\x20]+$/g, ''),
  uncapitalize: (text: Text): string => (on(text) === '' ? '' : on(text)[0]!.toLowerCase() + on(text).slice(1)),
  unescapecsv: (text: Text): string => escapes.unescapeCsv(on(text)),
  unescapeecmascript: (text: Text): string => escapes.unescapeJava(on(text)),
  unescapehtml3: (text: Text): string => escapes.unescapeHtml3(on(text)),
  unescapehtml4: (text: Text): string => escapes.unescapeHtml4(on(text)),
  unescapejava: (text: Text): string => escapes.unescapeJava(on(text)),
  unescapeunicode: (text: Text): string => escapes.unescapeUnicode(on(text)),
  unescapexml: (text: Text): string => escapes.unescapeXml(on(text)),
});

/** Instance methods of System.Id; what it lacks it has from String. */
export const primId = statics('Id', {
  ...primString,
  getsobjecttype: (id: Text): unknown => sobjectTypeOfId(on(id)),
  to15: (id: Text): string => toId15(on(id)),
});

