import type { FlowElement, ScreenField } from '../model/elements.ts';
import type { FlowResource, FlowVariable } from '../model/types.ts';
import { asDataType } from '../model/values.ts';
import { SObjectRecord } from '../../values/index.ts';
import type { CompiledFlow } from './compiled-flow.ts';
import { FlowFault, notSet } from './errors.ts';
import { FlowStructure, fit, isList, putField, toField } from './flow-value.ts';
import type { FlowType, FlowValue } from './flow-value.ts';
import { globalAt } from './globals.ts';
import type { Interview } from './interview.ts';
import { recordPath } from './record-path.ts';
import type { RecordPath } from './record-path.ts';

/** What a flow writes as `{!name}` or `elementReference`. */
export interface Reference {
  readonly text: string;
  /** Undefined where only the running flow can tell. */
  readonly type: FlowType | undefined;
  /** Percent fields hold 20 for what a formula sees as 0.20. */
  readonly percent: boolean;
  /** @param strict a missing record on the way is a fault (elements); else null (formulas). @throws FlowFault */
  read(interview: Interview, strict?: boolean): FlowValue;
  /** Absent: it cannot be assigned to. */
  readonly write?: (interview: Interview, value: FlowValue) => void;
}

/** Undefined: the flow has nothing of that name. */
export function resolveReference(flow: CompiledFlow, text: string): Reference | undefined {
  const [root, ...path] = text.split('.') as [string, ...string[]];
  const lower = root.toLowerCase();
  if (lower === '$record' || lower === '$record__prior') return triggerReference(flow, text, path, lower === '$record__prior');
  if (root.startsWith('$')) {
    const found = globalAt(flow.host, text.split('.'));
    return found && { text, type: found.type, percent: found.percent, read: (interview) => found.read(interview), ...stageTarget(text) };
  }
  const holder = holderOf(flow, root);
  if (holder === undefined) return undefined;
  return path.length === 0 ? whole(holder, text) : inside(flow, holder, text, path);
}

/** `$Flow.CurrentStage` and `$Flow.ActiveStages` are the globals that a flow may set. */
function stageTarget(text: string): Pick<Reference, 'write'> {
  const lower = text.toLowerCase();
  const name = lower === '$flow.currentstage' ? '$Flow.CurrentStage' : lower === '$flow.activestages' ? '$Flow.ActiveStages' : undefined;
  return name === undefined ? {} : { write: (interview, value) => interview.set(name, value) };
}

/** Something with a value of its own: variable, constant, formula, element with an output, screen field, choice. */
interface Holder {
  readonly type: FlowType | undefined;
  readonly read: (interview: Interview) => FlowValue;
  readonly write?: (interview: Interview, value: FlowValue) => void;
}

function whole(holder: Holder, text: string): Reference {
  const { type, read, write } = holder;
  return { text, type, percent: false, read, ...(write === undefined ? {} : { write: (interview, value) => write(interview, type === undefined ? value : fit(value, type, interview.zone)) }) };
}

/** A field of a record, or a member of an Apex-defined value or of stored outputs. */
function inside(flow: CompiledFlow, holder: Holder, text: string, path: readonly string[]): Reference | undefined {
  const { type } = holder;
  if (type?.dataType === 'SObject' && type.object !== undefined) {
    const object = type.object;
    const field = recordPath(flow.host.schema, object, path, text);
    if (field === undefined) return undefined;
    const record = (interview: Interview): SObjectRecord | null => asRecord(holder.read(interview));
    const make = (interview: Interview): SObjectRecord => {
      const made = new SObjectRecord(object);
      holder.write?.(interview, made);
      return made;
    };
    return fieldReference(text, field, record, make);
  }
  const read = (interview: Interview, strict = true): FlowValue => {
    let value = holder.read(interview);
    for (const name of path) {
      if (value === null) {
        if (strict) throw notSet(text);
        return null;
      }
      value = member(value, name);
    }
    return value;
  };
  const write = (interview: Interview, value: FlowValue): void => {
    let at = holder.read(interview);
    if (at === null && type?.dataType === 'Apex') holder.write?.(interview, (at = new FlowStructure(type.apexClass)));
    for (const name of path.slice(0, -1)) at = at === null ? null : member(at, name);
    if (at instanceof FlowStructure) at.set(path.at(-1)!, value);
    else if (at instanceof SObjectRecord) putNamed(at, path.at(-1)!, value);
    else throw notSet(text);
  };
  return { text, type: type?.dataType === 'Apex' || type === undefined ? flow.memberType(type, path) : undefined, percent: false, read, write };
}

function member(value: FlowValue, name: string): FlowValue {
  if (value instanceof FlowStructure) return value.get(name);
  if (value instanceof SObjectRecord) {
    const field = value.definition.field(name);
    return field === undefined ? null : (value.fields[field.name] ?? null);
  }
  return null;
}

function putNamed(record: SObjectRecord, name: string, value: FlowValue): void {
  const field = record.definition.field(name);
  if (field === undefined) throw new FlowFault(`The field ${name} does not exist on ${record.definition.name}.`);
  putField(record, field.name, toField(field, value));
}

