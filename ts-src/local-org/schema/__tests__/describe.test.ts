import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadProject } from '../../metadata/index.ts';
import { buildSchema, describeField, describeGlobal, describeObject, type DescribeAccess, type Schema } from '../index.ts';

const xml = (type: string, body: string): string => `<?xml version="1.0"?><${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>`;
const field = (name: string, body: string): [string, string] => [`app/objects/Box__c/fields/${name}.field-meta.xml`, xml('CustomField', `<fullName>${name}</fullName><label>${name}</label>${body}`)];
const values = (...names: string[]): string => `<valueSetDefinition>${names.map((n) => `<value><fullName>${n}</fullName><label>${n}</label></value>`).join('')}</valueSetDefinition>`;
const settings = (value: string, ...controlling: string[]): string => `<valueSettings>${controlling.map((c) => `<controllingFieldValue>${c}</controllingFieldValue>`).join('')}<valueName>${value}</valueName></valueSettings>`;

let schema: Schema;
beforeAll(() => {
  const root = mkdtempSync(join(tmpdir(), 'describe-'));
  const files = Object.fromEntries([
    ['sfdx-project.json', '{"packageDirectories":[{"path":"app"}]}'],
    ['app/objects/Box__c/Box__c.object-meta.xml', xml('CustomObject', '<label>Box</label><pluralLabel>Boxes</pluralLabel><nameField><type>Text</type><label>Name</label></nameField><sharingModel>Private</sharingModel><enableFeeds>true</enableFeeds>')],
    field('Kind__c', `<type>Picklist</type><valueSet>${values('a', 'b', 'c')}</valueSet>`),
    field('Sub__c', `<type>Picklist</type><valueSet><controllingField>Kind__c</controllingField>${values('x', 'y')}${settings('x', 'a', 'c')}${settings('y', 'b')}</valueSet>`),
    field('Notes__c', '<type>Html</type><length>5000</length><visibleLines>5</visibleLines>'),
    field('Amount__c', '<type>Currency</type><precision>12</precision><scale>2</scale>'),
    field('Code__c', '<type>Text</type><length>20</length><externalId>true</externalId><required>true</required>'),
    field('Secret__c', '<type>Text</type><length>20</length>'),
    field('Done__c', '<type>Checkbox</type><defaultValue>true</defaultValue>'),
  ] as [string, string][]);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  schema = buildSchema(loadProject(root));
});

const all: DescribeAccess = { object: () => ({ create: true, read: true, edit: true, delete: true }), field: () => ({ read: true, edit: true }) };
const limited: DescribeAccess = { object: (name) => ({ create: false, read: name === 'Box__c', edit: false, delete: false }), field: (_object, name) => ({ read: name !== 'Secret__c', edit: false }) };
const fieldOf = (name: string, access = all): Record<string, unknown> => describeField(schema.object('Box__c')!, schema.object('Box__c')!.field(name)!, access) as Record<string, unknown>;

/** Keys that jsforce's types promise for a field. */
const FIELD_KEYS = 'aggregatable autoNumber byteLength calculated calculatedFormula cascadeDelete caseSensitive compoundFieldName controllerName createable custom defaultValue defaultValueFormula defaultedOnCreate dependentPicklist deprecatedAndHidden digits displayLocationInDecimal encrypted externalId extraTypeInfo filterable filteredLookupInfo formulaTreatNullNumberAsZero groupable highScaleNumber htmlFormatted idLookup inlineHelpText label length mask maskType name nameField namePointing nillable permissionable picklistValues polymorphicForeignKey precision queryByDistance referenceTargetField referenceTo relationshipName relationshipOrder restrictedDelete restrictedPicklist scale searchPrefilterable soapType sortable type unique updateable writeRequiresMasterRead'.split(' ');

test('a field carries every key that clients read', () => {
  expect(Object.keys(fieldOf('Code__c'))).toEqual(expect.arrayContaining(FIELD_KEYS));
});

test('long text is neither filtered, sorted nor grouped; money is not grouped', () => {
  expect(fieldOf('Notes__c')).toMatchObject({ filterable: false, sortable: false, groupable: false, aggregatable: false, htmlFormatted: true, extraTypeInfo: 'richtextarea', byteLength: 15000 });
  expect(fieldOf('Amount__c')).toMatchObject({ filterable: true, sortable: true, groupable: false, aggregatable: true, precision: 12, scale: 2, soapType: 'xsd:double' });
});

test('a dependent value says in bits under which controlling values it may be chosen', () => {
  const picklist = fieldOf('Sub__c').picklistValues as { value: string; validFor: string }[];
  expect(picklist.map((v) => [v.value, [...Buffer.from(v.validFor, 'base64')].map((b) => b.toString(2).padStart(8, '0')).join('')])).toEqual([['x', '10100000'], ['y', '01000000']]);
  expect(fieldOf('Sub__c')).toMatchObject({ controllerName: 'Kind__c', dependentPicklist: true });
});

test('a required field is not permissionable, a checkbox with a default is defaulted on create', () => {
  expect(fieldOf('Code__c')).toMatchObject({ nillable: false, permissionable: false, idLookup: true, defaultedOnCreate: false });
  expect(fieldOf('Done__c')).toMatchObject({ nillable: false, permissionable: true, defaultedOnCreate: true, defaultValue: true });
  expect(fieldOf('Name')).toMatchObject({ nameField: true, permissionable: false });
});

test('a user sees the objects and fields of the user’s rights, and may not create what the rights forbid', () => {
  const global = describeGlobal(schema, limited, 'v65.0') as { sobjects: { name: string; createable: boolean }[] };
  expect(global.sobjects).toMatchObject([{ name: 'Box__c', createable: false, feedEnabled: true, custom: true }]);
  const object = describeObject(schema.object('Box__c')!, limited, 'v65.0') as { fields: { name: string; updateable: boolean }[]; updateable: boolean };
  expect(object.fields.map((f) => f.name)).not.toContain('Secret__c');
  expect(object.fields.every((f) => !f.updateable)).toBe(true);
  expect(object.updateable).toBe(false);
});

test('child relationships and record types are listed, the master record type last', () => {
  const account = describeObject(schema.object('Account')!, all, 'v65.0') as { childRelationships: object[]; recordTypeInfos: object[] };
  expect(account.childRelationships).toContainEqual(expect.objectContaining({ childSObject: 'Contact', field: 'AccountId', relationshipName: 'Contacts', cascadeDelete: true }));
  expect(account.recordTypeInfos).toEqual([expect.objectContaining({ developerName: 'Master', master: true, recordTypeId: '012000000000000AAA' })]);
});
