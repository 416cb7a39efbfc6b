/** What to do with an item: repair, trade in, refurbish, resell and recycle side by side, and the best of them. */
import {
  among,
  and,
  cell,
  choiceInput,
  choiceOf,
  decision,
  greatest,
  integer,
  less,
  listed,
  minus,
  not,
  or,
  plus,
  priced,
  share,
  table,
  truthInput,
  value,
  when,
  whenChoice,
  wholeInput,
  integerParameter,
} from '../language/index.ts';
import type { Choice, Output, Truth, Whole } from '../language/index.ts';
import { CATEGORIES, CIRCULAR_ACTIONS, GRADES } from '../vocabulary.ts';
import type { CircularAction } from '../vocabulary.ts';
import { avoided } from './environmental-impact.ts';

const CATEGORY = among(CATEGORIES);
const LARGEST = 50_000_000_000;

const daysOf = table('actionDays', [CATEGORY, among(CIRCULAR_ACTIONS)], { label: 'Duration of actions', description: 'Days an action takes.', unit: 'days', min: 0, max: 365 });
const repairUplift = table('repairUplift', [CATEGORY, among(GRADES)], {
  label: 'Value gained by repair',
  description: 'Value after a repair against the value before.',
  unit: 'bps',
  min: 10_000,
  max: 60_000,
});
const refurbishUplift = table('refurbishUplift', [CATEGORY, among(GRADES)], {
  label: 'Value gained by refurbishment',
  description: 'Value after refurbishment against the value before.',
  unit: 'bps',
  min: 10_000,
  max: 60_000,
});
const refurbishCost = table('refurbishCost', [CATEGORY], { label: 'Cost of refurbishment', description: 'Cost of refurbishment against the value before.', unit: 'bps', min: 0, max: 20_000 });
const resaleFee = integerParameter('resaleFee', { label: 'Fee of selling', description: 'What selling through a channel costs.', unit: 'bps', min: 0, max: 10_000 });
const recyclingCredit = table('recyclingCredit', [listed('currencies')], { label: 'Credit for recycling', description: 'Thanks for an item handed in.', unit: 'minor', min: 0, max: 1_000_000 });
const carbonPrice = table('carbonPrice', [listed('currencies')], {
  label: 'Price of carbon',
  description: 'What a kilogram of avoided CO2e counts in the comparison; never paid out.',
  unit: 'minor',
  min: 0,
  max: 1_000_000,
});

const category = choiceInput('category', CATEGORY, 'Kind of item.');
const currency = choiceInput('currency', listed('currencies'), 'ISO 4217 code.');
const grade = choiceInput('conditionGrade', among(GRADES), 'Condition, from best to worst.');
const market = wholeInput('marketValueMinor', { description: 'Market value as it is.', unit: 'minor', min: 0, max: LARGEST });
const offer = wholeInput('tradeInOfferMinor', { description: 'Trade-in offer.', unit: 'minor', min: 0, max: 2_000_000_000, missing: 0 });
const repairCost = wholeInput('repairCostMinor', { description: 'Estimated cost of the repair.', unit: 'minor', min: 0, max: 1_000_000_000, missing: 0 });
const warranty = wholeInput('warrantyDaysLeft', { description: 'Days of warranty left.', unit: 'days', min: 0, max: 3_650, missing: 0 });
const extraLife = wholeInput('extraLifeMonths', { description: 'Months that the item lives longer.', unit: 'months', min: 1, max: 120, missing: 12 });
const canRepair = truthInput('canRepair', 'Eligible for repair.');
const canTradeIn = truthInput('canTradeIn', 'Eligible for trade-in.');
const canResell = truthInput('canResell', 'Eligible for resale.');
const canRecycle = truthInput('canRecycle', 'Eligible for recycling here.');

const nothing = integer(0, 'minor');
const kilogram = integer(1_000, 'grams');
const covered = less(integer(0, 'days'), warranty);

