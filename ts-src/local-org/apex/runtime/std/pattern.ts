import { ApexList } from '../collections/list.ts';
import { NullPointerException, StringException, raise } from '../exceptions.ts';
import { standardClass } from '../missing.ts';
import { compileRegex, replaceMatches, splitText } from '../regex/regex.ts';
import type { Regex, Way } from '../regex/regex.ts';
import { required } from './numbers.ts';

export class Pattern {
  readonly regex: Regex;

  constructor(regex: Regex) {
    this.regex = regex;
  }

  static compile(pattern: string | null): Pattern {
    return new Pattern(compileRegex(required(pattern)));
  }

  static matches(pattern: string | null, text: string | null): boolean {
    return compileRegex(required(pattern)).matching.exec(required(text), 0) !== null;
  }

  static quote(text: string): string {
    return `\\Q${text.replaceAll('\\E', '\\E\\\\E\\Q')}\\E`;
  }

  matcher(text: string | null): Matcher {
    return new Matcher(this, required(text));
  }

  pattern(): string {
    return this.regex.pattern;
  }

  split(text: string | null, limit = 0): ApexList {
    return ApexList.of('List<String>', splitText(this.regex, required(text), limit));
  }

  tostring(): string {
    return this.regex.pattern;
  }
}
standardClass('Pattern', Pattern);

/** java.util.regex.Matcher */
export class Matcher {
  private owner: Pattern;
  private text: string;
  private from = 0;
  private to: number;
  private match: RegExpExecArray | null = null;
  /** How the match was found, in what, from where, and where that text begins in the whole one. */
  private way: Way | null = null;
  private inText = '';
  private fromPlace = 0;
  private shift = 0;
  /** Where the next find begins. */
  private next = 0;

  static quotereplacement(text: string): string {
    return text.replace(/[\\$]/g, '\\$&');
  }

  constructor(owner: Pattern, text: string) {
    this.owner = owner;
    this.text = text;
    this.to = text.length;
  }

  private get regex(): Regex {
    return this.owner.regex;
  }

  /** The text as bounded by the region; positions count from the start of the whole text. */
  private bounded(): string {
    return this.to === this.text.length ? this.text : this.text.slice(0, this.to);
  }

  find(start?: number): boolean {
    if (start !== undefined) {
      this.reset();
      if (start < 0 || start > this.text.length) throw raise(StringException, 'Illegal start index');
      this.next = start;
    }
    this.match = this.next > this.to ? null : this.look(this.regex.searching, this.bounded(), this.next);
    if (this.match === null) return false;
    const end = this.match.index + this.match[0].length;
    this.next = this.match[0] === '' ? end + 1 : end;
    return true;
  }

  matches(): boolean {
    // A match found in the region alone is moved to positions in the whole text.
    this.match = this.look(this.regex.matching, this.text.slice(this.from, this.to), 0, this.from);
    if (this.match === null) return false;
    this.match.index += this.from;
    this.next = this.to;
    return true;
  }

  lookingat(): boolean {
    this.match = this.look(this.regex.beginning, this.bounded(), this.from);
    if (this.match === null) return false;
    this.next = this.match.index + this.match[0].length;
    return true;
  }

  private look(way: Way, text: string, from: number, shift = 0): RegExpExecArray | null {
    this.way = way;
    this.inText = text;
    this.fromPlace = from;
    this.shift = shift;
    return way.exec(text, from);
  }

  /** Start (0) or end (1) of a group; -1 when it took no part in the match. */
  private place(group: number, side: 0 | 1): number {
    const match = this.found();
    this.checked(group);
    if (group === 0) return side === 0 ? match.index : match.index + match[0].length;
    const pair = this.way!.places(this.inText, this.fromPlace)[group];
    return pair === undefined ? -1 : pair[side] + this.shift;
  }

  private found(): RegExpExecArray {
    if (this.match === null) throw raise(StringException, 'No match found');
    return this.match;
  }

  private checked(group: number): number {
    if (group < 0 || group > this.regex.groups) throw raise(StringException, `No group ${group}`);
    return group;
  }

  group(group = 0): string | null {
    return this.found()[this.checked(group)] ?? null;
  }

  groupcount(): number {
    return this.regex.groups;
  }

  start(group = 0): number {
    return this.place(group, 0);
  }

  end(group = 0): number {
    return this.place(group, 1);
  }

  hitend(): boolean {
    return this.match === null || this.match.index + this.match[0].length === this.to;
  }

  pattern(): Pattern {
    return this.owner;
  }

  usepattern(pattern: Pattern | null): Matcher {
    this.owner = required(pattern);
    this.match = null;
    return this;
  }

  region(start: number, end: number): Matcher {
    if (start < 0 || end > this.text.length || start > end) throw raise(StringException, 'start');
    this.reset();
    this.from = this.next = start;
    this.to = end;
    return this;
  }

  regionstart(): number {
    return this.from;
  }

  regionend(): number {
    return this.to;
  }

  reset(text?: string | null): Matcher {
    if (text === null) throw raise(NullPointerException, 'Argument cannot be null.');
    if (text !== undefined) this.text = text;
    this.match = null;
    this.from = this.next = 0;
    this.to = this.text.length;
    return this;
  }

  replaceall(replacement: string | null): string {
    return replaceMatches(this.regex, this.text, required(replacement), true);
  }

  replacefirst(replacement: string | null): string {
    return replaceMatches(this.regex, this.text, required(replacement), false);
  }
}
standardClass('Matcher', Matcher);

