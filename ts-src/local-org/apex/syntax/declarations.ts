import type {
  Accessor, Block, ClassDeclaration, EnumDeclaration, EnumValue, InterfaceDeclaration, Member, MethodDeclaration, Modifiers, Parameter,
  PropertyDeclaration, TypeDeclaration, TypeRef,
} from './ast.ts';
import type { Cursor, Place } from './cursor.ts';
import { block, declarators } from './statements.ts';
import { modifiers, returnType, typeList, typeRef } from './types.ts';

/** A class, interface or enum with its modifiers. */
export function typeDeclaration(c: Cursor): TypeDeclaration {
  const place = { line: c.line, column: c.column };
  const before = modifiers(c);
  return typeBehind(c, place, before) ?? c.failUnexpected();
}

/** The type declared behind these modifiers, if one is. */
export function typeBehind(c: Cursor, place: Place, before: Modifiers): TypeDeclaration | undefined {
  switch (c.kind) {
    case 'class':
      return classDeclaration(c, place, before);
    case 'interface':
      return interfaceDeclaration(c, place, before);
    case 'enum':
      return enumDeclaration(c, place, before);
    default:
      return undefined;
  }
}

function classDeclaration(c: Cursor, place: Place, before: Modifiers): ClassDeclaration {
  c.expect('class');
  const named = name(c);
  const parent = c.accept('extends') ? typeRef(c) : undefined;
  const interfaces = c.accept('implements') ? typeList(c) : [];
  c.expect('{');
  const members: Member[] = [];
  while (c.kind !== '}') {
    if (c.kind === 'end') c.failMissing('}');
    if (!c.accept(';')) members.push(member(c));
  }
  const endLine = c.line;
  c.index++;
  const node = { kind: 'class' as const, id: c.nextId(), ...place, modifiers: before, ...named, implements: interfaces, members, endLine };
  return parent === undefined ? node : { ...node, extends: parent };
}

function interfaceDeclaration(c: Cursor, place: Place, before: Modifiers): InterfaceDeclaration {
  c.expect('interface');
  const named = name(c);
  const parents = c.accept('extends') ? typeList(c) : [];
  c.expect('{');
  const methods: MethodDeclaration[] = [];
  while (c.kind !== '}') {
    if (c.kind === 'end') c.failMissing('}');
    const start = { line: c.line, column: c.column };
    const own = modifiers(c);
    const type = returnType(c);
    const called = methodName(c);
    const parameters = parameterList(c);
    const endLine = c.line;
    c.expect(';');
    methods.push({ kind: 'method', id: c.nextId(), ...start, modifiers: own, returnType: type, ...called, parameters, endLine });
  }
  const endLine = c.line;
  c.index++;
  return { kind: 'interface', id: c.nextId(), ...place, modifiers: before, ...named, extends: parents, methods, endLine };
}

function enumDeclaration(c: Cursor, place: Place, before: Modifiers): EnumDeclaration {
  c.expect('enum');
  const named = name(c);
  c.expect('{');
  const values: EnumValue[] = [];
  if (c.kind !== '}') {
    do {
      const { line, column } = c;
      values.push({ kind: 'enumValue', id: c.nextId(), line, column, name: c.declaredName() });
    } while (c.accept(','));
  }
  const endLine = c.line;
  c.expect('}');
  return { kind: 'enum', id: c.nextId(), ...place, modifiers: before, ...named, values, endLine };
}

/** One member of a class body. */
function member(c: Cursor): Member {
  const place = { line: c.line, column: c.column };
  if (c.kind === '{') return { kind: 'initializer', id: c.nextId(), ...place, static: false, body: block(c) };
  if (c.kind === 'static' && c.peek(1) === '{') {
    c.index++;
    return { kind: 'initializer', id: c.nextId(), ...place, static: true, body: block(c) };
  }
  const before = modifiers(c);
  if (c.kind === 'identifier' && c.peek(1) === '(') {
    const named = name(c);
    const parameters = parameterList(c);
    const body = block(c);
    return { kind: 'constructor', id: c.nextId(), ...place, modifiers: before, ...named, parameters, body, endLine: body.endLine };
  }
  return memberBehind(c, place, before);
}

/** A type, method, property or field behind its modifiers. */
export function memberBehind(c: Cursor, place: Place, before: Modifiers): Member {
  const inner = typeBehind(c, place, before);
  if (inner !== undefined) return inner;
  const type = returnType(c);
  if (c.peek(1) === '(') return method(c, place, before, type);
  if (c.peek(1) === '{') return property(c, place, before, type);
  const list = declarators(c);
  c.expect(';');
  return { kind: 'field', id: c.nextId(), ...place, modifiers: before, type, declarators: list };
}

function method(c: Cursor, place: Place, before: Modifiers, type: TypeRef): MethodDeclaration {
  const named = methodName(c);
  const parameters = parameterList(c);
  const endLine = c.line;
  const node = { kind: 'method' as const, id: c.nextId(), ...place, modifiers: before, returnType: type, ...named, parameters };
  if (c.accept(';')) return { ...node, endLine };
  const body = block(c);
  return { ...node, body, endLine: body.endLine };
}

function property(c: Cursor, place: Place, before: Modifiers, type: TypeRef): PropertyDeclaration {
  const named = name(c);
  c.expect('{');
  let getter: Accessor | undefined;
  let setter: Accessor | undefined;
  while (c.kind !== '}') {
    const { line, column } = c;
    const own = modifiers(c);
    const isGetter = c.atWord('get');
    if (!isGetter && !c.atWord('set')) c.failUnexpected();
    if ((isGetter ? getter : setter) !== undefined) c.fail(`Duplicate accessor: ${isGetter ? 'get' : 'set'}`);
    c.index++;
    const body: Block | undefined = c.accept(';') ? undefined : block(c);
    const base = { kind: 'accessor' as const, id: c.nextId(), line, column, modifiers: own };
    const accessor: Accessor = body === undefined ? base : { ...base, body };
    if (isGetter) getter = accessor;
    else setter = accessor;
  }
  const endLine = c.line;
  c.index++;
  return {
    kind: 'property', id: c.nextId(), ...place, modifiers: before, type, ...named, endLine,
    ...(getter === undefined ? {} : { getter }), ...(setter === undefined ? {} : { setter }),
  };
}

function name(c: Cursor): { name: string; nameLine: number; nameColumn: number } {
  const { line, column } = c;
  return { name: c.declaredName(), nameLine: line, nameColumn: column };
}

function methodName(c: Cursor): { name: string; nameLine: number; nameColumn: number } {
  const { line, column } = c;
  return { name: c.declaredName('method'), nameLine: line, nameColumn: column };
}

function parameterList(c: Cursor): Parameter[] {
  c.expect('(');
  const parameters: Parameter[] = [];
  if (c.accept(')')) return parameters;
  do {
    const { line, column } = c;
    const before = modifiers(c);
    const type = typeRef(c);
    parameters.push({ kind: 'parameter', id: c.nextId(), line, column, modifiers: before, type, name: c.declaredName() });
  } while (c.accept(','));
  c.expect(')');
  return parameters;
}
