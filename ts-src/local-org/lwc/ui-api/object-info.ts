import type { ExecutionContext } from '../../execution/context.ts';
import type { FieldDef, FieldType, SObjectDef } from '../../schema/model.ts';
import { objectIcon } from '../model/apps.ts';
import type { ProjectMetadata } from '../../metadata/index.ts';
import { MASTER_RECORD_TYPE } from './record-json.ts';
import { readable, targetOf } from './select.ts';

/** `/ui-api/object-info/{object}`: the object as the user may see it. */
export function objectInfo(project: ProjectMetadata, context: ExecutionContext, object: SObjectDef): object {
  const access = context.user.permissions.object(object.name);
  const fields = object.fields.filter((field) => readable(context, object, field));
  const icon = objectIcon(object.name, project);
  return {
    apiName: object.name,
    associateEntityType: null,
    associateParentEntity: null,
    childRelationships: object.childRelationships.filter(({ name }) => name).map((child) => ({
      childObjectApiName: child.childObject, fieldName: child.field, junctionIdListNames: [], junctionReferenceTo: [], relationshipName: child.name,
    })),
    compactLayoutable: true,
    createable: object.createable && access.create,
    custom: object.kind === 'custom',
    defaultRecordTypeId: MASTER_RECORD_TYPE,
    deletable: object.deletable && access.delete,
    dependentFields: {},
    feedEnabled: object.features.feeds,
    fields: Object.fromEntries(fields.map((field) => [field.name, fieldInfo(context, object, field)])),
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable: true,
    mruEnabled: true,
    nameFields: object.name === 'Contact' || object.name === 'User' ? ['FirstName', 'LastName', 'Name'].filter((name) => object.field(name)) : [object.nameField],
    queryable: object.queryable,
    recordTypeInfos: recordTypeInfos(object),
    searchable: object.features.search,
    searchLayoutable: true,
    themeInfo: { color: '5867E8', iconUrl: `/_slds/icons/${icon.replace(':', '-sprite/svg/symbols.svg#')}`, iconName: icon },
    updateable: object.updateable && access.edit,
  };
}

function recordTypeInfos(object: SObjectDef): Record<string, object> {
  const info = (recordTypeId: string, name: string, master: boolean, available: boolean): [string, object] => [recordTypeId, { available, defaultRecordTypeMapping: master, master, name, recordTypeId }];
  return Object.fromEntries([info(MASTER_RECORD_TYPE, 'Master', true, true), ...object.recordTypes.map((type) => info(type.id, type.label, false, type.active))]);
}

/** Names of the UI API where they differ from capitalised describe types. */
const DATA_TYPES: Partial<Record<FieldType, string>> = {
  id: 'Reference', int: 'Int', datetime: 'DateTime', multipicklist: 'MultiPicklist', combobox: 'ComboBox', encryptedstring: 'EncryptedString', textarea: 'TextArea', anytype: 'AnyType', base64: 'Base64', long: 'Long',
};

export function dataType(field: FieldDef): string {
  return DATA_TYPES[field.type] ?? field.type[0]!.toUpperCase() + field.type.slice(1);
}

function fieldInfo(context: ExecutionContext, object: SObjectDef, field: FieldDef): object {
  const computed = field.formula !== undefined || field.summary !== undefined || field.autoNumber !== undefined;
  const editable = context.user.permissions.field(object.name, field.name).edit && !computed;
  const longText = field.type === 'textarea' && field.length > 255;
  return {
    apiName: field.name,
    calculated: computed && field.autoNumber === undefined,
    compound: (field.components?.length ?? 0) > 0,
    compoundComponentName: null,
    compoundFieldName: object.fields.find((other) => other.components?.includes(field.name))?.name ?? null,
    controllerName: field.controllerName ?? null,
    controllingFields: field.controllerName ? [field.controllerName] : [],
    createable: field.createable && editable,
    custom: field.custom,
    dataType: dataType(field),
    defaultedOnCreate: field.defaultedOnCreate ?? false,
    digits: 0,
    extraTypeInfo: field.htmlFormatted ? 'RichTextArea' : longText ? 'PlainTextArea' : null,
    externalId: field.externalId,
    filterable: !longText,
    filteredLookupInfo: null,
    highScaleNumber: false,
    htmlFormatted: field.htmlFormatted ?? false,
    inlineHelpText: field.inlineHelpText ?? null,
    label: field.label,
    length: field.length,
    maskType: null,
    nameField: field.name === object.nameField,
    polymorphicForeignKey: (field.referenceTo?.length ?? 0) > 1,
    precision: field.precision,
    reference: field.type === 'reference',
    referenceTargetField: null,
    referenceToInfos: (field.referenceTo ?? []).map((apiName) => ({ apiName, nameFields: [context.schema.object(apiName)?.nameField ?? targetOf(context.schema, field)?.nameField ?? 'Name'] })),
    relationshipName: field.relationshipName ?? null,
    required: !field.nillable && !field.defaultedOnCreate && field.type !== 'boolean' && field.createable,
    scale: field.scale,
    searchPrefilterable: false,
    sortable: !longText,
    unique: field.unique,
    updateable: field.updateable && editable,
  };
}

/** Values of one picklist for a record type. */
export function picklistValues(object: SObjectDef, field: FieldDef, recordTypeId: string): object {
  const allowed = object.recordTypes.find((type) => type.id === recordTypeId)?.picklists[field.name];
  const values = (field.picklist ?? []).filter((entry) => entry.active && (!allowed || allowed.includes(entry.value)));
  const json = (entry: { value: string; label: string }): object => ({ attributes: null, label: entry.label, validFor: [], value: entry.value });
  const preset = values.find((entry) => entry.default);
  return { controllerValues: {}, defaultValue: preset ? json(preset) : null, eTag: '', url: '', values: values.map(json) };
}
