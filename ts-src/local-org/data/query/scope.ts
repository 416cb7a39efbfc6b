import { NotImplementedError } from '../../execution/errors.ts';
import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import type { Bind, SourceRange } from '../../soql/ast.ts';
import type { Value } from '../../values/index.ts';
import type { AccessMode, RowFilter } from '../hooks.ts';
import { isText, quoteText } from '../store/layout.ts';
import type { Column, Layout } from '../store/layout.ts';
import { decoder, storageOf } from '../store/storage.ts';
import type { SqlValue, Storage } from '../store/storage.ts';
import { noSuchColumn, noSuchRelationship } from './errors.ts';
import { joinFragments, plain, sql } from './fragment.ts';
import { compoundValue } from './places.ts';
import type { PlaceScope } from './places.ts';
import type { Fragment } from './fragment.ts';

/** A value of a row, as SQL. */
export interface Expr {
  readonly sql: Fragment;
  /** The field behind it; for functions the field that describes the result. */
  readonly field: FieldDef;
  readonly storage: Storage;
  readonly ignoreCase: boolean;
  /** True when the SQL is a column that carries its own collation. */
  readonly isColumn: boolean;
  /** Column with the folded text. */
  readonly shadow?: string;
  /** Of a field of a parent: the ids of the rows on the way to it, the parent's last. */
  readonly via: readonly string[];
  decode(raw: SqlValue): Value;
}

/** Turns formula fields into SQL functions. */
export interface FormulaSql {
  /** Paths the formula reads, relative to its object. */
  paths(object: SObjectDef, field: FieldDef): readonly (readonly string[])[];
  /** Name of the SQL function that computes the field from these values. */
  functionFor(object: SObjectDef, field: FieldDef, args: readonly Expr[]): string;
}

/** What the parts of one compilation share. */
export interface Compilation {
  readonly layout: Layout;
  readonly formulas: FormulaSql;
  readonly mode: AccessMode;
  /** Slots of the binds and the shape of each. */
  readonly slots: ReadonlyMap<Bind, number>;
  readonly shapes: readonly string[];
  /** Filter of the running user on an object; null: sees all. */
  readonly sharing: ((object: SObjectDef) => RowFilter | null) | null;
  /** Objects whose filter the plan asks for, by slot. */
  readonly filtered: SObjectDef[];
  /** Objects and fields the query reads, for user mode. */
  readonly touched: Touched[];
  /** User mode: may the user read it? FIELDS() leaves the others out. */
  readonly visible: (object: SObjectDef, field: FieldDef) => boolean;
  aliases: number;
}

export interface Touched { readonly object: SObjectDef; readonly field?: FieldDef; readonly at?: SourceRange }

/** One table of a query with the parents joined to it. */
export class Scope {
  readonly compilation: Compilation;
  readonly object: SObjectDef;
  readonly alias: string;
  /** `FROM Account a`: names that may stand before a field of this object. */
  readonly names: readonly string[];
  /** Ids of the rows on the way here from the query's own. */
  private readonly via: readonly string[];
  private readonly joins = new Map<string, { readonly scope: Scope; readonly on: string }>();

  constructor(compilation: Compilation, object: SObjectDef, names: readonly string[] = [], child?: Scope) {
    this.compilation = compilation;
    this.object = object;
    this.alias = `t${compilation.aliases++}`;
    this.names = names.map((n) => n.toLowerCase());
    this.via = child === undefined ? [] : [...child.via, `${this.alias}."Id"`];
  }

  /** `"Contact" t0 LEFT JOIN "Account" t1 ON …`; call it after everything was resolved. */
  from(): string {
    let text = `${this.compilation.layout.table(this.object).sql} ${this.alias}`;
    for (const { scope, on } of this.joins.values()) text += ` LEFT JOIN ${scope.joined(on)}`;
    return text;
  }

  private joined(on: string): string {
    let text = `${this.compilation.layout.table(this.object).sql} ${this.alias} ON ${on}`;
    for (const join of this.joins.values()) text += ` LEFT JOIN ${join.scope.joined(join.on)}`;
    return text;
  }

  /** Names as written, a leading `FROM` name or alias taken off. */
  strip(parts: readonly string[]): readonly string[] {
    return parts.length > 1 && this.names.includes(parts[0]!.toLowerCase()) ? parts.slice(1) : parts;
  }

  /**
   * A path from this row, through parents. `formulaDepth` counts the formulas around it: what they read is not checked in user mode.
   * @throws QueryError
   */
  resolve(path: readonly string[], at?: SourceRange, formulaDepth = 0): Expr {
    const parts = this.strip(path);
    if (parts.length === 1) return this.fieldExpr(parts[0]!, at, formulaDepth);
    const reference = this.relationship(parts[0]!, at, formulaDepth);
    const targets = this.targets(reference);
    if (targets.length === 1) return this.parent(reference, targets[0]!, formulaDepth).resolve(parts.slice(1), at, formulaDepth);
    return this.polymorphic(reference, targets, parts.slice(1), at, formulaDepth);
  }

  relationship(name: string, at?: SourceRange, formulaDepth = 0): FieldDef {
    const reference = this.object.parentRelationship(name);
    if (reference === undefined) throw noSuchRelationship(name, at);
    this.touch(reference, at, formulaDepth);
    return reference;
  }

  targets(reference: FieldDef): SObjectDef[] {
    const { schema } = this.compilation.layout;
    return (reference.referenceTo ?? []).map((n) => schema.object(n)).filter((o) => o !== undefined);
  }

