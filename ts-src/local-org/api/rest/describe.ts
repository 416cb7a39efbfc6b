import type { LocalOrg } from '../../execution/local-org.ts';
import type { RunningUser, UserPermissions } from '../../execution/context.ts';
import type { FieldDef, FieldType, SObjectDef } from '../../schema/model.ts';
import { notFound } from '../errors.ts';

/** The list of objects that the user may see. */
export function describeGlobal(org: LocalOrg, userId: string, version: string): object {
  const permissions = permissionsOf(org, userId);
  const sobjects = org.schema.objects.filter((object) => mayRead(permissions, object)).map((object) => summary(object, permissions, version));
  return { encoding: 'UTF-8', maxBatchSize: 200, sobjects };
}

export function describeSummary(org: LocalOrg, userId: string, object: SObjectDef, version: string): object {
  return summary(object, permissionsOf(org, userId), version);
}

/** The full describe: fields that the user may read, relationships, record types. @throws ApiError 404 without read access */
export function describeObject(org: LocalOrg, userId: string, object: SObjectDef, version: string): object {
  const permissions = permissionsOf(org, userId);
  if (!mayRead(permissions, object)) throw notFound();
  return {
    actionOverrides: [],
    childRelationships: childRelationships(org, object),
    compactLayoutable: object.kind === 'standard' || object.kind === 'custom',
    fields: object.fields.filter((field) => field.type === 'id' || permissions.field(object.name, field.name).read).map((field) => describeField(object, field, permissions)),
    hasSubtypes: false,
    implementedBy: null,
    implementsInterfaces: null,
    isInterface: false,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: recordTypeInfos(object),
    searchLayoutable: 'true',
    sobjectDescribeOption: 'FULL',
    supportedScopes: [
      { label: `All ${object.labelPlural.toLowerCase()}`, name: 'everything' },
      { label: `My ${object.labelPlural.toLowerCase()}`, name: 'mine' },
    ],
    ...summary(object, permissions, version),
  };
}

function permissionsOf(org: LocalOrg, userId: string): UserPermissions {
  let user: RunningUser | undefined;
  org.transaction(userId, (context) => {
    user = context.user;
  });
  return user!.permissions;
}

const mayRead = (permissions: UserPermissions, object: SObjectDef): boolean => permissions.object(object.name).read;

function summary(object: SObjectDef, permissions: UserPermissions, version: string): Record<string, unknown> {
  const access = permissions.object(object.name);
  const url = `/services/data/${version}/sobjects/${object.name}`;
  const custom = object.name.includes('__');
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable: object.createable && access.create,
    custom,
    customSetting: object.kind === 'customSetting',
    deepCloneable: false,
    defaultImplementation: null,
    deletable: object.deletable && access.delete,
    deprecatedAndHidden: false,
    extendedBy: null,
    extendsInterfaces: null,
    feedEnabled: false,
    hasSubtypes: false,
    implementedBy: null,
    implementsInterfaces: null,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.keyPrefix || null,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable: object.kind === 'standard' || object.kind === 'custom',
    mergeable: ['Account', 'Contact', 'Lead', 'Case'].includes(object.name),
    mruEnabled: object.kind === 'standard' || object.kind === 'custom',
    name: object.name,
    queryable: object.queryable && access.read,
    replicateable: object.kind === 'standard' || object.kind === 'custom',
    retrieveable: object.queryable,
    searchable: object.queryable && (object.kind === 'standard' || object.kind === 'custom'),
    triggerable: object.kind === 'standard' || object.kind === 'custom' || object.kind === 'platformEvent',
    undeletable: object.deletable && access.delete,
    updateable: object.updateable && access.edit,
    urls: urlsOf(object, url),
  };
}

function urlsOf(object: SObjectDef, url: string): Record<string, string> {
  const urls: Record<string, string> = { rowTemplate: `${url}/{ID}`, describe: `${url}/describe`, sobject: url };
  if (object.kind === 'platformEvent') urls.eventSchema = `${url}/eventSchema`;
  return urls;
}

function childRelationships(org: LocalOrg, object: SObjectDef): object[] {
  return object.childRelationships.map((child) => ({
    cascadeDelete: child.cascadeDelete,
    childSObject: child.childObject,
    deprecatedAndHidden: false,
    field: org.schema.object(child.childObject)?.field(child.field)?.name ?? child.field,
    junctionIdListNames: [],
    junctionReferenceTo: [],
    relationshipName: child.name || null,
    restrictedDelete: child.restrictedDelete,
  }));
}

function recordTypeInfos(object: SObjectDef): object[] {
  const master = { active: true, available: true, defaultRecordTypeMapping: true, developerName: 'Master', master: true, name: 'Master', recordTypeId: '012000000000000AAA', urls: {} };
  const others = object.recordTypes.map((type) => ({ active: type.active, available: type.active, defaultRecordTypeMapping: false, developerName: type.developerName, master: false, name: type.label, recordTypeId: type.id, urls: {} }));
  return [...others, master];
}

