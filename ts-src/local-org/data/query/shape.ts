import { NotImplementedError } from '../../execution/errors.ts';
import type { SObjectDef } from '../../schema/model.ts';
import type { SourceRange } from '../../soql/ast.ts';
import { ApexDate, ApexDatetime, Decimal } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import type { SqlValue } from '../store/storage.ts';
import type { Fragment, Param, QueryRun } from './fragment.ts';
import type { RecordShape } from './plan.ts';
import type { Expr, Scope } from './scope.ts';

/** The columns of a SELECT in the making; equal ones are asked for once. */
export class Outputs {
  private readonly texts: string[] = [];
  readonly params: Param[] = [];
  private readonly known = new Map<string, number>();

  add(fragment: Fragment): number {
    const before = fragment.params.length === 0 ? this.known.get(fragment.text) : undefined;
    if (before !== undefined) return before;
    const index = this.texts.push(fragment.text) - 1;
    this.params.push(...fragment.params);
    if (fragment.params.length === 0) this.known.set(fragment.text, index);
    return index;
  }

  get text(): string {
    return this.texts.map((t, i) => `${t} AS c${i}`).join(', ');
  }

  get length(): number {
    return this.texts.length;
  }
}

type Transform = (value: Value, run: QueryRun, expr: Expr) => Value;

interface MutableShape {
  readonly object: SObjectDef | null;
  readonly idIndex: number;
  readonly fields: { name: string; index: number; decode: (raw: SqlValue, run: QueryRun) => Value }[];
  readonly parents: { name: string; shape: MutableShape }[];
}

/** Builds the tree of records one row is read into. */
export class ShapeBuilder {
  readonly root: MutableShape;
  private readonly scope: Scope;
  private readonly outputs: Outputs;

  constructor(scope: Scope, outputs: Outputs) {
    this.scope = scope;
    this.outputs = outputs;
    this.root = { object: scope.object, idIndex: outputs.add(scope.resolve(['Id']).sql), fields: [], parents: [] };
    this.root.fields.push({ name: 'Id', index: this.root.idIndex, decode: (raw) => raw as string });
  }

  get shape(): RecordShape {
    return this.root;
  }

  /** Puts `Account.Owner.Name` where it belongs. */
  addPath(path: readonly string[], at?: SourceRange, transform?: Transform): void {
    const parts = this.scope.strip(path);
    let node = this.root;
    let objects: readonly SObjectDef[] = [this.scope.object];
    for (let i = 0; i < parts.length - 1; i++) {
      const holder = objects.find((o) => o.parentRelationship(parts[i]!) !== undefined);
      const reference = holder?.parentRelationship(parts[i]!);
      if (reference === undefined) this.scope.resolve(parts, at);
      objects = this.scope.targets(reference!);
      node = this.parentNode(node, reference!.relationshipName ?? parts[i]!, parts.slice(0, i + 1), objects, at);
    }
    const expr = this.scope.resolve(parts, at);
    const name = this.fieldName(objects, parts[parts.length - 1]!);
    if (node.fields.some((f) => f.name === name) && transform === undefined) return;
    const index = this.outputs.add(expr.sql);
    const decode = transform === undefined ? expr.decode : (raw: SqlValue, run: QueryRun): Value => transform(expr.decode(raw), run, expr);
    node.fields.push({ name, index, decode });
  }

  /** A parent that only its id is known of yet (TYPEOF fills it). */
  keyOf(relationship: string, at?: SourceRange): { readonly name: string; readonly index: number } {
    const reference = this.scope.relationship(relationship, at);
    return { name: reference.relationshipName ?? relationship, index: this.outputs.add(this.scope.resolve([reference.name], at).sql) };
  }

  private parentNode(node: MutableShape, name: string, path: readonly string[], objects: readonly SObjectDef[], at?: SourceRange): MutableShape {
    let parent = node.parents.find((p) => p.name === name);
    if (parent === undefined) {
      const idIndex = this.outputs.add(this.scope.resolve([...path, 'Id'], at).sql);
      parent = { name, shape: { object: objects.length === 1 ? objects[0]! : null, idIndex, fields: [{ name: 'Id', index: idIndex, decode: (raw) => raw as string }], parents: [] } };
      node.parents.push(parent);
    }
    return parent.shape;
  }

  private fieldName(objects: readonly SObjectDef[], written: string): string {
    for (const object of objects) {
      const field = object.field(written);
      if (field !== undefined) return field.name;
    }
    return written.toLowerCase() === 'type' ? 'Type' : written;
  }
}

/** `toLabel(Status)`: the label of the value; each of them for multi-select picklists. */
export function toLabel(value: Value, expr: Expr): Value {
  if (typeof value !== 'string') return value;
  const labels = expr.field.picklist;
  if (labels === undefined) return value;
  return value.split(';').map((v) => labels.find((p) => p.value === v)?.label ?? v).join(';');
}

/** `FORMAT(Amount)`: as the user's locale writes it. */
export function format(value: Value, run: QueryRun): Value {
  if (value === null || typeof value === 'string') return value;
  if (value instanceof Decimal) return value.format();
  if (typeof value === 'number' || typeof value === 'bigint') return Decimal.fromBigInt(BigInt(value)).format();
  if (value instanceof ApexDatetime) return value.formatShort(run.timeZone);
  if (value instanceof ApexDate) return value.format();
  throw new NotImplementedError('SOQL FORMAT of this type');
}
