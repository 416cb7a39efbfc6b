/** How much speaks against an item or its story: points of separate signals, added up. */
import { among, and, at, bands, choiceInput, choiceOf, decision, integer, integerParameter, isOneOf, least, less, not, plus, truthInput, value, when, whenChoice, wholeInput } from '../language/index.ts';
import type { Truth, Whole } from '../language/index.ts';
import { OWNER_MATCHES, PROVENANCES, RISK_LEVELS } from '../vocabulary.ts';

const MOST_POINTS = 1_000;
const points = (name: string, label: string, description: string) => integerParameter(name, { label, description, unit: 'points', min: 0, max: MOST_POINTS });
const rising = { unit: 'points', min: 0, max: MOST_POINTS, slope: 'rising', xMin: 0 } as const;

const brokenChain = points('pointsBrokenChain', 'Points: broken history', 'The recorded history does not verify.');
const reportedStolen = points('pointsReportedStolen', 'Points: reported stolen', 'The item is reported stolen.');
const twoPlaces = points('pointsTwoPlaces', 'Points: seen in two places', 'The same identity was seen in two places too far apart.');
const badCheckDigit = points('pointsBadCheckDigit', 'Points: wrong check digit', 'Serial, GTIN or IMEI fails its check.');
const otherOwner = points('pointsOtherOwner', 'Points: brought by somebody else', 'Whoever brings it is not the recorded owner.');
const ownerUnknown = points('pointsOwnerUnknown', 'Points: owner unknown', 'Nobody is recorded as owner.');
const originUnproven = points('pointsOriginUnproven', 'Points: origin unproven', 'Nothing proves where the item comes from.');
const attempts = bands('pointsAttempts', [], { ...rising, label: 'Points: attempts in a day', description: 'Attempts to trade the item in within a day.', xMax: 1_000, xUnit: 'count' });
const scans = bands('pointsScans', [], { ...rising, label: 'Points: scans in a day', description: 'Scans of the item within a day.', xMax: 100_000, xUnit: 'count' });
const gradeGap = bands('pointsGradeGap', [], { ...rising, label: 'Points: condition overstated', description: 'Grades between the declared and the inspected condition.', xMax: 4, xUnit: 'count' });
const fresh = bands('pointsFresh', [], {
  label: 'Points: sold just now',
  description: 'Days since the last sale: an item that comes back at once is worth a look.',
  unit: 'points',
  min: 0,
  max: MOST_POINTS,
  slope: 'falling',
  xMin: 0,
  xMax: 36_500,
  xUnit: 'days',
});
const mediumFrom = points('mediumFrom', 'Medium risk from', 'Scores from here on are a medium risk.');
const highFrom = points('highFrom', 'High risk from', 'Scores from here on are a high risk.');

const chainIntact = truthInput('chainIntact', 'Whether the recorded history verifies.');
const stolen = truthInput('stolen', 'Whether the item is reported stolen.');
const seenInTwoPlaces = truthInput('seenInTwoPlaces', 'Whether the identity was seen in two places too far apart.', 'optional');
const checkDigitsValid = truthInput('checkDigitsValid', 'Whether GTIN, serial and IMEI pass their checks.');
const ownerMatch = choiceInput('ownerMatch', among(OWNER_MATCHES), 'Whether whoever brings it is the recorded owner.');
const provenance = choiceInput('provenance', among(PROVENANCES), 'How sure the origin is, from best to worst.');
const attemptsToday = wholeInput('attemptsToday', { description: 'Attempts to trade it in within a day.', unit: 'count', min: 0, max: 1_000, missing: 0 });
const scansToday = wholeInput('scansToday', { description: 'Scans within a day.', unit: 'count', min: 0, max: 100_000, missing: 0 });
const gap = wholeInput('gradeGap', { description: 'Grades between declared and inspected condition.', unit: 'count', min: 0, max: 4, missing: 0 });
const sinceSale = wholeInput('daysSinceSale', { description: 'Days since the last sale.', unit: 'days', min: 0, max: 36_500 });

const none = integer(0, 'points');
const signals: readonly { readonly code: string; readonly points: Whole<'points'> }[] = [
  { code: 'BROKEN_CHAIN', points: when(chainIntact, none, value(brokenChain)) },
  { code: 'REPORTED_STOLEN', points: when(stolen, value(reportedStolen), none) },
  { code: 'SEEN_IN_TWO_PLACES', points: when(seenInTwoPlaces, value(twoPlaces), none) },
  { code: 'CHECK_DIGIT_WRONG', points: when(checkDigitsValid, none, value(badCheckDigit)) },
  { code: 'OTHER_OWNER', points: when(isOneOf(ownerMatch, 'other'), value(otherOwner), none) },
  { code: 'OWNER_UNKNOWN', points: when(isOneOf(ownerMatch, 'unknown'), value(ownerUnknown), none) },
  { code: 'ORIGIN_UNPROVEN', points: when(isOneOf(provenance, 'unproven'), value(originUnproven), none) },
  { code: 'MANY_ATTEMPTS', points: at(attempts, attemptsToday) },
  { code: 'MANY_SCANS', points: at(scans, scansToday) },
  { code: 'CONDITION_OVERSTATED', points: at(gradeGap, gap) },
  { code: 'SOLD_JUST_NOW', points: at(fresh, sinceSale) },
];

const score = least(
  signals.map((signal) => signal.points).reduce((left, right) => plus(left, right)),
  integer(MOST_POINTS, 'points'),
);
const isHigh: Truth = not(less(score, value(highFrom)));
const isMedium: Truth = and(not(isHigh), not(less(score, value(mediumFrom))));

export const fraudScore = decision({
  name: 'fraudScore',
  title: 'Fraud score',
  description: 'Points from 0 to 1,000 that speak against an item or its story; people decide, the score only asks them to look.',
  effects: [],
  outputs: [
    { name: 'score', description: 'Points, at most 1,000.', value: score },
    {
      name: 'level',
      description: 'What the points mean.',
      value: whenChoice(isHigh, choiceOf(RISK_LEVELS, 'high'), whenChoice(isMedium, choiceOf(RISK_LEVELS, 'medium'), choiceOf(RISK_LEVELS, 'low'))),
    },
  ],
  reasons: signals.map((signal) => ({ code: signal.code, when: less(none, signal.points) })),
});
