/** What a pack says about prices of used items. */
import { among, bands, curve, integerParameter, listed, table } from '../language/index.ts';
import { BRAND_TIERS, CATEGORIES, GRADES, PROVENANCES, REFERENCE_BASES } from '../vocabulary.ts';

const CATEGORY = among(CATEGORIES);
const CURRENCY = listed('currencies');
const MOST_BPS = 20_000;
const MOST_COUNT = 50;

/** A share that can only take away or leave. */
const takesAway = { unit: 'bps', min: 0, max: 10_000 } as const;
/** A share that leaves or adds. */
const adds = { unit: 'bps', min: 10_000, max: 12_000 } as const;

export const depreciation = curve('depreciation', [CATEGORY, among(BRAND_TIERS), among(REFERENCE_BASES)], {
  label: 'Depreciation by age',
  description: 'What is left of the reference price at an age.',
  unit: 'bps',
  min: 0,
  max: MOST_BPS,
  xMin: 0,
  xMax: 36_500,
  xUnit: 'days',
});

export const calibrated = table('calibrated', [CATEGORY, among(BRAND_TIERS), among(REFERENCE_BASES)], {
  label: 'Curve rests on published figures',
  description: 'One where the curve rests on published figures, else zero.',
  unit: 'count',
  min: 0,
  max: 1,
});

export const modelFactor = table('modelFactor', [listed('models'), among(REFERENCE_BASES)], {
  label: 'Value of a model',
  description: 'How a model holds its value against others of its category and tier.',
  unit: 'bps',
  min: 5_000,
  max: 15_000,
});

export const storageFactor = bands('storageFactor', [CATEGORY], {
  label: 'Value of storage',
  description: 'What storage adds or takes.',
  unit: 'bps',
  min: 5_000,
  max: 15_000,
  slope: 'rising',
  xMin: 1,
  xMax: 65_536,
  xUnit: 'gb',
});

export const ramFactor = bands('ramFactor', [CATEGORY], {
  label: 'Value of memory',
  description: 'What memory adds or takes.',
  unit: 'bps',
  min: 5_000,
  max: 15_000,
  slope: 'rising',
  xMin: 1,
  xMax: 4_096,
  xUnit: 'gb',
});

export const conditionFactor = table('conditionFactor', [CATEGORY, among(GRADES)], {
  label: 'Value by condition',
  description: 'What is left of the value in a condition.',
  ...takesAway,
  slope: 'falling',
});

export const notWorkingFactor = table('notWorkingFactor', [CATEGORY], { label: 'Value when it does not work', description: 'What is left when the item does not work.', ...takesAway });
export const crackedFactor = table('crackedFactor', [CATEGORY], { label: 'Value with a cracked screen', description: 'What is left with a cracked screen or glass.', ...takesAway });

export const batteryHealthFactor = bands('batteryHealthFactor', [CATEGORY], {
  label: 'Value by battery health',
  description: 'What is left at a battery health.',
  ...takesAway,
  slope: 'rising',
  xMin: 0,
  xMax: 100,
  xUnit: 'percent',
});

export const batteryCycleFactor = bands('batteryCycleFactor', [CATEGORY], {
  label: 'Value by charge cycles',
  description: 'What is left after so many charge cycles.',
  ...takesAway,
  slope: 'falling',
  xMin: 0,
  xMax: 5_000,
  xUnit: 'cycles',
});

export const certifiedRepairFactor = bands('certifiedRepairFactor', [], {
  label: 'Value after certified repairs',
  description: 'What is left after repairs by certified hands.',
  ...takesAway,
  slope: 'falling',
  xMin: 0,
  xMax: MOST_COUNT,
  xUnit: 'count',
});

export const unknownRepairFactor = bands('unknownRepairFactor', [], {
  label: 'Value after repairs by others',
  description: 'What is left after repairs by unknown hands.',
  ...takesAway,
  slope: 'falling',
  xMin: 0,
  xMax: MOST_COUNT,
  xUnit: 'count',
});

export const provenanceFactor = table('provenanceFactor', [CATEGORY, among(PROVENANCES)], {
  label: 'Value by proof of origin',
  description: 'What is left where the origin is less sure.',
  ...takesAway,
  slope: 'falling',
});

export const historyFactor = bands('historyFactor', [], {
  label: 'Value of a complete history',
  description: 'What a complete history is worth.',
  ...takesAway,
  slope: 'rising',
  xMin: 0,
  xMax: 100,
  xUnit: 'percent',
});

export const ownerFactor = bands('ownerFactor', [], {
  label: 'Value by number of owners',
  description: 'What is left after so many owners.',
  ...takesAway,
  slope: 'falling',
  xMin: 1,
  xMax: MOST_COUNT,
  xUnit: 'count',
});

export const boxFactor = table('boxFactor', [CATEGORY], { label: 'Bonus for the original box', description: 'What the original box or dust bag adds.', ...adds });
export const accessoryFactor = table('accessoryFactor', [CATEGORY], { label: 'Bonus for accessories', description: 'What the original accessories add.', ...adds });

export const warrantyFactor = bands('warrantyFactor', [], {
  label: 'Bonus for warranty that is left',
  description: 'What warranty that is left adds.',
  ...adds,
  slope: 'rising',
  xMin: 0,
  xMax: 3_650,
  xUnit: 'days',
});

export const lowestDemand = integerParameter('lowestDemand', { label: 'Lowest demand', description: 'Demand counts at least so much.', unit: 'percent', min: 50, max: 100 });
export const highestDemand = integerParameter('highestDemand', { label: 'Highest demand', description: 'Demand counts at most so much.', unit: 'percent', min: 100, max: 150 });

export const regionFactor = table('regionFactor', [listed('regions')], {
  label: 'Price level of a region',
  description: 'What a region pays against the reference region.',
  unit: 'bps',
  min: 5_000,
  max: 15_000,
});

export const payoutFactor = table('payoutFactor', [CATEGORY], {
  label: 'Share paid to the customer',
  description: 'What the customer gets of the market value; the rest pays for refurbishment, selling and margin.',
  ...takesAway,
});

export const handlingFee = table('handlingFee', [CURRENCY], { label: 'Handling fee', description: 'Shipping and inspection of one item.', unit: 'minor', min: 0, max: 10_000_000 });
export const creditBonus = table('creditBonus', [CATEGORY], { label: 'Bonus for store credit', description: 'What is added when the customer takes credit.', unit: 'bps', min: 0, max: 5_000 });

export const floorShare = table('floorShare', [CATEGORY], {
  label: 'Lowest offer, as a share',
  description: 'A working item brings at least this share of its reference price.',
  unit: 'bps',
  min: 0,
  max: 2_000,
});

export const capShare = table('capShare', [CATEGORY], {
  label: 'Highest offer, as a share',
  description: 'No offer is above this share of the reference price.',
  unit: 'bps',
  min: 0,
  max: MOST_BPS,
});

export const smallestOffer = table('smallestOffer', [CURRENCY], {
  label: 'Smallest offer',
  description: 'Offers below it are not made: the item is better recycled or given away.',
  unit: 'minor',
  min: 0,
  max: 10_000_000,
});

export const roundingStep = table('roundingStep', [CURRENCY], { label: 'Rounding of offers', description: 'Offers are rounded down to a multiple of it.', unit: 'minor', min: 1, max: 1_000_000 });

export const uncertainty = table('uncertainty', [among(['calibrated', 'uncalibrated'])], {
  label: 'Uncertainty of values',
  description: 'How far a market value may be off, up and down.',
  unit: 'bps',
  min: 0,
  max: 9_000,
});
