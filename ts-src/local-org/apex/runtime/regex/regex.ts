import { StringException, raise } from '../exceptions.ts';
import { translate } from './translate.ts';

/** A compiled Java pattern: the JavaScript expressions for its three ways of matching. */
export class Regex {
  readonly pattern: string;
  readonly groups: number;
  private readonly source: string;
  private readonly flags: string;
  private searching: RegExp | undefined;
  private anchored: RegExp | undefined;
  private sticky: RegExp | undefined;

  constructor(pattern: string) {
    this.pattern = pattern;
    try {
      const translation = translate(pattern);
      this.source = translation.source;
      this.flags = translation.flags;
      this.groups = translation.groups;
      this.searching = new RegExp(this.source, `${this.flags}gvd`);
    } catch (error) {
      if (error instanceof SyntaxError) throw raise(StringException, `Invalid regex: ${error.message}`);
      throw error;
    }
  }

  /** First match at or after `from`. */
  search(text: string, from: number): RegExpExecArray | null {
    const regex = this.searching!;
    regex.lastIndex = from;
    return regex.exec(text);
  }

  /** The whole text. */
  matchAll(text: string): RegExpExecArray | null {
    this.anchored ??= new RegExp(`(?:${this.source})(?![\\s\\S])`, `${this.flags}yvd`);
    this.anchored.lastIndex = 0;
    return this.anchored.exec(text);
  }

  /** A match that begins at `from`. */
  matchAt(text: string, from: number): RegExpExecArray | null {
    this.sticky ??= new RegExp(this.source, `${this.flags}yvd`);
    this.sticky.lastIndex = from;
    return this.sticky.exec(text);
  }
}

const cache = new Map<string, Regex>();

export function compileRegex(pattern: string): Regex {
  let regex = cache.get(pattern);
  if (regex === undefined) {
    regex = new Regex(pattern);
    if (cache.size >= 500) cache.clear();
    cache.set(pattern, regex);
  }
  return regex;
}

/** Java's replacement syntax: `$1`, `${name}`, `\x` for a literal x. */
export function expandReplacement(replacement: string, match: RegExpExecArray, groups: number): string {
  let out = '';
  for (let i = 0; i < replacement.length; i++) {
    const c = replacement[i]!;
    if (c === '\\') {
      if (i + 1 >= replacement.length) throw raise(StringException, 'character to be escaped is missing');
      out += replacement[++i];
    } else if (c === '$') {
      const named = /^\$\{(\w+)\}/.exec(replacement.slice(i));
      if (named !== null) {
        out += match.groups?.[named[1]!] ?? '';
        i += named[0].length - 1;
        continue;
      }
      const digit = replacement[i + 1];
      if (digit === undefined || !/\d/.test(digit)) throw raise(StringException, 'Illegal group reference');
      let number = Number(digit);
      if (number > groups) throw raise(StringException, `No group ${number}`);
      i++;
      while (/\d/.test(replacement[i + 1] ?? '') && number * 10 + Number(replacement[i + 1]) <= groups) number = number * 10 + Number(replacement[++i]);
      out += match[number] ?? '';
    } else out += c;
  }
  return out;
}

export function replaceMatches(regex: Regex, text: string, replacement: string, all: boolean): string {
  let out = '';
  let from = 0;
  let at = 0;
  while (at <= text.length) {
    const match = regex.search(text, at);
    if (match === null) break;
    out += text.slice(from, match.index) + expandReplacement(replacement, match, regex.groups);
    from = match.index + match[0].length;
    at = match[0] === '' ? from + 1 : from;
    if (!all) break;
  }
  return out + text.slice(from);
}

/** java.util.regex.Pattern.split: limit 0 drops trailing empty pieces, a positive one bounds their number. */
export function splitText(regex: Regex, text: string, limit: number): string[] {
  const pieces: string[] = [];
  let from = 0;
  let at = 0;
  while (at <= text.length && (limit <= 0 || pieces.length < limit - 1)) {
    const match = regex.search(text, at);
    if (match === null) break;
    const end = match.index + match[0].length;
    at = match[0] === '' ? end + 1 : end;
    if (end === 0 || (match[0] === '' && match.index >= text.length)) continue;
    pieces.push(text.slice(from, match.index));
    from = end;
  }
  if (from === 0 && pieces.length === 0) return [text];
  pieces.push(text.slice(from));
  if (limit === 0) while (pieces.length > 0 && pieces[pieces.length - 1] === '') pieces.pop();
  return pieces;
}
