import { AnonymousRunner } from '../../__tests__/support/anonymous-runner.ts';
import { openLocalOrg } from '../../org.ts';
import type { OpenedOrg } from '../../org.ts';
import { apexClass, deploy, deployZip, failures, field, manifest, object, project, successes, xml, zip } from './support/packages.ts';

let org: OpenedOrg;
let apex: AnonymousRunner;
const defects: unknown[] = [];

beforeEach(() => {
  org = openLocalOrg({ projectDir: project(), onDefect: (error) => defects.push(error) });
  apex = new AnonymousRunner(org);
});
afterEach(() => {
  org.close();
  expect(defects.splice(0)).toEqual([]);
});

const BOOK = object('Book__c', `${field('Isbn__c')}\n${field('Pages__c', 'Number', '<precision>6</precision><scale>0</scale>')}\n<validationRules><fullName>Some_Pages</fullName><active>true</active><errorConditionFormula>Pages__c &lt; 0</errorConditionFormula><errorMessage>Books have pages</errorMessage></validationRules>`);
const SHELF = apexClass('Shelf', 'public with sharing class Shelf {\n    public static String isbn(Book__c book) {\n        return book.Isbn__c;\n    }\n}\n');
const books = (files = {}, types = {}) => deploy(org, { CustomObject: ['Book__c'], ApexClass: ['Shelf'], ...types }, { 'objects/Book__c.object': BOOK, ...SHELF, ...files });

test('a package makes objects, fields, rules, code, labels and rights at once, one message a component', async () => {
  const result = await books(
    {
      'triggers/BookTrigger.trigger': 'trigger BookTrigger on Book__c (before insert) {\n    for (Book__c book : Trigger.new) {\n        book.Isbn__c = Label.Unknown_Isbn;\n    }\n}\n',
      'triggers/BookTrigger.trigger-meta.xml': xml('ApexTrigger', '<apiVersion>65.0</apiVersion><status>Active</status>'),
      'labels/CustomLabels.labels': xml('CustomLabels', '<labels><fullName>Unknown_Isbn</fullName><language>en_US</language><protected>false</protected><shortDescription>u</shortDescription><value>none</value></labels>'),
      'permissionsets/Reader.permissionset': xml('PermissionSet', '<fieldPermissions><editable>false</editable><field>Book__c.Isbn__c</field><readable>true</readable></fieldPermissions><label>Reader</label>'),
    },
    { ApexTrigger: ['BookTrigger'], CustomLabel: ['Unknown_Isbn'], PermissionSet: ['Reader'] },
  );
  expect(failures(result)).toEqual([]);
  expect(result).toMatchObject({ status: 'Succeeded', success: true, done: true, numberComponentErrors: 0, numberComponentsTotal: 9, numberComponentsDeployed: 9, createdByName: 'Admin User' });
  expect(successes(result).sort()).toEqual([
    'changed CustomLabels CustomLabels', 'created ApexClass Shelf', 'created ApexTrigger BookTrigger', 'created CustomField Book__c.Isbn__c', 'created CustomField Book__c.Pages__c', 'created CustomLabel Unknown_Isbn', 'created CustomObject Book__c',
    'created PermissionSet Reader', 'created ValidationRule Book__c.Some_Pages',
  ]);
  apex.succeeds("insert as system new Book__c(Name = 'Emma');");
  expect(apex.debugs('System.debug(Shelf.isbn([SELECT Isbn__c FROM Book__c LIMIT 1]));')).toEqual(['none']);
  expect(apex.run("insert as system new Book__c(Name = 'Thin', Pages__c = -1);").exceptionMessage).toContain('Books have pages');
});

test('data stays when fields come, and what a field held goes on being there', async () => {
  await books();
  apex.succeeds("insert as system new Book__c(Name = 'Emma', Isbn__c = '123');");
  const result = await deploy(org, { CustomField: ['Book__c.Author__c'] }, { 'objects/Book__c.object': xml('CustomObject', field('Author__c')) });
  expect(successes(result)).toEqual(['created CustomField Book__c.Author__c']);
  apex.succeeds("Book__c b = [SELECT Id FROM Book__c LIMIT 1]; b.Author__c = 'Austen'; update as system b;");
  expect(apex.debugs('Book__c b = [SELECT Name, Isbn__c, Author__c FROM Book__c]; System.debug(b.Name + b.Isbn__c + b.Author__c);')).toEqual(['Emma123Austen']);
});

