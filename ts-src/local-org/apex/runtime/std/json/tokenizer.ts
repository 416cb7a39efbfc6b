import { JSONException, raise } from '../../exceptions.ts';

/** Names of System.JSONToken. */
export type TokenKind =
  | 'START_OBJECT' | 'END_OBJECT' | 'START_ARRAY' | 'END_ARRAY' | 'FIELD_NAME' | 'VALUE_STRING' | 'VALUE_NUMBER_INT' | 'VALUE_NUMBER_FLOAT'
  | 'VALUE_TRUE' | 'VALUE_FALSE' | 'VALUE_NULL';

export interface Token {
  readonly kind: TokenKind;
  /** Decoded string or field name; digits as written; else the source text. */
  readonly text: string;
}

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;

/** Reads JSON one token at a time; numbers keep their digits. Errors are worded as the platform's. */
export class JsonTokenizer {
  private readonly text: string;
  private at = 0;
  /** Open brackets: `{` or `[`. */
  private readonly open: ('{' | '[')[] = [];
  private expectName = false;
  private first = true;
  private started = false;

  constructor(text: string) {
    this.text = text;
  }

  /** The next token; null at the end. @throws JSONException */
  next(): Token | null {
    this.space();
    const inside = this.open.at(-1);
    if (inside === undefined && this.started) {
      if (this.at < this.text.length) throw this.unexpected('expected end of input');
      return null;
    }
    if (this.at >= this.text.length) {
      if (inside === undefined) return null;
      throw raise(JSONException, `Unexpected end-of-input: expected close marker for ${inside === '{' ? 'OBJECT' : 'ARRAY'} ${this.place()}`);
    }
    const c = this.text[this.at]!;
    if (inside === '[' ? c === ']' : inside === '{' && c === '}' && this.expectName) return this.close(c);
    if (inside !== undefined && !this.first && (inside === '[' || this.expectName)) this.comma(inside);
    this.first = false;
    this.started = true;
    if (inside === '{' && this.expectName) return this.fieldName();
    if (inside === '{') this.expectName = true;
    return this.value(this.text[this.at]);
  }

  private close(c: string): Token {
    this.at++;
    this.open.pop();
    this.afterValue();
    return { kind: c === '}' ? 'END_OBJECT' : 'END_ARRAY', text: c };
  }

  private afterValue(): void {
    this.first = false;
    this.expectName = this.open.at(-1) === '{';
  }

  private comma(inside: '{' | '['): void {
    if (this.text[this.at] !== ',') throw this.unexpected(`was expecting comma to separate ${inside === '{' ? 'OBJECT' : 'ARRAY'} entries`);
    this.at++;
    this.space();
  }

  private fieldName(): Token {
    if (this.text[this.at] !== '"') throw this.unexpected('was expecting double-quote to start field name');
    const text = this.string();
    this.space();
    if (this.text[this.at] !== ':') throw this.unexpected('was expecting a colon to separate field name and value');
    this.at++;
    this.expectName = false;
    return { kind: 'FIELD_NAME', text };
  }

  private value(c: string | undefined): Token {
    if (c === '{' || c === '[') {
      this.at++;
      this.open.push(c);
      this.first = true;
      this.expectName = c === '{';
      return { kind: c === '{' ? 'START_OBJECT' : 'START_ARRAY', text: c };
    }
    if (c === '"') return { kind: 'VALUE_STRING', text: this.string() };
    for (const [word, kind] of [['true', 'VALUE_TRUE'], ['false', 'VALUE_FALSE'], ['null', 'VALUE_NULL']] as const) {
      if (this.text.startsWith(word, this.at) && !/\w/.test(this.text[this.at + word.length] ?? '')) {
        this.at += word.length;
        return { kind, text: word };
      }
    }
    NUMBER.lastIndex = this.at;
    const number = NUMBER.exec(this.text);
    if (number === null || /[\w.]/.test(this.text[NUMBER.lastIndex] ?? '')) {
      throw this.unexpected("expected a valid value (number, String, array, object, 'true', 'false' or 'null')");
    }
    this.at = NUMBER.lastIndex;
    return { kind: number[1] === undefined && number[2] === undefined ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT', text: number[0] };
  }

  private string(): string {
    let out = '';
    this.at++;
    for (;;) {
      PLAIN.lastIndex = this.at;
      out += PLAIN.exec(this.text)![0];
      this.at = PLAIN.lastIndex;
      const c = this.text[this.at];
      if (c === '"') return (this.at++, out);
      if (c === undefined) throw raise(JSONException, `Unexpected end-of-input in VALUE_STRING ${this.place()}`);
      if (c !== '\\') throw raise(JSONException, `Illegal unquoted character ((CTRL-CHAR, code ${c.charCodeAt(0)})): has to be escaped using backslash to be included in string value ${this.place()}`);
      out += this.escape();
    }
  }

  private escape(): string {
    const c = this.text[this.at + 1] ?? '';
    const simple: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
    if (c in simple) return (this.at += 2, simple[c]!);
    const hex = c === 'u' ? /^[0-9a-fA-F]{4}/.exec(this.text.slice(this.at + 2, this.at + 6)) : null;
    if (hex === null) {
      this.at++;
      throw this.unrecognized(c);
    }
    this.at += 6;
    return String.fromCharCode(Number.parseInt(hex[0], 16));
  }

  private unrecognized(c: string): Error {
    return raise(JSONException, `Unrecognized character escape '${c}' (code ${c.charCodeAt(0)}) ${this.place()}`);
  }

  private space(): void {
    while (this.at < this.text.length && ' \t\n\r'.includes(this.text[this.at]!)) this.at++;
  }

  private place(): string {
    const before = this.text.slice(0, this.at + 1);
    const line = before.split('\n').length;
    return `at input location [${line},${before.length - before.lastIndexOf('\n')}]`;
  }

  private unexpected(what: string): Error {
    const c = this.text[this.at];
    if (c === undefined) return raise(JSONException, `Unexpected end-of-input ${this.place()}`);
    return raise(JSONException, `Unexpected character ('${c}' (code ${c.charCodeAt(0)})): ${what} ${this.place()}`);
  }
}
