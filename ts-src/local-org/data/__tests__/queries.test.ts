import { parseSoql } from '../../soql/index.ts';
import { ApexDate, ApexDatetime, Decimal } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { TestOrg } from './support/org.ts';
import { field, testSchema } from './support/schema.ts';

let org: TestOrg;
beforeEach(() => { org = new TestOrg(); });
afterEach(() => org.close());

const accounts = (...rows: Record<string, Value>[]) => org.insert('Account', ...rows);

test('a row comes back with the values and types it was saved with', () => {
  accounts({ Name: 'Chronos', AnnualRevenue: Decimal.parse('1234.5'), NumberOfEmployees: 12, Active__c: true, Founded__c: ApexDate.of(1999, 12, 31) });
  const [row] = org.query('SELECT Id, Name, AnnualRevenue, NumberOfEmployees, Active__c, Founded__c, Industry, CreatedDate FROM Account');
  expect(row!.fields).toMatchObject({ Name: 'Chronos', NumberOfEmployees: 12, Active__c: true, Industry: null });
  expect(String(row!.fields.AnnualRevenue)).toBe('1234.50');
  expect(String(row!.fields.Founded__c)).toContain('1999-12-31');
  expect((row!.fields.CreatedDate as ApexDatetime).ms).toBe(Date.UTC(2026, 4, 20, 10, 30, 15));
});

test('a field that was not selected cannot be read', () => {
  accounts({ Name: 'A' });
  const [row] = org.query('SELECT Name FROM Account');
  expect(row!.id).toMatch(/^001/);
  expect(() => row!.get('Industry')).toThrow('without querying the requested field: Account.Industry');
});

test('numbers beyond 2^53 stay exact', () => {
  org.insert('Twin__c', { Minor__c: Decimal.parse('900719925474099301') });
  expect(org.column('SELECT Minor__c FROM Twin__c WHERE Minor__c = 900719925474099301', 'Minor__c')).toEqual(['900719925474099301']);
  expect(org.query('SELECT Id FROM Twin__c WHERE Minor__c = 900719925474099300')).toHaveLength(0);
});

test('text compares without case, beyond ASCII too', () => {
  accounts({ Name: 'Éclair' }, { Name: 'ÉCLAIR two' }, { Name: 'plain' });
  expect(org.names("SELECT Name FROM Account WHERE Name = 'éclair'")).toEqual(['Éclair']);
  expect(org.names("SELECT Name FROM Account WHERE Name = 'PLAIN'")).toEqual(['plain']);
  expect(org.names("SELECT Name FROM Account WHERE Name LIKE 'éCL%'")).toEqual(['Éclair', 'ÉCLAIR two']);
  expect(org.names('SELECT Name FROM Account WHERE Name IN :list', { list: ['éclair', 'PLAIN'] })).toEqual(['Éclair', 'plain']);
  expect(org.names('SELECT Name FROM Account WHERE Name = :n', { n: 'éCLAIR' })).toEqual(['Éclair']);
});

test('a case-sensitive unique field compares with case', () => {
  accounts({ Name: 'A', Serial__c: 'abC' });
  expect(org.query("SELECT Id FROM Account WHERE Serial__c = 'ABC'")).toHaveLength(0);
  expect(org.query("SELECT Id FROM Account WHERE Serial__c = 'abC'")).toHaveLength(1);
});

test('comparisons with null are two-valued', () => {
  accounts({ Name: 'A', Industry: 'Watches' }, { Name: 'B' }, { Name: 'C', Industry: 'Jeans' });
  expect(org.names("SELECT Name FROM Account WHERE Industry != 'Watches'")).toEqual(['B', 'C']);
  expect(org.names("SELECT Name FROM Account WHERE NOT (Industry = 'Watches')")).toEqual(['B', 'C']);
  expect(org.names("SELECT Name FROM Account WHERE Industry NOT IN ('Watches', 'Phones')")).toEqual(['B', 'C']);
  expect(org.names('SELECT Name FROM Account WHERE Industry = null')).toEqual(['B']);
  expect(org.names("SELECT Name FROM Account WHERE Industry = ''")).toEqual(['B']);
  expect(org.names('SELECT Name FROM Account WHERE Industry != :x', { x: null })).toEqual(['A', 'C']);
  expect(org.names('SELECT Name FROM Account WHERE Industry IN :list', { list: [null, 'Jeans'] })).toEqual(['B', 'C']);
  expect(org.names('SELECT Name FROM Account WHERE Industry IN :list', { list: [] })).toEqual([]);
});

