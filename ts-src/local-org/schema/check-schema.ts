import type { DeployProblem, ObjectMetadata, ProjectMetadata, XmlComponent, XmlElement } from '../metadata/index.ts';
import { checkField } from './check-field.ts';
import { checkIndexes } from './custom-index.ts';
import { kindOf } from './custom-object.ts';
import type { Schema, SObjectDef } from './model.ts';

/** Tells a fault of a component, at an element of its file. */
export type Report = (component: Pick<XmlComponent, 'type' | 'fullName' | 'file'>, at: XmlElement | undefined, problem: string, problemType?: 'Warning') => void;

/** The faults that a deploy of the project's objects, fields and custom metadata would report, in the platform's words where they are known. */
export function checkSchema(project: ProjectMetadata, schema: Schema): DeployProblem[] {
  const problems: DeployProblem[] = [];
  const report: Report = ({ type, fullName, file }, at, problem, problemType) =>
    void problems.push({ componentType: type, fullName, fileName: file, line: at?.line ?? 0, column: 0, problem, ...(problemType === undefined ? {} : { problemType }) });
  const valueSets = new Set(project.globalValueSets.map((set) => set.fullName.toLowerCase()));
  for (const metadata of project.objects) {
    const object = schema.object(metadata.name === 'Activity' ? 'Task' : metadata.name);
    if (object === undefined) {
      const [first] = [...(metadata.definition === undefined ? [] : [metadata.definition]), ...metadata.fields, ...metadata.validationRules, ...metadata.recordTypes];
      if (first !== undefined) report(first, first.xml, `Entity of type CustomObject named ${metadata.name} cannot be found`);
      continue;
    }
    if (metadata.definition !== undefined) checkDefinition(metadata, object, report);
    const names = new Set<string>();
    for (const field of metadata.fields) {
      checkField(field, object, schema, valueSets, report);
      const name = (field.xml.text('fullName') ?? '').toLowerCase();
      if (names.has(name)) report(field, field.xml, `There is already a field named ${field.xml.text('fullName') ?? ''} on ${object.name}.`);
      names.add(name);
    }
    checkParts(metadata, object, report);
  }
  checkChildNames(project, schema, report);
  checkCustomMetadata(project, schema, report);
  checkIndexes(project, schema, report);
  return problems;
}

const OPENNESS = ['Private', 'Read', 'ReadWrite', 'FullAccess'];

function checkDefinition(metadata: ObjectMetadata, object: SObjectDef, report: Report): void {
  const definition = metadata.definition!;
  const { xml } = definition;
  const kind = kindOf(metadata);
  if (kind === 'standard') return;
  if (!xml.text('label')) report(definition, xml, 'Must specify a non-empty label for the CustomObject');
  if (kind !== 'customSetting' && !xml.text('pluralLabel')) report(definition, xml, 'Must specify a non-empty plural label for the CustomObject');
  if (kind !== 'custom') return;
  if (xml.child('nameField') === undefined) report(definition, xml, 'Must specify a nameField of type Text or AutoNumber');
  const model = xml.child('sharingModel');
  const isDetail = object.fields.some((f) => f.masterDetail !== undefined);
  if (model === undefined) report(definition, xml, 'Must specify a sharingModel for the CustomObject');
  else if (isDetail && model.value !== 'ControlledByParent') report(definition, model, `Cannot set sharingModel to ${model.value} on a CustomObject with a MasterDetail relationship field`);
  else if (!isDetail && model.value === 'ControlledByParent') report(definition, model, 'Cannot set sharingModel to ControlledByParent on a CustomObject without a MasterDetail relationship field');
  const external = xml.child('externalSharingModel');
  if (external !== undefined && OPENNESS.indexOf(object.sharing.external) > OPENNESS.indexOf(object.sharing.internal)) {
    report(definition, external, 'The default external access cannot be more permissive than the default internal access');
  }
  const masters = metadata.fields.filter((f) => f.xml.text('type') === 'MasterDetail');
  for (const field of masters.slice(2)) report(field, field.xml, 'Cannot create a new relationship field: an object may have at most two master-detail relationships');
}

function checkParts(metadata: ObjectMetadata, object: SObjectDef, report: Report): void {
  for (const rule of metadata.validationRules) {
    for (const element of ['errorConditionFormula', 'errorMessage']) if (!rule.xml.text(element)) report(rule, rule.xml, `Required field is missing: ${element}`);
    const shown = rule.xml.child('errorDisplayField');
    if (shown !== undefined && object.field(shown.value) === undefined) report(rule, shown, `In field: errorDisplayField - no CustomField named ${object.name}.${shown.value} found`);
    if ((rule.xml.text('errorMessage')?.length ?? 0) > 255) report(rule, rule.xml.child('errorMessage'), 'Error Message: data value too large (max length=255)');
  }
  for (const type of metadata.recordTypes) {
    for (const values of type.xml.list('picklistValues')) {
      const name = values.text('picklist') ?? '';
      if (object.field(name)?.picklist === undefined) report(type, values, `Picklist '${name}' not found`);
    }
  }
  for (const set of metadata.fieldSets) {
    for (const shown of set.xml.list('displayedFields')) {
      const path = shown.text('field') ?? '';
      if (!path.includes('.') && object.field(path) === undefined) report(set, shown, `In field: field - no CustomField named ${object.name}.${path} found`);
    }
  }
  for (const layout of metadata.compactLayouts) {
    for (const field of layout.xml.list('fields')) if (field.value !== 'RecordTypeId' && object.field(field.value) === undefined) report(layout, field, `In field: fields - no CustomField named ${object.name}.${field.value} found`);
  }
}

/** Two lookups may not give one parent the same child relationship. */
function checkChildNames(project: ProjectMetadata, schema: Schema, report: Report): void {
  for (const metadata of project.objects) {
    for (const component of metadata.fields) {
      const field = schema.object(metadata.name)?.field(component.xml.text('fullName') ?? '');
      const parent = schema.object(field?.referenceTo?.[0] ?? '');
      if (field?.childRelationshipName === undefined || parent === undefined) continue;
      const same = parent.childRelationships.filter((c) => c.name.toLowerCase() === field.childRelationshipName!.toLowerCase());
      const isFirst = same[0]?.childObject === metadata.name && same[0].field === field.name;
      if (same.length > 1 && !isFirst) report(component, component.xml.child('relationshipName'), `There is already a Child Relationship named ${component.xml.text('relationshipName')} on ${parent.label}.`);
    }
  }
}

function checkCustomMetadata(project: ProjectMetadata, schema: Schema, report: Report): void {
  for (const record of project.customMetadata) {
    const component = { type: 'CustomMetadata', fullName: record.fullName, file: record.file };
    const type = schema.object(record.objectName);
    if (type === undefined) {
      report(component, undefined, `Entity of type CustomObject named ${record.objectName} cannot be found`);
      continue;
    }
    if (record.label === '') report(component, undefined, 'Required field is missing: label');
    const given = new Set(record.values.filter((v) => v.value !== null).map((v) => v.field.toLowerCase()));
    for (const value of record.values) {
      if (type.field(value.field) === undefined) report(component, { line: value.line } as XmlElement, `In field: field - no CustomField named ${type.name}.${value.field} found`);
    }
    for (const field of type.fields) {
      if (field.custom && !field.nillable && field.type !== 'boolean' && field.defaultValue === undefined && !given.has(field.name.toLowerCase())) report(component, undefined, `Required fields are missing: [${field.name}]`);
    }
  }
}
