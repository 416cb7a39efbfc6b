import { ApexDatetime, Decimal, makeId, SObjectRecord } from '../../values/index.ts';
import { ADMIN, TestOrg } from './support/org.ts';
import { field, objectSpecs, picklist, testSchema, withFields } from './support/schema.ts';

let org: TestOrg;
beforeEach(() => { org = new TestOrg(); });
afterEach(() => org.close());

test('a save trims text, empties empty text, drops milliseconds and rounds numbers half up', () => {
  const [account] = org.insert('Account', { Name: '  Acme ', Website: '   ', AnnualRevenue: Decimal.parse('1.005') });
  expect(org.query('SELECT Name, Website, AnnualRevenue FROM Account')[0]!.fields).toMatchObject({ Name: 'Acme', Website: null });
  expect(org.column('SELECT AnnualRevenue FROM Account', 'AnnualRevenue')).toEqual(['1.01']);
  expect(account!.fields.Name).toBe('  Acme ');
  org.insert('Twin__c', { Bought__c: ApexDatetime.fromMs(1_700_000_000_999) });
  expect((org.query('SELECT Bought__c FROM Twin__c')[0]!.fields.Bought__c as ApexDatetime).ms).toBe(1_700_000_000_000);
});

test('inserts give ascending ids, auto numbers, owner, defaults and system fields', () => {
  const [first, second] = org.insert('Twin__c', {}, { Stage__c: 'Sold' });
  expect(first!.id!.slice(0, 3)).toBe('a00');
  expect(first!.id! < second!.id!).toBe(true);
  const rows = org.query('SELECT Name, Stage__c, OwnerId, CreatedById, Event_Count__c, LastModifiedDate, IsDeleted FROM Twin__c ORDER BY Name');
  expect(rows.map((r) => [r.fields.Name, r.fields.Stage__c])).toEqual([['T-000001', 'New'], ['T-000002', 'Sold']]);
  expect(rows[0]!.fields).toMatchObject({ OwnerId: ADMIN, CreatedById: ADMIN, IsDeleted: false });
  expect(String(rows[0]!.fields.Event_Count__c)).toBe('0');
});

test('an update changes what was set, and says who and when', () => {
  const [account] = org.insert('Account', { Name: 'A', Industry: 'Jeans', Website: 'x' });
  org.now += 60_000;
  org.save('update', [org.record('Account', { Id: account!.id, Industry: null })]);
  const [row] = org.query('SELECT Name, Industry, Website, CreatedDate, LastModifiedDate FROM Account');
  expect(row!.fields).toMatchObject({ Name: 'A', Industry: null, Website: 'x' });
  expect((row!.fields.LastModifiedDate as ApexDatetime).ms - (row!.fields.CreatedDate as ApexDatetime).ms).toBe(60_000);
});

test('a null in a default field stays null', () => {
  org.insert('Twin__c', { Stage__c: null });
  expect(org.column('SELECT Stage__c FROM Twin__c', 'Stage__c')).toEqual([null]);
});

test('system validation has the codes and words of the platform', () => {
  const fails = (object: string, values: Record<string, never> | object) => org.failure(() => org.insert(object, values as Record<string, string>));
  expect(fails('Account', {})).toBe('0: REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]');
  expect(fails('Account', { Name: 'x'.repeat(256) })).toBe(`0: STRING_TOO_LONG, Name: data value too large: ${'x'.repeat(256)} (max length=255): [Name]`);
  expect(fails('Contact', { LastName: 'x', Email: 'nonsense' })).toBe('0: INVALID_EMAIL_ADDRESS, Email: invalid email address: nonsense: [Email]');
  expect(fails('Twin__c', { Stage__c: 'Lost' })).toBe('0: INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, Stage: bad value for restricted picklist field: Lost: [Stage__c]');
  expect(fails('Twin__c', { Price__c: Decimal.parse('1e17') })).toBe('0: NUMBER_OUTSIDE_VALID_RANGE, Price: value outside of valid range on numeric field: 100000000000000000.00: [Price__c]');
  expect(fails('Contact', { LastName: 'x', AccountId: 'nonsense' })).toBe('0: MALFORMED_ID, Account ID: id value of incorrect type: nonsense: [AccountId]');
  expect(fails('Contact', { LastName: 'x', AccountId: ADMIN })).toBe(`0: FIELD_INTEGRITY_EXCEPTION, Account ID: id value of incorrect type: ${ADMIN}: [AccountId]`);
  expect(fails('Contact', { LastName: 'x', AccountId: '0010lL0000zzzzz' })).toBe('0: INVALID_CROSS_REFERENCE_KEY, invalid cross reference id: []');
  expect(fails('Account', { Name: 'x', Nope: 'y' })).toBe("0: INVALID_FIELD, No such column 'Nope' on sobject of type Account: []");
  expect(org.count('SELECT COUNT() FROM Account')).toBe(0);
});