test('a class that does not compile is told with line and column, and nothing of the package stays', async () => {
  const result = await books(apexClass('Shelf', 'public class Shelf {\n    public static Integer pages() {\n        return missing;\n    }\n}\n'));
  expect(failures(result)).toEqual(['ApexClass Shelf classes/Shelf.cls:3:16 Variable does not exist: missing']);
  expect(result).toMatchObject({ status: 'Failed', success: false, numberComponentErrors: 1, numberComponentsTotal: 5 });
  expect(org.schema.object('Book__c')).toBeUndefined();
  expect(apex.run('Shelf.pages();').compiled).toBe(false);
});

test('faults of fields are told at their line in the file of the package', async () => {
  const result = await deploy(org, { CustomObject: ['Book__c'] }, { 'objects/Book__c.object': object('Book__c', `${field('Isbn__c')}\n${field('Shop__c', 'Lookup', '\n<referenceTo>Shop__c</referenceTo>\n<relationshipName>Books</relationshipName>')}`) });
  expect(failures(result)).toEqual(["CustomField Book__c.Shop__c objects/Book__c.object:10:1 referenceTo value of 'Shop__c' does not resolve to a valid sObject type"]);
});

test.each([
  ['a formula', { CustomObject: ['Book__c'] }, { 'objects/Book__c.object': object('Book__c', field('Twice__c', 'Number', '<formula>Pagez__c * 2</formula><precision>18</precision><scale>0</scale>')) }, 'CustomField Book__c.Twice__c objects/Book__c.object:8:1 Error: Field Pagez__c does not exist. Check spelling.'],
  ['a permission set', { PermissionSet: ['Reader'] }, { 'permissionsets/Reader.permissionset': xml('PermissionSet', '<classAccesses><apexClass>Gone</apexClass><enabled>true</enabled></classAccesses><label>Reader</label>') }, 'PermissionSet Reader permissionsets/Reader.permissionset:3:1 In field: apexClass - no ApexClass named Gone found'],
  ['a tab', { CustomTab: ['Gone__c'] }, { 'tabs/Gone__c.tab': xml('CustomTab', '<customObject>true</customObject><motif>Custom1: Heart</motif>') }, 'CustomTab Gone__c tabs/Gone__c.tab:2:1 no CustomObject named Gone__c found'],
  ['a layout', { Layout: ['Account-Mine'] }, { 'layouts/Account-Mine.layout': xml('Layout', '<layoutSections><layoutColumns><layoutItems><field>Gone__c</field></layoutItems></layoutColumns></layoutSections>') }, 'Layout Account-Mine layouts/Account-Mine.layout:3:1 In field: field - no CustomField named Account.Gone__c found'],
  ['a file that is no XML', { Flow: ['Broken'] }, { 'flows/Broken.flow': '<?xml version="1.0"?>\n<Flow>\n<label>x</Flow>' }, 'Flow Broken flows/Broken.flow:3:16 Error parsing file: unexpected close tag.'],
] as const)('%s that the org cannot take is refused with its place', async (_what, types, files, expected) => {
  expect(failures(await deploy(org, types, files))).toContain(expected);
  expect(failures(await deploy(org, types, files))).toHaveLength(1);
});

test('without roll-back what is in order stays and the rest is told', async () => {
  const result = await deploy(org, { CustomObject: ['Book__c'], ApexClass: ['Shelf', 'Bad', 'NeedsBad'] }, { 'objects/Book__c.object': BOOK, ...SHELF, ...apexClass('Bad', 'public class Bad {\n    Integer n = nothing;\n}\n'), ...apexClass('NeedsBad', 'public class NeedsBad {\n    Bad other = new Bad();\n}\n') }, { rollbackOnError: false });
  expect(result).toMatchObject({ status: 'SucceededPartial', success: false });
  expect(failures(result).map((text) => text.split(' ')[1])).toEqual(expect.arrayContaining(['Bad', 'NeedsBad']));
  expect(successes(result)).toContain('created ApexClass Shelf');
  expect(org.schema.object('Book__c')).toBeDefined();
  expect(org.project.classes.map(({ name }) => name)).toEqual(['Shelf']);
});

