import { ApexSyntaxError } from './errors.ts';
import { wordKind, type TokenKind } from './tokens.ts';

/** The tokens of a text as parallel arrays, closed by one of kind `end`. Comments and white space are gone. */
export interface Tokens {
  readonly text: string;
  readonly kinds: readonly TokenKind[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly lines: readonly number[];
  readonly columns: readonly number[];
  readonly lineCount: number;
}

const TAB = 9, LF = 10, FF = 12, CR = 13, SPACE = 32, QUOTE = 39, STAR = 42, DOT = 46, SLASH = 47, ZERO = 48, NINE = 57, BACKSLASH = 92;

/** Character classes of ASCII: 1 starts a word, 2 is a digit. */
const classes = new Uint8Array(128);
for (const c of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$') classes[c.charCodeAt(0)] = 1;
for (const c of '0123456789') classes[c.charCodeAt(0)] = 2;

/** Operators of several characters by their first, longest first. */
const longOperators: Readonly<Record<string, readonly TokenKind[]>> = {
  '+': ['++', '+='],
  '-': ['--', '-='],
  '*': ['*='],
  '/': ['/='],
  '&': ['&&', '&='],
  '|': ['||', '|='],
  '^': ['^='],
  '=': ['===', '==', '=>'],
  '!': ['!==', '!='],
  '<': ['<<=', '<<', '<=', '<>'],
  '>': ['>>>=', '>>=', '>='],
  '?': ['??', '?.'],
};
const singles = '(){}[];,.?:@=<>+-*/&|^~!';

/** Splits Apex into tokens. String contents and number ranges are checked when their value is taken (see literals.ts). @throws ApexSyntaxError */
export function tokenize(text: string, fileName: string): Tokens {
  const kinds: TokenKind[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const lines: number[] = [];
  const columns: number[] = [];
  const size = text.length;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  let lineStart = at;

  const push = (kind: TokenKind, end: number): void => {
    kinds.push(kind);
    starts.push(at);
    ends.push(end);
    lines.push(line);
    columns.push(at - lineStart + 1);
    at = end;
  };
  const fail = (message: string): never => {
    throw new ApexSyntaxError(message, fileName, line, at - lineStart + 1);
  };

  while (at < size) {
    const c = text.charCodeAt(at);
    if (c === SPACE || c === TAB || c === FF || c === 0xa0) {
      at++;
    } else if (c === LF || c === CR) {
      at += c === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
      line++;
      lineStart = at;
    } else if (c < 128 && classes[c] === 1) {
      let end = at + 1;
      while (end < size && classes[text.charCodeAt(end)]) end++;
      push(wordKind(text.slice(at, end)), end);
    } else if ((c >= ZERO && c <= NINE) || (c === DOT && isDigit(text.charCodeAt(at + 1)))) {
      number();
    } else if (c === SLASH && text.charCodeAt(at + 1) === SLASH) {
      while (at < size && text.charCodeAt(at) !== LF && text.charCodeAt(at) !== CR) at++;
    } else if (c === SLASH && text.charCodeAt(at + 1) === STAR) {
      const close = text.indexOf('*/', at + 2);
      if (close < 0) fail('Unterminated comment');
      newLinesUntil(close + 2);
    } else if (c === QUOTE) {
      string();
    } else {
      operator();
    }
  }
  push('end', at);
  return { text, kinds, starts, ends, lines, columns, lineCount: line };

  function number(): void {
    let end = at;
    while (isDigit(text.charCodeAt(end))) end++;
    let kind: TokenKind = 'integer';
    if (text.charCodeAt(end) === DOT && isDigit(text.charCodeAt(end + 1))) {
      kind = 'decimal';
      end++;
      while (isDigit(text.charCodeAt(end))) end++;
    }
    // A suffix counts only where no word goes on: the `d` of `12day` belongs to what follows.
    const suffix = text.charAt(end);
    if (suffix !== '' && 'lLdD'.includes(suffix) && !classes[text.charCodeAt(end + 1)]) {
      if (suffix === 'd' || suffix === 'D') kind = 'double';
      else if (kind === 'integer') kind = 'long';
      else return push(kind, end);
      end++;
    }
    push(kind, end);
  }

  function string(): void {
    if (text.startsWith("'''", at) && isLineBreak(text.charCodeAt(at + 3))) return multilineString();
    let end = at + 1;
    for (;;) {
      const c = text.charCodeAt(end);
      if (c === QUOTE) break;
      if (end >= size || c === LF || c === CR) fail('Line breaks not allowed in string literals');
      end += c === BACKSLASH ? 2 : 1;
    }
    push('string', end + 1);
  }

  function multilineString(): void {
    let end = at + 3;
    while (!text.startsWith("'''", end)) {
      if (end >= size) fail('Unterminated string literal');
      end += text.charCodeAt(end) === BACKSLASH ? 2 : 1;
    }
    end += 3;
    const begin = at;
    push('multilineString', end);
    at = begin;
    newLinesUntil(end);
  }

  function operator(): void {
    const first = text.charAt(at);
    for (const candidate of longOperators[first] ?? []) {
      if (text.startsWith(candidate, at)) return push(candidate, at + candidate.length);
    }
    if (!singles.includes(first)) fail(`Unrecognized symbol '${first}', which is not a valid Apex identifier.`);
    push(first as TokenKind, at + 1);
  }

  function newLinesUntil(end: number): void {
    for (; at < end; at++) {
      const c = text.charCodeAt(at);
      if (c === LF || (c === CR && text.charCodeAt(at + 1) !== LF)) {
        line++;
        lineStart = at + 1;
      }
    }
  }
}

function isDigit(c: number): boolean {
  return c >= ZERO && c <= NINE;
}

function isLineBreak(c: number): boolean {
  return c === LF || c === CR;
}
