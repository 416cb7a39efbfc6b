/** Helpers for writing a pack down. */

export type Leaf = number | readonly (readonly [number, number])[];
export type Cells = Leaf | { readonly [key: string]: Cells };

/** One rule parameter of a pack: who says so, and the value. */
export type Given = {
  readonly source: string;
  readonly value: Cells;
};

/** The same for every key, but for the ones named. */
export const each = <K extends string>(keys: readonly K[], usual: Cells, but: { readonly [key in K]?: Cells } = {}): Cells =>
  Object.fromEntries(keys.map((key) => [key, but[key] ?? usual]));

/** One value for each key, in their order. */
export const row = <K extends string>(keys: readonly K[], ...values: readonly number[]): Cells =>
  Object.fromEntries(keys.map((key, index) => [key, values[index]!]));

const YEAR = 365;
const POINTS = [0, 90, 180, 365, 548, 730, 1_095, 1_460, 1_825, 2_555, 3_650];

/**
 * A curve that loses the same share every year: `kept` is what is left of the reference price after each year, in basis points.
 * `shape` bends it: below 1 the first year costs most.
 */
export const fading = (kept: number, shape = 1, floor = 200): readonly (readonly [number, number])[] =>
  POINTS.map((day) => [day, Math.max(floor, Math.round(10_000 * Math.pow(kept / 10_000, Math.pow(day / YEAR, shape))))] as const);

/** Falls to `kept` within the first year and stays there. */
export const settling = (kept: number): readonly (readonly [number, number])[] => [
  [0, Math.max(10_000, kept)],
  [YEAR, kept],
];
