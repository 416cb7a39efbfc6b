import type { XmlElement } from '../metadata/index.ts';
import type { FieldDef, FieldType, PicklistValue, RollupSummary } from './model.ts';
import { readValues, type ValueSets } from './value-sets.ts';

const BASE = {
  custom: true, length: 0, precision: 0, scale: 0, nillable: true, unique: false, caseSensitive: false, externalId: false, createable: true, updateable: true,
} as const;
const COMPUTED = { createable: false, updateable: false } as const;

/** Metadata API type -> describe type and the length or digits it has without being told. */
const TYPES: Readonly<Record<string, { readonly type: FieldType; readonly length?: number; readonly precision?: number }>> = {
  AutoNumber: { type: 'string', length: 30 }, Checkbox: { type: 'boolean' }, Currency: { type: 'currency', precision: 18 }, Date: { type: 'date' }, DateTime: { type: 'datetime' },
  Email: { type: 'email', length: 80 }, EncryptedText: { type: 'encryptedstring', length: 175 }, Hierarchy: { type: 'reference', length: 18 }, Html: { type: 'textarea', length: 32768 },
  Location: { type: 'location' }, LongTextArea: { type: 'textarea', length: 32768 }, Lookup: { type: 'reference', length: 18 }, MasterDetail: { type: 'reference', length: 18 },
  MetadataRelationship: { type: 'reference', length: 18 }, MultiselectPicklist: { type: 'multipicklist', length: 4099 }, Number: { type: 'double', precision: 18 }, Percent: { type: 'percent', precision: 18 },
  Phone: { type: 'phone', length: 40 }, Picklist: { type: 'picklist', length: 255 }, Summary: { type: 'double', precision: 18 }, Text: { type: 'string', length: 255 }, TextArea: { type: 'textarea', length: 255 },
  Time: { type: 'time' }, Url: { type: 'url', length: 255 },
};

/** Field types of the platform that the local org does not have. */
export const UNSUPPORTED_TYPES = ['ExternalLookup', 'IndirectLookup', 'File', 'Address', 'Array', 'ExtendedLookup'];
export const isKnownFieldType = (type: string): boolean => Object.hasOwn(TYPES, type);

/** A formula's text value may be longer than any text field. */
const FORMULA_TEXT_LENGTH = 1300;

/**
 * The fields that one CustomField element makes: usually one; a geolocation brings its two parts.
 * Types of roll-up summaries are settled later, when their children are known.
 */
export function customField(object: string, xml: XmlElement, sets: ValueSets): FieldDef[] {
  const name = xml.text('fullName') ?? '';
  const declared = xml.text('type') ?? 'Text';
  const formula = xml.text('formula');
  const shape = (isKnownFieldType(declared) ? TYPES[declared] : undefined) ?? { type: 'string' as const };
  const field: FieldDef = {
    ...BASE,
    name,
    label: xml.text('label') ?? name.replace(/__c$/, '').replace(/_/g, ' '),
    type: shape.type,
    length: formula !== undefined && shape.type === 'string' ? FORMULA_TEXT_LENGTH : (xml.number('length') ?? shape.length ?? 0),
    precision: xml.number('precision') ?? shape.precision ?? 0,
    scale: xml.number('scale') ?? 0,
    nillable: !xml.flag('required') && shape.type !== 'boolean',
    unique: xml.flag('unique'),
    caseSensitive: xml.flag('caseSensitive'),
    externalId: xml.flag('externalId'),
    ...optional('inlineHelpText', xml.text('inlineHelpText')),
    ...optional('description', xml.text('description')),
    ...optional('visibleLines', xml.number('visibleLines')),
    ...(xml.flag('trackHistory') ? { trackHistory: true } : {}),
    ...(declared === 'Html' ? { htmlFormatted: true } : {}),
    ...defaultOf(declared, xml),
    ...(formula === undefined ? {} : { formula, formulaTreatBlanksAs: xml.text('formulaTreatBlanksAs') === 'BlankAsZero' ? 'BlankAsZero' as const : 'BlankAsBlank' as const, ...COMPUTED, nillable: true }),
    ...(declared === 'AutoNumber' ? autoNumberOf(xml) : {}),
    ...(shape.type === 'reference' ? referenceOf(object, declared, name, xml) : {}),
    ...(declared === 'MetadataRelationship' ? definitionReference(xml) : {}),
    ...(declared === 'Picklist' || declared === 'MultiselectPicklist' ? picklistOf(xml, sets) : {}),
    ...(declared === 'Summary' ? { summary: summaryOf(xml), ...COMPUTED } : {}),
  };
  return declared === 'Location' ? geolocation(field, xml) : [field];
}

/** Name field of a custom object from its `<nameField>`. */
export function nameFieldOf(xml: XmlElement | undefined): FieldDef {
  const auto = xml?.text('type') === 'AutoNumber';
  return {
    ...BASE, custom: false, name: 'Name', label: xml?.text('label') ?? 'Name', type: 'string', length: 80,
    // A text name that nobody gives becomes the record's id.
    ...(auto ? { ...autoNumberOf(xml!), nillable: false } : { defaultedOnCreate: true }),
    ...(xml?.flag('trackHistory') ? { trackHistory: true } : {}),
  };
}

