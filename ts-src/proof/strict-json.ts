import { parse } from 'lossless-json';

/** No file needs more; whatever walks through a value may then call itself. */
const DEEPEST = 1000;
const TOO_DEEP = `it is nested deeper than ${DEEPEST} levels`;

/**
 * Reads JSON whose keys come once, however alike their values: readers disagree about which counts (RFC 8785, 3.1; RFC 7493, 2.3).
 * Numbers are those of JavaScript.
 * @throws SyntaxError with the place
 */
export function strictJson(text: string): unknown {
  const value = parsed(text);
  check(text);
  return value;
}

/** The engine's own reader keeps a text at its size; the other one tells the place of a fault. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return withPlace(text);
  }
}

/** @throws SyntaxError */
function withPlace(text: string): unknown {
  try {
    // double keys are left to the pass that follows: one sentence for all
    return parse(text, null, { parseNumber: Number, onDuplicateKey: ({ newValue }) => newValue });
  } catch (error) {
    if (error instanceof RangeError) throw new SyntaxError(TOO_DEEP);
    throw error;
  }
}

/** Of text that is JSON: its keys and its depth. */
function check(text: string): void {
  /** Keys of the objects around the place; null for a list. */
  const around: (Set<string> | null)[] = [];
  let isKey = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') around.push(character === '{' ? new Set() : null);
    else if (character === '}' || character === ']') around.pop();
    if (around.length > DEEPEST) throw new SyntaxError(TOO_DEEP);
    if (character === '"') {
      const end = endOfText(text, at);
      if (isKey) addKey(around.at(-1)!, text.slice(at, end + 1), at);
      at = end;
      isKey = false;
    } else if (character === '{' || character === ',') {
      isKey = around.at(-1) !== null;
    }
  }
}

function addKey(keys: Set<string>, written: string, at: number): void {
  const key = JSON.parse(written) as string;
  if (keys.has(key)) throw new SyntaxError(`Duplicate key ${JSON.stringify(key)} at position ${at}`);
  keys.add(key);
}

function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
