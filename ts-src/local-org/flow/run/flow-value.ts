import { NotImplementedError } from '../../execution/errors.ts';
import type { FieldDef, FieldType, SObjectDef } from '../../schema/model.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexTime, Decimal, SObjectRecord, toId18 } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import type { FlowDataType } from '../model/types.ts';

/** What a flow's variable can hold: every number is a Decimal, an Id is text. */
export type FlowValue = Value | SObjectRecord | FlowStructure | FlowValue[];

/** An Apex-defined value, the outputs of an action or of a screen component. Names ignore case. */
export class FlowStructure {
  /** Of the Apex class; undefined for bundles of outputs. */
  readonly typeName: string | undefined;
  private readonly entries = new Map<string, { readonly name: string; value: FlowValue }>();

  constructor(typeName: string | undefined, values: Readonly<Record<string, FlowValue>> = {}) {
    this.typeName = typeName;
    for (const [name, value] of Object.entries(values)) this.set(name, value);
  }

  get(name: string): FlowValue {
    return this.entries.get(name.toLowerCase())?.value ?? null;
  }

  set(name: string, value: FlowValue): void {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) this.entries.set(name.toLowerCase(), { name, value });
    else entry.value = value;
  }

  toObject(): Record<string, FlowValue> {
    return Object.fromEntries([...this.entries.values()].map(({ name, value }) => [name, value]));
  }

  copy(): FlowStructure {
    return new FlowStructure(this.typeName, this.toObject());
  }
}

/** Type of a variable or reference; `object` and `apexClass` say which record or class. */
export interface FlowType {
  readonly dataType: FlowDataType;
  readonly collection: boolean;
  readonly object?: SObjectDef;
  readonly apexClass?: string;
  readonly scale?: number;
  /** The field it is, where it is one. */
  readonly field?: FieldDef;
}

export function isList(value: FlowValue): value is FlowValue[] {
  return Array.isArray(value);
}

/** A field's value as a flow sees it. */
export function fromField(value: Value): Value {
  if (typeof value === 'number') return Decimal.of(value);
  return typeof value === 'bigint' ? Decimal.fromBigInt(value) : value;
}

/** A flow's value as a field of that type wants it. @throws NotImplementedError for what no field holds */
export function toField(field: FieldDef, value: FlowValue): Value {
  if (value === null) return null;
  if (value instanceof SObjectRecord) return value.id;
  if (value instanceof FlowStructure) throw new NotImplementedError(`flow: an Apex-defined value in field ${field.name}`);
  if (isList(value)) return value.map((item) => plainText(item)).join(';');
  const converted = convert(value, dataTypeOf(field.type), '');
  if (converted instanceof Decimal && field.type === 'int') return converted.setScale(0, 'HALF_UP').toInteger();
  return converted as Value;
}

/** How flows call the type of a field. */
export function dataTypeOf(type: FieldType): FlowDataType {
  switch (type) {
    case 'int': case 'long': case 'double': case 'percent': return 'Number';
    case 'currency': return 'Currency';
    case 'boolean': return 'Boolean';
    case 'date': return 'Date';
    case 'datetime': return 'DateTime';
    case 'time': return 'Time';
    case 'picklist': case 'combobox': return 'Picklist';
    case 'multipicklist': return 'Multipicklist';
    default: return 'String';
  }
}

/**
 * A single value in another type, as assignments convert: anything to text, dates to datetimes and back, texts that are numbers.
 * @param zone of the user, for dates made of datetimes
 */
export function convert(value: FlowValue, dataType: FlowDataType, zone: string): FlowValue {
  if (value === null) return null;
  switch (dataType) {
    case 'String': case 'Picklist': case 'Multipicklist':
      return value instanceof SObjectRecord ? value.id : typeof value === 'string' || isList(value) || value instanceof ApexBlob ? value : plainText(value);
    case 'Number': case 'Currency':
      if (typeof value === 'number' || typeof value === 'bigint') return fromField(value);
      return typeof value === 'string' ? Decimal.tryParse(value.trim()) : value;
    case 'Boolean':
      return typeof value === 'string' ? value.toLowerCase() === 'true' : value;
    case 'Date':
      if (value instanceof ApexDatetime) return value.toDate(zone || 'GMT');
      return typeof value === 'string' ? ApexDate.tryParse(value.slice(0, 10)) : value;
    case 'DateTime':
      if (value instanceof ApexDate) return ApexDatetime.ofZone(zone || 'GMT', value.year(), value.month(), value.day());
      return typeof value === 'string' ? ApexDatetime.tryParse(value) : value;
    case 'Time':
      return typeof value === 'string' ? ApexTime.tryParse(value) : value;
    case 'SObject': case 'Apex':
      return value;
  }
}

/** Converts a value, or every item of a collection, to the type of its place. */
export function fit(value: FlowValue, type: FlowType, zone: string): FlowValue {
  if (value === null) return null;
  if (type.collection) return isList(value) ? value.map((item) => single(item, type, zone)) : [single(value, type, zone)];
  return isList(value) && type.dataType !== 'Multipicklist' ? (value.length === 0 ? null : single(value[0]!, type, zone)) : single(value, type, zone);
}

function single(value: FlowValue, type: FlowType, zone: string): FlowValue {
  const converted = convert(value, type.dataType, zone);
  if (isList(converted) && type.dataType === 'Multipicklist') return converted.map((item) => plainText(item)).join(';');
  return converted instanceof Decimal && type.scale !== undefined && converted.scale() > type.scale ? converted.setScale(type.scale, 'HALF_UP') : converted;
}

/** Text of a value without a user's format. */
export function plainText(value: FlowValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Decimal) return value.toPlainString();
  if (value instanceof ApexDatetime) return value.toIso();
  if (value instanceof SObjectRecord) return value.id ?? '';
  if (isList(value)) return value.map(plainText).join(', ');
  if (value instanceof FlowStructure) return JSON.stringify(value.toObject());
  return String(value);
}

/** A copy that later changes of the original do not reach: records and structures are copied when they are assigned. */
export function copyOf(value: FlowValue): FlowValue {
  if (value instanceof SObjectRecord) return copyRecord(value);
  if (value instanceof FlowStructure) return value.copy();
  return isList(value) ? value.map(copyOf) : value;
}

/** Fields that the flow changed in a record it did not make; such a record is saved with these alone. */
const changes = new WeakMap<SObjectRecord, Set<string>>();

/** Names of the changed fields; undefined for records that the flow made itself. */
export function changedFields(record: SObjectRecord): ReadonlySet<string> | undefined {
  return changes.get(record);
}

/** From now on the changes of this record are counted. */
export function track<T extends SObjectRecord>(record: T): T {
  changes.set(record, new Set());
  return record;
}

export function putField(record: SObjectRecord, name: string, value: Value): void {
  record.put(name, value);
  changes.get(record)?.add(name);
}

export function copyRecord(record: SObjectRecord): SObjectRecord {
  const copy = new SObjectRecord(record.definition);
  Object.assign(copy.fields, record.fields);
  if (record.parents !== undefined) copy.parents = { ...record.parents };
  copy.queried = record.queried;
  const changed = changes.get(record);
  if (changed !== undefined) changes.set(copy, new Set(changed));
  return copy;
}

/** Same record? Ids of 15 and 18 characters are equal. */
export function sameId(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length === b.length || (a.length !== 15 && b.length !== 15)) return false;
  const left = toId18(a);
  return left !== null && left === toId18(b);
}
