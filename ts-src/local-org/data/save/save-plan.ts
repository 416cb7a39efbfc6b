import type { FieldDef, SObjectDef, ValidationRule } from '../../schema/model.ts';
import { isStored } from '../store/layout.ts';
import type { Column, Table } from '../store/layout.ts';
import { conversionOf } from './coerce.ts';
import type { Conversion } from './coerce.ts';
import { validatorOf } from './validate.ts';
import type { Validator } from './validate.ts';

/** What saves of an object need of its definition, looked up once. */
export interface SavePlan {
  /** By exact API name; of the fields that have a column. */
  readonly stored: ReadonlyMap<string, FieldPlan>;
  readonly required: readonly FieldDef[];
  readonly restricted: readonly FieldDef[];
  readonly autoNumbers: readonly FieldDef[];
  readonly rules: readonly ValidationRule[];
  readonly hasFormulas: boolean;
  /** A custom object whose records are named by people, and by their id when nobody does. */
  readonly nameless: boolean;
}

export interface FieldPlan {
  readonly field: FieldDef;
  readonly column: Column;
  readonly convert: Conversion;
  /** undefined: every value of the type will do. */
  readonly validate: Validator | undefined;
}

const plans = new WeakMap<Table, SavePlan>();

export function savePlan(table: Table): SavePlan {
  let plan = plans.get(table);
  if (plan === undefined) plans.set(table, (plan = makePlan(table)));
  return plan;
}

function makePlan({ object, columns }: Table): SavePlan {
  return {
    stored: new Map(columns.map((column) => [column.name, { field: column.field, column, convert: conversionOf(column.field), validate: validatorOf(column.field) }])),
    required: object.fields.filter((field) => isRequired(object, field)),
    restricted: object.fields.filter((f) => f.restrictedPicklist === true && f.picklist !== undefined && f.picklist.length > 0 && isStored(f)),
    autoNumbers: object.fields.filter((f) => f.autoNumber !== undefined),
    rules: object.validationRules.filter((r) => r.active),
    hasFormulas: object.fields.some((f) => f.formula !== undefined),
    nameless: object.kind === 'custom' && object.field(object.nameField)?.type === 'string',
  };
}

function isRequired(object: SObjectDef, f: FieldDef): boolean {
  return !f.nillable && f.createable && isStored(f) && f.type !== 'boolean' && f.type !== 'id' && f.defaultedOnCreate !== true
    && f.autoNumber === undefined && !(object.kind === 'custom' && f.name === object.nameField) && f.summary === undefined && f.components === undefined && f.name !== 'OwnerId';
}
