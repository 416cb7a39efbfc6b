import type { XmlComponent } from '../metadata/index.ts';
import type { Report } from './check-schema.ts';
import { isKnownFieldType, UNSUPPORTED_TYPES } from './custom-field.ts';
import { isCustomName } from './custom-object.ts';
import type { Schema, SObjectDef } from './model.ts';

const NUMBERS = ['Number', 'Currency', 'Percent'];
const FORMULA_TYPES = ['Checkbox', 'Currency', 'Date', 'DateTime', 'Number', 'Percent', 'Text', 'Time'];
const NAME = /^[A-Za-z][A-Za-z0-9_]*?__c$/;
const MAX_NAME = 40;

/** Checks one CustomField element against the object that carries it. */
export function checkField(field: XmlComponent, object: SObjectDef, schema: Schema, valueSets: ReadonlySet<string>, report: Report): void {
  const { xml } = field;
  const name = xml.text('fullName') ?? '';
  if (!isCustomName(name)) {
    if (object.field(name) === undefined) report(field, xml, `The standard field ${object.name}.${name} is not known to the local org: the file has no effect`, 'Warning');
    return;
  }
  const type = xml.text('type');
  if (!NAME.test(name) || /__(?!c$)/.test(name)) report(field, xml, `The field name ${name} must begin with a letter, contain only letters, digits and single underscores, and end in __c`);
  if (name.length - '__c'.length > MAX_NAME) report(field, xml, `Field name too long (max length=${MAX_NAME}): ${name}`);
  if (!xml.text('label')) report(field, xml, `Required field is missing: label`);
  if (type === undefined) return report(field, xml, 'Must specify a type for the CustomField');
  if (UNSUPPORTED_TYPES.includes(type)) return report(field, xml.child('type'), `Fields of the type ${type} are not implemented in the local org: ${name} behaves as text`, 'Warning');
  if (!isKnownFieldType(type)) return report(field, xml.child('type'), `'${type}' is not a valid value for the enum 'FieldType'`);
  if (xml.child('formula') !== undefined) {
    if (!FORMULA_TYPES.includes(type)) report(field, xml.child('type'), `A formula cannot return the type ${type}`);
    return;
  }
  checkSize(field, type, report);
  if (type === 'Lookup' || type === 'MasterDetail' || type === 'MetadataRelationship') checkReference(field, type, object, schema, report);
  if (type === 'Picklist' || type === 'MultiselectPicklist') checkPicklist(field, object, valueSets, report);
  if (type === 'Summary') checkSummary(field, object, schema, report);
  if (xml.child('lookupFilter') !== undefined) report(field, xml.child('lookupFilter'), `The lookup filter of ${field.fullName} is not enforced in the local org`, 'Warning');
}

function checkSize(field: XmlComponent, type: string, report: Report): void {
  const { xml } = field;
  const must = (element: string): boolean => {
    if (xml.number(element) !== undefined) return true;
    report(field, xml, `Must specify '${element}' for a CustomField of type ${type}`);
    return false;
  };
  const between = (element: string, low: number, high: number): void => {
    const value = xml.number(element)!;
    if (value < low || value > high) report(field, xml.child(element), `${type} ${element} must be between ${low} and ${high}: ${value}`);
  };
  if (type === 'Text' && must('length')) between('length', 1, 255);
  if (type === 'LongTextArea' || type === 'Html') {
    if (must('length')) between('length', 256, 131_072);
    must('visibleLines');
  }
  if (NUMBERS.includes(type) && must('precision') && must('scale')) {
    between('precision', 1, 18);
    between('scale', 0, xml.number('precision')!);
  }
  if (type === 'AutoNumber' && xml.text('displayFormat') !== undefined && !/\{0+\}/.test(xml.text('displayFormat')!)) report(field, xml.child('displayFormat'), 'Invalid displayFormat: it must contain {0}');
  if (type === 'Checkbox' && xml.text('defaultValue') === undefined) report(field, xml, `Must specify 'defaultValue' for a CustomField of type Checkbox`);
}

