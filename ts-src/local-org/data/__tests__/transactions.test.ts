import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { DatabaseSync } from 'node:sqlite';
import { parseSoql } from '../../soql/index.ts';
import { Decimal } from '../../values/index.ts';
import { DatabaseInUseError, openDatabase } from '../index.ts';
import { TestOrg } from './support/org.ts';
import { field, number, testSchema, withFields } from './support/schema.ts';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'data-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const path = () => join(folder, 'org.db');

test('a savepoint takes back what came after it; ids stay in the records', () => {
  const org = new TestOrg();
  org.insert('Account', { Name: 'before' });
  const savepoint = org.data.savepoint();
  const [account] = org.insert('Account', { Name: 'after' });
  savepoint.rollback();
  expect(org.names('SELECT Name FROM Account')).toEqual(['before']);
  expect(account!.id).not.toBeNull();
  org.insert('Account', { Name: 'again' });
  savepoint.rollback();
  expect(org.names('SELECT Name FROM Account')).toEqual(['before']);
  savepoint.release();
  expect(() => savepoint.rollback()).toThrow('The savepoint is no longer valid');
  org.close();
});

test('a reference to a row of this transaction holds as long as the row does', () => {
  const org = new TestOrg();
  const [kept] = org.insert('Account', { Name: 'kept' });
  org.insert('Contact', { LastName: 'First', AccountId: kept!.id! });
  const savepoint = org.data.savepoint();
  const [undone] = org.insert('Account', { Name: 'undone' });
  org.insert('Contact', { LastName: 'Second', AccountId: undone!.id! });
  savepoint.rollback();
  expect(org.failure(() => org.insert('Contact', { LastName: 'Third', AccountId: undone!.id! }))).toContain('INVALID_CROSS_REFERENCE_KEY');
  org.insert('Contact', { LastName: 'Fourth', AccountId: kept!.id! });
  org.save('delete', [kept!]);
  expect(org.failure(() => org.insert('Contact', { LastName: 'Fifth', AccountId: kept!.id! }))).toContain('ENTITY_IS_DELETED');
  const [contact] = org.insert('Contact', { LastName: 'Sixth' });
  expect(org.failure(() => org.insert('Contact', { LastName: 'Seventh', AccountId: contact!.id! }))).toContain('FIELD_INTEGRITY_EXCEPTION');
  org.close();
});

test('rows whose unique value is taken are refused one by one, the others are saved', () => {
  const org = new TestOrg();
  const [first] = org.insert('Account', { Name: 'a', Serial__c: '1' });
  const rows = [{ Name: 'b', Serial__c: '2' }, { Name: 'c', Serial__c: '1' }, { Name: 'd', Serial__c: '2' }, { Name: 'e', Serial__c: null }].map((r) => org.record('Account', r));
  const results = org.save('insert', rows, { allOrNone: false });
  expect(results.map((r) => r.errors[0]?.message ?? 'saved')).toEqual([
    'saved', `duplicate value found: Serial__c duplicates value on record with id: ${first!.id!.slice(0, 15)}`,
    'duplicate value found: <unknown> duplicates value on record with id: <unknown>', 'saved',
  ]);
  expect(org.names('SELECT Name FROM Account')).toEqual(['a', 'b', 'e']);
  expect(org.failure(() => org.insert('Account', { Name: 'f' }, { Name: 'g', Serial__c: '2' }))).toMatch(/^1: DUPLICATE_VALUE/);
  expect(org.names('SELECT Name FROM Account')).toEqual(['a', 'b', 'e']);
  org.close();
});

test('rolling back further drops the savepoints set later', () => {
  const org = new TestOrg();
  const first = org.data.savepoint();
  const second = org.data.savepoint();
  first.rollback();
  expect(() => second.rollback()).toThrow('no longer valid');
  org.close();
});

test('a savepoint does not reach across a trigger', () => {
  let reach = (): void => undefined;
  const org = new TestOrg({ automation: { hasTriggers: (_o, phase) => phase === 'after', runTriggers: () => reach() } });
  const outer = org.data.savepoint();
  reach = () => outer.rollback();
  expect(org.failure(() => org.insert('Account', { Name: 'A' }))).toContain('Savepoints cannot be used across trigger invocations');
  org.close();
});

test('atomic work stays or goes as a whole', () => {
  const org = new TestOrg();
  expect(() => org.data.atomic(() => {
    org.insert('Account', { Name: 'A' });
    org.insert('Account', {});
  })).toThrow('REQUIRED_FIELD_MISSING');
  expect(org.count('SELECT COUNT() FROM Account')).toBe(0);
  org.data.atomic(() => org.insert('Account', { Name: 'B' }));
  expect(org.count('SELECT COUNT() FROM Account')).toBe(1);
  org.close();
});

test('one transaction runs at a time', () => {
  const org = new TestOrg();
  expect(() => org.engine.begin(org.view)).toThrow('A transaction is already running');
  org.data.commit();
  org.engine.begin(org.view).rollback();
  expect(() => org.data.commit()).toThrow('The transaction has ended');
  org.engine.close();
});

