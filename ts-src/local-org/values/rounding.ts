import { ValueError } from './value-error.ts';

/** `System.RoundingMode`, with the meaning of java.math.RoundingMode. */
export type RoundingMode = 'CEILING' | 'DOWN' | 'FLOOR' | 'HALF_DOWN' | 'HALF_EVEN' | 'HALF_UP' | 'UNNECESSARY' | 'UP';

export const ROUNDING_MODES: readonly RoundingMode[] = ['CEILING', 'DOWN', 'FLOOR', 'HALF_DOWN', 'HALF_EVEN', 'HALF_UP', 'UNNECESSARY', 'UP'];

/**
 * Does the truncated quotient move one away from zero? `half` compares the dropped part with one half: -1, 0, 1;
 * it is asked only when something was dropped. @throws ValueError (MathException) for UNNECESSARY
 */
export function roundsAway(mode: RoundingMode, negative: boolean, odd: boolean, half: number): boolean {
  switch (mode) {
    case 'UP':
      return true;
    case 'DOWN':
      return false;
    case 'CEILING':
      return !negative;
    case 'FLOOR':
      return negative;
    case 'HALF_UP':
      return half >= 0;
    case 'HALF_DOWN':
      return half > 0;
    case 'HALF_EVEN':
      return half > 0 || (half === 0 && odd);
    case 'UNNECESSARY':
      throw new ValueError('MathException', 'Rounding necessary');
  }
}

const POWERS_OF_TEN: bigint[] = [1n];

/** 10 to the power n, n >= 0. */
export function tenTo(n: number): bigint {
  for (let i = POWERS_OF_TEN.length; i <= n; i++) POWERS_OF_TEN.push(POWERS_OF_TEN[i - 1]! * 10n);
  return POWERS_OF_TEN[n]!;
}

/** numerator / denominator (> 0), rounded to a whole number. `sticky`: digits already lost below the numerator. */
export function divideRounded(numerator: bigint, denominator: bigint, mode: RoundingMode, sticky = false): bigint {
  const quotient = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n && !sticky) return quotient;
  const negative = numerator < 0n;
  const twice = (negative ? -rest : rest) * 2n;
  const half = twice > denominator ? 1 : twice < denominator ? -1 : sticky ? 1 : 0;
  if (!roundsAway(mode, negative, (quotient & 1n) === 1n, half)) return quotient;
  return negative ? quotient - 1n : quotient + 1n;
}

/** The same for safe integers. */
export function divideRoundedSmall(numerator: number, denominator: number, mode: RoundingMode): number {
  const rest = numerator % denominator;
  const quotient = (numerator - rest) / denominator;
  if (rest === 0) return quotient;
  const negative = numerator < 0;
  const twice = Math.abs(rest) * 2;
  const half = twice > denominator ? 1 : twice < denominator ? -1 : 0;
  if (!roundsAway(mode, negative, quotient % 2 !== 0, half)) return quotient;
  return negative ? quotient - 1 : quotient + 1;
}

/** Decimal digits of |n|; 1 for zero. */
export function digitCount(n: bigint): number {
  const text = n.toString();
  return text.charCodeAt(0) === 45 ? text.length - 1 : text.length;
}
