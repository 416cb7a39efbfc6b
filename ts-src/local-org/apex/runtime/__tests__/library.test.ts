import { EVERYTHING, Harness } from './apex-harness.ts';

const OBJECT = `<?xml version="1.0"?><CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>Thing</label><pluralLabel>Things</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel></CustomObject>`;
const PICKLIST = `<?xml version="1.0"?><CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Colour__c</fullName><label>Colour</label><type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>Red</fullName><default>true</default><label>Bright Red</label></value><value><fullName>Blue</fullName><default>false</default><label>Blue</label></value></valueSetDefinition></valueSet></CustomField>`;

const apex = new Harness({
  metadata: { 'objects/Thing__c/Thing__c.object-meta.xml': OBJECT, 'objects/Thing__c/fields/Colour__c.field-meta.xml': PICKLIST },
  apex: {
    'Shape.cls': 'public abstract class Shape { public abstract Decimal area(); public class Square extends Shape { public Decimal side = 2; public override Decimal area() { return side * side; } } public enum Kind { ROUND, FLAT } }',
    'Caller.cls': 'public class Caller implements Callable { public Object call(String action, Map<String, Object> args) { return action + args; } }',
    'Counter.cls': 'public class Counter { public static Integer n = 0; public static Integer next() { return ++n; } }',
  },
  timeZone: 'Europe/Paris',
  permissions: {
    ...EVERYTHING,
    object: (name) => ({ create: name !== 'Contact', read: name !== 'Lead', edit: true, delete: true, viewAll: false, modifyAll: false }),
    field: (object, field) => ({ read: field !== 'Industry', edit: field !== 'Site' && field !== 'Industry' && object !== 'Lead' }),
    custom: (name) => name === 'May',
  },
  resources: { label: (name) => (name === 'Hello' ? 'Guten Tag' : undefined), staticResource: (name) => (name === 'rows' ? { body: Buffer.from('Name,NumberOfEmployees\n"A, Inc",5\nB,\n'), contentType: 'text/csv' } : undefined) },
});
afterAll(() => apex.close());

const evaluated = (...expressions: string[]): string[] => apex.run(expressions.map((expression) => `System.debug(${expression});`).join('\n'));

test('numbers', () => {
  expect(evaluated('Math.round(2.5)', 'Math.round(3.5)', 'Math.mod(-7, 3)', 'Math.max(1, 2.5)', 'Math.abs(-5)', 'Math.ceil(1.2)', 'Math.floor(-1.2)', 'Math.pow(2, 10)', 'Math.sqrt(2.25)', 'Math.signum(-3.0)')).toEqual(['2', '4', '-1', '2.5', '5', '2', '-2', '1024.0', '1.5', '-1']);
  expect(evaluated('7 / 2', '7 / 2.0', '2147483647 + 1', '1.10 * 2', 'Decimal.valueOf(\'12.345\').setScale(2)', '1234567.891.format()', 'Integer.valueOf(\'-5\')', 'Long.valueOf(\'9007199254740993\')', 'Double.valueOf(\'1e3\')')).toEqual(['3', '3.5', '-2147483648', '2.20', '12.34', '1,234,567.891', '-5', '9007199254740993', '1000.0']);
  expect(evaluated('1 == 1.0', '0.1 + 0.2 == 0.3', 'Decimal.valueOf(1.0) == 1.00')).toEqual(['true', 'true', 'true']);
});

test('dates as text: concatenation shows a time, String.valueOf does not', () => {
  expect(evaluated("'' + Date.newInstance(2026, 5, 7)", 'String.valueOf(Date.newInstance(2026, 5, 7))', 'Date.newInstance(2026, 5, 7).format()', 'Datetime.newInstanceGmt(2026, 5, 7, 22, 30, 0)', 'String.valueOf(Datetime.newInstanceGmt(2026, 5, 7, 22, 30, 0))', 'Datetime.newInstanceGmt(2026, 5, 7, 22, 30, 0).date()', "Datetime.newInstanceGmt(2026, 5, 7, 22, 30, 0).format('d.M.yyyy HH:mm')", "Datetime.newInstanceGmt(2026, 5, 7, 22, 30, 0).format('HH:mm', 'America/New_York')", "Datetime.valueOf('2026-05-07 10:00:00').getTime()", 'System.today()', 'Date.today().daysBetween(Date.today().addDays(3))', "Date.parse('12/31/2026').month()", 'Time.newInstance(1, 2, 3, 4)')).toEqual([
    '2026-05-07 00:00:00', '2026-05-07', '5/7/2026', '2026-05-07 22:30:00', '2026-05-08 00:30:00', '2026-05-08 00:00:00', '8.5.2026 00:30', '18:30', '1778140800000', '2026-05-20 00:00:00', '3', '12', '01:02:03.004Z',
  ]);
});

