import type { FieldOutput, FlowConditions, FlowFilters, FlowSource } from './types.ts';

/** The boxes of a flow's canvas. Connectors are names of other elements; undefined ends the path. */
export type FlowElement =
  | AssignmentElement | DecisionElement | LoopElement | LookupElement | CreateElement | UpdateElement | DeleteElement | RollbackElement
  | SubflowElement | ActionElement | ScreenElement | CustomErrorElement | CollectionElement | UnknownElement;

export interface ElementBase {
  readonly name: string;
  readonly label: string;
  /** In the flow's file. */
  readonly line: number;
  /** What this element asks for that the local org does not know; running it is then an error. */
  readonly unsupported: readonly string[];
}

export interface AssignmentElement extends ElementBase {
  readonly kind: 'assignment';
  readonly items: readonly { readonly target: string; readonly operator: string; readonly value: FlowSource | undefined }[];
  readonly next: string | undefined;
}

export interface DecisionElement extends ElementBase {
  readonly kind: 'decision';
  readonly rules: readonly (FlowConditions & { readonly name: string; readonly label: string; readonly requireChange: boolean; readonly next: string | undefined })[];
  readonly otherwise: string | undefined;
}

export interface LoopElement extends ElementBase {
  readonly kind: 'loop';
  readonly collection: string;
  readonly descending: boolean;
  /** Older flows name a variable of their own for the current item. */
  readonly variable: string | undefined;
  readonly each: string | undefined;
  readonly after: string | undefined;
}

/** Elements that may fail and then go on elsewhere. */
interface Fallible extends ElementBase {
  readonly next: string | undefined;
  readonly fault: string | undefined;
}

export interface LookupElement extends Fallible {
  readonly kind: 'lookup';
  readonly object: string;
  readonly filters: FlowFilters;
  readonly first: boolean;
  readonly store: boolean;
  readonly queriedFields: readonly string[];
  readonly outputReference: string | undefined;
  readonly outputs: readonly FieldOutput[];
  /** Nothing found: variables become null rather than keep their value. */
  readonly nullIfNone: boolean;
  readonly sortField: string | undefined;
  readonly descending: boolean;
  readonly limit: FlowSource | undefined;
}

export interface FieldInput {
  readonly field: string;
  readonly value: FlowSource | undefined;
}

export interface CreateElement extends Fallible {
  readonly kind: 'create';
  readonly object: string | undefined;
  readonly inputs: readonly FieldInput[];
  /** A record or a collection of records; else `object` and `inputs`. */
  readonly reference: string | undefined;
  readonly idTarget: string | undefined;
  readonly store: boolean;
}

export interface UpdateElement extends Fallible {
  readonly kind: 'update';
  readonly object: string | undefined;
  readonly filters: FlowFilters;
  readonly inputs: readonly FieldInput[];
  readonly reference: string | undefined;
}

export interface DeleteElement extends Fallible {
  readonly kind: 'delete';
  readonly object: string | undefined;
  readonly filters: FlowFilters;
  readonly reference: string | undefined;
}

export interface RollbackElement extends ElementBase {
  readonly kind: 'rollback';
  readonly next: string | undefined;
}

export interface NamedInput {
  readonly name: string;
  readonly value: FlowSource | undefined;
}

export interface NamedOutput {
  readonly name: string;
  readonly target: string;
}

export interface SubflowElement extends ElementBase {
  readonly kind: 'subflow';
  readonly flow: string;
  readonly inputs: readonly NamedInput[];
  readonly outputs: readonly NamedOutput[];
  readonly store: boolean;
  readonly next: string | undefined;
}

export interface ActionElement extends Fallible {
  readonly kind: 'action';
  /** `apex`, `emailSimple`, `flow`… */
  readonly actionType: string;
  readonly action: string;
  readonly inputs: readonly NamedInput[];
  readonly outputs: readonly NamedOutput[];
  readonly store: boolean;
}

export interface CustomErrorElement extends ElementBase {
  readonly kind: 'customError';
  readonly messages: readonly { readonly message: FlowSource; readonly field: string | undefined }[];
  readonly next: string | undefined;
}

export interface CollectionElement extends ElementBase {
  readonly kind: 'collection';
  readonly processor: 'sort' | 'filter' | 'map';
  readonly collection: string;
  /** Variable that stands for the item in conditions and mappings. */
  readonly item: string | undefined;
  readonly conditions: FlowConditions;
  readonly formula: string | undefined;
  readonly sort: readonly { readonly field: string | undefined; readonly descending: boolean; readonly nullsFirst: boolean }[];
  readonly limit: number | undefined;
  readonly outputObject: string | undefined;
  readonly mapItems: readonly { readonly target: string; readonly operator: string; readonly value: FlowSource | undefined }[];
  readonly next: string | undefined;
}

export interface ScreenElement extends ElementBase {
  readonly kind: 'screen';
  readonly allowBack: boolean;
  readonly allowFinish: boolean;
  readonly allowPause: boolean;
  readonly showHeader: boolean;
  readonly showFooter: boolean;
  readonly helpText: string | undefined;
  readonly pausedText: string | undefined;
  readonly nextLabel: string | undefined;
  readonly backLabel: string | undefined;
  readonly pauseLabel: string | undefined;
  readonly fields: readonly ScreenField[];
  readonly next: string | undefined;
}

export interface ScreenField {
  readonly name: string;
  /** `InputField`, `LargeTextArea`, `DropdownBox`, `RadioButtons`, `MultiSelectCheckboxes`, `MultiSelectPicklist`, `DisplayText`, `PasswordField`, `ComponentInstance`, `RegionContainer`, `Region`, `ObjectProvided`… */
  readonly fieldType: string;
  readonly dataType: string | undefined;
  readonly text: string | undefined;
  readonly helpText: string | undefined;
  readonly isRequired: boolean;
  readonly scale: number | undefined;
  readonly defaultValue: FlowSource | undefined;
  readonly defaultChoice: string | undefined;
  readonly choices: readonly string[];
  /** Components: `c:myPicker`, `flowruntime:email`. */
  readonly extension: string | undefined;
  readonly inputs: readonly NamedInput[];
  readonly outputs: readonly NamedOutput[];
  readonly store: boolean;
  /** `ResetValues` or `UseStoredValues`. */
  readonly revisit: string | undefined;
  readonly visibility: FlowConditions | undefined;
  readonly validation: { readonly message: string; readonly formula: string } | undefined;
  readonly objectField: string | undefined;
  readonly fields: readonly ScreenField[];
  readonly line: number;
  readonly unsupported: readonly string[];
}

/** An element of a kind that the local org does not run. */
export interface UnknownElement extends ElementBase {
  readonly kind: 'unknown';
  /** Name of its XML tag: `waits`, `apexPluginCalls`. */
  readonly tag: string;
  readonly targets: readonly string[];
}
