import type { XmlComponent } from '../../metadata/index.ts';
import type { FlowElement } from './elements.ts';
import { Part } from './part.ts';
import { isElementTag, readElement } from './read-elements.ts';
import { isResourceTag, readResource } from './read-resources.ts';
import { readStart } from './read-start.ts';
import type { FlowModel, FlowResource, RunInMode } from './types.ts';

const MODES: ReadonlySet<string> = new Set<RunInMode>(['DefaultMode', 'SystemModeWithSharing', 'SystemModeWithoutSharing']);

/** The model of one flow's metadata. Never fails: what it cannot read is listed as unsupported where it stands. */
export function readFlow({ fullName, file, xml }: XmlComponent): FlowModel {
  const part = new Part(xml);
  const elements = new Map<string, FlowElement>();
  const resources = new Map<string, FlowResource>();
  for (const tag of new Set(xml.children.map((child) => child.name))) {
    if (isElementTag(tag)) for (const child of part.list(tag)) add(elements, readElement(child));
    else if (isResourceTag(tag)) for (const child of part.list(tag)) add(resources, readResource(child));
  }
  const mode = part.word('runInMode') ?? 'DefaultMode';
  const model = {
    name: fullName, file,
    label: part.text('label') ?? fullName, apiVersion: part.word('apiVersion') ?? '65.0', processType: part.word('processType') ?? 'AutoLaunchedFlow',
    status: part.word('status') ?? 'Active', runInMode: MODES.has(mode) ? (mode as RunInMode) : ('DefaultMode' as const), triggerOrder: part.number('triggerOrder'),
    interviewLabel: part.text('interviewLabel'), description: part.text('description'),
    start: readStart(part.child('start'), part.word('startElementReference')), elements, resources,
  };
  part.ignore(
    'areMetricsLoggedToDataCloud', 'environments', 'isTemplate', 'isOverridable', 'overriddenFlow', 'sourceTemplate', 'isAdditionalPermissionRequiredToRun', 'fullName',
    'migratedFromWorkflowRuleName', 'timeZoneSidKey', 'segment', 'customProperties', 'capabilityTypes',
  );
  const own = xml.children.filter((child) => !isElementTag(child.name) && !isResourceTag(child.name) && child.name !== 'start').map((child) => child.name);
  const unsupported = part.unread().filter((path) => own.includes(path));
  return { ...model, unsupported };
}

/** A name given twice keeps both, so that the check can say so. */
function add<T extends { readonly name: string }>(map: Map<string, T>, item: T): void {
  let key = item.name;
  while (map.has(key)) key += '\u0000';
  map.set(key, item);
}
