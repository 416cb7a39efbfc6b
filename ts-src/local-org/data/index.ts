/**
 * Storage, queries and the save pipeline. How org.ts wires it:
 *
 *     const engine = openDatabase({ schema, path, automation, sharing, formulas, defaultRecordType, observer });
 *     engine.seed(usersProfilesRecordTypes);            // rows of the org itself, past every rule
 *     engine.replace(typeDef, customMetadataRows);      // after each deploy
 *     // one transaction:
 *     const data = engine.begin(context);               // reads context.user, limits, clock, sharing whenever it needs them
 *     context.query     = (q, o) => data.query(q, o);
 *     context.search    = (q, o) => data.search(q, o);
 *     context.dml       = (r)    => data.dml(r);
 *     context.savepoint = ()     => data.savepoint();   // the caller charges the limit
 *     context.atomic    = (w)    => data.atomic(w);
 *     context.runAs     = (u, w) => data.isolated(...)  // mixed DML starts afresh inside
 *     data.commit() | data.rollback();
 *
 * Errors: `OrgError` (and `QueryError`, which knows its place) for what the platform refuses as a whole; `DmlFailure` for rows of an
 * all-or-none save; `NotImplementedError` for gaps. A bare OrgError from `dml` is what Apex sees as SecurityException
 * (INSUFFICIENT_ACCESS_OR_READONLY) or ListException (LIST_EXCEPTION); from `query` as QueryException.
 * A test org: `openDatabase({ path: ':memory:', … })`, `copyFrom(engine, setupObjects)`.
 */
export { DataEngine, openDatabase } from './engine.ts';
export type { Database } from './store/database.ts';
export type { DatabaseOptions } from './engine.ts';
export { Transaction } from './transaction.ts';
export { isInUse } from './store/database.ts';
export { DatabaseInUseError, DataFileError, fileFault } from './store/data-file-error.ts';
export { QueryError } from './query/errors.ts';
export { quote, quoteText } from './store/layout.ts';
export { encode, storageOf } from './store/storage.ts';
export type {
  Automation, CompiledFormula, EngineHooks, FormulaEngine, FormulaOptions, FormulaScope, RowFilter, RowObserver, SharingPolicy, TransactionView,
  TriggerBatch, TriggerOperation, TriggerPhase,
} from './hooks.ts';
