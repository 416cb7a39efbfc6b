import { EVERYTHING, Harness } from './apex-harness.ts';

/** Standard classes that code of other projects leans on. */
const apex = new Harness({
  apex: {
    'Row.cls': 'global class Row { global Account record; global Integer points = 3; public String hidden; global Account doubled { get { return record; } } }',
    'Hidden.cls': 'public class Hidden { global Integer points = 1; }',
  },
  permissions: { ...EVERYTHING, object: (name) => ({ create: true, read: name !== 'Contact', edit: true, delete: true, viewAll: false, modifyAll: false }) },
});
afterAll(() => apex.close());

test('classes that only hold values hold them, those of a superclass too', () => {
  expect(apex.run(`
    Messaging.InboundEmail mail = new Messaging.InboundEmail();
    System.debug(mail.subject); mail.subject = 'Hi'; mail.toAddresses = new List<String>{ 'a@b.example' };
    System.debug(mail.subject + mail.toAddresses.size());
    ConnectApi.TextSegmentInput segment = new ConnectApi.TextSegmentInput();
    segment.text = 'words'; System.debug(segment.text);`)).toEqual(['null', 'Hi1', 'words']);
});

test('ConnectApi refuses in a test, as it does without data of the org', () => {
  expect(apex.failure("ConnectApi.ChatterUsers.getFollowings(null, 'me');")).toBe('System.UnsupportedOperationException: ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).');
});

test('results of saves can be made from JSON', () => {
  expect(apex.run(`
    Database.SaveResult result = (Database.SaveResult) JSON.deserialize('{"success":false,"errors":[{"message":"no","statusCode":"FIELD_CUSTOM_VALIDATION_EXCEPTION","fields":["Name"]}]}', Database.SaveResult.class);
    System.debug(result.isSuccess() + ' ' + result.getErrors()[0].getMessage() + ' ' + result.getErrors()[0].getStatusCode() + ' ' + result.getErrors()[0].getFields());
    Database.UpsertResult created = (Database.UpsertResult) JSON.deserialize('{"success":true,"created":true,"id":"001000000000001"}', Database.UpsertResult.class);
    System.debug(created.isCreated() + ' ' + created.getId());
    Invocable.Action.Result outcome = (Invocable.Action.Result) JSON.deserialize('{"success":true,"outputParameters":{"n":1},"errors":[]}', Invocable.Action.Result.class);
    System.debug(outcome.isSuccess() + ' ' + outcome.getOutputParameters());`)).toEqual(['false no FIELD_CUSTOM_VALIDATION_EXCEPTION (Name)', 'true 001000000000001AAA', 'true {n=1}']);
});

test('an action of a flow that is not there fails as a result, not as an exception', () => {
  expect(apex.run(`
    Invocable.Action.Result result = Invocable.Action.createCustomAction('flow', 'Nowhere').setInvocationParameter('a', 1).invoke()[0];
    System.debug(result.isSuccess() + ' ' + result.getErrors().size() + ' ' + result.getInvocationParameters());`)).toEqual(['false 1 {a=1}']);
});

test('cursors give the rows of a query by place', () => {
  expect(apex.run(`
    insert new List<Account>{ new Account(Name = 'A'), new Account(Name = 'B'), new Account(Name = 'C') };
    Database.Cursor cursor = Database.getCursor('SELECT Name FROM Account ORDER BY Name');
    System.debug(cursor.getNumRecords() + ' ' + cursor.fetch(1, 5).size());
    Database.PaginationCursor pages = Database.getPaginationCursorWithBinds('SELECT Name FROM Account WHERE Name != :none ORDER BY Name', new Map<String, Object>{ 'none' => 'Z' }, AccessLevel.USER_MODE);
    Database.CursorFetchResult page = pages.fetchPage(0, 2);
    System.debug(page.getRecords().size() + ' ' + page.getNextIndex() + ' ' + page.isDone() + ' ' + pages.fetchPage(2, 2).isDone());`)).toEqual(['3 2', '2 2 false true']);
  expect(apex.failure("Database.getCursor('SELECT Id FROM Account').fetch(1, 1);")).toContain('Invalid cursor position: 1');
});

test('formulas run on records and on global members of global classes', () => {
  expect(apex.run(`
    FormulaEval.FormulaInstance ofRecord = Formula.builder().withType(Account.SObjectType).withReturnType(FormulaEval.FormulaReturnType.STRING).withFormula('UPPER(Name) & "!"').build();
    System.debug(ofRecord.evaluate(new Account(Name = 'acme')) + ' ' + ofRecord.getReferencedFields());
    Row row = new Row(); row.record = new Account(NumberOfEmployees = 4);
    System.debug(Formula.builder().withType(Row.class).withReturnType(FormulaEval.FormulaReturnType.INTEGER).withFormula('doubled.NumberOfEmployees * points').build().evaluate(row));
    System.debug(Formula.builder().withType(Row.class).withReturnType(FormulaEval.FormulaReturnType.BOOLEAN).withFormula('ISBLANK(record.Name)').build().evaluate(row));`)).toEqual(['ACME! {Name}', '12', 'true']);
  const build = (type: string, formula: string): string => apex.failure(`Formula.builder().withType(${type}).withReturnType(FormulaEval.FormulaReturnType.BOOLEAN).withFormula('${formula}').build();`);
  expect(build('Row.class', 'ISBLANK(hidden)')).toBe('System.FormulaValidationException: Field hidden does not exist. Check spelling.');
  expect(build('Hidden.class', 'points > 1')).toContain('FormulaValidationException');
  expect(build('Account.SObjectType', 'Name')).toContain('incompatible with expected data type (Boolean)');
});

