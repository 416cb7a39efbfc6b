import { Decimal } from '../../../../values/index.ts';
import { ApexList } from '../../collections/list.ts';
import { ApexMap } from '../../collections/map.ts';
import { typeNamed } from '../../types.ts';
import type { ApexType } from '../../types.ts';
import { JsonNumber, parseTree } from './tree.ts';
import type { JsonTree } from './tree.ts';

/**
 * deserializeUntyped: Map<String,Object>, List<Object>, Integer, Long, Decimal, String, Boolean. Plain JSON is read in one pass;
 * whatever that pass stumbles over goes to the tokenizer, which has the platform's words for it.
 * @throws JSONException
 */
export function parseUntyped(text: string): unknown {
  const reader = new PlainReader(text);
  const value = reader.whole();
  return value === undefined ? untyped(parseTree(text)) : value;
}

/** A tree as Object: what `Map<String,Object>` holds. */
export function untyped(tree: JsonTree): unknown {
  if (tree instanceof JsonNumber) return untypedNumber(tree.text, tree.integer);
  if (Array.isArray(tree)) return new ApexList(listType(), tree.map(untyped));
  if (tree instanceof Map) {
    const object = new ApexMap(mapType());
    for (const [key, value] of tree) object.put(key, untyped(value));
    return object;
  }
  return tree;
}

function untypedNumber(text: string, integer: boolean): unknown {
  if (!integer) return Decimal.parse(text);
  const value = Number(text);
  if (value >= -2147483648 && value <= 2147483647) return value;
  const long = BigInt(text);
  return BigInt.asIntN(64, long) === long ? long : Decimal.fromBigInt(long);
}

let list: ApexType | undefined;
let map: ApexType | undefined;
const listType = (): ApexType => (list ??= typeNamed('List<Object>'));
const mapType = (): ApexType => (map ??= typeNamed('Map<String,Object>'));

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;

/** `undefined` is what it cannot read. */
class PlainReader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  whole(): unknown {
    const value = this.value(this.next());
    this.next();
    return this.at < this.text.length ? undefined : value;
  }

  /** The character after white space; NaN at the end. */
  private next(): number {
    let c = this.text.charCodeAt(this.at);
    while (c === 32 || c === 10 || c === 13 || c === 9) c = this.text.charCodeAt(++this.at);
    return c;
  }

  private value(c: number): unknown {
    switch (c) {
      case QUOTE: return this.string();
      case OPEN_BRACE: return this.object();
      case OPEN_BRACKET: return this.array();
      case 110: return this.word('null', null);
      case 116: return this.word('true', true);
      case 102: return this.word('false', false);
      default: return this.number();
    }
  }

  private word(word: string, value: unknown): unknown {
    if (!this.text.startsWith(word, this.at)) return undefined;
    this.at += word.length;
    return value;
  }

  private number(): unknown {
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (match === null) return undefined;
    this.at = NUMBER.lastIndex;
    return untypedNumber(match[0], match[1] === undefined && match[2] === undefined);
  }

  /** From the quote on. */
  private string(): string | undefined {
    const { text } = this;
    const start = this.at + 1;
    let end = start;
    let c = text.charCodeAt(end);
    let escaped = false;
    while (c !== QUOTE) {
      if (!(c >= 32)) return undefined;
      if (c === BACKSLASH) {
        escaped = true;
        end++;
      }
      c = text.charCodeAt(++end);
    }
    this.at = end + 1;
    return escaped ? unescaped(text.slice(start - 1, end + 1)) : text.slice(start, end);
  }

  private object(): ApexMap | undefined {
    const result = new ApexMap(mapType());
    this.at++;
    let c = this.next();
    if (c === CLOSE_BRACE) return (this.at++, result);
    for (;;) {
      const key = c === QUOTE ? this.string() : undefined;
      if (key === undefined || this.next() !== COLON) return undefined;
      this.at++;
      const value = this.value(this.next());
      if (value === undefined) return undefined;
      result.put(key, value);
      c = this.next();
      this.at++;
      if (c === CLOSE_BRACE) return result;
      if (c !== COMMA) return undefined;
      c = this.next();
    }
  }

  private array(): ApexList | undefined {
    const items: unknown[] = [];
    this.at++;
    let c = this.next();
    if (c === CLOSE_BRACKET) return (this.at++, new ApexList(listType(), items));
    for (;;) {
      const value = this.value(c);
      if (value === undefined) return undefined;
      items.push(value);
      c = this.next();
      this.at++;
      if (c === CLOSE_BRACKET) return new ApexList(listType(), items);
      if (c !== COMMA) return undefined;
      c = this.next();
    }
  }
}

function unescaped(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}
