import type { Schema, SObjectDef } from '../../schema/model.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexTime, Decimal, Geolocation, PostalAddress, SObjectRecord } from '../../values/index.ts';
import type { FlowDataType } from '../model/types.ts';
import { FlowStructure, convert, dataTypeOf, isList, toField } from './flow-value.ts';
import type { FlowType, FlowValue } from './flow-value.ts';

/** A flow's value in the JSON shapes of the APIs and of invocable Apex: records with `attributes`, dates as ISO texts. */
export function toJson(value: FlowValue): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Decimal) return value.toNumber();
  if (value instanceof ApexDatetime) return value.toRest();
  if (value instanceof ApexDate || value instanceof ApexTime) return value.toString();
  if (value instanceof ApexBlob) return value.toBase64();
  if (value instanceof SObjectRecord) return recordToJson(value);
  if (value instanceof Geolocation || value instanceof PostalAddress) return value.toJSON();
  if (isList(value)) return value.map(toJson);
  return Object.fromEntries(Object.entries(value.toObject()).map(([name, item]) => [name, toJson(item)]));
}

function recordToJson(record: SObjectRecord): Record<string, unknown> {
  const out: Record<string, unknown> = { attributes: { type: record.definition.name } };
  for (const [name, value] of Object.entries(record.fields)) out[name] = toJson(value);
  return out;
}

/** A JSON shape as a flow's value of that type; without a type by what it looks like. */
export function fromJson(json: unknown, type: FlowType | undefined, schema: Schema): FlowValue {
  if (json === null || json === undefined) return null;
  if (Array.isArray(json)) return json.map((item) => fromJson(item, type === undefined ? undefined : { ...type, collection: false }, schema));
  if (typeof json === 'object') return objectFromJson(json as Record<string, unknown>, type, schema);
  const value = typeof json === 'number' ? Decimal.fromNumber(json) : (json as string | boolean);
  const single = type === undefined || type.dataType === 'SObject' || type.dataType === 'Apex' ? value : convert(value, type.dataType, 'GMT');
  return type?.collection === true ? [single] : single;
}

function objectFromJson(json: Record<string, unknown>, type: FlowType | undefined, schema: Schema): FlowValue {
  const named = (json.attributes as { type?: unknown } | undefined)?.type;
  const object = typeof named === 'string' ? schema.object(named) : type?.dataType === 'SObject' ? type.object : undefined;
  if (object !== undefined) return recordFromJson(json, object, schema);
  return new FlowStructure(type?.apexClass, Object.fromEntries(Object.entries(json).map(([name, value]) => [name, fromJson(value, undefined, schema)])));
}

function recordFromJson(json: Record<string, unknown>, object: SObjectDef, schema: Schema): SObjectRecord {
  const record = new SObjectRecord(object);
  for (const [name, value] of Object.entries(json)) {
    const field = object.field(name);
    if (field !== undefined) record.fields[field.name] = toField(field, fromJson(value, { dataType: dataTypeOf(field.type), collection: false }, schema));
  }
  return record;
}

const APEX_TYPES: Readonly<Record<string, FlowDataType>> = {
  STRING: 'String', ID: 'String', INTEGER: 'Number', LONG: 'Number', DECIMAL: 'Number', DOUBLE: 'Number', BOOLEAN: 'Boolean', DATE: 'Date', DATETIME: 'DateTime', TIME: 'Time', SOBJECT: 'SObject',
};

/** The type of an invocable variable: `STRING`, `LIST<ACCOUNT>`, `MYCLASS.RESULT`. */
export function apexType(name: string, schema: Schema): FlowType {
  const list = /^LIST<(.*)>$/i.exec(name.trim());
  if (list !== null) return { ...apexType(list[1]!, schema), collection: true };
  const dataType = APEX_TYPES[name.trim().toUpperCase()];
  if (dataType !== undefined) return { dataType, collection: false };
  const object = schema.object(name.trim());
  return object === undefined ? { dataType: 'Apex', collection: false, apexClass: name.trim() } : { dataType: 'SObject', collection: false, object };
}

