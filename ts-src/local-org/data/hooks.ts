import type { FieldType, SObjectDef } from '../schema/model.ts';
import type { AccessMode, Clock, LimitCounters, RunningUser } from '../execution/context.ts';
import type { SObjectRecord } from '../values/record.ts';
import type { Value } from '../values/value.ts';

/** What the data engine asks of others. It imports none of them: the composition root hands them in. */

/** What a transaction asks of the execution context while it runs. An `ExecutionContext` is one; `user` and `sharing` may change on the way (`runAs`). */
export interface TransactionView {
  readonly user: RunningUser;
  readonly limits: LimitCounters;
  readonly clock: Clock;
  readonly sharing: 'with' | 'without';
}

export type TriggerOperation = 'insert' | 'update' | 'delete' | 'undelete';
export type TriggerPhase = 'before' | 'after';

/** Rows of one trigger call, at most 200. `newRecords` is null on delete, `oldRecords` on insert and undelete; same order in both. */
export interface TriggerBatch {
  readonly object: SObjectDef;
  readonly phase: TriggerPhase;
  readonly operation: TriggerOperation;
  /** Before insert and update: writable, what is put here is saved. After: read-only. */
  readonly newRecords: readonly SObjectRecord[] | null;
  readonly oldRecords: readonly SObjectRecord[] | null;
}

/**
 * Code and flows that take part in a save. Row errors are reported by `addError` on the records (on the new ones, on the old
 * ones for delete). An exception of user code that nobody caught arrives as an `OrgError` (CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY and
 * the platform's text) and fails every row of the batch; anything else that is thrown ends the transaction.
 */
export interface Automation {
  hasTriggers(object: SObjectDef, phase: TriggerPhase, operation: TriggerOperation): boolean;
  runTriggers(batch: TriggerBatch): void;
  /** Optional so that an org without flows pays nothing; absent means "maybe" when `runFlows` is there. */
  hasFlows?(object: SObjectDef, phase: TriggerPhase, operation: TriggerOperation): boolean;
  runFlows?(batch: TriggerBatch): void;
  /** Platform events, on insert. Absent: publishing by DML is not implemented. */
  publish?(events: readonly SObjectRecord[]): void;
}

/** A predicate over the rows of one table. */
export interface RowFilter {
  /** Two filters of one object with equal keys have equal SQL; parameters may differ. */
  readonly key: string;
  /** SQL that is true for the rows that pass; `row` is the table's alias, columns are quoted API names (`${row}."OwnerId"`). */
  readonly sql: (row: string) => string;
  /** Values of its `?`, in order. */
  readonly params: readonly (string | number | null)[];
}

/** Record access. `security/` implements it over owner, roles, rules and shares. */
export interface SharingPolicy {
  /** null: the user has this access to every row. */
  filter(object: SObjectDef, user: RunningUser, access: 'read' | 'edit' | 'delete'): RowFilter | null;
}

export interface FormulaScope {
  /** Value at a field path (`['Name']`, `['Account', 'Owner', 'Name']`), one of the formula's `paths`. */
  value(path: readonly string[]): Value;
  /** Before the save, for PRIORVALUE and ISCHANGED; on insert the new value. Fields of the record itself only. */
  prior(path: readonly string[]): Value;
  readonly isNew: boolean;
  readonly object: SObjectDef;
  /** 18 characters, null before insert. */
  readonly id: string | null;
  readonly user: RunningUser;
  readonly now: number;
}

export interface CompiledFormula {
  /** Field paths the formula reads, relative to its object, in the case of the schema. */
  readonly paths: readonly (readonly string[])[];
  /** Of the requested type, or null. @throws OrgError when the platform would refuse the save */
  evaluate(scope: FormulaScope): Value;
}

export interface FormulaEngine {
  compile(object: SObjectDef, source: string, options: FormulaOptions): CompiledFormula;
}

export interface FormulaOptions {
  readonly purpose: 'field' | 'default' | 'validation';
  readonly returns: FieldType;
  readonly blankAsZero: boolean;
}

/** What the engine does with rows, told to whoever listens: race tests, lock checks, change feeds. */
export interface RowObserver {
  /** Rows a query returned, children of rows one object at a time; no ids where it found none or only counted. */
  onRead?(object: SObjectDef, ids: readonly string[]): void;
  /**
   * Rows selected FOR UPDATE (`query`), about to be changed (`save`, before they are loaded), or held because a child of theirs is
   * written (`child`). May throw UNABLE_TO_LOCK_ROW.
   */
  onLock?(object: SObjectDef, ids: readonly string[], by: 'query' | 'save' | 'child'): void;
  /** `platform`: what a statement brings with it, such as roll-ups, cascades and lookups that are emptied. */
  onWrite?(object: SObjectDef, ids: readonly string[], operation: TriggerOperation, by: 'statement' | 'platform'): void;
  /** A point that the transaction may return to: a savepoint, or the begin of a DML statement. */
  onMark?(mark: number): void;
  /** All since that mark is undone, and the locks taken since are free again. */
  onRollback?(mark: number): void;
}

export interface EngineHooks {
  readonly automation?: Automation;
  readonly sharing?: SharingPolicy;
  readonly formulas?: FormulaEngine;
  /** Record type a new row gets when it names none. */
  readonly defaultRecordType?: (object: SObjectDef, user: RunningUser) => string | null;
  /** Which of these records are locked against all but those who may modify all of them. */
  readonly locked?: (ids: readonly string[]) => ReadonlySet<string>;
  /** Who is told now: the engine's to change, see `DataEngine.observe`. */
  observer?: RowObserver | undefined;
}

export type { AccessMode };
