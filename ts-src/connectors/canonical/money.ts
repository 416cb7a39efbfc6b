import { minorUnitDigits } from './currencies.ts';

/**
 * Exact minor units of a decimal amount as written (`"199.00"`, `"1e3"` is refused).
 * Digits beyond the currency's own are rounded half up. Null: the text is no decimal number.
 */
export function toMinorUnits(amount: string, currency: string): bigint | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount.trim());
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const digits = minorUnitDigits(currency);
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  const roundsUp = (fraction[digits] ?? '0') >= '5';
  const minor = BigInt(whole + kept) + (roundsUp ? 1n : 0n);
  return sign === '-' ? -minor : minor;
}

/** Splits a line's amount over its items; what does not divide goes to the first items, so the parts sum to the whole. */
export function allocate(total: bigint, parts: number): bigint[] {
  const share = total / BigInt(parts);
  const rest = Number(total - share * BigInt(parts));
  const step = rest < 0 ? -1n : 1n;
  return Array.from({ length: parts }, (_, index) => share + (index < Math.abs(rest) ? step : 0n));
}
