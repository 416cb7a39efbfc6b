import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadProject } from '../../metadata/index.ts';
import { compileSchema } from '../index.ts';

const xml = (type: string, body: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">\n${body}\n</${type}>`;
const GOOD = '<label>Box</label><pluralLabel>Boxes</pluralLabel><nameField><type>Text</type><label>Name</label></nameField><sharingModel>ReadWrite</sharingModel>';
const objectFile = (name: string, body = GOOD): Record<string, string> => ({ [`app/objects/${name}/${name}.object-meta.xml`]: xml('CustomObject', body) });
const fieldFile = (object: string, name: string, body: string): Record<string, string> => ({ [`app/objects/${object}/fields/${name}.field-meta.xml`]: xml('CustomField', `<fullName>${name}</fullName>\n<label>L</label>\n${body}`) });

function problemsOf(files: Readonly<Record<string, string>>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'check-'));
  for (const [path, content] of Object.entries({ 'sfdx-project.json': '{"packageDirectories":[{"path":"app"}]}', 'app/.keep': '', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return compileSchema(loadProject(root)).problems.map((p) => `${p.componentType} ${p.fullName} ${p.line}: ${p.problem}`);
}
const fieldProblem = (body: string, more: Record<string, string> = {}): string[] => problemsOf({ ...objectFile('Box__c'), ...more, ...fieldFile('Box__c', 'F__c', body) });

test('a sound object has no problems', () => {
  expect(fieldProblem('<type>Text</type><length>10</length>')).toEqual([]);
});

test.each([
  ['an unknown type', '<type>Blob</type>', `'Blob' is not a valid value for the enum 'FieldType'`],
  ['a lookup that leads nowhere', '<type>Lookup</type><referenceTo>Gone__c</referenceTo>', `referenceTo value of 'Gone__c' does not resolve to a valid sObject type`],
  ['text without length', '<type>Text</type>', `Must specify 'length' for a CustomField of type Text`],
  ['text that is too long', '<type>Text</type><length>256</length>', 'Text length must be between 1 and 255: 256'],
  ['long text without lines', '<type>LongTextArea</type><length>500</length>', `Must specify 'visibleLines' for a CustomField of type LongTextArea`],
  ['a number with more decimals than digits', '<type>Number</type><precision>4</precision><scale>5</scale>', 'Number scale must be between 0 and 4: 5'],
  ['a checkbox without default', '<type>Checkbox</type>', `Must specify 'defaultValue' for a CustomField of type Checkbox`],
  ['a required lookup that a delete would empty', '<type>Lookup</type><referenceTo>Account</referenceTo><required>true</required><deleteConstraint>SetNull</deleteConstraint>', 'field integrity exception: unknown (must specify either cascade delete or restrict delete for required lookup foreign key)'],
  ['an unknown global value set', '<type>Picklist</type><valueSet><valueSetName>Nope</valueSetName></valueSet>', 'In field: valueSet - no GlobalValueSet named Nope found'],
  ['a picklist value given twice', '<type>Picklist</type><valueSet><valueSetDefinition><value><fullName>a</fullName></value><value><fullName>A</fullName></value></valueSetDefinition></valueSet>', 'Duplicate value in the value set: a'],
  ['a roll-up over nothing', '<type>Summary</type><summaryForeignKey>Item__c.Box__c</summaryForeignKey><summaryOperation>count</summaryOperation>', `summaryForeignKey value of 'Item__c.Box__c' does not resolve to a valid field`],
])('%s is named with its line', (_name, body, message) => {
  const problems = fieldProblem(body);
  expect(problems).toEqual([expect.stringMatching(/^CustomField Box__c\.F__c [2-5]: /)]);
  expect(problems[0]).toContain(message);
});

test('a field of an object that is not there, and an object without what every object needs', () => {
  expect(problemsOf(fieldFile('Gone__c', 'F__c', '<type>Text</type><length>5</length>'))).toEqual(['CustomField Gone__c.F__c 2: Entity of type CustomObject named Gone__c cannot be found']);
  expect(problemsOf(objectFile('Box__c', '<label>Box</label>'))).toEqual([
    'CustomObject Box__c 2: Must specify a non-empty plural label for the CustomObject',
    'CustomObject Box__c 2: Must specify a nameField of type Text or AutoNumber',
    'CustomObject Box__c 2: Must specify a sharingModel for the CustomObject',
  ]);
});

test('a detail must follow its master, and nothing may be more open to outsiders than to staff', () => {
  const detail = fieldFile('Item__c', 'Box__c', '<type>MasterDetail</type><referenceTo>Box__c</referenceTo><relationshipName>Items</relationshipName>');
  expect(problemsOf({ ...objectFile('Box__c'), ...objectFile('Item__c'), ...detail })).toEqual(['CustomObject Item__c 3: Cannot set sharingModel to ReadWrite on a CustomObject with a MasterDetail relationship field']);
  expect(problemsOf(objectFile('Box__c', GOOD.replace('>ReadWrite<', '>Private<') + '<externalSharingModel>Read</externalSharingModel>'))).toEqual(['CustomObject Box__c 3: The default external access cannot be more permissive than the default internal access']);
});

test('two lookups with one child relationship name on one parent', () => {
  const lookup = (name: string): Record<string, string> => fieldFile('Box__c', name, '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Boxes</relationshipName>');
  expect(problemsOf({ ...objectFile('Box__c'), ...lookup('A__c'), ...lookup('B__c') })).toEqual(['CustomField Box__c.B__c 5: There is already a Child Relationship named Boxes on Account.']);
});

test('rules, record types and custom metadata that speak of unknown fields', () => {
  expect(problemsOf({
    ...objectFile('Box__c'), ...objectFile('Rule__mdt', '<label>Rule</label><pluralLabel>Rules</pluralLabel>'),
    'app/objects/Box__c/validationRules/V.validationRule-meta.xml': xml('ValidationRule', '<fullName>V</fullName><errorConditionFormula>true</errorConditionFormula><errorMessage>No</errorMessage><errorDisplayField>Gone__c</errorDisplayField>'),
    'app/objects/Box__c/recordTypes/R.recordType-meta.xml': xml('RecordType', '<fullName>R</fullName><picklistValues><picklist>Gone__c</picklist></picklistValues>'),
    'app/customMetadata/Rule.One.md-meta.xml': xml('CustomMetadata', '<label>One</label>\n<values><field>Gone__c</field><value>1</value></values>'),
    'app/customMetadata/Nope.One.md-meta.xml': xml('CustomMetadata', '<label>One</label>'),
  })).toEqual([
    'ValidationRule Box__c.V 3: In field: errorDisplayField - no CustomField named Box__c.Gone__c found',
    `RecordType Box__c.R 3: Picklist 'Gone__c' not found`,
    'CustomMetadata Nope.One 0: Entity of type CustomObject named Nope__mdt cannot be found',
    'CustomMetadata Rule.One 4: In field: field - no CustomField named Rule__mdt.Gone__c found',
  ]);
});

test('what the local org does not do is a warning', () => {
  expect(fieldProblem('<type>Lookup</type><referenceTo>Account</referenceTo><lookupFilter><active>true</active></lookupFilter>')).toEqual(['CustomField Box__c.F__c 5: The lookup filter of Box__c.F__c is not enforced in the local org']);
});

test('this repository’s own package has no problems', () => {
  const project = loadProject(join(import.meta.dirname, '../../../..'));
  expect(project.problems).toEqual([]);
  expect(compileSchema(project).problems.filter((p) => p.problemType !== 'Warning')).toEqual([]);
});

test('an index needs a field that can have one', () => {
  const index = (name: string) => ({ [`app/customindex/${name}.indx-meta.xml`]: xml('CustomIndex', '<allowNullValues>false</allowNullValues>') });
  const text = fieldFile('Box__c', 'F__c', '<type>Text</type><length>10</length>');
  const long = fieldFile('Box__c', 'L__c', '<type>LongTextArea</type><length>500</length><visibleLines>3</visibleLines>');
  const twice = fieldFile('Box__c', 'T__c', '<type>Text</type><formula>F__c &amp; F__c</formula>');
  const names = ['Box__c.F__c', 'Box__c.L__c', 'Box__c.T__c', 'Box__c.Gone__c', 'Gone__c.F__c', 'Product2.ProductCode'];
  expect(problemsOf({ ...objectFile('Box__c'), ...text, ...long, ...twice, ...Object.assign({}, ...names.map(index)) as Record<string, string> })).toEqual([
    'CustomIndex Box__c.Gone__c 2: no CustomField named Box__c.Gone__c found',
    'CustomIndex Box__c.L__c 2: Box__c.L__c cannot be indexed: it holds long text or several values',
    'CustomIndex Box__c.T__c 2: The index of the formula Box__c.T__c has no effect in the local org',
    'CustomIndex Gone__c.F__c 2: Entity of type CustomObject named Gone__c cannot be found',
  ]);
});
