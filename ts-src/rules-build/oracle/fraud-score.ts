import { toNumber } from './answer.ts';
import type { OracleOutcome } from './answer.ts';
import { lesser } from './figures.ts';
import type { Figures } from './figures.ts';
import type { Given } from './inputs.ts';

const MOST_POINTS = 1_000n;

/** Points of separate signals; a signal without points gives no reason. */
export function fraudScore(given: Given, figures: Figures): OracleOutcome {
  const owner = given.text('ownerMatch');
  const pointsIf = (applies: boolean, name: string): bigint => (applies ? figures.number(name) : 0n);
  const signals: readonly (readonly [code: string, points: bigint])[] = [
    ['BROKEN_CHAIN', pointsIf(!given.truth('chainIntact'), 'pointsBrokenChain')],
    ['REPORTED_STOLEN', pointsIf(given.truth('stolen'), 'pointsReportedStolen')],
    ['SEEN_IN_TWO_PLACES', pointsIf(given.truth('seenInTwoPlaces'), 'pointsTwoPlaces')],
    ['CHECK_DIGIT_WRONG', pointsIf(!given.truth('checkDigitsValid'), 'pointsBadCheckDigit')],
    ['OTHER_OWNER', pointsIf(owner === 'other', 'pointsOtherOwner')],
    ['OWNER_UNKNOWN', pointsIf(owner === 'unknown', 'pointsOwnerUnknown')],
    ['ORIGIN_UNPROVEN', pointsIf(given.text('provenance') === 'unproven', 'pointsOriginUnproven')],
    ['MANY_ATTEMPTS', figures.step('pointsAttempts', given.whole('attemptsToday'))],
    ['MANY_SCANS', figures.step('pointsScans', given.whole('scansToday'))],
    ['CONDITION_OVERSTATED', figures.step('pointsGradeGap', given.whole('gradeGap'))],
    ['SOLD_JUST_NOW', figures.step('pointsFresh', given.whole('daysSinceSale'))],
  ];
  const sum = signals.reduce((total, [, points]) => total + points, 0n);
  const score = lesser(sum, MOST_POINTS);
  const level = score >= figures.number('highFrom') ? 'high' : score >= figures.number('mediumFrom') ? 'medium' : 'low';
  return {
    decision: 'fraudScore',
    outputs: { score: toNumber(score), level },
    reasons: signals.filter(([, points]) => points > 0n).map(([code]) => code),
    effects: [],
  };
}