test('what was committed survives a restart, ids go on ascending', () => {
  const first = new TestOrg({ path: path() });
  const [a] = first.insert('Twin__c', { Serial__c: 'one' });
  first.data.commit();
  const lost = first.engine.begin(first.view);
  lost.rollback();
  first.engine.close();
  const second = new TestOrg({ path: path() });
  const [b] = second.insert('Twin__c', { Serial__c: 'two' });
  expect(second.column('SELECT Serial__c FROM Twin__c ORDER BY Name', 'Serial__c')).toEqual(['one', 'two']);
  expect(second.names('SELECT Name FROM Twin__c ORDER BY Name')).toEqual(['T-000001', 'T-000002']);
  expect(b!.id! > a!.id!).toBe(true);
  second.close();
});

test('a process that is killed loses its open transaction and nothing else', () => {
  const script = `
    const { TestOrg } = await import(${JSON.stringify(join(import.meta.dirname, 'support/org.ts'))});
    const org = new TestOrg({ path: ${JSON.stringify(path())} });
    org.insert('Account', { Name: 'kept' });
    org.data.commit();
    org.engine.begin(org.view).dml({ operation: 'insert', records: [org.record('Account', { Name: 'lost' })], mode: 'system', sharing: 'without', allOrNone: true });
    process.kill(process.pid, 'SIGKILL');`;
  const run = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script]);
  expect(run.signal).toBe('SIGKILL');
  const org = new TestOrg({ path: path() });
  expect(org.names('SELECT Name FROM Account')).toEqual(['kept']);
  org.close();
});

test('a second process on the same file is told so', () => {
  const org = new TestOrg({ path: path() });
  expect(() => openDatabase({ schema: testSchema(), path: path() })).toThrow(DatabaseInUseError);
  expect(() => openDatabase({ schema: testSchema(), path: path() })).toThrow(`The data file ${path()} is in use by another process.`);
  org.close();
});

test('where SQLite ends a transaction by itself, nothing is written as if on its own before the next one', () => {
  new TestOrg({ path: path() }).close();
  const file = new DatabaseSync(path());
  file.exec(`CREATE TRIGGER ends BEFORE INSERT ON "Account" WHEN NEW."Name" = 'end' BEGIN SELECT RAISE(ROLLBACK, 'gone'); END`);
  file.close();
  const org = new TestOrg({ path: path() });
  org.insert('Account', { Name: 'first' });
  expect(() => org.insert('Account', { Name: 'end' })).toThrow('gone');
  expect(() => org.insert('Account', { Name: 'after' })).toThrow('gone');
  expect(() => org.names('SELECT Name FROM Account')).toThrow('gone');
  expect(() => org.data.commit()).toThrow('gone');
  const next = org.engine.begin(org.view);
  expect(next.query(parseSoql('SELECT Name FROM Account'), { mode: 'system', sharing: 'without' })).toMatchObject({ rows: [] });
  next.rollback();
  org.engine.close();
});

test('a changed schema changes the file in place', () => {
  const before = new TestOrg({ path: path() });
  before.insert('Account', { Name: 'A', Key__c: 'k', AnnualRevenue: Decimal.parse('1.25'), Website: '12.5' }, { Name: 'B', Website: 'x' });
  const [twin] = before.insert('Twin__c', {});
  before.insert('Event__c', { Twin__c: twin!.id, Cost__c: Decimal.parse('3') });
  before.data.commit();
  before.engine.close();
  const schema = testSchema((s) => {
    s.Account = withFields(
      { ...s.Account!, fields: s.Account!.fields.filter((f) => f.name !== 'Website' && f.name !== 'AnnualRevenue' && f.name !== 'Founded__c') },
      field('AnnualRevenue', 'currency', { precision: 18, scale: 4 }), number('Website', 18, 1), field('New__c', 'string', { unique: true }), field('Flag__c', 'boolean'),
    );
    s.Twin__c = withFields(s.Twin__c!, field('Total__c', 'currency', { precision: 18, scale: 2, createable: false, updateable: false, summary: { operation: 'sum', childObject: 'Event__c', foreignKey: 'Twin__c', summarizedField: 'Cost__c', filters: [] } }));
    s.Fresh__c = { name: 'Fresh__c', label: 'Fresh', keyPrefix: 'a0z', kind: 'custom', fields: [field('Id', 'id'), field('Name', 'string')] };
  });
  const after = new TestOrg({ path: path(), schema });
  expect(after.query('SELECT Name, AnnualRevenue, Website, New__c, Flag__c FROM Account ORDER BY Name').map((r) => Object.values(r.fields).slice(1).map(String))).toEqual([
    ['A', '1.2500', '12.5', 'null', 'false'], ['B', 'null', 'null', 'null', 'false'],
  ]);
  expect(after.query("SELECT Id FROM Account WHERE Key__c = 'K'")).toHaveLength(1);
  after.insert('Fresh__c', { Name: 'f' });
  after.data.commit();
  after.engine.recalculate(after.view);
  const data = after.engine.begin(after.view);
  expect(data.isOpen).toBe(true);
  data.rollback();
  after.engine.close();
  const again = new TestOrg({ path: path(), schema });
  expect(again.column('SELECT Total__c FROM Twin__c', 'Total__c')).toEqual(['3.00']);
  again.close();
});

