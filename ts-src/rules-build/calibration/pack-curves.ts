/** What the default pack's curves must be, from the figures; and what a pack says to a figure. */
import type { Cells, Pack } from '../../rules/index.ts';
import { SERIES } from './figures.ts';
import type { Basis, Figure, Series } from './figures.ts';
import { fitBent, fitRate } from './fit.ts';
import type { Curve, Point } from './fit.ts';

/** One curve of a pack that rests on figures. */
export interface FittedCurve {
  readonly category: string;
  readonly tier: string;
  readonly basis: Basis;
  readonly series: readonly Series[];
  /** Null where the figures are of no age: then the share settles at `kept`. */
  readonly curve: Curve | null;
  /** Mean share kept: after one year, or of no age. */
  readonly kept: number;
}

const DAYS_A_YEAR = 365;
const WHOLE = 10_000;

const cellOf = ({ category, tier, basis }: Series): string => `${category}.${tier}.${basis}`;

/** Figures of one pack cell put together: series of the same category, tier and basis. */
export function fittedCurves(): readonly FittedCurve[] {
  const cells = Map.groupBy(SERIES.filter(({ inPack }) => inPack), cellOf);
  return [...cells.values()].map((series) => {
    const { category, tier, basis } = series[0]!;
    const figures = series.flatMap((each) => each.figures);
    const points = figures.flatMap(({ years, lost }): Point[] => (years === null ? [] : [{ years, kept: 1 - lost / 100 }]));
    if (points.length === 0) return { category, tier, basis, series, curve: null, kept: figures.reduce((sum, { lost }) => sum + 1 - lost / 100, 0) / figures.length };
    // Two series with the same two ages leave two numbers to choose; one series only its rate.
    const curve = series.length > 1 ? fitBent(points) : fitRate(points);
    return { category, tier, basis, series, curve, kept: curve.rate };
  });
}

/** Percent lost by a pack, the model's own factor included. */
export function lostByPack(pack: Pack, { category, tier, basis }: Series, { years, model }: Figure): number {
  const points = at(pack.parameters.depreciation!.value, category, tier, basis) as readonly (readonly [number, number])[];
  const kept = years === null ? points.at(-1)![1] : valueAt(points, years * DAYS_A_YEAR);
  const factor = model === undefined ? WHOLE : (at(pack.parameters.modelFactor!.value, model, basis) as number);
  return 100 - (100 * kept * factor) / (WHOLE * WHOLE);
}

const at = (cells: Cells, ...keys: readonly string[]): Cells => keys.reduce((level, key) => (level as { readonly [key: string]: Cells })[key]!, cells);

function valueAt(points: readonly (readonly [number, number])[], day: number): number {
  const next = points.findIndex(([from]) => from > day);
  if (next < 0) return points.at(-1)![1];
  const [[x0, y0], [x1, y1]] = [points[Math.max(0, next - 1)]!, points[next]!];
  return y0 + ((y1 - y0) * (day - x0)) / (x1 - x0);
}