const optional = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> => (value === undefined ? {} : ({ [key]: value } as Record<K, V>));

function defaultOf(declared: string, xml: XmlElement): Partial<FieldDef> {
  const text = xml.text('defaultValue');
  if (declared === 'Checkbox') return { defaultValue: text ?? 'false', defaultedOnCreate: true };
  return text === undefined ? {} : { defaultValue: text };
}

function autoNumberOf(xml: XmlElement): Partial<FieldDef> {
  return { autoNumber: { format: xml.text('displayFormat') ?? '{0}', start: xml.number('startingNumber') ?? 1 }, ...COMPUTED, defaultedOnCreate: true };
}

function referenceOf(object: string, declared: string, name: string, xml: XmlElement): Partial<FieldDef> {
  const children = xml.text('relationshipName');
  const isMaster = declared === 'MasterDetail';
  const custom = name.endsWith('__c');
  return {
    referenceTo: [xml.text('referenceTo') ?? (declared === 'Hierarchy' ? object : '')].filter((target) => target !== ''),
    relationshipName: custom ? name.replace(/__c$/, '__r') : name.replace(/Id$/, ''),
    ...(children === undefined || children === '' ? {} : { childRelationshipName: `${children}__r` }),
    deleteConstraint: isMaster ? 'Cascade' : ((xml.text('deleteConstraint') as FieldDef['deleteConstraint']) ?? 'SetNull'),
    ...(isMaster
      ? {
          nillable: false,
          updateable: xml.flag('reparentableMasterDetail'),
          masterDetail: {
            reparentable: xml.flag('reparentableMasterDetail'),
            writeRequiresMasterRead: xml.flag('writeRequiresMasterRead'),
            order: xml.number('relationshipOrder') === 1 ? 1 as const : 0 as const,
          },
        }
      : {}),
  };
}

/** A reference to an object or a field of the org holds an API name (`Account`, `Account.Industry`), no record id. */
const DEFINITIONS = new Set(['EntityDefinition', 'FieldDefinition', 'EntityParticle']);

function definitionReference(xml: XmlElement): Partial<FieldDef> {
  if (!DEFINITIONS.has(xml.text('referenceTo') ?? '')) return {};
  const controller = xml.text('metadataRelationshipControllingField');
  return { type: 'string', length: 255, ...(controller === undefined ? {} : { controllerName: controller.slice(controller.indexOf('.') + 1) }) };
}

function picklistOf(xml: XmlElement, sets: ValueSets): Partial<FieldDef> {
  const valueSet = xml.child('valueSet');
  const definition = valueSet?.child('valueSetDefinition');
  const setName = valueSet?.text('valueSetName');
  const values: readonly PicklistValue[] = definition !== undefined
    ? readValues(definition.list('value'), definition.flag('sorted'))
    : (setName === undefined ? [] : (sets.get(setName.toLowerCase()) ?? []));
  const controller = valueSet?.text('controllingField');
  const settings = valueSet?.list('valueSettings') ?? [];
  const validFor = new Map(settings.map((s) => [s.text('valueName') ?? '', s.texts('controllingFieldValue')]));
  return {
    picklist: controller === undefined ? values : values.map((v) => ({ ...v, validFor: validFor.get(v.value) ?? [] })),
    // A picklist over a global value set is always restricted.
    restrictedPicklist: setName !== undefined || (valueSet?.flag('restricted') ?? false),
    ...(controller === undefined ? {} : { controllerName: controller }),
  };
}

function summaryOf(xml: XmlElement): RollupSummary {
  const afterDot = (path: string): string => path.slice(path.indexOf('.') + 1);
  const foreignKey = xml.text('summaryForeignKey') ?? '';
  const summarized = xml.text('summarizedField');
  return {
    operation: (xml.text('summaryOperation') ?? 'count') as RollupSummary['operation'],
    childObject: foreignKey.slice(0, Math.max(0, foreignKey.indexOf('.'))),
    foreignKey: afterDot(foreignKey),
    ...(summarized === undefined ? {} : { summarizedField: afterDot(summarized) }),
    filters: xml.list('summaryFilterItems').map((item) => ({ field: afterDot(item.text('field') ?? ''), operation: item.text('operation') ?? 'equals', value: item.text('value') ?? '' })),
  };
}

/** A location and its two numbers, `X__Latitude__s` and `X__Longitude__s`. */
function geolocation(field: FieldDef, xml: XmlElement): FieldDef[] {
  const stem = field.name.replace(/__c$/, '');
  const scale = xml.number('scale') ?? 5;
  const part = (name: string, label: string): FieldDef => ({
    ...BASE, name, label: `${field.label} (${label})`, type: 'double', precision: 3 + scale, scale, nillable: field.nillable, compoundField: field.name,
  });
  const parts = [part(`${stem}__Latitude__s`, 'Latitude'), part(`${stem}__Longitude__s`, 'Longitude')];
  return [{ ...field, ...COMPUTED, scale, precision: 0, components: parts.map((p) => p.name), displayLocationInDecimal: xml.flag('displayLocationInDecimal') }, ...parts];
}