test('all problems of all rows are told at once', () => {
  expect(org.failure(() => org.insert('Account', { Name: 'fine' }, {}, { Name: 'y', Website: 'w'.repeat(300) }))).toMatch(/^1: REQUIRED_FIELD_MISSING.*\n2: STRING_TOO_LONG/);
});

test('a list of more values than the platform knows is cut when truncation is allowed', () => {
  org.save('insert', [org.record('Account', { Name: 'x'.repeat(300) })], { options: { allowFieldTruncation: true } });
  expect(org.names('SELECT Name FROM Account')[0]).toHaveLength(255);
});

test('unique values collide with rows, with each other, with and without case', () => {
  const [held] = org.insert('Account', { Name: 'A', Key__c: 'Émile', Serial__c: 'abc' });
  expect(org.failure(() => org.insert('Account', { Name: 'B', Key__c: 'ÉMILE' }))).toBe(`0: DUPLICATE_VALUE, duplicate value found: Key__c duplicates value on record with id: ${held!.id!.slice(0, 15)}: []`);
  expect(org.failure(() => org.insert('Account', { Name: 'B', Key__c: 'k' }, { Name: 'C', Key__c: 'K' }))).toContain('1: DUPLICATE_VALUE, duplicate value found: <unknown>');
  org.insert('Account', { Name: 'B', Serial__c: 'ABC' });
  expect(org.failure(() => org.insert('Account', { Name: 'C', Serial__c: ' ABC ' }))).toContain('DUPLICATE_VALUE');
  org.save('update', [org.record('Account', { Id: held!.id, Key__c: 'émile' })]);
  org.save('delete', [held!]);
  org.insert('Account', { Name: 'D', Key__c: 'émile' });
  expect(org.failure(() => org.save('undelete', [held!]))).toContain('DUPLICATE_VALUE');
});

test('read-only fields: passed over when they came with a query, refused when someone set them', () => {
  const [account] = org.insert('Account', { Name: 'A' });
  const [queried] = org.query('SELECT Id, Name, CreatedDate, CreatedById FROM Account');
  queried!.put('Name', 'B');
  org.save('update', [queried!]);
  expect(org.names('SELECT Name FROM Account')).toEqual(['B']);
  const set = org.record('Account', { Id: account!.id, CreatedDate: ApexDatetime.fromMs(0) });
  expect(org.failure(() => org.save('update', [set], { mode: 'user' }))).toContain('INVALID_FIELD_FOR_INSERT_UPDATE, Unable to create/update fields: CreatedDate.');
});

test('a detail cannot change its master', () => {
  const [a, b] = org.insert('Twin__c', {}, {});
  const [event] = org.insert('Event__c', { Twin__c: a!.id });
  expect(org.failure(() => org.save('update', [org.record('Event__c', { Id: event!.id, Twin__c: b!.id })]))).toContain('INVALID_FIELD_FOR_INSERT_UPDATE, Unable to create/update fields: Twin__c.');
  org.save('update', [org.record('Event__c', { Id: event!.id, Twin__c: a!.id, Kind__c: 'x' })]);
  expect(org.column('SELECT Kind__c FROM Event__c', 'Kind__c')).toEqual(['x']);
});