interface Option {
  readonly action: CircularAction;
  readonly open: Truth;
  readonly value: Whole<'minor'>;
  readonly cost: Whole<'minor'>;
}

const options: readonly Option[] = [
  {
    action: 'repair',
    open: canRepair,
    value: share(market, cell(repairUplift, category, grade)),
    cost: when(covered, nothing, repairCost),
  },
  { action: 'tradeIn', open: canTradeIn, value: offer, cost: nothing },
  {
    action: 'refurbish',
    open: canRepair,
    value: share(market, cell(refurbishUplift, category, grade)),
    cost: share(market, cell(refurbishCost, category)),
  },
  { action: 'resell', open: canResell, value: market, cost: share(market, value(resaleFee)) },
  { action: 'recycle', open: canRecycle, value: cell(recyclingCredit, currency), cost: nothing },
];

const chosen = (action: CircularAction): Choice<CircularAction> => choiceOf(CIRCULAR_ACTIONS, action);

const weighed = options.map((option) => {
  const impact = avoided(category, chosen(option.action), extraLife);
  const carbon = when(impact.isKnown, priced(greatest(impact.grams('middle'), integer(0, 'grams')), cell(carbonPrice, currency), kilogram), nothing);
  // Shifted, so that a loss stays a non-negative number and a closed option is below every open one.
  const merit = plus(minus(plus(option.value, carbon), option.cost), integer(2 * LARGEST, 'minor'));
  return { ...option, impact, merit: when(option.open, merit, nothing) };
});

const best = weighed.reduce(
  (so, option) => {
    const better = less(so.merit, option.merit);
    return { merit: when(better, option.merit, so.merit), action: whenChoice(better, chosen(option.action), so.action) };
  },
  { merit: nothing, action: chosen('recycle') },
);
const anythingOpen = or(...options.map((option) => option.open));
const bestIs = (action: CircularAction): Truth => {
  const found = weighed.find((option) => option.action === action)!;
  return and(found.open, not(less(found.merit, best.merit)));
};

const columns = (option: (typeof weighed)[number]): readonly Output[] => [
  { name: `${option.action}ValueMinor`, description: 'What it brings.', value: option.value, when: option.open },
  { name: `${option.action}CostMinor`, description: 'What it costs.', value: option.cost, when: option.open },
  { name: `${option.action}Days`, description: 'How long it takes.', value: cell(daysOf, category, chosen(option.action)), when: option.open },
  {
    name: `${option.action}LowGrams`,
    description: 'Grams of CO2e avoided, low estimate.',
    value: option.impact.grams('low'),
    when: and(option.open, option.impact.isKnown),
  },
  {
    name: `${option.action}HighGrams`,
    description: 'Grams of CO2e avoided, high estimate.',
    value: option.impact.grams('high'),
    when: and(option.open, option.impact.isKnown),
  },
];

export const endOfLifeAdvice = decision({
  name: 'endOfLifeAdvice',
  title: 'End-of-life advice',
  description: 'The five things that can be done with an item, with value, cost, days and avoided emissions, and the best of them.',
  effects: [],
  outputs: [{ name: 'recommended', description: 'The best; null where nothing is open.', value: best.action, when: anythingOpen }, ...weighed.flatMap(columns)],
  reasons: [
    { code: 'NOTHING_OPEN', when: not(anythingOpen) },
    { code: 'REPAIR_COVERED', when: and(canRepair, covered) },
    { code: 'BEST_REPAIR', when: bestIs('repair') },
    { code: 'BEST_TRADE_IN', when: bestIs('tradeIn') },
    { code: 'BEST_REFURBISH', when: bestIs('refurbish') },
    { code: 'BEST_RESELL', when: bestIs('resell') },
    { code: 'BEST_RECYCLE', when: bestIs('recycle') },
    { code: 'ONLY_RECYCLING', when: and(canRecycle, not(or(canRepair, canTradeIn, canResell))) },
  ],
});
