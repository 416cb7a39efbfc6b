import { OrgError } from '../../execution/errors.ts';
import type { FieldType } from '../../schema/model.ts';
import { ApexDate, Decimal, SObjectRecord, type Value } from '../../values/index.ts';
import { FormulaEngine, type FormulaPurpose } from '../index.ts';
import { item, resources, schema, scopeOf } from './fixture.ts';

const engine = new FormulaEngine({
  schema, resources,
  setup: (object) => {
    const record = new SObjectRecord(object);
    record.put('On__c', true);
    return record;
  },
  global: (path) => (path.join('.') === '$User.Department' ? 'Sales' : undefined),
});

function value(source: string, returns: FieldType, values: Readonly<Record<string, Value>> = {}, more: { purpose?: FormulaPurpose; blankAsZero?: boolean; prior?: Readonly<Record<string, Value>>; isNew?: boolean } = {}): Value {
  const formula = engine.compile(item, source, { purpose: more.purpose ?? 'validation', returns, blankAsZero: more.blankAsZero ?? false });
  return formula.evaluate(scopeOf(values, more.prior, more.isNew));
}

test('blank numbers are zero or blank, as the field says; blank texts stay blank', () => {
  expect(value('Amount__c + 1', 'double', {}, { purpose: 'field', blankAsZero: true })).toEqual(Decimal.parse('1'));
  expect(value('Amount__c + 1', 'double', {}, { purpose: 'field' })).toBeNull();
  expect(value('ISBLANK(Amount__c)', 'boolean', {}, { purpose: 'field', blankAsZero: true })).toBe(false);
  expect(value('ISBLANK(Name)', 'boolean', {}, { purpose: 'field', blankAsZero: true })).toBe(true);
  expect(value('ISNULL(Name)', 'boolean')).toBe(false);
});

test('percent fields are fractions in formulas and whole percents outside', () => {
  expect(String(value('Share__c * 200', 'double', { Share__c: Decimal.of(20) }))).toBe('40.00');
  expect(String(value('Share__c', 'percent', { Share__c: Decimal.of(20) }))).toBe('20.00');
});

test('results have the type of the field', () => {
  expect(value('1 + 1', 'int')).toBe(2);
  expect(value('""', 'string')).toBeNull();
  expect(value('NULL', 'boolean')).toBe(false);
  expect(value('"001000000000001"', 'reference')).toBe('001000000000001AAA');
  expect(value('Day__c + Count__c', 'date', { Day__c: ApexDate.of(2026, 1, 31), Count__c: 1 })).toEqual(ApexDate.of(2026, 2, 1));
  expect(value('"Red"', 'picklist', {}, { purpose: 'default' })).toBe('Red');
});

test('in a rule a blank number is blank, so that it can ask for one', () => {
  expect(value('ISBLANK(Amount__c)', 'boolean', {}, { blankAsZero: true })).toBe(true);
  expect(value('Amount__c + Count__c <> 1', 'boolean', { Count__c: 5 }, { blankAsZero: true })).toBe(false);
  expect(value('OR(ISNULL(Amount__c), Amount__c <> 1)', 'boolean')).toBe(true);
});

test('what is unknown breaks no rule', () => {
  expect(value('Amount__c < 100', 'boolean')).toBe(false);
  expect(value('NOT(Amount__c < 100)', 'boolean')).toBe(false);
});

test('ISNEW, ISCHANGED and PRIORVALUE look at the save in progress', () => {
  const before = { Amount__c: Decimal.parse('1.0'), Name: null, Stage__c: 'New' };
  const after = { Amount__c: Decimal.parse('1.00'), Name: '', Stage__c: 'Sold' };
  expect(value('ISCHANGED(Amount__c)', 'boolean', after, { prior: before })).toBe(false);
  expect(value('ISCHANGED(Name)', 'boolean', after, { prior: before })).toBe(false);
  expect(value('ISCHANGED(Stage__c) && ISPICKVAL(PRIORVALUE(Stage__c), "New")', 'boolean', after, { prior: before })).toBe(true);
  expect(value('ISNEW()', 'boolean', after, { isNew: true })).toBe(true);
  expect(value('ISCHANGED(Stage__c)', 'boolean', after, { prior: before, isNew: true })).toBe(false);
  expect(value('TEXT(PRIORVALUE(Stage__c))', 'string', after, { prior: before, isNew: true })).toBe('Sold');
});

test('globals: user, permission, label, custom metadata, custom setting', () => {
  expect(value('$User.Name & " " & $user.department', 'string')).toBe('Anna Sales');
  expect(value('$Permission.Approve && NOT($Permission.Other)', 'boolean')).toBe(true);
  expect(value('$Label.Hello', 'string')).toBe('Good day');
  expect(value('$CustomMetadata.Band__mdt.gold.Limit__c + 1', 'double')).toEqual(Decimal.of(501));
  expect(value('$Setup.Switch__c.On__c', 'boolean')).toBe(true);
});

test('a global that nobody knows is named', () => {
  const poor = new FormulaEngine({ schema, resources }).compile(item, '$User.Department', { purpose: 'validation', returns: 'string', blankAsZero: false });
  expect(() => poor.evaluate(scopeOf({}))).toThrow('Not implemented in the local org: formula global $User.Department');
});

test('today is the day of the user', () => {
  expect(value('TODAY()', 'date')).toEqual(ApexDate.of(2026, 2, 1));
});

test('a formula field that fails is empty; a rule or default that fails stops the save', () => {
  expect(value('1 / Amount__c', 'double', { Amount__c: Decimal.ZERO }, { purpose: 'field' })).toBeNull();
  expect(() => value('1 / Amount__c > 1', 'boolean', { Amount__c: Decimal.ZERO })).toThrow(OrgError);
});

test('a long CASE over texts finds its case', () => {
  const source = `Amount__c / CASE(TEXT(Stage__c), "BIF", 1, "JPY", 1, "BHD", 1000, "KWD", 1000, 100)`;
  expect(String(value(source, 'currency', { Amount__c: Decimal.of(12345), Stage__c: 'EUR' }))).toBe('123.45');
  expect(String(value(source, 'currency', { Amount__c: Decimal.of(12345), Stage__c: 'KWD' }))).toBe('12.345');
  expect(String(value(source, 'currency', { Amount__c: Decimal.of(12345), Stage__c: 'JPY' }))).toBe('12345');
});
