import { fieldTraits } from './field-traits.ts';
import type { FieldDef, PicklistValue, Schema, SObjectDef } from './model.ts';

/** Rights as a describe needs them; `UserPermissions` is one. */
export interface DescribeAccess {
  object(name: string): { readonly create: boolean; readonly read: boolean; readonly edit: boolean; readonly delete: boolean };
  field(object: string, field: string): { readonly read: boolean; readonly edit: boolean };
}

const MASTER_RECORD_TYPE = '012000000000000AAA';

/** `GET /services/data/vNN.0/sobjects`. `version` is the path part: `v65.0`. */
export function describeGlobal(schema: Schema, access: DescribeAccess, version: string): object {
  const sobjects = schema.objects.filter((object) => access.object(object.name).read).map((object) => describeSummary(object, access, version));
  return { encoding: 'UTF-8', maxBatchSize: 200, sobjects };
}

/** `GET …/sobjects/X/describe`: what the user may see of the object. Whether the user may see it at all is for the caller to say. */
export function describeObject(object: SObjectDef, access: DescribeAccess, version: string): object {
  return {
    actionOverrides: [],
    childRelationships: object.childRelationships.map((child) => ({
      cascadeDelete: child.cascadeDelete, childSObject: child.childObject, deprecatedAndHidden: false, field: child.field, junctionIdListNames: [], junctionReferenceTo: [], relationshipName: child.name || null, restrictedDelete: child.restrictedDelete,
    })),
    compactLayoutable: isRecord(object),
    fields: object.fields.filter((field) => field.type === 'id' || access.field(object.name, field.name).read).map((field) => describeField(object, field, access)),
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: recordTypeInfos(object, version),
    searchLayoutable: isRecord(object),
    sobjectDescribeOption: 'FULL',
    supportedScopes: [{ label: `All ${object.labelPlural.toLowerCase()}`, name: 'everything' }, { label: `My ${object.labelPlural.toLowerCase()}`, name: 'mine' }],
    ...describeSummary(object, access, version),
  };
}

const isRecord = (object: SObjectDef): boolean => object.kind === 'custom' || (object.kind === 'standard' && !object.setup);

/** The entry of one object in the global describe. */
export function describeSummary(object: SObjectDef, access: DescribeAccess, version: string): object {
  const rights = access.object(object.name);
  const url = `/services/data/${version}/sobjects/${object.name}`;
  return {
    activateable: false, associateEntityType: companionType(object), associateParentEntity: object.parentObject ?? null, createable: object.createable && rights.create, custom: object.name.includes('__'), customSetting: object.kind === 'customSetting',
    deepCloneable: false, defaultImplementation: null, deletable: object.deletable && rights.delete, deprecatedAndHidden: false, extendedBy: null, extendsInterfaces: null, feedEnabled: object.features.feeds, hasSubtypes: false, implementedBy: null, implementsInterfaces: null,
    isInterface: false, isSubtype: false, keyPrefix: object.keyPrefix || null, label: object.label, labelPlural: object.labelPlural, layoutable: isRecord(object), mergeable: object.features.merge, mruEnabled: isRecord(object) && object.field('LastViewedDate') !== undefined, name: object.name,
    queryable: object.queryable && rights.read, replicateable: object.queryable && object.kind !== 'customMetadata', retrieveable: object.queryable, searchable: object.features.search, triggerable: object.features.triggers, undeletable: object.features.undelete && rights.delete, updateable: object.updateable && rights.edit,
    urls: {
      ...(isRecord(object) ? { compactLayouts: `${url}/describe/compactLayouts`, approvalLayouts: `${url}/describe/approvalLayouts`, listviews: `${url}/listviews`, layouts: `${url}/describe/layouts`, quickActions: `${url}/quickActions` } : {}),
      ...(object.kind === 'platformEvent' ? { eventSchema: `${url}/eventSchema` } : {}), rowTemplate: `${url}/{ID}`, describe: `${url}/describe`, sobject: url,
    },
  };
}

function companionType(object: SObjectDef): string | null {
  return object.kind === 'share' ? 'Share' : object.kind === 'history' ? 'History' : object.kind === 'feed' ? 'Feed' : null;
}

