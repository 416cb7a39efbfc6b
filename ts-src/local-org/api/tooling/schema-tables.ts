import type { FieldDef, Schema, SObjectDef } from '../../schema/model.ts';
import type { VirtualRow, VirtualTable } from './virtual-table.ts';

/** EntityDefinition and FieldDefinition: the schema as rows. */
export function schemaTables(schema: Schema): VirtualTable[] {
  return [
    {
      name: 'EntityDefinition',
      columns: 'Id DurableId QualifiedApiName DeveloperName NamespacePrefix Label MasterLabel PluralLabel KeyPrefix IsCustomizable IsQueryable IsTriggerable IsCustomSetting InternalSharingModel ExternalSharingModel'.split(' '),
      rows: () => schema.objects.map(entityRow),
    },
    {
      name: 'FieldDefinition',
      columns: 'Id DurableId EntityDefinitionId EntityDefinition.QualifiedApiName QualifiedApiName DeveloperName NamespacePrefix Label MasterLabel DataType Length Precision Scale IsNillable IsCalculated IsIndexed RelationshipName Description'.split(' '),
      rows: () => schema.objects.flatMap((object) => object.fields.map((field) => fieldRow(object, field))),
    },
  ];
}

const developerName = (name: string): string => name.replace(/__\w+$/, '');

function entityRow(object: SObjectDef): VirtualRow {
  return {
    Id: object.name, DurableId: object.name, QualifiedApiName: object.name, DeveloperName: developerName(object.name), NamespacePrefix: null, Label: object.label, MasterLabel: object.label, PluralLabel: object.labelPlural,
    KeyPrefix: object.keyPrefix || null, IsCustomizable: object.kind === 'custom' || object.kind === 'standard', IsQueryable: object.queryable, IsTriggerable: object.features.triggers,
    IsCustomSetting: object.kind === 'customSetting', InternalSharingModel: object.sharing.internal, ExternalSharingModel: object.sharing.external,
  };
}

function fieldRow(object: SObjectDef, field: FieldDef): VirtualRow {
  return {
    Id: `${object.name}.${field.name}`, DurableId: `${object.name}.${field.name}`, EntityDefinitionId: object.name, 'EntityDefinition.QualifiedApiName': object.name, QualifiedApiName: field.name,
    DeveloperName: developerName(field.name), NamespacePrefix: null, Label: field.label, MasterLabel: field.label, DataType: dataType(field), Length: field.length, Precision: field.precision, Scale: field.scale,
    IsNillable: field.nillable, IsCalculated: field.formula !== undefined || field.summary !== undefined, IsIndexed: field.externalId || field.unique || field.customIndex !== undefined || field.type === 'id' || field.type === 'reference',
    RelationshipName: field.relationshipName ?? null, Description: field.description ?? null,
  };
}

/** The type as Setup shows it: `Text(80)`, `Number(18, 0)`, `Lookup(Account)`. */
function dataType(field: FieldDef): string {
  if (field.autoNumber) return 'Auto Number';
  const inner = baseType(field);
  if (field.summary) return `Roll-Up Summary (${field.summary.operation.toUpperCase()} ${field.summary.childObject})`;
  return field.formula === undefined ? inner : `Formula (${inner.replace(/\(.*/, '')})`;
}

function baseType(field: FieldDef): string {
  switch (field.type) {
    case 'string': return `Text(${field.length})`;
    case 'textarea': return field.length > 255 ? `Long Text Area(${field.length})` : 'Text Area(255)';
    case 'boolean': return 'Checkbox';
    case 'double':
    case 'int': return `Number(${field.precision - field.scale}, ${field.scale})`;
    case 'currency': return `Currency(${field.precision - field.scale}, ${field.scale})`;
    case 'percent': return `Percent(${field.precision - field.scale}, ${field.scale})`;
    case 'reference': return `${field.masterDetail ? 'Master-Detail' : 'Lookup'}(${(field.referenceTo ?? []).join(',')})`;
    case 'datetime': return 'Date/Time';
    case 'multipicklist': return 'Picklist (Multi-Select)';
    case 'id': return 'Id';
    default: return field.type[0]!.toUpperCase() + field.type.slice(1);
  }
}
