import { current } from '../../execution/context.ts';
import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import type { FieldPath, SoqlQuery } from '../../soql/ast.ts';
import { keyPrefix } from '../../values/index.ts';
import type { SObjectRecord } from '../../values/index.ts';
import type { RunAccess } from './interview.ts';

const AT = { line: 1, column: 1 } as const;

export function pathOf(...parts: readonly string[]): FieldPath {
  return { kind: 'path', parts, at: AT };
}

/** Records that came in one go: what one of them needs of its parents is read for all of them. */
const groups = new WeakMap<SObjectRecord, readonly SObjectRecord[]>();

export function belongTogether(records: readonly SObjectRecord[]): void {
  for (const record of records) groups.set(record, records);
}

/** A copy is read along with what its original came with. */
export function joinGroup(copy: SObjectRecord, original: SObjectRecord): void {
  const group = groups.get(original);
  if (group !== undefined) groups.set(copy, group);
}

/** Parents of records that flows look through (`{!$Record.Account.Owner.Name}`): one query for each relationship of a batch. */
export class RelatedRecords {
  private readonly access: RunAccess;
  private readonly found = new Map<string, SObjectRecord | null>();

  constructor(access: RunAccess) {
    this.access = access;
  }

  /** The parent behind a reference field; null: there is none, or it cannot be seen. */
  parent(record: SObjectRecord, reference: FieldDef): SObjectRecord | null {
    const id = referenceOf(record, reference);
    if (id === null) return null;
    const known = record.parents?.[reference.relationshipName ?? ''];
    if (known !== undefined && known !== null && known.id === id) return known;
    if (!this.found.has(id)) this.load(id, (groups.get(record) ?? []).map((other) => referenceOf(other, reference)));
    return this.found.get(id) ?? null;
  }

  /** The row of a global (`$User`, `$Profile`) by id; null: there is none, or it cannot be seen. */
  row(id: string | null): SObjectRecord | null {
    if (id === null) return null;
    if (!this.found.has(id)) uncounted(() => this.load(id, []));
    return this.found.get(id) ?? null;
  }

  /** The one row of an object that has one: Organization. */
  only(objectName: string): SObjectRecord | null {
    const known = this.found.get(objectName);
    if (known !== undefined) return known;
    const object = current().schema.object(objectName);
    const row = object === undefined ? undefined : uncounted(() => current().query(everyRow(object, this.access), this.access)).rows[0];
    this.found.set(objectName, row ?? null);
    return row ?? null;
  }

  private load(id: string, others: readonly (string | null)[]): void {
    const object = current().schema.objectByPrefix(keyPrefix(id));
    const ids = new Set([id, ...others.filter((other) => other !== null && keyPrefix(other) === keyPrefix(id))] as string[]);
    for (const each of ids) if (!this.found.has(each)) this.found.set(each, null);
    if (object === undefined) return;
    const { rows } = current().query(byIds(object, this.access), { ...this.access, bind: () => [...ids] });
    for (const row of rows) this.found.set(row.id!, row);
    belongTogether(rows);
  }
}

/** Globals are the platform's own reads: they cost the transaction nothing. */
function uncounted<T>(work: () => T): T {
  const { limits } = current();
  limits.push();
  try {
    return work();
  } finally {
    limits.pop();
  }
}

function referenceOf(record: SObjectRecord, reference: FieldDef): string | null {
  const value = record.fields[reference.name];
  return typeof value === 'string' && value !== '' ? value : null;
}

const queries = new WeakMap<SObjectDef, SoqlQuery>();

/** All fields of the rows with the bound ids. */
export function byIds(object: SObjectDef, access: RunAccess): SoqlQuery {
  const known = access.mode === 'system' ? queries.get(object) : undefined;
  if (known !== undefined) return known;
  const query: SoqlQuery = {
    kind: 'soql', select: readableFields(object, access).map((name) => ({ kind: 'field', field: pathOf(name) })), from: { name: object.name },
    where: { kind: 'comparison', left: pathOf('Id'), operator: 'in', right: { kind: 'bind', index: 0, name: 'ids', at: AT }, at: AT }, allRows: false, at: AT,
  };
  if (access.mode === 'system') queries.set(object, query);
  return query;
}

function everyRow(object: SObjectDef, access: RunAccess): SoqlQuery {
  return { kind: 'soql', select: readableFields(object, access).map((name) => ({ kind: 'field', field: pathOf(name) })), from: { name: object.name }, limit: { kind: 'number', text: '1' }, allRows: false, at: AT };
}

/** Names of the fields that the user may read; all of them in system mode. Compound fields and blobs stay out. */
export function readableFields(object: SObjectDef, access: RunAccess): readonly string[] {
  const { permissions } = current().user;
  return object.fields
    .filter(({ type }) => type !== 'address' && type !== 'location' && type !== 'base64' && type !== 'anytype')
    .filter(({ name }) => name === 'Id' || access.mode === 'system' || permissions.field(object.name, name).read)
    .map(({ name }) => name);
}