test('a file of an earlier version gets the indexes that it lacks, and keeps its rows', () => {
  const before = new TestOrg({ path: path() });
  before.insert('Account', { Name: 'A' }, { Name: 'B' });
  before.data.commit();
  before.engine.close();
  const file = new DatabaseSync(path());
  file.exec(`DROP INDEX "Account.CreatedDate"; UPDATE "~meta" SET value = 'of an earlier version' WHERE key = 'layout'`);
  file.close();
  const after = new TestOrg({ path: path() });
  const since = 'SELECT Name FROM Account WHERE CreatedDate >= TODAY';
  expect(after.data.explain(parseSoql(since), { mode: 'system', sharing: 'without' }).plan.join()).toContain('Account.CreatedDate');
  expect(after.names(since)).toEqual(['A', 'B']);
  after.close();
});

test('a custom index that comes later finds the rows that were there, in any spelling, and empty ones where it holds them', () => {
  const before = new TestOrg({ path: path() });
  before.insert('Account', { Name: 'A', Website: 'Café-1' }, { Name: 'B', Website: 'x-2' }, { Name: 'C' });
  before.data.commit();
  before.engine.close();
  const found = (customIndex: 'values' | 'withNulls', condition: string): readonly [readonly unknown[], string] => {
    const schema = testSchema((s) => { s.Account = { ...s.Account!, fields: s.Account!.fields.map((f) => (f.name === 'Website' ? { ...f, customIndex } : f)) }; });
    const after = new TestOrg({ path: path(), schema });
    const query = `SELECT Name FROM Account WHERE ${condition} ORDER BY Name`;
    const answer = [after.names(query), after.data.explain(parseSoql(query), { mode: 'system', sharing: 'without' }).plan.join()] as const;
    after.close();
    return answer;
  };
  const index = 'USING INDEX Account.Website.custom';
  expect(found('values', "Website IN ('CAFÉ-1', 'X-2') OR Key__c = 'none'")).toEqual([['A', 'B'], expect.stringContaining(index)]);
  expect(found('values', 'Website = null')).toEqual([['C'], expect.not.stringContaining(index)]);
  expect(found('withNulls', 'Website = null')).toEqual([['C'], expect.stringContaining(index)]);
});

test('a custom index that goes and comes back finds what was written meanwhile', () => {
  const withIndex = (): TestOrg => new TestOrg({ path: path(), schema: testSchema((s) => { s.Account = { ...s.Account!, fields: s.Account!.fields.map((f) => (f.name === 'Website' ? { ...f, customIndex: 'values' as const } : f)) }; }) });
  const first = withIndex();
  const [kept] = first.insert('Account', { Name: 'A', Website: 'before' });
  first.data.commit();
  first.engine.close();
  const without = new TestOrg({ path: path() });
  without.save('update', [without.record('Account', { Id: kept!.id, Website: 'after' })]);
  without.insert('Account', { Name: 'B', Website: 'new' });
  without.data.commit();
  without.engine.close();
  const back = withIndex();
  expect(back.names("SELECT Name FROM Account WHERE Website IN ('AFTER', 'NEW', 'before') ORDER BY Name")).toEqual(['A', 'B']);
  expect(back.names("SELECT Name FROM Account WHERE Website = 'before'")).toEqual([]);
  back.close();
});

test('a field that became unique over equal values says so and keeps the rows', () => {
  const before = new TestOrg({ path: path() });
  before.insert('Account', { Name: 'A', Website: 'same' }, { Name: 'B', Website: 'same' });
  before.data.commit();
  before.engine.close();
  const schema = testSchema((s) => { s.Account = withFields({ ...s.Account!, fields: s.Account!.fields.filter((f) => f.name !== 'Website') }, field('Website', 'url', { unique: true })); });
  const after = new TestOrg({ path: path(), schema });
  expect(after.engine.warnings).toEqual(['Account.Website is unique now, but rows with equal values exist; they stay as they are.']);
  expect(after.count('SELECT COUNT() FROM Account')).toBe(2);
  expect(after.failure(() => after.insert('Account', { Name: 'C', Website: 'SAME' }))).toContain('DUPLICATE_VALUE');
  after.close();
});

test('a test org takes users over and never gives their ids again', () => {
  const org = new TestOrg();
  const [made] = org.insert('User', { LastName: 'Made' });
  org.data.commit();
  const copy = openDatabase({ schema: org.schema, path: ':memory:' });
  copy.copyFrom(org.engine, [org.schema.object('User')!]);
  const data = copy.begin(org.view);
  const next = org.record('User', { LastName: 'Next' });
  data.dml({ operation: 'insert', records: [next], mode: 'system', sharing: 'without', allOrNone: true });
  const names = data.query(parseSoql('SELECT Name FROM User'), { mode: 'system', sharing: 'without' }).rows.map((r) => r.fields.Name);
  expect(names).toEqual(['Ada Admin', 'Made', 'Next']);
  expect(next.id! > made!.id!).toBe(true);
  data.rollback();
  copy.close();
  org.engine.close();
});
