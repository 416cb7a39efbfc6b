import type { ActionElement, AssignmentElement, CollectionElement, CreateElement, DeleteElement, FlowElement, LookupElement, NamedInput, NamedOutput, SubflowElement, UpdateElement } from '../model/elements.ts';
import type { FlowConditions } from '../model/types.ts';
import { isAssignOperator } from '../run/assign.ts';
import { relatedRows } from '../run/related-rows.ts';
import type { FlowReport, Place } from './report.ts';
import { checkScreen } from './screens.ts';

/** What Flow Builder calls the elements. */
export const KIND_LABELS: Readonly<Record<FlowElement['kind'], string>> = {
  assignment: 'Assignment', decision: 'Decision', loop: 'Loop', lookup: 'Get Records', create: 'Create Records', update: 'Update Records', delete: 'Delete Records',
  rollback: 'Roll Back Records', subflow: 'Subflow', action: 'Action', screen: 'Screen', customError: 'Custom Error', collection: 'Collection Processor', unknown: 'Element',
};

export function placeOf(element: FlowElement): Place {
  return { name: element.name, kind: KIND_LABELS[element.kind], line: element.line };
}

export function checkElement(report: FlowReport, element: FlowElement): void {
  const place = placeOf(element);
  report.unsupported(place, element.unsupported);
  switch (element.kind) {
    case 'assignment': return checkItems(report, place, element.items);
    case 'decision':
      for (const rule of element.rules) checkConditions(report, place, rule);
      return;
    case 'loop': {
      const type = report.reference(place, element.collection)?.type;
      if (type !== undefined && !type.collection) report.error(place, `"${element.collection}" isn't a collection.`);
      if (element.variable !== undefined) report.target(place, element.variable);
      return;
    }
    case 'lookup': return checkLookup(report, place, element);
    case 'create': return checkCreate(report, place, element);
    case 'update': return checkUpdate(report, place, element);
    case 'delete': return checkRows(report, place, element);
    case 'subflow': return checkSubflow(report, place, element);
    case 'action': return checkAction(report, place, element);
    case 'customError':
      for (const { message, field } of element.messages) {
        report.source(place, message);
        report.field(place, report.flow.triggerObject, field);
      }
      return;
    case 'collection': return checkCollection(report, place, element);
    case 'screen': return checkScreen(report, place, element);
    case 'rollback': case 'unknown': return;
  }
}

export function checkConditions(report: FlowReport, place: Place, { logic, conditions }: FlowConditions): void {
  report.logic(place, logic, conditions.length);
  for (const { left, operator, right } of conditions) {
    report.conditionOperator(place, operator);
    report.reference(place, left);
    report.source(place, right);
  }
}

function checkItems(report: FlowReport, place: Place, items: AssignmentElement['items']): void {
  for (const { target, operator, value } of items) {
    report.target(place, target);
    if (!isAssignOperator(operator)) report.error(place, `The operator "${operator}" isn't supported in assignments.`);
    report.source(place, value);
  }
}

function checkLookup(report: FlowReport, place: Place, element: LookupElement): void {
  const object = report.object(place, element.object);
  report.filters(place, object, element.filters);
  for (const name of [...element.queriedFields, ...(element.sortField === undefined ? [] : [element.sortField])]) report.field(place, object, name);
  for (const { field, target } of element.outputs) {
    report.field(place, object, field);
    report.target(place, target);
  }
  if (element.outputReference !== undefined) report.target(place, element.outputReference);
  report.source(place, element.limit);
}

function checkCreate(report: FlowReport, place: Place, element: CreateElement): void {
  if (element.reference !== undefined) {
    report.reference(place, element.reference);
    return;
  }
  const object = report.object(place, element.object);
  for (const { field, value } of element.inputs) {
    report.field(place, object, field);
    report.source(place, value);
  }
  if (element.idTarget !== undefined) report.target(place, element.idTarget);
}

