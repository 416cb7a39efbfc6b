import { Decimal } from '../../values/decimal.ts';
import type { Value } from '../../values/value.ts';
import { OperationError } from '../errors.ts';
import type { FunctionSpec, FunctionTable } from '../function-table.ts';
import { divide, fromDouble, plain, round, whole } from '../numbers.ts';
import { number } from '../operations.ts';

/** Digits behind which a ceiling or floor does not look, so that 3 * (1 / 3) is 1. */
const SETTLED = 33;

function unary(run: (value: Decimal) => Decimal): FunctionSpec {
  return { parameters: ['Number'], returns: 'Number', run: ([value]) => run(number(value!)) };
}

function real(name: string, run: (value: number) => number): FunctionSpec {
  return unary((value) => fromDouble(run(value.toNumber()), `${name}() function`));
}

function settled(value: Decimal): Decimal {
  const excess = value.precision() - SETTLED;
  return excess > 0 ? value.setScale(value.scale() - excess, 'HALF_DOWN') : value;
}

function extreme(sign: 1 | -1): FunctionSpec {
  return {
    parameters: ['Number'], more: true, returns: 'Number',
    run: (args) => args.reduce((best: Value, value) => (number(value).compareTo(number(best)) * sign > 0 ? value : best), args[0]!),
  };
}

/** Square root by Newton's method to 39 digits where a double is not exact. */
function squareRoot(value: Decimal): Decimal {
  if (value.sign() < 0) throw new OperationError('Out of range argument to SQRT() function');
  if (value.isZero()) return Decimal.ZERO;
  let root = fromDouble(Math.sqrt(value.toNumber()), 'SQRT() function');
  if (root.times(root).equals(value)) return root;
  for (let n = 0; n < 2; n++) root = divide(root.plus(divide(value, root)), Decimal.of(2));
  return root;
}

export const mathFunctions: FunctionTable = {
  abs: unary((value) => value.absolute()),
  // Away from zero and towards it: the platform's CEILING(-2.5) is -3. MCEILING and MFLOOR are the mathematical ones.
  ceiling: unary((value) => plain(settled(value).setScale(0, 'UP'))),
  floor: unary((value) => plain(settled(value).setScale(0, 'DOWN'))),
  mceiling: unary((value) => plain(settled(value).setScale(0, 'CEILING'))),
  mfloor: unary((value) => plain(settled(value).setScale(0, 'FLOOR'))),
  round: { parameters: ['Number', 'Number'], returns: 'Number', run: ([value, places]) => round(number(value!), whole(number(places!))) },
  trunc: {
    parameters: ['Number', 'Number'], required: 1, returns: 'Number',
    run: ([value, places]) => plain(number(value!).setScale(places === undefined ? 0 : whole(number(places)), 'DOWN')),
  },
  mod: {
    parameters: ['Number', 'Number'], returns: 'Number',
    run: ([value, divisor]) => {
      if (number(divisor!).isZero()) throw new OperationError('Division by zero');
      return number(value!).remainder(number(divisor!));
    },
  },
  min: extreme(-1),
  max: extreme(1),
  sqrt: unary(squareRoot),
  exp: real('EXP', Math.exp),
  ln: real('LN', Math.log),
  log: real('LOG', Math.log10),
  pi: { parameters: [], returns: 'Number', run: () => Decimal.parse('3.14159265358979323846264338327950288420') },
  sin: real('SIN', Math.sin),
  cos: real('COS', Math.cos),
  tan: real('TAN', Math.tan),
  asin: real('ASIN', Math.asin),
  acos: real('ACOS', Math.acos),
  atan: real('ATAN', Math.atan),
  atan2: {
    parameters: ['Number', 'Number'], returns: 'Number',
    run: ([y, x]) => fromDouble(Math.atan2(number(y!).toNumber(), number(x!).toNumber()), 'ATAN2() function'),
  },
};
