import type { ApexDate, ApexDatetime, ApexTime, Decimal } from '../../values/index.ts';
import type { FlowElement } from './elements.ts';

/** A flow as its metadata says it: typed, names as written, nothing resolved. See elements.ts for the boxes of the canvas. */
export interface FlowModel {
  readonly name: string;
  readonly label: string;
  readonly file: string;
  /** `65.0` */
  readonly apiVersion: string;
  /** `AutoLaunchedFlow`, `Flow` (screens), `InvocableProcess`… */
  readonly processType: string;
  /** Only `Active` flows run. */
  readonly status: string;
  readonly runInMode: RunInMode;
  readonly triggerOrder: number | undefined;
  readonly interviewLabel: string | undefined;
  readonly description: string | undefined;
  readonly start: FlowStart;
  /** By name as written; names are unique in a flow whatever their case. */
  readonly elements: ReadonlyMap<string, FlowElement>;
  readonly resources: ReadonlyMap<string, FlowResource>;
  /** Features of the flow as a whole that the local org does not know. */
  readonly unsupported: readonly string[];
}

export type RunInMode = 'DefaultMode' | 'SystemModeWithSharing' | 'SystemModeWithoutSharing';

/** Data types in the words of the metadata. */
export type FlowDataType = 'String' | 'Number' | 'Currency' | 'Boolean' | 'Date' | 'DateTime' | 'Time' | 'Picklist' | 'Multipicklist' | 'SObject' | 'Apex';

export const DATA_TYPES: ReadonlySet<string> = new Set<FlowDataType>(['String', 'Number', 'Currency', 'Boolean', 'Date', 'DateTime', 'Time', 'Picklist', 'Multipicklist', 'SObject', 'Apex']);

export type FlowLiteral = string | boolean | Decimal | ApexDate | ApexDatetime | ApexTime | null;

/** Where a value comes from. */
export type FlowSource =
  | { readonly kind: 'literal'; readonly value: FlowLiteral }
  /** Text with `{!name}` in it. */
  | { readonly kind: 'template'; readonly text: string }
  /** `Account.Name`, `$Record.Id`, `myVariable`. */
  | { readonly kind: 'reference'; readonly reference: string }
  | { readonly kind: 'formula'; readonly expression: string; readonly dataType: FlowDataType };

/** One comparison; `right` is absent where the metadata gives none. */
export interface FlowCondition {
  readonly left: string;
  /** `EqualTo`, `IsNull`, `WasSelected`… */
  readonly operator: string;
  readonly right: FlowSource | undefined;
}

export interface FlowConditions {
  /** `and`, `or`, or numbers with AND, OR, NOT and brackets: `1 AND (2 OR 3)`. */
  readonly logic: string;
  readonly conditions: readonly FlowCondition[];
}

/** A filter on a field of a queried object, or of $Record in the start. */
export interface FlowFilter {
  readonly field: string;
  readonly operator: string;
  readonly value: FlowSource | undefined;
}

export interface FlowFilters {
  readonly logic: string;
  readonly filters: readonly FlowFilter[];
}

export type TriggerType = 'RecordBeforeSave' | 'RecordAfterSave' | 'RecordBeforeDelete' | 'Scheduled' | 'PlatformEvent' | 'None';

export interface FlowStart {
  readonly connector: string | undefined;
  readonly triggerType: TriggerType;
  /** `Create`, `Update`, `CreateAndUpdate`, `Delete`. */
  readonly recordTriggerType: string | undefined;
  readonly object: string | undefined;
  readonly entry: FlowFilters;
  readonly filterFormula: string | undefined;
  readonly requireChange: boolean;
  readonly schedule: FlowSchedule | undefined;
  readonly scheduledPaths: readonly ScheduledPath[];
  readonly line: number;
  readonly unsupported: readonly string[];
}

export interface FlowSchedule {
  /** `Once`, `Daily`, `Weekly`, `Hourly`… */
  readonly frequency: string;
  readonly startDate: ApexDate | undefined;
  readonly startTime: ApexTime | undefined;
}

export interface ScheduledPath {
  readonly name: string;
  readonly connector: string | undefined;
  /** Runs at once, in a transaction of its own. */
  readonly afterCommit: boolean;
  readonly offset: number;
  /** `Minutes`, `Hours`, `Days`, `Months`. */
  readonly unit: string;
  /** A date or datetime field of the record; undefined: the moment of the save. */
  readonly field: string | undefined;
  readonly maxBatchSize: number;
}

/** What a flow can name beside its elements. */
export type FlowResource = FlowVariable | FlowConstant | FlowFormula | FlowTextTemplate | FlowChoice | FlowChoiceSet | FlowStage;

interface Named {
  readonly name: string;
  readonly line: number;
  readonly unsupported: readonly string[];
}

export interface FlowVariable extends Named {
  readonly kind: 'variable';
  readonly dataType: FlowDataType;
  readonly isCollection: boolean;
  readonly isInput: boolean;
  readonly isOutput: boolean;
  readonly objectType: string | undefined;
  readonly apexClass: string | undefined;
  readonly scale: number | undefined;
  readonly value: FlowSource | undefined;
}

export interface FlowConstant extends Named {
  readonly kind: 'constant';
  readonly dataType: FlowDataType;
  readonly value: FlowSource | undefined;
}

export interface FlowFormula extends Named {
  readonly kind: 'formula';
  readonly dataType: FlowDataType;
  readonly expression: string;
  readonly scale: number | undefined;
}

export interface FlowTextTemplate extends Named {
  readonly kind: 'textTemplate';
  readonly text: string;
  readonly plain: boolean;
}

export interface FlowChoice extends Named {
  readonly kind: 'choice';
  readonly text: string;
  readonly dataType: FlowDataType;
  readonly value: FlowSource | undefined;
}

/** Choices from records, from a picklist, or from a record collection. */
export interface FlowChoiceSet extends Named {
  readonly kind: 'choiceSet';
  readonly dataType: FlowDataType;
  readonly object: string | undefined;
  readonly filters: FlowFilters;
  readonly displayField: string | undefined;
  readonly valueField: string | undefined;
  readonly picklistObject: string | undefined;
  readonly picklistField: string | undefined;
  readonly collection: string | undefined;
  readonly sortField: string | undefined;
  readonly descending: boolean;
  readonly limit: number | undefined;
  readonly outputs: readonly FieldOutput[];
}

export interface FlowStage extends Named {
  readonly kind: 'stage';
  readonly label: string;
  readonly order: number;
  readonly isActive: boolean;
}

/** Field of a found record -> a variable. */
export interface FieldOutput {
  readonly field: string;
  readonly target: string;
}