function checkUpdate(report: FlowReport, place: Place, element: UpdateElement): void {
  checkRows(report, place, element);
  const { flow } = report;
  const { reference } = element;
  const object = reference === undefined
    ? (element.object === undefined ? undefined : flow.host.schema.object(element.object))
    : (relatedRows(flow, reference, element.filters)?.object ?? flow.reference(reference)?.type?.object);
  for (const { field, value } of element.inputs) {
    report.field(place, object, field);
    report.source(place, value);
  }
}

/** Rows by filters, or records of the flow. */
function checkRows(report: FlowReport, place: Place, element: UpdateElement | DeleteElement): void {
  const related = element.kind === 'update' && element.reference !== undefined ? relatedRows(report.flow, element.reference, element.filters) : undefined;
  if (related !== undefined) {
    report.filters(place, related.object, related.filters);
    return;
  }
  if (element.reference !== undefined) {
    const type = report.reference(place, element.reference)?.type;
    if (type !== undefined && type.dataType !== 'SObject') report.error(place, `"${element.reference}" isn't a record or a collection of records.`);
    if (element.filters.filters.length > 0) report.filters(place, type?.object, element.filters, true);
    return;
  }
  report.filters(place, report.object(place, element.object), element.filters);
}

function checkInputs(report: FlowReport, place: Place, inputs: readonly NamedInput[], outputs: readonly NamedOutput[]): void {
  for (const { value } of inputs) report.source(place, value);
  for (const { target } of outputs) report.target(place, target);
}

function checkSubflow(report: FlowReport, place: Place, element: SubflowElement): void {
  checkInputs(report, place, element.inputs, element.outputs);
  const inner = report.flow.find(element.flow);
  if (inner === undefined) {
    report.error(place, `The flow "${element.flow}" doesn't exist.`);
    return;
  }
  const has = (direction: 'isInput' | 'isOutput', name: string): boolean => inner.variables(direction).some((variable) => variable.name.toLowerCase() === name.toLowerCase());
  for (const { name } of element.inputs) if (!has('isInput', name)) report.error(place, `The flow "${element.flow}" has no input variable "${name}".`);
  for (const { name } of element.outputs) if (!has('isOutput', name)) report.error(place, `The flow "${element.flow}" has no output variable "${name}".`);
}

function checkAction(report: FlowReport, place: Place, element: ActionElement): void {
  checkInputs(report, place, element.inputs, element.outputs);
  switch (element.actionType) {
    case 'apex': {
      const action = report.flow.host.apex?.invocables.find(({ className }) => className.toLowerCase() === element.action.toLowerCase());
      if (action === undefined) {
        if (report.flow.host.apex !== undefined) report.error(place, `The Apex class "${element.action}" doesn't have an invocable method.`);
        return;
      }
      const given = new Set(element.inputs.map(({ name }) => name.toLowerCase()));
      for (const { name, required } of action.inputs) if (required && !given.has(name.toLowerCase())) report.error(place, `The required input parameter "${name}" is missing.`);
      for (const { name } of element.inputs) if (!action.inputs.some((each) => each.name.toLowerCase() === name.toLowerCase())) report.error(place, `The action "${element.action}" has no input parameter "${name}".`);
      for (const { name } of element.outputs) if (!action.outputs.some((each) => each.name.toLowerCase() === name.toLowerCase())) report.error(place, `The action "${element.action}" has no output parameter "${name}".`);
      return;
    }
    case 'flow':
      if (report.flow.find(element.action) === undefined) report.error(place, `The flow "${element.action}" doesn't exist.`);
      return;
    case 'emailSimple':
      if (report.flow.host.sendEmail !== undefined) return;
  }
  report.unsupported(place, [`action ${element.actionType}`]);
}

function checkCollection(report: FlowReport, place: Place, element: CollectionElement): void {
  const type = report.reference(place, element.collection)?.type;
  if (type !== undefined && !type.collection) report.error(place, `"${element.collection}" isn't a collection.`);
  checkConditions(report, place, element.conditions);
  if (element.formula !== undefined && element.formula.trim() !== '') report.formula(place, element.formula, 'Boolean');
  for (const { field } of element.sort) report.field(place, type?.object, field);
}
