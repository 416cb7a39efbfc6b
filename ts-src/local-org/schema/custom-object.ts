import type { ObjectMetadata, XmlElement } from '../metadata/index.ts';
import { customField, nameFieldOf } from './custom-field.ts';
import { plural, setupId, type ObjectSpec } from './define.ts';
import type { FieldDef, FieldSet, RecordType, SharingModel, SObjectKind, ValidationRule } from './model.ts';
import { ID_FIELD, ownerField, recordTypeField, systemFields } from './standard/index.ts';
import { decodeName, type ValueSets } from './value-sets.ts';

/** What an object is, by the ending of its name and, for settings, by its definition. */
export function kindOf(object: ObjectMetadata): SObjectKind {
  if (object.name.endsWith('__mdt')) return 'customMetadata';
  if (object.name.endsWith('__e')) return 'platformEvent';
  if (!object.name.endsWith('__c')) return 'standard';
  return object.definition?.xml.text('customSettingsType') !== undefined ? 'customSetting' : 'custom';
}

/** An object that the project defines. `keyPrefix` is given by the caller. */
export function customObject(object: ObjectMetadata, keyPrefix: string, sets: ValueSets): ObjectSpec {
  const kind = kindOf(object);
  const xml = object.definition!.xml;
  const own = customFields(object, sets);
  const label = xml.text('label') ?? object.name.replace(/__\w+$/, '').replace(/_/g, ' ');
  const common = {
    name: object.name, label, labelPlural: xml.text('pluralLabel') ?? plural(label), keyPrefix, kind,
    ...descriptionOf(xml), validationRules: validationRules(object), recordTypes: recordTypes(object), fieldSets: fieldSets(object),
  };
  if (kind === 'customMetadata') return { ...common, fields: metadataTypeFields(own), nameField: 'DeveloperName', createable: false, updateable: false, deletable: false, setup: true, visibility: visibilityOf(xml) };
  if (kind === 'platformEvent') {
    return {
      ...common, fields: eventFields(own), nameField: 'EventUuid', queryable: false, updateable: false, deletable: false, features: { triggers: true },
      publishBehavior: xml.text('publishBehavior') === 'PublishImmediately' ? 'PublishImmediately' : 'PublishAfterCommit',
    };
  }
  if (kind === 'customSetting') {
    const type = xml.text('customSettingsType') === 'List' ? 'List' : 'Hierarchy';
    return { ...common, fields: settingFields(own, type), customSettingType: type, visibility: visibilityOf(xml), features: { triggers: true } };
  }
  const isDetail = own.some((field) => field.masterDetail !== undefined);
  const sharing = sharingOf(xml, isDetail);
  const activities = xml.flag('enableActivities');
  return {
    ...common,
    fields: recordFields(xml, own, isDetail, activities, object.recordTypes.length > 0),
    sharing,
    features: {
      activities, feeds: xml.flag('enableFeeds'), history: xml.flag('enableHistory'), reports: xml.flag('enableReports'), search: xml.flag('enableSearch', true),
      sharing: !isDetail && (sharing.internal !== 'ReadWrite' || sharing.external !== 'ReadWrite'), undelete: true, triggers: true, merge: false,
    },
  };
}

function recordFields(xml: XmlElement, own: readonly FieldDef[], isDetail: boolean, activities: boolean, hasRecordTypes: boolean): FieldDef[] {
  const [, ...audit] = systemFields();
  const readOnlyDate = (name: string, type: 'date' | 'datetime'): FieldDef => ({ ...ID_FIELD, name, label: name.replace(/([a-z])([A-Z])/g, '$1 $2'), type, length: 0, nillable: true });
  return [
    ID_FIELD,
    ...(isDetail ? [] : [ownerField()]),
    nameFieldOf(xml.child('nameField')),
    ...(hasRecordTypes ? [recordTypeField()] : []),
    ...audit,
    ...(activities ? [readOnlyDate('LastActivityDate', 'date')] : []),
    readOnlyDate('LastViewedDate', 'datetime'),
    readOnlyDate('LastReferencedDate', 'datetime'),
    ...own,
  ];
}

