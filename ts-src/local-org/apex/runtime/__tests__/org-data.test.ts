import { SObjectRecord } from '../../../values/index.ts';
import type { SObjectDef } from '../../../schema/model.ts';
import { Harness, USER_ID } from './apex-harness.ts';

const ns = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const text = (name: string): string => `<?xml version="1.0"?><CustomField ${ns}><fullName>${name}</fullName><label>${name.replace('__c', '')}</label><type>Text</type><length>50</length></CustomField>`;
const setting = (type: string): string => `<?xml version="1.0"?><CustomObject ${ns}><label>Limits</label><customSettingsType>${type}</customSettingsType><visibility>Public</visibility></CustomObject>`;
const object = `<?xml version="1.0"?><CustomObject ${ns}><label>Thing</label><pluralLabel>Things</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel></CustomObject>`;
const fieldSet = `<?xml version="1.0"?><FieldSet ${ns}><fullName>Card</fullName><label>Card</label><description>x</description><displayedFields><field>Name</field><isRequired>true</isRequired></displayedFields><displayedFields><field>Note__c</field></displayedFields></FieldSet>`;

const apex: Harness = new Harness({
  metadata: {
    'objects/Rule__mdt/Rule__mdt.object-meta.xml': `<?xml version="1.0"?><CustomObject ${ns}><label>Rule</label><pluralLabel>Rules</pluralLabel><visibility>Public</visibility></CustomObject>`,
    'objects/Rule__mdt/fields/Note__c.field-meta.xml': text('Note__c'),
    'objects/Switch__c/Switch__c.object-meta.xml': setting('Hierarchy'),
    'objects/Switch__c/fields/A__c.field-meta.xml': text('A__c'),
    'objects/Switch__c/fields/B__c.field-meta.xml': text('B__c'),
    'objects/Zone__c/Zone__c.object-meta.xml': setting('List'),
    'objects/Zone__c/fields/A__c.field-meta.xml': text('A__c'),
    'objects/Thing__c/Thing__c.object-meta.xml': object,
    'objects/Thing__c/fields/Note__c.field-meta.xml': text('Note__c'),
    'objects/Thing__c/fieldSets/Card.fieldSet-meta.xml': fieldSet,
  },
  resources: {
    customMetadata: (type: SObjectDef) => {
      const record = new SObjectRecord(type);
      Object.assign(record.fields, { Id: 'm00000000000001AAA', DeveloperName: 'First', QualifiedApiName: 'First', MasterLabel: 'First rule', Note__c: 'n' });
      return [record];
    },
  },
});
afterAll(() => apex.close());

test('custom metadata by name, any case, and all of it', () => {
  expect(apex.run(`
    System.debug(Rule__mdt.getInstance('FIRST').Note__c + ' ' + Rule__mdt.getInstance('none') + ' ' + Rule__mdt.getAll().keySet());
    Rule__mdt copy = Rule__mdt.getInstance('First'); copy.Note__c = 'changed'; System.debug(Rule__mdt.getInstance('First').Note__c);`)).toEqual(['n null {First}', 'n']);
});

test('a hierarchy setting: the user before the organisation, field by field', () => {
  expect(apex.run(`
    System.debug(Switch__c.getInstance().A__c);
    insert new Switch__c(SetupOwnerId = '${USER_ID}', A__c = 'mine');
    System.debug(Switch__c.getInstance().A__c + ' ' + Switch__c.getInstance('${USER_ID}').A__c + ' ' + Switch__c.getValues('${USER_ID}').B__c + ' ' + Limits.getQueries());`)).toEqual(['null', 'mine mine null 0']);
});

test('a list setting: rows by name', () => {
  expect(apex.run(`
    insert new List<Zone__c>{ new Zone__c(Name = 'north', A__c = '1'), new Zone__c(Name = 'south', A__c = '2') };
    System.debug(Zone__c.getInstance('south').A__c + ' ' + Zone__c.getValues('nowhere') + ' ' + Zone__c.getAll().keySet());`)).toEqual(['2 null {north, south}']);
});

test('field sets list their members', () => {
  expect(apex.run(`
    for (Schema.FieldSetMember member : Schema.SObjectType.Thing__c.fieldSets.getMap().get('card').getFields()) System.debug(member.getFieldPath() + ' ' + member.getLabel() + ' ' + member.getRequired() + ' ' + member.getType());`)).toEqual(['Name Thing Name true STRING', 'Note__c Note false STRING'].map((line) => line.replace('Thing Name', 'Name')));
});
