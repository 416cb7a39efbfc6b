import { ApexBlob, ApexDate, ApexDatetime, Geolocation, PostalAddress, SObjectRecord } from '../../values/index.ts';
import { ApexList } from './collections/list.ts';
import { ApexMap } from './collections/map.ts';
import { ApexSet } from './collections/set.ts';
import { instanceFields, metaOf, userMethod } from './user-class.ts';

/** Collections show this many elements, then `...`. */
const SHOWN = 10;

/** What string concatenation, System.debug and String.valueOf(Object) make of a value. Dates carry a time, date-times are in GMT. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return 'null';
  if (typeof value !== 'object') return String(value);
  return objectText(value, []);
}

function nested(value: unknown, path: readonly object[]): string {
  return value !== null && typeof value === 'object' ? objectText(value, path) : textOf(value);
}

function objectText(value: object, path: readonly object[]): string {
  if (value instanceof ApexDate) return `${value.toString()} 00:00:00`;
  if (value instanceof ApexDatetime) return value.toWallString();
  if (value instanceof ApexBlob || value instanceof Geolocation || value instanceof PostalAddress) return value.toString();
  if (path.includes(value)) return '(already output)';
  const inside = [...path, value];
  if (value instanceof SObjectRecord) return recordText(value, inside);
  if (value instanceof ApexList) return `(${elements(value.items, inside)})`;
  if (value instanceof ApexSet) return `{${elements([...value], inside)}}`;
  if (value instanceof ApexMap) return `{${[...value.entries()].map(([k, v]) => `${nested(k, inside)}=${nested(v, inside)}`).join(', ')}}`;
  const own = userMethod(value, 'tostring');
  if (own !== undefined) return String(own.call(value));
  const meta = metaOf(value);
  return meta === undefined ? String(value) : userText(value, meta.name, inside);
}

function elements(items: readonly unknown[], path: readonly object[]): string {
  const shown = items.slice(0, SHOWN).map((item) => nested(item, path));
  if (items.length > SHOWN) shown.push('...');
  return shown.join(', ');
}

function userText(value: object, name: string, path: readonly object[]): string {
  const parts = instanceFields(value)
    .filter((field) => field.data)
    .map((field) => `${field.name}=${nested((value as Record<string, unknown>)[field.key] ?? null, path)}`);
  return `${name.slice(name.lastIndexOf('.') + 1)}:[${parts.join(', ')}]`;
}

function recordText(record: SObjectRecord, path: readonly object[]): string {
  const values = record.aggregate ?? record.fields;
  const parts = Object.keys(values).map((name) => `${name}=${nested(values[name], path)}`);
  for (const [name, parent] of Object.entries(record.parents ?? {})) parts.push(`${name}=${nested(parent, path)}`);
  return `${record.aggregate === undefined ? record.definition.name : 'AggregateResult'}:{${parts.join(', ')}}`;
}
