import { current } from '../../../execution/context.ts';
import type { AccessMode, DmlOperation, DmlRequest, RowResult, Savepoint } from '../../../execution/context.ts';
import type { SObjectRecord } from '../../../values/index.ts';
import { executeBatch } from '../async/batch.ts';
import { runningJob } from '../async/jobs.ts';
import { ApexList } from '../collections/list.ts';
import type { ApexMap } from '../collections/map.ts';
import { recordsOf, runDml } from '../database/dml.ts';
import { dynamicQuery, dynamicSearch, rowsAsList } from '../database/query.ts';
import { DeleteResult, EmptyRecycleBinResult, MergeResult, SaveResult, UndeleteResult, UpsertResult } from '../database/results.ts';
import type { DmlResult } from '../database/results.ts';
import { SObjectFieldToken } from '../describe/tokens.ts';
import { TypeException, raise } from '../exceptions.ts';
import { missing, standardClass, statics } from '../missing.ts';
import { AccessLevel, accessMode } from './access-level.ts';
import { Cursor, PaginationCursor } from './cursor.ts';
import { DmlOptions } from './dml-options.ts';
import { required } from './numbers.ts';

/** Trailing arguments of Database.insert and its kin, told apart by their types. */
interface Trailing {
  allOrNone: boolean;
  mode: AccessMode;
  externalIdField?: string;
  options?: DmlRequest['options'];
}

function trailing(args: readonly unknown[]): Trailing {
  const result: Trailing = { allOrNone: true, mode: 'system' };
  for (const arg of args) {
    if (typeof arg === 'boolean') result.allOrNone = arg;
    else if (arg instanceof AccessLevel) result.mode = accessMode(arg);
    else if (arg instanceof SObjectFieldToken) result.externalIdField = arg.$name;
    else if (arg instanceof DmlOptions) {
      result.allOrNone = arg.optallornone ?? false;
      result.options = { allowFieldTruncation: arg.allowfieldtruncation === true, duplicateRuleAllowSave: arg.duplicateruleheader?.allowsave === true };
    } else if (arg !== null && arg !== undefined) throw raise(TypeException, 'Unexpected argument of a Database method');
  }
  return result;
}

type ResultClass = new (result: RowResult) => DmlResult;

function save(operation: DmlOperation, type: ResultClass, display: string): (value: unknown, ...rest: unknown[]) => unknown {
  return (value, ...rest) => {
    const { allOrNone, mode, externalIdField, options } = trailing(rest);
    const results = runDml({
      operation,
      records: recordsOf(value),
      mode,
      sharing: 'inherit',
      allOrNone,
      ...(externalIdField === undefined ? {} : { externalIdField }),
      ...(options === undefined ? {} : { options }),
    }).map((result) => new type(result));
    return value instanceof ApexList ? ApexList.of(`List<Database.${display}>`, results) : (results[0] ?? null);
  };
}

function merge(master: SObjectRecord, losers: unknown, ...rest: unknown[]): unknown {
  const { allOrNone, mode } = trailing(rest);
  const gone = recordsOf(losers);
  const [result] = runDml({ operation: 'merge', records: [required(master)], losers: gone, mode, sharing: 'inherit', allOrNone });
  const merged = new MergeResult(result!, gone.map((record) => record.id!));
  return losers instanceof ApexList ? ApexList.of('List<Database.MergeResult>', [merged]) : merged;
}

/** System.Savepoint */
class SavepointHandle {
  readonly inner: Savepoint;

  constructor(inner: Savepoint) {
    this.inner = inner;
  }
}
standardClass('Savepoint', SavepointHandle);

/** Database.QueryLocator: the query of a batch, or of a StandardSetController. */
export class QueryLocator {
  readonly $text: string;
  readonly $rows: () => ApexList;

  constructor(text: string, rows: () => ApexList) {
    this.$text = text;
    this.$rows = rows;
  }

  getquery(): string {
    return this.$text;
  }

  iterator(): unknown {
    return this.$rows().iterator();
  }
}
standardClass('Database.QueryLocator', QueryLocator);

