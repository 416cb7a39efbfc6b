/** Which circular programmes an item may enter, and what stands in the way. */
import {
  among,
  and,
  at,
  atMost,
  bands,
  cell,
  choiceInput,
  decision,
  integer,
  integerParameter,
  isOneOf,
  known,
  less,
  listed,
  not,
  or,
  share,
  table,
  truthInput,
  value,
  wholeInput,
} from '../language/index.ts';
import type { Truth } from '../language/index.ts';
import { CATEGORIES, GRADES, HOLDS, VERDICTS } from '../vocabulary.ts';

const CATEGORY = among(CATEGORIES);

const oldestForTradeIn = table('oldestForTradeIn', [CATEGORY], { label: 'Oldest item for trade-in', description: 'Oldest item taken in.', unit: 'days', min: 0, max: 36_500 });
const oldestForRepair = table('oldestForRepair', [CATEGORY], { label: 'Oldest item for repair', description: 'Oldest item repaired outside of warranty.', unit: 'days', min: 0, max: 36_500 });
const highestFraudScore = integerParameter('highestFraudScore', {
  label: 'Highest fraud score',
  description: 'Items with a higher fraud score need a second opinion.',
  unit: 'points',
  min: 0,
  max: 1_000,
});
const worthRepairing = bands('worthRepairing', [], {
  label: 'Highest repair cost by age',
  description: 'Largest repair cost as a share of the market value, by age.',
  unit: 'bps',
  min: 0,
  max: 20_000,
  slope: 'falling',
  xMin: 0,
  xMax: 36_500,
  xUnit: 'days',
});
const resaleGrade = table('resaleGrade', [CATEGORY, among(GRADES)], {
  label: 'Conditions that may be resold',
  description: 'One where an item in this condition may be sold again, else zero.',
  unit: 'count',
  min: 0,
  max: 1,
  slope: 'falling',
});
const takenBack = table('takenBack', [listed('regions'), CATEGORY], {
  label: 'Regions that take back for recycling',
  description: 'One where the region takes the category back for recycling, else zero.',
  unit: 'count',
  min: 0,
  max: 1,
});

const category = choiceInput('category', CATEGORY, 'Kind of item.');
const region = choiceInput('region', listed('regions'), 'Where the item is.');
const age = wholeInput('ageDays', { description: 'Days since the first sale.', unit: 'days', min: 0, max: 36_500 });
const grade = choiceInput('conditionGrade', among(GRADES), 'Condition, from best to worst.');
const working = truthInput('working', 'Whether everything works.');
const hold = choiceInput('hold', among(HOLDS), 'Why the item may not move: reported stolen, locked by its owner, recalled.');
const verdict = choiceInput('verdict', among(VERDICTS), 'Result of the authenticity check.');
const fraudScore = wholeInput('fraudScore', { description: 'Result of the decision fraudScore.', unit: 'points', min: 0, max: 1_000, missing: 0 });
const offer = wholeInput('offerMinor', { description: 'Trade-in offer, where there is one.', unit: 'minor', min: 0, max: 2_000_000_000, missing: 0 });
const market = wholeInput('marketValueMinor', { description: 'Market value.', unit: 'minor', min: 0, max: 50_000_000_000 });
const repairCost = wholeInput('repairCostMinor', { description: 'Estimated cost of the repair.', unit: 'minor', min: 0, max: 1_000_000_000, missing: 0 });
const warranty = wholeInput('warrantyDaysLeft', { description: 'Days of warranty left.', unit: 'days', min: 0, max: 3_650, missing: 0 });
const activationLocked = truthInput('activationLocked', 'Whether an account still locks the device.', 'optional');
const partsAvailable = truthInput('partsAvailable', 'Whether spare parts can be had.', 'optional');

const stolen = isOneOf(hold, 'stolen');
const lockedByOwner = isOneOf(hold, 'locked');
const recalled = isOneOf(hold, 'recalled');
const suspect = isOneOf(verdict, 'suspect');
const risky = less(value(highestFraudScore), fraudScore);
const offerTooSmall = and(known(offer), atMost(offer, integer(0, 'minor')));
const covered = less(integer(0, 'days'), warranty);
const uneconomic = and(not(covered), less(share(market, at(worthRepairing, age)), repairCost));
const notForSale = less(cell(resaleGrade, category, grade), integer(1, 'count'));
const notTakenBack = less(cell(takenBack, region, category), integer(1, 'count'));
const tooOldForTradeIn = less(cell(oldestForTradeIn, category), age);
const tooOldForRepair = and(not(covered), less(cell(oldestForRepair, category), age));
const noParts = and(known(partsAvailable), not(partsAvailable));

const blocks = {
  tradeIn: [
    ['STOLEN', stolen],
    ['LOCKED', lockedByOwner],
    ['RECALLED', recalled],
    ['SUSPECT', suspect],
    ['FRAUD_RISK', risky],
    ['ACTIVATION_LOCKED', activationLocked],
    ['TOO_OLD', tooOldForTradeIn],
    ['NOTHING_TO_PAY', offerTooSmall],
  ],
  repair: [
    ['STOLEN', stolen],
    ['SUSPECT', suspect],
    ['TOO_OLD', tooOldForRepair],
    ['NO_PARTS', noParts],
    ['UNECONOMIC', uneconomic],
  ],
  resale: [
    ['STOLEN', stolen],
    ['LOCKED', lockedByOwner],
    ['RECALLED', recalled],
    ['NOT_AUTHENTICATED', not(isOneOf(verdict, 'genuine'))],
    ['ACTIVATION_LOCKED', activationLocked],
    ['NOT_WORKING', not(working)],
    ['CONDITION', notForSale],
  ],
  recycling: [
    ['STOLEN', stolen],
    ['LOCKED', lockedByOwner],
    ['NOT_TAKEN_BACK', notTakenBack],
  ],
} as const satisfies Record<string, readonly (readonly [string, Truth])[]>;

const CODE_OF = { tradeIn: 'TRADE_IN', repair: 'REPAIR', resale: 'RESALE', recycling: 'RECYCLING' } as const;

const free = (programme: keyof typeof blocks): Truth => not(or(...blocks[programme].map(([, blocked]) => blocked)));

export const eligibility = decision({
  name: 'eligibility',
  title: 'Eligibility',
  description: 'Whether an item may be traded in, repaired, sold again or recycled; every block has a reason code.',
  effects: [],
  outputs: [
    { name: 'tradeIn', description: 'May be traded in.', value: free('tradeIn') },
    { name: 'repair', description: 'May be repaired.', value: free('repair') },
    { name: 'resale', description: 'May be sold again.', value: free('resale') },
    { name: 'recycling', description: 'May be recycled here.', value: free('recycling') },
  ],
  reasons: Object.entries(blocks).flatMap(([programme, list]) => list.map(([code, when]) => ({ code: `${CODE_OF[programme as keyof typeof blocks]}_${code}`, when }))),
});
