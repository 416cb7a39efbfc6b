import type { SObjectRecord } from '../../values/index.ts';

/**
 * The agreement between generated code, the loader and the runtime, beyond the table in local-org/README.md.
 *
 * - Scripts are loaded under the file names `apex:Class.Foo`, `apex:Trigger.FooTrigger`, `apex:AnonymousBlock`; stack traces are
 *   read back from V8 by these names. Inner classes live in the script of their outer class.
 * - Every user class, interface and enum carries its `ClassInfo` in a static property `$class` and is made known with
 *   `$.register(jsClass)`. User exceptions extend `$.std.exception` (or another exception class of `$.std`); its JavaScript
 *   constructor takes (), (message), (cause) or (message, cause) as Apex does.
 * - A user method that implements or overrides a method of a standard type (Comparable.compareTo, Comparator.compare,
 *   Iterator.hasNext / next, Iterable.iterator, Callable.call, HttpCalloutMock.respond, StubProvider.handleMethodCall,
 *   Database.Batchable.start / finish, Object.toString / equals / hashCode, Exception.getMessage …) is also on the prototype
 *   under its lower-case plain name: `compareto`, `tostring`. Only `execute` carries its interface, because one class may have
 *   several: `execute$queueable`, `execute$schedulable`, `execute$batchable`, `execute$finalizer` (and calls through a variable
 *   of such an interface type use these names).
 * - Apex's `SObject.get(x)` and `put(x, v)` go to `$.prim.sobject.get(rec, x)` (any case, tokens, checks and conversions);
 *   `rec.get('Name')` / `rec.put('Name', v)` are the compiler's own access by exact name with a value of the right type.
 *   All other SObject methods exist both ways (`rec.adderror('x')`, `$.prim.sobject.adderror(rec, 'x')`).
 *   `rec.Field.addError(msg)` is `$.prim.sobject.adderror(rec, 'Field', msg)`.
 * - Types are named by their canonical Apex text: `$.type('Map<Id,List<Outer.Inner>>')`; interned, so hoist or not as you like.
 * - Numbers passed to the library need no widening: it takes Integer, Long, Double and Decimal wherever a number is expected.
 *   What it returns is exactly typed (`Math.sqrt` of a Double is an ApexDouble).
 */
export interface ClassInfo {
  /** `Outer.Inner`, in declared case. */
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  /** Canonical names of the directly named interfaces: `Comparable`, `Iterator<String>`, `Database.Batchable<SObject>`. For an interface: what it extends. */
  readonly interfaces: readonly string[];
  readonly abstract: boolean;
  readonly access: 'global' | 'public' | 'private';
  /** Own fields and properties in declaration order, static ones too. */
  readonly fields: readonly FieldInfo[];
  /** Own methods. */
  readonly methods: readonly MethodInfo[];
  /** Calls the constructor without arguments; absent when there is none that others may call. */
  readonly create?: () => object;
}

export interface FieldInfo {
  readonly name: string;
  /** JavaScript property that holds (or computes) it. */
  readonly key: string;
  readonly type: string;
  readonly static: boolean;
  readonly access: 'global' | 'public' | 'protected' | 'private';
  readonly transient: boolean;
  /** For properties: which accessors exist and whether they have a body. */
  readonly property?: { readonly get: boolean; readonly set: boolean; readonly computed: boolean };
}

export interface MethodInfo {
  readonly name: string;
  /** JavaScript property on the prototype (instance) or the class (static). */
  readonly key: string;
  readonly static: boolean;
  readonly access: 'global' | 'public' | 'protected' | 'private';
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly returns: string;
}

/** A JavaScript class made from an Apex class. */
export interface UserClass {
  readonly $class: ClassInfo;
  readonly prototype: object;
}

/** How a query's rows are handed to the code: `[SELECT …]` as a list, one record (0 or 2 rows throw), an integer (COUNT()), or for a for loop. */
export type QueryShape = 'list' | 'record' | 'count' | 'iterable';

export interface InlineQueryOptions {
  readonly sharing?: 'with' | 'without' | 'inherit';
  readonly mode?: 'user' | 'system';
  readonly shape?: QueryShape;
}

export interface InlineDmlOptions {
  readonly mode?: 'user' | 'system';
  readonly sharing?: 'with' | 'without' | 'inherit';
  /** Upsert key: API name of the field. */
  readonly externalIdField?: string;
  /** `merge master losers`. */
  readonly losers?: unknown;
}

/** The Trigger.* variables of one run. Lists are in the order of the save. */
export interface TriggerFrame {
  readonly object: string;
  readonly phase: 'before' | 'after';
  readonly operation: 'insert' | 'update' | 'delete' | 'undelete';
  readonly newRecords: readonly SObjectRecord[] | null;
  readonly oldRecords: readonly SObjectRecord[] | null;
}