test('digests, MACs, encryption and encodings', () => {
  expect(evaluated("EncodingUtil.convertToHex(Crypto.generateDigest('MD5', Blob.valueOf('abc')))", "EncodingUtil.base64Encode(Crypto.generateMac('HmacSHA256', Blob.valueOf('data'), Blob.valueOf('key')))", "EncodingUtil.urlEncode('a b&ü*~\\ud800', 'UTF-8')", "EncodingUtil.urlDecode('a+b%26', 'UTF-8')", "EncodingUtil.base64Decode('YWJj').toString()")).toEqual(['900150983cd24fb0d6963f7d28e17f72', 'UDH+PZicbRU3oBP6bnOdojRj/a7DtwE32Cjjas4iG9A=', 'a+b%26%C3%BC*%7E%3F', 'a b&', 'abc']);
  expect(apex.run(`
    Blob key = Crypto.generateAesKey(256); Blob secret = Crypto.encryptWithManagedIV('AES256', key, Blob.valueOf('hidden'));
    System.debug(Crypto.decryptWithManagedIV('AES256', key, secret).toString() + ' ' + secret.size());`)).toEqual(['hidden 32']);
  expect(evaluated("EncodingUtil.urlDecode('%41%FF%C3%28', 'UTF-8')")).toEqual(['A\uFFFD\uFFFD(']); // bytes that are no UTF-8 are replaced, as Java does
  expect(apex.failure("EncodingUtil.urlDecode('a%zz', 'UTF-8');")).toContain('URLDecoder: Illegal hex characters in escape (%) pattern');
  expect(apex.failure("EncodingUtil.urlDecode('a%2', 'UTF-8');")).toContain('URLDecoder: Incomplete trailing escape (%) pattern');
  expect(apex.failure("Crypto.generateDigest('ROT13', Blob.valueOf('a'));")).toContain('Invalid algorithm: ROT13');
  expect(apex.failure("Crypto.encrypt('AES256', Blob.valueOf('short'), Blob.valueOf('1234567890123456'), Blob.valueOf('x'));")).toContain('Invalid private key. Must be 32 bytes.');
  expect(apex.failure("Crypto.signWithCertificate('RSA-SHA256', Blob.valueOf('x'), 'Nope');")).toContain('Data Not Available');
  expect(evaluated('UUID.randomUUID().toString().length()', "UUID.fromString('123E4567-e89b-12d3-a456-426614174000')")).toEqual(['36', '123e4567-e89b-12d3-a456-426614174000']);
});

test('describe speaks of objects, fields, picklists and rights', () => {
  expect(apex.run(`
    Schema.DescribeSObjectResult thing = Thing__c.SObjectType.getDescribe();
    System.debug(thing.getName() + ' ' + thing.getLabel() + ' ' + thing.isCustom() + ' ' + thing.label + ' ' + thing.getSObjectType());
    Schema.DescribeFieldResult colour = Thing__c.Colour__c.getDescribe();
    System.debug(colour.getType() + ' ' + colour.getLabel() + ' ' + colour.isRestrictedPicklist() + ' ' + colour.getPicklistValues()[0].getLabel() + ' ' + colour.getPicklistValues()[0].isDefaultValue() + ' ' + colour.getPicklistValues().size());
    System.debug(Schema.getGlobalDescribe().containsKey('THING__C') + ' ' + thing.fields.getMap().get('COLOUR__c').getDescribe().getName());
    System.debug(Contact.AccountId.getDescribe().getReferenceTo()[0] + ' ' + Contact.AccountId.getDescribe().getRelationshipName() + ' ' + Account.Name.getDescribe().isNameField());
    System.debug(Schema.SObjectType.Contact.isCreateable() + ' ' + Schema.SObjectType.Account.fields.Industry.isAccessible() + ' ' + Account.Site.getDescribe().isUpdateable() + ' ' + Account.Name.getDescribe().isUpdateable());
    System.debug(Account.SObjectType == Schema.getGlobalDescribe().get('account'));
    System.debug(((Id) '001000000000001AAA').getSobjectType() + ' ' + Account.SObjectType.newSObject('001000000000001AAA').Id);`)).toEqual([
    'Thing__c Thing true Thing Thing__c', 'PICKLIST Colour true Bright Red true 2', 'true Colour__c', 'Account Account true', 'false false false true', 'true', 'Account 001000000000001AAA',
  ]);
});

