/** The Apex standard library and everything else that generated code calls: `$`. */
import { current, epoch } from '../../execution/context.ts';
import type { DmlOperation } from '../../execution/context.ts';
import { NotImplementedError, OrgError } from '../../execution/errors.ts';
import type { SoqlQuery, SoslQuery } from '../../soql/index.ts';
import { ApexDouble, Decimal, SObjectRecord } from '../../values/index.ts';
import { future } from './async/future.ts';
import { caught, thrown, toApexException } from './caught.ts';
import { iterate, loop } from './collections/iterate.ts';
import { ApexList } from './collections/list.ts';
import { ApexMap } from './collections/map.ts';
import { ApexSet } from './collections/set.ts';
import { compareValues } from './compare.ts';
import { inlineDml } from './database/dml.ts';
import type { InlineDmlOptions } from './database/dml.ts';
import { inlineQuery, inlineSearch } from './database/query.ts';
import type { InlineQueryOptions } from './database/query.ts';
import { scoped } from './database/scope.ts';
import type { VariableLookup } from './database/scope.ts';
import { fieldSet } from './describe/field-sets.ts';
import { sobjectField, sobjectType } from './describe/tokens.ts';
import type { SObjectFieldToken, SObjectTypeToken } from './describe/tokens.ts';
import { equal, hashOf, looselyEqual, same } from './equality.ts';
import { EnumType } from './enum.ts';
import { ApexException, QueryException, isUncatchable, raise } from './exceptions.ts';
import { addToTemporal, conversions, divideDoubles, divideIntegers, divideLongs, nullPointer } from './operators.ts';
import { existingClass, standardLibrary } from './registry.ts';
import { setLocate } from './stack.ts';
import { staticsOf } from './statics.ts';
import { uncounted } from './std/org.ts';
import { customMetadata, customSetting } from './std/custom-data.ts';
import { label } from './std/label.ts';
import { primBoolean, primDecimal, primDouble, primInteger, primLong } from './std/numbers.ts';
import { pageNamed } from './std/pages.ts';
import { newRecord, primSObject } from './std/sobject.ts';
import { primId, primString } from './std/string-methods.ts';
import { textOf } from './text.ts';
import { eventName, inTrigger, trigger } from './trigger.ts';
import type { TriggerFrame } from './trigger.ts';
import { ApexType, castTo, isInstance, setTypeWorld, typeNamed } from './types.ts';
import { userMethod } from './user-class.ts';
import type { ClassSource, ClassView } from './user-class.ts';

const NO_CLASSES: ClassSource = { load: () => undefined, meta: () => undefined, locate: () => undefined };

/** @param source user classes; absent for a library without a program */
export function createRuntime(source: ClassSource = NO_CLASSES) {
  const std = standardLibrary();
  const prim = {
    string: primString, id: primId, integer: primInteger, long: primLong, double: primDouble, decimal: primDecimal, boolean: primBoolean, sobject: primSObject,
  };

  /** Makes this program the one that names in types and stack traces mean. Needed only where several programs live in one process. */
  function activate(): void {
    setTypeWorld({ userClass: (name) => source.load(name), userMeta: (name) => source.meta(name), standardClass: (key) => existingClass(std, key) });
    setLocate((file, line) => source.locate(file, line));
  }
  activate();
  if (Error.stackTraceLimit < 50) Error.stackTraceLimit = 50;

  return {
    std,
    prim,
    trigger,
    activate,
    base(name: string): unknown {
      return existingClass(std, name.replace(/^System\./i, '').replaceAll('.', '_').toLowerCase()) ?? $missing(`extending ${name}`);
    },
    missing: $missing,
    load: (name: string): unknown => source.load(name),

    // Collections and types
    type: typeNamed,
    list: (type: ApexType, items?: readonly unknown[] | Iterable<unknown> | number): ApexList => new ApexList(type, listItems(items)),
    set: (type: ApexType, items?: Iterable<unknown>): ApexSet => new ApexSet(type, items === null ? nullPointer() : items),
    map: newMap,
    iterate,
    loop,
    cast: castTo,
    isa: isInstance,
    enum: (name: string, values: readonly string[]): EnumType => new EnumType(name, values),

    // Operators
    eq: looselyEqual,
    same,
    compare: compareValues,
    lt: (a: unknown, b: unknown): boolean => a !== null && b !== null && compareValues(a, b) < 0,
    le: (a: unknown, b: unknown): boolean => a !== null && b !== null && compareValues(a, b) <= 0,
    gt: (a: unknown, b: unknown): boolean => a !== null && b !== null && compareValues(a, b) > 0,
    ge: (a: unknown, b: unknown): boolean => a !== null && b !== null && compareValues(a, b) >= 0,
    str: textOf,
    idiv: divideIntegers,
    ldiv: divideLongs,
    ddiv: divideDoubles,
    dateplus: (value: Parameters<typeof addToTemporal>[0], n: Parameters<typeof addToTemporal>[1]) => addToTemporal(value, n, 1),
    dateminus: (value: Parameters<typeof addToTemporal>[0], n: Parameters<typeof addToTemporal>[1]) => addToTemporal(value, n, -1),
    to: conversions,
    decimal: (text: string): Decimal => Decimal.parse(text),
    double: (value: number): ApexDouble => new ApexDouble(value),
    npe: nullPointer,
    callobject,
    freeze: deepFreeze,

    // Records and data
    sobject: newRecord,
    sobjecttype: (name: string): SObjectTypeToken => sobjectType(name),
    sobjectfield: (object: string, name: string): SObjectFieldToken => sobjectField(object, name),
    fieldset: fieldSet,
    record: singleRecord,
    query: (query: SoqlQuery, binds: readonly unknown[], options?: InlineQueryOptions): unknown => inlineQuery(query, binds, options),
    search: (query: SoslQuery, binds: readonly unknown[], options?: InlineQueryOptions): ApexList => inlineSearch(query, binds, options),
    dml: (operation: DmlOperation, value: unknown, options?: InlineDmlOptions): void => inlineDml(operation, value, options),
    scoped: <T>(lookup: VariableLookup, work: () => T): T => scoped(lookup, work),
    customsetting: customSetting,
    custommetadata: customMetadata,
    label,
    page: pageNamed,

    // Control
    caught,
    thrown,
    statics: staticsOf,
    /** Differs whenever another set of static fields is current. */
    get epoch(): number {
      return epoch.now;
    },
    enter(mode: 'with' | 'without'): 'with' | 'without' {
      const context = current();
      const before = context.sharing;
      context.sharing = mode;
      return before;
    },
    leave(before: 'with' | 'without'): void {
      current().sharing = before;
    },
    runas<T>(user: SObjectRecord | null, work: () => T): T {
      if (!(user instanceof SObjectRecord)) return work();
      // A user that was not saved yet is saved first, outside of mixed-DML rules and of the code's own statements.
      if (user.id === null) uncounted(() => current().runAs(current().user.id, () => inlineDml('insert', user, { sharing: 'without' })));
      return current().runAs(user.id!, work);
    },
    future,

    // For the composition of the org, not for generated code
    /**
     * Runs a trigger's script with its variables. An exception that leaves it becomes the row error the platform shows:
     * `FooTrigger: execution of BeforeInsert caused by: …`.
     */
    runTrigger(name: string, frame: TriggerFrame, body: () => void): void {
      try {
        inTrigger(frame, body);
      } catch (error) {
        const exception = toApexException(error);
        if (exception === undefined || isEnding(exception)) throw exception ?? error;
        throw new OrgError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', triggerFailure(name, frame, exception));
      }
    },
  };
}