/** Names of the describe where they differ from `FieldType`. */
const API_TYPES: Partial<Record<FieldType, string>> = { anytype: 'anyType' };
const SOAP_TYPES: Partial<Record<FieldType, string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  long: 'xsd:long',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  time: 'xsd:time',
  base64: 'xsd:base64Binary',
  address: 'urn:address',
  location: 'urn:location',
  anytype: 'xsd:anyType',
};
const UNSORTABLE: ReadonlySet<FieldType> = new Set(['address', 'location', 'base64', 'multipicklist', 'encryptedstring']);

export function describeField(object: SObjectDef, field: FieldDef, permissions: UserPermissions): Record<string, unknown> {
  const computed = field.formula !== undefined || field.summary !== undefined || field.autoNumber !== undefined;
  const editable = permissions.field(object.name, field.name).edit;
  const longText = field.type === 'textarea' && field.length > 255;
  const simple = !UNSORTABLE.has(field.type) && !longText;
  const text = !['id', 'reference', 'boolean', 'int', 'long', 'double', 'currency', 'percent', 'date', 'datetime', 'time', 'base64', 'address', 'location'].includes(field.type);
  return {
    aggregatable: simple && field.type !== 'boolean',
    aiPredictionField: false,
    autoNumber: field.autoNumber !== undefined,
    byteLength: text || field.type === 'id' || field.type === 'reference' ? field.length * (text ? 3 : 1) : 0,
    calculated: field.formula !== undefined || field.summary !== undefined,
    calculatedFormula: field.formula ?? null,
    cascadeDelete: field.deleteConstraint === 'Cascade',
    caseSensitive: field.caseSensitive,
    compoundFieldName: compoundName(object, field),
    controllerName: null,
    createable: field.createable && !computed && editable,
    custom: field.custom,
    defaultValue: field.type === 'boolean' ? field.defaultValue?.toLowerCase() === 'true' : null,
    defaultValueFormula: field.defaultValue ?? null,
    defaultedOnCreate: field.defaultValue !== undefined || field.type === 'boolean' || field.name === 'OwnerId' || field.autoNumber !== undefined,
    dependentPicklist: false,
    deprecatedAndHidden: false,
    digits: field.type === 'int' ? field.precision : 0,
    displayLocationInDecimal: false,
    encrypted: field.type === 'encryptedstring',
    externalId: field.externalId,
    extraTypeInfo: field.type === 'textarea' ? (longText ? 'plaintextarea' : null) : null,
    filterable: simple || field.type === 'multipicklist',
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: field.formulaTreatBlanksAs === 'BlankAsZero',
    groupable: simple && !['double', 'currency', 'percent', 'datetime', 'time'].includes(field.type),
    highScaleNumber: false,
    htmlFormatted: false,
    idLookup: field.type === 'id' || field.externalId || field.name === object.nameField,
    inlineHelpText: field.inlineHelpText ?? null,
    label: field.label,
    length: field.length,
    mask: null,
    maskType: null,
    name: field.name,
    nameField: field.name === object.nameField,
    namePointing: (field.referenceTo?.length ?? 0) > 1,
    nillable: field.nillable,
    permissionable: !['id'].includes(field.type) && field.nillable && field.name !== object.nameField,
    picklistValues: (field.picklist ?? []).map((value) => ({ active: value.active, defaultValue: value.default, label: value.label, validFor: null, value: value.value })),
    polymorphicForeignKey: (field.referenceTo?.length ?? 0) > 1,
    precision: ['double', 'currency', 'percent'].includes(field.type) ? field.precision : 0,
    queryByDistance: field.type === 'location',
    referenceTargetField: null,
    referenceTo: field.referenceTo ?? [],
    relationshipName: field.relationshipName ?? null,
    relationshipOrder: field.masterDetail ? field.masterDetail.order : null,
    restrictedDelete: field.deleteConstraint === 'Restrict',
    restrictedPicklist: field.restrictedPicklist ?? false,
    scale: field.scale,
    searchPrefilterable: field.type === 'reference' || field.type === 'picklist',
    soapType: SOAP_TYPES[field.type] ?? 'xsd:string',
    sortable: simple,
    type: API_TYPES[field.type] ?? field.type,
    unique: field.unique,
    updateable: field.updateable && !computed && editable,
    writeRequiresMasterRead: field.masterDetail?.writeRequiresMasterRead ?? false,
  };
}

function compoundName(object: SObjectDef, field: FieldDef): string | null {
  return object.fields.find((other) => other.components?.includes(field.name))?.name ?? null;
}