/** Rows of a locator count by a limit of their own; the start of a batch may find any number. */
function locatorRows(query: () => ApexList): ApexList {
  const { limits } = current();
  limits.charge('queries');
  limits.push('none');
  let rows: ApexList;
  try {
    rows = query();
  } finally {
    limits.pop();
  }
  if (runningJob()?.phase !== 'start') limits.charge('queryLocatorRows', rows.items.length);
  return rows;
}

function locator(source: unknown, mode: AccessMode, binds?: ApexMap): QueryLocator {
  if (typeof source === 'function') {
    const rows = locatorRows(source as () => ApexList);
    return new QueryLocator('', () => rows);
  }
  if (source instanceof ApexList) return new QueryLocator('', () => source);
  const text = required(source as string);
  const rows = locatorRows(() => rowsAsList(dynamicQuery(text, mode, binds)));
  return new QueryLocator(text, () => rows);
}

export const database = statics('Database', {
  query: (text: string, level?: AccessLevel): ApexList => rowsAsList(dynamicQuery(text, accessMode(level))),
  querywithbinds: (text: string, binds: ApexMap, level: AccessLevel): ApexList => rowsAsList(dynamicQuery(text, accessMode(level), binds)),
  countquery: (text: string, level?: AccessLevel): number => dynamicQuery(text, accessMode(level)).count,
  countquerywithbinds: (text: string, binds: ApexMap, level: AccessLevel): number => dynamicQuery(text, accessMode(level), binds).count,
  getquerylocator: (source: unknown, level?: AccessLevel): QueryLocator => locator(source, accessMode(level)),
  getquerylocatorwithbinds: (text: string, binds: ApexMap, level: AccessLevel): QueryLocator => locator(text, accessMode(level), binds),
  getcursor: (text: string, level?: AccessLevel): Cursor => new Cursor(rowsAsList(dynamicQuery(required(text), accessMode(level)))),
  getcursorwithbinds: (text: string, binds: ApexMap, level: AccessLevel): Cursor => new Cursor(rowsAsList(dynamicQuery(required(text), accessMode(level), binds))),
  getpaginationcursor: (text: string, level?: AccessLevel): PaginationCursor => new PaginationCursor(rowsAsList(dynamicQuery(required(text), accessMode(level)))),
  getpaginationcursorwithbinds: (text: string, binds: ApexMap, level: AccessLevel): PaginationCursor => new PaginationCursor(rowsAsList(dynamicQuery(required(text), accessMode(level), binds))),
  insert: save('insert', SaveResult, 'SaveResult'),
  update: save('update', SaveResult, 'SaveResult'),
  upsert: save('upsert', UpsertResult, 'UpsertResult'),
  delete: save('delete', DeleteResult, 'DeleteResult'),
  undelete: save('undelete', UndeleteResult, 'UndeleteResult'),
  merge,
  emptyrecyclebin(value: unknown): unknown {
    const ids = recordsOf(value).map((record) => required(record.id));
    const results = ids.length === 0 ? [] : current().emptyRecycleBin(ids).map((result) => new EmptyRecycleBinResult(result));
    return value instanceof ApexList ? ApexList.of('List<Database.EmptyRecycleBinResult>', results) : (results[0] ?? null);
  },
  /** Counts as a DML statement, and so does the rollback. */
  setsavepoint(): SavepointHandle {
    current().limits.charge('savepoints');
    current().limits.charge('dmlStatements');
    return new SavepointHandle(current().savepoint());
  },
  rollback(savepoint: SavepointHandle): void {
    current().limits.charge('dmlStatements');
    required(savepoint).inner.rollback();
  },
  releasesavepoint: (savepoint: SavepointHandle): void => required(savepoint).inner.release(),
  executebatch(job: object, size?: number): string {
    return executeBatch(required(job), size === undefined ? 200 : required(size));
  },
  convertlead: (): never => missing('Database.convertLead'),
});

/** System.Search */
export const search = statics('Search', {
  query: (text: string, level?: AccessLevel): ApexList => dynamicSearch(required(text), accessMode(level)),
});
