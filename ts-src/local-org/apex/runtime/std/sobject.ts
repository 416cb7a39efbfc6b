import { current } from '../../../execution/context.ts';
import type { FieldDef, SObjectDef, Schema } from '../../../schema/model.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDouble, ApexTime, Decimal, SObjectRecord, UnqueriedFieldError, toApexId } from '../../../values/index.ts';
import type { Value } from '../../../values/index.ts';
import { ApexList } from '../collections/list.ts';
import { ApexMap } from '../collections/map.ts';
import { DatabaseError } from '../database/results.ts';
import { SObjectFieldToken, sobjectType } from '../describe/tokens.ts';
import type { SObjectTypeToken } from '../describe/tokens.ts';
import { equal, hashOf } from '../equality.ts';
import { ApexException, NullPointerException, SObjectException, raise } from '../exceptions.ts';
import { missing, missingMembers, statics } from '../missing.ts';
import { cloneRecord, cloneSourceId, isCloned } from '../records.ts';
import { textOf } from '../text.ts';
import { typeNameOf, typeNamed } from '../types.ts';
import { required } from './numbers.ts';

type Rec = SObjectRecord | null;
type FieldRef = string | SObjectFieldToken | null;

function here(record: Rec): SObjectRecord {
  if (record === null) throw raise(NullPointerException, 'Attempt to de-reference a null object');
  return record;
}

function refName(ref: FieldRef): string {
  const name = required(ref);
  return typeof name === 'string' ? name : name.$name;
}

function fieldOf(record: SObjectRecord, ref: FieldRef): FieldDef {
  const name = refName(ref);
  const field = record.definition.field(name);
  if (field === undefined) throw raise(SObjectException, `Invalid field ${name} for ${record.definition.name}`);
  return field;
}

/** The relationship behind `Account`, `AccountId`, a token of the field, or `Twin__r`. */
function relationshipOf(definition: SObjectDef, ref: FieldRef): { readonly name: string; readonly field: FieldDef } {
  const name = refName(ref);
  const byField = definition.field(name);
  const field = definition.parentRelationship(name) ?? (byField?.type === 'reference' ? byField : undefined);
  if (field?.relationshipName === undefined) throw raise(SObjectException, `Invalid relationship ${name} for ${definition.name}`);
  return { name: field.relationshipName, field };
}

function get(receiver: Rec, ref: FieldRef): unknown {
  const record = here(receiver);
  if (record.aggregate !== undefined) return fromAggregate(record.aggregate, refName(ref));
  const { name } = fieldOf(record, ref);
  return unqueriedAsApex(() => record.get(name));
}

function unqueriedAsApex<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnqueriedFieldError) throw raise(SObjectException, error.message);
    throw error;
  }
}

function fromAggregate(values: Record<string, Value>, alias: string): unknown {
  const key = Object.keys(values).find((name) => name.toLowerCase() === alias.toLowerCase());
  if (key === undefined) throw raise(SObjectException, `Invalid field ${alias} for AggregateResult`);
  return values[key];
}

function put(receiver: Rec, ref: FieldRef, value: unknown): unknown {
  const record = here(receiver);
  const field = fieldOf(record, ref);
  const before = record.fields[field.name] ?? null;
  record.put(field.name, fieldValue(record, field, value));
  return before;
}

/** A value of any type as the field holds it. @throws SObjectException `Illegal assignment from X to Y` */
export function fieldValue(record: SObjectRecord, field: FieldDef, value: unknown): Value {
  if (value === null) return null;
  const converted = convert(field, value);
  if (converted === undefined) throw raise(SObjectException, `Illegal assignment from ${typeNameOf(value)} to ${fieldTypeName(field)}`);
  void record;
  return converted;
}