function checkReference(field: XmlComponent, type: string, object: SObjectDef, schema: Schema, report: Report): void {
  const { xml } = field;
  const target = xml.child('referenceTo');
  if (target === undefined) return report(field, xml, `Must specify 'referenceTo' for a CustomField of type ${type}`);
  const parent = schema.object(target.value);
  if (parent === undefined) return report(field, target, `referenceTo value of '${target.value}' does not resolve to a valid sObject type`);
  if (type === 'MetadataRelationship') {
    if (object.kind !== 'customMetadata') report(field, xml.child('type'), 'MetadataRelationship fields are for custom metadata types only');
    return;
  }
  if (object.kind === 'customMetadata' || object.kind === 'platformEvent' || object.kind === 'customSetting') report(field, xml.child('type'), `Fields of the type ${type} are not allowed on ${object.name}`);
  const constraint = xml.text('deleteConstraint');
  if (type === 'Lookup' && xml.flag('required') && (constraint === undefined || constraint === 'SetNull')) report(field, xml.child('required'), 'field integrity exception: unknown (must specify either cascade delete or restrict delete for required lookup foreign key)');
  const children = xml.child('relationshipName');
  if (children !== undefined && !/^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(children.value)) report(field, children, `The child relationship name ${children.value} must begin with a letter and contain only letters, digits and single underscores`);
}

function checkPicklist(field: XmlComponent, object: SObjectDef, valueSets: ReadonlySet<string>, report: Report): void {
  const valueSet = field.xml.child('valueSet');
  if (valueSet === undefined) return report(field, field.xml, 'Must specify a valueSet for a CustomField of type Picklist');
  const named = valueSet.child('valueSetName');
  if (named !== undefined && !valueSets.has(named.value.toLowerCase())) report(field, named, `In field: valueSet - no GlobalValueSet named ${named.value} found`);
  const controller = valueSet.child('controllingField');
  if (controller !== undefined && object.field(controller.value) === undefined) report(field, controller, `In field: controllingField - no CustomField named ${object.name}.${controller.value} found`);
  const values = (valueSet.child('valueSetDefinition')?.list('value') ?? []).map((v) => ({ name: (v.text('fullName') ?? '').toLowerCase(), at: v }));
  const twice = values.find((v, i) => values.findIndex((other) => other.name === v.name) < i);
  if (twice !== undefined) report(field, twice.at, `Duplicate value in the value set: ${twice.name}`);
}

function checkSummary(field: XmlComponent, object: SObjectDef, schema: Schema, report: Report): void {
  const summary = object.field(field.xml.text('fullName') ?? '')?.summary;
  const key = field.xml.child('summaryForeignKey');
  const child = summary === undefined ? undefined : schema.object(summary.childObject);
  const link = child?.field(summary!.foreignKey);
  if (summary === undefined || link === undefined) return report(field, key ?? field.xml, `summaryForeignKey value of '${key?.value ?? ''}' does not resolve to a valid field`);
  if (link.masterDetail === undefined && child!.kind === 'custom') report(field, key, `The field ${key!.value} is no master-detail relationship: it cannot be summarized`);
  if (link.referenceTo?.some((t) => t.toLowerCase() === object.name.toLowerCase()) !== true) report(field, key, `The field ${key!.value} does not refer to ${object.name}`);
  if (summary.operation !== 'count' && child!.field(summary.summarizedField ?? '') === undefined) report(field, field.xml.child('summarizedField') ?? field.xml, `summarizedField value of '${field.xml.text('summarizedField') ?? ''}' does not resolve to a valid field`);
  for (const filter of summary.filters) if (child!.field(filter.field) === undefined) report(field, field.xml.child('summaryFilterItems'), `In field: field - no CustomField named ${child!.name}.${filter.field} found`);
}
