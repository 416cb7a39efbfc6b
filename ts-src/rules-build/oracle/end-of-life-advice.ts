import { holding, toNumber } from './answer.ts';
import type { OracleOutcome } from './answer.ts';
import { avoided } from './environmental-impact.ts';
import { halfUp, larger, share } from './figures.ts';
import type { Figures } from './figures.ts';
import type { Given } from './inputs.ts';

interface Choice {
  readonly action: string;
  readonly reason: string;
  readonly open: boolean;
  readonly value: bigint;
  readonly cost: bigint;
}

/** What is open, side by side; the best is the one whose value, with its carbon counted and its cost taken off, is highest. */
export function endOfLifeAdvice(given: Given, figures: Figures): OracleOutcome {
  const category = given.text('category');
  const currency = given.text('currency');
  const grade = given.text('conditionGrade');
  const market = given.whole('marketValueMinor');
  const months = given.whole('extraLifeMonths', 12n);
  const inWarranty = given.whole('warrantyDaysLeft') > 0n;
  const [canRepair, canTradeIn, canResell, canRecycle] = [given.truth('canRepair'), given.truth('canTradeIn'), given.truth('canResell'), given.truth('canRecycle')];

  const choices: readonly Choice[] = [
    {
      action: 'repair',
      reason: 'BEST_REPAIR',
      open: canRepair,
      value: share(market, figures.number('repairUplift', category, grade)),
      cost: inWarranty ? 0n : given.whole('repairCostMinor'),
    },
    { action: 'tradeIn', reason: 'BEST_TRADE_IN', open: canTradeIn, value: given.whole('tradeInOfferMinor'), cost: 0n },
    {
      action: 'refurbish',
      reason: 'BEST_REFURBISH',
      open: canRepair,
      value: share(market, figures.number('refurbishUplift', category, grade)),
      cost: share(market, figures.number('refurbishCost', category)),
    },
    { action: 'resell', reason: 'BEST_RESELL', open: canResell, value: market, cost: share(market, figures.number('resaleFee')) },
    { action: 'recycle', reason: 'BEST_RECYCLE', open: canRecycle, value: figures.number('recyclingCredit', currency), cost: 0n },
  ];

  const weighed = choices.map((choice) => {
    const impact = avoided(category, choice.action, months, figures);
    const carbon = impact === null ? 0n : halfUp(larger(impact.middle, 0n) * figures.number('carbonPrice', currency), 1_000n);
    return { ...choice, impact, worth: choice.value + carbon - choice.cost };
  });
  const open = weighed.filter((choice) => choice.open);
  const most = open.reduce<bigint | null>((so, { worth }) => (so === null || worth > so ? worth : so), null);
  const best = open.filter(({ worth }) => worth === most);

  const outputs: Record<string, number | string | null> = { recommended: best[0]?.action ?? null };
  for (const { action, open: isOpen, value, cost, impact } of weighed) {
    const only = (number: bigint | undefined): number | null => (isOpen && number !== undefined ? toNumber(number) : null);
    outputs[`${action}ValueMinor`] = only(value);
    outputs[`${action}CostMinor`] = only(cost);
    outputs[`${action}Days`] = only(figures.number('actionDays', category, action));
    outputs[`${action}LowGrams`] = only(impact?.low);
    outputs[`${action}HighGrams`] = only(impact?.high);
  }
  return {
    decision: 'endOfLifeAdvice',
    outputs,
    reasons: holding([
      ['NOTHING_OPEN', open.length === 0],
      ['REPAIR_COVERED', canRepair && inWarranty],
      ...weighed.map((choice) => [choice.reason, best.includes(choice)] as const),
      ['ONLY_RECYCLING', canRecycle && !canRepair && !canTradeIn && !canResell],
    ]),
    effects: [],
  };
}
