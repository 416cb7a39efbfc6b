import type { RowError } from '../../execution/context.ts';
import type { SObjectDef } from '../../schema/model.ts';
import { SObjectRecord } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';

/** One row on its way through a save. */
export interface Row {
  /** Place in the request. */
  readonly index: number;
  /** What the caller handed in; only its Id is ever written. */
  readonly input: SObjectRecord;
  /** `Trigger.new`: what will be saved. */
  record: SavedRecord;
  /** `Trigger.old`; null on insert. */
  old: SavedRecord | null;
  id: string | null;
  created: boolean;
  errors: RowError[];
  /** False once an attempt to save it has begun. */
  fresh: boolean;
}

export function newRow(index: number, input: SObjectRecord): Row {
  return { index, input, record: new SavedRecord(input.definition), old: null, id: input.id, created: false, errors: [], fresh: true };
}

/** Gives formula fields of rows that are being saved their values. */
export interface FormulaSource {
  formulaValue(record: SavedRecord, name: string): Value;
}

/** A row as triggers see it: every field can be read, formula fields are computed when asked for. */
export class SavedRecord extends SObjectRecord {
  formulas: FormulaSource | null = null;

  override get(name: string): Value {
    const value = this.fields[name];
    if (value !== undefined) return value;
    if (this.formulas !== null && this.definition.field(name)?.formula !== undefined) return this.formulas.formulaValue(this, name);
    return null;
  }
}

export function savedRecord(object: SObjectDef): SavedRecord {
  return new SavedRecord(object);
}

export function fail(row: Row, statusCode: string, message: string, fields: readonly string[] = []): void {
  row.errors.push({ statusCode, message, fields });
}

export function isGood(row: Row): boolean {
  return row.errors.length === 0;
}

/** Takes the messages of addError over into the row. */
export function collectErrors(row: Row, record: SObjectRecord): void {
  if (record.errors === undefined) return;
  for (const { message, field, statusCode } of record.errors) fail(row, statusCode ?? 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, field === undefined ? [] : [field]);
  record.errors = undefined;
}
