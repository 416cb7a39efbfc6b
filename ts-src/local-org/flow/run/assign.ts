import { NotImplementedError } from '../../execution/errors.ts';
import { ApexDate, ApexDatetime, ApexTime, Decimal } from '../../values/index.ts';
import { equals } from './compare.ts';
import { FlowFault } from './errors.ts';
import { copyOf, isList, plainText } from './flow-value.ts';
import type { FlowType, FlowValue } from './flow-value.ts';

/** What an assignment operator makes of the old value and the operand. */
export type AssignOperator = (old: FlowValue, operand: FlowValue, type: FlowType | undefined, zone: string) => FlowValue;

const operators: Readonly<Record<string, AssignOperator>> = {
  Assign: (_old, operand) => copyOf(operand),
  Add: (old, operand, type, zone) => (type?.collection === true || isList(old) ? [...listOf(old), ...listOf(copyOf(operand))] : sum(old, operand, type, zone, 1)),
  AddItem: (old, operand) => [...listOf(old), ...listOf(copyOf(operand))],
  AddAtStart: (old, operand) => [...listOf(copyOf(operand)), ...listOf(old)],
  Subtract: (old, operand, type, zone) => sum(old, operand, type, zone, -1),
  AssignCount: (_old, operand) => Decimal.of(listOf(operand).length),
  RemoveAll: (old, operand, _type, zone) => listOf(old).filter((item) => !listOf(operand).some((gone) => equals(item, gone, zone))),
  RemoveUncommon: (old, operand, _type, zone) => listOf(old).filter((item) => listOf(operand).some((kept) => equals(item, kept, zone))),
  RemoveFirst: (old, operand, _type, zone) => without(listOf(old), listOf(old).findIndex((item) => equals(item, operand, zone))),
  RemoveBeforeFirst: (old, operand, _type, zone) => {
    const at = listOf(old).findIndex((item) => equals(item, operand, zone));
    return at < 0 ? listOf(old) : listOf(old).slice(at);
  },
  RemoveAfterFirst: (old, operand, _type, zone) => {
    const at = listOf(old).findIndex((item) => equals(item, operand, zone));
    return at < 0 ? listOf(old) : listOf(old).slice(0, at + 1);
  },
  // Positions count from 1.
  RemovePosition: (old, operand) => (operand instanceof Decimal ? without(listOf(old), operand.toInteger() - 1) : listOf(old)),
};

/** @throws NotImplementedError */
export function assignOperator(name: string): AssignOperator {
  const found = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (found === undefined) throw new NotImplementedError(`flow assignment operator ${name}`);
  return found;
}

export function isAssignOperator(name: string): boolean {
  return Object.hasOwn(operators, name);
}

function listOf(value: FlowValue): FlowValue[] {
  return value === null ? [] : isList(value) ? value : [value];
}

function without(items: FlowValue[], index: number): FlowValue[] {
  return index < 0 || index >= items.length ? items : items.filter((_item, n) => n !== index);
}

/** Numbers are added, dates move by days, texts and multi-select values are put together. */
function sum(old: FlowValue, operand: FlowValue, type: FlowType | undefined, zone: string, sign: 1 | -1): FlowValue {
  switch (type?.dataType) {
    case 'Number': case 'Currency': {
      const [a, b] = [number(old), number(operand)];
      return sign === 1 ? a.plus(b) : a.minus(b);
    }
    case 'Date':
      return old instanceof ApexDate ? old.addDays(sign * number(operand).toInteger()) : failUnset();
    case 'DateTime':
      return old instanceof ApexDatetime ? old.addDays(sign * number(operand).toInteger(), zone || 'GMT') : failUnset();
    case 'Time':
      return old instanceof ApexTime ? old.addMs(sign * number(operand).toInteger()) : failUnset();
    case 'Multipicklist':
      return [old, operand].filter((part) => part !== null && part !== '').map(plainText).join(';');
    default:
      return plainText(old) + plainText(operand);
  }
}

/** A number without a value counts as 0. */
function number(value: FlowValue): Decimal {
  if (value === null) return Decimal.ZERO;
  const decimal = value instanceof Decimal ? value : Decimal.tryParse(plainText(value));
  if (decimal === null) throw new FlowFault(`${plainText(value)} is no number.`);
  return decimal;
}

function failUnset(): never {
  throw new FlowFault("The flow failed to add to a value because it hasn't been set or assigned.");
}
