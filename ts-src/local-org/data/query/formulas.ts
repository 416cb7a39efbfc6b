import { NotImplementedError } from '../../execution/errors.ts';
import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import type { Value } from '../../values/index.ts';
import type { CompiledFormula, FormulaEngine, FormulaScope, TransactionView } from '../hooks.ts';
import type { Database } from '../store/database.ts';
import { encode, storageOf } from '../store/storage.ts';
import type { SqlValue, Storage } from '../store/storage.ts';
import type { Expr, FormulaSql } from './scope.ts';

/** Formula fields as SQL functions of the columns they read, so that they work wherever a column does. */
export class FormulaFunctions implements FormulaSql {
  private readonly db: Database;
  private readonly engine: FormulaEngine | undefined;
  private readonly view: () => TransactionView;
  private readonly compiledFields = new Map<FieldDef, CompiledFormula>();
  private readonly names = new Map<FieldDef, string>();

  /** @param view the transaction that is running, for the user and the time */
  constructor(db: Database, engine: FormulaEngine | undefined, view: () => TransactionView) {
    this.db = db;
    this.engine = engine;
    this.view = view;
  }

  compiled(object: SObjectDef, field: FieldDef): CompiledFormula {
    let formula = this.compiledFields.get(field);
    if (formula === undefined) {
      if (this.engine === undefined) throw new NotImplementedError(`formula field ${object.name}.${field.name}`);
      formula = this.engine.compile(object, field.formula!, { purpose: 'field', returns: field.type, blankAsZero: field.formulaTreatBlanksAs !== 'BlankAsBlank' });
      this.compiledFields.set(field, formula);
    }
    return formula;
  }

  paths(object: SObjectDef, field: FieldDef): readonly (readonly string[])[] {
    return ownPaths(this.compiled(object, field));
  }

  functionFor(object: SObjectDef, field: FieldDef, args: readonly Expr[]): string {
    let name = this.names.get(field);
    if (name === undefined) {
      name = `formula_${this.names.size}`;
      this.names.set(field, name);
      this.define(name, object, field, args);
    }
    return name;
  }

  private define(name: string, object: SObjectDef, field: FieldDef, args: readonly Expr[]): void {
    const formula = this.compiled(object, field);
    const storage = storageOf(field)!;
    const index = new Map(ownPaths(formula).map((path, i) => [path.join('.').toLowerCase(), i]));
    const decode = args.map((a) => a.decode);
    this.db.define(name, (...raw: SqlValue[]) => {
      const view = this.view();
      const value = (path: readonly string[]): Value => {
        const i = index.get(path.join('.').toLowerCase());
        if (i === undefined) throw new Error(`Formula ${object.name}.${field.name} reads ${path.join('.')}, which is not among its paths`);
        return decode[i]!(raw[i]!);
      };
      const scope: FormulaScope = {
        value, prior: value, isNew: false, object, id: null, now: view.clock.now(),
        get user() {
          return view.user;
        },
      };
      return formulaResult(storage, formula.evaluate(scope));
    });
  }
}

/** What a formula reads of records; globals (`$User.Email`) are the formula engine's own. */
function ownPaths(formula: CompiledFormula): readonly (readonly string[])[] {
  return formula.paths.filter((path) => !path[0]!.startsWith('$'));
}

/** As stored columns are: empty text is null. */
export function formulaResult(storage: Storage, value: Value): SqlValue {
  return value === null || value === '' ? null : encode(storage, value);
}
