import { OrgError } from '../../execution/errors.ts';
import type { SObjectRecord } from '../../values/index.ts';
import { Decimal } from '../../values/index.ts';
import type { Automation, TriggerBatch } from '../index.ts';
import { TestOrg } from './support/org.ts';

/** Code for one object, as functions by event. */
class Code implements Automation {
  readonly log: string[] = [];
  readonly handlers: Partial<Record<`${'before' | 'after'} ${'insert' | 'update' | 'delete' | 'undelete'}`, (batch: TriggerBatch) => void>> = {};
  readonly flows: typeof this.handlers = {};
  object = 'Account';
  hasTriggers(object: TriggerBatch['object'], phase: TriggerBatch['phase'], operation: TriggerBatch['operation']): boolean {
    return object.name === this.object && this.handlers[`${phase} ${operation}`] !== undefined;
  }
  runTriggers(batch: TriggerBatch): void {
    this.log.push(`${batch.phase} ${batch.operation} ${(batch.newRecords ?? batch.oldRecords)!.length}`);
    this.handlers[`${batch.phase} ${batch.operation}`]!(batch);
  }
  hasFlows(object: TriggerBatch['object'], phase: TriggerBatch['phase'], operation: TriggerBatch['operation']): boolean {
    return object.name === this.object && this.flows[`${phase} ${operation}`] !== undefined;
  }
  runFlows(batch: TriggerBatch): void {
    this.log.push(`flow ${batch.phase} ${batch.operation}`);
    this.flows[`${batch.phase} ${batch.operation}`]!(batch);
  }
}

const addError = (record: SObjectRecord, message: string, field?: string): void => {
  (record.errors ??= []).push({ message, ...(field === undefined ? {} : { field }) });
};

let code: Code;
let org: TestOrg;
beforeEach(() => {
  code = new Code();
  org = new TestOrg({ automation: code });
});
afterEach(() => org.close());

test('the order is flow, before trigger, write, after trigger, flow', () => {
  code.flows['before insert'] = ({ newRecords }) => newRecords![0]!.put('Industry', 'Jeans');
  code.handlers['before insert'] = ({ newRecords }) => newRecords![0]!.put('Website', `${String(newRecords![0]!.get('Industry'))} `);
  code.handlers['after insert'] = ({ newRecords }) => { expect(newRecords![0]!.get('Website')).toBe('Jeans'); };
  code.flows['after insert'] = () => undefined;
  const [account] = org.insert('Account', { Name: 'A' });
  expect(code.log).toEqual(['flow before insert', 'before insert 1', 'after insert 1', 'flow after insert']);
  expect(org.column('SELECT Website FROM Account', 'Website')).toEqual(['Jeans']);
  expect(account!.fields.Website).toBeUndefined();
});

test('before insert: no id yet, defaults are there; after insert: id, read-only', () => {
  code.object = 'Twin__c';
  code.handlers['before insert'] = ({ newRecords, oldRecords }) => {
    expect(oldRecords).toBeNull();
    expect([newRecords![0]!.id, newRecords![0]!.get('Stage__c'), newRecords![0]!.get('Serial__c')]).toEqual([null, 'New', null]);
  };
  code.handlers['after insert'] = ({ newRecords }) => {
    expect(newRecords![0]!.id).toMatch(/^a00/);
    expect(newRecords![0]!.get('CreatedDate')).not.toBeNull();
    expect(newRecords![0]!.readOnly).toBe(true);
    expect(org.count('SELECT COUNT() FROM Twin__c')).toBe(1);
  };
  org.insert('Twin__c', {});
  expect(code.log).toHaveLength(2);
});

test('update: the new row holds every field, the old one what was before', () => {
  const [account] = org.insert('Account', { Name: 'A', Industry: 'Jeans', AnnualRevenue: Decimal.ONE });
  code.handlers['before update'] = ({ newRecords, oldRecords }) => {
    expect([newRecords![0]!.get('Name'), newRecords![0]!.get('Industry'), oldRecords![0]!.get('Name')]).toEqual(['B', 'Jeans', 'A']);
    expect([newRecords![0]!.readOnly, oldRecords![0]!.readOnly]).toEqual([false, true]);
    newRecords![0]!.put('AnnualRevenue', 7);
  };
  code.handlers['after update'] = ({ newRecords }) => { expect(String(newRecords![0]!.get('AnnualRevenue'))).toBe('7.00'); };
  org.save('update', [org.record('Account', { Id: account!.id, Name: 'B' })]);
  expect(code.log).toEqual(['before update 1', 'after update 1']);
  expect(org.column('SELECT AnnualRevenue FROM Account', 'AnnualRevenue')).toEqual(['7.00']);
});

test('triggers see chunks of 200', () => {
  code.handlers['before insert'] = () => undefined;
  org.insert('Account', ...Array.from({ length: 450 }, (_, i) => ({ Name: `A${i}` })));
  expect(code.log).toEqual(['before insert 200', 'before insert 200', 'before insert 50']);
});

