import type { Schema, SObjectDef } from '../schema/model.ts';
import { ApexDatetime, SObjectRecord, type Value } from '../values/index.ts';

/** Setup rows carry one date, so that the same project always gives the same rows. */
const SETUP_DATE = ApexDatetime.fromMs(Date.UTC(2026, 0, 1));

/** Collects rows of setup objects and fills their system fields. A checkbox that is not given is unchecked, unless its definition says otherwise. */
export class SetupRows {
  readonly records: SObjectRecord[] = [];
  readonly #byId = new Map<string, SObjectRecord>();
  readonly #schema: Schema;
  readonly #author: string;

  /** `author`: id of the user who counts as having made them. */
  constructor(schema: Schema, author: string) {
    this.#schema = schema;
    this.#author = author;
  }

  /** Adds a row; of two with one id the first stays, as of two components with one name. */
  add(objectName: string, id: string, fields: Readonly<Record<string, Value>>): SObjectRecord {
    const present = this.#byId.get(id);
    if (present !== undefined) return present;
    const object = this.#object(objectName);
    const record = new SObjectRecord(object);
    for (const name of checkedByDefault(object)) record.put(name, true);
    record.put('Id', id);
    for (const name of ['CreatedDate', 'LastModifiedDate', 'SystemModstamp']) if (object.field(name) !== undefined) record.put(name, SETUP_DATE);
    for (const name of ['CreatedById', 'LastModifiedById']) if (object.field(name) !== undefined) record.put(name, this.#author);
    if (object.field('OwnerId') !== undefined) record.put('OwnerId', this.#author);
    for (const [name, value] of Object.entries(fields)) {
      const field = object.field(name);
      if (field === undefined) throw new Error(`${objectName} has no field ${name}`);
      record.put(field.name, value);
    }
    this.records.push(record);
    this.#byId.set(id, record);
    return record;
  }

  #object(name: string): SObjectDef {
    const object = this.#schema.object(name);
    if (object === undefined) throw new Error(`The schema has no object ${name}`);
    return object;
  }
}

const checkedFields = new WeakMap<SObjectDef, readonly string[]>();
function checkedByDefault(object: SObjectDef): readonly string[] {
  let names = checkedFields.get(object);
  if (names === undefined) checkedFields.set(object, (names = object.fields.filter((f) => f.type === 'boolean' && f.defaultValue === 'true').map((f) => f.name)));
  return names;
}

/** Gives every checkbox a value, for rows that may hold another one. */
export function withAllCheckboxes(record: SObjectRecord): SObjectRecord {
  for (const field of record.definition.fields) if (field.type === 'boolean' && record.fields[field.name] === undefined) record.put(field.name, false);
  return record;
}
