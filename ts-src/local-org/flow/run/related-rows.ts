import type { SObjectDef } from '../../schema/model.ts';
import type { FlowFilters } from '../model/types.ts';
import type { CompiledFlow } from './compiled-flow.ts';

/** Rows that hang on the triggering record, as filters on their object. */
export interface RelatedRows {
  readonly object: SObjectDef;
  readonly filters: FlowFilters;
}

/**
 * `$Record.Account` (a parent) and `$Record.Contacts` (children), perhaps through parents, with the element's own filters on those
 * rows. Undefined: it is no relationship.
 */
export function relatedRows(flow: CompiledFlow, reference: string, filters: FlowFilters): RelatedRows | undefined {
  const [root, ...path] = reference.split('.');
  if (root?.toLowerCase() !== '$record' || path.length === 0 || flow.triggerObject === undefined) return undefined;
  const { schema } = flow.host;
  let owner = flow.triggerObject;
  for (const step of path.slice(0, -1)) {
    const target = schema.object(owner.parentRelationship(step)?.referenceTo?.[0] ?? '');
    if (target === undefined) return undefined;
    owner = target;
  }
  const before = ['$Record', ...path.slice(0, -1)].join('.');
  const name = path.at(-1)!;
  const parent = owner.parentRelationship(name);
  const parentObject = schema.object(parent?.referenceTo?.[0] ?? '');
  if (parent !== undefined && parentObject !== undefined) return { object: parentObject, filters: also(filters, 'Id', `${before}.${parent.name}`) };
  const child = owner.childRelationship(name);
  const childObject = schema.object(child?.childObject ?? '');
  return child === undefined || childObject === undefined ? undefined : { object: childObject, filters: also(filters, child.field, `${before}.Id`) };
}

function also({ logic, filters }: FlowFilters, field: string, reference: string): FlowFilters {
  const link = { field, operator: 'EqualTo', value: { kind: 'reference' as const, reference } };
  if (filters.length === 0) return { logic: 'and', filters: [link] };
  const numbers = filters.map((_, n) => n + 1);
  const own = /\d/.test(logic) ? logic : numbers.join(logic.toLowerCase() === 'or' ? ' OR ' : ' AND ');
  return { logic: `(${own}) AND ${filters.length + 1}`, filters: [...filters, link] };
}
