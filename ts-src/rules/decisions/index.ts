/** The decisions, in the order in which lists show them. A new one is a file here and a line below. */
import type { Decision } from '../language/index.ts';
import { eligibility } from './eligibility.ts';
import { endOfLifeAdvice } from './end-of-life-advice.ts';
import { environmentalImpact } from './environmental-impact.ts';
import { fraudScore } from './fraud-score.ts';
import { tradeInValuation } from './trade-in-valuation.ts';

export const DECISIONS: readonly Decision[] = [tradeInValuation, eligibility, endOfLifeAdvice, fraudScore, environmentalImpact];