  /** The scope of the one object this reference points to. */
  parent(reference: FieldDef, target: SObjectDef, formulaDepth = 0): Scope {
    if (formulaDepth === 0) this.compilation.touched.push({ object: target });
    let join = this.joins.get(reference.name);
    if (join === undefined) {
      const scope = new Scope(this.compilation, target, [], this);
      const key = this.fieldExpr(reference.name, undefined, 1).sql.text;
      this.joins.set(reference.name, (join = { scope, on: `${scope.alias}."Id" = ${key}` }));
    }
    return join.scope;
  }

  /** A reference to one of several objects: the key prefix of the id tells which. */
  private polymorphic(reference: FieldDef, targets: readonly SObjectDef[], rest: readonly string[], at: SourceRange | undefined, formulaDepth: number): Expr {
    const key = this.fieldExpr(reference.name, at, formulaDepth).sql.text;
    const name = rest.length === 1 ? rest[0]!.toLowerCase() : '';
    if (name === 'id') return this.fieldExpr(reference.name, at, formulaDepth);
    if (name === 'type') {
      // The one kind of group that owns records has a name of its own.
      const typeName = ({ name: target }: SObjectDef): string => (target === 'Group' && reference.name === 'OwnerId' ? 'Queue' : target);
      const cases = targets.map((t) => ` WHEN ${quoteText(t.keyPrefix)} THEN ${quoteText(typeName(t))}`).join('');
      return functionExpr(plain(`CASE substr(${key}, 1, 3)${cases} END`), { kind: 'text' }, pseudoField('Type', 'string'));
    }
    let first: Expr | undefined;
    const cases: Fragment[] = [];
    for (const target of targets) {
      if (!resolvable(target, rest)) continue;
      const scope = new Scope(this.compilation, target);
      // Users, groups and the like: user mode asks for the reference, not for every object it may point to.
      const value = scope.resolve(rest, at, formulaDepth + 1);
      first ??= value;
      cases.push(sql` WHEN ${quoteText(target.keyPrefix)} THEN (SELECT ${value.sql} FROM ${scope.from()} WHERE ${scope.alias}."Id" = ${key})`);
    }
    if (first === undefined) throw noSuchColumn(rest[rest.length - 1]!, 'Name', at);
    return functionExpr(sql`CASE substr(${key}, 1, 3)${joinFragments(cases, '')} END`, first.storage, first.field);
  }

  private fieldExpr(name: string, at: SourceRange | undefined, formulaDepth: number): Expr {
    const field = this.object.field(name);
    if (field === undefined) throw noSuchColumn(name, this.object.name, at);
    this.touch(field, at, formulaDepth);
    if (field.formula !== undefined) return this.formulaExpr(field, formulaDepth);
    const column = this.compilation.layout.table(this.object).byName.get(field.name);
    if (column === undefined) return this.compoundExpr(field);
    return { ...columnExpr(this.alias, column), via: this.via };
  }

  /** An address or a place as one value. */
  private compoundExpr(field: FieldDef): Expr {
    if (field.components === undefined) throw new NotImplementedError(`SOQL: compound field ${this.object.name}.${field.name}`);
    const { sql: text, decode } = compoundValue(this.object, this.compilation.layout.table(this.object), this.alias, field);
    return { ...functionExpr(text, { kind: 'text' }, field), decode };
  }

  /** The compound field at a path, with the table that holds its parts. */
  place(path: readonly string[]): ReturnType<PlaceScope['field']> {
    const parts = this.strip(path);
    if (parts.length > 1) {
      const reference = this.relationship(parts[0]!);
      return this.parent(reference, this.targets(reference)[0]!).place(parts.slice(1));
    }
    const field = this.object.field(parts[0]!);
    if (field === undefined) throw noSuchColumn(parts[0]!, this.object.name);
    this.touch(field, undefined, 0);
    return { object: this.object, table: this.compilation.layout.table(this.object), alias: this.alias, field };
  }

  private formulaExpr(field: FieldDef, formulaDepth: number): Expr {
    if (formulaDepth > 20) throw new NotImplementedError(`formula that refers to itself: ${this.object.name}.${field.name}`);
    const { formulas } = this.compilation;
    const args = formulas.paths(this.object, field).map((path) => this.resolve(path, undefined, formulaDepth + 1));
    const name = formulas.functionFor(this.object, field, args);
    return functionExpr(sql`"${name}"(${joinFragments(args.map((a) => a.sql), ', ')})`, storageOf(field)!, field);
  }

  private touch(field: FieldDef, at: SourceRange | undefined, formulaDepth: number): void {
    if (formulaDepth === 0) this.compilation.touched.push({ object: this.object, field, ...(at === undefined ? {} : { at }) });
  }
}

function resolvable(target: SObjectDef, rest: readonly string[]): boolean {
  return rest.length === 1 ? target.field(rest[0]!) !== undefined : target.parentRelationship(rest[0]!) !== undefined;
}

export function columnExpr(alias: string, column: Column): Expr {
  return {
    sql: plain(`${alias}.${column.sql}`),
    field: column.field,
    storage: column.storage,
    ignoreCase: column.ignoreCase,
    isColumn: true,
    via: [],
    ...(column.shadow === undefined ? {} : { shadow: `${alias}.${column.shadow}` }),
    decode: column.decode,
  };
}

export function functionExpr(fragment: Fragment, storage: Storage, field: FieldDef): Expr {
  return { sql: fragment, field, storage, ignoreCase: storage.kind === 'text' && isText(field) && !field.caseSensitive, isColumn: false, via: [], decode: decoder(storage) };
}

/** The description of a computed value. */
export function pseudoField(name: string, type: FieldDef['type'], scale = 0): FieldDef {
  return {
    name, label: name, type, custom: false, length: 255, precision: 18, scale, nillable: true, unique: false, caseSensitive: false, externalId: false,
    createable: false, updateable: false,
  };
}