test('LIKE knows its wild cards and their escapes', () => {
  accounts({ Name: '100%' }, { Name: '1000' }, { Name: 'a_b' }, { Name: 'axb' }, { Name: 'back\\slash' });
  expect(org.names("SELECT Name FROM Account WHERE Name LIKE '100\\\\%'")).toEqual([]);
  expect(org.names("SELECT Name FROM Account WHERE Name LIKE '100\\%'")).toEqual(['100%']);
  expect(org.names("SELECT Name FROM Account WHERE Name LIKE 'A_B'")).toEqual(['a_b', 'axb']);
  expect(org.names("SELECT Name FROM Account WHERE Name LIKE 'a\\_b'")).toEqual(['a_b']);
  expect(org.names('SELECT Name FROM Account WHERE Name LIKE :p', { p: ['100%', 'back\\\\%'] })).toEqual(['100%', '1000', 'back\\slash']);
});

test('parents are reached to any depth and are null where there is none', () => {
  const [top] = accounts({ Name: 'Top' });
  const [middle] = accounts({ Name: 'Middle', ParentId: top!.id });
  org.insert('Contact', { LastName: 'With', AccountId: middle!.id }, { LastName: 'Without' });
  const rows = org.query('SELECT Name, Account.Name, Account.Parent.Name, Account.Parent.Parent.Name, Account.Owner.Name FROM Contact');
  expect(rows[0]!.parents!.Account!.fields.Name).toBe('Middle');
  expect(rows[0]!.parents!.Account!.parents!.Parent!.fields.Name).toBe('Top');
  expect(rows[0]!.parents!.Account!.parents!.Parent!.parents!.Parent).toBeNull();
  expect(rows[0]!.parents!.Account!.parents!.Owner!.fields.Name).toBe('Ada Admin');
  expect(rows[1]!.parents!.Account).toBeNull();
  expect(org.names("SELECT Name FROM Contact WHERE Account.Parent.Name = 'top'")).toEqual(['With']);
});

test('references to several objects have a type and names', () => {
  const [account] = accounts({ Name: 'Acme' });
  const [twin] = org.insert('Twin__c', {});
  org.insert('Task', { Subject: 'a', WhatId: account!.id }, { Subject: 'b', WhatId: twin!.id }, { Subject: 'c' });
  const rows = org.query('SELECT Subject, What.Name, What.Type, What.Id FROM Task ORDER BY Subject');
  expect(rows.map((r) => [r.parents!.What?.fields.Name, r.parents!.What?.fields.Type, r.parents!.What?.definition.name])).toEqual([
    ['Acme', 'Account', 'Account'], ['T-000001', 'Twin__c', 'Twin__c'], [undefined, undefined, undefined],
  ]);
  expect(org.column("SELECT Subject FROM Task WHERE What.Type = 'Account'", 'Subject')).toEqual(['a']);
  expect(org.column("SELECT Subject FROM Task WHERE What.Name LIKE 't-%'", 'Subject')).toEqual(['b']);
});

test('TYPEOF reads other fields for each object', () => {
  const [account] = accounts({ Name: 'Acme', Industry: 'Jeans' });
  const [twin] = org.insert('Twin__c', { Serial__c: 'S1' });
  org.insert('Task', { Subject: 'a', WhatId: account!.id }, { Subject: 'b', WhatId: twin!.id }, { Subject: 'c' });
  const rows = org.query('SELECT TYPEOF What WHEN Account THEN Name, Industry WHEN Twin__c THEN Serial__c END FROM Task ORDER BY Subject');
  expect(rows.map((r) => r.parents!.What && { ...r.parents!.What.fields })).toEqual([
    { Id: account!.id, Name: 'Acme', Industry: 'Jeans' }, { Id: twin!.id, Serial__c: 'S1' }, null,
  ]);
});

