/**
 * Emissions avoided when an item lives on. avoided = factor x displacement x (1 - rebound) - burden of the process, or a published
 * figure for a year of longer life. Where no sound figure exists the answer is null.
 */
import { among, and, cell, choiceInput, choiceOf, decision, flag, integer, isOneOf, known, minus, not, or, priced, share, table, when, wholeInput } from '../language/index.ts';
import type { Choice, Truth, Whole } from '../language/index.ts';
import { CATEGORIES, CIRCULAR_ACTIONS } from '../vocabulary.ts';
import type { Category, CircularAction } from '../vocabulary.ts';

const CATEGORY = among(CATEGORIES);
const ACTION = among(CIRCULAR_ACTIONS);
const ESTIMATES = ['low', 'middle', 'high'] as const;
const ESTIMATE = among(ESTIMATES);
type Estimate = (typeof ESTIMATES)[number];

const factorKnown = table('factorKnown', [CATEGORY], { label: 'Emission factor is known', description: 'One where a sound factor was found, else zero.', unit: 'count', min: 0, max: 1 });
const factor = table('factor', [CATEGORY, ESTIMATE], {
  label: 'Emissions of a new item',
  description: 'Emissions of making and distributing one item.',
  unit: 'grams',
  min: 0,
  max: 10_000_000,
  slope: 'rising',
});
const displacementKnown = table('displacementKnown', [CATEGORY, ACTION], {
  label: 'Replacement is studied',
  description: 'One where a study tells how many new items the action replaces, else zero.',
  unit: 'count',
  min: 0,
  max: 1,
});
const displacement = table('displacement', [CATEGORY, ACTION], { label: 'New items replaced', description: 'Share of new items that the action replaces.', unit: 'bps', min: 0, max: 10_000 });
const rebound = table('rebound', [CATEGORY, ESTIMATE], {
  label: 'Rebound',
  description: 'Share that is lost because people buy more; the low estimate of what is avoided has the high rebound.',
  unit: 'bps',
  min: 0,
  max: 10_000,
  slope: 'falling',
});
const burden = table('burden', [CATEGORY, ACTION], { label: 'Emissions of the process', description: 'Emissions of the process itself.', unit: 'grams', min: 0, max: 10_000_000 });
const yearKnown = table('yearKnown', [CATEGORY], {
  label: 'Longer life is studied',
  description: 'One where a study tells what a year of longer life avoids, else zero.',
  unit: 'count',
  min: 0,
  max: 1,
});
const avoidedYear = table('avoidedYear', [CATEGORY], { label: 'Emissions avoided by a year', description: 'Emissions that one more year of life avoids, process included.', unit: 'grams', min: 0, max: 10_000_000 });

const estimateOf = (estimate: Estimate): Choice<Estimate> => choiceOf(ESTIMATES, estimate);

/** Avoided grams of CO2e by an action on an item, and whether anything sound can be said. */
export function avoided(
  category: Choice<Category>,
  action: Choice<CircularAction>,
  extraLife: Whole<'months'>,
): { readonly isKnown: Truth; readonly grams: (estimate: Estimate) => Whole<'grams'> } {
  const byYear = and(isOneOf(action, 'refurbish'), flag(yearKnown, category));
  const byDisplacement = and(flag(factorKnown, category), flag(displacementKnown, category, action));
  const yearly = priced(extraLife, cell(avoidedYear, category), integer(12, 'months'));
  return {
    isKnown: or(byYear, byDisplacement),
    grams: (estimate) => {
      const gross = share(cell(factor, category, estimateOf(estimate)), cell(displacement, category, action));
      const net = share(gross, minus(integer(10_000, 'bps'), cell(rebound, category, estimateOf(estimate))));
      return when(byYear, yearly, minus(net, cell(burden, category, action)));
    },
  };
}

const category = choiceInput('category', CATEGORY, 'Kind of item.');
const action = choiceInput('action', ACTION, 'What is done with it.');
const extraLife = wholeInput('extraLifeMonths', { description: 'Months that the item lives longer.', unit: 'months', min: 1, max: 120, missing: 12 });
const impact = avoided(category, action, extraLife);
const hasFactor = flag(factorKnown, category);

export const environmentalImpact = decision({
  name: 'environmentalImpact',
  title: 'Environmental impact',
  description: 'Emissions that an action avoids, with a range. An estimate by method and source, apart from any inventory; null where no sound figure exists.',
  effects: [],
  outputs: [
    { name: 'avoidedGrams', description: 'Middle estimate of the grams of CO2e avoided.', value: impact.grams('middle'), when: impact.isKnown },
    { name: 'lowGrams', description: 'Low estimate.', value: impact.grams('low'), when: impact.isKnown },
    { name: 'highGrams', description: 'High estimate.', value: impact.grams('high'), when: impact.isKnown },
    { name: 'madeGrams', description: 'Emissions of making and distributing one such item.', value: cell(factor, category, estimateOf('middle')), when: hasFactor },
  ],
  reasons: [
    { code: 'NO_SOUND_FACTOR', when: not(hasFactor) },
    { code: 'NO_SOUND_DISPLACEMENT', when: and(hasFactor, not(impact.isKnown)) },
    { code: 'LIFE_ASSUMED', when: not(known(extraLife)) },
  ],
});
