import { orgResources } from '../execution/org-resources.ts';
import { NotImplementedError } from '../execution/errors.ts';
import { FormulaEngine, FormulaError } from '../formula/index.ts';
import type { Component, DeployProblem, ProjectMetadata, XmlComponent, XmlElement } from '../metadata/index.ts';
import type { FieldDef, Schema, SObjectDef } from '../schema/model.ts';
import { layoutObject } from './merge.ts';

/** Faults that a deployment finds beyond those the org tells when it opens: formulas, references of pages. */
export function deployChecks(project: ProjectMetadata, schema: Schema): DeployProblem[] {
  return [...checkFormulas(project, schema), ...checkPages(project, schema)];
}

const problemOf = ({ type, fullName, file }: Component, at: XmlElement | undefined, problem: string): DeployProblem => ({ componentType: type, fullName, fileName: file, line: at?.line ?? 0, column: 0, problem });

/** Formula fields and validation rules compile. What the local org's formulas do not know is no fault of the package. */
function checkFormulas(project: ProjectMetadata, schema: Schema): DeployProblem[] {
  const engine = new FormulaEngine({ schema, resources: orgResources(project, schema) });
  const problems: DeployProblem[] = [];
  const check = (component: XmlComponent, element: string, compile: () => void): void => {
    try {
      compile();
    } catch (error) {
      if (error instanceof FormulaError) problems.push(problemOf(component, component.xml.child(element), `Error: ${error.message}`));
      else if (error instanceof NotImplementedError) problems.push({ ...problemOf(component, component.xml.child(element), error.message), problemType: 'Warning' });
      else throw error;
    }
  };
  for (const metadata of project.objects) {
    const object = schema.object(metadata.name);
    if (object === undefined) continue;
    for (const field of metadata.fields) {
      const definition = object.field(field.xml.text('fullName') ?? '');
      if (definition?.formula !== undefined) check(field, 'formula', () => void engine.compile(object, definition.formula!, fieldOptions(definition)));
    }
    for (const rule of metadata.validationRules) {
      const formula = rule.xml.text('errorConditionFormula');
      if (formula) check(rule, 'errorConditionFormula', () => void engine.compile(object, formula, { purpose: 'validation', returns: 'boolean', blankAsZero: true }));
    }
  }
  return problems;
}

const fieldOptions = (field: FieldDef): { purpose: 'field'; returns: FieldDef['type']; blankAsZero: boolean } => ({ purpose: 'field', returns: field.type, blankAsZero: field.formulaTreatBlanksAs !== 'BlankAsBlank' });

/** Tabs, layouts and pages name objects, fields and components that are there. */
function checkPages(project: ProjectMetadata, schema: Schema): DeployProblem[] {
  const problems: DeployProblem[] = [];
  const pages = new Set(project.flexipages.map((page) => page.fullName.toLowerCase()));
  const components = new Set([...project.lwc, ...project.aura].map((bundle) => bundle.name.toLowerCase()));
  for (const tab of project.tabs) {
    const page = tab.xml.child('flexiPage');
    if (tab.xml.flag('customObject') && schema.object(tab.fullName) === undefined) problems.push(problemOf(tab, tab.xml, `no CustomObject named ${tab.fullName} found`));
    if (page !== undefined && !pages.has(page.value.toLowerCase())) problems.push(problemOf(tab, page, `In field: flexiPage - no FlexiPage named ${page.value} found`));
  }
  for (const layout of project.layouts) {
    const object = schema.object(layoutObject(layout.fullName));
    if (object === undefined) problems.push(problemOf(layout, layout.xml, `Parent entity failed to deploy: no CustomObject named ${layoutObject(layout.fullName)} found`));
    else problems.push(...layoutFields(layout.xml).flatMap((field) => (isKnown(object, field.value) ? [] : [problemOf(layout, field, `In field: field - no CustomField named ${object.name}.${field.value} found`)])));
  }
  for (const page of project.flexipages) {
    const object = page.xml.text('sobjectType');
    if (object !== undefined && schema.object(object) === undefined) problems.push(problemOf(page, page.xml.child('sobjectType'), `In field: sobjectType - no CustomObject named ${object} found`));
    for (const name of descendants(page.xml, 'componentName')) {
      const own = /^(?:c:)?(\w+)$/.exec(name.value.trim())?.[1];
      if (own !== undefined && !components.has(own.toLowerCase())) problems.push(problemOf(page, name, `We couldn't retrieve the design time component information for component ${name.value}.`));
    }
  }
  return problems;
}

const layoutFields = (layout: XmlElement): XmlElement[] => descendants(layout, 'layoutItems').flatMap((item) => item.child('field') ?? []);

/** Standard fields that the local org does not have are no fault. */
const isKnown = (object: SObjectDef, field: string): boolean => !/__c$/i.test(field) || object.field(field) !== undefined;

function descendants(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...descendants(child, name)]);
}