test('children come in one query for all parents, with their own order and limit', () => {
  const [a, b] = accounts({ Name: 'A' }, { Name: 'B' }, { Name: 'C' });
  org.insert('Contact', { LastName: '1', AccountId: a!.id }, { LastName: '2', AccountId: b!.id }, { LastName: '3', AccountId: a!.id }, { LastName: '4', AccountId: a!.id });
  const rows = org.query('SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName DESC LIMIT 2) FROM Account ORDER BY Name');
  expect(rows.map((r) => r.childRows!.Contacts!.map((c) => c.fields.LastName))).toEqual([['4', '3'], ['2'], []]);
  const where = org.query("SELECT Id, (SELECT LastName FROM Contacts WHERE LastName > '1') FROM Account WHERE Name = 'A'");
  expect(where[0]!.childRows!.Contacts!.map((c) => c.fields.LastName)).toEqual(['3', '4']);
  expect(org.limits.used('aggregateQueries')).toBe(2);
});

test('semi-joins and anti-joins', () => {
  const [a] = accounts({ Name: 'A' }, { Name: 'B' });
  org.insert('Contact', { LastName: 'x', AccountId: a!.id }, { LastName: 'y' });
  expect(org.names("SELECT Name FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName = 'X')")).toEqual(['A']);
  expect(org.names('SELECT Name FROM Account WHERE Id NOT IN (SELECT AccountId FROM Contact)')).toEqual(['B']);
});

test('ids of 15 characters and of any case fit', () => {
  const [a] = accounts({ Name: 'A' });
  expect(org.names('SELECT Name FROM Account WHERE Id = :id', { id: a!.id!.slice(0, 15) })).toEqual(['A']);
  expect(org.names('SELECT Name FROM Account WHERE Id = :id', { id: a!.id!.toLowerCase() })).toEqual(['A']);
  expect(org.names('SELECT Name FROM Account WHERE Id IN :records', { records: [a] })).toEqual(['A']);
  expect(() => org.query("SELECT Id FROM Account WHERE Id = 'nonsense'")).toThrow('invalid ID field: nonsense');
  // An id that a test made up is an id, and no row's.
  expect(org.query("SELECT Id FROM Account WHERE Id = '001000000000000001'")).toEqual([]);
});

test('order: nulls first, text without case, picklists in their own order, ties by age', () => {
  accounts({ Name: 'b', Industry: 'Jeans' }, { Name: 'A', Industry: 'Watches' }, { Name: 'C' }, { Name: 'a', Industry: 'Phones' });
  expect(org.names('SELECT Name FROM Account ORDER BY Name')).toEqual(['A', 'a', 'b', 'C']);
  expect(org.names('SELECT Name FROM Account ORDER BY Name DESC')).toEqual(['C', 'b', 'A', 'a']);
  expect(org.names('SELECT Name FROM Account ORDER BY Industry')).toEqual(['C', 'A', 'a', 'b']);
  expect(org.names('SELECT Name FROM Account ORDER BY Industry DESC')).toEqual(['C', 'b', 'a', 'A']);
  expect(org.names('SELECT Name FROM Account ORDER BY Industry DESC NULLS LAST')).toEqual(['b', 'a', 'A', 'C']);
  expect(org.names('SELECT Name FROM Account LIMIT 2 OFFSET 1')).toEqual(['A', 'C']);
  expect(org.names('SELECT Name FROM Account LIMIT :n', { n: 1 })).toEqual(['b']);
});

