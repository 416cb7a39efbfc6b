import type { ApexTime} from '../../values/index.ts';
import { ApexDate, ApexDatetime, ApexDouble, Decimal } from '../../values/index.ts';
import { MathException, NullPointerException, raise } from './exceptions.ts';
import type { AnyNumber } from './std/numbers.ts';
import { toId } from './std/string.ts';

export function nullPointer(): never {
  throw raise(NullPointerException, 'Attempt to de-reference a null object');
}

/** Integer division, truncated to 32 bits. */
export function divideIntegers(a: number, b: number): number {
  if (b === 0) throw raise(MathException, 'Divide by 0');
  if (a === null || b === null) nullPointer();
  return (a / b) | 0;
}

/** Long division, truncated to 64 bits. */
export function divideLongs(a: bigint, b: bigint): bigint {
  if (b === 0n) throw raise(MathException, 'Divide by 0');
  if (a === null || b === null) nullPointer();
  return BigInt.asIntN(64, a / b);
}

/** Implicit conversions; null stays null. */
export const conversions = {
  integer(x: AnyNumber | null): number | null {
    if (x === null || typeof x === 'number') return x;
    if (typeof x === 'bigint') return Number(BigInt.asIntN(32, x));
    return x instanceof ApexDouble ? Math.trunc(x.value) | 0 : x.toInteger();
  },
  long(x: AnyNumber | null): bigint | null {
    if (x === null || typeof x === 'bigint') return x;
    if (typeof x === 'number') return BigInt(x);
    return x instanceof ApexDouble ? BigInt(Math.trunc(x.value)) : x.toLong();
  },
  double(x: AnyNumber | null): ApexDouble | null {
    if (x === null || x instanceof ApexDouble) return x;
    return new ApexDouble(x instanceof Decimal ? x.toNumber() : Number(x));
  },
  decimal(x: AnyNumber | null): Decimal | null {
    if (x === null || x instanceof Decimal) return x;
    if (typeof x === 'number') return Decimal.of(x);
    return typeof x === 'bigint' ? Decimal.fromBigInt(x) : x.toDecimal();
  },
  /** Midnight in GMT. */
  datetime(x: ApexDate | ApexDatetime | null): ApexDatetime | null {
    return x instanceof ApexDate ? ApexDatetime.fromMs(x.days * 86_400_000) : x;
  },
  id: toId,
};

type Temporal = ApexDate | ApexDatetime | ApexTime;

/** `date + n`: days for dates and date-times (fractions of a day too), milliseconds for times. */
export function addToTemporal(value: Temporal, amount: AnyNumber, sign: 1 | -1 = 1): Temporal {
  if (value === null || amount === null) nullPointer();
  const n = sign * (typeof amount === 'number' ? amount : typeof amount === 'bigint' ? Number(amount) : amount instanceof ApexDouble ? amount.value : amount.toNumber());
  if (value instanceof ApexDate) return value.addDays(Math.trunc(n));
  if (value instanceof ApexDatetime) return value.addMs(Math.round(n * 86_400_000));
  return value.addMs(n);
}

/** Double division: by zero it is an exception, not infinity. */
export function divideDoubles(a: ApexDouble, b: ApexDouble): ApexDouble {
  if (b.value === 0) throw raise(MathException, 'Divide by 0');
  return new ApexDouble(a.value / b.value);
}
