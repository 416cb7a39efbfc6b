import type { Literal, Operand } from './ast.ts';
import type { SoqlReader } from './reader.ts';
import type { SoqlScanner } from './scanner.ts';
import { countedDateLiterals, dateLiterals } from './words.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '"': '"', "'": "'", '\\': '\\', _: '_', '%': '%' };

const CURRENCY = /[A-Za-z]{3}\d+(?:\.\d*)?/y;

/** A bind or a literal. `pattern`: right of LIKE. */
export function operand(reader: SoqlReader, pattern = false): Operand {
  return reader.scanner.kind === ':' ? reader.bind() : literalValue(reader.scanner, pattern);
}

export function literalValue(scanner: SoqlScanner, pattern = false): Literal {
  const text = scanner.token;
  switch (scanner.kind) {
    case 'string': {
      const value = stringValue(scanner, text.slice(1, -1), pattern);
      scanner.next();
      return { kind: 'string', value };
    }
    case 'number':
      scanner.next();
      return { kind: 'number', text };
    case '+':
    case '-':
      return { kind: 'number', text: signedNumber(scanner) };
    case 'date':
    case 'datetime':
    case 'time': {
      const { kind } = scanner;
      scanner.next();
      return { kind, text };
    }
    case 'word':
      return wordValue(scanner);
    default:
      return scanner.failUnexpected();
  }
}

/** `-1`, `+2.5`, `3`: the digits, with the minus. */
export function signedNumber(scanner: SoqlScanner): string {
  const sign = scanner.kind === '-' ? '-' : '';
  if (scanner.kind === '-' || scanner.kind === '+') scanner.next();
  if (scanner.kind !== 'number') scanner.failUnexpected();
  const text = sign + scanner.token;
  scanner.next();
  return text;
}

function wordValue(scanner: SoqlScanner): Literal {
  const { word } = scanner;
  if (word === 'NULL' || word === 'TRUE' || word === 'FALSE') {
    scanner.next();
    return word === 'NULL' ? { kind: 'null' } : { kind: 'boolean', value: word === 'TRUE' };
  }
  if (dateLiterals.has(word)) {
    scanner.next();
    return { kind: 'dateLiteral', name: word };
  }
  if (countedDateLiterals.has(word)) {
    scanner.next();
    scanner.expect(':');
    return { kind: 'dateLiteral', name: word, n: Number(signedNumber(scanner)) };
  }
  CURRENCY.lastIndex = scanner.start;
  if (CURRENCY.test(scanner.text) && CURRENCY.lastIndex >= scanner.end) {
    const amount = scanner.text.slice(scanner.start, CURRENCY.lastIndex);
    scanner.jump(CURRENCY.lastIndex);
    return { kind: 'currency', code: amount.slice(0, 3).toUpperCase(), text: amount.slice(3) };
  }
  return scanner.failUnexpected();
}

function stringValue(scanner: SoqlScanner, raw: string, pattern: boolean): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (whole, hex: string | undefined, letter: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
    if (pattern && (letter === '\\' || letter === '%' || letter === '_')) return whole;
    return escapes[letter!] ?? escapes[letter!.toLowerCase()] ?? scanner.fail(`Invalid string literal '${raw}'. Illegal character sequence '${whole}' in string literal.`);
  });
}
