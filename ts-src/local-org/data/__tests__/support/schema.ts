import type { ChildRelationship, FieldDef, FieldType, Schema, SObjectDef } from '../../../schema/model.ts';
import { defineObject, defineSchema } from '../../../schema/index.ts';
import type { ObjectSpec } from '../../../schema/index.ts';

/** A small hand-built schema: accounts, contacts, twins with an event ledger, tasks with references to several objects. */

export function field(name: string, type: FieldType, more: Partial<FieldDef> = {}): FieldDef {
  const text = ['string', 'textarea', 'email', 'phone', 'url', 'picklist', 'multipicklist'].includes(type);
  return {
    name, label: name.replace(/__c$/, '').replace(/_/g, ' '), type, custom: name.endsWith('__c'), length: text ? 255 : 0,
    precision: 0, scale: 0, nillable: true, unique: false, caseSensitive: false, externalId: false, createable: true, updateable: true, ...more,
  };
}

export const number = (name: string, precision: number, scale: number, more: Partial<FieldDef> = {}): FieldDef => field(name, 'double', { precision, scale, ...more });

export const picklist = (name: string, values: readonly string[], more: Partial<FieldDef> = {}): FieldDef =>
  field(name, 'picklist', { picklist: values.map((value) => ({ value, label: `${value} label`, active: true, default: false })), ...more });

export const lookup = (name: string, referenceTo: readonly string[], relationshipName: string, more: Partial<FieldDef> = {}): FieldDef =>
  field(name, 'reference', { label: `${relationshipName} ID`, referenceTo, relationshipName, deleteConstraint: 'SetNull', ...more });

export const masterDetail = (name: string, parent: string, relationshipName: string): FieldDef =>
  lookup(name, [parent], relationshipName, { nillable: false, updateable: false, deleteConstraint: 'Cascade', masterDetail: { reparentable: false, writeRequiresMasterRead: false, order: 0 } });

const readOnly = { createable: false, updateable: false, nillable: false };

export function systemFields(owned = true): FieldDef[] {
  return [
    field('Id', 'id', readOnly), field('IsDeleted', 'boolean', readOnly), field('CreatedDate', 'datetime', readOnly),
    lookup('CreatedById', ['User'], 'CreatedBy', readOnly), field('LastModifiedDate', 'datetime', readOnly),
    lookup('LastModifiedById', ['User'], 'LastModifiedBy', readOnly), field('SystemModstamp', 'datetime', readOnly),
    ...(owned ? [lookup('OwnerId', ['Group', 'User'], 'Owner', { nillable: false, defaultedOnCreate: true })] : []),
  ];
}

export const name = (more: Partial<FieldDef> = {}): FieldDef => field('Name', 'string', { nillable: false, ...more });

const child = (childName: string, childObject: string, reference: string, more: Partial<ChildRelationship> = {}): ChildRelationship =>
  ({ name: childName, childObject, field: reference, cascadeDelete: false, restrictedDelete: false, ...more });

const kept = { undelete: true, merge: true, search: true };

