import { current } from '../../../execution/context.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDouble, ApexTime, Decimal, SObjectRecord } from '../../../values/index.ts';
import type { Value } from '../../../values/index.ts';
import { ApexList } from '../collections/list.ts';
import { ApexMap } from '../collections/map.ts';
import { ApexSet } from '../collections/set.ts';
import { SObjectFieldToken, SObjectTypeToken, sobjectField, sobjectType } from '../describe/tokens.ts';
import { EnumType, EnumValue } from '../enum.ts';
import { DmlException } from '../dml-exception.ts';
import { ApexException, SerializationException, raise, standardExceptions } from '../exceptions.ts';
import type { ExceptionClass } from '../exceptions.ts';
import { ApexType, typeNamed } from '../types.ts';
import { standardEnum } from '../std/enums.ts';
import { instanceFields, metaOf } from '../user-class.ts';
import type { UserClass } from '../user-class.ts';
import { FinalizerContext, JobContext } from './contexts.ts';

/**
 * Apex values as text and back: jobs keep a copy of their state from the moment they were enqueued. Objects that are met twice stay one
 * object, transient fields are lost. JSON: scalars as they are, everything else `[kind, …]`; `['=', n]` is the n-th object, counted as they begin.
 */
type Frozen = string | number | boolean | null | readonly unknown[];

/** Raised inside, and by `freeze`: something in there cannot be kept. */
class NotFreezable extends Error {}

/** @throws ApexException SerializationException, naming the type that cannot be kept */
export function freeze(value: unknown): string {
  try {
    return JSON.stringify(new Freezer().freeze(value));
  } catch (error) {
    if (error instanceof NotFreezable) throw raise(SerializationException, `Not Serializable: ${error.message}`);
    throw error;
  }
}

/** `freeze`, undefined for what cannot be kept. */
export function tryFreeze(value: unknown): string | undefined {
  try {
    return JSON.stringify(new Freezer().freeze(value));
  } catch (error) {
    if (error instanceof NotFreezable) return undefined;
    throw error;
  }
}

/** A copy of what was frozen. @throws Error when its classes or objects are gone */
export function thaw(text: string): unknown {
  return new Thawer().thaw(JSON.parse(text) as Frozen);
}

class Freezer {
  readonly #seen = new Map<object, number>();

  freeze = (value: unknown): Frozen => {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    if (typeof value === 'bigint') return ['long', String(value)];
    if (typeof value !== 'object') throw new NotFreezable(typeof value);
    const scalar = frozenScalar(value);
    if (scalar !== undefined) return scalar;
    const known = this.#seen.get(value);
    if (known !== undefined) return ['=', known];
    this.#seen.set(value, this.#seen.size);
    return this.#frozenObject(value);
  };

  #frozenObject(value: object): Frozen {
    if (value instanceof ApexList) return ['list', value.type.name, value.items.map(this.freeze)];
    if (value instanceof ApexSet) return ['set', value.type.name, value.toArray().map(this.freeze)];
    if (value instanceof ApexMap && value.constructor === ApexMap) return ['map', value.type.name, [...value.entries()].flat().map(this.freeze)];
    if (value instanceof SObjectRecord) return this.#frozenRecord(value);
    if (value instanceof JobContext) return ['jobcontext', value.$id];
    if (value instanceof FinalizerContext) return ['finalizercontext', value.$id, this.freeze(value.$failure)];
    if (value instanceof ApexException && isStandardException(value)) return ['exception', value.gettypename(), value.stack ?? null, this.#frozenFields(Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'rows' && key !== 'objects'))), value instanceof DmlException ? { rows: value.rows, objects: value.objects } : null];
    const meta = isPlainUserObject(value) ? metaOf(value) : undefined;
    if (meta === undefined) throw new NotFreezable(nameOf(value));
    const transient = new Set(instanceFields(value).filter((field) => field.transient).map(({ key }) => key));
    return ['object', meta.name, this.#frozenFields(Object.fromEntries(Object.entries(value).map(([key, held]) => [key, transient.has(key) ? null : held])))];
  }

  #frozenRecord({ definition, fields, parents, childRows, aggregate, queried }: SObjectRecord): Frozen {
    if (aggregate !== undefined) throw new NotFreezable('AggregateResult');
    return ['record', definition.name, queried, this.#frozenFields(fields), parents === undefined ? null : this.#frozenFields(parents), childRows === undefined ? null : Object.entries(childRows).map(([name, rows]) => [name, rows.map(this.freeze)])];
  }

  #frozenFields(fields: Readonly<Record<string, unknown>>): readonly unknown[] {
    return Object.entries(fields).map(([key, value]) => [key, this.freeze(value)]);
  }
}

/** Exceptions whose fields are all they are. */
function isStandardException(value: ApexException): boolean {
  let type = value.constructor as { readonly $meta?: unknown };
  while (Object.hasOwn(type, '$meta')) type = Object.getPrototypeOf(type) as typeof type;
  return [...standardExceptions.values()].includes(type as ExceptionClass);
}

const nameOf = (value: object): string => metaOf(value)?.name ?? (value.constructor as { $typeName?: string }).$typeName ?? value.constructor.name;

