import { holding, toNumber } from './answer.ts';
import type { OracleOutcome } from './answer.ts';
import { halfUp, larger, lesser, share, WHOLE } from './figures.ts';
import type { Figures } from './figures.ts';
import type { Given } from './inputs.ts';

/** One rule after another, each on what the one before left. */
export function tradeInValuation(given: Given, figures: Figures): OracleOutcome {
  const category = given.text('category');
  const tier = given.text('brandTier');
  const basis = given.text('referenceBasis', 'retail');
  const grade = given.text('conditionGrade');
  const currency = given.text('currency');
  const provenance = given.text('provenance');
  const working = given.truth('working');
  const cracked = given.truth('cracked');
  const price = given.whole('referencePriceMinor');
  const certified = given.whole('certifiedRepairs');
  const unknown = given.whole('unknownRepairs');
  const owners = given.whole('owners', 1n);

  const lines: { rule: string; minor: number }[] = [{ rule: 'referencePrice', minor: toNumber(price) }];
  let amount = price;
  const becomes = (rule: string, next: bigint): void => {
    lines.push({ rule, minor: toNumber(next - amount) });
    amount = next;
  };
  const times = (rule: string, bps: bigint): void => becomes(rule, share(amount, bps));
  const timesIf = (applies: boolean, rule: string, bps: () => bigint): void => (applies ? times(rule, bps()) : becomes(rule, amount));

  const kept = figures.line('depreciation', given.whole('ageDays'), category, tier, basis);
  times('depreciation', kept);
  timesIf(given.has('model'), 'model', () => figures.number('modelFactor', given.text('model'), basis));
  timesIf(given.has('storageGb'), 'storage', () => figures.step('storageFactor', given.whole('storageGb'), category));
  timesIf(given.has('ramGb'), 'ram', () => figures.step('ramFactor', given.whole('ramGb'), category));
  times('condition', figures.number('conditionFactor', category, grade));
  timesIf(!working, 'working', () => figures.number('notWorkingFactor', category));
  timesIf(cracked, 'cracked', () => figures.number('crackedFactor', category));

  // Health and cycles tell of the same wear: the worse of the two counts, once.
  const byHealth = given.has('batteryHealthPercent') ? figures.step('batteryHealthFactor', given.whole('batteryHealthPercent'), category) : WHOLE;
  const byCycles = given.has('batteryCycles') ? figures.step('batteryCycleFactor', given.whole('batteryCycles'), category) : WHOLE;
  const battery = lesser(byHealth, byCycles);
  times('battery', battery);

  times('certifiedRepairs', figures.step('certifiedRepairFactor', certified));
  times('unknownRepairs', figures.step('unknownRepairFactor', unknown));
  times('provenance', figures.number('provenanceFactor', category, provenance));
  const history = figures.step('historyFactor', given.whole('historyPercent'));
  times('history', history);
  times('owners', figures.step('ownerFactor', owners));
  timesIf(given.truth('originalBox'), 'originalBox', () => figures.number('boxFactor', category));
  timesIf(given.truth('originalAccessories'), 'originalAccessories', () => figures.number('accessoryFactor', category));
  const warranty = figures.step('warrantyFactor', given.whole('warrantyDaysLeft'));
  times('warranty', warranty);

  const asked = given.whole('demandPercent', 100n);
  const demand = lesser(larger(asked, figures.number('lowestDemand')), figures.number('highestDemand'));
  becomes('demand', halfUp(amount * demand, 100n));
  times('region', figures.number('regionFactor', given.text('region')));
  const market = amount;

  times('payout', figures.number('payoutFactor', category));
  becomes('handlingFee', larger(amount - figures.number('handlingFee', currency), 0n));

  const beforeFloor = amount;
  const floor = share(price, figures.number('floorShare', category));
  becomes('floor', working && grade !== 'defective' ? larger(amount, floor) : amount);
  const beforeBonus = amount;
  becomes('creditBonus', given.text('payout', 'cash') === 'credit' ? amount + share(amount, figures.number('creditBonus', category)) : amount);
  const beforeCap = amount;
  becomes('cap', lesser(amount, share(price, figures.number('capShare', category))));
  const afterCap = amount;
  const tooSmall = amount < figures.number('smallestOffer', currency);
  becomes('smallestOffer', tooSmall ? 0n : amount);
  const step = figures.number('roundingStep', currency);
  becomes('rounding', (amount / step) * step);

  const calibrated = figures.holds('calibrated', category, tier, basis);
  const off = figures.number('uncertainty', calibrated ? 'calibrated' : 'uncalibrated');
  return {
    decision: 'tradeInValuation',
    outputs: {
      offerMinor: toNumber(amount),
      marketValueMinor: toNumber(market),
      lowMinor: toNumber(share(market, WHOLE - off)),
      highMinor: toNumber(share(market, WHOLE + off)),
      calibrated,
    },
    reasons: holding([
      ['UNCALIBRATED', !calibrated],
      ['ABOVE_REFERENCE', kept > WHOLE],
      ['MODEL_NOT_LISTED', !given.has('model')],
      ['CONDITION_WORN', grade === 'fair' || grade === 'worn'],
      ['CONDITION_DEFECTIVE', grade === 'defective'],
      ['NOT_WORKING', !working],
      ['CRACKED', cracked],
      ['BATTERY_WORN', battery < WHOLE],
      ['REPAIRED_BY_CERTIFIED', certified > 0n],
      ['REPAIRED_BY_UNKNOWN', unknown > 0n],
      ['ORIGIN_UNPROVEN', provenance === 'unproven'],
      ['HISTORY_INCOMPLETE', history < WHOLE],
      ['SEVERAL_OWNERS', owners > 1n],
      ['WARRANTY_LEFT', warranty > WHOLE],
      ['DEMAND_HIGH', demand > 100n],
      ['DEMAND_LOW', demand < 100n],
      ['RAISED_TO_FLOOR', beforeBonus > beforeFloor],
      ['CREDIT_BONUS', beforeCap > beforeBonus],
      ['CAPPED', afterCap < beforeCap],
      ['BELOW_SMALLEST_OFFER', tooSmall],
    ]),
    effects: lines,
  };
}
