import type { FieldType } from '../schema/model.ts';

/**
 * What an expression is before it runs. Ids are text. `Any`: known only at run time; `Null`: the literal.
 * Picklists are texts that only some functions take.
 */
export type FormulaType = 'Text' | 'Number' | 'Boolean' | 'Date' | 'DateTime' | 'Time' | 'Picklist' | 'MultiPicklist' | 'Location' | 'Null' | 'Any';

/** How an error message calls a type. */
export function typeName(type: FormulaType): string {
  switch (type) {
    case 'Picklist':
      return 'Picklist';
    case 'MultiPicklist':
      return 'Multi-Select Picklist';
    case 'Any':
      return 'Runtime Validated Type';
    default:
      return type;
  }
}

/** Type of a field in formulas; undefined for fields that none may use. */
export function formulaType(type: FieldType): FormulaType | undefined {
  switch (type) {
    case 'int':
    case 'long':
    case 'double':
    case 'currency':
    case 'percent':
      return 'Number';
    case 'boolean':
      return 'Boolean';
    case 'date':
      return 'Date';
    case 'datetime':
      return 'DateTime';
    case 'time':
      return 'Time';
    case 'picklist':
    case 'combobox':
      return 'Picklist';
    case 'multipicklist':
      return 'MultiPicklist';
    case 'location':
      return 'Location';
    case 'anytype':
      return 'Any';
    case 'base64':
    case 'address':
    case 'encryptedstring':
      return undefined;
    default:
      return 'Text';
  }
}

/** True where `given` can stand for `wanted`. */
export function fits(wanted: FormulaType, given: FormulaType): boolean {
  return wanted === given || wanted === 'Any' || given === 'Any' || given === 'Null';
}

/** Type of `IF(…, a, b)`; undefined when the two do not go together. */
export function commonType(a: FormulaType, b: FormulaType): FormulaType | undefined {
  if (a === b) return a;
  if (a === 'Null') return b;
  if (b === 'Null') return a;
  return a === 'Any' || b === 'Any' ? 'Any' : undefined;
}
