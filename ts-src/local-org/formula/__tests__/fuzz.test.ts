import fc from 'fast-check';
import { SEED, damaged, refusedAs } from '../../__tests__/support/damaged.ts';
import { compileFormula, schemaScope } from '../index.ts';
import { item, schema } from './fixture.ts';

const FORMULAS = [
  'IF(AND(Amount__c > 100.5, NOT(ISBLANK(Name))), "big " & TEXT(Amount__c), CASE(Stage__c, "New", "n", "Sold", "s", "?"))',
  '(TODAY() - Day__c) * 2 ^ 3 / (Count__c + 1) - -Share__c', 'REGEX(Name, "[a-z]+(b|c)*") || ISCHANGED(Amount__c) && $User.Email <> "a@b.c"',
  'SUBSTITUTE(LEFT(Name, 3), "a", \'b\') + MID(Note__c, 2, VALUE("4")) & $Label.Hello', "INCLUDES(Colors__c, 'red') /* why */ = TRUE", 'TEXT(ADDMONTHS(DATE(2026, 1, 31), 1)) & HYPERLINK("/x", Twin__r.Name)',
  'ROUND(SQRT(ABS(Amount__c)), 2) + MOD(Count__c, 3) + LN(EXP(1)) + MAX(1, 2, 3)', 'PRIORVALUE(Stage__c) = "x"', 'LPAD(Name, 10, "0") & RPT("ab", 3) & TRIM(UPPER(Name))', 'DATETIMEVALUE("2026-01-31 10:00:00") - NOW() + HOUR(Hour__c)',
];
const WORDS = ['IF(', 'NULL', 'TRUE', 'Amount__c', 'Name', 'Day__c', 'Twin__r.', '$User.Id', 'TEXT(', 'VALUE(', '{!Name}', '9.9e9', '"', '^', '&&', '10000000000', 'RPT(Name, 999999999)', 'REGEX(Name, "(a+)+$")', 'LPAD(Name, 2147483647)', '10 ^ 999999'];

test('whatever is written is compiled, or refused at its place; and what compiles gives a value or fails as a formula does', () => {
  const scope = schemaScope(schema, item, { hasLabel: (name) => name.toLowerCase() === 'hello' });
  const values = fc.constantFrom('aaaaaaaaaaaaaaaaaaaaaaaaaaaaab', null);
  fc.assert(fc.property(fc.oneof({ weight: 5, arbitrary: damaged(FORMULAS, WORDS) }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }), values, (text, name) => {
    let run: (() => unknown) | undefined;
    const refused = refusedAs(['FormulaError', 'NotImplementedError'], () => {
      const formula = compileFormula(text, scope, { purpose: 'validation' });
      run = () => formula.run({ value: (path) => (path.join('.') === 'Name' ? name : null), now: Date.UTC(2026, 0, 31), timeZone: 'UTC' });
    });
    if (refused === undefined) refusedAs(['FormulaEvaluationError', 'NotImplementedError'], run!);
  }), { seed: SEED, numRuns: 2000 });
});

test('a formula is as long and as deep as the platform allows', () => {
  const sum = (terms: number): string => `1${'+1'.repeat(terms - 1)}`;
  expect(String(compileFormula(sum(1950)).run({ value: () => null, now: 0, timeZone: 'UTC' }))).toBe('1950');
  expect(() => compileFormula(sum(2000))).toThrow('Formula is too long (3,999 characters). Maximum length is 3,900 characters.');
  const nested = (open: string, close: string, depth: number): string => `${open.repeat(depth)}1${close.repeat(depth)}`;
  expect(() => compileFormula(nested('(', ')', 200))).not.toThrow();
  expect(() => compileFormula(nested('IF(TRUE, 1, ', ')', 200))).not.toThrow();
  for (const deep of ['(', '-', '!', 'NOT ', 'ABS(']) expect(() => compileFormula(nested(deep, '', 900))).toThrow('The formula is nested more than 250 deep');
});
