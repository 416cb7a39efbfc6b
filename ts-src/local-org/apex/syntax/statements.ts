import type {
  Block, CatchClause, DmlStatement, Expression, ForStatement, LocalVariable, Modifiers, Statement, SwitchStatement, VariableDeclarator, WhenClause,
} from './ast.ts';
import type { Cursor } from './cursor.ts';
import { argumentsUntil, expression } from './expressions.ts';
import { literal } from './literals.ts';
import { modifiers, skipType, typeRef } from './types.ts';

export function block(c: Cursor): Block {
  const { line, column } = c;
  c.expect('{');
  const statements: Statement[] = [];
  while (c.kind !== '}') {
    if (c.kind === 'end') c.failMissing('}');
    statements.push(statement(c));
  }
  const endLine = c.line;
  const endColumn = c.column;
  c.index++;
  return { kind: 'block', id: c.nextId(), line, column, statements, endLine, endColumn };
}

export function statement(c: Cursor): Statement {
  const { line, column } = c;
  switch (c.kind) {
    case '{':
      return block(c);
    case 'if': {
      c.index++;
      const condition = inParentheses(c);
      const then = statement(c);
      if (!c.accept('else')) return { kind: 'if', id: c.nextId(), line, column, condition, then };
      return { kind: 'if', id: c.nextId(), line, column, condition, then, else: statement(c) };
    }
    case 'for':
      return forStatement(c);
    case 'while': {
      c.index++;
      const condition = inParentheses(c);
      return { kind: 'while', id: c.nextId(), line, column, condition, body: loopBody(c) };
    }
    case 'do': {
      c.index++;
      const body = block(c);
      c.expect('while');
      const condition = inParentheses(c);
      c.expect(';');
      return { kind: 'doWhile', id: c.nextId(), line, column, body, condition };
    }
    case 'try':
      return tryStatement(c);
    case 'return': {
      c.index++;
      if (c.accept(';')) return { kind: 'return', id: c.nextId(), line, column };
      const value = terminated(c, expression(c));
      return { kind: 'return', id: c.nextId(), line, column, expression: value };
    }
    case 'throw': {
      c.index++;
      const value = terminated(c, expression(c));
      return { kind: 'throw', id: c.nextId(), line, column, expression: value };
    }
    case 'break':
    case 'continue': {
      const kind = c.kind;
      c.index++;
      c.expect(';');
      return { kind, id: c.nextId(), line, column };
    }
    case 'insert':
    case 'update':
    case 'upsert':
    case 'delete':
    case 'undelete':
    case 'merge':
      return dml(c, c.kind);
    case 'identifier':
      if (c.peek(1) === 'on' && c.atWord('switch')) return switchStatement(c);
      if (c.peek(1) === '.' && c.atWord('system') && c.atWord('runas', 2) && c.peek(3) === '(') return runAs(c);
  }
  if (startsLocal(c)) return terminated(c, localVariable(c, modifiers(c)));
  const value = expression(c);
  c.expect(';');
  return { kind: 'expressionStatement', id: c.nextId(), line, column, expression: value };
}

/** True where a modifier, or a type and a name, follow. */
function startsLocal(c: Cursor): boolean {
  if (c.kind !== 'identifier') return c.kind === 'final' || c.kind === '@' || c.kind === 'static' || isAccess(c);
  const behind = skipType(c, c.index);
  return behind > 0 && c.tokens.kinds[behind] === 'identifier';
}

function isAccess(c: Cursor): boolean {
  return c.kind === 'public' || c.kind === 'private' || c.kind === 'protected' || c.kind === 'global';
}

/** `Integer a = 1, b`, without the semicolon. */
export function localVariable(c: Cursor, before: Modifiers): LocalVariable {
  const first = before.annotations[0];
  const { line, column } = first ?? c;
  const type = typeRef(c);
  return { kind: 'local', id: c.nextId(), line, column, modifiers: before, type, declarators: declarators(c) };
}

export function declarators(c: Cursor): VariableDeclarator[] {
  const list: VariableDeclarator[] = [];
  do {
    const { line, column } = c;
    const name = c.declaredName();
    if (c.accept('=')) {
      const init = expression(c);
      list.push({ kind: 'declarator', id: c.nextId(), line, column, name, init });
    } else {
      list.push({ kind: 'declarator', id: c.nextId(), line, column, name });
    }
  } while (c.accept(','));
  return list;
}

function variable(c: Cursor): VariableDeclarator {
  const { line, column } = c;
  return { kind: 'declarator', id: c.nextId(), line, column, name: c.declaredName() };
}

function inParentheses(c: Cursor): Expression {
  c.expect('(');
  const value = expression(c);
  c.expect(')');
  return value;
}

function terminated<T>(c: Cursor, node: T): T {
  c.expect(';');
  return node;
}

/** Only the body of a loop may be a bare semicolon. */
function loopBody(c: Cursor): Statement {
  const { line, column } = c;
  if (c.accept(';')) return { kind: 'empty', id: c.nextId(), line, column };
  return statement(c);
}

