import type { FieldExpression, SelectItem, SoqlQuery } from '../../soql/ast.ts';
import type { SObjectDef } from '../../schema/model.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexTime, Decimal } from '../../values/index.ts';
import type { Value , SObjectRecord } from '../../values/index.ts';

/** How the REST API writes a field's value. `url` is the address of the record, for blobs. */
export function valueToJson(value: Value | undefined, blobUrl?: string): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Decimal) return decimalToJson(value);
  if (value instanceof ApexDatetime) return `${new Date(value.ms).toISOString().slice(0, -1)}+0000`;
  if (value instanceof ApexDate || value instanceof ApexTime) return value.toString();
  if (value instanceof ApexBlob) return blobUrl ?? value.toBase64();
  return value;
}

/** A JSON number with all digits of the decimal. */
function decimalToJson(value: Decimal): unknown {
  const number = value.toNumber();
  if (value.precision() <= 15) return number;
  return (JSON as unknown as { rawJSON(text: string): object }).rawJSON(value.toPlainString());
}

export function recordUrl(version: string, object: string, id: string | null): string {
  return `/services/data/${version}/sobjects/${object}/${id ?? ''}`;
}

type Entry =
  | { readonly kind: 'field'; readonly name: string; readonly key: string }
  | { readonly kind: 'parent'; readonly name: string; readonly shape: Shape }
  | { readonly kind: 'children'; readonly name: string; readonly shape: Shape }
  | { readonly kind: 'typeof'; readonly name: string; readonly shapes: ReadonlyMap<string, Shape>; readonly otherwise: Shape | undefined }
  | { readonly kind: 'everything' };

/** What a query selected of one object, in order: the order in which clients get it back. */
export interface Shape {
  readonly entries: Entry[];
}

/** The shape of a query's rows. Names take the case that the records use. */
export function shapeOf(query: SoqlQuery, object: SObjectDef | undefined, find: (name: string) => SObjectDef | undefined): Shape {
  const shape: Shape = { entries: [] };
  const prefix = new Set([query.from.name.toLowerCase(), query.from.alias?.toLowerCase()]);
  for (const item of query.select) addItem(shape, item, object, prefix, find);
  return shape;
}

function addItem(shape: Shape, item: SelectItem, object: SObjectDef | undefined, prefix: ReadonlySet<string | undefined>, find: (name: string) => SObjectDef | undefined): void {
  if (item.kind === 'fields') {
    shape.entries.push({ kind: 'everything' });
  } else if (item.kind === 'subquery') {
    const relationship = object?.childRelationship(item.query.from.name);
    const child = relationship && find(relationship.childObject);
    shape.entries.push({ kind: 'children', name: relationship?.name ?? item.query.from.name, shape: shapeOf(item.query, child, find) });
  } else if (item.kind === 'typeof') {
    const name = object?.parentRelationship(item.relationship)?.relationshipName ?? item.relationship;
    const shapes = new Map(item.whens.map((when) => [when.object.toLowerCase(), pathsShape(when.fields.map((field) => field.parts), find(when.object), find)]));
    shape.entries.push({ kind: 'typeof', name, shapes, otherwise: item.otherwise && pathsShape(item.otherwise.map((field) => field.parts), undefined, find) });
  } else {
    addExpression(shape, item.field, item.alias, object, prefix, find);
  }
}

function pathsShape(paths: readonly (readonly string[])[], object: SObjectDef | undefined, find: (name: string) => SObjectDef | undefined): Shape {
  const shape: Shape = { entries: [] };
  for (const path of paths) addPath(shape, path, object, find);
  return shape;
}