export type Runtime = ReturnType<typeof createRuntime>;

function $missing(feature: string): never {
  throw new NotImplementedError(feature);
}

function isEnding(exception: ApexException): boolean {
  const name = exception.gettypename();
  return name === 'System.LimitException' || name === 'System.AssertException';
}

function triggerFailure(name: string, frame: TriggerFrame, exception: ApexException): string {
  return `${name}: execution of ${eventName(frame)}\n\ncaused by: ${exception.tostring()}\n\n${exception.getstacktracestring()}`;
}

function listItems(items: readonly unknown[] | Iterable<unknown> | number | undefined): unknown[] {
  if (items === undefined) return [];
  if (items === null) return nullPointer();
  if (typeof items === 'number') return new Array<unknown>(items).fill(null);
  if (Array.isArray(items)) return items as unknown[];
  if (items instanceof ApexList) return items.items.slice();
  return items instanceof ApexSet ? items.toArray() : [...items];
}

/** Literals as key, value, key, value…; a Map or a List of records to copy. */
function newMap(type: ApexType, items?: readonly unknown[] | ApexMap | ApexList | number): ApexMap {
  const map = new ApexMap(type);
  if (items === undefined || typeof items === 'number') return map;
  if (Array.isArray(items)) map.fill(items);
  else map.putall(items);
  return map;
}

/** A list where one record is asked for: exactly one row. */
function singleRecord(list: ApexList | null): unknown {
  if (list === null) return null;
  if (list.size() === 0) throw raise(QueryException, 'List has no rows for assignment to SObject');
  if (list.size() > 1) throw raise(QueryException, 'List has more than 1 row for assignment to SObject');
  return list.items[0];
}

/** `equals`, `hashCode`, `toString` on an Object. */
function callobject(receiver: unknown, name: string, args: readonly unknown[]): unknown {
  if (receiver === null) nullPointer();
  const own = typeof receiver === 'object' ? userMethod(receiver as object, name) : undefined;
  if (own !== undefined) return own.call(receiver, ...args);
  switch (name) {
    case 'equals':
      return equal(receiver, args[0]);
    case 'hashcode':
      return hashOf(receiver);
    case 'tostring':
      return textOf(receiver);
    case 'clone':
      return Object.assign(Object.create(Object.getPrototypeOf(receiver) as object) as object, receiver);
    default:
      return $missing(`Object.${name}`);
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

export { ApexDouble, ApexException, ApexList, ApexMap, ApexSet, ApexType, EnumType, inTrigger, isUncatchable, textOf, toApexException, typeNamed };
export { apexJob } from './async/saved-job.ts';
export { freeze, thaw } from './async/frozen.ts';
export { EnumValue } from './enum.ts';
export { readAs } from './std/json/read.ts';
export { parseTree } from './std/json/tree.ts';
export { serialize } from './std/json/write.ts';
export { RestRequest, RestResponse } from './std/http.ts';
export { apexFrames, frameText } from './stack.ts';
export { AuraHandledException } from './exceptions.ts';
export type { TriggerFrame } from './trigger.ts';
export type { ClassSource, ClassView };