test('date literals are spans in the time zone of the user', () => {
  org.view.user = { ...org.view.user, timeZone: 'Asia/Tokyo' };
  // 20 May 2026 10:30 UTC is 19:30 in Tokyo; that day began on the 19th at 15:00 UTC.
  const at = (iso: string) => ({ Bought__c: ApexDatetime.parse(iso), Serial__c: iso });
  org.insert('Twin__c', at('2026-05-19T14:59:59Z'), at('2026-05-19T15:00:00Z'), at('2026-05-20T14:59:59Z'), at('2026-05-20T15:00:00Z'));
  const serials = (where: string) => org.column(`SELECT Serial__c FROM Twin__c WHERE ${where}`, 'Serial__c').map((s) => s!.slice(8, 13));
  expect(serials('Bought__c = TODAY')).toEqual(['19T15', '20T14']);
  expect(serials('Bought__c < TODAY')).toEqual(['19T14']);
  expect(serials('Bought__c > TODAY')).toEqual(['20T15']);
  expect(serials('Bought__c = TOMORROW')).toEqual(['20T15']);
  expect(serials('Bought__c = LAST_N_DAYS:1')).toEqual(['19T14', '19T15', '20T14']);
  expect(serials('Bought__c >= 2026-05-19T15:00:00Z')).toEqual(['19T15', '20T14', '20T15']);
  accounts({ Name: 'x', Founded__c: ApexDate.of(2026, 4, 30) }, { Name: 'y', Founded__c: ApexDate.of(2026, 5, 1) });
  expect(org.names('SELECT Name FROM Account WHERE Founded__c = THIS_MONTH')).toEqual(['y']);
  expect(org.names('SELECT Name FROM Account WHERE Founded__c = LAST_MONTH')).toEqual(['x']);
  expect(org.names('SELECT Name FROM Account WHERE Founded__c = 2026-05-01')).toEqual(['y']);
});

test('multi-select picklists: INCLUDES and EXCLUDES', () => {
  accounts({ Name: 'a', Tags__c: 'Blue;Red' }, { Name: 'b', Tags__c: 'Green' }, { Name: 'c' });
  expect(org.column('SELECT Tags__c FROM Account LIMIT 1', 'Tags__c')).toEqual(['Red;Blue']);
  expect(org.names("SELECT Name FROM Account WHERE Tags__c INCLUDES ('Red;Blue', 'green')")).toEqual(['a', 'b']);
  expect(org.names("SELECT Name FROM Account WHERE Tags__c INCLUDES ('Red;Green')")).toEqual([]);
  expect(org.names("SELECT Name FROM Account WHERE Tags__c EXCLUDES ('Red')")).toEqual(['b', 'c']);
});

test('toLabel, FORMAT, FIELDS and aliases of the object', () => {
  accounts({ Name: 'a', Industry: 'Jeans', AnnualRevenue: Decimal.parse('1234.5') });
  const [row] = org.query('SELECT toLabel(Industry), FORMAT(AnnualRevenue), acc.Name FROM Account acc');
  expect(row!.fields).toMatchObject({ Industry: 'Jeans label', AnnualRevenue: '1,234.5', Name: 'a' });
  const [all] = org.query('SELECT FIELDS(ALL) FROM Account LIMIT 1');
  expect(Object.keys(all!.fields)).toEqual(expect.arrayContaining(['Id', 'Name', 'Tags__c', 'OwnerId']));
  expect(Object.keys(org.query('SELECT FIELDS(STANDARD) FROM Account')[0]!.fields)).not.toContain('Tags__c');
  expect(() => org.query('SELECT FIELDS(ALL) FROM Account')).toThrow('LIMIT of at most 200');
});

test('COUNT() counts rows, up to a limit', () => {
  accounts({ Name: 'a' }, { Name: 'b' }, { Name: 'c' });
  expect(org.count("SELECT COUNT() FROM Account WHERE Name != 'a'")).toBe(2);
  expect(org.count('SELECT COUNT() FROM Account LIMIT 1')).toBe(1);
});

test.each([
  ['of several columns', 'Id IN (SELECT AccountId, Id FROM Contact)', 'semi join sub-selects can only return one column'],
  ['of a count', 'Id IN (SELECT COUNT(AccountId) FROM Contact)', 'semi join sub-selects can only return one column'],
  ['to a text', 'Name IN (SELECT AccountId FROM Contact)', "The left operand 'Name' cannot be used in a semi join"],
  ['of a text', 'Id IN (SELECT LastName FROM Contact)', "The inner select field 'LastName' cannot be used in a semi join"],
])('a semi-join %s is refused', (_what, where, message) => {
  expect(() => org.query(`SELECT Id FROM Account WHERE ${where}`)).toThrow(message);
});

