import type { ExecutionContext } from '../../execution/context.ts';
import type { SObjectDef } from '../../schema/model.ts';
import { createHash } from 'node:crypto';
import { ApexDatetime } from '../../values/index.ts';
import type { SObjectRecord, Value } from '../../values/index.ts';
import { fieldValue } from './display-value.ts';
import type { FieldValue } from './display-value.ts';
import { readablePath } from './select.ts';
import type { ResolvedPath } from './select.ts';

/** A record as the UI API writes it. */
export interface RecordJson {
  readonly apiName: string;
  readonly childRelationships: Readonly<Record<string, unknown>>;
  readonly eTag: string;
  readonly fields: Record<string, FieldValue | { displayValue: string | null; value: RecordJson | null }>;
  readonly id: string | null;
  readonly lastModifiedById: string | null;
  readonly lastModifiedDate: string | null;
  readonly recordTypeId: string | null;
  readonly recordTypeInfo: object | null;
  readonly systemModstamp: string | null;
  readonly weakEtag: number;
}

/** Fields that describe every record, where its object has them and the user may read them. */
export function systemPaths(context: ExecutionContext, object: SObjectDef): ResolvedPath[] {
  return ['Id', 'LastModifiedById', 'LastModifiedDate', 'SystemModstamp', 'RecordTypeId'].flatMap((name) => {
    const found = object.field(name) && readablePath(context, object, name);
    return found ? [found] : [];
  });
}

/** Also asks for the id of every related record on the way: the UI API always gives it. */
export function withParentIds(paths: readonly ResolvedPath[]): readonly (readonly string[])[] {
  const all = new Map<string, readonly string[]>();
  for (const { parts } of paths) {
    all.set(parts.join('.'), parts);
    for (let depth = 1; depth < parts.length; depth++) {
      const id = [...parts.slice(0, depth), 'Id'];
      all.set(id.join('.'), id);
    }
  }
  return [...all.values()];
}

/** The record with the asked fields only (and its identity), nested records for relationships. */
export function recordJson(context: ExecutionContext, row: SObjectRecord, paths: readonly (readonly string[])[], currency?: string): RecordJson {
  const object = row.definition;
  const fields: RecordJson['fields'] = {};
  const nested = new Map<string, (readonly string[])[]>();
  for (const parts of paths) {
    const [first, ...rest] = parts as [string, ...string[]];
    if (rest.length > 0) nested.set(first, [...(nested.get(first) ?? []), rest]);
    else {
      const field = object.field(first);
      if (field) fields[field.name] = fieldValue(row.fields[field.name], field, context.user, currency);
    }
  }
  for (const [name, inner] of nested) {
    const parent = row.parents?.[name] ?? null;
    fields[name] = { displayValue: parent ? nameOf(parent) : null, value: parent && recordJson(context, parent, inner, currency) };
  }
  const recordTypeId = (row.fields.RecordTypeId as string | null | undefined) ?? null;
  const modified = row.fields.SystemModstamp ?? row.fields.LastModifiedDate ?? null;
  return {
    apiName: object.name,
    childRelationships: {},
    eTag: createHash('md5').update(JSON.stringify(fields)).digest('hex'),
    fields,
    id: row.id,
    lastModifiedById: (row.fields.LastModifiedById as string | null | undefined) ?? null,
    lastModifiedDate: dateTime(row.fields.LastModifiedDate),
    recordTypeId: recordTypeId ?? MASTER_RECORD_TYPE,
    recordTypeInfo: recordTypeInfo(object, recordTypeId),
    systemModstamp: dateTime(row.fields.SystemModstamp),
    weakEtag: modified instanceof ApexDatetime ? modified.ms : 0,
  };
}

export const MASTER_RECORD_TYPE = '012000000000000AAA';

function recordTypeInfo(object: SObjectDef, id: string | null): object | null {
  const type = id === null ? undefined : object.recordTypes.find((candidate) => candidate.id === id);
  return type ? { available: true, defaultRecordTypeMapping: false, master: false, name: type.label, recordTypeId: type.id } : null;
}

const dateTime = (value: Value | undefined): string | null => (value instanceof ApexDatetime ? new Date(value.ms).toISOString() : null);

function nameOf(row: SObjectRecord): string | null {
  const value = row.fields[row.definition.nameField];
  return typeof value === 'string' ? value : null;
}
