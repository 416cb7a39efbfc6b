import type { OrgResources, RunningUser } from '../../execution/context.ts';
import { defineObject, defineSchema } from '../../schema/define.ts';
import type { FieldDef, FieldType, Schema, SObjectDef } from '../../schema/model.ts';
import { SObjectRecord, type Value } from '../../values/index.ts';

function field(name: string, type: FieldType, more: Partial<FieldDef> = {}): FieldDef {
  return {
    name, label: name, type, custom: name.endsWith('__c'), length: 255, precision: 18, scale: 2, nillable: true, unique: false, caseSensitive: false,
    externalId: false, createable: true, updateable: true, ...more,
  };
}

const user = defineObject({ name: 'User', label: 'User', keyPrefix: '005', fields: [field('Id', 'id'), field('Name', 'string'), field('Email', 'email'), field('Department', 'string')] });
const group = defineObject({ name: 'Group', label: 'Group', keyPrefix: '00G', fields: [field('Id', 'id'), field('Name', 'string'), field('DeveloperName', 'string')] });
const band = defineObject({
  name: 'Band__mdt', label: 'Band', keyPrefix: 'm00', kind: 'customMetadata', fields: [field('DeveloperName', 'string'), field('Limit__c', 'double')],
});
const setting = defineObject({ name: 'Switch__c', label: 'Switch', keyPrefix: 'a01', kind: 'customSetting', fields: [field('On__c', 'boolean')] });
const twin = defineObject({ name: 'Twin__c', label: 'Twin', keyPrefix: 'a02', fields: [field('Id', 'id'), field('Name', 'string'), field('Grade__c', 'picklist')] });

export const item: SObjectDef = defineObject({
  name: 'Item__c', label: 'Item', keyPrefix: 'a00',
  fields: [
    field('Id', 'id'), field('Name', 'string'), field('Amount__c', 'currency'), field('Count__c', 'int'), field('Share__c', 'percent'), field('Active__c', 'boolean'),
    field('Stage__c', 'picklist'), field('Colors__c', 'multipicklist'), field('Day__c', 'date'), field('Moment__c', 'datetime'), field('Hour__c', 'time'),
    field('Note__c', 'textarea'), field('Secret__c', 'encryptedstring'),
    field('Twin__c', 'reference', { referenceTo: ['Twin__c'], relationshipName: 'Twin__r' }),
    field('OwnerId', 'reference', { referenceTo: ['Group', 'User'], relationshipName: 'Owner' }),
  ],
});

export const schema: Schema = defineSchema([item, twin, user, group, band, setting]);

const gold = new SObjectRecord(band);
gold.put('DeveloperName', 'Gold');
gold.put('Limit__c', 500);

export const resources: OrgResources = {
  label: (name) => (name.toLowerCase() === 'hello' ? 'Good day' : undefined),
  staticResource: () => undefined,
  customMetadata: (type) => (type.name === 'Band__mdt' ? [gold] : []),
};

export const anna = {
  id: '005000000000001AAA', name: 'Anna', username: 'anna@x.test', email: 'anna@x.test', profileId: '00e000000000001AAA', roleId: null, userType: 'Standard',
  timeZone: 'Asia/Tokyo', locale: 'en_US', language: 'en_US', queues: [], permissions: { custom: (name: string) => name === 'Approve' },
} as unknown as RunningUser;

/** A record as the data engine shows it. */
export function scopeOf(values: Readonly<Record<string, Value>>, prior: Readonly<Record<string, Value>> = values, isNew = false) {
  return {
    value: (path: readonly string[]) => values[path.join('.')] ?? null,
    prior: (path: readonly string[]) => prior[path.join('.')] ?? null,
    isNew, user: anna, now: Date.UTC(2026, 0, 31, 20, 15),
  };
}
