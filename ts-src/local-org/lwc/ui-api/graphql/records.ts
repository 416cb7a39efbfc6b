import type { Json } from '../../../api/json.ts';
import type { ExecutionContext } from '../../../execution/context.ts';
import { NotImplementedError } from '../../../execution/errors.ts';
import type { FieldDef, SObjectDef } from '../../../schema/model.ts';
import type { Condition, SoqlQuery } from '../../../soql/index.ts';
import type { SObjectRecord } from '../../../values/index.ts';
import { fieldValue } from '../display-value.ts';
import { AS_USER, readablePath, selectRows, targetOf, text, where } from '../select.ts';
import { GraphqlFault, undefinedField } from './fault.ts';
import type { Field } from './fields.ts';
import { conditionOf, orderOf } from './filters.ts';

const DEFAULT_FIRST = 10;
const MOST = 2000;
const ARGUMENTS = new Set(['first', 'after', 'where', 'orderBy', 'scope', 'upperBound']);
type Answer = Record<string, unknown>;

/** Records of one object as a connection: `edges`, `pageInfo`, `totalCount`, `pageResultCount`. */
export function connection(context: ExecutionContext, object: SObjectDef, field: Field, path: readonly string[], within?: Condition): Answer {
  const unknown = Object.keys(field.args).find((name) => !ARGUMENTS.has(name));
  if (unknown !== undefined) throw new NotImplementedError(`GraphQL argument ${unknown} of ${field.name}`);
  const first = pageSize(field.args.first ?? null);
  const offset = offsetOf(field.args.after ?? null);
  const terms = [within, scopeOf(context, object, field.args.scope ?? null), conditionOf(context, object, field.args.where ?? null)].filter((term) => term !== undefined);
  const condition: Condition | undefined = terms.length < 2 ? terms[0] : { kind: 'and', terms };
  const nodes = field.fields.filter(({ name }) => name === 'edges').flatMap(({ fields }) => fields.filter(({ name }) => name === 'node').flatMap((node) => node.fields));
  const order = orderOf(context, object, field.args.orderBy ?? null);
  const rows = selectRows(context, {
    object,
    fields: pathsOf(context, object, nodes, [...path, 'edges', 'node']),
    ...(condition ? { where: condition } : {}),
    // Pages follow one another only where the order is whole.
    orderBy: [...order, { field: { kind: 'path', parts: ['Id'], at: { line: 1, column: 1 } }, descending: false }],
    limit: first + 1,
    offset,
  });
  const shown = rows.slice(0, first);
  const members: Record<string, (field: Field) => unknown> = {
    edges: ({ fields }) => shown.map((row, index) => pick(fields, `${object.name}Edge`, path, { node: (node) => nodeOf(context, row, node.fields, [...path, 'edges', 'node']), cursor: () => cursorOf(offset + index + 1) })),
    pageInfo: ({ fields }) => pick(fields, 'PageInfo', path, {
      hasNextPage: () => rows.length > first, hasPreviousPage: () => offset > 0,
      startCursor: () => (shown.length === 0 ? null : cursorOf(offset + 1)), endCursor: () => (shown.length === 0 ? null : cursorOf(offset + shown.length)),
    }),
    totalCount: () => countRows(context, object, condition),
    pageResultCount: () => shown.length,
  };
  return pick(field.fields, `${object.name}Connection`, path, members);
}

/** The asked members of a type, under their keys. @throws GraphqlFault for one that it does not have */
export function pick(fields: readonly Field[], type: string, path: readonly string[], members: Readonly<Record<string, (field: Field) => unknown>>): Answer {
  return Object.fromEntries(fields.map((field) => {
    if (field.name === '__typename') return [field.key, type];
    if (!Object.hasOwn(members, field.name)) throw undefinedField(path, field.name, type);
    return [field.key, members[field.name]!(field)];
  }));
}

function pageSize(given: Json): number {
  if (given === null) return DEFAULT_FIRST;
  if (typeof given !== 'number' || !Number.isInteger(given) || given < 1 || given > MOST) throw new GraphqlFault('ValidationError', `Validation error: first must be between 1 and ${MOST}`);
  return given;
}

const cursorOf = (place: number): string => Buffer.from(JSON.stringify({ v: '1', i: place })).toString('base64');

function offsetOf(after: Json): number {
  if (after === null) return 0;
  try {
    const { i } = JSON.parse(Buffer.from(String(after), 'base64').toString()) as { i?: unknown };
    if (Number.isInteger(i) && (i as number) >= 0) return i as number;
  } catch {
    // Told below.
  }
  throw new GraphqlFault('ValidationError', `Validation error: ${JSON.stringify(after)} is no cursor`);
}