function convert(field: FieldDef, value: unknown): Value | undefined {
  switch (field.type) {
    case 'id':
    case 'reference':
      return typeof value === 'string' ? (toApexId(value) ?? undefined) : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'int':
      return typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : value instanceof Decimal && value.isWhole() ? value.toInteger() : undefined;
    case 'long':
      return typeof value === 'bigint' ? value : typeof value === 'number' ? BigInt(value) : undefined;
    case 'double':
    case 'currency':
    case 'percent':
      if (value instanceof Decimal) return value;
      if (typeof value === 'number') return Decimal.of(value);
      return typeof value === 'bigint' ? Decimal.fromBigInt(value) : value instanceof ApexDouble ? value.toDecimal() : undefined;
    case 'date':
      return value instanceof ApexDate ? value : value instanceof ApexDatetime ? value.toDate() : undefined;
    case 'datetime':
      return value instanceof ApexDatetime ? value : value instanceof ApexDate ? ApexDatetime.fromMs(value.days * 86_400_000) : undefined;
    case 'time':
      return value instanceof ApexTime ? value : undefined;
    case 'base64':
      return value instanceof ApexBlob ? value : undefined;
    case 'anytype':
      return value as Value;
    case 'address':
    case 'location':
      return undefined;
    default:
      return typeof value === 'string' ? value : undefined;
  }
}

function fieldTypeName(field: FieldDef): string {
  const names: Partial<Record<FieldDef['type'], string>> = {
    id: 'Id', reference: 'Id', boolean: 'Boolean', int: 'Integer', long: 'Long', double: 'Decimal', currency: 'Decimal', percent: 'Decimal', date: 'Date',
    datetime: 'Datetime', time: 'Time', base64: 'Blob', address: 'Address', location: 'Location',
  };
  return names[field.type] ?? 'String';
}

/** addError(message), addError(field, message), with an escape flag or an exception in place of the message. */
function addError(receiver: Rec, first: unknown, second?: unknown): void {
  const record = here(receiver);
  const onField = (typeof first === 'string' || first instanceof SObjectFieldToken) && second !== undefined && typeof second !== 'boolean';
  const message = onField ? second : first;
  const text = message instanceof ApexException ? message.getmessage() : (message as string | null);
  const error = { message: text ?? '', ...(onField ? { field: fieldOf(record, first as FieldRef).name } : {}) };
  (record.errors ??= []).push(error);
}

function populated(receiver: Rec): ApexMap {
  const record = here(receiver);
  const map = new ApexMap(typeNamed('Map<String,Object>'));
  for (const [name, value] of Object.entries(record.aggregate ?? record.fields)) map.put(name, value);
  for (const [name, parent] of Object.entries(record.parents ?? {})) if (parent !== null) map.put(name, parent);
  for (const [name, rows] of Object.entries(record.childRows ?? {})) map.put(name, childList(record, name, rows));
  return map;
}

const childLists = new WeakMap<SObjectRecord[], ApexList>();

/** The rows of a child subquery as one and the same list. */
function childList(record: SObjectRecord, name: string, rows: SObjectRecord[]): ApexList {
  let list = childLists.get(rows);
  if (list === undefined) {
    const child = record.definition.childRelationship(name)?.childObject ?? 'SObject';
    childLists.set(rows, (list = new ApexList(typeNamed(`List<${child}>`), rows)));
  }
  return list;
}

/** `account.Contacts`: an empty list when the query had no such subquery. */
export function children(this: SObjectRecord, name: string): ApexList {
  const rows = this.childRows?.[name];
  if (rows !== undefined) return childList(this, name, rows);
  const child = this.definition.childRelationship(name)?.childObject ?? 'SObject';
  return new ApexList(typeNamed(`List<${child}>`));
}

const options = new WeakMap<SObjectRecord, unknown>();