test('unknown names are told in the words of the platform', () => {
  expect(() => org.query('SELECT Id FROM Nothing__c')).toThrow("sObject type 'Nothing__c' is not supported.");
  expect(() => org.query('SELECT Nope FROM Account')).toThrow("No such column 'Nope' on entity 'Account'.");
  expect(() => org.query('SELECT Nope.Name FROM Account')).toThrow("Didn't understand relationship 'Nope' in field path.");
  expect(() => org.query('SELECT (SELECT Id FROM Nopes) FROM Account')).toThrow("Didn't understand relationship 'Nopes' in FROM part");
  expect(() => org.query("SELECT Id FROM Account WHERE Description = 'x'")).toThrow("field 'Description' can not be filtered in a query call");
  expect(() => org.query("SELECT Id FROM Account WHERE AnnualRevenue = 'x'")).toThrow("value of filter criterion for field 'AnnualRevenue' must be of type currency and should not be enclosed in quotes");
  expect(() => org.query('SELECT Id FROM Account WHERE Name = 5')).toThrow("value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes");
});

const explain = (text: string) => org.data.explain(parseSoql(text), { mode: 'system', sharing: 'without' }).plan.join(' ');

test('a look-up by id, by key and by parent uses an index', () => {
  expect(explain("SELECT Name FROM Account WHERE Id = '001000000000001AAA'")).toContain('sqlite_autoindex_Account_1');
  expect(explain("SELECT Name FROM Account WHERE Key__c = 'k'")).toContain('Account.Key__c.unique');
  expect(explain("SELECT Name FROM Contact WHERE AccountId IN ('001000000000001AAA')")).toContain('Contact.AccountId');
  expect(explain("SELECT Id FROM Account WHERE Name = 'x'")).toContain('Account.Name');
  const either = explain("SELECT Id FROM Account WHERE Key__c IN ('k', 'l') OR Id IN ('001000000000001AAA')");
  expect(either).toContain('Account.Key__c.unique');
  expect(either).not.toContain('SCAN t0');
  expect(explain("SELECT Id FROM Contact WHERE Email IN ('a@b.example') OR AccountId = '001000000000001AAA'")).toContain('Contact.Email');
});

test('rows since a time are found by an index, and what narrows more goes before', () => {
  const since = 'SEARCH t0 USING INDEX Event__c.CreatedDate (CreatedDate>?)';
  expect(explain("SELECT Id FROM Event__c WHERE Kind__c IN ('Sold') AND CreatedDate >= 2026-05-01T00:00:00Z")).toContain(since);
  expect(explain('SELECT Id FROM Event__c WHERE CreatedDate > YESTERDAY')).toContain(since);
  expect(explain('SELECT Id FROM Event__c WHERE CreatedDate = LAST_N_DAYS:7 ORDER BY Id')).toContain('Event__c.CreatedDate (CreatedDate>? AND CreatedDate<?)');
  expect(explain("SELECT Id FROM Event__c WHERE Twin__c IN ('a00000000000001AAA') AND CreatedDate >= TODAY")).toContain('Event__c.Twin__c');
  expect(explain("SELECT COUNT() FROM Event__c WHERE Name > 'E-0100' AND CreatedDate < TODAY")).toContain('Event__c.Name (Name>?)');
});

test('rows of parents are found from the parents', () => {
  const plan = explain("SELECT Id FROM Event__c WHERE Twin__r.Owner_Contact__r.AccountId IN ('001000000000001AAA') ORDER BY Id LIMIT 9");
  for (const step of ['Contact.AccountId (AccountId=?)', 'Twin__c.Owner_Contact__c (Owner_Contact__c=?)', 'Event__c.Twin__c (Twin__c=?)']) expect(plan).toContain(step);
  expect(explain("SELECT Id FROM Event__c WHERE Twin__r.Owner_Contact__r.AccountId = '001000000000001AAA'")).toContain('Event__c.Twin__c (Twin__c=?)');
});

