import { holding } from './answer.ts';
import type { OracleOutcome } from './answer.ts';
import { share } from './figures.ts';
import type { Figures } from './figures.ts';
import type { Given } from './inputs.ts';

/** Four programmes; any one reason keeps an item out of one of them. */
export function eligibility(given: Given, figures: Figures): OracleOutcome {
  const category = given.text('category');
  const hold = given.text('hold');
  const verdict = given.text('verdict');
  const age = given.whole('ageDays');
  const inWarranty = given.whole('warrantyDaysLeft') > 0n;
  const mostForRepair = share(given.whole('marketValueMinor'), figures.step('worthRepairing', age));
  const activationLocked = given.truth('activationLocked');

  const tradeIn = holding([
    ['TRADE_IN_STOLEN', hold === 'stolen'],
    ['TRADE_IN_LOCKED', hold === 'locked'],
    ['TRADE_IN_RECALLED', hold === 'recalled'],
    ['TRADE_IN_SUSPECT', verdict === 'suspect'],
    ['TRADE_IN_FRAUD_RISK', given.whole('fraudScore') > figures.number('highestFraudScore')],
    ['TRADE_IN_ACTIVATION_LOCKED', activationLocked],
    ['TRADE_IN_TOO_OLD', age > figures.number('oldestForTradeIn', category)],
    ['TRADE_IN_NOTHING_TO_PAY', given.has('offerMinor') && given.whole('offerMinor') === 0n],
  ]);
  const repair = holding([
    ['REPAIR_STOLEN', hold === 'stolen'],
    ['REPAIR_SUSPECT', verdict === 'suspect'],
    ['REPAIR_TOO_OLD', !inWarranty && age > figures.number('oldestForRepair', category)],
    ['REPAIR_NO_PARTS', given.has('partsAvailable') && !given.truth('partsAvailable')],
    ['REPAIR_UNECONOMIC', !inWarranty && given.whole('repairCostMinor') > mostForRepair],
  ]);
  const resale = holding([
    ['RESALE_STOLEN', hold === 'stolen'],
    ['RESALE_LOCKED', hold === 'locked'],
    ['RESALE_RECALLED', hold === 'recalled'],
    ['RESALE_NOT_AUTHENTICATED', verdict !== 'genuine'],
    ['RESALE_ACTIVATION_LOCKED', activationLocked],
    ['RESALE_NOT_WORKING', !given.truth('working')],
    ['RESALE_CONDITION', !figures.holds('resaleGrade', category, given.text('conditionGrade'))],
  ]);
  const recycling = holding([
    ['RECYCLING_STOLEN', hold === 'stolen'],
    ['RECYCLING_LOCKED', hold === 'locked'],
    ['RECYCLING_NOT_TAKEN_BACK', !figures.holds('takenBack', given.text('region'), category)],
  ]);
  return {
    decision: 'eligibility',
    outputs: { tradeIn: tradeIn.length === 0, repair: repair.length === 0, resale: resale.length === 0, recycling: recycling.length === 0 },
    reasons: [...tradeIn, ...repair, ...resale, ...recycling],
    effects: [],
  };
}