function fieldReference(text: string, path: RecordPath, record: (interview: Interview) => SObjectRecord | null, make: (interview: Interview) => SObjectRecord): Reference {
  const { own } = path;
  return {
    text,
    type: path.type,
    percent: path.type.field?.type === 'percent',
    read: (interview, strict = true) => {
      const from = record(interview);
      if (from !== null) return path.read(interview, from, strict);
      if (strict) throw notSet(text);
      return null;
    },
    ...(own === undefined ? {} : { write: (interview: Interview, value: FlowValue) => putField(record(interview) ?? make(interview), own.name, toField(own, value)) }),
  };
}

function asRecord(value: FlowValue): SObjectRecord | null {
  if (value instanceof SObjectRecord) return value;
  return isList(value) && value.length === 1 ? asRecord(value[0]!) : null;
}

/** `$Record`, `$Record.Name`, `$Record__Prior.Name`. */
function triggerReference(flow: CompiledFlow, text: string, path: readonly string[], prior: boolean): Reference | undefined {
  const object = flow.triggerObject;
  if (object === undefined) return undefined;
  const record = (interview: Interview): SObjectRecord | null => (prior ? interview.trigger?.prior : interview.trigger?.record) ?? null;
  if (path.length === 0) return { text, type: { dataType: 'SObject', collection: false, object }, percent: false, read: record };
  const field = recordPath(flow.host.schema, object, path, text);
  if (field === undefined) return undefined;
  const reference = fieldReference(text, field, record, () => { throw notSet(text); });
  if (!prior) return reference;
  // A new record has no prior values; asking for one is no fault.
  return { text, type: reference.type, percent: reference.percent, read: (interview, strict) => (record(interview) === null ? null : reference.read(interview, strict)) };
}

function holderOf(flow: CompiledFlow, name: string): Holder | undefined {
  const resource = flow.resource(name);
  if (resource !== undefined) return resourceHolder(flow, resource);
  const element = flow.element(name);
  if (element !== undefined) return elementHolder(flow, element);
  const field = flow.screenField(name);
  if (field !== undefined) return screenHolder(field);
  const outcome = flow.outcome(name);
  return outcome === undefined ? undefined : { type: { dataType: 'Boolean', collection: false }, read: (interview) => interview.outcomes.has(outcome) };
}

function resourceHolder(flow: CompiledFlow, resource: FlowResource): Holder {
  const { name } = resource;
  switch (resource.kind) {
    case 'variable':
      return stored(name, variableType(flow, resource));
    case 'formula':
      return { type: { dataType: resource.dataType, collection: false, ...(resource.scale === undefined ? {} : { scale: resource.scale }) }, read: (interview) => flow.formula(resource).run(interview) };
    case 'textTemplate':
      return { type: { dataType: 'String', collection: false }, read: (interview) => flow.template(resource.text)(interview) };
    case 'constant':
      return { type: { dataType: resource.dataType, collection: false }, read: (interview) => flow.source(resource.value)(interview) };
    case 'choice':
      return { type: { dataType: resource.dataType, collection: false }, read: (interview) => (resource.value === undefined ? flow.template(resource.text)(interview) : flow.source(resource.value)(interview)) };
    case 'stage':
      return { type: { dataType: 'String', collection: false }, read: () => name };
    case 'choiceSet':
      return { type: { dataType: resource.dataType, collection: false }, read: (interview) => interview.get(name) };
  }
}

export function variableType(flow: CompiledFlow, variable: FlowVariable): FlowType {
  const object = variable.objectType === undefined ? undefined : flow.host.schema.object(variable.objectType);
  return {
    dataType: variable.dataType,
    collection: variable.isCollection,
    ...(object === undefined ? {} : { object }),
    ...(variable.apexClass === undefined ? {} : { apexClass: variable.apexClass }),
    ...(variable.scale === undefined ? {} : { scale: variable.scale }),
  };
}

function stored(name: string, type: FlowType | undefined): Holder {
  return { type, read: (interview) => interview.get(name), write: (interview, value) => interview.set(name, value) };
}

function elementHolder(flow: CompiledFlow, element: FlowElement): Holder {
  const { name } = element;
  switch (element.kind) {
    case 'loop': {
      const collection = flow.reference(element.collection);
      const { collection: _many, ...item } = collection?.type ?? { dataType: 'String' as const, collection: true };
      return stored(name, { ...item, collection: false });
    }
    case 'lookup': {
      const object = flow.host.schema.object(element.object);
      return stored(name, { dataType: 'SObject', collection: !element.first, ...(object === undefined ? {} : { object }) });
    }
    case 'create':
      return stored(name, { dataType: 'String', collection: false });
    case 'collection': {
      const type = flow.reference(element.collection)?.type;
      return stored(name, type);
    }
    case 'decision':
      return { type: { dataType: 'Boolean', collection: false }, read: (interview) => interview.visited.has(name) };
    case 'action': case 'subflow':
      return stored(name, undefined);
    default:
      return { type: { dataType: 'Boolean', collection: false }, read: (interview) => interview.visited.has(name) };
  }
}

function screenHolder(field: ScreenField): Holder {
  if (field.fieldType === 'ComponentInstance') return stored(field.name, undefined);
  const many = field.fieldType === 'MultiSelectPicklist' || field.fieldType === 'MultiSelectCheckboxes';
  return stored(field.name, { dataType: many ? 'String' : (asDataType(field.dataType) ?? 'String'), collection: false, ...(field.scale === undefined ? {} : { scale: field.scale }) });
}
