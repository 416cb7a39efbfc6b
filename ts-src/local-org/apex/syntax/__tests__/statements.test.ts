import { hasModifier, parseAnonymous } from '../index.ts';
import { shape, statementOf, typeShape } from './helpers.ts';

test('a local variable has a type, modifiers and one or several declarators', () => {
  const node = statementOf('final Map<Id, Account> a = b, c;');
  if (node.kind !== 'local') throw new Error(node.kind);
  expect(typeShape(node.type)).toBe('Map<Id, Account>');
  expect(hasModifier(node.modifiers, 'final')).toBe(true);
  expect(node.declarators.map((one) => [one.name, one.init && shape(one.init)])).toEqual([['a', 'b'], ['c', undefined]]);
});

test('a comparison at the start of a statement is no declaration', () => {
  expect(() => statementOf('a < b;')).not.toThrow();
  expect(statementOf('a.b[0] = c;')).toMatchObject({ kind: 'expressionStatement' });
  expect(statementOf('a.b[] c;')).toMatchObject({ kind: 'local', type: { name: 'a.b', arrays: 1 } });
});

test('loops', () => {
  expect(statementOf('for (Integer i = 0, j = 1; i < j; i++, j--) { }')).toMatchObject({ kind: 'for', init: { kind: 'local' }, update: [{}, {}] });
  expect(statementOf('for (i = 0, j = 1; ; ) ;')).toMatchObject({ kind: 'for', init: [{ kind: 'assignment' }, {}], body: { kind: 'empty' } });
  expect(statementOf('for (;;) break;')).toMatchObject({ kind: 'for', update: [], body: { kind: 'break' } });
  expect(statementOf('for (List<Account> chunk : [SELECT Id FROM Account]) { continue; }')).toMatchObject({
    kind: 'forEach', variable: { name: 'chunk' }, iterable: { kind: 'soql' },
  });
  expect(statementOf('while (a) b();')).toMatchObject({ kind: 'while', body: { kind: 'expressionStatement' } });
  expect(statementOf('do { } while (a);')).toMatchObject({ kind: 'doWhile' });
});

test('else belongs to the nearest if', () => {
  expect(statementOf('if (a) if (b) c(); else d();')).toMatchObject({ kind: 'if', then: { kind: 'if', else: {} } });
});

test('try takes catches, finally, or both, and not neither', () => {
  expect(statementOf('try { } catch (DmlException e) { } catch (System.Exception e) { } finally { }')).toMatchObject({
    kind: 'try', catches: [{ type: { name: 'DmlException' } }, { type: { name: 'System.Exception' }, variable: { name: 'e' } }], finally: {},
  });
  expect(statementOf('try { } finally { }')).toMatchObject({ catches: [] });
  expect(() => statementOf('try { } x();')).toThrow();
});

test('switch on literals, enum values, types and else', () => {
  const node = statementOf("switch on x.y() { when 1, -2 { } when 'a', null { } when RED, Color.BLUE { } when Account a { } when else { } }");
  expect(node).toMatchObject({
    kind: 'switch',
    whens: [
      { kind: 'whenValues', values: [{ value: 1 }, { kind: 'unary' }] },
      { kind: 'whenValues', values: [{ value: 'a' }, { kind: 'null' }] },
      { kind: 'whenValues', values: [{ kind: 'name', name: 'RED' }, { kind: 'fieldAccess', name: 'BLUE' }] },
      { kind: 'whenType', type: { name: 'Account' }, variable: { name: 'a' } },
    ],
    otherwise: { kind: 'block' },
  });
});

test('switch is a name where no on follows', () => {
  expect(statementOf('switch = 1;')).toMatchObject({ kind: 'expressionStatement' });
});

test('DML statements with access mode, key field and merged records', () => {
  expect(statementOf('insert as user rows;')).toMatchObject({ kind: 'dml', operation: 'insert', accessMode: 'user', target: { name: 'rows' } });
  expect(statementOf('delete as system [SELECT Id FROM A];')).toMatchObject({ operation: 'delete', accessMode: 'system' });
  expect(statementOf('upsert rows My_Key__c;')).toMatchObject({ operation: 'upsert', externalIdField: 'My_Key__c' });
  expect(statementOf('upsert rows Account.Fields.My_Key__c;')).toMatchObject({ externalIdField: 'Account.Fields.My_Key__c' });
  expect(statementOf('merge a b;')).toMatchObject({ operation: 'merge', target: { name: 'a' }, merged: { name: 'b' } });
  expect(statementOf('undelete new List<A>{ a };')).toMatchObject({ operation: 'undelete', target: { kind: 'newCollection' } });
  expect(statementOf('UPDATE x;')).toMatchObject({ operation: 'update' });
});

test('System.runAs with a block is a statement of its own', () => {
  expect(statementOf('system.RunAs(u) { a(); }')).toMatchObject({ kind: 'runAs', args: [{ name: 'u' }], body: { statements: [{}] } });
});

test('an anonymous block mixes statements with methods and classes', () => {
  const { body } = parseAnonymous('Integer i = 1; void f() { } class A { } public String g() { return null; } f();');
  if (body.kind !== 'anonymous') throw new Error(body.kind);
  expect(body.body.statements.map((one) => one.kind)).toEqual(['local', 'expressionStatement']);
  expect(body.body.members.map((one) => one.kind)).toEqual(['method', 'class', 'method']);
});

test('blocks know where they end', () => {
  expect(statementOf('{\n  a();\n  }')).toMatchObject({ line: 1, column: 1, endLine: 3, endColumn: 3 });
});