const text = (name: string, label: string, length: number, more: Partial<FieldDef> = {}): FieldDef => ({
  name, label, type: 'string', length, precision: 0, scale: 0, custom: false, nillable: true, unique: false, caseSensitive: false, externalId: false, createable: true, updateable: true, ...more,
});

function metadataTypeFields(own: readonly FieldDef[]): FieldDef[] {
  return [
    ID_FIELD, text('DeveloperName', 'Custom Metadata Record Name', 40, { nillable: false }), text('MasterLabel', 'Label', 40, { nillable: false }), text('Language', 'Master Language', 40), text('NamespacePrefix', 'Namespace Prefix', 15, { createable: false, updateable: false }),
    text('Label', 'Label', 40, { createable: false, updateable: false }), text('QualifiedApiName', 'Qualified API Name', 70, { createable: false, updateable: false }), systemFields().find((f) => f.name === 'SystemModstamp')!, ...own,
  ];
}

function eventFields(own: readonly FieldDef[]): FieldDef[] {
  const audit = systemFields().filter((f) => f.name === 'CreatedDate' || f.name === 'CreatedById');
  const byBus = { createable: false, updateable: false } as const;
  return [text('ReplayId', 'Replay ID', 1000, byBus), ...audit, text('EventUuid', 'Event UUID', 36, byBus), ...own.map((f) => ({ ...f, updateable: false }))];
}

function settingFields(own: readonly FieldDef[], type: 'Hierarchy' | 'List'): FieldDef[] {
  const [, ...audit] = systemFields();
  const owner: FieldDef = { ...ownerField(), name: 'SetupOwnerId', label: 'Location ID', referenceTo: ['Organization', 'Profile', 'User'], relationshipName: 'SetupOwner' };
  return [ID_FIELD, text('Name', type === 'List' ? 'Name' : 'Name', 38, type === 'List' ? { nillable: false, unique: true } : {}), owner, ...audit, ...own];
}

function descriptionOf(xml: XmlElement): { description?: string } {
  const description = xml.text('description');
  return description === undefined ? {} : { description };
}

function visibilityOf(xml: XmlElement): ObjectSpec['visibility'] {
  return (xml.text('visibility') ?? 'Public') as ObjectSpec['visibility'];
}

const MODELS: Readonly<Record<string, SharingModel>> = {
  Private: 'Private', Read: 'Read', ReadWrite: 'ReadWrite', ReadWriteTransfer: 'ReadWrite', ReadSelect: 'Read', FullAccess: 'FullAccess', ControlledByParent: 'ControlledByParent',
  ControlledByCampaign: 'ControlledByParent', ControlledByLeadOrContact: 'ControlledByParent',
};

/** Organisation-wide defaults as written; an unwritten external model is the closed one, as in new orgs. */
function sharingOf(xml: XmlElement, isDetail: boolean): { internal: SharingModel; external: SharingModel } {
  if (isDetail) return { internal: 'ControlledByParent', external: 'ControlledByParent' };
  const internal = MODELS[xml.text('sharingModel') ?? ''] ?? 'ReadWrite';
  return { internal, external: MODELS[xml.text('externalSharingModel') ?? ''] ?? 'Private' };
}