function addExpression(shape: Shape, field: FieldExpression, alias: string | undefined, object: SObjectDef | undefined, prefix: ReadonlySet<string | undefined>, find: (name: string) => SObjectDef | undefined): void {
  if (field.kind === 'function') {
    // FORMAT(x), toLabel(x): the value stands under the alias, or else under the field's own name.
    const inner = field.args.find((argument) => argument.kind === 'path');
    const name = inner?.kind === 'path' ? inner.parts.at(-1)! : field.name;
    const key = alias ?? object?.field(name)?.name ?? name;
    shape.entries.push({ kind: 'field', name: alias ?? key, key });
    return;
  }
  const parts = field.parts.length > 1 && prefix.has(field.parts[0]!.toLowerCase()) && !object?.parentRelationship(field.parts[0]!) ? field.parts.slice(1) : field.parts;
  addPath(shape, parts, object, find);
}

function addPath(shape: Shape, parts: readonly string[], object: SObjectDef | undefined, find: (name: string) => SObjectDef | undefined): void {
  const [first, ...rest] = parts as [string, ...string[]];
  if (rest.length === 0) {
    const name = object?.field(first)?.name ?? first;
    if (!shape.entries.some((entry) => entry.kind === 'field' && entry.name === name)) shape.entries.push({ kind: 'field', name, key: name });
    return;
  }
  const field = object?.parentRelationship(first);
  const name = field?.relationshipName ?? first;
  const existing = shape.entries.find((entry): entry is Extract<Entry, { kind: 'parent' }> => entry.kind === 'parent' && entry.name === name);
  const parent = existing?.shape ?? { entries: [] };
  if (!existing) shape.entries.push({ kind: 'parent', name, shape: parent });
  const targets = field?.referenceTo ?? [];
  addPath(parent, rest, targets.length === 1 ? find(targets[0]!) : find('Name') ?? find('User'), find);
}

/** A row as the REST API writes it, its keys in the order of the query. */
export function rowToJson(row: SObjectRecord, shape: Shape | undefined, version: string): Record<string, unknown> {
  if (row.aggregate) {
    const out: Record<string, unknown> = { attributes: { type: 'AggregateResult' } };
    for (const [name, value] of Object.entries(row.aggregate)) out[name] = valueToJson(value);
    return out;
  }
  const url = recordUrl(version, row.definition.name, row.id);
  const out: Record<string, unknown> = { attributes: row.id === null ? { type: row.definition.name } : { type: row.definition.name, url } };
  if (!shape) {
    addEverything(out, row, url, version);
    return out;
  }
  for (const entry of shape.entries) addEntry(out, entry, row, url, version);
  return out;
}

function addEntry(out: Record<string, unknown>, entry: Entry, row: SObjectRecord, url: string, version: string): void {
  if (entry.kind === 'everything') {
    addEverything(out, row, url, version);
  } else if (entry.kind === 'field') {
    const value = row.fields[entry.name] ?? row.fields[entry.key];
    out[entry.key] = valueToJson(value, `${url}/${entry.name}`);
  } else if (entry.kind === 'parent') {
    const parent = row.parents?.[entry.name];
    out[entry.name] = parent ? rowToJson(parent, entry.shape, version) : null;
  } else if (entry.kind === 'typeof') {
    const parent = row.parents?.[entry.name];
    const shape = parent && (entry.shapes.get(parent.definition.name.toLowerCase()) ?? entry.otherwise ?? { entries: [] });
    out[entry.name] = parent ? rowToJson(parent, shape!, version) : null;
  } else {
    const children = row.childRows?.[entry.name] ?? [];
    out[entry.name] = children.length === 0 ? null : { totalSize: children.length, done: true, records: children.map((child) => rowToJson(child, entry.shape, version)) };
  }
}

function addEverything(out: Record<string, unknown>, row: SObjectRecord, url: string, version: string): void {
  for (const [name, value] of Object.entries(row.fields)) out[name] = valueToJson(value, `${url}/${name}`);
  for (const [name, parent] of Object.entries(row.parents ?? {})) out[name] = parent && rowToJson(parent, undefined, version);
  for (const [name, children] of Object.entries(row.childRows ?? {})) {
    out[name] = children.length === 0 ? null : { totalSize: children.length, done: true, records: children.map((child) => rowToJson(child, undefined, version)) };
  }
}
