import { StringException, raise } from '../exceptions.ts';
import { translate } from './translate.ts';

/** One way of matching a pattern. */
export class Way {
  private readonly source: string;
  private readonly flags: string;
  private readonly regex: RegExp;
  /** The same, noting places: they are asked for seldom, and V8 is slow with them. */
  private placing: RegExp | undefined;

  constructor(source: string, flags: string) {
    this.source = source;
    this.flags = flags;
    this.regex = new RegExp(source, flags);
  }

  exec(text: string, from: number): RegExpExecArray | null {
    this.regex.lastIndex = from;
    return this.regex.exec(text);
  }

  /** Start and end of each group of the match that `exec` found. */
  places(text: string, from: number): RegExpIndicesArray {
    this.placing ??= new RegExp(this.source, `${this.flags}d`);
    this.placing.lastIndex = from;
    return this.placing.exec(text)!.indices!;
  }
}

/** A compiled Java pattern: the JavaScript expressions for its three ways of matching. */
export class Regex {
  readonly pattern: string;
  readonly groups: number;
  /** The first match at or after a place. */
  readonly searching: Way;
  private readonly source: string;
  private readonly flags: string;
  private whole: Way | undefined;
  private sticky: Way | undefined;

  constructor(pattern: string) {
    this.pattern = pattern;
    try {
      const translation = translate(pattern);
      this.source = translation.source;
      this.flags = translation.flags;
      this.groups = translation.groups;
      this.searching = new Way(this.source, `${this.flags}gv`);
    } catch (error) {
      if (error instanceof SyntaxError) throw raise(StringException, `Invalid regex: ${error.message}`);
      throw error;
    }
  }

  /** The whole text. */
  get matching(): Way {
    return (this.whole ??= new Way(`(?:${this.source})(?![\\s\\S])`, `${this.flags}yv`));
  }

  /** A match that begins at a place. */
  get beginning(): Way {
    return (this.sticky ??= new Way(this.source, `${this.flags}yv`));
  }

  /** First match at or after `from`. */
  search(text: string, from: number): RegExpExecArray | null {
    return this.searching.exec(text, from);
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
