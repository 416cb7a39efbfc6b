import { SObjectRecord } from '../../values/index.ts';

/** Which record a clone was made from, and that it is one. */
const cloneSources = new WeakMap<SObjectRecord, string | null>();

const TIMESTAMPS = ['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate'];

/**
 * SObject.clone. A deep clone has values of its own; a shallow one shares related records and child rows.
 * Auto-number and time stamps are kept only on request, the Id too.
 */
export function cloneRecord(record: SObjectRecord, preserveId: boolean, deep: boolean, preserveTimestamps: boolean, preserveAutonumber: boolean): SObjectRecord {
  const copy = new SObjectRecord(record.definition);
  for (const name of Object.keys(record.fields)) {
    if (name === 'Id' && !preserveId) continue;
    if (!preserveTimestamps && TIMESTAMPS.includes(name)) continue;
    if (!preserveAutonumber && record.definition.field(name)?.autoNumber !== undefined) continue;
    copy.fields[name] = record.fields[name]!;
  }
  if (record.parents !== undefined) {
    copy.parents = { ...record.parents };
    if (deep) for (const [name, parent] of Object.entries(copy.parents)) copy.parents[name] = parent === null ? null : cloneRecord(parent, true, true, true, true);
  }
  if (record.childRows !== undefined) copy.childRows = { ...record.childRows };
  if (record.aggregate !== undefined) copy.aggregate = { ...record.aggregate };
  copy.queried = record.queried;
  cloneSources.set(copy, record.id);
  return copy;
}

export function isCloned(record: SObjectRecord): boolean {
  return cloneSources.has(record);
}

export function cloneSourceId(record: SObjectRecord): string | null {
  return cloneSources.get(record) ?? null;
}