test('a validation tells what a deployment would do, and does nothing', async () => {
  const result = await deploy(org, { CustomObject: ['Book__c'] }, { 'objects/Book__c.object': BOOK }, { checkOnly: true });
  expect(result).toMatchObject({ status: 'Succeeded', success: true, checkOnly: true });
  expect(successes(result)).toContain('created CustomObject Book__c');
  expect(org.schema.object('Book__c')).toBeUndefined();
});

test('what was deployed before is unchanged, also when it is written differently', async () => {
  await books();
  const again = await books({ 'objects/Book__c.object': BOOK.replaceAll('\n', '\n      ').replace('<label>Isbn</label>', '<!-- the number --><label>Isbn</label>') });
  expect(new Set(successes(again).map((text) => text.split(' ')[0]))).toEqual(new Set(['unchanged']));
  const edited = await books(apexClass('Shelf', 'public with sharing class Shelf {\n    public static String isbn(Book__c book) {\n        return null;\n    }\n}\n'));
  expect(successes(edited).filter((text) => text.startsWith('changed'))).toEqual(['changed ApexClass Shelf']);
});

test('a change that breaks a class of the org is refused and blamed on the class that changed', async () => {
  await books();
  const result = await deploy(org, { ApexClass: ['Library'] }, apexClass('Library', "public class Library {\n    public static String first() {\n        return Shelf.isbn(new Book__c(Isbn__c = '9'));\n    }\n}\n"));
  expect(result.status).toBe('Succeeded');
  const refused = await deploy(org, { ApexClass: ['Shelf'] }, apexClass('Shelf', 'public class Shelf {\n}\n'));
  expect(failures(refused)).toEqual([expect.stringMatching(/^ApexClass Shelf classes\/Shelf\.cls Dependent class is invalid and needs recompilation: ApexClass Library, line 3, column \d+: Method does not exist or incorrect signature/)]);
  expect(apex.debugs('System.debug(Library.first());')).toEqual(['9']);
});

test('deletions remove components with their rights; what is in use or missing is told', async () => {
  await books({ 'permissionsets/Reader.permissionset': xml('PermissionSet', '<fieldPermissions><editable>false</editable><field>Book__c.Isbn__c</field><readable>true</readable></fieldPermissions><fieldPermissions><editable>false</editable><field>Book__c.Pages__c</field><readable>true</readable></fieldPermissions><label>Reader</label>') }, { PermissionSet: ['Reader'] });
  const destroy = (types: Record<string, string[]>, file = 'destructiveChanges.xml') => deploy(org, {}, { [file]: manifest(types) });
  const inUse = await destroy({ CustomField: ['Book__c.Isbn__c'] });
  expect(failures(inUse)).toEqual([expect.stringContaining('CustomField Book__c.Isbn__c destructiveChanges.xml This custom field is referenced elsewhere in salesforce.com. Remove the usage and try again. : ApexClass Shelf, line 3')]);
  const gone = await destroy({ ApexClass: ['Shelf', 'Never'], CustomField: ['Book__c.Isbn__c'] }, 'destructiveChangesPost.xml');
  expect(gone.status).toBe('Succeeded');
  expect(successes(gone)).toEqual(['deleted ApexClass Shelf', 'unchanged ApexClass destructiveChangesPost.xml', 'deleted CustomField Book__c.Isbn__c']);
  expect(gone.details.componentSuccesses).toContainEqual(expect.objectContaining({ problem: 'No ApexClass named: Never found', problemType: 'Warning' }));
  expect(org.schema.object('Book__c')!.field('Isbn__c')).toBeUndefined();
  expect(org.project.permissionSets[0]!.fieldPermissions.map(({ field: name }) => name)).toEqual(['Book__c.Pages__c']);
  expect((await destroy({ CustomObject: ['Book__c'] })).status).toBe('Succeeded');
  expect(org.schema.object('Book__c')).toBeUndefined();
});

