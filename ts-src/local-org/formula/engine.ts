import { NotImplementedError, OrgError } from '../execution/errors.ts';
import type { OrgResources, RunningUser } from '../execution/context.ts';
import type { FieldType, Schema, SObjectDef } from '../schema/model.ts';
import { ApexDatetime } from '../values/datetime.ts';
import { Decimal } from '../values/decimal.ts';
import { toId18 } from '../values/id.ts';
import type { SObjectRecord } from '../values/record.ts';
import type { Value } from '../values/value.ts';
import type { FormulaPurpose } from './compiler.ts';
import type { FormulaContext } from './context.ts';
import { FormulaEvaluationError } from './errors.ts';
import { compileFormula } from './formula.ts';
import { schemaScope } from './schema-scope.ts';
import { formulaType, type FormulaType } from './types.ts';

/** One record in the save, or in a query, as the data engine shows it to a formula. */
export interface RecordFormulaScope {
  value(path: readonly string[]): Value;
  prior(path: readonly string[]): Value;
  readonly isNew: boolean;
  readonly user: RunningUser;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface RecordFormula {
  readonly paths: readonly (readonly string[])[];
  /** Of the requested type, or null. @throws OrgError when a default or a rule fails; a formula field is null then */
  evaluate(scope: RecordFormulaScope): Value;
}

export interface RecordFormulaOptions {
  readonly purpose: FormulaPurpose;
  readonly returns: FieldType;
  /** Formula fields only; rules and defaults always see blank numbers as blank. */
  readonly blankAsZero: boolean;
}

/** What formulas ask of the org beyond the record. */
export interface FormulaEngineOptions {
  readonly schema: Schema;
  readonly resources: OrgResources;
  /** The hierarchy custom setting as it holds for the user: `$Setup.X__c.F__c`. */
  readonly setup?: (object: SObjectDef, user: RunningUser) => SObjectRecord | null;
  /** Globals that neither the running user nor the metadata answer: `$Organization.Name`, `$Profile.Name`, `$User.Department`. */
  readonly global?: (path: readonly string[], user: RunningUser) => Value | undefined;
}

/** Compiles the formulas of an org's objects. */
export class FormulaEngine {
  private readonly options: FormulaEngineOptions;

  constructor(options: FormulaEngineOptions) {
    this.options = options;
  }

  /** @throws FormulaError when the formula cannot be deployed */
  compile(object: SObjectDef, source: string, options: RecordFormulaOptions): RecordFormula {
    const { schema, resources } = this.options;
    const scope = schemaScope(schema, object, { hasLabel: (name) => resources.label(name) !== undefined });
    const { purpose } = options;
    const blankAsZero = purpose === 'field' && options.blankAsZero;
    const formula = compileFormula(source, scope, { purpose, blankAsZero, returns: wantedType(options.returns) });
    const convert = conversion(options.returns);
    return {
      paths: formula.paths,
      evaluate: (record) => {
        try {
          return convert(formula.run(this.context(record)));
        } catch (error) {
          if (!(error instanceof FormulaEvaluationError)) throw error;
          if (purpose === 'field') return null;
          throw new OrgError('FIELD_CUSTOM_VALIDATION_EXCEPTION', `Invalid formula: ${error.message}`);
        }
      },
    };
  }

  private context(record: RecordFormulaScope): FormulaContext {
    return {
      value: (path) => (path[0]!.startsWith('$') ? this.global(path, record.user) : record.value(path)),
      prior: (path) => record.prior(path),
      isNew: record.isNew,
      now: record.now,
      timeZone: record.user.timeZone,
    };
  }

  /** Value of a global (`$Label.X`, `$User.Email`) for that user. @throws NotImplementedError */
  global(path: readonly string[], user: RunningUser): Value {
    const [root, name] = path;
    const { resources, schema } = this.options;
    switch (root) {
      case '$Label':
        return resources.label(name!) ?? null;
      case '$Permission':
        return user.permissions.custom(name!);
      case '$System':
        return ApexDatetime.ofGmt(1900, 1, 1);
      case '$CustomMetadata': {
        const records = resources.customMetadata(schema.object(name!)!);
        const wanted = path[2]!.toLowerCase();
        return records.find((record) => String(record.fields.DeveloperName ?? '').toLowerCase() === wanted)?.fields[path[3]!] ?? null;
      }
      case '$Setup': {
        if (this.options.setup === undefined) throw new NotImplementedError('formula global $Setup');
        return this.options.setup(schema.object(name!)!, user)?.fields[path[2]!] ?? null;
      }
    }
    const known = path.length === 2 ? ofUser(root!, name!, user) : undefined;
    const value = known === undefined ? this.options.global?.(path, user) : known;
    if (value === undefined) throw new NotImplementedError(`formula global ${path.join('.')}`);
    return value;
  }
}

function ofUser(root: string, name: string, user: RunningUser): Value | undefined {
  if (root === '$Profile') return name === 'Id' ? user.profileId : undefined;
  if (root === '$UserRole') return name === 'Id' ? user.roleId : undefined;
  if (root !== '$User') return undefined;
  switch (name) {
    case 'Id':
      return user.id;
    case 'Name':
      return user.name;
    case 'Username':
      return user.username;
    case 'Email':
      return user.email;
    case 'ProfileId':
      return user.profileId;
    case 'UserRoleId':
      return user.roleId;
    case 'UserType':
      return user.userType;
    case 'TimeZoneSidKey':
      return user.timeZone;
    case 'LocaleSidKey':
      return user.locale;
    case 'LanguageLocaleKey':
      return user.language;
    default:
      return undefined;
  }
}

/** What a formula must make for a field of this type: choices are made by their text. */
function wantedType(returns: FieldType): FormulaType {
  const type = formulaType(returns) ?? 'Text';
  return type === 'Picklist' || type === 'MultiPicklist' ? 'Text' : type;
}

const HUNDRED = Decimal.of(100);

/** From what a formula makes to what the field holds. */
function conversion(returns: FieldType): (value: Value) => Value {
  switch (returns) {
    case 'boolean':
      return (value) => value === true;
    case 'int':
      return (value) => (value instanceof Decimal ? value.toInteger() : value);
    case 'long':
      return (value) => (value instanceof Decimal ? value.toLong() : value);
    case 'percent':
      return (value) => (value instanceof Decimal ? value.times(HUNDRED) : value);
    case 'id':
    case 'reference':
      return (value) => (typeof value === 'string' ? (toId18(value) ?? (value || null)) : value);
    default:
      return (value) => (value === '' ? null : value);
  }
}
