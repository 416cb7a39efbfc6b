import type { Schema, SObjectDef } from '../schema/model.ts';
import type { FormulaField, FormulaScope } from './context.ts';
import { formulaType } from './types.ts';

export interface SchemaScopeOptions {
  /** True for labels there are; absent: every name is taken. */
  readonly hasLabel?: (name: string) => boolean;
}

/** Objects whose one relevant record a global stands for. */
const recordGlobals: Readonly<Record<string, string>> = {
  $user: 'User', $profile: 'Profile', $userrole: 'UserRole', $role: 'UserRole', $organization: 'Organization',
};

/** What a formula on this object may name: its fields, those of parents, and the globals. Names ignore case. */
export function schemaScope(schema: Schema, object: SObjectDef, options: SchemaScopeOptions = {}): FormulaScope {
  return {
    field(path) {
      const [first, ...rest] = path;
      if (!first!.startsWith('$')) return walk(schema, object, path);
      return global(schema, object, first!, rest, options);
    },
  };
}

function global(schema: Schema, object: SObjectDef, name: string, rest: readonly string[], options: SchemaScopeOptions): FormulaField | undefined {
  const lower = name.toLowerCase();
  const owner = recordGlobals[lower];
  if (owner !== undefined && rest.length > 0) {
    const target = schema.object(owner);
    const found = target === undefined ? { type: 'Text' as const, path: rest } : walk(schema, target, rest);
    return found && { ...found, path: [`$${owner}`, ...found.path] };
  }
  switch (lower) {
    case '$label':
      // `$Label.namespace.Name`: the last part counts here.
      return rest.length > 0 && options.hasLabel?.(rest.at(-1)!) !== false ? { type: 'Text', path: ['$Label', rest.at(-1)!] } : undefined;
    case '$permission':
      return rest.length === 1 ? { type: 'Boolean', path: ['$Permission', rest[0]!] } : undefined;
    case '$api':
      return { type: 'Text', path: ['$Api', ...rest] };
    case '$system':
      return rest[0]?.toLowerCase() === 'origindatetime' ? { type: 'DateTime', path: ['$System', 'OriginDateTime'] } : undefined;
    case '$recordtype':
      return walk(schema, object, ['RecordType', ...rest]);
    case '$custommetadata': {
      const [type, record, field] = rest;
      const found = rest.length === 3 ? ownField(schema.object(type!), field!) : undefined;
      return found && { ...found, path: ['$CustomMetadata', schema.object(type!)!.name, record!, ...found.path] };
    }
    case '$setup': {
      const [type, field] = rest;
      const found = rest.length === 2 ? ownField(schema.object(type!), field!) : undefined;
      return found && { ...found, path: ['$Setup', schema.object(type!)!.name, ...found.path] };
    }
    default:
      return undefined;
  }
}

/** Follows parent relationships to a field. */
function walk(schema: Schema, start: SObjectDef, path: readonly string[]): FormulaField | undefined {
  let objects: readonly SObjectDef[] = [start];
  const steps: string[] = [];
  for (const step of path.slice(0, -1)) {
    const [name, only] = step.split(':');
    const owner = objects.find((object) => object.parentRelationship(name!) !== undefined);
    const reference = owner?.parentRelationship(name!);
    if (reference === undefined) return undefined;
    steps.push(reference.relationshipName ?? name!);
    const targets = only === undefined ? (reference.referenceTo ?? []) : [only];
    objects = targets.map((target) => schema.object(target)).filter((object) => object !== undefined);
  }
  for (const object of objects) {
    const found = ownField(object, path.at(-1)!);
    if (found !== undefined) return { ...found, path: [...steps, ...found.path] };
  }
  return undefined;
}

function ownField(object: SObjectDef | undefined, name: string): FormulaField | undefined {
  const field = object?.field(name);
  const type = field && formulaType(field.type);
  if (field === undefined || type === undefined) return undefined;
  return field.type === 'percent' ? { type, path: [field.name], percent: true } : { type, path: [field.name] };
}
