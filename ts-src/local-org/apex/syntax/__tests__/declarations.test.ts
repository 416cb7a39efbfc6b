import { findAnnotation, hasModifier, isVoid, parseApex, sharingOf, type ClassDeclaration, type Member } from '../index.ts';
import { typeShape } from './helpers.ts';

function classOf(text: string): ClassDeclaration {
  const { body } = parseApex(text, 'X.cls');
  if (body.kind !== 'class') throw new Error(body.kind);
  return body;
}

function member<K extends Member['kind']>(text: string, kind: K): Extract<Member, { kind: K }> {
  const found = classOf(`class X { ${text} }`).members[0]!;
  if (found.kind !== kind) throw new Error(found.kind);
  return found as Extract<Member, { kind: K }>;
}

test('a class has modifiers, a sharing mode, a parent and interfaces', () => {
  const node = classOf('public abstract with sharing class A extends B.C implements D, E<String> { }');
  expect(node.modifiers.keywords).toEqual(['public', 'abstract', 'with sharing']);
  expect(sharingOf(node.modifiers)).toBe('with');
  expect(node.extends?.name).toBe('B.C');
  expect(node.implements.map(typeShape)).toEqual(['D', 'E<String>']);
});

test.each([['without sharing', 'without'], ['inherited sharing', 'inherited'], ['', undefined]])('class with "%s" shares as %s', (words, expected) => {
  expect(sharingOf(classOf(`${words} class A { }`).modifiers)).toBe(expected);
});

test('annotations carry values and named parameters', () => {
  const node = member("@InvocableMethod(label='Do it' category='x') @SuppressWarnings('PMD.A') @TestVisible static void f() { }", 'method');
  const [first, second, third] = node.modifiers.annotations;
  expect(first).toMatchObject({ name: 'InvocableMethod', parameters: [{ name: 'label', value: { value: 'Do it' } }, { name: 'category' }] });
  expect(second).toMatchObject({ value: { value: 'PMD.A' } });
  expect(third).toMatchObject({ name: 'TestVisible', parameters: [] });
  expect(findAnnotation(node.modifiers, 'testvisible')).toBe(third);
});

test('annotation parameters may be parted by commas', () => {
  expect(member('@IsTest(seeAllData=true, isParallel=false) static void f() { }', 'method').modifiers.annotations[0]!.parameters).toHaveLength(2);
});

test('fields, several in one declaration', () => {
  const node = member('private static final transient Integer a = 1, b;', 'field');
  expect(node.modifiers.keywords).toEqual(['private', 'static', 'final', 'transient']);
  expect(node.declarators.map((one) => one.name)).toEqual(['a', 'b']);
});

test('properties, with accessors that have bodies and modifiers of their own', () => {
  const node = member('public String name { get { return x; } private set; }', 'property');
  expect(node.getter?.body).toBeDefined();
  expect(node.setter?.body).toBeUndefined();
  expect(hasModifier(node.setter!.modifiers, 'private')).toBe(true);
  expect(member('Integer n { get; }', 'property').setter).toBeUndefined();
});

test('methods: abstract, void, with parameters and arrays', () => {
  const node = member('global virtual Account[] f(final List<String> a, Integer b) { return null; }', 'method');
  expect(typeShape(node.returnType)).toBe('Account[]');
  expect(node.parameters.map((one) => one.name)).toEqual(['a', 'b']);
  const none = member('protected abstract void g();', 'method');
  expect(none.body).toBeUndefined();
  expect(isVoid(none.returnType)).toBe(true);
});

test('constructors call this and super', () => {
  const node = member('public X(Integer a) { this(); }', 'constructor');
  expect(node.body.statements[0]).toMatchObject({ kind: 'expressionStatement', expression: { kind: 'constructorCall', target: 'this' } });
  expect(member('X() { super(1, 2); }', 'constructor').body.statements[0]).toMatchObject({ expression: { target: 'super', args: [{}, {}] } });
});

test('initializer blocks, static and of the instance, and stray semicolons', () => {
  const { members } = classOf('class X { static { a(); } ; { b(); } ; }');
  expect(members).toMatchObject([{ kind: 'initializer', static: true }, { kind: 'initializer', static: false }]);
});

test('inner classes, interfaces and enums', () => {
  const { members } = classOf('class X { public class A { } interface B extends C { void f(); Integer g(String s); } enum D { P, Q } }');
  expect(members).toMatchObject([
    { kind: 'class', name: 'A' },
    { kind: 'interface', name: 'B', extends: [{ name: 'C' }], methods: [{ name: 'f' }, { name: 'g', parameters: [{ name: 's' }] }] },
    { kind: 'enum', name: 'D', values: [{ name: 'P' }, { name: 'Q' }] },
  ]);
});

test('words that are no keywords serve as names', () => {
  const { members } = classOf('class X { Integer get; String before, after, order, limitX; void with(Integer sharing) { } Set<Id> rows { get; set; } transient Integer user; }');
  expect(members.map((one) => one.kind)).toEqual(['field', 'field', 'method', 'property', 'field']);
});

test('methods may be called what variables may not', () => {
  expect(classOf('class X { void rollback() { } String string() { return null; } void set(Integer a) { } }').members).toHaveLength(3);
});

test('a trigger has its object, its events and a body with methods', () => {
  const { body } = parseApex('trigger T on Account (before insert, AFTER undelete) { new Handler().run(); void f() { } }', 'T.trigger');
  expect(body).toMatchObject({
    kind: 'trigger', name: 'T', object: 'Account',
    events: [{ timing: 'before', operation: 'insert' }, { timing: 'after', operation: 'undelete' }],
    body: { statements: [{ kind: 'expressionStatement' }], members: [{ kind: 'method' }] },
  });
});

test('names and ends have places', () => {
  expect(classOf('\n@IsTest\nprivate class  Foo {\n}\n')).toMatchObject({ line: 2, column: 1, nameLine: 3, nameColumn: 16, endLine: 4 });
});

test('node numbers are dense and each is given once', () => {
  const unit = parseApex('public class X { Integer a = 1 + b.c(d)[0]; void f(String s) { for (A x : y) { if (z) { return; } } } }', 'X.cls');
  const seen = new Set<number>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('id' in value && typeof value.id === 'number') {
      expect(seen.has(value.id)).toBe(false);
      seen.add(value.id);
    }
    for (const part of Object.values(value)) visit(part);
  };
  visit(unit.body);
  expect(Math.max(...seen)).toBeLessThan(unit.nodeCount);
  expect(seen.size).toBeGreaterThan(20);
});

test('a byte order mark and Windows line ends do no harm', () => {
  expect(classOf('\ufeffclass A {\r\n  Integer b;\r\n}')).toMatchObject({ line: 1, column: 1, members: [{ line: 2, column: 3 }], endLine: 3 });
});