function scopeOf(context: ExecutionContext, object: SObjectDef, scope: Json): Condition | undefined {
  if (scope === null || scope === 'EVERYTHING') return undefined;
  if (scope === 'MINE' && object.field('OwnerId')) return where(['OwnerId'], '=', text(context.user.id));
  throw new NotImplementedError(`GraphQL scope ${JSON.stringify(scope)} of ${object.name}`);
}

function countRows(context: ExecutionContext, object: SObjectDef, condition: Condition | undefined): number {
  const at = { line: 1, column: 1 };
  const query: SoqlQuery = { kind: 'soql', select: [{ kind: 'field', field: { kind: 'function', name: 'COUNT', args: [], at } }], from: { name: object.name }, ...(condition ? { where: condition } : {}), allRows: false, at };
  return context.query(query, AS_USER).count;
}

/** Where a field of a node leads: to a value, a parent or children. */
type Member = { readonly kind: 'value'; readonly field: FieldDef } | { readonly kind: 'parent'; readonly name: string; readonly target: SObjectDef } | { readonly kind: 'children'; readonly child: SObjectDef; readonly reference: string };

function memberOf(context: ExecutionContext, object: SObjectDef, { name }: Field): Member | undefined {
  const found = readablePath(context, object, name);
  if (found !== undefined) return { kind: 'value', field: found.field };
  const reference = object.parentRelationship(name);
  if (reference !== undefined) {
    const target = readablePath(context, object, reference.name) && targetOf(context.schema, reference);
    return target && { kind: 'parent', name: reference.relationshipName ?? name, target };
  }
  const children = object.childRelationship(name);
  const child = children && context.schema.object(children.childObject);
  return child && context.user.permissions.object(child.name).read && readablePath(context, child, children.field) ? { kind: 'children', child, reference: children.field } : undefined;
}

const isPlain = (name: string): boolean => name === 'Id' || name === 'ApiName' || name === '__typename';

/** What must be selected for the asked fields of a node. */
function pathsOf(context: ExecutionContext, object: SObjectDef, fields: readonly Field[], path: readonly string[]): readonly (readonly string[])[] {
  const all = new Map<string, readonly string[]>([['Id', ['Id']]]);
  const add = (parts: readonly string[]): void => void all.set(parts.join('.'), parts);
  for (const field of fields) {
    if (isPlain(field.name)) continue;
    const member = memberOf(context, object, field);
    if (member === undefined) throw undefinedField(path, field.name, object.name);
    if (field.fields.length === 0) throw new GraphqlFault('ValidationError', `Validation error of type SubselectionRequired: Subselection required for field '${field.name}' @ '${[...path, field.name].join('/')}'`, path);
    if (member.kind === 'value') add([member.field.name]);
    if (member.kind === 'parent') for (const parts of pathsOf(context, member.target, field.fields, [...path, field.name])) add([member.name, ...parts]);
  }
  return [...all.values()];
}

/** A row with the asked fields under their keys. */
export function nodeOf(context: ExecutionContext, row: SObjectRecord, fields: readonly Field[], path: readonly string[]): Answer {
  const object = row.definition;
  return Object.fromEntries(fields.map((field) => {
    if (field.name === 'Id') return [field.key, row.id];
    if (isPlain(field.name)) return [field.key, object.name];
    const member = memberOf(context, object, field)!;
    const here = [...path, field.name];
    if (member.kind === 'children') return [field.key, connection(context, member.child, field, here, where([member.reference], '=', text(row.id!)))];
    if (member.kind === 'parent') {
      const parent = row.parents?.[member.name];
      return [field.key, parent ? nodeOf(context, parent, field.fields, here) : null];
    }
    return [field.key, valueOf(context, row, member.field, field, here)];
  }));
}

function valueOf(context: ExecutionContext, row: SObjectRecord, definition: FieldDef, field: Field, path: readonly string[]): Answer {
  const { value, displayValue } = fieldValue(row.fields[definition.name], definition, context.user);
  const members: Record<string, () => unknown> = { value: () => value, displayValue: () => displayValue };
  if (definition.picklist !== undefined) members.label = () => displayValue;
  return pick(field.fields, `${definition.type[0]!.toUpperCase()}${definition.type.slice(1)}Value`, path, members);
}

/** One record with the asked fields, after a save. */
export function savedRecord(context: ExecutionContext, object: SObjectDef, id: string, field: Field, path: readonly string[]): Answer {
  const [row] = selectRows(context, { object, fields: pathsOf(context, object, field.fields, path), where: where(['Id'], '=', text(id)), limit: 1 });
  if (row === undefined) throw new GraphqlFault('DataFetchingException', 'The record is no longer accessible', path);
  return nodeOf(context, row, field.fields, path);
}

/** What fields of a record would be asked, before anything is saved. @throws GraphqlFault */
export const checkFields = (context: ExecutionContext, object: SObjectDef, field: Field, path: readonly string[]): void => void pathsOf(context, object, field.fields, path);
