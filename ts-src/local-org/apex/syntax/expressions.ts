import type { AssignmentOperator, BinaryOperator, Expression, UnaryOperator } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { literal } from './literals.ts';
import { primary } from './primaries.ts';
import type { TokenKind } from './tokens.ts';
import { skipType, typeRef } from './types.ts';

/** How tightly the left-associative operators bind. */
const binaryLevels: Readonly<Partial<Record<TokenKind, number>>> = {
  '??': 1,
  '||': 2,
  '&&': 3,
  '|': 4,
  '^': 5,
  '&': 6,
  '==': 7, '!=': 7, '<>': 7, '===': 7, '!==': 7,
  '<': 8, '<=': 8, '>': 8, '>=': 8, 'instanceof': 8,
  '<<': 9,
  '+': 10, '-': 10,
  '*': 11, '/': 11,
};
const SHIFT = 9;

const assignments: ReadonlySet<TokenKind> = new Set<TokenKind>(['=', '+=', '-=', '*=', '/=', '&=', '|=', '^=', '<<=', '>>=', '>>>=']);

/** Any expression, assignments included. */
export function expression(c: Cursor): Expression {
  const target = ternary(c);
  if (!assignments.has(c.kind)) return target;
  const operator = c.kind as AssignmentOperator;
  c.index++;
  const value = expression(c);
  return { kind: 'assignment', id: c.nextId(), line: target.line, column: target.column, operator, target, value };
}

/** `a, b, c` up to a closing token; the list may be empty when `close` follows at once. Takes `close`. */
export function argumentsUntil(c: Cursor, close: TokenKind): readonly Expression[] {
  const args: Expression[] = [];
  if (c.accept(close)) return args;
  do args.push(expression(c));
  while (c.accept(','));
  c.expect(close);
  return args;
}

function ternary(c: Cursor): Expression {
  const condition = binary(c, 1);
  if (!c.accept('?')) return condition;
  const then = expression(c);
  c.expect(':');
  const otherwise = expression(c);
  return { kind: 'ternary', id: c.nextId(), line: condition.line, column: condition.column, condition, then, else: otherwise };
}

function binary(c: Cursor, lowest: number): Expression {
  let left = unary(c);
  for (;;) {
    const kind = c.kind;
    const shift = kind === '>' ? rightShift(c) : undefined;
    const level = shift === undefined ? binaryLevels[kind] : SHIFT;
    if (level === undefined || level < lowest) return left;
    const { line, column } = left;
    c.index += shift?.length ?? 1;
    if (kind === 'instanceof') {
      left = { kind: 'instanceof', id: c.nextId(), line, column, expression: left, type: typeRef(c) };
      continue;
    }
    const operator = shift ?? (kind === '<>' ? '!=' : (kind as BinaryOperator));
    const right = binary(c, level + 1);
    left = { kind: 'binary', id: c.nextId(), line, column, operator, left, right };
  }
}

/** `>>` and `>>>` come as single tokens. */
function rightShift(c: Cursor): '>>' | '>>>' | undefined {
  if (c.peek(1) !== '>' || !c.touches(c.index)) return undefined;
  return c.peek(2) === '>' && c.touches(c.index + 1) ? '>>>' : '>>';
}

function unary(c: Cursor): Expression {
  const { kind, line, column } = c;
  switch (kind) {
    case '!':
    case '-':
    case '+':
    case '~':
    case '++':
    case '--': {
      c.index++;
      const operand = unary(c);
      return { kind: 'unary', id: c.nextId(), line, column, operator: kind satisfies UnaryOperator, operand };
    }
    case '(':
      return parenthesis(c);
    default:
      return postfix(c, literal(c) ?? primary(c));
  }
}

/** `(Type) operand`, or an expression in parentheses. */
function parenthesis(c: Cursor): Expression {
  const { line, column } = c;
  if (isCast(c)) {
    c.index++;
    const type = typeRef(c);
    c.expect(')');
    const operand = unary(c);
    return { kind: 'cast', id: c.nextId(), line, column, type, expression: operand };
  }
  c.index++;
  const inner = expression(c);
  c.expect(')');
  return postfix(c, { kind: 'paren', id: c.nextId(), line, column, expression: inner });
}

/** What may follow `(Type)` and cannot follow an expression in parentheses. */
const operandStarts: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'identifier', 'integer', 'long', 'double', 'decimal', 'string', 'multilineString', 'true', 'false', 'null',
  'this', 'super', 'new', '(', '!', '~', 'void',
]);

function isCast(c: Cursor): boolean {
  const behind = skipType(c, c.index + 1);
  if (behind < 0 || c.tokens.kinds[behind] !== ')') return false;
  const next = c.tokens.kinds[behind + 1]!;
  if (operandStarts.has(next)) return true;
  const ahead = behind + 1 - c.index;
  // `(list)[0]` is an index, `(Account) [SELECT …]` a cast.
  if (next === '[') return c.atWord('select', ahead + 1) || c.atWord('find', ahead + 1);
  // `(a) - b` subtracts, `(Integer) -1` casts.
  if (next === '-' || next === '+' || next === '++' || next === '--') return isNumberType(c, behind);
  return false;
}

const numberTypes: ReadonlySet<string> = new Set(['integer', 'long', 'double', 'decimal']);

function isNumberType(c: Cursor, behind: number): boolean {
  return behind === c.index + 2 && numberTypes.has(c.textAt(c.index + 1).toLowerCase());
}

/** Member access, calls, indexes and `++` behind an operand. */
function postfix(c: Cursor, start: Expression): Expression {
  let left = start;
  const { line, column } = left;
  for (;;) {
    switch (c.kind) {
      case '.':
      case '?.': {
        const safe = c.kind === '?.';
        c.index++;
        left = member(c, left, safe);
        break;
      }
      case '[': {
        c.index++;
        const index = expression(c);
        c.expect(']');
        left = { kind: 'index', id: c.nextId(), line, column, object: left, index };
        break;
      }
      case '++':
      case '--': {
        const operator = c.kind;
        c.index++;
        left = { kind: 'postfix', id: c.nextId(), line, column, operator, operand: left };
        break;
      }
      default:
        return left;
    }
  }
}

function member(c: Cursor, object: Expression, safe: boolean): Expression {
  const { line, column } = object;
  const nameLine = c.line;
  const nameColumn = c.column;
  const isClassWord = c.kind === 'class';
  const name = c.memberName();
  if (c.accept('(')) {
    const args = argumentsUntil(c, ')');
    return { kind: 'call', id: c.nextId(), line, column, object, name, args, safe, nameLine, nameColumn };
  }
  if (isClassWord && !safe) {
    const names = dottedNames(object);
    if (names !== undefined) {
      const type = { kind: 'type' as const, id: c.nextId(), line, column, name: names.join('.'), parts: names.map((part) => ({ name: part, args: [] })), arrays: 0 };
      return { kind: 'classLiteral', id: c.nextId(), line, column, type };
    }
  }
  return { kind: 'fieldAccess', id: c.nextId(), line, column, object, name, safe, nameLine, nameColumn };
}

/** The parts of `a.b.c`; undefined for anything else. */
function dottedNames(node: Expression): string[] | undefined {
  if (node.kind === 'name') return [node.name];
  if (node.kind !== 'fieldAccess' || node.safe) return undefined;
  const before = dottedNames(node.object);
  before?.push(node.name);
  return before;
}
