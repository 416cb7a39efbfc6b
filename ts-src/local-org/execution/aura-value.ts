import type { ApexCode } from '../apex/load/index.ts';
import { ApexList, ApexMap, ApexSet, EnumValue } from '../apex/runtime/index.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDouble, ApexTime, Decimal, SObjectRecord } from '../values/index.ts';
import { NotImplementedError } from './errors.ts';

type FindMeta = ApexCode['meta'];

/**
 * What a component gets for the result of an `@AuraEnabled` method: records without attributes and without their null fields,
 * children as arrays, objects with their `@AuraEnabled` members only.
 */
export function auraValue(value: unknown, meta: FindMeta): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object') return value;
  if (value instanceof SObjectRecord) return auraRecord(value, meta);
  if (value instanceof ApexList || value instanceof ApexSet) return [...value].map((item) => auraValue(item, meta));
  if (value instanceof ApexMap) return Object.fromEntries([...value.entries()].map(([key, item]) => [String(auraValue(key, meta)), auraValue(item, meta)]));
  if (value instanceof Decimal) return value.toNumber();
  if (value instanceof ApexDouble) return value.value;
  if (value instanceof ApexDatetime) return new Date(value.ms).toISOString();
  if (value instanceof ApexDate) return value.toString();
  if (value instanceof ApexTime) return value.ms;
  if (value instanceof ApexBlob) return value.toBase64();
  if (value instanceof EnumValue) return value.$name;
  return auraObject(value, meta);
}

function auraRecord(record: SObjectRecord, meta: FindMeta): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(record.aggregate ?? record.fields)) if (item !== null) out[name] = auraValue(item, meta);
  for (const [name, parent] of Object.entries(record.parents ?? {})) if (parent !== null) out[name] = auraRecord(parent, meta);
  for (const [name, rows] of Object.entries(record.childRows ?? {})) if (rows.length > 0) out[name] = rows.map((row) => auraRecord(row, meta));
  return out;
}

function auraObject(value: object, meta: FindMeta): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  let type = (value.constructor as { $meta?: { readonly name: string } }).$meta;
  if (!type) throw new NotImplementedError(`returning ${value.constructor.name} to a component`);
  while (type) {
    const found: ReturnType<FindMeta> = meta(type.name);
    for (const field of found?.fields ?? []) {
      if (field.static || !field.readable || !field.annotations.some((each) => each.name === 'auraenabled') || field.name in out) continue;
      out[field.name] = auraValue((value as Record<string, unknown>)[field.key], meta);
    }
    type = found?.superclass ? meta(found.superclass) : undefined;
  }
  return out;
}