test('resources, records of custom metadata, value sets and settings come and are replaced', async () => {
  const resource = (text: string) => ({ 'staticresources/Rules.resource': zip({ 'rules/a.json': text }), 'staticresources/Rules.resource-meta.xml': xml('StaticResource', '<cacheControl>Public</cacheControl><contentType>application/zip</contentType>') });
  const record = (value: string): string => `<?xml version="1.0"?><CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>One</label><protected>false</protected><values><field>Text__c</field><value xsi:type="xsd:string">${value}</value></values></CustomMetadata>`;
  const type = xml('CustomObject', `<label>Rule</label><pluralLabel>Rules</pluralLabel><visibility>Public</visibility>${field('Text__c')}`);
  const set = xml('GlobalValueSet', '<customValue><fullName>Red</fullName><default>false</default><label>Red</label></customValue><masterLabel>Colours</masterLabel><sorted>false</sorted>');
  const all = (text: string, value: string) => deploy(org, { StaticResource: ['Rules'], CustomObject: ['Rule__mdt'], CustomMetadata: ['Rule.One'], GlobalValueSet: ['Colours'], Settings: ['Case'] }, { ...resource(text), 'objects/Rule__mdt.object': type, 'customMetadata/Rule.One.md': record(value), 'globalValueSets/Colours.globalValueSet': set, 'settings/Case.settings': xml('CaseSettings', '<enableSuggestedArticles>false</enableSuggestedArticles>') });
  expect(failures(await all('{}', 'first'))).toEqual([]);
  expect(apex.debugs("System.debug(Rule__mdt.getInstance('One').Text__c + [SELECT Body FROM StaticResource WHERE Name = 'Rules'].Body.size());")[0]).toMatch(/^first\d+$/);
  expect(successes(await all('{"longer":1}', 'second')).filter((text) => !text.startsWith('unchanged'))).toEqual(['changed StaticResource Rules', 'changed CustomMetadata Rule.One']);
  expect(apex.debugs("System.debug(Rule__mdt.getInstance('One').Text__c);")).toEqual(['second']);
});

test('a profile adds to what is there, and types that the org does nothing with say so', async () => {
  await books();
  const profile = (rights: string) => deploy(org, { Profile: ['Shop'] }, { 'profiles/Shop.profile': xml('Profile', `<custom>true</custom>${rights}<userLicense>Salesforce</userLicense>`) });
  await profile('<fieldPermissions><editable>true</editable><field>Book__c.Isbn__c</field><readable>true</readable></fieldPermissions>');
  await profile('<fieldPermissions><editable>false</editable><field>Book__c.Pages__c</field><readable>true</readable></fieldPermissions>');
  expect(org.project.profiles[0]!.fieldPermissions.map(({ field: name, editable }) => [name, editable])).toEqual([['Book__c.Isbn__c', true], ['Book__c.Pages__c', false]]);
  const inert = await deploy(org, { CorsWhitelistOrigin: ['Shop'] }, { 'corsWhitelistOrigins/Shop.corsWhitelistOrigin': xml('CorsWhitelistOrigin', '<urlPattern>https://shop.example</urlPattern>') });
  expect(inert.details.componentSuccesses).toContainEqual(expect.objectContaining({ fullName: 'Shop', success: true, problemType: 'Warning', problem: expect.stringContaining('does nothing with them') }));
});

test('a custom index serves the fields of the project and of the platform', async () => {
  await books();
  const index = xml('CustomIndex', '<allowNullValues>false</allowNullValues>');
  const files = { 'customindex/Book__c.Isbn__c.indx': index, 'customindex/Product2.ProductCode.indx': index };
  const result = await deploy(org, { CustomIndex: ['Book__c.Isbn__c', 'Product2.ProductCode'] }, files);
  expect(successes(result)).toEqual(['created CustomIndex Book__c.Isbn__c', 'created CustomIndex Product2.ProductCode']);
  expect([org.schema.object('Book__c')!.field('Isbn__c')!.customIndex, org.schema.object('Product2')!.field('ProductCode')!.customIndex, org.schema.object('Product2')!.field('StockKeepingUnit')!.customIndex]).toEqual(['values', 'values', undefined]);
  apex.succeeds("insert new List<Product2>{ new Product2(Name = 'P', ProductCode = 'p-1'), new Product2(Name = 'Q') };");
  expect(apex.debugs("System.debug([SELECT Name FROM Product2 WHERE ProductCode = 'P-1'].Name);")).toEqual(['P']);
  const gone = await deploy(org, {}, { 'destructiveChanges.xml': manifest({ CustomIndex: ['Product2.ProductCode'] }) });
  expect(successes(gone)).toEqual(['deleted CustomIndex Product2.ProductCode']);
  apex.succeeds("Product2 p = [SELECT Id FROM Product2 WHERE ProductCode = 'P-1']; p.ProductCode = 'p-2'; update p;");
  await deploy(org, { CustomIndex: ['Product2.ProductCode'] }, { 'customindex/Product2.ProductCode.indx': index });
  expect(apex.debugs("System.debug([SELECT COUNT() FROM Product2 WHERE ProductCode = 'P-1'] + ' ' + [SELECT Name FROM Product2 WHERE ProductCode = 'P-2'].Name);")).toEqual(['0 P']);
});

