import { Decimal } from '../values/decimal.ts';
import { FormulaError } from './errors.ts';
import { FormulaScanner } from './scanner.ts';
import type { BinaryOperator, FormulaNode } from './tree.ts';

/**
 * Levels of the binary operators, loosest first. `^` binds looser than `*` and `/`, as in the platform's own grammar:
 * `2 * 3 ^ 2` is 36 there. All associate to the left.
 */
const levels: readonly (readonly string[])[] = [['||'], ['&&'], ['=', '==', '<>', '!='], ['<', '<=', '>', '>='], ['+', '-', '&'], ['^'], ['*', '/']];

/** @throws FormulaError */
export function parseFormula(text: string): FormulaNode {
  const scanner = new FormulaScanner(text);
  const node = binary(scanner, 0);
  if (scanner.is(')')) throw new FormulaError("Syntax error. Extra ')'", scanner.at);
  return scanner.kind === 'end' ? node : scanner.failUnexpected();
}

function binary(scanner: FormulaScanner, level: number): FormulaNode {
  const operators = levels[level];
  if (operators === undefined) return scanner.nested(() => unary(scanner));
  let left = binary(scanner, level + 1);
  while (scanner.kind === 'symbol' && operators.includes(scanner.token)) {
    const { at, token } = scanner;
    scanner.next();
    const right = binary(scanner, level + 1);
    const operator = (token === '==' ? '=' : token === '!=' ? '<>' : token) as BinaryOperator;
    left = { kind: 'binary', operator, left, right, at };
  }
  return left;
}

function unary(scanner: FormulaScanner): FormulaNode {
  const { at } = scanner;
  for (const operator of ['-', '+', '!'] as const) {
    if (scanner.accept(operator)) return { kind: 'unary', operator, operand: scanner.nested(() => unary(scanner)), at };
  }
  if (scanner.kind === 'name' && scanner.token.toLowerCase() === 'not') {
    scanner.next();
    return { kind: 'unary', operator: '!', operand: scanner.nested(() => unary(scanner)), at };
  }
  return primary(scanner);
}

function primary(scanner: FormulaScanner): FormulaNode {
  const { at, token } = scanner;
  switch (scanner.kind) {
    case 'number':
      scanner.next();
      return { kind: 'literal', value: Decimal.parse(token), type: 'Number', at };
    case 'text':
      scanner.next();
      return { kind: 'literal', value: unescape(token), type: 'Text', at };
    case 'name':
      scanner.next();
      return named(scanner, token, at);
    case 'symbol':
      if (scanner.accept('(')) {
        const inner = binary(scanner, 0);
        scanner.expect(')');
        return inner;
      }
  }
  return scanner.failUnexpected();
}

function named(scanner: FormulaScanner, name: string, at: FormulaNode['at']): FormulaNode {
  if (scanner.accept('(')) {
    const args: FormulaNode[] = [];
    if (!scanner.accept(')')) {
      do args.push(binary(scanner, 0));
      while (scanner.accept(','));
      scanner.expect(')');
    }
    return { kind: 'call', name, args, at };
  }
  switch (name.toLowerCase()) {
    case 'true':
      return { kind: 'literal', value: true, type: 'Boolean', at };
    case 'false':
      return { kind: 'literal', value: false, type: 'Boolean', at };
    case 'null':
      return { kind: 'literal', value: null, type: 'Null', at };
    default:
      return { kind: 'field', path: name.split('.'), at };
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescape(token: string): string {
  return token.slice(1, -1).replace(/\\([^])/g, (_, letter: string) => escapes[letter] ?? letter);
}
