import { NotImplementedError } from '../../execution/errors.ts';
import type { FieldDef } from '../../schema/model.ts';
import type { ScreenElement, ScreenField } from '../model/elements.ts';
import { asDataType } from '../model/values.ts';
import { compileConditions } from '../run/conditions.ts';
import type { Predicate } from '../run/conditions.ts';
import type { CompiledFlow } from '../run/compiled-flow.ts';
import { sound } from '../run/errors.ts';
import { FlowStructure, convert, dataTypeOf } from '../run/flow-value.ts';
import type { FlowType, FlowValue } from '../run/flow-value.ts';
import { compileFlowFormula } from '../run/formulas.ts';
import type { CompiledFormula } from '../run/formulas.ts';
import type { Interview } from '../run/interview.ts';
import { toJson } from '../run/json.ts';
import { compileInputs } from '../run/outputs.ts';
import { choicesOf, picklistChoices } from './choices.ts';
import type { Choice } from './choices.ts';

export type FieldKind = 'input' | 'choice' | 'multiChoice' | 'component' | 'display' | 'container' | 'objectField';

const KINDS: Readonly<Record<string, FieldKind>> = {
  InputField: 'input', LargeTextArea: 'input', PasswordField: 'input', DisplayText: 'display', DropdownBox: 'choice', RadioButtons: 'choice',
  MultiSelectCheckboxes: 'multiChoice', MultiSelectPicklist: 'multiChoice', ComponentInstance: 'component', RegionContainer: 'container', Region: 'container', ObjectProvided: 'objectField',
};

export function isScreenFieldType(fieldType: string): boolean {
  return Object.hasOwn(KINDS, fieldType);
}

/** A field of a screen, ready to be shown and answered. */
export interface CompiledField {
  readonly field: ScreenField;
  readonly kind: FieldKind;
  readonly type: FlowType;
  /** Of the record's field it edits. */
  readonly definition: FieldDef | undefined;
  readonly visible: Predicate;
  readonly validation: { readonly formula: CompiledFormula; readonly message: string } | undefined;
  readonly inputs: (interview: Interview) => Record<string, FlowValue>;
  readonly choices: (interview: Interview) => readonly Choice[];
  readonly fields: readonly CompiledField[];
}

const compiled = new WeakMap<ScreenElement, readonly CompiledField[]>();

/** @throws NotImplementedError for kinds of fields that the local org does not show */
export function fieldsOf(flow: CompiledFlow, screen: ScreenElement): readonly CompiledField[] {
  const gap = screen.unsupported[0];
  if (gap !== undefined) throw new NotImplementedError(`flow ${flow.model.name}, element ${screen.name}: ${gap}`);
  let fields = compiled.get(screen);
  if (fields === undefined) compiled.set(screen, (fields = sound(flow.model.name, () => screen.fields.map((field) => compileField(flow, screen, field)))));
  return fields;
}

function compileField(flow: CompiledFlow, screen: ScreenElement, field: ScreenField): CompiledField {
  const kind = KINDS[field.fieldType];
  if (kind === undefined) throw new NotImplementedError(`flow ${flow.model.name}, element ${screen.name}: screen field ${field.fieldType}`);
  const definition = field.objectField === undefined ? undefined : flow.needed(field.objectField).type?.field;
  const dataType = definition === undefined ? (asDataType(field.dataType) ?? (kind === 'input' ? 'String' : 'String')) : dataTypeOf(definition.type);
  const picks = definition?.picklist;
  return {
    field, kind, definition,
    type: { dataType, collection: false, ...(field.scale === undefined ? {} : { scale: field.scale }) },
    visible: field.visibility === undefined ? () => true : compileConditions(flow, field.visibility),
    validation: field.validation && { formula: compileFlowFormula(flow, field.validation.formula, 'Boolean'), message: field.validation.message },
    inputs: compileInputs(flow, field.inputs),
    choices: picks === undefined ? (interview) => choicesOf(interview, field) : () => picklistChoices(definition!),
    fields: field.fields.map((inner) => compileField(flow, screen, inner)),
  };
}

/** All fields, those in sections too; a field in a hidden section is hidden. */
export function* visibleFields(fields: readonly CompiledField[], interview: Interview, shown = true): Generator<{ readonly field: CompiledField; readonly visible: boolean }> {
  for (const field of fields) {
    const visible = shown && field.visible(interview);
    if (field.kind === 'container') yield* visibleFields(field.fields, interview, visible);
    else yield { field, visible };
  }
}

/**
 * Gives fields without a value, and those that have just come into sight, their defaults; a screen that comes again keeps its answers.
 * @param isNew the screen has just been come to
 */
export function enterScreen(interview: Interview, fields: readonly CompiledField[], isNew: boolean): void {
  for (const { field: compiledField } of visibleFields(fields, interview)) {
    const { field, kind, type } = compiledField;
    if (kind === 'display' || kind === 'objectField') continue;
    const keeps = interview.values.has(field.name) && !(isNew && field.revisit === 'ResetValues');
    if (kind === 'component') giveInputs(interview, compiledField, keeps);
    if (kind === 'component' || keeps) continue;
    const { flow } = interview;
    const choice = field.defaultChoice === undefined ? undefined : compiledField.choices(interview).find(({ name }) => name.toLowerCase() === field.defaultChoice!.toLowerCase());
    const value = field.defaultChoice === undefined ? flow.source(field.defaultValue)(interview) : (choice?.value ?? null);
    interview.set(field.name, convert(value, type.dataType, interview.zone) ?? emptyValue(type));
  }
}

/** What nothing entered is: a check box that nobody touched says no. */
export function emptyValue({ dataType }: FlowType): FlowValue {
  return dataType === 'Boolean' ? false : null;
}

/** Attributes of a component: its inputs, and over them what it has told since. An input that changes wins again. */
function giveInputs(interview: Interview, { field, inputs }: CompiledField, keeps: boolean): void {
  // No resource can have this name.
  const lastGiven = `${field.name}#inputs`;
  const now = new FlowStructure(undefined, inputs(interview));
  const [held, before] = [interview.get(field.name), interview.get(lastGiven)];
  interview.set(lastGiven, now);
  if (!keeps || !(held instanceof FlowStructure) || !(before instanceof FlowStructure)) return interview.set(field.name, now.copy());
  const attributes = held.copy();
  for (const [name, value] of Object.entries(now.toObject())) {
    if (JSON.stringify(toJson(value)) !== JSON.stringify(toJson(before.get(name)))) attributes.set(name, value);
  }
  interview.set(field.name, attributes);
}
