import { holding, toNumber } from './answer.ts';
import type { OracleOutcome } from './answer.ts';
import { halfUp, share, WHOLE } from './figures.ts';
import type { Figures } from './figures.ts';
import type { Given } from './inputs.ts';

export interface Avoided {
  readonly low: bigint;
  readonly middle: bigint;
  readonly high: bigint;
}

/** Grams that an action avoids; null where nobody published a sound figure. */
export function avoided(category: string, action: string, months: bigint, figures: Figures): Avoided | null {
  if (action === 'refurbish' && figures.holds('yearKnown', category)) {
    const grams = halfUp(months * figures.number('avoidedYear', category), 12n);
    return { low: grams, middle: grams, high: grams };
  }
  if (!figures.holds('factorKnown', category) || !figures.holds('displacementKnown', category, action)) return null;
  const grams = (estimate: string): bigint => {
    const replaced = share(figures.number('factor', category, estimate), figures.number('displacement', category, action));
    const left = share(replaced, WHOLE - figures.number('rebound', category, estimate));
    return left - figures.number('burden', category, action);
  };
  return { low: grams('low'), middle: grams('middle'), high: grams('high') };
}

export function environmentalImpact(given: Given, figures: Figures): OracleOutcome {
  const category = given.text('category');
  const found = avoided(category, given.text('action'), given.whole('extraLifeMonths', 12n), figures);
  const hasFactor = figures.holds('factorKnown', category);
  const grams = (of: keyof Avoided): number | null => (found === null ? null : toNumber(found[of]));
  return {
    decision: 'environmentalImpact',
    outputs: {
      avoidedGrams: grams('middle'),
      lowGrams: grams('low'),
      highGrams: grams('high'),
      madeGrams: hasFactor ? toNumber(figures.number('factor', category, 'middle')) : null,
    },
    reasons: holding([
      ['NO_SOUND_FACTOR', !hasFactor],
      ['NO_SOUND_DISPLACEMENT', hasFactor && found === null],
      ['LIFE_ASSUMED', !given.has('extraLifeMonths')],
    ]),
    effects: [],
  };
}