test('stripInaccessible drops what the user may not see and says what it was', () => {
  expect(apex.run(`
    SObjectAccessDecision d = Security.stripInaccessible(AccessType.READABLE, new List<Account>{ new Account(Name = 'A', Industry = 'I'), new Account(Name = 'B') });
    System.debug(d.getRecords()[0].getPopulatedFieldsAsMap().keySet() + ' ' + d.getRemovedFields() + ' ' + d.getModifiedIndexes());
    System.debug(Security.stripInaccessible(AccessType.UPDATABLE, new List<Account>{ new Account(Name = 'A', Site = 'S') }).getRemovedFields());`)).toEqual(['{Name} {Account={Industry}} {0}', '{Account={Site}}']);
  expect(apex.failure('Security.stripInaccessible(AccessType.READABLE, new List<Lead>{ new Lead() });')).toBe('System.NoAccessException: No access to entity: Lead');
});

test('types by name', () => {
  expect(evaluated("Type.forName('shape.SQUARE')", "Type.forName('Nope')", "Type.forName('List<Account>')", "((Shape) Type.forName('Shape.Square').newInstance()).area()", "Type.forName('Map<String,Integer>').newInstance()", "Shape.class.isAssignableFrom(Shape.Square.class)", "Shape.Kind.valueOf('flat')", 'Shape.Kind.values()', 'Shape.Kind.FLAT.ordinal()')).toEqual(['Shape.Square', 'null', 'List<Account>', '4', '{}', 'true', 'FLAT', '(ROUND, FLAT)', '1']);
  expect(apex.failure("Type.forName('Shape').newInstance();")).toContain('System.TypeException');
});

test('instanceof and casts', () => {
  expect(apex.run(`
    Object n = 5; Object s = 'x'; Object l = new List<Account>(); Object r = new Account(); Object e = new Shape.Square(); Object k = Shape.Kind.FLAT;
    System.debug((n instanceof Integer) + ' ' + (n instanceof String) + ' ' + (s instanceof String) + ' ' + (l instanceof List<SObject>) + ' ' + (l instanceof List<String>) + ' ' + (r instanceof SObject) + ' ' + (r instanceof Contact) + ' ' + (e instanceof Shape) + ' ' + (k instanceof Shape.Kind));
    System.debug(((List<SObject>) l).size() + ' ' + (Decimal) n);`)).toEqual(['true false true true false true false true true', '0 5']);
});

test('the running user, labels, permissions', () => {
  expect(evaluated('UserInfo.getName()', 'UserInfo.getFirstName()', 'UserInfo.getTimeZone().getID()', "FeatureManagement.checkPermission('May')", "FeatureManagement.checkPermission('MayNot')", 'Test.isRunningTest()')).toEqual(['Ada Admin', 'Ada', 'Europe/Paris', 'true', 'false', 'true']);
});

test('test data from a CSV resource', () => {
  expect(apex.run("System.debug(Test.loadData(Account.SObjectType, 'rows').size()); System.debug([SELECT Name, NumberOfEmployees FROM Account ORDER BY Name][0]);")[0]).toBe('2');
});

test('statics live for one transaction', () => {
  expect(apex.run('System.debug(Counter.next() + Counter.next());')).toEqual(['3']);
  expect(apex.run('System.debug(Counter.next());')).toEqual(['1']);
});

test('callables, URLs, pages and the cache', () => {
  expect(evaluated("new Caller().call('go', new Map<String, Object>{ 'a' => 1 })", "new URL('https://u@x.example:8080/p/q?a=1#r').getPath()", "new URL('https://x.example/p?a=1').getQuery()")).toEqual(['go{a=1}', '/p/q', 'a=1']);
  expect(apex.run(`
    PageReference page = new PageReference('/apex/x?a=1'); page.getParameters().put('b', 'c d'); System.debug(page.getUrl());
    Cache.Org.put('k', 'v'); System.debug(Cache.Org.get('k') + ' ' + Cache.Org.contains('nope') + ' ' + Cache.Org.get('nope'));
    ApexPages.addMessage(new ApexPages.Message(ApexPages.Severity.ERROR, 'wrong')); System.debug(ApexPages.hasMessages() + ' ' + ApexPages.getMessages()[0].getSummary());`)).toEqual(['/apex/x?a=1&b=c%20d', 'v false null', 'true wrong']);
});

test('REST context belongs to the transaction', () => {
  expect(apex.run(`
    RestContext.request = new RestRequest(); RestContext.request.requestURI = '/a'; RestContext.request.addParameter('p', '1'); RestContext.response = new RestResponse(); RestContext.response.statusCode = 202;
    System.debug(RestContext.request.params.get('p') + RestContext.response.statusCode);`)).toEqual(['1202']);
  expect(apex.run('System.debug(RestContext.request == null);')).toEqual(['true']);
});
