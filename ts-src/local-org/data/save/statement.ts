import type { AccessMode, DmlOperation, RunningUser, UserPermissions } from '../../execution/context.ts';
import { OrgError } from '../../execution/errors.ts';
import type { SObjectDef } from '../../schema/model.ts';
import type { Automation, EngineHooks, RowFilter, TransactionView, TriggerOperation, TriggerPhase } from '../hooks.ts';
import type { FormulaFunctions } from '../query/formulas.ts';
import type { QueryEngine } from '../query/engine.ts';
import type { Database } from '../store/database.ts';
import type { Layout, Table } from '../store/layout.ts';
import type { RowStore } from '../store/rows.ts';
import type { Sequences } from '../store/sequences.ts';
import type { MixedDml } from './mixed-dml.ts';
import type { Summaries } from './summaries.ts';
import { collectErrors, fail, isGood } from './row.ts';
import type { Row } from './row.ts';

/** What every save needs of the engine and of its transaction. */
export interface SaveServices {
  readonly db: Database;
  readonly layout: Layout;
  readonly rows: RowStore;
  readonly sequences: Sequences;
  readonly queries: QueryEngine;
  readonly formulas: FormulaFunctions;
  readonly summaries: Summaries;
  readonly hooks: EngineHooks;
}

/** State of the transaction that saves share. */
export interface SaveState {
  readonly view: TransactionView;
  /** Saves inside saves. */
  depth: number;
  /** Rows that are in their before trigger: they may not save themselves again. */
  readonly inBefore: Set<string>;
  readonly mixedDml: MixedDml;
  mark(): { rollback(): void; release(): void };
}

/** One save: an object, an operation, whose rights. */
export interface Statement {
  readonly services: SaveServices;
  readonly state: SaveState;
  readonly view: TransactionView;
  /** Asked once: the user of the transaction is computed anew each time. */
  readonly user: RunningUser;
  readonly permissions: UserPermissions;
  readonly object: SObjectDef;
  readonly table: Table;
  readonly mode: AccessMode;
  /** Record access is checked. */
  readonly shared: boolean;
  readonly allOrNone: boolean;
  /** A save of the engine itself (roll-ups): read-only fields may change. */
  readonly internal: boolean;
  readonly allowTruncation: boolean;
}

const MAX_DEPTH = 16;

export function automationOf(statement: Statement): Automation | undefined {
  return statement.services.hooks.automation;
}

/** Rows that nobody but who may modify all may save; what the platform itself saves is not asked. */
export function lockedRows({ services, permissions, object, internal }: Statement, ids: readonly string[]): ReadonlySet<string> | undefined {
  if (internal || services.hooks.locked === undefined || permissions.modifyAllData || permissions.object(object.name).modifyAll) return undefined;
  return services.hooks.locked(ids);
}

/** Will code or a flow see this phase? */
export function isAutomated(statement: Statement, phase: TriggerPhase, operation: TriggerOperation): boolean {
  const automation = automationOf(statement);
  if (automation === undefined) return false;
  return automation.hasTriggers(statement.object, phase, operation) || hasFlows(automation, statement.object, phase, operation);
}

function hasFlows(automation: Automation, object: SObjectDef, phase: TriggerPhase, operation: TriggerOperation): boolean {
  if (automation.runFlows === undefined) return false;
  return automation.hasFlows?.(object, phase, operation) ?? true;
}

/** Runs code and flows of one phase over the good rows and takes their errors over. Before: flows first. After: triggers first. */
export function runAutomation(statement: Statement, phase: TriggerPhase, operation: TriggerOperation, rows: readonly Row[]): void {
  const automation = automationOf(statement);
  if (automation === undefined) return;
  const triggers = (): void => {
    if (automation.hasTriggers(statement.object, phase, operation)) call(statement, phase, operation, rows, (batch) => automation.runTriggers(batch));
  };
  const flows = (): void => {
    if (hasFlows(automation, statement.object, phase, operation)) call(statement, phase, operation, rows, (batch) => automation.runFlows!(batch));
  };
  if (phase === 'before') {
    flows();
    triggers();
  } else {
    triggers();
    flows();
  }
}

function call(statement: Statement, phase: TriggerPhase, operation: TriggerOperation, rows: readonly Row[], run: (batch: Parameters<Automation['runTriggers']>[0]) => void): void {
  const good = rows.filter(isGood);
  if (good.length === 0) return;
  const { state } = statement;
  const deleting = operation === 'delete';
  const newRecords = deleting ? null : good.map((r) => r.record);
  const oldRecords = operation === 'update' || deleting ? good.map((r) => r.old!) : null;
  for (const record of oldRecords ?? []) record.readOnly = true;
  for (const record of newRecords ?? []) record.readOnly = phase === 'after';
  if (state.depth > MAX_DEPTH) {
    const message = `maximum trigger depth exceeded: ${statement.object.name} trigger event ${phase === 'before' ? 'Before' : 'After'}${capital(operation)}`;
    throw new OrgError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message);
  }
  const guarded = phase === 'before' && operation !== 'insert' ? good.map((r) => r.id!).filter((id) => !state.inBefore.has(id)) : [];
  for (const id of guarded) state.inBefore.add(id);
  try {
    run({ object: statement.object, phase, operation, newRecords, oldRecords });
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    for (const row of good) fail(row, error.statusCode, error.message, error.fields);
  } finally {
    for (const id of guarded) state.inBefore.delete(id);
  }
  for (const row of good) collectErrors(row, deleting ? row.old! : row.record);
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}

/** Of these ids, the ones the user has the access to. null: all. */
export function accessible(statement: Pick<Statement, 'services' | 'user' | 'shared'>, object: SObjectDef, access: 'read' | 'edit' | 'delete', ids: readonly string[]): ReadonlySet<string> | null {
  const filter: RowFilter | null = statement.shared ? (statement.services.hooks.sharing?.filter(object, statement.user, access) ?? null) : null;
  if (filter === null) return null;
  const table = statement.services.layout.table(object);
  const sql = `SELECT t."Id" FROM ${table.sql} t WHERE t."Id" IN (SELECT value FROM json_each(?)) AND (${filter.sql('t')})`;
  return new Set(statement.services.db.all(sql, [JSON.stringify(ids), ...filter.params]).map((r) => r[0] as string));
}

/** User mode: object permission. @throws OrgError */
export function checkObject(statement: Statement, operation: Exclude<DmlOperation, 'upsert' | 'merge'>): void {
  if (statement.mode !== 'user') return;
  const granted = statement.permissions.object(statement.object.name);
  const allowed = operation === 'insert' ? granted.create : operation === 'update' ? granted.edit : granted.delete;
  if (!allowed) throw new OrgError('INSUFFICIENT_ACCESS_OR_READONLY', `Access to entity '${statement.object.name}' denied`);
}
