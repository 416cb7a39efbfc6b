/** Types of sObject fields and relationships. */
import type { FieldDef, FieldType, SObjectDef } from '../../schema/model.ts';
import type { TypeWorld } from '../types/type-world.ts';
import type { StandardType, Type } from '../types/types.ts';

const APEX_TYPES: Readonly<Record<FieldType, string>> = {
  id: 'Id', reference: 'Id', string: 'String', textarea: 'String', email: 'String', phone: 'String', url: 'String', picklist: 'String', multipicklist: 'String',
  combobox: 'String', encryptedstring: 'String', boolean: 'Boolean', int: 'Integer', long: 'Long', double: 'Decimal', currency: 'Decimal', percent: 'Decimal',
  date: 'Date', datetime: 'Datetime', time: 'Time', base64: 'Blob', address: 'Address', location: 'Location', anytype: 'Object',
};

/** References of custom metadata to these hold names, not ids. */
const BY_NAME: ReadonlySet<string> = new Set(['EntityDefinition', 'FieldDefinition', 'EntityParticle']);

export function sobjectFieldType(world: TypeWorld, field: FieldDef): Type {
  if (field.type === 'reference' && field.referenceTo?.some((name) => BY_NAME.has(name)) === true) return world.string;
  if (field.apexType !== undefined) return field.apexType === 'List<String>' ? world.list(world.string) : (world.standard(field.apexType) ?? world.object);
  return world.standard(APEX_TYPES[field.type]) ?? world.object;
}

/** The parent behind a relationship name; one that several objects can be is the generic `Name`. */
export function parentType(world: TypeWorld, definition: SObjectDef, name: string): { readonly name: string; readonly type: Type } | undefined {
  const field = definition.parentRelationship(name);
  if (field === undefined) return undefined;
  const targets = field.referenceTo ?? [];
  const type = targets.length === 1 ? world.sobjectType(targets[0]!) : world.sobjectType('Name');
  return { name: field.relationshipName ?? name, type: type ?? world.sobject };
}

/** What the platform calls `Name`: the fields that users, groups and the other possible parents share. */
const NAME_FIELDS: Readonly<Record<string, string>> = { Id: 'Id', ProfileId: 'Id', UserRoleId: 'Id', RecordTypeId: 'Id', IsActive: 'Boolean' };
const NAME_TEXTS = ['Name', 'FirstName', 'LastName', 'Alias', 'Email', 'Phone', 'Title', 'Type', 'Username', 'NameOrAlias'];
const NAME_PARENTS = ['Profile', 'UserRole', 'RecordType'];

export function nameMember(world: TypeWorld, name: string): { readonly kind: 'sobjectField' | 'sobjectParent'; readonly name: string; readonly type: Type } | undefined {
  const same = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
  const typed = Object.keys(NAME_FIELDS).find(same);
  if (typed !== undefined) return { kind: 'sobjectField', name: typed, type: world.standard(NAME_FIELDS[typed]!)! };
  const text = NAME_TEXTS.find(same);
  if (text !== undefined) return { kind: 'sobjectField', name: text, type: world.string };
  const parent = NAME_PARENTS.find(same);
  return parent === undefined ? undefined : { kind: 'sobjectParent', name: parent, type: world.sobjectType(parent) ?? world.sobject };
}

export function childType(world: TypeWorld, definition: SObjectDef, name: string): { readonly name: string; readonly type: StandardType } | undefined {
  const child = definition.childRelationship(name);
  if (child === undefined) return undefined;
  const type = world.sobjectType(child.childObject);
  return { name: child.name, type: world.list(type ?? world.sobject) };
}
