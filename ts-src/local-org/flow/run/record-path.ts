import type { FieldDef, Schema, SObjectDef } from '../../schema/model.ts';
import type { SObjectRecord } from '../../values/index.ts';
import { notSet } from './errors.ts';
import { dataTypeOf, fromField } from './flow-value.ts';
import type { FlowType, FlowValue } from './flow-value.ts';
import type { Interview } from './interview.ts';

/** A field of a record, perhaps through parents: `Name`, `Account.Owner:User.Email`. */
export interface RecordPath {
  readonly type: FlowType;
  /** The field of the record itself; undefined where the path goes through parents. */
  readonly own: FieldDef | undefined;
  /** @param strict a missing parent is a fault; else it is null. @throws FlowFault */
  read(interview: Interview, record: SObjectRecord, strict: boolean): FlowValue;
}

/** Undefined: there is no such field. */
export function recordPath(schema: Schema, object: SObjectDef, parts: readonly string[], text: string): RecordPath | undefined {
  let objects: readonly SObjectDef[] = [object];
  const steps: string[] = [];
  for (const part of parts.slice(0, -1)) {
    const [name, only] = part.split(':') as [string, string?];
    const reference = objects.map((each) => each.parentRelationship(name)).find((each) => each !== undefined);
    if (reference === undefined) return undefined;
    steps.push(name);
    const targets = only === undefined ? (reference.referenceTo ?? []) : [only];
    objects = targets.map((target) => schema.object(target)).filter((each) => each !== undefined);
  }
  const name = parts.at(-1)!;
  const field = objects.map((each) => each.field(name)).find((each) => each !== undefined);
  if (field === undefined) return undefined;
  const type: FlowType = { dataType: dataTypeOf(field.type), collection: false, field };
  if (steps.length === 0) return { type, own: field, read: (_interview, record) => valueOf(record, field) };
  return {
    type,
    own: undefined,
    read: (interview, record, strict) => {
      const parent = climb(interview, record, steps);
      if (parent === null) {
        if (strict) throw notSet(text);
        return null;
      }
      const found = parent.definition.field(name);
      return found === undefined ? null : valueOf(parent, found);
    },
  };
}

function climb(interview: Interview, record: SObjectRecord, steps: readonly string[]): SObjectRecord | null {
  let at: SObjectRecord | null = record;
  for (const step of steps) {
    const reference: FieldDef | undefined = at.definition.parentRelationship(step);
    at = reference === undefined ? null : interview.batch.related.parent(at, reference);
    if (at === null) return null;
  }
  return at;
}

/** A field's value; null where a query did not ask for it. */
export function valueOf(record: SObjectRecord, field: FieldDef): FlowValue {
  return fromField(record.queried ? (record.fields[field.name] ?? null) : record.get(field.name));
}