/** A standard object with the project's fields, rules, record types and changes of standard fields. */
export function customizeStandard(base: ObjectSpec, object: ObjectMetadata, sets: ValueSets): ObjectSpec {
  const xml = object.definition?.xml;
  const custom = customFields(object, sets);
  const changes = new Map(object.fields.filter((f) => !isCustomName(f.xml.text('fullName') ?? '')).map((f) => [(f.xml.text('fullName') ?? '').toLowerCase(), f.xml]));
  const fields = base.fields.map((field) => {
    const change = changes.get(field.name.toLowerCase());
    return change === undefined ? field : customizeField(field, change, sets);
  });
  const hasRecordTypes = object.recordTypes.length > 0 && !fields.some((f) => f.name === 'RecordTypeId');
  const internal = MODELS[xml?.text('sharingModel') ?? ''];
  const external = MODELS[xml?.text('externalSharingModel') ?? ''];
  const sharing = base.sharing === undefined ? {} : { sharing: { internal: internal ?? base.sharing.internal, external: external ?? base.sharing.external } };
  const on = (feature: string, element: string): boolean => xml?.flag(element, base.features?.[feature as 'feeds'] ?? false) ?? base.features?.[feature as 'feeds'] ?? false;
  return {
    ...base,
    ...sharing,
    ...(xml?.text('label') === undefined ? {} : { label: xml.text('label')! }),
    ...(xml?.text('pluralLabel') === undefined ? {} : { labelPlural: xml.text('pluralLabel')! }),
    fields: [...fields, ...(hasRecordTypes ? [recordTypeField()] : []), ...custom],
    validationRules: [...(base.validationRules ?? []), ...validationRules(object)],
    recordTypes: recordTypes(object),
    fieldSets: fieldSets(object),
    features: { ...base.features, feeds: on('feeds', 'enableFeeds') },
  };
}

/** Fields of the project's own, one a name: others would be two columns of one name. */
function customFields(object: ObjectMetadata, sets: ValueSets): FieldDef[] {
  const byName = new Map<string, XmlElement>();
  for (const { xml } of object.fields) {
    const name = xml.text('fullName') ?? '';
    if (isCustomName(name) && !byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), xml);
  }
  return [...byName.values()].flatMap((xml) => customField(object.name, xml, sets));
}

export const isCustomName = (name: string): boolean => /__\w$/.test(name);

/** What a project may change of a standard field: label, help, tracking and, for a picklist, its values. */
function customizeField(field: FieldDef, xml: XmlElement, sets: ValueSets): FieldDef {
  const [read] = customField('', xml, sets);
  return {
    ...field,
    ...(xml.text('label') === undefined ? {} : { label: xml.text('label')! }),
    ...(read!.inlineHelpText === undefined ? {} : { inlineHelpText: read!.inlineHelpText }),
    ...(read!.description === undefined ? {} : { description: read!.description }),
    ...(xml.child('trackHistory') === undefined ? {} : { trackHistory: xml.flag('trackHistory') }),
    ...(xml.child('valueSet') === undefined ? {} : { picklist: read!.picklist!, ...(read!.restrictedPicklist ? { restrictedPicklist: true } : {}) }),
    ...(xml.flag('required') ? { nillable: false } : {}),
  };
}

function validationRules(object: ObjectMetadata): ValidationRule[] {
  return object.validationRules.map(({ xml }) => {
    const errorField = xml.text('errorDisplayField');
    return { name: xml.text('fullName') ?? '', active: xml.flag('active', true), formula: xml.text('errorConditionFormula') ?? '', message: xml.text('errorMessage') ?? '', ...(errorField === undefined ? {} : { errorField }) };
  });
}

function recordTypes(object: ObjectMetadata): RecordType[] {
  return object.recordTypes.map(({ xml }) => {
    const developerName = xml.text('fullName') ?? '';
    const description = xml.text('description');
    return {
      id: setupId('012', `${object.name}.${developerName}`),
      developerName,
      label: xml.text('label') ?? developerName,
      active: xml.flag('active', true),
      ...(description === undefined ? {} : { description }),
      picklists: Object.fromEntries(xml.list('picklistValues').map((p) => [p.text('picklist') ?? '', p.list('values').map((v) => decodeName(v.text('fullName') ?? ''))])),
    };
  });
}

function fieldSets(object: ObjectMetadata): FieldSet[] {
  return object.fieldSets.map(({ xml }) => ({
    developerName: xml.text('fullName') ?? '',
    label: xml.text('label') ?? '',
    fields: xml.list('displayedFields').map((f) => ({ path: f.text('field') ?? '', required: f.flag('isRequired') })),
  }));
}
