import { CATEGORIES, DEFAULT_PACK } from '../../../rules/index.ts';
import type { Cells } from '../../../rules/index.ts';
import { fading, settling } from '../../../rules/default-pack/leaves.ts';
import { backtest, fittedCurves, LIMIT_POINTS, SERIES } from '../index.ts';
import { bendOf, fitRate, keptAt } from '../fit.ts';

const result = backtest();
const cell = (parameter: string, ...keys: readonly string[]): Cells =>
  keys.reduce((level, key) => (level as { readonly [key: string]: Cells })[key]!, DEFAULT_PACK.parameters[parameter]!.value);
const errorOf = (source: string, series: string): number | null => result.series.find((one) => one.source === source && one.series === series)!.leaveOneOutError;

test('a fit through figures of one age is their mean', () => {
  expect(fitRate([0.562, 0.538, 0.523, 0.518].map((kept) => ({ years: 1, kept }))).rate).toBeCloseTo(0.53525, 6);
});

test('a rate of four years foretells the first', () => {
  const curve = fitRate([{ years: 4, kept: 0.5 ** 4 }]);
  expect(keptAt(curve, 1)).toBeCloseTo(0.5, 6);
  expect(bendOf([{ years: 1, kept: 0.5 }, { years: 4, kept: 0.5 ** 4 }])).toBeCloseTo(1, 9);
});

test.each([
  // (|43.8-47.367| + |46.2-46.567| + |47.7-46.067| + |48.2-45.9|) / 4
  ['SellCell', 'iPhone', 1.97],
  // two figures foretell each other: 66.7 - 61.1
  ['SellCell', 'Galaxy', 5.6],
  // year 4 from 0.862^4 = 0.5521: 2.71; year 1 from 0.525^(1/4) = 0.8512: 1.08
  ['BankMyCell 2022', 'iPhone', 1.89],
  // 0.679^4 = 0.21256: 0.16; 0.211^(1/4) = 0.67775: 0.13
  ['BankMyCell 2022', 'Android flagship', 0.14],
  // 0.765^2 = 0.5852: 4.02; sqrt(0.545) = 0.7382: 2.68
  ['BankMyCell 2019-20', 'iPhone', 3.35],
  // bend of the Air: ln 0.639 / ln 0.829 = 2.3880; 0.694^2.3880 = 0.4180: 6.90; 0.487^(1/2.3880) = 0.7399: 4.59
  ['techparasol.com', 'MacBook Pro', 5.74],
  // bend of the Pro: ln 0.487 / ln 0.694 = 1.9697; 0.829^1.9697 = 0.6912: 5.22; 0.639^(1/1.9697) = 0.7966: 3.24
  ['techparasol.com', 'MacBook Air', 4.23],
])('%s, %s: figures left out are foretold within %d points on average', (source, series, points) => {
  expect(errorOf(source, series)).toBeCloseTo(points, 2);
});

test('every category and basis with figures to test is foretold within the limit', () => {
  const tested = result.categories.filter(({ status }) => status === 'back-tested');
  expect(tested.map(({ category, basis }) => `${category} ${basis}`)).toEqual(['smartphone retail', 'smartphone firstTradeIn', 'laptop retail']);
  for (const { leaveOneOutError } of tested) expect(leaveOneOutError).toBeLessThanOrEqual(LIMIT_POINTS);
  expect(result.withinLimit).toBe(true);
});

test('leaving nothing out looks better than it is, and stands apart', () => {
  for (const { leaveOneOutError, inSampleError } of result.series.filter(({ shape }) => shape !== null)) expect(inSampleError).toBeLessThan(leaveOneOutError!);
});

test('the range of a calibrated value is no narrower than the error of figures left out', () => {
  expect(result.keptShareError).toBeGreaterThan(0);
  expect((cell('uncertainty', 'calibrated') as number) / 100).toBeGreaterThanOrEqual(result.keptShareError);
});

test('a series of one figure is not called tested', () => {
  const single = result.series.filter(({ figures }) => figures.length === 1);
  expect(single.map(({ series }) => series)).toEqual(['Patek Philippe', 'Rolex', 'Audemars Piguet', 'Contemporary handbag']);
  for (const { crossValidation, leaveOneOutError, inSampleError } of single) {
    expect([crossValidation, leaveOneOutError, inSampleError]).toEqual(['no cross-validation possible', null, null]);
  }
  expect(result.categories.find(({ category, basis }) => category === 'watch' && basis === 'retail')!.apartError).toBe(14.8);
});

test('a category without figures says that it is uncalibrated', () => {
  for (const category of CATEGORIES) {
    const figures = SERIES.some((series) => series.category === category);
    const said = result.categories.filter((one) => one.category === category).map(({ status }) => status);
    expect(said.includes('back-tested') || said.includes('no cross-validation possible')).toBe(figures);
    if (!figures) expect(said).toEqual(['uncalibrated', 'uncalibrated']);
  }
});

test('no curve rests on figures of two bases', () => {
  for (const { basis, series } of fittedCurves()) expect(series.map((one) => one.basis)).toEqual(series.map(() => basis));
});

test('the curves of the default pack are the fitted ones', () => {
  for (const { category, tier, basis, curve, kept } of fittedCurves()) {
    const pack = cell('depreciation', category, tier, basis) as readonly (readonly [number, number])[];
    const fitted = curve === null ? settling(Math.round(kept * 10_000)) : fading(curve.rate * 10_000, curve.bend);
    expect(pack.map(([day]) => day)).toEqual(fitted.map(([day]) => day));
    pack.forEach(([day, share], index) => {
      const off = Math.abs(share - fitted[index]![1]);
      expect({ category, tier, basis, day, within: off <= 1 }).toEqual({ category, tier, basis, day, within: true });
    });
  }
});

test('the default pack calls exactly those curves calibrated that rest on figures', () => {
  const fitted = fittedCurves().map(({ category, tier, basis }) => `${category}.${tier}.${basis}`);
  const called = CATEGORIES.flatMap((category) =>
    Object.entries(cell('calibrated', category)).flatMap(([tier, bases]) => Object.entries(bases as object).flatMap(([basis, is]) => (is === 1 ? [`${category}.${tier}.${basis}`] : []))),
  );
  expect(called.sort()).toEqual(fitted.sort());
});

test('a model with a figure of its own has that figure in the default pack, against retail only', () => {
  const first = new Map<string, number>();
  for (const { figures, basis } of fittedCurves().flatMap(({ series }) => series)) {
    for (const { model, lost } of figures) if (model !== undefined && !first.has(`${model}.${basis}`)) first.set(`${model}.${basis}`, lost);
  }
  for (const { category, tier, basis, kept, series } of fittedCurves()) {
    for (const { model } of series.flatMap(({ figures }) => figures)) {
      if (model === undefined) continue;
      const expected = ((100 - first.get(`${model}.${basis}`)!) / 100 / kept) * 10_000;
      const factor = cell('modelFactor', model, basis) as number;
      expect({ category, tier, model, within: Math.abs(factor - expected) <= 1 }).toEqual({ category, tier, model, within: true });
    }
  }
  for (const factors of Object.values(cell('modelFactor'))) expect((factors as unknown as { firstTradeIn: number }).firstTradeIn).toBe(10_000);
});
