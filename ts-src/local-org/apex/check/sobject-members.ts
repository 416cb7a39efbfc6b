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
  return world.standard(APEX_TYPES[field.type]) ?? world.object;
}

/** The parent behind a relationship name; one that several objects can be is the generic `Name`. */
export function parentType(world: TypeWorld, definition: SObjectDef, name: string): { readonly name: string; readonly type: Type } | undefined {
  const field = definition.parentRelationship(name);
  if (field === undefined) return undefined;
  const targets = field.referenceTo ?? [];
  const type = targets.length === 1 ? world.sobjectType(targets[0]!) : polymorphicType(world, targets);
  return { name: field.relationshipName ?? name, type: type ?? world.sobject };
}

/** Fields of User answer for owners, so that `Owner.Email` and the like have their types. */
function polymorphicType(world: TypeWorld, targets: readonly string[]): Type | undefined {
  return (targets.includes('User') ? world.sobjectType('User') : undefined) ?? world.sobjectType('Name');
}

export function childType(world: TypeWorld, definition: SObjectDef, name: string): { readonly name: string; readonly type: StandardType } | undefined {
  const child = definition.childRelationship(name);
  if (child === undefined) return undefined;
  const type = world.sobjectType(child.childObject);
  return { name: child.name, type: world.list(type ?? world.sobject) };
}