test('a query of user mode names what was out of reach', () => {
  expect(apex.run(`
    try { Database.query('SELECT LastName FROM Contact', AccessLevel.USER_MODE); }
    catch (QueryException e) { System.debug(e.getInaccessibleFields()); }
    try { Database.query('SELECT Nonsense FROM Account'); } catch (QueryException e) { System.debug(e.getInaccessibleFields()); }`)).toEqual(['{Contact={}}', '{}']);
});

test('a parent that was queried tells its id through the reference', () => {
  expect(apex.run(`
    Account parent = new Account(Name = 'P'); insert parent;
    insert new List<Contact>{ new Contact(LastName = 'A', AccountId = parent.Id), new Contact(LastName = 'B') };
    List<Contact> rows = [SELECT Account.Name FROM Contact ORDER BY LastName];
    System.debug((rows[0].AccountId == parent.Id) + ' ' + rows[1].AccountId);`)).toEqual(['true null']);
  expect(apex.failure("insert new Contact(LastName = 'A'); Contact row = [SELECT LastName FROM Contact]; System.debug(row.AccountId);")).toContain('without querying the requested field: Contact.AccountId');
});

test('a child relationship may be named with its object; one out of reach is stripped as a whole', () => {
  expect(apex.run(`
    Account parent = new Account(Name = 'P'); insert parent; insert new Contact(LastName = 'A', AccountId = parent.Id);
    List<Account> rows = [SELECT Name, (SELECT LastName FROM Account.Contacts) FROM Account];
    System.debug(rows[0].Contacts.size());
    SObjectAccessDecision decision = Security.stripInaccessible(AccessType.READABLE, rows);
    System.debug(decision.getRecords()[0].getSObjects('Contacts') + ' ' + decision.getRemovedFields());`)).toEqual(['1', 'null {Account={Contacts}}']);
  expect(apex.failure("insert new Account(Name = 'P'); List<SObject> rows = [SELECT Name FROM Account GROUP BY Name]; Security.stripInaccessible(AccessType.READABLE, rows);")).toBe('System.NoAccessException: AggregateResult SObject types are not supported');
});

test('rows grouped by an alias Id make a map of ids', () => {
  expect(apex.run(`
    Account parent = new Account(Name = 'P'); insert parent; insert new Account(Name = 'C', ParentId = parent.Id);
    System.debug(new Map<Id, SObject>([SELECT ParentId Id FROM Account WHERE ParentId != null GROUP BY ParentId]).keySet().contains(parent.Id));`)).toEqual(['true']);
});

test('files: types by their names, deliveries with addresses, none without content', () => {
  expect(apex.run(`
    ContentVersion file = new ContentVersion(Title = 'Plan', PathOnClient = 'plan.docx', VersionData = Blob.valueOf('x')); insert file;
    System.debug([SELECT FileType FROM ContentVersion].FileType);
    insert new ContentDistribution(Name = 'D', ContentVersionId = file.Id, PreferencesAllowOriginalDownload = true);
    ContentDistribution delivery = [SELECT ContentDownloadUrl, PdfDownloadUrl, DistributionPublicUrl FROM ContentDistribution];
    System.debug(delivery.ContentDownloadUrl.startsWith(URL.getOrgDomainUrl().toExternalForm()) + ' ' + delivery.PdfDownloadUrl + ' ' + (delivery.DistributionPublicUrl != null));`)).toEqual(['WORD_X', 'true null true']);
  expect(apex.failure("insert new ContentVersion(Title = 'Empty', PathOnClient = 'a.txt', VersionData = Blob.valueOf(''));")).toContain('Required fields are missing: [VersionData]');
  expect(apex.failure("insert new ContentVersion(Title = 'No path', VersionData = Blob.valueOf('x'));")).toContain('Required fields are missing: [PathOnClient]');
});

test('recipients of a mail are given as a list', () => {
  expect(apex.run("insert new EmailMessage(Subject = 'S', ToIds = new List<String>{ UserInfo.getUserId() }, Status = '3'); System.debug([SELECT COUNT() FROM EmailMessage]);")).toEqual(['1']);
});

test('ids that tests make up are ids, whatever their checksum says', () => {
  expect(apex.run(`
    Id made = '001000000000000001'; System.debug(made + ' ' + made.getSobjectType());
    Account row = new Account(Id = '0011g00003VDGbF002'); System.debug(row.Id);
    System.debug((Id) JSON.deserialize('"001000000000000001"', Id.class) == made);
    Id right = '001000000000001'; System.debug(right);`)).toEqual(['001000000000000001 Account', '0011g00003VDGbF002', 'true', '001000000000001AAA']);
  expect(apex.failure("Id wrong = '00100000000000000';")).toBe('System.StringException: Invalid id: 00100000000000000');
});

