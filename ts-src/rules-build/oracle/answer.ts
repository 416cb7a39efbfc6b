/** What the oracle says: the shape of the contract, written down once more. */
export interface OracleOutcome {
  readonly decision: string;
  readonly outputs: { readonly [name: string]: number | boolean | string | null };
  readonly reasons: readonly string[];
  readonly effects: readonly { readonly rule: string; readonly minor: number }[];
}

export interface OracleRefusal {
  readonly decision: string;
  readonly errors: readonly { readonly field: string; readonly rule: string; readonly value: number | boolean | string | null }[];
}

export type OracleAnswer = OracleOutcome | OracleRefusal;

/** Back to a number, of which every whole one up to 2^53 is exact. */
export function toNumber(value: bigint): number {
  if (value > 9_007_199_254_740_991n || value < -9_007_199_254_740_991n) throw new RangeError(`${value} is beyond 2^53`);
  return Number(value);
}

/** Codes whose condition holds. */
export const holding = (conditions: readonly (readonly [code: string, holds: boolean])[]): string[] => conditions.filter(([, holds]) => holds).map(([code]) => code);