/** One field of a describe. */
export function describeField(object: SObjectDef, field: FieldDef, access: DescribeAccess): object {
  const traits = fieldTraits(object, field);
  const editable = access.field(object.name, field.name).edit;
  const controller = field.controllerName === undefined ? undefined : object.field(field.controllerName);
  const isNumber = ['double', 'currency', 'percent'].includes(field.type);
  return {
    aggregatable: traits.aggregatable, aiPredictionField: false, autoNumber: field.autoNumber !== undefined, byteLength: traits.byteLength, calculated: traits.calculated, calculatedFormula: field.formula ?? null, cascadeDelete: field.deleteConstraint === 'Cascade', caseSensitive: field.caseSensitive,
    compoundFieldName: field.compoundField ?? null, controllerName: field.controllerName ?? null, createable: field.createable && editable, custom: field.custom, defaultValue: field.type === 'boolean' ? field.defaultValue?.trim().toLowerCase() === 'true' : null, defaultValueFormula: field.type === 'boolean' ? null : (field.defaultValue ?? null),
    defaultedOnCreate: traits.defaultedOnCreate, dependentPicklist: traits.dependentPicklist, deprecatedAndHidden: false, digits: traits.digits, displayLocationInDecimal: field.displayLocationInDecimal ?? false, encrypted: field.type === 'encryptedstring', externalId: field.externalId, extraTypeInfo: traits.extraTypeInfo,
    filterable: traits.filterable, filteredLookupInfo: null, formulaTreatNullNumberAsZero: field.formulaTreatBlanksAs === 'BlankAsZero', groupable: traits.groupable, highScaleNumber: false, htmlFormatted: field.htmlFormatted ?? false, idLookup: traits.idLookup, inlineHelpText: field.inlineHelpText ?? null,
    label: field.label, length: field.length, mask: null, maskType: null, name: field.name, nameField: traits.nameField, namePointing: traits.polymorphic, nillable: field.nillable, permissionable: traits.permissionable,
    picklistValues: (field.picklist ?? []).map((value) => ({ active: value.active, defaultValue: value.default, label: value.label, validFor: validFor(value, controller), value: value.value })),
    polymorphicForeignKey: traits.polymorphic, precision: isNumber ? field.precision : 0, queryByDistance: field.type === 'location' || field.type === 'address', referenceTargetField: null, referenceTo: field.referenceTo ?? [], relationshipName: field.relationshipName ?? null,
    relationshipOrder: field.masterDetail?.order ?? null, restrictedDelete: field.deleteConstraint === 'Restrict', restrictedPicklist: field.restrictedPicklist ?? false, scale: isNumber ? field.scale : 0, searchPrefilterable: field.type === 'reference' || field.type === 'picklist', soapType: traits.soapType, sortable: traits.sortable,
    type: traits.describeType, unique: field.unique, updateable: field.updateable && editable, writeRequiresMasterRead: field.masterDetail?.writeRequiresMasterRead ?? false,
  };
}

/** Base64 of a bit set: bit n, from the left, is the n-th value of the controlling field. */
function validFor(value: PicklistValue, controller: FieldDef | undefined): string | null {
  if (value.validFor === undefined || controller === undefined) return null;
  const controlling = controller.type === 'boolean' ? ['false', 'true'] : (controller.picklist ?? []).map((v) => v.value);
  const bytes = new Uint8Array(Math.max(1, Math.ceil(controlling.length / 8)));
  controlling.forEach((name, i) => {
    if (value.validFor!.includes(name)) bytes[i >> 3]! |= 0x80 >> (i & 7);
  });
  return Buffer.from(bytes).toString('base64');
}

function recordTypeInfos(object: SObjectDef, version: string): object[] {
  const info = (id: string, name: string, developerName: string, active: boolean, master: boolean): object => ({ active, available: active, defaultRecordTypeMapping: master, developerName, master, name, recordTypeId: id, urls: { layout: `/services/data/${version}/sobjects/${object.name}/describe/layouts/${id}` } });
  return [...object.recordTypes.map((type) => info(type.id, type.label, type.developerName, type.active, false)), info(MASTER_RECORD_TYPE, 'Master', 'Master', true, true)];
}
