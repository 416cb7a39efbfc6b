import { SObjectRecord } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { track } from '../run/flow-value.ts';
import { belongTogether } from '../run/related.ts';

/** `$Record` after a save: reads the saved row, formulas included, and keeps its own changes. */
class WorkingRecord extends SObjectRecord {
  private readonly source: SObjectRecord;

  constructor(source: SObjectRecord) {
    super(source.definition);
    this.source = source;
    Object.assign(this.fields, source.fields);
  }

  override get(name: string): Value {
    const value = this.fields[name];
    return value !== undefined ? value : this.source.get(name);
  }
}

/** Copies that a flow may change; changed fields are what an update of `$Record` saves. */
export function workingCopies(records: readonly SObjectRecord[]): readonly SObjectRecord[] {
  const copies = records.map((record) => track(new WorkingRecord(record)));
  belongTogether(copies);
  return copies;
}