test('addError refuses the row, on the field it names', () => {
  code.handlers['before insert'] = ({ newRecords }) => {
    for (const r of newRecords!) if (r.get('Name') === 'bad') addError(r, 'Not this one', 'Name');
  };
  code.handlers['after insert'] = ({ newRecords }) => { for (const r of newRecords!) if (r.get('Name') === 'late') addError(r, 'Too late'); };
  expect(org.failure(() => org.insert('Account', { Name: 'good' }, { Name: 'bad' }))).toBe('1: FIELD_CUSTOM_VALIDATION_EXCEPTION, Not this one: [Name]');
  expect(org.failure(() => org.insert('Account', { Name: 'late' }))).toBe('0: FIELD_CUSTOM_VALIDATION_EXCEPTION, Too late: []');
  expect(org.count('SELECT COUNT() FROM Account')).toBe(0);
});

test('partial success runs the triggers again for the rows that are left', () => {
  const seen: string[] = [];
  code.handlers['before insert'] = ({ newRecords }) => {
    for (const r of newRecords!) if (r.get('Name') === 'bad') addError(r, 'no');
  };
  code.handlers['after insert'] = ({ newRecords }) => { seen.push(newRecords!.map((r) => r.get('Name')).join()); };
  const results = org.save('insert', ['a', 'bad', 'c'].map((Name) => org.record('Account', { Name })), { allOrNone: false });
  expect(results.map((r) => r.success)).toEqual([true, false, true]);
  expect(code.log.filter((l) => l.startsWith('before'))).toEqual(['before insert 3', 'before insert 2']);
  expect(seen).toEqual(['a,c', 'a,c']);
  expect(org.names('SELECT Name FROM Account')).toEqual(['a', 'c']);
});

test('a chunk that fails a third time ends the statement', () => {
  code.handlers['after insert'] = ({ newRecords }) => addError(newRecords![0]!, 'one at a time');
  expect(() => org.save('insert', ['a', 'b', 'c', 'd'].map((Name) => org.record('Account', { Name })), { allOrNone: false })).toThrow('Too many batch retries in the presence of Apex triggers and partial failures.');
  expect(org.count('SELECT COUNT() FROM Account')).toBe(0);
});

test('an exception of the code fails the rows it was given', () => {
  code.handlers['after insert'] = () => { throw new OrgError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'AccountTrigger: execution of AfterInsert\n\ncaused by: System.NullPointerException'); };
  expect(org.failure(() => org.insert('Account', { Name: 'A' }))).toContain('0: CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, AccountTrigger: execution of AfterInsert');
  code.handlers['after insert'] = () => { throw new TypeError('a bug of the host'); };
  expect(() => org.insert('Account', { Name: 'A' })).toThrow(TypeError);
  expect(org.count('SELECT COUNT() FROM Account')).toBe(0);
});

test('triggers do not fire for an empty batch', () => {
  code.handlers['before insert'] = ({ newRecords }) => { for (const r of newRecords!) addError(r, 'no'); };
  code.handlers['after insert'] = () => undefined;
  org.save('insert', [org.record('Account', { Name: 'A' })], { allOrNone: false });
  expect(code.log).toEqual(['before insert 1']);
});

test('a row cannot save itself in its before trigger', () => {
  const [account] = org.insert('Account', { Name: 'A' });
  code.handlers['before update'] = () => { org.save('update', [org.record('Account', { Id: account!.id, Name: 'again' })]); };
  expect(() => org.save('update', [org.record('Account', { Id: account!.id, Name: 'B' })])).toThrow('SELF_REFERENCE_FROM_TRIGGER');
});

test('saves inside saves end at the sixteenth', () => {
  code.handlers['after insert'] = () => { org.insert('Account', { Name: 'deeper' }); };
  expect(() => org.insert('Account', { Name: 'A' })).toThrow('maximum trigger depth exceeded');
  expect(code.log).toHaveLength(16);
  expect(org.count('SELECT COUNT() FROM Account')).toBe(0);
});

test('delete triggers see the old rows; addError keeps them', () => {
  const [a, b] = org.insert('Account', { Name: 'A' }, { Name: 'B' });
  code.handlers['before delete'] = ({ newRecords, oldRecords }) => {
    expect(newRecords).toBeNull();
    for (const r of oldRecords!) if (r.get('Name') === 'A') addError(r, 'keep');
  };
  code.handlers['after delete'] = () => undefined;
  expect(org.failure(() => org.save('delete', [a!, b!]))).toBe('0: FIELD_CUSTOM_VALIDATION_EXCEPTION, keep: []');
  expect(org.save('delete', [a!, b!], { allOrNone: false }).map((r) => r.success)).toEqual([false, true]);
  expect(org.names('SELECT Name FROM Account')).toEqual(['A']);
});

test('an after trigger may save its row again', () => {
  let again = true;
  code.handlers['after update'] = ({ newRecords }) => {
    if (!again) return;
    again = false;
    org.save('update', [org.record('Account', { Id: newRecords![0]!.id, Website: 'w' })]);
  };
  const [account] = org.insert('Account', { Name: 'A' });
  org.save('update', [org.record('Account', { Id: account!.id, Name: 'B' })]);
  expect(org.query('SELECT Name, Website FROM Account')[0]!.fields).toMatchObject({ Name: 'B', Website: 'w' });
  expect(code.log).toEqual(['after update 1', 'after update 1']);
});
