/** What the brand pays for a used item, and why. */
import {
  among,
  and,
  at,
  cell,
  Chain,
  choiceInput,
  choiceOf,
  decision,
  flag,
  floorTo,
  greatest,
  integer,
  isOneOf,
  known,
  least,
  less,
  listed,
  minus,
  not,
  plus,
  proportion,
  share,
  truthInput,
  value,
  when,
  whenChoice,
  wholeInput,
} from '../language/index.ts';
import { BRAND_TIERS, CATEGORIES, GRADES, PAYOUTS, PROVENANCES, REFERENCE_BASES } from '../vocabulary.ts';
import * as pack from './trade-in-parameters.ts';

const category = choiceInput('category', among(CATEGORIES), 'Kind of item.');
const brandTier = choiceInput('brandTier', among(BRAND_TIERS), 'How sought after the brand is.');
const model = choiceInput('model', listed('models'), 'Model, where the pack lists it.', 'optional');
const referencePrice = wholeInput('referencePriceMinor', {
  description: 'Price that the curve starts from, in minor units of the currency.',
  unit: 'minor',
  min: 0,
  max: 1_000_000_000,
});
const referenceBasis = choiceInput('referenceBasis', among(REFERENCE_BASES), 'What that price is: retail, or the first trade-in price.', 'optional');
const currency = choiceInput('currency', listed('currencies'), 'ISO 4217 code.');
const region = choiceInput('region', listed('regions'), 'Where the item is taken in.');
const age = wholeInput('ageDays', { description: 'Days since the first sale.', unit: 'days', min: 0, max: 36_500 });
const grade = choiceInput('conditionGrade', among(GRADES), 'Condition, from best to worst.');
const working = truthInput('working', 'Whether everything works: power, clasps, movement.');
const cracked = truthInput('cracked', 'Whether screen or glass is cracked.', 'optional');
const storage = wholeInput('storageGb', { description: 'Storage.', unit: 'gb', min: 1, max: 65_536, missing: 1 });
const ram = wholeInput('ramGb', { description: 'Memory.', unit: 'gb', min: 1, max: 4_096, missing: 1 });
const batteryHealth = wholeInput('batteryHealthPercent', { description: 'Capacity left of the battery.', unit: 'percent', min: 0, max: 100, missing: 100 });
const batteryCycles = wholeInput('batteryCycles', { description: 'Charge cycles of the battery.', unit: 'cycles', min: 0, max: 5_000, missing: 0 });
const certifiedRepairs = wholeInput('certifiedRepairs', { description: 'Repairs by certified hands.', unit: 'count', min: 0, max: 50, missing: 0 });
const unknownRepairs = wholeInput('unknownRepairs', { description: 'Repairs by unknown hands.', unit: 'count', min: 0, max: 50, missing: 0 });
const provenance = choiceInput('provenance', among(PROVENANCES), 'How sure the origin is, from best to worst.');
const history = wholeInput('historyPercent', { description: 'How complete the recorded history is.', unit: 'percent', min: 0, max: 100 });
const owners = wholeInput('owners', { description: 'Owners so far.', unit: 'count', min: 1, max: 50, missing: 1 });
const warranty = wholeInput('warrantyDaysLeft', { description: 'Days of warranty left.', unit: 'days', min: 0, max: 3_650, missing: 0 });
const box = truthInput('originalBox', 'Whether the original box or dust bag is there.', 'optional');
const accessories = truthInput('originalAccessories', 'Whether the original accessories are there.', 'optional');
const demand = wholeInput('demandPercent', { description: 'Demand against supply; 100 is balanced.', unit: 'percent', min: 0, max: 1_000, missing: 100 });
const payout = choiceInput('payout', among(PAYOUTS), 'Cash, or credit for a purchase.', 'optional');

const nothing = integer(0, 'minor');
const full = integer(10_000, 'bps');
const balanced = integer(100, 'percent');

const battery = least(
  when(known(batteryHealth), at(pack.batteryHealthFactor, batteryHealth, category), full),
  when(known(batteryCycles), at(pack.batteryCycleFactor, batteryCycles, category), full),
);
const countedDemand = least(greatest(demand, value(pack.lowestDemand)), value(pack.highestDemand));
const isCalibrated = flag(pack.calibrated, category, brandTier, referenceBasis);
const depreciation = at(pack.depreciation, age, category, brandTier, referenceBasis);

