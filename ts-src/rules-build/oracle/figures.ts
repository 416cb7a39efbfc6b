/** Figures of a pack by their names, in whole numbers of any size: nothing here rests on the limits of a double. */
export interface OraclePack {
  readonly lists: { readonly [name: string]: readonly string[] };
  readonly parameters: { readonly [name: string]: { readonly value: unknown } };
}

type Points = readonly (readonly [number, number])[];

export const WHOLE = 10_000n;

/** Reads a pack's figures by name and keys. */
export class Figures {
  readonly #pack: OraclePack;

  constructor(pack: OraclePack) {
    this.#pack = pack;
  }

  #leaf(name: string, keys: readonly string[]): unknown {
    let at = this.#pack.parameters[name]!.value;
    for (const key of keys) at = (at as Record<string, unknown>)[key];
    return at;
  }

  number(name: string, ...keys: readonly string[]): bigint {
    return BigInt(this.#leaf(name, keys) as number);
  }

  /** A cell of one and zero. */
  holds(name: string, ...keys: readonly string[]): boolean {
    return this.number(name, ...keys) === 1n;
  }

  /** The step that `x` stands on. */
  step(name: string, x: bigint, ...keys: readonly string[]): bigint {
    const steps = this.#leaf(name, keys) as Points;
    let found = steps[0]![1];
    for (const [from, value] of steps) if (BigInt(from) <= x) found = value;
    return BigInt(found);
  }

  /** The value at `x` on straight lines between points; the share of the way from one to the next is rounded half up. */
  line(name: string, x: bigint, ...keys: readonly string[]): bigint {
    const points = (this.#leaf(name, keys) as Points).map(([at, value]) => [BigInt(at), BigInt(value)] as const);
    const [firstX, firstY] = points[0]!;
    if (x <= firstX) return firstY;
    for (let index = 1; index < points.length; index += 1) {
      const [x0, y0] = points[index - 1]!;
      const [x1, y1] = points[index]!;
      if (x > x1) continue;
      return y1 >= y0 ? y0 + halfUp((y1 - y0) * (x - x0), x1 - x0) : y0 - halfUp((y0 - y1) * (x - x0), x1 - x0);
    }
    return points.at(-1)![1];
  }
}

/** Nearest whole number; of two equally near the larger one. Not for negative numbers. */
export function halfUp(numerator: bigint, denominator: bigint): bigint {
  const rest = numerator % denominator;
  const down = (numerator - rest) / denominator;
  return rest * 2n >= denominator ? down + 1n : down;
}

export const share = (amount: bigint, bps: bigint): bigint => halfUp(amount * bps, WHOLE);
export const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