/** Values without identity. */
function frozenScalar(value: object): Frozen | undefined {
  if (value instanceof Decimal) return ['decimal', value.toPlainString()];
  if (value instanceof ApexDouble) return ['double', String(value.value)];
  if (value instanceof ApexDate) return ['date', value.toString()];
  if (value instanceof ApexDatetime) return ['datetime', value.ms];
  if (value instanceof ApexTime) return ['time', value.ms];
  if (value instanceof ApexBlob) return ['blob', value.toBase64()];
  if (value instanceof EnumValue) return ['enum', value.$enum.$display, value.$name];
  if (value instanceof ApexType) return ['type', value.name];
  if (value instanceof SObjectTypeToken) return ['sobjecttype', value.$name];
  if (value instanceof SObjectFieldToken) return ['sobjectfield', value.$object, value.$name];
  return undefined;
}

/** Made by a class written in Apex that extends no standard class; stubs are none. */
function isPlainUserObject(value: object): boolean {
  if (typeof value.constructor !== 'function') return false;
  let type = Object.getPrototypeOf(value) as object;
  while (Object.hasOwn(type.constructor, '$meta')) type = Object.getPrototypeOf(type) as object;
  return Object.getPrototypeOf(type) === null;
}

class Thawer {
  readonly #seen: object[] = [];

  thaw = (frozen: Frozen): unknown => {
    if (!Array.isArray(frozen)) return frozen;
    const [kind, first, second] = frozen as [string, never, never];
    switch (kind) {
      case '=': return this.#seen[first];
      case 'long': return BigInt(first);
      case 'decimal': return Decimal.parse(first);
      case 'double': return new ApexDouble(Number(first));
      case 'date': return ApexDate.parse(first);
      case 'datetime': return ApexDatetime.fromMs(first);
      case 'time': return ApexTime.fromMs(first);
      case 'blob': return ApexBlob.fromBase64(first);
      case 'enum': return enumConstant(first, second);
      case 'type': return typeNamed(first);
      case 'sobjecttype': return sobjectType(first);
      case 'sobjectfield': return sobjectField(first, second);
      case 'list': {
        const list = this.#begun(new ApexList(typeNamed(first)));
        for (const item of second as Frozen[]) list.items.push(this.thaw(item));
        return list;
      }
      case 'set': {
        const set = this.#begun(new ApexSet(typeNamed(first)));
        for (const item of second as Frozen[]) set.add(this.thaw(item));
        return set;
      }
      case 'map': {
        const map = this.#begun(new ApexMap(typeNamed(first)));
        const items = second as Frozen[];
        for (let i = 0; i < items.length; i += 2) map.put(this.thaw(items[i]!), this.thaw(items[i + 1]!));
        return map;
      }
      case 'object': {
        const type = typeNamed(first).load() as UserClass | undefined;
        if (typeof type !== 'function') throw new Error(`There is no Apex class ${String(first)}`);
        return Object.assign(this.#begun(new type()), this.#fields(second));
      }
      case 'jobcontext': return this.#begun(new JobContext(first));
      case 'finalizercontext': {
        const place = this.#seen.push(this) - 1;
        return (this.#seen[place] = new FinalizerContext(first, this.thaw(second) as ApexException | null));
      }
      case 'exception': return this.#exception(first, second, frozen[3] as FrozenFields, frozen[4] as object | null);
      case 'record': return this.#record(frozen as unknown as FrozenRecord);
      default: throw new Error(`Unknown kind of value: ${kind}`);
    }
  };

  #exception(name: string, stack: string | null, fields: FrozenFields, rows: object | null): ApexException {
    const type = (typeNamed(name).meta === undefined ? standardExceptions.get(name.replace(/^System\./, '').replaceAll('.', '_').toLowerCase()) : typeNamed(name).load()) as ExceptionClass | undefined;
    if (typeof type !== 'function') throw new Error(`There is no exception ${name}`);
    const exception = this.#begun(new type());
    Object.assign(exception, this.#fields(fields), rows);
    if (stack !== null) Object.defineProperty(exception, 'stack', { value: stack, writable: true, configurable: true });
    return exception;
  }

  #record([, name, queried, fields, parents, children]: FrozenRecord): SObjectRecord {
    const definition = current().schema.object(name);
    if (definition === undefined) throw new Error(`There is no object ${name}`);
    const record = this.#begun(new SObjectRecord(definition));
    record.queried = queried;
    Object.assign(record.fields, this.#fields(fields) as Record<string, Value>);
    if (parents !== null) record.parents = this.#fields(parents) as Record<string, SObjectRecord | null>;
    if (children !== null) record.childRows = Object.fromEntries(children.map(([relationship, rows]) => [relationship, rows.map((row) => this.thaw(row) as SObjectRecord)]));
    return record;
  }

  /** Objects are counted before what is in them. */
  #begun<T extends object>(value: T): T {
    this.#seen.push(value);
    return value;
  }

  #fields(fields: FrozenFields): Record<string, unknown> {
    return Object.fromEntries(fields.map(([key, value]) => [key, this.thaw(value)]));
  }
}

type FrozenFields = readonly (readonly [string, Frozen])[];
type FrozenRecord = readonly [kind: 'record', name: string, queried: boolean, fields: FrozenFields, parents: FrozenFields | null, children: readonly (readonly [string, readonly Frozen[]])[] | null];

function enumConstant(type: string, name: string): EnumValue {
  const loaded = typeNamed(type).load();
  const found = (loaded instanceof EnumType ? loaded : standardEnum(type.replace(/^System\./, '').replaceAll('.', '_').toLowerCase()))?.$find(name);
  if (found === undefined) throw new Error(`No enum constant ${type}.${name}`);
  return found;
}
