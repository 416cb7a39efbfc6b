import { FormulaError } from './errors.ts';
import type { FormulaPlace } from './tree.ts';

export type TokenKind = 'number' | 'text' | 'name' | 'symbol' | 'end';

const BLANKS = /(?:\s|\/\*[^]*?\*\/)*/y;
const NUMBER = /\d+(?:\.\d+)?|\.\d+/y;
const TEXT = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'/y;
const NAME = /[A-Za-z$_][\w$:.#]*/y;
/** `{!Amount}`, as flows and templates write a name. */
const MERGE_NAME = /\{!\s*([A-Za-z$_][\w$:.#]*)\s*\}/y;
const SYMBOL = /&&|\|\||<>|!=|==|<=|>=|[-+*/^&=<>!(),]/y;

const MAX_DEPTH = 250;

/** Reads a formula token by token. */
export class FormulaScanner {
  kind: TokenKind = 'end';
  /** The token; of a merge field the name in it. */
  token = '';
  start = 0;
  private end = 0;
  private depth = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.next();
  }

  get at(): FormulaPlace {
    const before = this.text.slice(0, this.start);
    const line = before.split('\n').length;
    return { line, column: this.start - (before.lastIndexOf('\n') + 1) + 1 };
  }

  next(): void {
    BLANKS.lastIndex = this.end;
    BLANKS.test(this.text);
    this.start = this.end = Math.max(BLANKS.lastIndex, this.end);
    if (this.start >= this.text.length) {
      this.kind = 'end';
      this.token = '';
      return;
    }
    if (this.take('number', NUMBER) || this.take('text', TEXT) || this.take('name', NAME) || this.take('symbol', SYMBOL)) return;
    MERGE_NAME.lastIndex = this.start;
    const merge = MERGE_NAME.exec(this.text);
    if (merge === null) throw new FormulaError(`Syntax error.  Found '${this.text.charAt(this.start)}'`, this.at);
    this.kind = 'name';
    this.token = merge[1]!;
    this.end = MERGE_NAME.lastIndex;
  }

  /** True for this symbol. */
  is(symbol: string): boolean {
    return this.kind === 'symbol' && this.token === symbol;
  }

  accept(symbol: string): boolean {
    if (!this.is(symbol)) return false;
    this.next();
    return true;
  }

  expect(symbol: string): void {
    if (this.accept(symbol)) return;
    throw new FormulaError(`Syntax error.  Missing '${symbol}'`, this.at);
  }

  failUnexpected(): never {
    throw new FormulaError(this.kind === 'end' ? 'Syntax error' : `Syntax error.  Found '${this.token}'`, this.at);
  }

  /** Reads an operand; fails beyond a depth that nobody writes, before the stack ends. */
  nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) throw new FormulaError(`The formula is nested more than ${MAX_DEPTH} deep`, this.at);
    const value = read();
    this.depth--;
    return value;
  }

  private take(kind: TokenKind, pattern: RegExp): boolean {
    pattern.lastIndex = this.start;
    if (!pattern.test(this.text)) return false;
    this.kind = kind;
    this.end = pattern.lastIndex;
    this.token = this.text.slice(this.start, this.end);
    return true;
  }
}
