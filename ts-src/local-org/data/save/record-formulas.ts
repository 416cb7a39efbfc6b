import { NotImplementedError } from '../../execution/errors.ts';
import type { FieldDef, SObjectDef, ValidationRule } from '../../schema/model.ts';
import type { FieldPath } from '../../soql/ast.ts';
import type { SObjectRecord, Value } from '../../values/index.ts';
import { keyPrefix } from '../../values/index.ts';
import type { CompiledFormula, FormulaScope } from '../hooks.ts';
import { byIds } from '../query/compile.ts';
import { decoder, storageOf } from '../store/storage.ts';
import { formulaResult } from '../query/formulas.ts';
import { coerce } from './coerce.ts';
import type { FormulaSource, Row, SavedRecord } from './row.ts';
import type { Statement } from './statement.ts';

/**
 * Formulas over rows that are not (all) in the database yet: validation rules, defaults, formula fields of Trigger.new.
 * Values of parents are fetched for all rows of the chunk at once, one query per relationship.
 */
export class RecordFormulas implements FormulaSource {
  private readonly statement: Statement;
  private readonly records: readonly SObjectRecord[];
  private readonly olds = new Map<SObjectRecord, SObjectRecord>();
  private readonly parents = new Map<string, Map<string, SObjectRecord | null>>();

  constructor(statement: Statement, rows: readonly Row[]) {
    this.statement = statement;
    this.records = rows.flatMap((r) => (r.old === null ? [r.record] : [r.record, r.old]));
    for (const row of rows) {
      row.record.formulas = this;
      if (row.old !== null) {
        row.old.formulas = this;
        this.olds.set(row.record, row.old);
      }
    }
  }

  formulaValue(record: SavedRecord, name: string): Value {
    const field = record.definition.field(name)!;
    const { formulas } = this.statement.services;
    const value = this.evaluate(formulas.compiled(record.definition, field), record);
    const storage = storageOf(field)!;
    return decoder(storage)(formulaResult(storage, value));
  }

  evaluateDefault(object: SObjectDef, field: FieldDef, record: SavedRecord): Value {
    const formula = compiledOnce(defaults, field, () => this.engine('default').compile(object, field.defaultValue!, { purpose: 'default', returns: field.type, blankAsZero: true }));
    const value = this.evaluate(formula, record);
    return value === null || value === '' ? null : coerce(field, value);
  }

  /** True: the rule's error condition holds. */
  evaluateRule(object: SObjectDef, rule: ValidationRule, record: SavedRecord): boolean {
    const formula = compiledOnce(rules, rule, () => this.engine('validation rule').compile(object, rule.formula, { purpose: 'validation', returns: 'boolean', blankAsZero: true }));
    return this.evaluate(formula, record) === true;
  }

  private engine(what: string): NonNullable<Statement['services']['hooks']['formulas']> {
    const { formulas } = this.statement.services.hooks;
    if (formulas === undefined) throw new NotImplementedError(`${what} on ${this.statement.object.name}: no formula engine`);
    return formulas;
  }

  private evaluate(formula: CompiledFormula, record: SavedRecord): Value {
    const old = this.olds.get(record) ?? record;
    const scope: FormulaScope = {
      value: (path) => this.value(formula, record, path),
      prior: (path) => this.value(formula, old, path),
      isNew: !this.olds.has(record) && record.id === null,
      object: record.definition,
      id: record.id,
      user: this.statement.user,
      now: this.statement.view.clock.now(),
    };
    return formula.evaluate(scope);
  }

  private value(formula: CompiledFormula, record: SObjectRecord, path: readonly string[]): Value {
    if (path.length === 1) return record.get(record.definition.field(path[0]!)?.name ?? path[0]!);
    const reference = record.definition.parentRelationship(path[0]!);
    const id = reference === undefined ? null : (record.fields[reference.name] as string | null | undefined);
    if (reference === undefined || id === null || id === undefined) return null;
    const target = this.statement.services.layout.schema.objectByPrefix(keyPrefix(id));
    if (target === undefined) return null;
    let parent: SObjectRecord | null = this.fetch(formula, reference, target).get(id) ?? null;
    for (let i = 1; i < path.length - 1 && parent !== null; i++) {
      const relationship: string | undefined = parent.definition.parentRelationship(path[i]!)?.relationshipName;
      parent = relationship === undefined ? null : (parent.parents?.[relationship] ?? null);
    }
    const last = parent?.definition.field(path[path.length - 1]!);
    return last === undefined ? null : (parent!.fields[last.name] ?? null);
  }

  /** The parents a formula needs through one reference, of all rows of the chunk. */
  private fetch(formula: CompiledFormula, reference: FieldDef, target: SObjectDef): Map<string, SObjectRecord | null> {
    const relationship = reference.relationshipName!.toLowerCase();
    const paths = formula.paths.filter((p) => p.length > 1 && p[0]!.toLowerCase() === relationship).map((p) => p.slice(1));
    const usable = paths.filter((p) => (p.length === 1 ? target.field(p[0]!) !== undefined : target.parentRelationship(p[0]!) !== undefined));
    const key = `${reference.name} ${target.name} ${usable.map((p) => p.join('.')).join()}`;
    let found = this.parents.get(key);
    if (found === undefined) this.parents.set(key, (found = new Map()));
    const missing = new Set<string>();
    for (const { fields } of this.records) {
      const id = fields[reference.name] as string | null | undefined;
      if (typeof id === 'string' && keyPrefix(id) === target.keyPrefix && !found.has(id)) missing.add(id);
    }
    if (missing.size > 0) {
      for (const id of missing) found.set(id, null);
      const query = queryFor(key, target, usable);
      for (const parent of this.statement.services.queries.internal(this.statement.view, query, [missing])) found.set(parent.id!, parent);
    }
    return found;
  }
}

const rules = new WeakMap<object, CompiledFormula>();
const defaults = new WeakMap<object, CompiledFormula>();

function compiledOnce(cache: WeakMap<object, CompiledFormula>, key: object, compile: () => CompiledFormula): CompiledFormula {
  let formula = cache.get(key);
  if (formula === undefined) cache.set(key, (formula = compile()));
  return formula;
}

/** Queries are compiled per syntax tree: the same look-up must be the same tree. */
const queries = new WeakMap<SObjectDef, Map<string, ReturnType<typeof byIds>>>();

function queryFor(key: string, target: SObjectDef, paths: readonly (readonly string[])[]): ReturnType<typeof byIds> {
  let known = queries.get(target);
  if (known === undefined) queries.set(target, (known = new Map()));
  let query = known.get(key);
  if (query === undefined) {
    const at = { line: 1, column: 1 };
    const select: FieldPath[] = [['Id'], ...paths].map((parts) => ({ kind: 'path', parts, at }));
    known.set(key, (query = byIds(target, select)));
  }
  return query;
}
