import { ApexDouble, Decimal } from '../../../values/index.ts';
import { compareValues } from '../compare.ts';
import { decimalOf } from '../equality.ts';
import { MathException, raise } from '../exceptions.ts';
import { statics } from '../missing.ts';
import { required, toNumber } from './numbers.ts';
import type { AnyNumber } from './numbers.ts';

/** A function of doubles, for Double (gives Double) and all others (give Decimal). */
function real(compute: (x: number) => number): (x: AnyNumber) => ApexDouble | Decimal {
  return (x) => {
    const result = compute(toNumber(required(x)));
    if (x instanceof ApexDouble) return new ApexDouble(result);
    if (!Number.isFinite(result)) throw raise(MathException, 'Result is not a number');
    return decimalOf(new ApexDouble(result));
  };
}

function larger(a: AnyNumber, b: AnyNumber, sign: 1 | -1): AnyNumber {
  required(a);
  required(b);
  if (typeof a === 'number' && typeof b === 'number') return sign > 0 ? Math.max(a, b) : Math.min(a, b);
  const winner = compareValues(a, b) * sign >= 0 ? a : b;
  if (a instanceof Decimal || b instanceof Decimal) return decimalOf(winner);
  if (a instanceof ApexDouble || b instanceof ApexDouble) return new ApexDouble(toNumber(winner));
  return BigInt(winner as number | bigint);
}

function rounded(x: AnyNumber): bigint {
  return decimalOf(required(x)).round('HALF_EVEN');
}

export const math = statics('Math', {
  e: new ApexDouble(Math.E),
  pi: new ApexDouble(Math.PI),
  abs(x: AnyNumber): AnyNumber {
    required(x);
    if (typeof x === 'number') return Math.abs(x) | 0;
    if (typeof x === 'bigint') return BigInt.asIntN(64, x < 0n ? -x : x);
    return x instanceof ApexDouble ? new ApexDouble(Math.abs(x.value)) : x.absolute();
  },
  acos: real(Math.acos),
  asin: real(Math.asin),
  atan: real(Math.atan),
  atan2: (y: AnyNumber, x: AnyNumber): ApexDouble | Decimal => {
    const result = new ApexDouble(Math.atan2(toNumber(required(y)), toNumber(required(x))));
    return y instanceof ApexDouble ? result : result.toDecimal();
  },
  cbrt: real(Math.cbrt),
  ceil: (x: AnyNumber): ApexDouble | Decimal => (required(x) instanceof ApexDouble ? new ApexDouble(Math.ceil(toNumber(x))) : decimalOf(x).setScale(0, 'CEILING')),
  cos: real(Math.cos),
  cosh: real(Math.cosh),
  exp: real(Math.exp),
  floor: (x: AnyNumber): ApexDouble | Decimal => (required(x) instanceof ApexDouble ? new ApexDouble(Math.floor(toNumber(x))) : decimalOf(x).setScale(0, 'FLOOR')),
  log: real(Math.log),
  log10: real(Math.log10),
  max: (a: AnyNumber, b: AnyNumber): AnyNumber => larger(a, b, 1),
  min: (a: AnyNumber, b: AnyNumber): AnyNumber => larger(a, b, -1),
  mod(a: number | bigint, b: number | bigint): number | bigint {
    required(a);
    required(b);
    // eslint-disable-next-line eqeqeq -- 0 and 0n
    if (b == 0) throw raise(MathException, 'Divide by 0');
    if (typeof a === 'number' && typeof b === 'number') return a % b | 0;
    return BigInt(a) % BigInt(b);
  },
  pow: (x: AnyNumber, y: AnyNumber): ApexDouble => new ApexDouble(toNumber(required(x)) ** toNumber(required(y))),
  random: (): ApexDouble => new ApexDouble(Math.random()),
  rint: (x: AnyNumber): ApexDouble | Decimal => {
    const whole = decimalOf(required(x)).setScale(0, 'HALF_EVEN');
    return x instanceof ApexDouble ? new ApexDouble(whole.toNumber()) : whole;
  },
  round: (x: AnyNumber): number => Number(BigInt.asIntN(32, rounded(x))),
  roundtolong: (x: AnyNumber): bigint => BigInt.asIntN(64, rounded(x)),
  signum: (x: AnyNumber): ApexDouble | Decimal => (required(x) instanceof ApexDouble ? new ApexDouble(Math.sign(toNumber(x))) : Decimal.of(decimalOf(x).sign())),
  sin: real(Math.sin),
  sinh: real(Math.sinh),
  sqrt: real((x) => {
    if (x < 0) throw raise(MathException, 'Square root of a negative number');
    return Math.sqrt(x);
  }),
  tan: real(Math.tan),
  tanh: real(Math.tanh),
});