test('a condition on a parent holds as it is written for rows without one', () => {
  const [account] = accounts({ Name: 'A' });
  const [child] = accounts({ Name: 'B', ParentId: account!.id });
  accounts({ Name: 'C', ParentId: child!.id });
  const names = (where: string, binds = {}) => org.names(`SELECT Name FROM Account WHERE ${where} ORDER BY Name`, binds);
  expect(names("Parent.Name IN ('A')")).toEqual(['B']);
  expect(names("NOT (Parent.Name IN ('A'))")).toEqual(['A', 'C']);
  expect(names("Parent.Name NOT IN ('A')")).toEqual(['A', 'C']);
  expect(names('Parent.Name IN :of', { of: ['A', null] })).toEqual(['A', 'B']);
  expect(names("Parent.Parent.Name = 'A' OR Parent.Name = 'A'")).toEqual(['B', 'C']);
  expect(names("NOT (Parent.Parent.Name = 'A')")).toEqual(['A', 'B']);
  expect(names('Parent.Parent.Name = null')).toEqual(['A', 'B']);
  expect(names("Parent.Id IN (SELECT Id FROM Account WHERE Name = 'B')")).toEqual(['C']);
});

test('one parsed query serves nulls, text beyond ASCII and lists alike', () => {
  accounts({ Name: 'é' }, { Name: 'e', Website: 'w' });
  const query = parseSoql('SELECT Name FROM Account WHERE Website = :w AND Name IN :names');
  const run = (w: string | null, names: unknown) => org.data.query(query, { mode: 'system', sharing: 'without', bind: ({ name }) => (name === 'w' ? w : names) }).rows.map((r) => r.fields.Name);
  expect(run(null, ['É'])).toEqual(['é']);
  expect(run('W', new Set(['E', 'x']))).toEqual(['e']);
  expect(run(null, [])).toEqual([]);
  expect(run('', ['E', 'É', null])).toEqual(['é']);
});

test('a condition of thousands of alternatives runs', () => {
  accounts({ Name: 'n2999' });
  expect(org.names(`SELECT Name FROM Account WHERE ${Array.from({ length: 3000 }, (_, i) => `Name = 'n${i}'`).join(' OR ')}`)).toEqual(['n2999']);
});

test('custom metadata is queried like rows, and not counted', () => {
  const schema = testSchema((s) => { s.Rule__mdt = { name: 'Rule__mdt', label: 'Rule', keyPrefix: 'm00', kind: 'customMetadata', nameField: 'DeveloperName', fields: [field('Id', 'id'), field('DeveloperName', 'string'), field('Stage__c', 'string')] }; });
  const other = new TestOrg({ schema });
  other.engine.replace(schema.object('Rule__mdt')!, [other.record('Rule__mdt', { DeveloperName: 'A', Stage__c: 'Sold' }), other.record('Rule__mdt', { DeveloperName: 'B' })]);
  expect(other.column("SELECT DeveloperName FROM Rule__mdt WHERE Stage__c = 'sold'", 'DeveloperName')).toEqual(['A']);
  expect([other.limits.used('queries'), other.limits.used('queryRows')]).toEqual([0, 0]);
  expect(() => other.insert('Rule__mdt', { DeveloperName: 'C' })).toThrow('DML operation INSERT not allowed on Rule__mdt');
  other.close();
});

test('a collection bind after = is IN, after != NOT IN, and nothing else takes one', () => {
  accounts({ Name: 'A' }, { Name: 'B' }, { Name: 'C' });
  expect(org.names('SELECT Name FROM Account WHERE Name = :list ORDER BY Name', { list: ['a', 'C'] })).toEqual(['A', 'C']);
  expect(org.names('SELECT Name FROM Account WHERE Name != :list', { list: ['a', 'C'] })).toEqual(['B']);
  expect(org.names('SELECT Name FROM Account WHERE Name = :list', { list: [] })).toEqual([]);
  expect(() => org.names('SELECT Name FROM Account WHERE Name < :list', { list: ['a'] })).toThrow('a single value is expected');
});