test('rows that are gone, unknown or without id are told apart', () => {
  const [account] = org.insert('Account', { Name: 'A' });
  org.save('delete', [account!]);
  const update = (values: object) => org.failure(() => org.save('update', [org.record('Account', values as Record<string, string>)]));
  expect(update({ Id: account!.id })).toBe('0: ENTITY_IS_DELETED, entity is deleted: []');
  expect(update({ Id: '0010lL0000zzzzz' })).toBe('0: INVALID_CROSS_REFERENCE_KEY, invalid cross reference id: []');
  expect(update({ Name: 'x' })).toBe('0: MISSING_ARGUMENT, Id not specified in an update call: []');
  expect(org.failure(() => org.insert('Account', { Id: account!.id, Name: 'x' }))).toBe('0: INVALID_FIELD_FOR_INSERT_UPDATE, cannot specify Id in an insert call: [Id]');
});

test('without allOrNone the good rows stay', () => {
  const records = [org.record('Account', { Name: 'A' }), org.record('Account', {}), org.record('Account', { Name: 'C' })];
  const results = org.save('insert', records, { allOrNone: false });
  expect(results.map((r) => [r.success, r.created, r.id === null])).toEqual([[true, true, false], [false, false, true], [true, true, false]]);
  expect(results[1]!.errors[0]!.statusCode).toBe('REQUIRED_FIELD_MISSING');
  expect(records.map((r) => r.id === null)).toEqual([false, true, false]);
  expect(org.names('SELECT Name FROM Account')).toEqual(['A', 'C']);
});

test('upsert goes by Id or by external id', () => {
  const [account] = org.insert('Account', { Name: 'A', Key__c: 'k1' });
  const results = org.save('upsert', [org.record('Account', { Key__c: 'K1', Name: 'A2' }), org.record('Account', { Key__c: 'k2', Name: 'B' })], { externalIdField: 'Key__c' });
  expect(results.map((r) => [r.created, r.id === account!.id])).toEqual([[false, true], [true, false]]);
  expect(org.names('SELECT Name FROM Account ORDER BY Name')).toEqual(['A2', 'B']);
  org.save('upsert', [org.record('Account', { Id: account!.id, Name: 'A3' }), org.record('Account', { Name: 'C' })]);
  expect(org.names('SELECT Name FROM Account ORDER BY Name')).toEqual(['A3', 'B', 'C']);
  expect(org.failure(() => org.save('upsert', [org.record('Account', { Name: 'x' })], { externalIdField: 'Key__c' }))).toBe('0: MISSING_ARGUMENT, Key__c not specified: []');
  expect(org.failure(() => org.save('upsert', [org.record('Account', { Name: 'x', Key__c: 'n' }), org.record('Account', { Name: 'y', Key__c: 'N' })], { externalIdField: 'Key__c' }))).toContain('Duplicate external id specified: N');
  expect(() => org.save('upsert', [org.record('Account', { Name: 'x' })], { externalIdField: 'Website' })).toThrow('does not match an External ID');
});

test('a parent can be named by its external id', () => {
  const [account] = org.insert('Account', { Name: 'A', Key__c: 'k1' });
  const contact = org.record('Contact', { LastName: 'x' });
  contact.parents = { Account: org.record('Account', { Key__c: 'K1' }) };
  org.save('insert', [contact]);
  expect(org.column('SELECT AccountId FROM Contact', 'AccountId')).toEqual([account!.id]);
  const orphan = org.record('Contact', { LastName: 'y' });
  orphan.parents = { Account: org.record('Account', { Key__c: 'nope' }) };
  expect(org.failure(() => org.save('insert', [orphan]))).toBe('0: INVALID_FIELD, Foreign key external ID: nope not found for field Key__c in entity Account: []');
});

test('person names are made of their parts', () => {
  const [contact] = org.insert('Contact', { FirstName: 'Marie', LastName: 'Curie' });
  expect(org.names('SELECT Name FROM Contact')).toEqual(['Marie Curie']);
  org.save('update', [org.record('Contact', { Id: contact!.id, FirstName: null })]);
  expect(org.names('SELECT Name FROM Contact')).toEqual(['Curie']);
});

