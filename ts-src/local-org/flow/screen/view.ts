import type { FieldDef } from '../../schema/model.ts';
import type { ScreenElement } from '../model/elements.ts';
import type { FlowVariable } from '../model/types.ts';
import type { FlowValue } from '../run/flow-value.ts';
import type { Interview } from '../run/interview.ts';
import { toJson } from '../run/json.ts';
import type { FieldProblem } from './answers.ts';
import type { CompiledField } from './fields.ts';

/** What a browser gets after each step; README.md documents it. All values are JSON. */
export interface FlowView {
  readonly interviewId: string;
  readonly flowName: string;
  readonly flowTitle: string;
  readonly status: 'STARTED' | 'PAUSED' | 'FINISHED' | 'ERROR';
  readonly screen: ScreenView | null;
  readonly errors: readonly { readonly field: string | null; readonly message: string }[];
  readonly outputVariables: readonly OutputVariable[];
  readonly activeStages: readonly StageView[];
  readonly currentStage: StageView | null;
}

export interface ScreenView {
  readonly name: string;
  readonly label: string;
  readonly helpText: string | null;
  readonly showHeader: boolean;
  readonly showFooter: boolean;
  readonly pausedText: string | null;
  /** null: the button is not there. `next` is there when another element follows, `finish` when none does. */
  readonly buttons: { readonly back: string | null; readonly next: string | null; readonly finish: string | null; readonly pause: string | null };
  readonly fields: readonly FieldView[];
}

export interface FieldView {
  readonly name: string;
  /** As in the metadata: `InputField`, `DropdownBox`, `ComponentInstance`… */
  readonly type: string;
  readonly dataType: string;
  /** HTML for DisplayText, text else. */
  readonly label: string;
  readonly helpText: string | null;
  readonly required: boolean;
  readonly visible: boolean;
  readonly scale: number | null;
  readonly value: unknown;
  readonly choices: readonly { readonly name: string; readonly label: string; readonly value: unknown }[];
  /** `c:twinPicker`, `flowruntime:email`. */
  readonly component: string | null;
  /** Of a component what the flow gives it now (`value` has what it holds), of a section its width. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Of fields of a record. */
  readonly objectField: ObjectFieldView | null;
  readonly error: string | null;
  readonly fields: readonly FieldView[];
}

export interface ObjectFieldView {
  /** As in a describe: `email`, `textarea`, `reference`… */
  readonly type: string;
  readonly maxLength: number | null;
  /** The object a reference points to. */
  readonly referenceTo: string | null;
  readonly readOnly: boolean;
}

/** As `lightning-flow` hands it to `onstatuschange`. */
export interface OutputVariable {
  readonly name: string;
  readonly dataType: string;
  readonly isCollection: boolean;
  readonly objectType: string | null;
  readonly value: unknown;
}

export interface StageView {
  readonly name: string;
  readonly label: string;
}

export function screenView(interview: Interview, screen: ScreenElement, fields: readonly CompiledField[], canGoBack: boolean, problems: readonly FieldProblem[]): ScreenView {
  const merged = (text: string | undefined): string | null => (text === undefined ? null : interview.flow.template(text)(interview));
  const last = screen.next === undefined;
  return {
    name: screen.name, label: screen.label, helpText: merged(screen.helpText), showHeader: screen.showHeader, showFooter: screen.showFooter, pausedText: merged(screen.pausedText),
    buttons: {
      back: screen.allowBack && canGoBack ? (screen.backLabel ?? 'Previous') : null,
      next: last ? null : (screen.nextLabel ?? 'Next'),
      finish: last && screen.allowFinish ? (screen.nextLabel ?? 'Finish') : null,
      pause: screen.allowPause ? (screen.pauseLabel ?? 'Pause') : null,
    },
    fields: fields.map((field) => fieldView(interview, field, new Map(problems.map((problem) => [problem.field, problem.message])), true)),
  };
}

function fieldView(interview: Interview, compiled: CompiledField, problems: ReadonlyMap<string, string>, shown: boolean): FieldView {
  const { field, kind, definition } = compiled;
  const visible = shown && compiled.visible(interview);
  const label = field.text === undefined ? (definition?.label ?? '') : interview.flow.template(field.text)(interview);
  return {
    name: field.name, type: field.fieldType, dataType: compiled.type.dataType, label, visible,
    helpText: field.helpText === undefined ? (definition?.inlineHelpText ?? null) : interview.flow.template(field.helpText)(interview),
    required: field.isRequired || (kind === 'objectField' && definition?.nillable === false && definition.type !== 'boolean'),
    scale: field.scale ?? definition?.scale ?? null,
    value: visible ? shownValue(interview, compiled) : null,
    choices: visible && kind !== 'component' && kind !== 'container' ? compiled.choices(interview).map(({ name, label: text, value }) => ({ name, label: text, value: toJson(value) })) : [],
    component: field.extension ?? null,
    inputs: kind === 'component' || kind === 'container' ? jsonOf(compiled.inputs(interview)) : {},
    objectField: kind === 'objectField' && definition !== undefined ? objectFieldView(definition) : null,
    error: problems.get(field.name) ?? null,
    fields: compiled.fields.map((inner) => fieldView(interview, inner, problems, visible)),
  };
}

function shownValue(interview: Interview, { field, kind }: CompiledField): unknown {
  switch (kind) {
    case 'display': case 'container': return null;
    case 'objectField': return toJson(interview.flow.needed(field.objectField!).read(interview, false));
    default: return toJson(interview.get(field.name));
  }
}

function objectFieldView({ type, length, referenceTo, updateable }: FieldDef): ObjectFieldView {
  return { type, maxLength: length > 0 ? length : null, referenceTo: referenceTo?.[0] ?? null, readOnly: !updateable };
}

function jsonOf(values: Readonly<Record<string, FlowValue>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toJson(value)]));
}

export function outputVariables(interview: Interview): readonly OutputVariable[] {
  return interview.flow.variables('isOutput').map((variable: FlowVariable) => ({
    name: variable.name, dataType: variable.dataType, isCollection: variable.isCollection, objectType: variable.objectType ?? null, value: toJson(interview.get(variable.name)),
  }));
}

export function stageViews(interview: Interview): { readonly activeStages: readonly StageView[]; readonly currentStage: StageView | null } {
  const view = (name: FlowValue): StageView | undefined => {
    const stage = typeof name === 'string' ? interview.flow.resource(name) : undefined;
    return stage?.kind === 'stage' ? { name: stage.name, label: stage.label } : undefined;
  };
  const active = interview.get('$Flow.ActiveStages') ?? interview.flow.activeStages;
  return { activeStages: (Array.isArray(active) ? active : []).map(view).filter((stage) => stage !== undefined), currentStage: view(interview.get('$Flow.CurrentStage')) ?? null };
}
