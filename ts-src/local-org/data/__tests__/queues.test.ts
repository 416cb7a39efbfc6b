import { TestOrg } from './support/org.ts';
import { field, lookup, objectSpecs, systemFields, name } from './support/schema.ts';
import { defineObject, defineSchema } from '../../schema/index.ts';
import { makeId } from '../../values/index.ts';

const specs = objectSpecs();
const schema = defineSchema(Object.values({
  ...specs,
  Group: { ...specs.Group!, fields: [...systemFields(false), name(), field('Type', 'string')] },
  QueueSobject: { name: 'QueueSobject', label: 'Queue Sobject', keyPrefix: '03g', setup: true, fields: [...systemFields(false), lookup('QueueId', ['Group'], 'Queue'), field('SobjectType', 'string')] },
}).map((spec) => defineObject(spec)));
const QUEUE = makeId('00G', 1);
const FRIENDS = makeId('00G', 2);
let org: TestOrg;
beforeEach(() => {
  org = new TestOrg({ schema });
  const group = (id: string, Type: string) => org.record('Group', { Id: id, Name: Type, Type });
  org.engine.seed([group(QUEUE, 'Queue'), group(FRIENDS, 'Regular'), ...[QUEUE, FRIENDS].map((id) => org.record('QueueSobject', { QueueId: id, SobjectType: 'Twin__c' }))]);
});
afterEach(() => org.close());

test('a queue owns records of its objects, from the insert or later, and gives them up', () => {
  const [twin] = org.insert('Twin__c', { OwnerId: QUEUE });
  const [own] = org.insert('Twin__c', {});
  const mine = own!.fields.OwnerId ?? null;
  org.save('update', [org.record('Twin__c', { Id: own!.id, OwnerId: QUEUE })]);
  expect(org.column('SELECT OwnerId FROM Twin__c', 'OwnerId')).toEqual([QUEUE, QUEUE]);
  expect(org.query("SELECT Owner.Type, Owner.Name FROM Twin__c WHERE Owner.Type = 'Queue'")).toHaveLength(2);
  org.save('update', [org.record('Twin__c', { Id: twin!.id, OwnerId: org.view.user.id })]);
  expect([mine, org.column('SELECT OwnerId FROM Twin__c ORDER BY Id', 'OwnerId')]).toEqual([null, [org.view.user.id, QUEUE]]);
});

test('a queue owns no record of another object, a public group none at all', () => {
  expect(org.failure(() => org.insert('Account', { Name: 'A', OwnerId: QUEUE }))).toBe('0: INVALID_OPERATION, Queue not associated with this SObject type: []');
  expect(org.failure(() => org.insert('Twin__c', { OwnerId: FRIENDS }))).toBe('0: INVALID_OPERATION, Queue not associated with this SObject type: []');
});

test('what a group owns that may no more can still be changed', () => {
  const twin = org.record('Twin__c', { OwnerId: FRIENDS, Stage__c: 'New' });
  org.engine.seed([twin]);
  org.save('update', [org.record('Twin__c', { Id: twin.id, Stage__c: 'Sold' })]);
  expect(org.column('SELECT Stage__c FROM Twin__c', 'Stage__c')).toEqual(['Sold']);
});
