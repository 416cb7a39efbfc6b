import type { SObjectDef } from '../schema/model.ts';
import type { Value } from './value.ts';

/** A field was read that neither the query selected nor anyone set. Apex sees `System.SObjectException`. */
export class UnqueriedFieldError extends Error {
  readonly object: string;
  readonly field: string;
  constructor(object: string, field: string) {
    super(`SObject row was retrieved via SOQL without querying the requested field: ${object}.${field}`);
    this.object = object;
    this.field = field;
  }
}

/** A row that code may only read (Trigger.old, after triggers) was written to. Apex sees `System.FinalException`. */
export class ReadOnlyRecordError extends Error {
  constructor() {
    super('Record is read-only');
  }
}

type Fields = Record<string, Value>;

/** Field values by API name. A constructor without prototype: V8 keeps such objects in its fast form, `Object.create(null)` it does not. */
const FewFields = function () {} as unknown as new () => Fields;
FewFields.prototype = Object.create(null) as object;

/**
 * For objects with many fields. V8 reserves room in an object for the properties that its constructor seems to assign, and gives up
 * the fast form (four times slower to fill, to copy and to walk) when about twice as many come.
 */
const ManyFields = function (this: Record<string, null>) {
  if ((this as unknown) === null) {
    this.a = this.b = this.c = this.d = this.e = this.f = this.g = this.h = this.i = this.j = this.k = this.l = this.m = this.n = this.o = this.p = null;
    this.q = this.r = this.s = this.t = this.u = this.v = this.w = this.x = this.y = this.z = this.A = this.B = this.C = this.D = this.E = this.F = null;
  }
} as unknown as new () => Fields;
ManyFields.prototype = FewFields.prototype;
const ROOM = 32;
// V8 takes the room back that the first few objects leave unused: these use it all.
for (let i = 0; i < 16; i++) {
  const full = new ManyFields();
  for (let n = 0; n < ROOM; n++) full[`f${n}`] = null;
}

/**
 * One sObject row, in Apex, in the data engine and in the APIs alike.
 * Keys are API names in the case the schema declares; callers that hold any other case go through `definition.field(name)`.
 */
export class SObjectRecord {
  readonly definition: SObjectDef;
  /** Set or queried values; an absent key was neither. */
  readonly fields: Fields;
  /** Parent records by relationship name (`Account`, `Twin__r`); null: queried, and there is none. */
  parents: Record<string, SObjectRecord | null> | undefined;
  /** Rows of child subqueries by relationship name. */
  childRows: Record<string, SObjectRecord[]> | undefined;
  /** True for rows that came from a query: reading an absent field is then an error rather than null. */
  queried = false;
  /** Aggregate rows carry their alias values here and no definition fields. */
  aggregate: Record<string, Value> | undefined;
  /** Messages of `addError`, collected by the save in progress. */
  errors: RecordError[] | undefined;
  /** Rows of Trigger.old and of Trigger.new in after triggers. */
  readOnly = false;

  constructor(definition: SObjectDef) {
    this.definition = definition;
    this.fields = definition.fields.length > ROOM / 2 ? new ManyFields() : new FewFields();
  }

  /** Value of a field by its exact API name; null when unset on a new record. @throws UnqueriedFieldError */
  get(name: string): Value {
    const value = this.fields[name];
    if (value !== undefined) return value;
    if (this.queried && name !== 'Id') return this.#keyOfParent(name);
    return null;
  }

  /** `Account.Name` in a query brings `AccountId` along. */
  #keyOfParent(name: string): Value {
    const relationship = this.parents === undefined ? undefined : this.definition.field(name)?.relationshipName;
    const parent = relationship === undefined ? undefined : this.parents![relationship];
    if (parent === undefined) throw new UnqueriedFieldError(this.definition.name, name);
    return parent === null ? null : parent.id;
  }

  /** @throws ReadOnlyRecordError */
  put(name: string, value: Value): void {
    if (this.readOnly) throw new ReadOnlyRecordError();
    this.fields[name] = value;
  }

  /** Parent record by its exact relationship name; null when there is none. @throws UnqueriedFieldError */
  parent(name: string): SObjectRecord | null {
    const parent = this.parents?.[name];
    if (parent !== undefined) return parent;
    if (this.queried) throw new UnqueriedFieldError(this.definition.name, name);
    return null;
  }

  setParent(name: string, record: SObjectRecord | null): void {
    if (this.readOnly) throw new ReadOnlyRecordError();
    (this.parents ??= Object.create(null) as Record<string, SObjectRecord | null>)[name] = record;
  }

  get id(): string | null {
    return (this.fields.Id as string | null | undefined) ?? null;
  }
}

export interface RecordError {
  readonly message: string;
  readonly field?: string;
  /** Default FIELD_CUSTOM_VALIDATION_EXCEPTION. */
  readonly statusCode?: string;
}
