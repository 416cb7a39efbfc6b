/** What a rule pack must give: numbers, tables, curves and bands, each with its unit, range and shape. */
import type { Domain, Unit } from './nodes.ts';

/** How values run along the last key of a table, or along x of a curve or of bands. Laws rest on it; packs are held to it. */
export type Slope = 'falling' | 'rising' | 'free';

interface ParameterBase {
  readonly name: string;
  /** A few words by which the admin knows it. */
  readonly label: string;
  /** One sentence for the admin who edits it. */
  readonly description: string;
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
  readonly slope: Slope;
  /** One cell or row for each combination; a list of the pack can only be the first key. */
  readonly keys: readonly Domain[];
}

export type Parameter =
  | (ParameterBase & { readonly kind: 'integer' | 'table' })
  | (ParameterBase & { readonly kind: 'curve' | 'bands'; readonly xMin: number; readonly xMax: number; readonly xUnit: Unit });

interface Limits<U extends Unit> {
  readonly label: string;
  readonly description: string;
  readonly unit: U;
  readonly min: number;
  readonly max: number;
  readonly slope?: Slope;
}

interface Along<X extends Unit> {
  readonly xMin: number;
  readonly xMax: number;
  readonly xUnit: X;
}

export type IntegerParameter<U extends Unit> = Parameter & { readonly kind: 'integer'; readonly unit: U };
export type Table<U extends Unit> = Parameter & { readonly kind: 'table'; readonly unit: U };
export type Curve<U extends Unit, X extends Unit> = Parameter & { readonly kind: 'curve'; readonly unit: U; readonly xUnit: X };
export type Bands<U extends Unit, X extends Unit> = Parameter & { readonly kind: 'bands'; readonly unit: U; readonly xUnit: X };

export const integerParameter = <U extends Unit>(name: string, limits: Limits<U>): IntegerParameter<U> => ({
  slope: 'free',
  ...limits,
  kind: 'integer',
  name,
  keys: [],
});

export const table = <U extends Unit>(name: string, keys: readonly Domain[], limits: Limits<U>): Table<U> => ({
  slope: 'free',
  ...limits,
  kind: 'table',
  name,
  keys,
});

/** Points [x, y] joined by straight lines; before the first and after the last the end value. */
export const curve = <U extends Unit, X extends Unit>(name: string, keys: readonly Domain[], limits: Limits<U> & Along<X>): Curve<U, X> => ({
  slope: 'free',
  ...limits,
  kind: 'curve',
  name,
  keys,
});

/** Steps [from, value]: each value holds until the next step. */
export const bands = <U extends Unit, X extends Unit>(name: string, keys: readonly Domain[], limits: Limits<U> & Along<X>): Bands<U, X> => ({
  slope: 'free',
  ...limits,
  kind: 'bands',
  name,
  keys,
});
