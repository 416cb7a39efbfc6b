import { JSONException, raise } from '../../exceptions.ts';
import { JsonTokenizer } from './tokenizer.ts';
import type { Token } from './tokenizer.ts';

/** A number as written, so that nothing is rounded before its type is known. */
export class JsonNumber {
  readonly text: string;
  readonly integer: boolean;

  constructor(text: string, integer: boolean) {
    this.text = text;
    this.integer = integer;
  }
}

export type JsonTree = string | boolean | null | JsonNumber | JsonTree[] | Map<string, JsonTree>;

/** Source of tokens: the tokenizer, or a JSONParser in the middle of its text. */
export interface TokenSource {
  next(): Token | null;
}

export function parseTree(text: string): JsonTree {
  const source = new JsonTokenizer(text);
  const first = source.next();
  if (first === null) throw raise(JSONException, 'No content to map to Object due to end of input');
  const tree = treeFrom(source, first);
  source.next();
  return tree;
}

/** The value that begins with `token`. */
export function treeFrom(source: TokenSource, token: Token): JsonTree {
  switch (token.kind) {
    case 'START_OBJECT': {
      const object = new Map<string, JsonTree>();
      for (let name = source.next(); name !== null && name.kind !== 'END_OBJECT'; name = source.next()) object.set(name.text, treeFrom(source, source.next()!));
      return object;
    }
    case 'START_ARRAY': {
      const array: JsonTree[] = [];
      for (let item = source.next(); item !== null && item.kind !== 'END_ARRAY'; item = source.next()) array.push(treeFrom(source, item));
      return array;
    }
    case 'VALUE_STRING':
      return token.text;
    case 'VALUE_NUMBER_INT':
      return new JsonNumber(token.text, true);
    case 'VALUE_NUMBER_FLOAT':
      return new JsonNumber(token.text, false);
    case 'VALUE_TRUE':
      return true;
    case 'VALUE_FALSE':
      return false;
    case 'VALUE_NULL':
      return null;
    default:
      throw raise(JSONException, `Unexpected token ${token.kind}`);
  }
}