const market = Chain.from('referencePrice', referencePrice)
  .rule('depreciation', (amount) => share(amount, depreciation))
  .rule('model', (amount) => when(known(model), share(amount, cell(pack.modelFactor, model, referenceBasis)), amount))
  .rule('storage', (amount) => when(known(storage), share(amount, at(pack.storageFactor, storage, category)), amount))
  .rule('ram', (amount) => when(known(ram), share(amount, at(pack.ramFactor, ram, category)), amount))
  .rule('condition', (amount) => share(amount, cell(pack.conditionFactor, category, grade)))
  .rule('working', (amount) => when(working, amount, share(amount, cell(pack.notWorkingFactor, category))))
  .rule('cracked', (amount) => when(cracked, share(amount, cell(pack.crackedFactor, category)), amount))
  .rule('battery', (amount) => share(amount, battery))
  .rule('certifiedRepairs', (amount) => share(amount, at(pack.certifiedRepairFactor, certifiedRepairs)))
  .rule('unknownRepairs', (amount) => share(amount, at(pack.unknownRepairFactor, unknownRepairs)))
  .rule('provenance', (amount) => share(amount, cell(pack.provenanceFactor, category, provenance)))
  .rule('history', (amount) => share(amount, at(pack.historyFactor, history)))
  .rule('owners', (amount) => share(amount, at(pack.ownerFactor, owners)))
  .rule('originalBox', (amount) => when(box, share(amount, cell(pack.boxFactor, category)), amount))
  .rule('originalAccessories', (amount) => when(accessories, share(amount, cell(pack.accessoryFactor, category)), amount))
  .rule('warranty', (amount) => share(amount, at(pack.warrantyFactor, warranty)))
  .rule('demand', (amount) => proportion(amount, countedDemand, balanced))
  .rule('region', (amount) => share(amount, cell(pack.regionFactor, region)));

const fee = cell(pack.handlingFee, currency);
const worksAndHolds = and(working, not(isOneOf(grade, 'defective')));
const floor = share(referencePrice, cell(pack.floorShare, category));
const cap = share(referencePrice, cell(pack.capShare, category));
const takesCredit = isOneOf(payout, 'credit');

const paid = market
  .rule('payout', (amount) => share(amount, cell(pack.payoutFactor, category)))
  .rule('handlingFee', (amount) => greatest(minus(amount, fee), nothing));
const raised = paid.rule('floor', (amount) => when(worksAndHolds, greatest(amount, floor), amount));
const withBonus = raised.rule('creditBonus', (amount) => when(takesCredit, plus(amount, share(amount, cell(pack.creditBonus, category))), amount));
const capped = withBonus.rule('cap', (amount) => least(amount, cap));
const smallest = cell(pack.smallestOffer, currency);
const tooSmall = less(capped.amount, smallest);
const offer = capped
  .rule('smallestOffer', (amount) => when(tooSmall, nothing, amount))
  .rule('rounding', (amount) => floorTo(amount, cell(pack.roundingStep, currency)));

const margin = cell(
  pack.uncertainty,
  whenChoice(isCalibrated, choiceOf(['calibrated', 'uncalibrated'], 'calibrated'), choiceOf(['calibrated', 'uncalibrated'], 'uncalibrated')),
);

export const tradeInValuation = decision({
  name: 'tradeInValuation',
  title: 'Trade-in valuation',
  description: 'Price of a used item in minor units, from its reference price through one rule after another.',
  explains: 'offerMinor',
  effects: offer.effects,
  outputs: [
    { name: 'offerMinor', description: 'What the customer is offered.', value: offer.amount },
    { name: 'marketValueMinor', description: 'What the item is worth on the market.', value: market.amount },
    { name: 'lowMinor', description: 'Lower end of the market value.', value: share(market.amount, minus(full, margin)) },
    { name: 'highMinor', description: 'Upper end of the market value.', value: share(market.amount, plus(full, margin)) },
    { name: 'calibrated', description: 'Whether the curve rests on published figures.', value: isCalibrated },
  ],
  reasons: [
    { code: 'UNCALIBRATED', when: not(isCalibrated) },
    { code: 'ABOVE_REFERENCE', when: less(full, depreciation) },
    { code: 'MODEL_NOT_LISTED', when: not(known(model)) },
    { code: 'CONDITION_WORN', when: isOneOf(grade, 'fair', 'worn') },
    { code: 'CONDITION_DEFECTIVE', when: isOneOf(grade, 'defective') },
    { code: 'NOT_WORKING', when: not(working) },
    { code: 'CRACKED', when: cracked },
    { code: 'BATTERY_WORN', when: less(battery, full) },
    { code: 'REPAIRED_BY_CERTIFIED', when: less(integer(0, 'count'), certifiedRepairs) },
    { code: 'REPAIRED_BY_UNKNOWN', when: less(integer(0, 'count'), unknownRepairs) },
    { code: 'ORIGIN_UNPROVEN', when: isOneOf(provenance, 'unproven') },
    { code: 'HISTORY_INCOMPLETE', when: less(at(pack.historyFactor, history), full) },
    { code: 'SEVERAL_OWNERS', when: less(integer(1, 'count'), owners) },
    { code: 'WARRANTY_LEFT', when: less(full, at(pack.warrantyFactor, warranty)) },
    { code: 'DEMAND_HIGH', when: less(balanced, countedDemand) },
    { code: 'DEMAND_LOW', when: less(countedDemand, balanced) },
    { code: 'RAISED_TO_FLOOR', when: less(paid.amount, raised.amount) },
    { code: 'CREDIT_BONUS', when: less(raised.amount, withBonus.amount) },
    { code: 'CAPPED', when: less(capped.amount, withBonus.amount) },
    { code: 'BELOW_SMALLEST_OFFER', when: tooSmall },
  ],
});
