import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadProject } from '../../metadata/index.ts';
import { buildSchema, keyPrefixes, type Schema, type SObjectDef } from '../index.ts';

const xml = (type: string, body: string): string => `<?xml version="1.0" encoding="UTF-8"?><${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>`;

function schemaOf(files: Readonly<Record<string, string>>): Schema {
  const root = mkdtempSync(join(tmpdir(), 'schema-'));
  for (const [path, content] of Object.entries({ 'sfdx-project.json': '{"packageDirectories":[{"path":"app"}]}', 'app/.keep': '', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return buildSchema(loadProject(root));
}
const field = (object: string, name: string, body: string): Record<string, string> => ({ [`app/objects/${object}/fields/${name}.field-meta.xml`]: xml('CustomField', `<fullName>${name}</fullName><label>${name.replace('__c', '')}</label>${body}`) });
const object = (name: string, body = '<sharingModel>ReadWrite</sharingModel>'): Record<string, string> => ({ [`app/objects/${name}/${name}.object-meta.xml`]: xml('CustomObject', `<label>${name.split('__')[0]}</label><pluralLabel>${name.split('__')[0]}s</pluralLabel>${body}`) });
const names = (o: SObjectDef | undefined): string[] => o?.fields.map((f) => f.name) ?? [];

describe('the standard objects', () => {
  const schema = schemaOf({});

  test('no two fields of an object and no two objects share a name', () => {
    for (const o of schema.objects) expect([o.name, new Set(names(o).map((n) => n.toLowerCase())).size]).toEqual([o.name, o.fields.length]);
    expect(new Set(schema.objects.map((o) => o.name.toLowerCase())).size).toBe(schema.objects.length);
  });

  test('every reference leads to an object that is there, by a relationship name of its own', () => {
    for (const o of schema.objects) {
      const relationships = o.fields.flatMap((f) => (f.relationshipName === undefined ? [] : [f.relationshipName.toLowerCase()]));
      expect([o.name, relationships.length]).toEqual([o.name, new Set(relationships).size]);
      for (const f of o.fields) for (const target of f.referenceTo ?? []) expect([o.name, f.name, schema.object(target)?.name]).toEqual([o.name, f.name, target]);
    }
  });

  test('no parent has two child relationships of one name', () => {
    for (const o of schema.objects) {
      const children = o.childRelationships.filter((c) => c.name !== '').map((c) => c.name.toLowerCase());
      expect([o.name, children.filter((c, i) => children.indexOf(c) !== i)]).toEqual([o.name, []]);
    }
  });

  test('key prefixes tell the objects apart, but for shares, histories and feeds', () => {
    const prefixes = schema.objects.filter((o) => !['share', 'history', 'feed'].includes(o.kind) && o.keyPrefix !== '').map((o) => o.keyPrefix);
    expect(prefixes.filter((p, i) => prefixes.indexOf(p) !== i)).toEqual([]);
    expect(schema.objectByPrefix('001')?.name).toBe('Account');
  });

  test('names are found in any case', () => {
    const account = schema.object('ACCOUNT')!;
    expect(account.field('billingcity')?.name).toBe('BillingCity');
    expect(schema.object('contact')!.parentRelationship('ACCOUNT')?.name).toBe('AccountId');
    expect(account.childRelationship('contacts')).toMatchObject({ childObject: 'Contact', field: 'AccountId', cascadeDelete: true });
  });

  test('an address is a compound of its parts, a person’s name too', () => {
    const contact = schema.object('Contact')!;
    expect(contact.field('MailingAddress')).toMatchObject({ type: 'address', components: expect.arrayContaining(['MailingStreet', 'MailingCity']) });
    expect(contact.field('MailingCity')).toMatchObject({ compoundField: 'MailingAddress', length: 40 });
    expect(contact.field('Name')).toMatchObject({ createable: false, components: ['Salutation', 'FirstName', 'LastName'] });
  });

  test('name fields, queues as owners and activities are as on the platform', () => {
    expect(schema.object('Case')).toMatchObject({ nameField: 'CaseNumber' });
    expect(schema.object('Case')!.field('OwnerId')!.referenceTo).toEqual(['Group', 'User']);
    expect(schema.object('Account')!.field('OwnerId')!.referenceTo).toEqual(['User']);
    expect(schema.object('Task')!.field('WhatId')!.referenceTo).toEqual(expect.arrayContaining(['Account', 'Case', 'Asset']));
    expect(schema.object('AccountShare')!.field('AccountAccessLevel')).toBeDefined();
    expect(schema.object('OpportunityFieldHistory')!.field('OpportunityId')!.referenceTo).toEqual(['Opportunity']);
  });
});

test('the overlay says what the platform’s own type list says, wherever both speak', async () => {
  const { STANDARD_OBJECTS } = await import('../standard/index.ts');
  const { readFileSync } = await import('node:fs');
  const { createRequire } = await import('node:module');
  const folder = dirname(createRequire(import.meta.url).resolve('jsforce'));
  const text = readFileSync(join(folder, 'lib/types/standard-schema.d.ts'), 'utf8');
  const listed = new Map([...text.matchAll(/type Fields\$(\w+) = \{([^}]*)\};/g)].map((m) => [m[1]!, new Map([...m[2]!.matchAll(/(\w+): ([^;]+);/g)].map((f) => [f[1]!, f[2]!]))]));
  const types: Readonly<Record<string, string>> = { boolean: 'boolean', int: 'number', double: 'number', currency: 'number', percent: 'number', date: 'DateString', datetime: 'DateString', base64: 'BlobString', address: 'Address' };
  const wrong: string[] = [];
  let compared = 0;
  for (const { name, fields, kind } of STANDARD_OBJECTS) {
    if (kind === 'platformEvent') continue;
    for (const f of fields) {
      const known = listed.get(name)?.get(f.name)?.replace(' | null', '');
      if (known === undefined || !['boolean', 'number', 'string', 'DateString', 'BlobString', 'Address'].includes(known)) continue;
      compared++;
      if (known !== (types[f.type] ?? 'string')) wrong.push(`${name}.${f.name}: ${f.type} for ${known}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(1500);
});

describe('the project’s own objects', () => {
  test('a custom object has the system fields, an owner and its own fields with their shapes', () => {
    const schema = schemaOf({
      ...object('Box__c', '<sharingModel>Private</sharingModel><nameField><type>AutoNumber</type><label>Number</label><displayFormat>B-{0000}</displayFormat></nameField><enableActivities>true</enableActivities>'),
      ...field('Box__c', 'Code__c', '<type>Text</type><length>12</length><unique>true</unique><caseSensitive>true</caseSensitive><externalId>true</externalId><required>true</required>'),
      ...field('Box__c', 'Weight__c', '<type>Number</type><precision>10</precision><scale>2</scale>'),
      ...field('Box__c', 'Twice__c', '<type>Text</type><formula>Code__c &amp; Code__c</formula>'),
      ...field('Box__c', 'Place__c', '<type>Location</type><scale>7</scale>'),
    });
    const box = schema.object('Box__c')!;
    expect(box).toMatchObject({ kind: 'custom', label: 'Box', labelPlural: 'Boxs', nameField: 'Name', sharing: { internal: 'Private', external: 'Private' } });
    expect(names(box)).toEqual(expect.arrayContaining(['Id', 'OwnerId', 'IsDeleted', 'CreatedDate', 'SystemModstamp', 'LastActivityDate', 'LastViewedDate', 'Place__c', 'Place__Latitude__s', 'Place__Longitude__s']));
    expect(box.field('Name')).toMatchObject({ autoNumber: { format: 'B-{0000}', start: 1 }, createable: false });
    expect(box.field('Code__c')).toMatchObject({ type: 'string', length: 12, unique: true, caseSensitive: true, externalId: true, nillable: false });
    expect(box.field('Weight__c')).toMatchObject({ type: 'double', precision: 10, scale: 2 });
    expect(box.field('Twice__c')).toMatchObject({ formula: 'Code__c & Code__c', createable: false, updateable: false, length: 1300 });
    expect(schema.object('Box__Share')).toMatchObject({ kind: 'share', parentObject: 'Box__c' });
    expect(schema.object('Task')!.field('WhatId')!.referenceTo).toContain('Box__c');
  });

  test('a detail has no owner, follows its master and is deleted with it; roll-ups take the type of what they sum', () => {
    const schema = schemaOf({
      ...object('Box__c'),
      ...object('Item__c', '<sharingModel>ControlledByParent</sharingModel>'),
      ...field('Item__c', 'Box__c', '<type>MasterDetail</type><referenceTo>Box__c</referenceTo><relationshipName>Items</relationshipName>'),
      ...field('Item__c', 'Price__c', '<type>Currency</type><precision>12</precision><scale>2</scale>'),
      ...field('Box__c', 'Total__c', '<type>Summary</type><summaryForeignKey>Item__c.Box__c</summaryForeignKey><summaryOperation>sum</summaryOperation><summarizedField>Item__c.Price__c</summarizedField>'),
    });
    const item = schema.object('Item__c')!;
    expect(item.field('OwnerId')).toBeUndefined();
    expect(item).toMatchObject({ sharing: { internal: 'ControlledByParent' } });
    expect(item.field('Box__c')).toMatchObject({ nillable: false, updateable: false, relationshipName: 'Box__r', masterDetail: { reparentable: false } });
    expect(schema.object('Item__Share')).toBeUndefined();
    expect(schema.object('Box__c')!.childRelationship('Items__r')).toMatchObject({ childObject: 'Item__c', cascadeDelete: true });
    expect(schema.object('Box__c')!.field('Total__c')).toMatchObject({ type: 'currency', scale: 2, summary: { operation: 'sum', childObject: 'Item__c', foreignKey: 'Box__c', summarizedField: 'Price__c' } });
  });

  test('fields, record types and rules added to a standard object are there beside its own', () => {
    const schema = schemaOf({
      ...field('Case', 'Box__c', '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Box_Cases</relationshipName><deleteConstraint>Restrict</deleteConstraint>'),
      'app/objects/Case/recordTypes/Claim.recordType-meta.xml': xml('RecordType', '<fullName>Claim</fullName><label>A claim</label><active>true</active><picklistValues><picklist>Status</picklist><values><fullName>On%20Hold</fullName></values></picklistValues>'),
      'app/objects/Case/validationRules/Need.validationRule-meta.xml': xml('ValidationRule', '<fullName>Need</fullName><active>true</active><errorConditionFormula>ISBLANK(Subject)</errorConditionFormula><errorDisplayField>Subject</errorDisplayField><errorMessage>Say it</errorMessage>'),
      'app/objects/Case/Case.object-meta.xml': xml('CustomObject', '<sharingModel>Private</sharingModel>'),
    });
    const record = schema.object('Case')!;
    expect(schema.object('Account')!.childRelationship('Box_Cases__r')).toMatchObject({ childObject: 'Case', restrictedDelete: true });
    expect(record.recordTypes).toMatchObject([{ developerName: 'Claim', label: 'A claim', id: expect.stringMatching(/^012\w{15}$/), picklists: { Status: ['On Hold'] } }]);
    expect(record.field('RecordTypeId')?.referenceTo).toEqual(['RecordType']);
    expect(schema.object('Account')!.field('RecordTypeId')).toBeUndefined();
    expect(record.validationRules).toEqual([{ name: 'Need', active: true, formula: 'ISBLANK(Subject)', message: 'Say it', errorField: 'Subject' }]);
    expect(record.sharing.internal).toBe('Private');
  });

  test('picklists take values from the field, a global value set or a standard value set, and remember what depends on what', () => {
    const schema = schemaOf({
      ...object('Box__c'),
      ...field('Box__c', 'Own__c', '<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>true</sorted><value><fullName>b</fullName><default>true</default><label>Bee</label></value><value><fullName>a</fullName><default>false</default><label>Ant</label></value></valueSetDefinition></valueSet>'),
      ...field('Box__c', 'Shared__c', '<type>Picklist</type><valueSet><valueSetName>Sizes</valueSetName></valueSet>'),
      ...field('Box__c', 'Sub__c', '<type>Picklist</type><valueSet><controllingField>Own__c</controllingField><valueSetDefinition><value><fullName>x</fullName><label>X</label></value></valueSetDefinition><valueSettings><controllingFieldValue>a</controllingFieldValue><valueName>x</valueName></valueSettings></valueSet>'),
      'app/globalValueSets/Sizes.globalValueSet-meta.xml': xml('GlobalValueSet', '<customValue><fullName>S</fullName><label>Small</label><isActive>false</isActive></customValue>'),
      'app/standardValueSets/CaseOrigin.standardValueSet-meta.xml': xml('StandardValueSet', '<standardValue><fullName>Store</fullName><default>true</default><label>Store</label></standardValue>'),
    });
    const box = schema.object('Box__c')!;
    expect(box.field('Own__c')).toMatchObject({ restrictedPicklist: true, picklist: [{ value: 'a', label: 'Ant' }, { value: 'b', default: true }] });
    expect(box.field('Shared__c')).toMatchObject({ restrictedPicklist: true, picklist: [{ value: 'S', active: false }] });
    expect(box.field('Sub__c')).toMatchObject({ controllerName: 'Own__c', picklist: [{ value: 'x', validFor: ['a'] }] });
    expect(schema.object('Case')!.field('Origin')!.picklist!.map((v) => v.value)).toEqual(['Store']);
  });

  test('custom metadata, settings and platform events have the fields of their kind', () => {
    const schema = schemaOf({
      ...object('Rule__mdt', '<visibility>Public</visibility>'),
      ...object('Switch__c', '<customSettingsType>Hierarchy</customSettingsType><visibility>Protected</visibility>'),
      ...object('Done__e', '<publishBehavior>PublishImmediately</publishBehavior><eventType>HighVolume</eventType>'),
    });
    expect(schema.object('Rule__mdt')).toMatchObject({ kind: 'customMetadata', createable: false, keyPrefix: expect.stringMatching(/^m/) });
    expect(names(schema.object('Rule__mdt'))).toEqual(expect.arrayContaining(['DeveloperName', 'MasterLabel', 'QualifiedApiName']));
    expect(schema.object('Switch__c')).toMatchObject({ kind: 'customSetting', customSettingType: 'Hierarchy', visibility: 'Protected' });
    expect(schema.object('Switch__c')!.field('SetupOwnerId')!.referenceTo).toEqual(['Organization', 'Profile', 'User']);
    expect(schema.object('Done__e')).toMatchObject({ kind: 'platformEvent', queryable: false, publishBehavior: 'PublishImmediately', keyPrefix: expect.stringMatching(/^e/) });
    expect(names(schema.object('Done__e'))).toEqual(['ReplayId', 'CreatedDate', 'CreatedById', 'EventUuid']);
  });

  test('a field of Activity is a field of tasks and events', () => {
    const schema = schemaOf(field('Activity', 'Topic__c', '<type>Text</type><length>9</length>'));
    expect([schema.object('Task')!.field('Topic__c')?.type, schema.object('Event')!.field('Topic__c')?.type]).toEqual(['string', 'string']);
  });

  test('a metadata relationship holds the name of an object or field and knows what decides between fields', () => {
    const schema = schemaOf({
      ...object('Rule__mdt', '<visibility>Public</visibility>'),
      ...field('Rule__mdt', 'Entity__c', '<type>MetadataRelationship</type><referenceTo>EntityDefinition</referenceTo><relationshipName>Rules</relationshipName>'),
      ...field('Rule__mdt', 'Field__c', '<type>MetadataRelationship</type><referenceTo>FieldDefinition</referenceTo><metadataRelationshipControllingField>Rule__mdt.Entity__c</metadataRelationshipControllingField>'),
      ...field('Rule__mdt', 'Next__c', '<type>MetadataRelationship</type><referenceTo>Rule__mdt</referenceTo>'),
    });
    const rule = schema.object('Rule__mdt')!;
    expect(rule.field('Entity__c')).toMatchObject({ type: 'string', referenceTo: ['EntityDefinition'], relationshipName: 'Entity__r' });
    expect(rule.field('Field__c')).toMatchObject({ type: 'string', controllerName: 'Entity__c' });
    expect(rule.field('Next__c')).toMatchObject({ type: 'reference', referenceTo: ['Rule__mdt'] });
  });

  test('an object behind a licence is there only when the project speaks of it', () => {
    expect(schemaOf({}).object('ReturnOrder')).toBeUndefined();
    expect(schemaOf({ ...field('ReturnOrder', 'X__c', '<type>Text</type><length>5</length>') }).object('ReturnOrder')!.field('X__c')).toBeDefined();
  });
});

describe('key prefixes of the project’s objects', () => {
  const custom = (...list: string[]) => list.map((name) => ({ name, kind: 'custom' as const }));

  test('stay when other objects come and go', () => {
    const few = keyPrefixes(custom('Alpha__c', 'Beta__c'));
    const many = keyPrefixes(custom('Alpha__c', 'Aardvark__c', 'Beta__c', 'Gamma__c'));
    expect([many.get('Alpha__c'), many.get('Beta__c')]).toEqual([few.get('Alpha__c'), few.get('Beta__c')]);
  });

  test('never clash, and keep what an earlier run gave', () => {
    const list = custom(...Array.from({ length: 1500 }, (_, i) => `Object_${i}__c`));
    const first = keyPrefixes(list);
    expect(new Set(first.values()).size).toBe(1500);
    const again = keyPrefixes([...list, ...custom('A__c', 'Another__c')], Object.fromEntries(first));
    expect([...first].every(([name, prefix]) => again.get(name) === prefix)).toBe(true);
    expect(new Set(again.values()).size).toBe(1502);
  });
});
