/** Assignments -> JavaScript. `used`: the value of the assignment is needed. */
import type { Assign, CompoundAssign, Expr, Step, Target } from '../check/bound.ts';
import { isText } from '../types/types.ts';
import { variable } from './chains.ts';
import { expressionCode, isRepeatable, required } from './expressions.ts';
import { atLine } from './lines.ts';
import { standardKey } from './names.ts';
import { neverNull } from './null-safety.ts';
import { arithmeticCode, textCode } from './operators.ts';
import type { UnitWriter } from './unit-writer.ts';

/** A target whose receiver and index have been evaluated once. */
interface Place {
  /** Assignments to temporaries that come first. */
  readonly setup: string[];
  readonly read: string;
  readonly write: (value: string) => string;
  /** True: `write` is an expression that yields the value. */
  readonly yieldsValue: boolean;
}

function receiver(unit: UnitWriter, object: Expr, setup: string[], once: boolean): string {
  const code = expressionCode(unit, object);
  if (!once || isRepeatable(object)) return code;
  const temporary = unit.temporary();
  setup.push(`${temporary}=${code}`);
  return temporary;
}

/** @param once the place is read and written */
function place(unit: UnitWriter, target: Target, once: boolean): Place {
  const setup: string[] = [];
  switch (target.kind) {
    case 'local':
      return { setup, read: target.local.js, write: (value) => `${target.local.js}=${value}`, yieldsValue: true };
    case 'variable': {
      const code = variable(unit, target, target.object === undefined ? '' : receiver(unit, target.object, setup, once));
      return { setup, read: code, write: (value) => `${code}=${value}`, yieldsValue: true };
    }
    case 'standardStatic': {
      const code = `$.std.${standardKey(target.owner)}.${target.name.toLowerCase()}`;
      return { setup, read: code, write: (value) => `${code}=${value}`, yieldsValue: true };
    }
    case 'standardProperty': {
      const code = `${receiver(unit, target.object, setup, once)}.${target.name.toLowerCase()}`;
      return { setup, read: code, write: (value) => `${code}=${value}`, yieldsValue: true };
    }
    case 'sobjectField': case 'sobjectParent': case 'sobjectChildren': {
      const object = receiver(unit, target.object, setup, once);
      const name = JSON.stringify(target.name);
      const isField = target.kind === 'sobjectField';
      return { setup, read: `${object}.${isField ? 'get' : 'parent'}(${name})`, write: (value) => `${object}.${isField ? 'put' : 'setParent'}(${name},${value})`, yieldsValue: false };
    }
    case 'index': {
      const object = receiver(unit, target.object, setup, once);
      const index = receiver(unit, target.index, setup, once);
      return { setup, read: `${object}.get(${index})`, write: (value) => `${object}.set(${index},${value})`, yieldsValue: false };
    }
  }
}

function finish(unit: UnitWriter, to: Place, value: string, used: boolean): string {
  if (!used || to.yieldsValue) {
    const write = to.write(value);
    return to.setup.length === 0 && !used ? write : `(${[...to.setup, write].join(',')})`;
  }
  const temporary = unit.temporary();
  return `(${[...to.setup, `${temporary}=${value}`, to.write(temporary), temporary].join(',')})`;
}

export function assignment(unit: UnitWriter, expression: Assign, used: boolean): string {
  const to = place(unit, expression.target, false);
  return finish(unit, to, `${atLine(expression.value.line)}${expressionCode(unit, expression.value)}`, used);
}

/** `x += y`: the operation is done in a common type; the target takes the result back. */
export function compoundAssignment(unit: UnitWriter, expression: CompoundAssign, used: boolean): string {
  const { target, operator, operandType, value } = expression;
  const to = place(unit, target, true);
  const notNull = neverNull(target, unit.nonNull);
  let result: string;
  if (isText(operandType)) {
    result = `${notNull ? '' : '""+'}${to.read}+${textCode(unit, value)}`;
  } else {
    const left = convertCode(to.read, target.type.name, operandType.name);
    const a = notNull ? left : `(${left}??$.npe())`;
    result = convertCode(arithmeticCode(operator, operandType, a, required(unit, value), target.type), operandType.name, target.type.name);
  }
  return finish(unit, to, result, used);
}

function convertCode(code: string, from: string, to: string): string {
  return from === to || !['Long', 'Double', 'Decimal'].includes(to) || from === 'String' ? code : `$.to.${to.toLowerCase()}(${code})`;
}

export function step(unit: UnitWriter, expression: Step, used: boolean): string {
  const { target, by, prefix, type } = expression;
  const to = place(unit, target, true);
  const operator = by === 1 ? '+' : '-';
  const one = type.name === 'Long' ? '1n' : type.name === 'Integer' ? '1' : unit.constant(type.name === 'Double' ? '$.double(1)' : '$.decimal("1")');
  const before = neverNull(target, unit.nonNull) ? to.read : `(${to.read}??$.npe())`;
  if (!used || prefix) return finish(unit, to, arithmeticCode(operator, type, before, one, type), used);
  const old = unit.temporary();
  const write = to.write(arithmeticCode(operator, type, old, one, type));
  return `(${[...to.setup, `${old}=${before}`, write, old].join(',')})`;
}

