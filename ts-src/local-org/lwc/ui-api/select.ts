import type { ExecutionContext, QueryOptions } from '../../execution/context.ts';
import { OrgError } from '../../execution/errors.ts';
import type { FieldDef, Schema, SObjectDef } from '../../schema/model.ts';
import type { Comparison, Condition, FieldPath, Literal, OrderItem, SoqlQuery } from '../../soql/index.ts';
import type { SObjectRecord } from '../../values/index.ts';

const at = { line: 1, column: 1 };

/** Everything these pages read is read as the signed-in user. */
export const AS_USER = { mode: 'user', sharing: 'with' } as const;

export const path = (...parts: readonly string[]): FieldPath => ({ kind: 'path', parts, at });

export function where(field: readonly string[], operator: Comparison['operator'], right: Literal | readonly Literal[]): Comparison {
  return { kind: 'comparison', left: path(...field), operator, right: 'kind' in right ? right : { kind: 'list', values: [...right] }, at };
}

export const text = (value: string): Literal => ({ kind: 'string', value });

export interface Selection {
  readonly object: SObjectDef;
  /** Paths from the object, in schema case. */
  readonly fields: readonly (readonly string[])[];
  readonly where?: Condition;
  readonly orderBy?: readonly OrderItem[];
  readonly limit?: number;
  readonly offset?: number;
}

/** Built from names, never from text, so that no value can change its meaning. */
export function selectRows(context: ExecutionContext, selection: Selection, access: QueryOptions = AS_USER): readonly SObjectRecord[] {
  const number = (value: number): Literal => ({ kind: 'number', text: String(value) });
  const query: SoqlQuery = {
    kind: 'soql',
    select: selection.fields.map((parts) => ({ kind: 'field', field: path(...parts) })),
    from: { name: selection.object.name },
    ...(selection.where ? { where: selection.where } : {}),
    ...(selection.orderBy ? { orderBy: selection.orderBy } : {}),
    ...(selection.limit === undefined ? {} : { limit: number(selection.limit) }),
    ...(selection.offset ? { offset: number(selection.offset) } : {}),
    allRows: false,
    at,
  };
  return context.query(query, access).rows;
}

export interface ResolvedPath {
  readonly parts: readonly string[];
  readonly field: FieldDef;
  readonly owner: SObjectDef;
}

/**
 * `Case.Account.Name` or `Account.Name` as a path in schema case; undefined when it does not exist or the user may not read it.
 */
export function readablePath(context: ExecutionContext, object: SObjectDef, name: string): ResolvedPath | undefined {
  const { schema, user } = context;
  const written = name.split('.');
  const parts = written.length > 1 && written[0]!.toLowerCase() === object.name.toLowerCase() ? written.slice(1) : written;
  let owner: SObjectDef = object;
  const resolved: string[] = [];
  for (const part of parts.slice(0, -1)) {
    const reference = owner.parentRelationship(part);
    const target = reference && targetOf(schema, reference);
    if (!reference || !target || !readable(context, owner, reference)) return undefined;
    resolved.push(reference.relationshipName ?? part);
    owner = target;
  }
  const field = owner.field(parts.at(-1)!);
  if (!field || !readable(context, owner, field) || !user.permissions.object(owner.name).read) return undefined;
  return { parts: [...resolved, field.name], field, owner };
}

/** What a relationship leads to; a polymorphic one to `Name`'s fields, which User has. */
export function targetOf(schema: Schema, reference: FieldDef): SObjectDef | undefined {
  const targets = reference.referenceTo ?? [];
  return targets.length === 1 ? schema.object(targets[0]!) : (schema.object('Name') ?? schema.object('User'));
}

export function readable(context: ExecutionContext, object: SObjectDef, field: FieldDef): boolean {
  return field.type === 'id' || context.user.permissions.field(object.name, field.name).read;
}

/** @throws OrgError 404 for an unknown object or one that the user may not see */
export function objectFor(context: ExecutionContext, name: string): SObjectDef {
  const object = context.schema.object(name);
  if (!object || !context.user.permissions.object(object.name).read) throw new OrgError('NOT_FOUND', `Object ${name} not found or not accessible`);
  return object;
}
