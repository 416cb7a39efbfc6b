import type { DeployProblem } from '../../metadata/index.ts';
import type { FlowElement } from '../model/elements.ts';
import type { CompiledFlow } from '../run/compiled-flow.ts';
import { checkElement, placeOf } from './elements.ts';
import { FlowReport } from './report.ts';
import type { Place } from './report.ts';
import { checkResource, placeOfResource } from './resources.ts';
import { FREQUENCIES } from '../trigger/schedule.ts';

/** Elements that a flow before a save may have. */
const BEFORE_SAVE: ReadonlySet<FlowElement['kind']> = new Set(['assignment', 'decision', 'loop', 'lookup', 'update', 'customError', 'collection', 'unknown']);

/**
 * What a deploy of this flow would complain about. Errors stop it; warnings are parts that nothing leads to, and what the local org
 * does not run. Cycles are fine.
 */
export function checkFlow(flow: CompiledFlow): readonly DeployProblem[] {
  const report = new FlowReport(flow);
  const { model } = flow;
  const whole = { name: model.name, kind: 'Flow', line: 1 };
  report.unsupported(whole, model.unsupported);
  checkNames(report);
  checkStart(report);
  for (const resource of model.resources.values()) checkResource(report, resource);
  for (const element of model.elements.values()) {
    checkElement(report, element);
    for (const target of targetsOf(element)) checkTarget(report, placeOf(element), target);
    if (model.start.triggerType === 'RecordBeforeSave' && (!BEFORE_SAVE.has(element.kind) || (element.kind === 'update' && element.reference?.toLowerCase() !== '$record'))) {
      report.error(placeOf(element), "This element isn't supported in a flow that runs before a record is saved.");
    }
  }
  checkReach(report);
  return report.problems;
}

function checkNames(report: FlowReport): void {
  const { model } = report.flow;
  const seen = new Set<string>();
  const places = [...[...model.resources.values()].map(placeOfResource), ...[...model.elements.values()].map(placeOf)];
  for (const place of places) {
    const key = place.name.toLowerCase();
    if (place.name === '') report.error(place, 'The API name is missing.');
    else if (seen.has(key)) report.error(place, `The API name "${place.name}" is used more than once.`);
    seen.add(key);
  }
}

function checkStart(report: FlowReport): void {
  const { start } = report.flow.model;
  const place: Place = { name: 'Start', kind: 'Start', line: start.line };
  report.unsupported(place, start.unsupported);
  if (start.connector !== undefined) checkTarget(report, place, start.connector);
  for (const path of start.scheduledPaths) {
    if (path.connector !== undefined) checkTarget(report, place, path.connector);
    if (path.field !== undefined) report.field(place, report.flow.triggerObject, path.field);
  }
  if (start.triggerType === 'None') return;
  if (start.triggerType !== 'Scheduled' || start.object !== undefined) {
    const object = report.object(place, start.object);
    report.filters(place, object, start.entry, true);
    if (start.filterFormula !== undefined) report.formula(place, start.filterFormula, 'Boolean');
  }
  if ((start.triggerType === 'RecordBeforeSave' || start.triggerType === 'RecordAfterSave') && start.recordTriggerType === undefined) report.error(place, 'The record trigger type is missing.');
  if (start.triggerType === 'Scheduled' && start.schedule === undefined) report.error(place, 'The schedule is missing.');
  if (start.schedule !== undefined && !FREQUENCIES.has(start.schedule.frequency)) report.unsupported(place, [`schedule ${start.schedule.frequency}`]);
}

function checkTarget(report: FlowReport, place: Place, target: string): void {
  if (report.flow.element(target) === undefined) report.error(place, `A connector points to the element "${target}", which doesn't exist.`);
}

export function targetsOf(element: FlowElement): readonly string[] {
  const targets = (): readonly (string | undefined)[] => {
    switch (element.kind) {
      case 'decision': return [element.otherwise, ...element.rules.map(({ next }) => next)];
      case 'loop': return [element.each, element.after];
      case 'lookup': case 'create': case 'update': case 'delete': case 'action': return [element.next, element.fault];
      case 'unknown': return element.targets;
      default: return [element.next];
    }
  };
  return targets().filter((target) => target !== undefined);
}

/** Elements that no path comes to. */
function checkReach(report: FlowReport): void {
  const { model } = report.flow;
  const open = [model.start.connector, ...model.start.scheduledPaths.map(({ connector }) => connector)].filter((target) => target !== undefined);
  const reached = new Set<FlowElement>();
  for (let target = open.pop(); target !== undefined; target = open.pop()) {
    const element = report.flow.element(target);
    if (element === undefined || reached.has(element)) continue;
    reached.add(element);
    open.push(...targetsOf(element));
  }
  if (open.length === 0 && reached.size === 0 && model.elements.size > 0) report.error({ name: 'Start', kind: 'Start', line: model.start.line }, "The Start element isn't connected to another element.");
  for (const element of model.elements.values()) if (!reached.has(element)) report.warning(placeOf(element), "Nothing leads to this element.");
}