test('a job that waits for its time survives a deployment of another data model', async () => {
  await books(apexClass('Later', "public class Later implements Queueable {\n    public void execute(QueueableContext context) {\n        insert as system new Book__c(Name = 'Late');\n    }\n}\n"), { ApexClass: ['Shelf', 'Later'] });
  apex.succeeds('System.enqueueJob(new Later(), 5);');
  org.runJobs();
  expect((await deploy(org, { CustomField: ['Book__c.Author__c'] }, { 'objects/Book__c.object': xml('CustomObject', field('Author__c')) })).status).toBe('Succeeded');
  org.clock.advance(10 * 60_000);
  org.runJobs();
  expect(apex.debugs("System.debug([SELECT COUNT() FROM Book__c WHERE Name = 'Late']);")).toEqual(['1']);
});

describe('a package that is none', () => {
  const refusal = async (files: Parameters<typeof zip>[0], options = {}): Promise<unknown> => {
    const result = await deployZip(org, zip(files), options);
    expect(result).toMatchObject({ status: 'Failed', success: false, done: true });
    return result.errorMessage ?? failures(result);
  };

  test('no archive', async () => {
    expect(await deployZip(org, Buffer.from('hello'))).toMatchObject({ status: 'Failed', errorStatusCode: 'INVALID_FILE', errorMessage: expect.stringContaining('no zip archive') });
  });

  test('no package.xml, or one that is broken', async () => {
    expect(await refusal({ 'classes/A.cls': '' })).toEqual([' package.xml package.xml No package.xml found']);
    expect(await refusal({ 'package.xml': '<Package>\n<types>' })).toEqual([expect.stringMatching(/^ package\.xml package\.xml:2:\d+ Error parsing file: /)]);
    expect(await refusal({ 'package.xml': manifest({ Nonsense: ['A'] }) })).toEqual([expect.stringContaining("Unknown type name 'Nonsense' specified in package.xml")]);
  });

  test('members without a file, files without a member', async () => {
    expect(await refusal({ 'package.xml': manifest({ ApexClass: ['Gone'] }) })).toEqual(["ApexClass Gone package.xml An object 'Gone' of type ApexClass was named in package.xml, but was not found in zipped directory"]);
    expect(await refusal({ 'package.xml': manifest({}), ...apexClass('Extra', 'public class Extra {}') })).toEqual([' classes/Extra.cls classes/Extra.cls Not in package.xml']);
    expect((await deployZip(org, zip({ 'package.xml': manifest({ ApexClass: ['Gone'] }) }), { allowMissingFiles: true })).status).toBe('Succeeded');
  });

  test('names that lead out of the archive', async () => {
    expect(await refusal({ 'package.xml': manifest({}), '../../evil.cls': 'x' })).toContain('leads out of it');
  });
});

test('a folder of reports comes by its name, as sf writes it with a slash behind, too', async () => {
  const folder = (name: string) => ({ [`reports/${name}.reportFolder-meta.xml`]: xml('ReportFolder', `<name>${name}</name>`) });
  for (const [name, member] of [['Sales', 'Sales'], ['Stock', 'Stock/']] as const) {
    const result = await deploy(org, { Report: [member] }, folder(name));
    expect([failures(result), result.success]).toEqual([[], true]);
  }
});
