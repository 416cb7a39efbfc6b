import type { Annotation, Expression, ModifierKeyword, Modifiers, TypePart, TypeRef } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { expression } from './expressions.ts';
import { isWord, type TokenKind } from './tokens.ts';

/** `Map<String, List<Account>>`, `Outer.Inner[]`. */
export function typeRef(c: Cursor): TypeRef {
  const base = typeName(c);
  let arrays = 0;
  while (c.kind === '[' && c.peek(1) === ']') {
    c.index += 2;
    arrays++;
  }
  return arrays === 0 ? base : { ...base, arrays };
}

/** A type without array brackets, as it stands behind `new`. */
export function typeName(c: Cursor): TypeRef {
  const { line, column } = c;
  const parts: TypePart[] = [];
  let name = '';
  do {
    const part = parts.length === 0 ? c.identifier() : c.memberName();
    name = name === '' ? part : `${name}.${part}`;
    parts.push({ name: part, args: typeArguments(c) });
    // `List<String>.class`: the dot belongs to the literal.
  } while (c.peek(1) !== 'class' && c.accept('.'));
  return { kind: 'type', id: c.nextId(), line, column, name, parts, arrays: 0 };
}

/** A type, or `void`. */
export function returnType(c: Cursor): TypeRef {
  const { line, column } = c;
  if (c.kind !== 'void') return typeRef(c);
  const name = c.textAt(c.index++);
  return { kind: 'type', id: c.nextId(), line, column, name, parts: [{ name, args: [] }], arrays: 0 };
}

export function typeList(c: Cursor): TypeRef[] {
  const types = [typeRef(c)];
  while (c.accept(',')) types.push(typeRef(c));
  return types;
}

const noTypes: readonly TypeRef[] = [];

function typeArguments(c: Cursor): readonly TypeRef[] {
  if (!c.accept('<')) return noTypes;
  const types = typeList(c);
  c.expect('>');
  return types;
}

/** Index of the token behind a type that starts at `index`, or -1 when there is none. Makes nothing. */
export function skipType(c: Cursor, index: number): number {
  const { kinds } = c.tokens;
  if (kinds[index] !== 'identifier') return -1;
  let at = index;
  for (;;) {
    at = skipTypeArguments(c, at + 1);
    if (at < 0 || kinds[at] !== '.') break;
    if (kinds[at + 1] !== 'identifier') return at;
    at++;
  }
  while (at > 0 && kinds[at] === '[' && kinds[at + 1] === ']') at += 2;
  return at;
}

function skipTypeArguments(c: Cursor, index: number): number {
  const { kinds } = c.tokens;
  if (kinds[index] !== '<') return index;
  let at = index;
  do {
    at = skipType(c, at + 1);
    if (at < 0) return -1;
  } while (kinds[at] === ',');
  return kinds[at] === '>' ? at + 1 : -1;
}

const plainModifiers: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'public', 'private', 'protected', 'global', 'static', 'final', 'abstract', 'virtual', 'override', 'testmethod', 'webservice',
]);

const none: Modifiers = { annotations: [], keywords: [] };

/** Annotations and modifier words in any order; an empty list when there are none. */
export function modifiers(c: Cursor): Modifiers {
  let annotations: Annotation[] | undefined;
  let keywords: ModifierKeyword[] | undefined;
  for (;;) {
    const kind = c.kind;
    if (kind === '@') {
      (annotations ??= []).push(annotation(c));
      continue;
    }
    const keyword = plainModifiers.has(kind) ? (kind as ModifierKeyword) : wordModifier(c);
    if (keyword === undefined) break;
    if (keywords?.includes(keyword)) c.fail(`Duplicate modifier: ${keyword}`);
    (keywords ??= []).push(keyword);
    c.index += keyword.endsWith(' sharing') ? 2 : 1;
  }
  return annotations === undefined && keywords === undefined ? none : { annotations: annotations ?? [], keywords: keywords ?? [] };
}

/** Modifiers that are identifiers elsewhere. */
function wordModifier(c: Cursor): ModifierKeyword | undefined {
  if (c.kind !== 'identifier' || !isWord(c.peek(1))) return undefined;
  if (c.atWord('transient')) return 'transient';
  if (!c.atWord('sharing', 1)) return undefined;
  if (c.atWord('with')) return 'with sharing';
  if (c.atWord('without')) return 'without sharing';
  return c.atWord('inherited') ? 'inherited sharing' : undefined;
}

function annotation(c: Cursor): Annotation {
  const { line, column } = c;
  c.expect('@');
  let name = c.memberName();
  while (c.accept('.')) name += `.${c.memberName()}`;
  const parameters: { name: string; value: Expression }[] = [];
  let value: Expression | undefined;
  if (c.accept('(')) {
    if (isWord(c.kind) && c.peek(1) === '=') {
      while (c.kind !== ')') {
        const parameter = c.memberName();
        c.expect('=');
        parameters.push({ name: parameter, value: expression(c) });
        c.accept(',');
      }
    } else if (c.kind !== ')') {
      value = expression(c);
    }
    c.expect(')');
  }
  const base = { kind: 'annotation' as const, id: c.nextId(), line, column, name, parameters };
  return value === undefined ? base : { ...base, value };
}
