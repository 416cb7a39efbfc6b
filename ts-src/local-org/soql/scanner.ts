import type { SourceRange } from './ast.ts';
import { SoqlSyntaxError } from './errors.ts';

export type SoqlTokenKind =
  | 'word' | 'string' | 'number' | 'date' | 'datetime' | 'time' | 'end'
  | '(' | ')' | ',' | '.' | ':' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | ']' | '{';

export interface ScannerOptions {
  /** Where in `text` the query starts; default 0. */
  readonly start?: number;
  /** Line and column of `start`; default 1, 1. */
  readonly origin?: SourceRange;
  /** Comments may stand in the query: inside Apex. */
  readonly comments?: boolean;
}

export interface ScannerMark {
  readonly offset: number;
  readonly line: number;
  readonly lineStart: number;
}

const DATE = /\d{4}-\d\d-\d\d(?:([Tt])\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:?\d\d))?/y;
const TIME = /\d\d:\d\d:\d\d(?:\.\d+)?[Zz]?/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const QUOTE = 39, BACKSLASH = 92, LF = 10, CR = 13;

/** Reads SOQL token by token: the current one is in `kind`, `start` and `end`. */
export class SoqlScanner {
  readonly text: string;
  kind: SoqlTokenKind = 'end';
  start = 0;
  end = 0;
  /** Of the current token. */
  line: number;
  private lineStart: number;
  private readonly comments: boolean;
  private upperCache = '';
  private upperOf = -1;

  constructor(text: string, options: ScannerOptions = {}) {
    this.text = text;
    this.end = options.start ?? 0;
    this.line = options.origin?.line ?? 1;
    this.lineStart = this.end - ((options.origin?.column ?? 1) - 1);
    this.comments = options.comments ?? false;
    this.next();
  }

  get at(): SourceRange {
    return { line: this.line, column: this.start - this.lineStart + 1 };
  }

  get token(): string {
    return this.text.slice(this.start, this.end);
  }

  /** The current word in upper case; empty when it is no word. */
  get word(): string {
    if (this.kind !== 'word') return '';
    if (this.upperOf !== this.start) {
      this.upperOf = this.start;
      this.upperCache = this.token.toUpperCase();
    }
    return this.upperCache;
  }

  mark(): ScannerMark {
    return { offset: this.start, line: this.line, lineStart: this.lineStart };
  }

  reset(mark: ScannerMark): void {
    this.end = mark.offset;
    this.line = mark.line;
    this.lineStart = mark.lineStart;
    this.next();
  }

  /** Continues behind text that someone else has read. */
  jump(offset: number): void {
    while (this.end < offset) this.step();
    this.next();
  }

  /** Goes to the next token. */
  next(): void {
    this.skipBlanks();
    const { text } = this;
    const start = (this.start = this.end);
    if (start >= text.length) {
      this.kind = 'end';
      return;
    }
    const c = text.charCodeAt(start);
    if ((c | 32) >= 97 && (c | 32) <= 122 || c === 95) return this.take('word', WORD);
    if (c >= 48 && c <= 57) return this.digits();
    if (c === QUOTE) return this.string();
    this.symbol(text.charAt(start));
  }

  fail(message: string): never {
    const { line, column } = this.at;
    throw new SoqlSyntaxError(message, line, column);
  }

  failUnexpected(): never {
    this.fail(`unexpected token: '${this.kind === 'end' ? '<EOF>' : this.token}'`);
  }

  accept(kind: SoqlTokenKind): boolean {
    if (this.kind !== kind) return false;
    this.next();
    return true;
  }

  expect(kind: SoqlTokenKind): void {
    if (!this.accept(kind)) this.failExpected(kind);
  }

  acceptWord(upper: string): boolean {
    if (this.word !== upper) return false;
    this.next();
    return true;
  }

  expectWord(upper: string): void {
    if (!this.acceptWord(upper)) this.failUnexpected();
  }

  /** Any word, as written. */
  name(): string {
    if (this.kind !== 'word') this.failUnexpected();
    const name = this.token;
    this.next();
    return name;
  }

  private failExpected(kind: SoqlTokenKind): never {
    if (this.kind === 'end') this.fail(`expecting '${kind}', found '<EOF>'`);
    this.failUnexpected();
  }

  /** Errors below the level of tokens name their place themselves, with a column that counts from 0. */
  private failCharacter(message: string): never {
    const { line, column } = this.at;
    throw new SoqlSyntaxError(`line ${line}:${column - 1} ${message}`, line, column);
  }

  private digits(): void {
    DATE.lastIndex = this.start;
    const date = DATE.exec(this.text);
    if (date !== null) {
      this.kind = date[1] === undefined ? 'date' : 'datetime';
      this.end = DATE.lastIndex;
      return;
    }
    TIME.lastIndex = this.start;
    if (TIME.test(this.text)) {
      this.kind = 'time';
      this.end = TIME.lastIndex;
      return;
    }
    this.take('number', NUMBER);
  }

  private string(): void {
    let end = this.start + 1;
    for (;;) {
      const c = this.text.charCodeAt(end);
      if (c === QUOTE) break;
      if (end >= this.text.length) this.failCharacter("mismatched character '<EOF>' expecting '''");
      end += c === BACKSLASH ? 2 : 1;
    }
    this.kind = 'string';
    this.end = end + 1;
  }

  private symbol(first: string): void {
    const two = this.text.slice(this.start, this.start + 2);
    if (two === '<=' || two === '>=' || two === '!=' || two === '<>') {
      this.kind = two === '<>' ? '!=' : two;
      this.end = this.start + 2;
      return;
    }
    if (first === '.' && /[0-9]/.test(two.charAt(1))) return this.take('number', NUMBER);
    if (!'(),.:=<>+-]{'.includes(first)) this.failCharacter(`no viable alternative at character '${first}'`);
    this.kind = first as SoqlTokenKind;
    this.end = this.start + 1;
  }

  private take(kind: SoqlTokenKind, pattern: RegExp): void {
    pattern.lastIndex = this.start;
    pattern.test(this.text);
    this.kind = kind;
    this.end = pattern.lastIndex;
  }

  private skipBlanks(): void {
    const { text } = this;
    for (;;) {
      const c = text.charCodeAt(this.end);
      if (c === 32 || c === LF || c === CR || c === 9 || c === 12 || c === 0xa0) this.step();
      else if (this.comments && c === 47 && text.charCodeAt(this.end + 1) === 47) {
        while (this.end < text.length && text.charCodeAt(this.end) !== LF && text.charCodeAt(this.end) !== CR) this.end++;
      } else if (this.comments && c === 47 && text.charCodeAt(this.end + 1) === 42) {
        const close = text.indexOf('*/', this.end + 2);
        const stop = close < 0 ? text.length : close + 2;
        while (this.end < stop) this.step();
      } else return;
    }
  }

  /** One character on, keeping count of the lines. */
  private step(): void {
    const c = this.text.charCodeAt(this.end++);
    if (c === LF || (c === CR && this.text.charCodeAt(this.end) !== LF)) {
      this.line++;
      this.lineStart = this.end;
    }
  }
}
