/** Curves through figures: kept(years) = rate ^ (years ^ bend). With a bend of 1 the same share is lost every year; below 1 the first year costs most. */
export interface Point {
  readonly years: number;
  /** Share kept, 0 to 1. */
  readonly kept: number;
}

export interface Curve {
  /** Share kept after one year. */
  readonly rate: number;
  readonly bend: number;
}

export const keptAt = ({ rate, bend }: Curve, years: number): number => Math.pow(rate, Math.pow(years, bend));

const GOLDEN = (Math.sqrt(5) - 1) / 2;
const STEPS = 100;

/** The rate with the smallest sum of squared errors, for a given bend. */
export function fitRate(points: readonly Point[], bend = 1): Curve {
  const squares = (rate: number): number => points.reduce((sum, { years, kept }) => sum + (keptAt({ rate, bend }, years) - kept) ** 2, 0);
  let [low, high] = [0, 1];
  for (let step = 0; step < STEPS; step += 1) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (squares(left) < squares(right)) high = right;
    else low = left;
  }
  return { rate: (low + high) / 2, bend };
}

/** The bend that two ages give; null where the figures are of one age. */
export function bendOf(points: readonly Point[]): number | null {
  const ages = [...new Set(points.map(({ years }) => years))].sort((a, b) => a - b);
  if (ages.length < 2) return null;
  const [first, last] = [ages[0]!, ages.at(-1)!];
  const mean = (age: number): number => {
    const there = points.filter(({ years }) => years === age);
    return there.reduce((sum, { kept }) => sum + kept, 0) / there.length;
  };
  return Math.log(Math.log(mean(last)) / Math.log(mean(first))) / Math.log(last / first);
}

/** Rate and bend together. */
export const fitBent = (points: readonly Point[]): Curve => fitRate(points, bendOf(points) ?? 1);
