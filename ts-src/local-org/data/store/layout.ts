import type { FieldDef, Schema, SObjectDef } from '../../schema/model.ts';
import type { Value } from '../../values/index.ts';
import { columnType, decoder, encoder, storageKey, storageOf } from './storage.ts';
import type { SqlValue, Storage } from './storage.ts';

/** Which table and columns an object has. Pure: the database is not asked. */

export interface Column {
  readonly field: FieldDef;
  readonly name: string;
  /** Quoted. */
  readonly sql: string;
  readonly storage: Storage;
  /** Text where case counts for nothing compares with SQLite's NOCASE (ASCII), and by `fold` beyond ASCII. */
  readonly ignoreCase: boolean;
  /** Quoted shadow column with the folded text, for unique, external-id and indexed fields that ignore case. */
  readonly shadow?: string;
  decode(raw: SqlValue): Value;
  encode(value: Value): SqlValue;
}

export interface Table {
  readonly object: SObjectDef;
  /** Quoted. */
  readonly sql: string;
  readonly columns: readonly Column[];
  /** By exact API name. */
  readonly byName: ReadonlyMap<string, Column>;
  readonly unique: readonly Column[];
  readonly references: readonly Column[];
  /** Holds the id of the save that deleted the row. */
  readonly hasOwner: boolean;
}

/** Quoted column that groups the rows one delete took along, so that undelete brings them back together. */
export const DELETE_BATCH = '"~deleted"';

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A field with a column of its own: no formula, no compound address. Person names are compound and stored. */
export function isStored(field: FieldDef): boolean {
  return field.formula === undefined && storageOf(field) !== undefined;
}

const ID: FieldDef = systemField('Id', 'id');
const IS_DELETED: FieldDef = systemField('IsDeleted', 'boolean');
const TEXTUAL = new Set(['string', 'textarea', 'email', 'phone', 'url', 'picklist', 'multipicklist', 'combobox', 'encryptedstring', 'anytype']);

export function isText(field: FieldDef): boolean {
  return TEXTUAL.has(field.type);
}

/** Long and rich text: stored, but neither filtered, grouped nor sorted. */
export function isLongText(field: FieldDef): boolean {
  return field.type === 'textarea' && field.length > 255;
}

export function buildTable(object: SObjectDef): Table {
  const fields = object.fields.filter(isStored);
  if (object.field('Id') === undefined) fields.unshift(ID);
  if (object.field('IsDeleted') === undefined) fields.push(IS_DELETED);
  const columns = fields.map(buildColumn);
  return {
    object,
    sql: quote(object.name),
    columns,
    byName: new Map(columns.map((c) => [c.name, c])),
    unique: columns.filter((c) => c.field.unique && c.name !== 'Id'),
    references: columns.filter((c) => c.field.type === 'reference'),
    hasOwner: object.field('OwnerId') !== undefined,
  };
}

function buildColumn(field: FieldDef): Column {
  const storage = storageOf(field)!;
  const ignoreCase = isText(field) && !(field.unique && field.caseSensitive) && !(field.externalId && field.caseSensitive);
  return {
    field,
    name: field.name,
    sql: quote(field.name),
    storage,
    ignoreCase,
    ...(ignoreCase && (field.unique || field.externalId || field.customIndex !== undefined) ? { shadow: quote(`~${field.name}`) } : {}),
    decode: decoder(storage),
    encode: encoder(storage),
  };
}

/** DDL of one object, each statement repeatable. */
export interface TableDdl {
  readonly name: string;
  readonly create: string;
  readonly columns: readonly { readonly name: string; readonly definition: string; readonly storage: string }[];
  readonly indexes: readonly { readonly name: string; readonly unique: boolean; readonly sql: string }[];
}

/** Name of the index that keeps a field's values apart. */
export function uniqueIndex(object: string, field: string): string {
  return `${object}.${field}.unique`;
}

