import { ApexDate, ApexDatetime, Decimal } from '../../values/index.ts';
import { TestOrg } from './support/org.ts';

let org: TestOrg;
beforeEach(() => {
  org = new TestOrg();
  const [parent] = org.insert('Account', { Name: 'Parent', Industry: 'Jeans', AnnualRevenue: Decimal.parse('100.10'), Founded__c: ApexDate.of(2020, 5, 1) });
  org.insert(
    'Account',
    { Name: 'a', Industry: 'Watches', AnnualRevenue: Decimal.parse('0.10'), ParentId: parent!.id, Founded__c: ApexDate.of(2020, 6, 1) },
    { Name: 'b', Industry: 'Watches', AnnualRevenue: Decimal.parse('0.20'), ParentId: parent!.id, Founded__c: ApexDate.of(2021, 6, 1) },
    { Name: 'c', Industry: 'Phones' },
  );
});
afterEach(() => org.close());

test('sums are exact, averages are decimals, names follow the select list', () => {
  expect(org.aggregates('SELECT Industry, SUM(AnnualRevenue) total, AVG(AnnualRevenue), COUNT(Id) FROM Account GROUP BY Industry ORDER BY Industry')).toEqual([
    { Industry: 'Watches', total: '0.30', expr0: '0.15', expr1: '2' },
    { Industry: 'Phones', total: null, expr0: null, expr1: '1' },
    { Industry: 'Jeans', total: '100.10', expr0: '100.10', expr1: '1' },
  ]);
});

test('aggregates without grouping give one row, also over nothing', () => {
  expect(org.aggregates("SELECT MAX(AnnualRevenue), MIN(Name) least, COUNT() FROM Account WHERE Name = 'none'")).toEqual([{ expr0: null, least: null, expr1: '0' }]);
  expect(org.aggregates('SELECT MAX(Founded__c) m, COUNT_DISTINCT(Industry) d FROM Account')).toEqual([{ m: String(ApexDate.of(2021, 6, 1)), d: '3' }]);
});

test('groups go by parents, and HAVING picks among them', () => {
  expect(org.aggregates('SELECT Parent.Name, COUNT(Id) n FROM Account GROUP BY Parent.Name HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC')).toEqual([
    { Name: null, n: '2' }, { Name: 'Parent', n: '2' },
  ]);
  expect(org.aggregates("SELECT Industry FROM Account GROUP BY Industry HAVING SUM(AnnualRevenue) > 50 AND Industry LIKE 'j%'")).toEqual([{ Industry: 'Jeans' }]);
  expect(org.aggregates('SELECT Industry FROM Account GROUP BY Industry HAVING AVG(AnnualRevenue) < 0.2')).toEqual([{ Industry: 'Watches' }]);
});

test('groups by date functions', () => {
  expect(org.aggregates('SELECT CALENDAR_YEAR(Founded__c) y, COUNT(Id) n FROM Account WHERE Founded__c != null GROUP BY CALENDAR_YEAR(Founded__c)')).toEqual([{ y: '2020', n: '2' }, { y: '2021', n: '1' }]);
  org.view.user = { ...org.view.user, timeZone: 'Asia/Tokyo' };
  org.insert('Twin__c', { Bought__c: ApexDatetime.parse('2026-05-19T20:00:00Z') });
  expect(org.aggregates('SELECT DAY_ONLY(convertTimezone(Bought__c)) d FROM Twin__c GROUP BY DAY_ONLY(convertTimezone(Bought__c))')).toEqual([{ d: String(ApexDate.of(2026, 5, 20)) }]);
  expect(org.aggregates('SELECT DAY_ONLY(Bought__c) d FROM Twin__c GROUP BY DAY_ONLY(Bought__c)')).toEqual([{ d: String(ApexDate.of(2026, 5, 19)) }]);
  expect(org.query('SELECT Id FROM Twin__c WHERE DAY_ONLY(Bought__c) = 2026-05-19')).toHaveLength(1);
  expect(org.query('SELECT Id FROM Account WHERE CALENDAR_MONTH(Founded__c) = 6')).toHaveLength(2);
});

test('ROLLUP and CUBE add subtotals', () => {
  expect(org.aggregates('SELECT Industry i, Parent.Name p, COUNT(Id) n, GROUPING(Industry) gi, GROUPING(Parent.Name) gp FROM Account GROUP BY ROLLUP(Industry, Parent.Name)').map((r) => `${r.i}/${r.p} ${r.n} ${r.gi}${r.gp}`).sort()).toEqual([
    'Jeans/null 1 00', 'Jeans/null 1 01', 'Phones/null 1 00', 'Phones/null 1 01', 'Watches/Parent 2 00', 'Watches/null 2 01', 'null/null 4 11',
  ]);
  expect(org.aggregates('SELECT Industry, Parent.Name, COUNT(Id) FROM Account GROUP BY CUBE(Industry, Parent.Name)')).toHaveLength(9);
});

test('what is neither grouped nor aggregated is refused', () => {
  expect(() => org.query('SELECT Name, COUNT(Id) FROM Account GROUP BY Industry')).toThrow('Field must be grouped or aggregated: Name');
  expect(() => org.query('SELECT Name, COUNT(Id) FROM Account')).toThrow('Field must be grouped or aggregated: Name');
  expect(() => org.query('SELECT Description FROM Account GROUP BY Description')).toThrow("field 'Description' can not be grouped");
  expect(() => org.query('SELECT SUM(Name) FROM Account')).toThrow('does not support aggregate operator SUM');
});

test('rows behind a group count against the limit, not the groups', () => {
  org.query('SELECT Industry, COUNT(Id) FROM Account GROUP BY Industry');
  expect(org.limits.used('queryRows')).toBe(4);
});
