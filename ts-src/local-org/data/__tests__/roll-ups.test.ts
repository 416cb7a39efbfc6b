import { ApexDatetime, Decimal } from '../../values/index.ts';
import { TestOrg } from './support/org.ts';
import { field, lookup, masterDetail, objectSpecs, systemFields, testSchema, withFields } from './support/schema.ts';

let org: TestOrg;
beforeEach(() => { org = new TestOrg(); });
afterEach(() => org.close());

const sums = (): string[] => org.query('SELECT Event_Count__c, Cost__c, Last_Event__c FROM Twin__c ORDER BY Name').map((r) => `${String(r.fields.Event_Count__c)} ${String(r.fields.Cost__c)} ${(r.fields.Last_Event__c as ApexDatetime | null)?.toIso() ?? '-'}`);
const at = (day: number) => ApexDatetime.ofGmt(2026, 1, day);

test('sums follow inserts, updates, deletes and undeletes of the details', () => {
  const [a, b] = org.insert('Twin__c', {}, {});
  const cost = (n: string) => Decimal.parse(n);
  const [event, other] = org.insert('Event__c', { Twin__c: a!.id, Kind__c: 'repair', Cost__c: cost('10.10'), At__c: at(1) }, { Twin__c: a!.id, Kind__c: 'Clean', Cost__c: cost('0.20'), At__c: at(3) }, { Twin__c: b!.id, Kind__c: 'Sold', Cost__c: cost('99') });
  expect(sums()).toEqual(['2 10.30 2026-01-03T00:00:00.000Z', '1 0.00 -']);
  org.save('update', [org.record('Event__c', { Id: event!.id, Kind__c: 'Sold' })]);
  expect(sums()[0]).toBe('2 0.20 2026-01-03T00:00:00.000Z');
  org.save('delete', [other!]);
  expect(sums()[0]).toBe('1 0.00 2026-01-01T00:00:00.000Z');
  org.save('undelete', [other!]);
  expect(sums()[0]).toBe('2 0.20 2026-01-03T00:00:00.000Z');
});

test('the master goes through a save of its own, only when its sums changed', () => {
  const log: string[] = [];
  org.close();
  org = new TestOrg({ automation: { hasTriggers: (o) => o.name === 'Twin__c', runTriggers: ({ phase, operation }) => { log.push(`${phase} ${operation}`); } } });
  const [twin] = org.insert('Twin__c', {});
  log.length = 0;
  const [event] = org.insert('Event__c', { Twin__c: twin!.id });
  expect(log).toEqual(['before update', 'after update']);
  log.length = 0;
  org.save('update', [org.record('Event__c', { Id: event!.id, Sequence_Key__c: 'x' })]);
  expect(log).toEqual([]);
  expect(org.limits.used('dmlStatements')).toBe(3);
});

test('what the master refuses fails the detail', () => {
  org.close();
  org = new TestOrg({
    automation: {
      hasTriggers: (o, phase, operation) => o.name === 'Twin__c' && phase === 'before' && operation === 'update',
      runTriggers: ({ newRecords }) => { newRecords![0]!.errors = [{ message: 'frozen' }]; },
    },
  });
  const [twin] = org.insert('Twin__c', {});
  expect(org.failure(() => org.insert('Event__c', { Twin__c: twin!.id }))).toBe('0: FIELD_CUSTOM_VALIDATION_EXCEPTION, frozen: []');
  expect(org.save('insert', [org.record('Event__c', { Twin__c: twin!.id })], { allOrNone: false })[0]!.success).toBe(false);
  expect(org.count('SELECT COUNT() FROM Event__c')).toBe(0);
});

test('sums go up the chain', () => {
  const schema = testSchema((s) => {
    s.Case__c = { ...objectSpecs().Twin__c!, name: 'Case__c', label: 'Case', keyPrefix: 'a09', nameField: 'Id', childRelationships: [], fields: [...systemFields(), field('Cost__c', 'currency', { precision: 18, scale: 2, createable: false, updateable: false, summary: { operation: 'sum', childObject: 'Twin__c', foreignKey: 'Twin__c.Case__c', summarizedField: 'Twin__c.Cost__c', filters: [] } })] };
    s.Twin__c = withFields(s.Twin__c!, lookup('Case__c', ['Case__c'], 'Case__r', masterDetail('Case__c', 'Case__c', 'Case__r')));
  });
  org.close();
  org = new TestOrg({ schema });
  const [top] = org.insert('Case__c', {});
  const [twin] = org.insert('Twin__c', { Case__c: top!.id });
  org.insert('Event__c', { Twin__c: twin!.id, Kind__c: 'Repair', Cost__c: Decimal.parse('5') });
  expect(org.column('SELECT Cost__c FROM Case__c', 'Cost__c')).toEqual(['5.00']);
  org.save('delete', [twin!]);
  expect(org.column('SELECT Cost__c FROM Case__c', 'Cost__c')).toEqual(['0.00']);
});

test('two hundred details of two hundred masters cost a constant number of statements', () => {
  const twins = org.insert('Twin__c', ...Array.from({ length: 200 }, () => ({})));
  org.insert('Event__c', ...twins.map((t) => ({ Twin__c: t.id })));
  expect(new Set(sums())).toEqual(new Set(['1 0.00 -']));
  expect(org.limits.used('dmlStatements')).toBe(2);
});
