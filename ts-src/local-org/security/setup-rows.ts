import type { Schema, SObjectDef } from '../schema/model.ts';
import { ApexDatetime, SObjectRecord, type Value } from '../values/index.ts';

/** Setup rows carry one date, so that the same project always gives the same rows. */
const SETUP_DATE = ApexDatetime.fromMs(Date.UTC(2026, 0, 1));

/** Collects rows of setup objects; fills the system fields and gives every checkbox a value. */
export class SetupRows {
  readonly records: SObjectRecord[] = [];
  readonly #schema: Schema;
  readonly #author: string;

  /** `author`: id of the user who counts as having made them. */
  constructor(schema: Schema, author: string) {
    this.#schema = schema;
    this.#author = author;
  }

  add(objectName: string, id: string, fields: Readonly<Record<string, Value>>): SObjectRecord {
    const object = this.#object(objectName);
    const record = new SObjectRecord(object);
    for (const field of object.fields) if (field.type === 'boolean') record.put(field.name, field.defaultValue === 'true');
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
    return record;
  }

  #object(name: string): SObjectDef {
    const object = this.#schema.object(name);
    if (object === undefined) throw new Error(`The schema has no object ${name}`);
    return object;
  }
}