/** Instance methods of System.SObject: `$.prim.sobject`. The receiver comes first. */
export const primSObject = statics('SObject', {
  get,
  put,
  getsobject(receiver: Rec, ref: FieldRef): Rec {
    const record = here(receiver);
    return unqueriedAsApex(() => record.parent(relationshipOf(record.definition, ref).name));
  },
  putsobject(receiver: Rec, ref: FieldRef, parent: Rec): Rec {
    const record = here(receiver);
    const { name } = relationshipOf(record.definition, ref);
    const before = record.parents?.[name] ?? null;
    record.setParent(name, parent);
    return before;
  },
  getsobjects(receiver: Rec, name: string | null): ApexList | null {
    const record = here(receiver);
    const relationship = record.definition.childRelationship(required(name));
    if (relationship === undefined) throw raise(SObjectException, `Invalid relationship ${name} for ${record.definition.name}`);
    const rows = record.childRows?.[relationship.name];
    // The catalogue of objects answers with a list always.
    return rows === undefined || (rows.length === 0 && record.definition.name !== 'EntityDefinition') ? null : childList(record, relationship.name, rows);
  },
  getsobjecttype: (receiver: Rec): SObjectTypeToken => sobjectType(here(receiver).definition.name),
  getpopulatedfieldsasmap: populated,
  isset: (receiver: Rec, ref: FieldRef): boolean => here(receiver).fields[fieldOf(here(receiver), ref).name] !== undefined,
  clear(receiver: Rec): void {
    const record = here(receiver);
    for (const name of Object.keys(record.fields)) Reflect.deleteProperty(record.fields, name);
    record.parents = undefined;
  },
  clone: (receiver: Rec, preserveId = false, deep = false, preserveTimestamps = false, preserveAutonumber = false): SObjectRecord =>
    cloneRecord(here(receiver), preserveId === true, deep === true, preserveTimestamps === true, preserveAutonumber === true),
  isclone: (receiver: Rec): boolean => isCloned(here(receiver)),
  getclonesourceid: (receiver: Rec): string | null => cloneSourceId(here(receiver)),
  adderror: addError,
  haserrors: (receiver: Rec): boolean => (here(receiver).errors?.length ?? 0) > 0,
  geterrors: (receiver: Rec): ApexList =>
    ApexList.of(
      'List<Database.Error>',
      (here(receiver).errors ?? []).map(({ message, field }) => new DatabaseError({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields: field === undefined ? [] : [field] })),
    ),
  setoptions: (receiver: Rec, value: unknown): void => void options.set(here(receiver), value),
  getoptions: (receiver: Rec): unknown => options.get(here(receiver)) ?? null,
  recalculateformulas: (): never => missing('SObject.recalculateFormulas'),
  equals: (receiver: Rec, other: unknown): boolean => equal(here(receiver), other),
  hashcode: (receiver: Rec): number => hashOf(here(receiver)),
  tostring: (receiver: Rec): string => textOf(here(receiver)),
});

const direct = SObjectRecord.prototype as unknown as Record<string, unknown>;
direct.children = children;
for (const [name, method] of Object.entries(primSObject)) {
  if (name in direct) continue;
  Object.defineProperty(direct, name, {
    value(this: SObjectRecord, ...args: unknown[]) {
      return (method as (record: SObjectRecord, ...rest: unknown[]) => unknown)(this, ...args);
    },
    configurable: true,
  });
}
Object.setPrototypeOf(SObjectRecord.prototype, missingMembers('SObject', Object.prototype));

let definitionsOf: Schema | undefined;
const definitions = new Map<string, SObjectDef>();

/** Definition by exact name, without the look-up that ignores case. */
function definitionNamed(object: string): SObjectDef {
  const { schema } = current();
  if (schema !== definitionsOf) {
    definitionsOf = schema;
    definitions.clear();
  }
  let definition = definitions.get(object);
  if (definition === undefined) definitions.set(object, (definition = schema.object(object) ?? missing(`the object ${object}`)));
  return definition;
}

/** `new Account(Name = x, Owner = record)`: exact names, values already of the fields' types. */
export function newRecord(object: string, values?: Readonly<Record<string, unknown>>): SObjectRecord {
  const record = new SObjectRecord(definitionNamed(object));
  if (values === undefined) return record;
  const { fields } = record;
  for (const name in values) {
    const value = values[name];
    if (typeof value !== 'object') fields[name] = value as Value;
    else if (value instanceof SObjectRecord || (value === null && record.definition.field(name) === undefined)) record.setParent(name, value);
    else if (value instanceof ApexList && record.definition.field(name) === undefined) (record.childRows ??= {})[name] = value.items as SObjectRecord[];
    else fields[name] = value as Value;
  }
  return record;
}
