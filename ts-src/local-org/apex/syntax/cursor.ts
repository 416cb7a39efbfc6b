import { ApexSyntaxError } from './errors.ts';
import { tokenize, type Tokens } from './lexer.ts';
import { isReservedName } from './names.ts';
import { isWord, type TokenKind } from './tokens.ts';

/** Where a token or node starts, 1-based. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A position in the tokens of one file; the parsing functions of this folder share it. */
export class Cursor {
  readonly text: string;
  readonly fileName: string;
  readonly tokens: Tokens;
  /** Index of the token that is next. */
  index = 0;
  private nodes = 0;

  constructor(text: string, fileName: string) {
    this.text = text;
    this.fileName = fileName;
    this.tokens = tokenize(text, fileName);
  }

  get kind(): TokenKind {
    return this.tokens.kinds[this.index]!;
  }

  get line(): number {
    return this.tokens.lines[this.index]!;
  }

  get column(): number {
    return this.tokens.columns[this.index]!;
  }

  get nodeCount(): number {
    return this.nodes;
  }

  /** Kind of the token `ahead` places on; `end` beyond the last. */
  peek(ahead: number): TokenKind {
    return this.tokens.kinds[this.index + ahead] ?? 'end';
  }

  /** Number for a node that is about to be made. */
  nextId(): number {
    return this.nodes++;
  }

  textAt(index: number): string {
    return this.text.slice(this.tokens.starts[index], this.tokens.ends[index]);
  }

  /** True if the token `ahead` places on is this identifier, in any case. `word` is in lower case. */
  atWord(word: string, ahead = 0): boolean {
    const index = this.index + ahead;
    if (this.tokens.kinds[index] !== 'identifier') return false;
    const start = this.tokens.starts[index]!;
    const end = this.tokens.ends[index]!;
    return end - start === word.length && this.text.slice(start, end).toLowerCase() === word;
  }

  accept(kind: TokenKind): boolean {
    if (this.kind !== kind) return false;
    this.index++;
    return true;
  }

  acceptWord(word: string): boolean {
    if (!this.atWord(word)) return false;
    this.index++;
    return true;
  }

  expect(kind: TokenKind): void {
    if (this.kind !== kind) this.failMissing(kind);
    this.index++;
  }

  expectWord(word: string): void {
    if (!this.acceptWord(word)) this.failMissing(word);
  }

  /** Takes an identifier and returns it as written. */
  identifier(): string {
    if (this.kind !== 'identifier') this.failUnexpected();
    return this.textAt(this.index++);
  }

  /** Name of something that is declared here: an identifier that Apex does not keep for itself. */
  declaredName(of: 'method' | 'other' = 'other'): string {
    const name = this.identifier();
    if (isReservedName(name, of)) {
      this.index--;
      this.fail(`Identifier name is reserved: ${name}`);
    }
    return name;
  }

  /** After a dot any word is a name, reserved or not. */
  memberName(): string {
    if (!isWord(this.kind)) this.failUnexpected();
    return this.textAt(this.index++);
  }

  /** True when two tokens stand side by side without a space, as in `>>`. */
  touches(index: number): boolean {
    return this.tokens.ends[index] === this.tokens.starts[index + 1];
  }

  fail(message: string): never {
    throw new ApexSyntaxError(message, this.fileName, this.line, this.column);
  }

  failUnexpected(): never {
    this.fail(`Unexpected token '${this.shown()}'.`);
  }

  /** What stands here instead of `wanted`: a token that may begin something new means that `wanted` was left out. */
  failMissing(wanted: string): never {
    const kind = this.kind;
    if (kind === 'end') this.fail(`Expecting '${wanted}' but was: '<EOF>'`);
    if (wanted === ';' && (kind === '}' || isWord(kind))) this.fail(`Missing ';' at '${this.shown()}'`);
    if (isWord(kind) || kind === '{') this.fail(`Missing '${wanted}' at '${this.shown()}'`);
    this.fail(`Expecting '${wanted}' but was: '${this.shown()}'`);
  }

  private shown(): string {
    return this.kind === 'end' ? '<EOF>' : this.textAt(this.index);
  }
}
