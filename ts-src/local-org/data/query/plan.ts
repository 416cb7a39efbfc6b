import type { SObjectDef } from '../../schema/model.ts';
import type { SoqlQuery } from '../../soql/ast.ts';
import type { Value } from '../../values/index.ts';
import type { SqlValue } from '../store/storage.ts';
import type { Param, QueryRun } from './fragment.ts';
import type { Touched } from './scope.ts';

/** A compiled query: its SQL and how to read the rows. Good for every run with the same bind shape, mode and filter keys. */
export interface Plan {
  readonly kind: 'count' | 'rows' | 'aggregate';
  readonly object: SObjectDef;
  readonly sql: string;
  readonly params: readonly Param[];
  readonly record: RecordShape;
  readonly aggregates: readonly AggregateColumn[];
  /** Aggregates: index of the number of rows behind each group. */
  readonly usedRows: number;
  readonly children: readonly ChildPlan[];
  readonly typeofs: readonly TypeofPlan[];
  readonly forUpdate: boolean;
  readonly touched: readonly Touched[];
  readonly filtered: readonly SObjectDef[];
}

export interface FieldColumn {
  readonly name: string;
  readonly index: number;
  readonly decode: (raw: SqlValue, run: QueryRun) => Value;
}

export interface RecordShape {
  /** Known object, or null when the id's prefix tells (references to several objects). */
  readonly object: SObjectDef | null;
  readonly idIndex: number;
  readonly fields: readonly FieldColumn[];
  readonly parents: readonly { readonly name: string; readonly shape: RecordShape }[];
}

export interface AggregateColumn {
  readonly name: string;
  readonly read: (row: readonly SqlValue[], run: QueryRun) => Value;
}

export interface ChildPlan {
  readonly name: string;
  /** Index of the reference to the parent in the child's row. */
  readonly keyIndex: number;
  readonly plan: Plan;
}

export interface TypeofPlan {
  readonly name: string;
  readonly keyIndex: number;
  /** By object name: `SELECT … FROM object WHERE Id IN :0`; null fetches nothing but the id. */
  readonly branch: (object: SObjectDef) => SoqlQuery | null;
}
