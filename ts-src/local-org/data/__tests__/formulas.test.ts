import { FormulaEngine } from '../../formula/index.ts';
import { Decimal } from '../../values/index.ts';
import type { Schema } from '../../schema/model.ts';
import { TestOrg } from './support/org.ts';
import { field, number, testSchema, withFields } from './support/schema.ts';

const formula = (name: string, type: Parameters<typeof field>[1], source: string, more: object = {}) => field(name, type, { createable: false, updateable: false, formula: source, formulaTreatBlanksAs: 'BlankAsZero', ...more });

const schema = testSchema((s) => {
  s.Account = {
    ...withFields(
      s.Account!, formula('Label__c', 'string', 'Name & "/" & TEXT(Industry)'), formula('Double__c', 'currency', 'AnnualRevenue * 2', { precision: 18, scale: 2 }),
      formula('Rich__c', 'boolean', 'Double__c > 100'), formula('Parent_Label__c', 'string', 'Parent.Label__c'), formula('Mine__c', 'boolean', 'OwnerId = $User.Id'), number('Stock__c', 18, 0, { defaultValue: '2 + 3' }), field('Note__c', 'string', { defaultValue: '"n-" & $User.Email' }),
    ),
    validationRules: [
      { name: 'No_Negative', active: true, formula: 'AnnualRevenue < 0', message: 'No debts', errorField: 'AnnualRevenue' },
      { name: 'No_Rename', active: true, formula: 'AND(NOT(ISNEW()), ISCHANGED(Name), PRIORVALUE(Name) = "fixed")', message: 'The name is fixed' },
      { name: 'Parent_Jeans', active: true, formula: 'ISPICKVAL(Parent.Industry, "Jeans")', message: 'Jeans have no daughters' },
      { name: 'Off', active: false, formula: 'TRUE', message: 'never' },
    ],
  };
});

function orgWith(of: Schema): TestOrg {
  return new TestOrg({ schema: of, formulas: new FormulaEngine({ schema: of, resources: { label: () => undefined, staticResource: () => undefined, customMetadata: () => [] } }) });
}

let org: TestOrg;
beforeEach(() => { org = orgWith(schema); });
afterEach(() => org.close());
const money = (text: string) => Decimal.parse(text);

test('formula fields are computed where they are selected, filtered, sorted and grouped', () => {
  org.insert('Account', { Name: 'a', Industry: 'Jeans', AnnualRevenue: money('60.25') }, { Name: 'b', AnnualRevenue: money('1') }, { Name: 'c' });
  const rows = org.query('SELECT Label__c, Double__c, Rich__c FROM Account ORDER BY Double__c DESC');
  expect(rows.map((r) => [r.fields.Label__c, String(r.fields.Double__c), r.fields.Rich__c])).toEqual([['a/Jeans', '120.50', true], ['b/', '2.00', false], ['c/', '0.00', false]]);
  expect(org.names('SELECT Name FROM Account WHERE Double__c = 120.5')).toEqual(['a']);
  expect(org.names("SELECT Name FROM Account WHERE Label__c LIKE 'A/%'")).toEqual(['a']);
  expect(org.names('SELECT Name FROM Account WHERE Rich__c = false AND Double__c > 1')).toEqual(['b']);
  expect(org.aggregates('SELECT Rich__c r, SUM(Double__c) s FROM Account GROUP BY Rich__c')).toEqual([{ r: 'false', s: '2.00' }, { r: 'true', s: '120.50' }]);
});

test('a formula may read parents, and formulas of parents', () => {
  const [parent] = org.insert('Account', { Name: 'P', Industry: 'Watches' });
  org.insert('Account', { Name: 'child', ParentId: parent!.id });
  org.insert('Contact', { LastName: 'x', AccountId: parent!.id });
  expect(org.column("SELECT Parent_Label__c FROM Account WHERE Name = 'child'", 'Parent_Label__c')).toEqual(['P/Watches']);
  expect(org.query('SELECT Account.Label__c FROM Contact')[0]!.parents!.Account!.fields.Label__c).toBe('P/Watches');
});

test('validation rules refuse with message and field, all that hold', () => {
  const [p] = org.insert('Account', { Name: 'p', Industry: 'Jeans' });
  expect(org.failure(() => org.insert('Account', { Name: 'a', AnnualRevenue: money('-1'), ParentId: p!.id }))).toBe(
    '0: FIELD_CUSTOM_VALIDATION_EXCEPTION, No debts: [AnnualRevenue]\n0: FIELD_CUSTOM_VALIDATION_EXCEPTION, Jeans have no daughters: []',
  );
  const [fixed] = org.insert('Account', { Name: 'fixed' });
  org.save('update', [org.record('Account', { Id: fixed!.id, Website: 'w' })]);
  expect(org.failure(() => org.save('update', [org.record('Account', { Id: fixed!.id, Name: 'other' })]))).toContain('The name is fixed');
});

test('defaults may be formulas', () => {
  org.insert('Account', { Name: 'a' }, { Name: 'b', Stock__c: money('1') });
  expect(org.column('SELECT Stock__c FROM Account ORDER BY Name', 'Stock__c')).toEqual(['5', '1']);
  expect(org.column('SELECT Note__c FROM Account LIMIT 1', 'Note__c')).toEqual(['n-ada@example.com']);
});

test('triggers read formula fields of the row as it is now', () => {
  const seen: string[] = [];
  org.close();
  const formulas = new FormulaEngine({ schema, resources: { label: () => undefined, staticResource: () => undefined, customMetadata: () => [] } });
  org = new TestOrg({
    schema, formulas,
    automation: {
      hasTriggers: () => true,
      runTriggers: ({ phase, newRecords, oldRecords }) => {
        seen.push(`${phase} ${String(oldRecords?.[0]?.get('Label__c'))} -> ${String(newRecords![0]!.get('Label__c'))}`);
        if (phase === 'before') newRecords![0]!.put('Name', 'set');
      },
    },
  });
  const [a] = org.insert('Account', { Name: 'a', Industry: 'Phones' });
  org.save('update', [org.record('Account', { Id: a!.id, Name: 'b' })]);
  expect(seen).toEqual(['before undefined -> a/Phones', 'after undefined -> set/Phones', 'before set/Phones -> b/Phones', 'after set/Phones -> set/Phones']);
});

test('parents of a whole chunk are fetched once', () => {
  const parents = org.insert('Account', ...Array.from({ length: 200 }, (_, i) => ({ Name: `p${i}`, Industry: i === 199 ? 'Jeans' : 'Watches' })));
  const records = parents.map((p, i) => org.record('Account', { Name: `c${i}`, ParentId: p.id }));
  expect(org.failure(() => org.save('insert', records))).toBe('199: FIELD_CUSTOM_VALIDATION_EXCEPTION, Jeans have no daughters: []');
  expect(org.limits.used('queries')).toBe(0);
});

test('without a formula engine a formula field is a clear gap', () => {
  const bare = new TestOrg({ schema });
  expect(() => bare.query('SELECT Label__c FROM Account')).toThrow('Not implemented in the local org: formula field Account.Label__c');
  bare.close();
});

test('a formula may ask for the running user', () => {
  org.insert('Account', { Name: 'a' });
  expect(org.names('SELECT Name FROM Account WHERE Mine__c = true')).toEqual(['a']);
  org.view.user = { ...org.view.user, id: '005000000000000AAA' };
  expect(org.names('SELECT Name FROM Account WHERE Mine__c = true')).toEqual([]);
});
