/**
 * The decisions once more, written by hand from what they mean, in whole numbers of any size. Shares no code with the
 * graph, the compiler or the engines: where they agree with it, two readings of the rules agree.
 */
import type { OracleAnswer, OracleOutcome } from './answer.ts';
import { eligibility } from './eligibility.ts';
import { endOfLifeAdvice } from './end-of-life-advice.ts';
import { environmentalImpact } from './environmental-impact.ts';
import { Figures } from './figures.ts';
import type { OraclePack } from './figures.ts';
import { fraudScore } from './fraud-score.ts';
import { faultsOf, Given } from './inputs.ts';
import { tradeInValuation } from './trade-in-valuation.ts';

export type { OracleAnswer } from './answer.ts';
export type { OraclePack } from './figures.ts';

const DECIDE: { readonly [decision: string]: (given: Given, figures: Figures) => OracleOutcome } = {
  tradeInValuation,
  eligibility,
  endOfLifeAdvice,
  fraudScore,
  environmentalImpact,
};

/** What a decision must answer, worked out a second time in other words and exact arithmetic: shares no code with the engines. */
export function oracle(decision: string, pack: OraclePack, input: { readonly [name: string]: unknown }): OracleAnswer {
  const errors = faultsOf(decision, input, pack);
  return errors.length > 0 ? { decision, errors } : DECIDE[decision]!(new Given(input), new Figures(pack));
}