function forStatement(c: Cursor): Statement {
  const { line, column } = c;
  c.expect('for');
  c.expect('(');
  let init: ForStatement['init'];
  if (startsLocal(c)) {
    const before = modifiers(c);
    const behind = skipType(c, c.index);
    if (c.tokens.kinds[behind] === 'identifier' && c.tokens.kinds[behind + 1] === ':') {
      const type = typeRef(c);
      const each = variable(c);
      c.expect(':');
      const iterable = expression(c);
      c.expect(')');
      return { kind: 'forEach', id: c.nextId(), line, column, modifiers: before, type, variable: each, iterable, body: loopBody(c) };
    }
    init = localVariable(c, before);
    c.expect(';');
  } else if (c.kind === ';') {
    c.index++;
  } else {
    init = argumentsUntil(c, ';');
  }
  const condition = c.kind === ';' ? undefined : expression(c);
  c.expect(';');
  const update = argumentsUntil(c, ')');
  const body = loopBody(c);
  return {
    kind: 'for', id: c.nextId(), line, column, update, body, ...(init === undefined ? {} : { init }), ...(condition === undefined ? {} : { condition }),
  };
}

function tryStatement(c: Cursor): Statement {
  const { line, column } = c;
  c.expect('try');
  const body = block(c);
  const catches: CatchClause[] = [];
  while (c.kind === 'catch') {
    const place = { line: c.line, column: c.column };
    c.index++;
    c.expect('(');
    modifiers(c);
    const type = typeRef(c);
    const caught = variable(c);
    c.expect(')');
    catches.push({ kind: 'catch', id: c.nextId(), ...place, type, variable: caught, body: block(c) });
  }
  if (c.accept('finally')) return { kind: 'try', id: c.nextId(), line, column, body, catches, finally: block(c) };
  if (catches.length === 0) c.failMissing('catch');
  return { kind: 'try', id: c.nextId(), line, column, body, catches };
}

function dml(c: Cursor, operation: DmlStatement['operation']): DmlStatement {
  const { line, column } = c;
  c.index++;
  let accessMode: 'user' | 'system' | undefined;
  if (c.atWord('as') && (c.atWord('user', 1) || c.atWord('system', 1))) {
    accessMode = c.atWord('user', 1) ? 'user' : 'system';
    c.index += 2;
  }
  const target = expression(c);
  let externalIdField: string | undefined;
  if (operation === 'upsert' && c.kind === 'identifier') {
    externalIdField = c.identifier();
    while (c.accept('.')) externalIdField += `.${c.memberName()}`;
  }
  const merged = operation === 'merge' ? expression(c) : undefined;
  c.expect(';');
  return {
    kind: 'dml', id: c.nextId(), line, column, operation, target,
    ...(accessMode === undefined ? {} : { accessMode }),
    ...(externalIdField === undefined ? {} : { externalIdField }),
    ...(merged === undefined ? {} : { merged }),
  };
}

function runAs(c: Cursor): Statement {
  const { line, column } = c;
  c.index += 4;
  const args = argumentsUntil(c, ')');
  return { kind: 'runAs', id: c.nextId(), line, column, args, body: block(c) };
}

function switchStatement(c: Cursor): SwitchStatement {
  const { line, column } = c;
  c.index += 2;
  const subject = expression(c);
  c.expect('{');
  const whens: WhenClause[] = [];
  let otherwise: Block | undefined;
  do {
    const place = { line: c.line, column: c.column };
    c.expectWord('when');
    if (c.accept('else')) {
      otherwise = block(c);
      break;
    }
    whens.push(when(c, place));
  } while (c.kind !== '}');
  if (c.atWord('when')) c.fail("'when else' must be the last when block");
  c.expect('}');
  const node = { kind: 'switch' as const, id: c.nextId(), line, column, expression: subject, whens };
  return otherwise === undefined ? node : { ...node, otherwise };
}

function when(c: Cursor, place: { line: number; column: number }): WhenClause {
  const behind = skipType(c, c.index);
  if (behind > 0 && c.tokens.kinds[behind] === 'identifier') {
    const type = typeRef(c);
    const bound = variable(c);
    return { kind: 'whenType', id: c.nextId(), ...place, type, variable: bound, body: block(c) };
  }
  const values: Expression[] = [];
  do values.push(whenValue(c));
  while (c.accept(','));
  return { kind: 'whenValues', id: c.nextId(), ...place, values, body: block(c) };
}

/** A literal, perhaps signed, or the name of an enum value; each may stand in parentheses. */
function whenValue(c: Cursor): Expression {
  const { line, column } = c;
  if (c.accept('(')) {
    const inner = whenValue(c);
    c.expect(')');
    return inner;
  }
  if (c.kind === '-' || c.kind === '+') {
    const operator = c.kind;
    const next = c.peek(1);
    c.index++;
    if (next !== 'integer' && next !== 'long' && next !== '-' && next !== '+') c.failUnexpected();
    const operand = whenValue(c);
    return { kind: 'unary', id: c.nextId(), line, column, operator, operand };
  }
  if (c.kind === 'identifier') {
    let value: Expression = { kind: 'name', id: c.nextId(), line, column, name: c.identifier() };
    while (c.accept('.')) {
      const { line: nameLine, column: nameColumn } = c;
      value = { kind: 'fieldAccess', id: c.nextId(), line, column, object: value, name: c.identifier(), safe: false, nameLine, nameColumn };
    }
    return value;
  }
  if (c.kind === 'integer' || c.kind === 'long' || c.kind === 'string' || c.kind === 'multilineString' || c.kind === 'null') {
    return literal(c)!;
  }
  return c.failUnexpected();
}