export function tableDdl(table: Table): TableDdl {
  const columns: { name: string; definition: string; storage: string }[] = [];
  const indexes: { name: string; unique: boolean; sql: string }[] = [];
  const { name } = table.object;
  const index = (label: string, on: string, where: string, unique = false): void => {
    indexes.push({ name: label, unique, sql: `CREATE ${unique ? 'UNIQUE ' : ''}INDEX IF NOT EXISTS ${quote(label)} ON ${table.sql} (${on})${where}` });
  };
  for (const c of table.columns) {
    columns.push({ name: c.name, definition: columnDefinition(c), storage: storageKey(c.storage) });
    if (c.shadow !== undefined) columns.push({ name: `~${c.name}`, definition: `${c.shadow} TEXT`, storage: 'text' });
    const on = c.shadow ?? c.sql;
    if (c.field.unique && c.name !== 'Id') index(uniqueIndex(name, c.name), on, ` WHERE ${on} IS NOT NULL AND "IsDeleted" = 0`, true);
    if (c.field.externalId && !c.field.unique) index(`${name}.${c.name}.external`, on, ` WHERE ${on} IS NOT NULL`);
    else if (c.field.customIndex !== undefined && !c.field.unique) index(`${name}.${c.name}.custom`, on, c.field.customIndex === 'withNulls' ? '' : ` WHERE ${on} IS NOT NULL`);
    else if (isIndexedReference(c)) index(`${name}.${c.name}`, on, ` WHERE ${on} IS NOT NULL`);
    else if (isCreation(c.field)) index(`${name}.${c.name}`, on, '');
    else if (c.name === 'Email') index(`${name}.${c.name}`, on, ` WHERE ${on} IS NOT NULL`);
    else if (c.name === table.object.nameField && c.shadow === undefined && !c.field.unique) index(`${name}.${c.name}`, on, '');
  }
  columns.push({ name: '~deleted', definition: `${DELETE_BATCH} INTEGER`, storage: 'int' });
  return { name, create: `CREATE TABLE ${table.sql} (${columns.map((c) => c.definition).join(', ')})`, columns, indexes };
}

/** When a row came: the one time that queries narrow by, and it never changes. */
export function isCreation(field: FieldDef): boolean {
  return field.name === 'CreatedDate';
}

/** Who created and changed a row is written on every row and hardly ever searched. */
function isIndexedReference(c: Column): boolean {
  return c.field.type === 'reference' && c.name !== 'CreatedById' && c.name !== 'LastModifiedById' && c.name !== 'RecordTypeId';
}

function columnDefinition(c: Column): string {
  if (c.name === 'Id') return '"Id" TEXT PRIMARY KEY';
  const collate = c.ignoreCase ? ' COLLATE NOCASE' : '';
  return `${c.sql} ${columnType(c.storage)}${collate}${c.storage.kind === 'boolean' ? ' NOT NULL DEFAULT 0' : ''}`;
}

function systemField(name: string, type: FieldDef['type']): FieldDef {
  return {
    name, label: name, type, custom: false, length: 18, precision: 0, scale: 0, nillable: false, unique: false, caseSensitive: false,
    externalId: false, createable: false, updateable: false,
  };
}

/** Tables of a whole schema, built on demand. */
export class Layout {
  readonly schema: Schema;
  private readonly tables = new Map<SObjectDef, Table>();
  private childMap: Map<string, ChildReference[]> | undefined;

  constructor(schema: Schema) {
    this.schema = schema;
  }

  table(object: SObjectDef): Table {
    let table = this.tables.get(object);
    if (table === undefined) this.tables.set(object, (table = buildTable(object)));
    return table;
  }

  /** Every stored reference that may point to this object, whether or not it has a child relationship name. */
  children(object: SObjectDef): readonly ChildReference[] {
    this.childMap ??= childReferences(this.schema, (o) => this.table(o));
    return this.childMap.get(object.name) ?? [];
  }
}

export interface ChildReference {
  readonly table: Table;
  readonly column: Column;
}

function childReferences(schema: Schema, tableOf: (o: SObjectDef) => Table): Map<string, ChildReference[]> {
  const map = new Map<string, ChildReference[]>();
  for (const object of schema.objects) {
    const table = tableOf(object);
    for (const column of table.references) {
      if (column.name === 'CreatedById' || column.name === 'LastModifiedById') continue;
      for (const target of column.field.referenceTo ?? []) {
        const name = schema.object(target)?.name;
        if (name === undefined) continue;
        const list = map.get(name);
        if (list === undefined) map.set(name, [{ table, column }]);
        else list.push({ table, column });
      }
    }
  }
  return map;
}
