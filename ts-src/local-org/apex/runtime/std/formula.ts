import { current } from '../../../execution/context.ts';
import { FormulaEngine, FormulaError, FormulaEvaluationError, compileFormula, schemaScope } from '../../../formula/index.ts';
import type { Formula, FormulaField, FormulaScope, FormulaType } from '../../../formula/index.ts';
import type { SObjectDef } from '../../../schema/model.ts';
import { ApexDouble, Decimal, SObjectRecord } from '../../../values/index.ts';
import type { Value } from '../../../values/index.ts';
import { ApexSet } from '../collections/set.ts';
import { SObjectTypeToken } from '../describe/tokens.ts';
import type { EnumValue } from '../enum.ts';
import { IllegalArgumentException, raise, standardExceptions } from '../exceptions.ts';
import { missing, standardClass, statics } from '../missing.ts';
import { typeNamed } from '../types.ts';
import type { ApexType } from '../types.ts';
import { instanceFields } from '../user-class.ts';
import type { ClassView, UserObject } from '../user-class.ts';
import { required } from './numbers.ts';

/** What `FormulaEval.FormulaReturnType` asks of a formula, and what Apex gets. */
const RETURNS: Readonly<Record<string, { readonly type: FormulaType; readonly convert?: (value: Decimal) => unknown }>> = {
  BOOLEAN: { type: 'Boolean' }, STRING: { type: 'Text' }, ID: { type: 'Text' }, DATE: { type: 'Date' }, DATETIME: { type: 'DateTime' }, TIME: { type: 'Time' }, DECIMAL: { type: 'Number' },
  INTEGER: { type: 'Number', convert: (value) => value.toNumber() | 0 }, LONG: { type: 'Number', convert: (value) => BigInt(Math.trunc(value.toNumber())) }, DOUBLE: { type: 'Number', convert: (value) => new ApexDouble(value.toNumber()) },
};

const TYPES: Readonly<Record<string, FormulaType>> = {
  string: 'Text', id: 'Text', boolean: 'Boolean', integer: 'Number', long: 'Number', double: 'Number', decimal: 'Number', date: 'Date', datetime: 'DateTime', time: 'Time',
};

/** What a formula on this type may name: fields of an sObject, or properties of a class and what they lead to. */
function scopeOf(type: ApexType): FormulaScope {
  const { schema, resources } = current();
  const ofObject = (definition: SObjectDef): FormulaScope => schemaScope(schema, definition, { hasLabel: (name) => resources.label(name) !== undefined });
  if (type.sobject !== null) return ofObject(type.sobject);
  const field = (path: readonly string[], holder: ClassView | undefined): FormulaField | undefined => {
    const [first, ...rest] = path;
    // Formulas see what is global, and nothing else.
    const found = holder?.access === 'global' ? fieldsOf(holder).find((each) => each.name.toLowerCase() === first!.toLowerCase() && each.access === 'global') : undefined;
    if (!found) return undefined;
    const inner = typeNamed(found.type);
    if (rest.length === 0) {
      const simple = TYPES[inner.base];
      return simple && { type: simple, path: [found.name] };
    }
    const deeper = inner.sobject === null ? field(rest, inner.meta) : ofObject(inner.sobject).field(rest);
    return deeper && { ...deeper, path: [found.name, ...deeper.path] };
  };
  return { field: (path) => (path[0]!.startsWith('$') ? ofObject(schema.object('User')!).field(path) : field(path, type.meta)) };
}

/** Those that it inherits too. */
function fieldsOf(meta: ClassView): ClassView['fields'] {
  const parent = meta.superclass === null ? undefined : typeNamed(meta.superclass).meta;
  return [...meta.fields.filter((field) => !field.static), ...(parent === undefined ? [] : fieldsOf(parent))];
}

/** Follows a path of the scope; null where something on the way is null. */
function valueAt(holder: unknown, path: readonly string[]): Value {
  if (path.length === 0) return (holder instanceof ApexDouble ? Decimal.parse(String(holder.value)) : holder) as Value;
  if (holder === null || holder === undefined) return null;
  const [name, ...rest] = path;
  if (holder instanceof SObjectRecord) {
    if (rest.length > 0) return valueAt(holder.parents?.[name!] ?? null, rest);
    return name === 'Id' ? holder.id : holder.get(name!);
  }
  const field = instanceFields(holder as UserObject).find((each) => each.name === name);
  return field === undefined ? null : valueAt((holder as Record<string, unknown>)[field.key], rest);
}

/** FormulaEval.FormulaInstance */
class FormulaInstance {
  readonly #formula: Formula;
  readonly #returns: string;

  constructor(formula: Formula, returns: string) {
    this.#formula = formula;
    this.#returns = returns;
  }

  evaluate(subject: unknown): unknown {
    const { schema, resources, user, clock } = current();
    const engine = new FormulaEngine({ schema, resources });
    try {
      const value = this.#formula.run({
        value: (path) => (path[0]!.startsWith('$') ? engine.global(path, user) : valueAt(required(subject), path)),
        now: clock.now(),
        timeZone: user.timeZone,
      });
      const convert = RETURNS[this.#returns]!.convert;
      return convert !== undefined && value instanceof Decimal ? convert(value) : value;
    } catch (error) {
      if (!(error instanceof FormulaEvaluationError)) throw error;
      throw raise(standardExceptions.get('formulaevaluationexception')!, error.message);
    }
  }

  getreferencedfields(): ApexSet {
    return ApexSet.of('Set<String>', this.#formula.paths.map((path) => path.join('.')));
  }
}
standardClass('FormulaEval.FormulaInstance', FormulaInstance);

/** FormulaEval.FormulaBuilder */
class FormulaBuilder {
  #type: ApexType | undefined;
  #returns: string | undefined;
  #source: string | undefined;
  #blankAsZero = false;

  withtype(type: ApexType | SObjectTypeToken): this {
    this.#type = required(type) instanceof SObjectTypeToken ? typeNamed((type as SObjectTypeToken).$definition.name) : (type as ApexType);
    return this;
  }

  withreturntype(type: EnumValue): this {
    this.#returns = required(type).$name;
    return this;
  }

  withformula(source: string): this {
    this.#source = required(source);
    return this;
  }

  /** Globals are there without being asked for. */
  withglobalvariables(globals: unknown): this {
    required(globals);
    return this;
  }

  treatnumericnullaszero(yes: boolean): this {
    this.#blankAsZero = required(yes);
    return this;
  }

  parseastemplate(yes: boolean): this {
    if (yes) missing('FormulaBuilder.parseAsTemplate');
    return this;
  }

  build(): FormulaInstance {
    if (this.#source === undefined || this.#returns === undefined || this.#type === undefined) throw raise(IllegalArgumentException, 'A formula needs its text, its type and its return type.');
    try {
      return new FormulaInstance(compileFormula(this.#source, scopeOf(this.#type), { purpose: 'validation', blankAsZero: this.#blankAsZero, returns: RETURNS[this.#returns]!.type }), this.#returns);
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      throw raise(standardExceptions.get('formulavalidationexception')!, error.message);
    }
  }
}
standardClass('FormulaEval.FormulaBuilder', FormulaBuilder);

/** System.Formula */
export const formula = statics('Formula', { builder: () => new FormulaBuilder() });