test('a list may mix objects, in at most ten runs', () => {
  org.save('insert', [org.record('Account', { Name: 'A' }), org.record('Contact', { LastName: 'B' }), org.record('Account', { Name: 'C' })]);
  expect(org.count('SELECT COUNT() FROM Account') + org.count('SELECT COUNT() FROM Contact')).toBe(3);
  const many = Array.from({ length: 12 }, (_, i) => org.record(i % 2 === 0 ? 'Account' : 'Contact', { Name: 'x', LastName: 'x' }));
  expect(() => org.save('insert', many)).toThrow('Cannot have more than 10 chunks in a single operation.');
});

test('the same record twice in a list is refused', () => {
  const [account] = org.insert('Account', { Name: 'A' });
  expect(() => org.save('update', [account!, org.record('Account', { Id: account!.id })])).toThrow(`Duplicate id in list: ${account!.id}`);
  const fresh = org.record('Account', { Name: 'B' });
  expect(() => org.save('insert', [fresh, fresh])).toThrow('must not have two identically equal elements');
});

test('statements and rows are counted, empty lists are not', () => {
  org.save('insert', []);
  org.insert('Account', { Name: 'A' }, { Name: 'B' });
  expect([org.limits.used('dmlStatements'), org.limits.used('dmlRows')]).toEqual([1, 2]);
});

test('record types narrow restricted picklists', () => {
  const specs = objectSpecs();
  const recordType = { id: makeId('012', 1), developerName: 'Phone', label: 'Phone', active: true, picklists: { Stage__c: ['New'] } };
  const twin = withFields(specs.Twin__c!, field('RecordTypeId', 'reference', { referenceTo: ['RecordType'], relationshipName: 'RecordType' }));
  const schema = testSchema((s) => {
    s.Twin__c = { ...twin, recordTypes: [recordType] };
    s.RecordType = { name: 'RecordType', label: 'Record Type', keyPrefix: '012', setup: true, fields: [field('Id', 'id'), field('Name', 'string')] };
  });
  const other = new TestOrg({ schema, defaultRecordType: () => recordType.id });
  const seeded = new SObjectRecord(schema.object('RecordType')!);
  seeded.fields.Id = recordType.id;
  other.engine.seed([seeded]);
  expect(other.failure(() => other.insert('Twin__c', { Stage__c: 'Sold' }))).toContain('bad value for restricted picklist field: Sold');
  other.insert('Twin__c', {});
  expect(other.column('SELECT RecordTypeId FROM Twin__c', 'RecordTypeId')).toEqual([recordType.id]);
  expect(other.failure(() => other.insert('Twin__c', { RecordTypeId: '0120lL0000zzzzz' }))).toContain("this ID value isn't valid for the user");
  other.close();
});

test('picklist values keep the case of their definition', () => {
  const schema = testSchema((s) => { s.Account = withFields(s.Account!, picklist('Grade__c', ['Gold', 'Silver'], { restrictedPicklist: true })); });
  const other = new TestOrg({ schema });
  other.insert('Account', { Name: 'A', Grade__c: 'gold' });
  expect(other.column('SELECT Grade__c FROM Account', 'Grade__c')).toEqual(['Gold']);
  other.close();
});

test('what an object does not take is an error of every row', () => {
  const [admin] = org.query('SELECT Id FROM User');
  expect(org.failure(() => org.save('delete', [admin!]))).toBe('0: CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, entity type cannot be deleted: User: []');
  const results = org.save('delete', [admin!], { allOrNone: false });
  expect(results.map((r) => r.errors[0]!.statusCode)).toEqual(['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY']);
  org.insert('Account', { Name: 'A' });
  // Groups and queues may be made beside data, not deleted.
  expect(() => org.insert('Group', { Name: 'G' })).not.toThrow();
  const groups = org.query("SELECT Id FROM Group WHERE Name = 'G'");
  expect(org.failure(() => org.save('delete', groups))).toContain('MIXED_DML_OPERATION, DML operation on setup object');
});
