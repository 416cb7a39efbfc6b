/** Each figure is left out once and foretold from the others of its series. What was fitted to the very figures is told apart. */
import { CATEGORIES, DEFAULT_PACK, REFERENCE_BASES } from '../../rules/index.ts';
import type { Category } from '../../rules/index.ts';
import { APART, SERIES } from './figures.ts';
import type { ApartFigure, Basis, Series } from './figures.ts';
import { bendOf, fitRate, keptAt } from './fit.ts';
import type { Point } from './fit.ts';
import { lostByPack } from './pack-curves.ts';

/** Largest mean absolute error of a category and basis, in points. */
export const LIMIT_POINTS = 5;

export type Shape = 'constant yearly rate' | 'bend of the other series';

export interface TestedFigure {
  readonly item: string;
  readonly years: number | null;
  readonly lost: number;
  /** Points foretold without this figure; null where that cannot be done. */
  readonly leftOut: number | null;
  /** Points that the curve through all figures of the series gives. */
  readonly inSample: number | null;
  /** Points that the default pack gives, the model's factor included. */
  readonly pack: number | null;
}

export interface TestedSeries {
  readonly source: string;
  readonly series: string;
  readonly category: Category;
  readonly basis: Basis;
  readonly inPack: boolean;
  readonly shape: Shape | null;
  readonly crossValidation: 'leave-one-out' | 'no cross-validation possible';
  readonly leaveOneOutError: number | null;
  readonly inSampleError: number | null;
  readonly figures: readonly TestedFigure[];
}

export interface TestedCategory {
  readonly category: Category;
  readonly basis: Basis;
  readonly status: 'back-tested' | 'no cross-validation possible' | 'uncalibrated';
  readonly figures: number;
  readonly leaveOneOutError: number | null;
  readonly inSampleError: number | null;
  readonly withinLimit: boolean | null;
  /** Series of one figure: error when each is foretold from the others, which is why they are not put together. */
  readonly apartError: number | null;
}

export interface Backtest {
  readonly limitPoints: number;
  readonly withinLimit: boolean;
  /** Mean error of the share kept, in percent of it, of all figures that were left out: what a range around a value must at least be. */
  readonly keptShareError: number;
  readonly categories: readonly TestedCategory[];
  readonly series: readonly TestedSeries[];
  readonly apart: readonly ApartFigure[];
}

interface Errors {
  readonly left: readonly number[];
  readonly inSample: readonly number[];
}

type Foretell = (points: readonly Point[], years: number) => number;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const hundredths = (value: number): number => Math.round(value * 100) / 100;
const absolute = (values: readonly number[]): number => mean(values.map(Math.abs));

/** Points kept of the figures that have an age. */
const pointsOf = ({ figures }: Series): readonly Point[] => figures.flatMap(({ years, lost }) => (years === null ? [] : [{ years, kept: 1 - lost / 100 }]));

/** Series of the same source and basis about the same category. */
const siblings = (of: Series): readonly Series[] =>
  SERIES.filter((other) => other !== of && other.source === of.source && other.basis === of.basis && other.category === of.category);

const foretold = (points: readonly Point[], foretell: Foretell): Errors => ({
  left: points.map(({ years, kept }, index) => 100 * (kept - foretell(points.filter((_, other) => other !== index), years))),
  inSample: points.map(({ years, kept }) => 100 * (kept - foretell(points, years))),
});

const withBend = (bend: number): Foretell => (points, years) => keptAt(fitRate(points, bend), years);

/** The bend that the other series of the source give, when they all have two ages. */
function bendOfOthers(series: Series): number | null {
  const bends = siblings(series).map((other) => bendOf(pointsOf(other)));
  return bends.length === 0 || bends.includes(null) || bendOf(pointsOf(series)) === null ? null : mean(bends as readonly number[]);
}

/** One shape for all series of a source: the one that foretells better. */
function shapeOf(series: Series): Shape {
  const family = [series, ...siblings(series)];
  const bends = family.map(bendOfOthers);
  if (bends.includes(null)) return 'constant yearly rate';
  const error = (foretell: (index: number) => Foretell): number => mean(family.map((each, index) => absolute(foretold(pointsOf(each), foretell(index)).left)));
  return error((index) => withBend(bends[index]!)) < error(() => withBend(1)) ? 'bend of the other series' : 'constant yearly rate';
}

interface Tested {
  readonly told: TestedSeries;
  readonly errors: Errors;
  /** Errors of figures left out, in percent of the share kept. */
  readonly ofKept: readonly number[];
}

function testSeries(series: Series): Tested {
  const points = pointsOf(series);
  const testable = points.length > 1;
  const shape = testable ? shapeOf(series) : null;
  const bend = shape === 'bend of the other series' ? bendOfOthers(series)! : 1;
  const errors = testable ? foretold(points, withBend(bend)) : { left: [], inSample: [] };
  const lostFrom = (lost: number, error: number | undefined): number | null => (error === undefined ? null : hundredths(lost + error));
  const told: TestedSeries = {
    source: series.source,
    series: series.name,
    category: series.category,
    basis: series.basis,
    inPack: series.inPack,
    shape,
    crossValidation: testable ? 'leave-one-out' : 'no cross-validation possible',
    leaveOneOutError: testable ? hundredths(absolute(errors.left)) : null,
    inSampleError: testable ? hundredths(absolute(errors.inSample)) : null,
    figures: series.figures.map((figure, index) => ({
      item: figure.item,
      years: figure.years,
      lost: figure.lost,
      leftOut: lostFrom(figure.lost, errors.left[index]),
      inSample: lostFrom(figure.lost, errors.inSample[index]),
      pack: series.inPack ? hundredths(lostByPack(DEFAULT_PACK, series, figure)) : null,
    })),
  };
  return { told, errors, ofKept: errors.left.map((error, index) => error / points[index]!.kept) };
}

function testCategory(category: Category, basis: Basis, tested: readonly Tested[]): TestedCategory {
  const own = tested.filter(({ told }) => told.category === category && told.basis === basis);
  const left = own.flatMap(({ errors }) => errors.left);
  const figures = own.flatMap(({ told }) => told.figures.map(({ lost }) => lost));
  const testable = left.length > 0;
  return {
    category,
    basis,
    status: testable ? 'back-tested' : figures.length > 0 ? 'no cross-validation possible' : 'uncalibrated',
    figures: figures.length,
    leaveOneOutError: testable ? hundredths(absolute(left)) : null,
    inSampleError: testable ? hundredths(absolute(own.flatMap(({ errors }) => errors.inSample))) : null,
    withinLimit: testable ? absolute(left) <= LIMIT_POINTS : null,
    apartError: testable || figures.length < 2 ? null : hundredths(absolute(figures.map((lost, index) => lost - mean(figures.filter((_, other) => other !== index))))),
  };
}

/** How far the curves of the default pack are from published figures, in points of the price when new; each series is also foretold from the others alone. */
export function backtest(): Backtest {
  const tested = SERIES.map(testSeries);
  const categories = CATEGORIES.flatMap((category) => REFERENCE_BASES.map((basis) => testCategory(category, basis, tested)));
  return {
    limitPoints: LIMIT_POINTS,
    keptShareError: hundredths(absolute(tested.flatMap(({ ofKept }) => ofKept))),
    withinLimit: categories.every(({ withinLimit }) => withinLimit !== false),
    categories,
    series: tested.map(({ told }) => told),
    apart: APART,
  };
}
