import { ApexDate, ApexDatetime, ApexTime, Decimal, SObjectRecord } from '../../values/index.ts';
import type { FlowDataType } from '../model/types.ts';
import { equals } from '../run/compare.ts';
import { FlowStructure, convert, fromField, isList, plainText } from '../run/flow-value.ts';
import type { FlowValue } from '../run/flow-value.ts';
import type { Interview } from '../run/interview.ts';
import { fromJson } from '../run/json.ts';
import { emptyValue, visibleFields } from './fields.ts';
import type { CompiledField } from './fields.ts';

/** What a person entered: by field name; of a component an object of its attributes. */
export type Answers = Readonly<Record<string, unknown>>;

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

const MISSING = 'Please enter some valid input. Input is not optional.';
const INVALID = 'Please enter some valid input.';

/**
 * Takes the answers over into the interview and says what is wrong with them. Fields that are hidden lose their value; answers for
 * fields that the screen does not have are left out.
 */
export function answer(interview: Interview, fields: readonly CompiledField[], answers: Answers): readonly FieldProblem[] {
  const unreadable = new Set<string>();
  const given = new Map(Object.entries(answers).map(([name, value]) => [name.toLowerCase(), value]));
  for (const { field } of visibleFields(fields, interview)) {
    const value = given.get(field.field.name.toLowerCase());
    if (value !== undefined && !take(interview, field, value)) unreadable.add(field.field.name);
  }
  const problems: FieldProblem[] = [];
  for (const { field, visible } of visibleFields(fields, interview)) {
    if (!visible) {
      if (field.kind !== 'display' && field.kind !== 'objectField') interview.values.delete(field.field.name);
      continue;
    }
    const message = unreadable.has(field.field.name) ? INVALID : problemOf(interview, field);
    if (message !== undefined) problems.push({ field: field.field.name, message });
  }
  return problems;
}

/** False: the answer is no value of the field's type. */
function take(interview: Interview, field: CompiledField, json: unknown): boolean {
  const { flow } = interview;
  const { name } = field.field;
  switch (field.kind) {
    case 'display': case 'container':
      return true;
    case 'component': {
      if (typeof json !== 'object' || json === null) return json === null;
      const held = interview.get(name);
      const structure = held instanceof FlowStructure ? held.copy() : new FlowStructure(undefined);
      for (const [attribute, value] of Object.entries(json)) structure.set(attribute, fromJson(value, undefined, flow.host.schema));
      interview.set(name, structure);
      return true;
    }
    case 'multiChoice': {
      const parts = Array.isArray(json) ? json : json === null || json === '' ? [] : String(json).split(';');
      interview.set(name, parts.length === 0 ? null : parts.map(String).join(';'));
      return choose(interview, field, parts);
    }
    default: {
      const value = single(json, field, interview);
      if (value === undefined) return false;
      if (field.kind === 'objectField') flow.needed(field.field.objectField!).write?.(interview, value);
      else interview.set(name, value);
      return field.kind !== 'choice' || value === null || choose(interview, field, [value]);
    }
  }
}

/** Undefined: it does not fit. */
function single(json: unknown, { type }: CompiledField, { flow, zone }: Interview): FlowValue | undefined {
  if (json === null || json === '') return emptyValue(type);
  const value = fromJson(json, undefined, flow.host.schema);
  if (isList(value) || value instanceof SObjectRecord || value instanceof FlowStructure) return undefined;
  const converted = convert(value, type.dataType, zone);
  return hasType(converted, type.dataType) ? converted : undefined;
}

function hasType(value: FlowValue, dataType: FlowDataType): boolean {
  switch (dataType) {
    case 'Number': case 'Currency': return value instanceof Decimal;
    case 'Boolean': return typeof value === 'boolean';
    case 'Date': return value instanceof ApexDate;
    case 'DateTime': return value instanceof ApexDatetime;
    case 'Time': return value instanceof ApexTime;
    default: return typeof value === 'string';
  }
}

/** Only what is offered can be chosen; the fields of a chosen record go where its choice set says. */
function choose(interview: Interview, field: CompiledField, chosen: readonly unknown[]): boolean {
  const choices = field.choices(interview);
  for (const one of chosen) {
    const wanted = fromJson(one, undefined, interview.flow.host.schema) ?? (one as FlowValue);
    const choice = choices.find(({ value }) => equals(value, wanted, interview.zone) || plainText(value) === plainText(wanted));
    if (choice === undefined) return false;
    for (const { field: name, target } of choice.set?.outputs ?? []) {
      const definition = choice.record?.definition.field(name);
      const value = definition === undefined || !(choice.record instanceof SObjectRecord) ? null : fromField(choice.record.fields[definition.name] ?? null);
      interview.flow.needed(target).write?.(interview, value);
    }
  }
  return true;
}

function problemOf(interview: Interview, field: CompiledField): string | undefined {
  if (field.kind === 'display') return undefined;
  if (field.kind === 'component') return brokenRule(interview, field);
  const value = field.kind === 'objectField' ? interview.flow.needed(field.field.objectField!).read(interview, false) : interview.get(field.field.name);
  const required = field.field.isRequired || (field.kind === 'objectField' && field.definition?.nillable === false && field.definition.type !== 'boolean');
  const isEmpty = value === null || value === '' || (typeof value === 'string' && value.trim() === '');
  if (isEmpty) return required ? MISSING : undefined;
  return brokenRule(interview, field);
}

function brokenRule(interview: Interview, { validation }: CompiledField): string | undefined {
  return validation !== undefined && validation.formula.run(interview) !== true ? interview.flow.template(validation.message)(interview) : undefined;
}

/** Outputs of components go to the variables that the screen names. */
export function storeOutputs(interview: Interview, fields: readonly CompiledField[]): void {
  for (const { field, visible } of visibleFields(fields, interview)) {
    if (field.kind !== 'component') continue;
    const held = interview.get(field.field.name);
    for (const { name, target } of field.field.outputs) {
      interview.flow.needed(target).write?.(interview, visible && held instanceof FlowStructure ? held.get(name) : null);
    }
  }
}