test('limits that nothing here comes near are told with their maxima', () => {
  expect(apex.run("System.debug(Limits.getFetchCallsOnApexCursor() + ' ' + Limits.getLimitFetchCallsOnApexCursor() + ' ' + Limits.getLimitQueryLocatorRows() + ' ' + OrgLimits.getMap().get('DailyApiRequests').getLimit() + ' ' + OrgLimits.getAll()[0].getValue());")).toEqual(['0 10 10000 100000 0']);
});

test('more of what JSON makes and shows: results of merges, leads and the recycle bin, errors, UUIDs', () => {
  expect(apex.run(`
    Database.MergeResult merged = (Database.MergeResult) JSON.deserialize('{"success":true,"id":"001000000000001AAA","mergedRecordIds":["001000000000002AAA"]}', Database.MergeResult.class);
    System.debug(merged.getMergedRecordIds());
    Database.LeadConvertResult converted = (Database.LeadConvertResult) JSON.deserialize('{"success":true,"leadId":"00Q000000000001","accountId":null}', Database.LeadConvertResult.class);
    System.debug(converted.isSuccess() + ' ' + converted.getLeadId() + ' ' + converted.getAccountId());
    System.debug(((Database.EmptyRecycleBinResult) JSON.deserialize('{"success":true,"id":"null"}', Database.EmptyRecycleBinResult.class)).getId());
    System.debug(JSON.serialize(Database.insert(new Account(), false).getErrors()[0]));
    System.debug(JSON.serialize(UUID.fromString('123e4567-e89b-12d3-a456-426614174000')));`)).toEqual([
    '(001000000000002AAA)', 'true 00Q000000000001EAA null', 'null', '{"fields":["Name"],"message":"Required fields are missing: [Name]","statusCode":"REQUIRED_FIELD_MISSING"}', '"123e4567-e89b-12d3-a456-426614174000"',
  ]);
});

test('records may be named with the namespace Schema', () => {
  expect(apex.run("Object row = new Account(Name = 'A'); System.debug(((Schema.SObject) row).get('Name') + ' ' + ((Schema.Account) row).Name);")).toEqual(['A A']);
});

test('places: distances in code and in queries, addresses as values', () => {
  expect(apex.run(`
    Location office = Location.newInstance(37.775, -122.418);
    System.debug(office.latitude + ' ' + office.getDistance(Location.newInstance(40.7128, -74.006), 'mi').intValue() + ' ' + Location.getDistance(office, office, 'km'));
    insert new List<Account>{
      new Account(Name = 'Near', BillingCity = 'Oakland', BillingStreet = '1 Broadway', BillingLatitude = 37.8044, BillingLongitude = -122.2712), new Account(Name = 'Far', BillingLatitude = 40.7128, BillingLongitude = -74.006), new Account(Name = 'Nowhere')
    };
    Decimal latitude = 37.775; Decimal longitude = -122.418;
    for (Account row : Database.query('SELECT Name FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(:latitude, :longitude), \\'km\\') < 20')) { System.debug(row.Name); }
    for (Account row : [SELECT Name, BillingAddress FROM Account ORDER BY DISTANCE(BillingAddress, GEOLOCATION(37.775, -122.418), 'mi') DESC NULLS LAST]) { System.debug(row.Name + ' ' + row.BillingAddress?.city + ' ' + row.BillingAddress?.getLatitude()); }
    Account kept = [SELECT Name, BillingAddress FROM Account WHERE Name = 'Near']; kept.Name = 'Nearest'; update kept;
    System.debug(JSON.serialize([SELECT BillingAddress FROM Account WHERE Name = 'Nearest'].BillingAddress));`)).toEqual([
    '37.775 2565 0.0', 'Near', 'Far null 40.7128', 'Near Oakland 37.8044', 'Nowhere null null',
    '{"city":"Oakland","country":null,"geocodeAccuracy":null,"latitude":37.8044,"longitude":-122.2712,"postalCode":null,"state":null,"street":"1 Broadway"}',
  ]);
  expect(apex.failure("Location.newInstance(91, 0);")).toContain('Invalid location');
  expect(apex.failure("Database.query('SELECT Id FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(1, 2), \\'ly\\') < 1');")).toContain("a unit, 'mi' or 'km'");
});

test('Integer.valueOf lets a null number pass and refuses a null text', () => {
  expect(apex.run("Decimal none = null; Integer whole = Integer.valueOf(none); System.debug(whole); System.debug(Integer.valueOf(2.9) + Integer.valueOf('3'));")).toEqual(['null', '5']);
  expect(apex.failure('String none = null; Integer.valueOf(none);')).toBe('System.NullPointerException: Argument cannot be null.');
  expect(apex.failure('Decimal none = null; Integer sum = 1 + Integer.valueOf(none);')).toContain('NullPointerException');
});