export function objectSpecs(): Record<string, ObjectSpec> {
  return {
    User: {
      name: 'User', label: 'User', keyPrefix: '005', setup: true, deletable: false,
      fields: [...systemFields(false), field('Name', 'string', { components: ['FirstName', 'LastName'], createable: false, updateable: false, nillable: false }), field('FirstName', 'string'), field('LastName', 'string', { nillable: false }), field('Email', 'email'), lookup('UserRoleId', ['UserRole'], 'UserRole')],
    },
    Group: { name: 'Group', label: 'Group', keyPrefix: '00G', setup: true, fields: [...systemFields(false), name()] },
    Account: {
      name: 'Account', label: 'Account', keyPrefix: '001', features: kept,
      fields: [
        ...systemFields(), name(), picklist('Industry', ['Watches', 'Phones', 'Jeans']), field('AnnualRevenue', 'currency', { precision: 18, scale: 2 }),
        field('NumberOfEmployees', 'int'), field('Website', 'url'), lookup('ParentId', ['Account'], 'Parent'), field('Active__c', 'boolean'),
        field('Founded__c', 'date'), field('Opens__c', 'time'), field('Tags__c', 'multipicklist', { length: 4099, picklist: ['Red', 'Green', 'Blue'].map((value) => ({ value, label: value, active: true, default: false })) }),
        field('Description', 'textarea', { length: 32000 }), field('Key__c', 'string', { externalId: true, unique: true, length: 80 }),
        field('Serial__c', 'string', { externalId: true, unique: true, caseSensitive: true, length: 80 }), field('MasterRecordId', 'reference', { ...readOnly, nillable: true, referenceTo: ['Account'] }),
      ],
      childRelationships: [child('Contacts', 'Contact', 'AccountId'), child('ChildAccounts', 'Account', 'ParentId'), child('Tasks', 'Task', 'WhatId')],
    },
    Contact: {
      name: 'Contact', label: 'Contact', keyPrefix: '003', features: kept,
      fields: [
        ...systemFields(), field('Name', 'string', { components: ['FirstName', 'LastName'], createable: false, updateable: false, nillable: false }), field('FirstName', 'string', { length: 40 }),
        field('LastName', 'string', { length: 80, nillable: false }), field('Email', 'email', { length: 80 }), field('Phone', 'phone', { length: 40 }), lookup('AccountId', ['Account'], 'Account', { childRelationshipName: 'Contacts' }),
      ],
      childRelationships: [child('Twins__r', 'Twin__c', 'Owner_Contact__c')],
    },
    Task: {
      name: 'Task', label: 'Task', keyPrefix: '00T', features: kept, nameField: 'Subject',
      fields: [...systemFields(), field('Subject', 'string'), lookup('WhatId', ['Account', 'Twin__c'], 'What'), lookup('WhoId', ['Contact'], 'Who'), picklist('Status', ['Open', 'Done'])],
    },
    Twin__c: {
      name: 'Twin__c', label: 'Twin', keyPrefix: 'a00', kind: 'custom', features: kept,
      fields: [
        ...systemFields(), name({ autoNumber: { format: 'T-{000000}', start: 1 }, createable: false, updateable: false }),
        field('Serial__c', 'string', { length: 20 }), lookup('Owner_Contact__c', ['Contact'], 'Owner_Contact__r', { deleteConstraint: 'Restrict' }),
        number('Price__c', 18, 2), number('Minor__c', 18, 0), picklist('Stage__c', ['New', 'Sold', 'Repair'], { restrictedPicklist: true, defaultValue: '"New"' }),
        field('Bought__c', 'datetime'),
        field('Event_Count__c', 'double', { ...readOnly, nillable: true, precision: 18, scale: 0, summary: { operation: 'count', childObject: 'Event__c', foreignKey: 'Event__c.Twin__c', filters: [] } }),
        field('Cost__c', 'currency', { ...readOnly, nillable: true, precision: 18, scale: 2, summary: { operation: 'sum', childObject: 'Event__c', foreignKey: 'Event__c.Twin__c', summarizedField: 'Event__c.Cost__c', filters: [{ field: 'Event__c.Kind__c', operation: 'equals', value: 'Repair, Clean' }] } }),
        field('Last_Event__c', 'datetime', { ...readOnly, nillable: true, summary: { operation: 'max', childObject: 'Event__c', foreignKey: 'Event__c.Twin__c', summarizedField: 'Event__c.At__c', filters: [] } }),
      ],
      childRelationships: [child('Events__r', 'Event__c', 'Twin__c', { cascadeDelete: true }), child('Tasks', 'Task', 'WhatId')],
    },
    Event__c: {
      name: 'Event__c', label: 'Event', keyPrefix: 'a01', kind: 'custom', features: kept, sharing: { internal: 'ControlledByParent', external: 'ControlledByParent' },
      fields: [
        ...systemFields(false), name({ autoNumber: { format: 'E-{0000}', start: 1 }, createable: false, updateable: false }), masterDetail('Twin__c', 'Twin__c', 'Twin__r'),
        field('Kind__c', 'string'), field('Cost__c', 'currency', { precision: 18, scale: 2 }), field('At__c', 'datetime'), field('Sequence_Key__c', 'string', { unique: true, caseSensitive: true, externalId: true, length: 40 }),
      ],
    },
  };
}

/** @param change lets a test alter one object: add a rule, a formula field… */
export function testSchema(change: (specs: Record<string, ObjectSpec>) => void = () => undefined): Schema {
  const specs = objectSpecs();
  change(specs);
  return defineSchema(Object.values(specs).map(defineObject));
}

export function withFields(spec: ObjectSpec, ...fields: FieldDef[]): ObjectSpec {
  return { ...spec, fields: [...spec.fields, ...fields] };
}

export type { SObjectDef };
