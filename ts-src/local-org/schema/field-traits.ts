import type { FieldDef, FieldType, SObjectDef } from './model.ts';

/** What follows from a field's definition: the facts that describe calls, Apex describes and pages show alike. */
export interface FieldTraits {
  /** Long or rich text: stored, but neither filtered, sorted nor grouped. */
  readonly longText: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  readonly aggregatable: boolean;
  /** Formula or roll-up. */
  readonly calculated: boolean;
  readonly nameField: boolean;
  /** May stand in an upsert or look-up by value. */
  readonly idLookup: boolean;
  readonly polymorphic: boolean;
  /** Field-level security applies: no required, system, name or master-detail field. */
  readonly permissionable: boolean;
  /** A caller who says nothing gets an error. */
  readonly required: boolean;
  readonly defaultedOnCreate: boolean;
  readonly dependentPicklist: boolean;
  /** Bytes a value may take; 0 where it has no meaning. */
  readonly byteLength: number;
  /** Digits of an integer. */
  readonly digits: number;
  readonly extraTypeInfo: 'plaintextarea' | 'richtextarea' | 'personname' | 'externallookup' | null;
  readonly soapType: string;
  /** The type's name in describe answers. */
  readonly describeType: string;
}

const SOAP_TYPES: Partial<Record<FieldType, string>> = {
  id: 'tns:ID', reference: 'tns:ID', boolean: 'xsd:boolean', int: 'xsd:int', long: 'xsd:long', double: 'xsd:double', currency: 'xsd:double', percent: 'xsd:double', date: 'xsd:date', datetime: 'xsd:dateTime', time: 'xsd:time',
  base64: 'xsd:base64Binary', address: 'urn:address', location: 'urn:location', anytype: 'xsd:anyType',
};
const TEXT: ReadonlySet<FieldType> = new Set(['string', 'textarea', 'email', 'phone', 'url', 'picklist', 'multipicklist', 'combobox', 'encryptedstring', 'anytype']);
const SHORT_TEXT = 255;
const BYTES_PER_CHARACTER = 3;
const SYSTEM_FIELDS = new Set(['Id', 'OwnerId', 'RecordTypeId', 'IsDeleted', 'CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp', 'LastActivityDate', 'LastViewedDate', 'LastReferencedDate', 'SetupOwnerId', 'CurrencyIsoCode']);

export function fieldTraits(object: SObjectDef, field: FieldDef): FieldTraits {
  const { type } = field;
  const longText = type === 'textarea' && field.length > SHORT_TEXT;
  const opaque = longText || type === 'base64' || type === 'encryptedstring';
  const compound = type === 'address' || type === 'location';
  const sortable = !opaque && !compound && type !== 'multipicklist';
  const calculated = field.formula !== undefined || field.summary !== undefined;
  const nameField = field.name === object.nameField;
  const defaultedOnCreate = field.defaultedOnCreate ?? (field.defaultValue !== undefined || type === 'boolean' || field.autoNumber !== undefined);
  return {
    longText,
    filterable: !opaque,
    sortable,
    groupable: sortable && !calculated && !['double', 'currency', 'percent', 'datetime', 'time', 'anytype'].includes(type),
    aggregatable: sortable && type !== 'boolean' && type !== 'anytype',
    calculated,
    nameField,
    idLookup: type === 'id' || field.externalId || nameField && type === 'string' || type === 'email',
    polymorphic: (field.referenceTo?.length ?? 0) > 1,
    permissionable: isPermissionable(object, field, nameField),
    required: !field.nillable && !defaultedOnCreate && field.createable,
    defaultedOnCreate,
    dependentPicklist: field.controllerName !== undefined && field.picklist !== undefined,
    byteLength: TEXT.has(type) ? field.length * BYTES_PER_CHARACTER : type === 'id' || type === 'reference' ? field.length : 0,
    digits: type === 'int' ? field.precision : 0,
    extraTypeInfo: type !== 'textarea' ? (field.components !== undefined && nameField ? 'personname' : null) : field.htmlFormatted ? 'richtextarea' : 'plaintextarea',
    soapType: SOAP_TYPES[type] ?? 'xsd:string',
    // References by name, to objects and fields of the org, are text with a target.
    describeType: type === 'anytype' ? 'anyType' : type === 'string' && field.referenceTo !== undefined ? 'reference' : type,
  };
}

function isPermissionable(object: SObjectDef, field: FieldDef, nameField: boolean): boolean {
  if (SYSTEM_FIELDS.has(field.name) || field.masterDetail !== undefined || nameField) return false;
  if (field.compoundField !== undefined && field.compoundField === object.nameField) return false;
  return field.nillable || (field.type === 'boolean' && (field.custom || field.createable));
}
