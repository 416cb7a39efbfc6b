import type { Expression, FieldInit } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { argumentsUntil, expression } from './expressions.ts';
import { bracketQuery } from './queries.ts';
import { isWord } from './tokens.ts';
import { returnType, skipType, typeName, typeRef } from './types.ts';

/** A name, call, `this`, `super`, `new …`, `[SELECT …]` or class literal: what an expression starts with, literals aside. */
export function primary(c: Cursor): Expression {
  const { line, column } = c;
  switch (c.kind) {
    case 'identifier':
      return nameOrCall(c);
    case 'this':
    case 'super': {
      const target = c.kind;
      c.index++;
      if (c.accept('(')) return { kind: 'constructorCall', id: c.nextId(), line, column, target, args: argumentsUntil(c, ')') };
      return { kind: target, id: c.nextId(), line, column };
    }
    case 'new':
      return creation(c);
    case '[':
      return bracketQuery(c);
    case 'void': {
      const type = returnType(c);
      c.expect('.');
      c.expect('class');
      return { kind: 'classLiteral', id: c.nextId(), line, column, type };
    }
    default:
      return c.failUnexpected();
  }
}

function nameOrCall(c: Cursor): Expression {
  const { line, column } = c;
  const next = c.peek(1);
  if (next === '(') {
    const name = c.identifier();
    c.index++;
    const args = argumentsUntil(c, ')');
    return { kind: 'call', id: c.nextId(), line, column, name, args, safe: false, nameLine: line, nameColumn: column };
  }
  if (next === '<' || next === '[') {
    // `List<String>.class`, `String[].class`; otherwise a comparison or an index.
    const behind = skipType(c, c.index);
    if (behind > 0 && c.tokens.kinds[behind] === '.' && c.tokens.kinds[behind + 1] === 'class') return classLiteral(c);
  }
  return { kind: 'name', id: c.nextId(), line, column, name: c.identifier() };
}

function classLiteral(c: Cursor): Expression {
  const { line, column } = c;
  const type = typeRef(c);
  c.expect('.');
  c.expect('class');
  return { kind: 'classLiteral', id: c.nextId(), line, column, type };
}

function creation(c: Cursor): Expression {
  const { line, column } = c;
  c.expect('new');
  const type = typeName(c);
  switch (c.kind) {
    case '(':
      c.index++;
      if (isWord(c.kind) && c.peek(1) === '=') {
        return { kind: 'newSObject', id: c.nextId(), line, column, type, fields: fieldInits(c) };
      }
      return { kind: 'new', id: c.nextId(), line, column, type, args: argumentsUntil(c, ')') };
    case '{':
      c.index++;
      return elements(c, line, column, type);
    case '[': {
      c.index++;
      if (!c.accept(']')) {
        const size = expression(c);
        c.expect(']');
        return { kind: 'newArray', id: c.nextId(), line, column, type, size };
      }
      let element = type;
      while (c.kind === '[' && c.peek(1) === ']') {
        c.index += 2;
        element = { ...element, arrays: element.arrays + 1 };
      }
      c.expect('{');
      return { kind: 'newArray', id: c.nextId(), line, column, type: element, elements: argumentsUntil(c, '}') };
    }
    default:
      return c.failMissing('(');
  }
}

function fieldInits(c: Cursor): readonly FieldInit[] {
  const fields: FieldInit[] = [];
  do {
    const { line, column } = c;
    const name = c.memberName();
    c.expect('=');
    fields.push({ kind: 'fieldInit', id: c.nextId(), line, column, name, value: expression(c) });
  } while (c.accept(','));
  c.expect(')');
  return fields;
}

/** `{ a, b }` or `{ k => v }` behind `new Type`. */
function elements(c: Cursor, line: number, column: number, type: ReturnType<typeof typeName>): Expression {
  const values: Expression[] = [];
  const entries: { key: Expression; value: Expression }[] = [];
  if (!c.accept('}')) {
    do {
      const key = expression(c);
      if (entries.length > 0 || (values.length === 0 && c.kind === '=>')) {
        c.expect('=>');
        entries.push({ key, value: expression(c) });
      } else {
        values.push(key);
      }
    } while (c.accept(','));
    c.expect('}');
  }
  return entries.length > 0
    ? { kind: 'newMap', id: c.nextId(), line, column, type, entries }
    : { kind: 'newCollection', id: c.nextId(), line, column, type, elements: values };
}
