/**
 * The trade-in valuation as one would write it by hand for speed: what the compiled one is held against. It reads the pack
 * as it is, checks its input and answers in the same shape.
 */
import type { TradeInValuationInput } from '../../generated/rules.ts';
import type { Outcome, Pack } from '../../rules-build/index.ts';

type Points = readonly (readonly [x: number, y: number])[];
type ByKey<T> = Readonly<Record<string, T>>;

const ALL = 10_000;
const CATEGORIES = new Set(['smartphone', 'tablet', 'laptop', 'smartwatch', 'headphones', 'handbag', 'watch', 'shoes', 'coat', 'dress', 'jeans']);
const TIERS = new Set(['iconic', 'premium', 'standard', 'value']);
const GRADES = new Set(['likeNew', 'good', 'fair', 'worn', 'defective']);
const PROVENANCES = new Set(['brandSale', 'certified', 'documented', 'unproven']);
const BASES = new Set(['retail', 'firstTradeIn']);
const PAYOUTS = new Set(['cash', 'credit']);
const FIELDS = new Set([
  'category', 'brandTier', 'model', 'referencePriceMinor', 'referenceBasis', 'currency', 'region', 'ageDays', 'conditionGrade', 'working', 'cracked', 'storageGb', 'ramGb',
  'batteryHealthPercent', 'batteryCycles', 'certifiedRepairs', 'unknownRepairs', 'provenance', 'historyPercent', 'owners', 'warrantyDaysLeft', 'originalBox',
  'originalAccessories', 'demandPercent', 'payout',
]);

const share = (amount: number, bps: number): number => Math.floor((amount * bps + 5_000) / ALL);
const isWhole = (value: number, min: number, max: number): boolean => Number.isInteger(value) && value >= min && value <= max;
const isWholeOrMissing = (value: number | null | undefined, min: number, max: number): boolean => value == null || isWhole(value, min, max);
const isTruthOrMissing = (value: boolean | null | undefined): boolean => value == null || typeof value === 'boolean';

function bandAt(bands: Points, x: number): number {
  let index = bands.length - 1;
  while (index > 0 && bands[index]![0] > x) index--;
  return bands[index]![1];
}

function curveAt(points: Points, x: number): number {
  if (x <= points[0]![0]) return points[0]![1];
  for (let index = 1; index < points.length; index++) {
    const next = points[index]!;
    if (x >= next[0]) continue;
    const last = points[index - 1]!;
    const run = next[0] - last[0];
    const rise = next[1] - last[1];
    const walked = 2 * (x - last[0]);
    return rise < 0 ? last[1] - Math.floor((walked * -rise + run) / (2 * run)) : last[1] + Math.floor((walked * rise + run) / (2 * run));
  }
  return points[points.length - 1]![1];
}

export function plainValuation(pack: Pack): (input: TradeInValuationInput) => Outcome {
  const parameter = <T>(name: string): T => pack.parameters[name]!.value as T;
  const currencies = new Set(pack.lists.currencies!);
  const regions = new Set(pack.lists.regions!);
  const models = new Set(pack.lists.models!);
  const depreciation = parameter<ByKey<ByKey<ByKey<Points>>>>('depreciation');
  const calibratedCurves = parameter<ByKey<ByKey<ByKey<number>>>>('calibrated');
  const modelFactor = parameter<ByKey<ByKey<number>>>('modelFactor');
  const storageFactor = parameter<ByKey<Points>>('storageFactor');
  const ramFactor = parameter<ByKey<Points>>('ramFactor');
  const conditionFactor = parameter<ByKey<ByKey<number>>>('conditionFactor');
  const notWorkingFactor = parameter<ByKey<number>>('notWorkingFactor');
  const crackedFactor = parameter<ByKey<number>>('crackedFactor');
  const batteryHealthFactor = parameter<ByKey<Points>>('batteryHealthFactor');
  const batteryCycleFactor = parameter<ByKey<Points>>('batteryCycleFactor');
  const certifiedRepairFactor = parameter<Points>('certifiedRepairFactor');
  const unknownRepairFactor = parameter<Points>('unknownRepairFactor');
  const provenanceFactor = parameter<ByKey<ByKey<number>>>('provenanceFactor');
  const historyFactor = parameter<Points>('historyFactor');
  const ownerFactor = parameter<Points>('ownerFactor');
  const boxFactor = parameter<ByKey<number>>('boxFactor');
  const accessoryFactor = parameter<ByKey<number>>('accessoryFactor');
  const warrantyFactor = parameter<Points>('warrantyFactor');
  const lowestDemand = parameter<number>('lowestDemand');
  const highestDemand = parameter<number>('highestDemand');
  const regionFactor = parameter<ByKey<number>>('regionFactor');
  const payoutFactor = parameter<ByKey<number>>('payoutFactor');
  const handlingFee = parameter<ByKey<number>>('handlingFee');
  const floorShare = parameter<ByKey<number>>('floorShare');
  const creditBonus = parameter<ByKey<number>>('creditBonus');
  const capShare = parameter<ByKey<number>>('capShare');
  const smallestOffer = parameter<ByKey<number>>('smallestOffer');
  const roundingStep = parameter<ByKey<number>>('roundingStep');
  const uncertainty = parameter<ByKey<number>>('uncertainty');

  function check(input: TradeInValuationInput): void {
    const isRight =
      CATEGORIES.has(input.category) && TIERS.has(input.brandTier) && (input.model == null || models.has(input.model)) &&
      isWhole(input.referencePriceMinor, 0, 1_000_000_000) && (input.referenceBasis == null || BASES.has(input.referenceBasis)) &&
      currencies.has(input.currency) && regions.has(input.region) && isWhole(input.ageDays, 0, 36_500) && GRADES.has(input.conditionGrade) &&
      typeof input.working === 'boolean' && isTruthOrMissing(input.cracked) && isWholeOrMissing(input.storageGb, 1, 65_536) && isWholeOrMissing(input.ramGb, 1, 4_096) &&
      isWholeOrMissing(input.batteryHealthPercent, 0, 100) && isWholeOrMissing(input.batteryCycles, 0, 5_000) && isWholeOrMissing(input.certifiedRepairs, 0, 50) &&
      isWholeOrMissing(input.unknownRepairs, 0, 50) && PROVENANCES.has(input.provenance) && isWhole(input.historyPercent, 0, 100) && isWholeOrMissing(input.owners, 1, 50) &&
      isWholeOrMissing(input.warrantyDaysLeft, 0, 3_650) && isTruthOrMissing(input.originalBox) && isTruthOrMissing(input.originalAccessories) &&
      isWholeOrMissing(input.demandPercent, 0, 1_000) && (input.payout == null || PAYOUTS.has(input.payout));
    if (!isRight) throw new RangeError('The input is refused.');
    for (const name in input) if (!FIELDS.has(name)) throw new RangeError(`The input "${name}" is refused.`);
  }

  return (input) => {
    check(input);
    const { category, currency, conditionGrade: grade, referencePriceMinor: price } = input;
    const basis = input.referenceBasis ?? 'retail';
    const kept = curveAt(depreciation[category]![input.brandTier]![basis]!, input.ageDays);
    const depreciated = share(price, kept);
    const ofModel = input.model == null ? depreciated : share(depreciated, modelFactor[input.model]![basis]!);
    const withStorage = input.storageGb == null ? ofModel : share(ofModel, bandAt(storageFactor[category]!, input.storageGb));
    const withRam = input.ramGb == null ? withStorage : share(withStorage, bandAt(ramFactor[category]!, input.ramGb));
    const inCondition = share(withRam, conditionFactor[category]![grade]!);
    const working = input.working ? inCondition : share(inCondition, notWorkingFactor[category]!);
    const uncracked = input.cracked ? share(working, crackedFactor[category]!) : working;
    const battery = Math.min(
      input.batteryHealthPercent == null ? ALL : bandAt(batteryHealthFactor[category]!, input.batteryHealthPercent),
      input.batteryCycles == null ? ALL : bandAt(batteryCycleFactor[category]!, input.batteryCycles),
    );
    const withBattery = share(uncracked, battery);
    const certifiedRepairs = input.certifiedRepairs ?? 0;
    const repaired = share(withBattery, bandAt(certifiedRepairFactor, certifiedRepairs));
    const unknownRepairs = input.unknownRepairs ?? 0;
    const tampered = share(repaired, bandAt(unknownRepairFactor, unknownRepairs));
    const proven = share(tampered, provenanceFactor[category]![input.provenance]!);
    const history = bandAt(historyFactor, input.historyPercent);
    const documented = share(proven, history);
    const owners = input.owners ?? 1;
    const owned = share(documented, bandAt(ownerFactor, owners));
    const boxed = input.originalBox ? share(owned, boxFactor[category]!) : owned;
    const equipped = input.originalAccessories ? share(boxed, accessoryFactor[category]!) : boxed;
    const warranty = bandAt(warrantyFactor, input.warrantyDaysLeft ?? 0);
    const warranted = share(equipped, warranty);
    const demand = Math.min(Math.max(input.demandPercent ?? 100, lowestDemand), highestDemand);
    const demanded = Math.floor((warranted * demand + 50) / 100);
    const market = share(demanded, regionFactor[input.region]!);
    const paid = share(market, payoutFactor[category]!);
    const handled = Math.max(paid - handlingFee[currency]!, 0);
    const raised = input.working && grade !== 'defective' ? Math.max(handled, share(price, floorShare[category]!)) : handled;
    const withBonus = input.payout === 'credit' ? raised + share(raised, creditBonus[category]!) : raised;
    const capped = Math.min(withBonus, share(price, capShare[category]!));
    const isTooSmall = capped < smallestOffer[currency]!;
    const made = isTooSmall ? 0 : capped;
    const offer = made - (made % roundingStep[currency]!);
    const calibrated = calibratedCurves[category]![input.brandTier]![basis] === 1;
    const margin = uncertainty[calibrated ? 'calibrated' : 'uncalibrated']!;

    const reasons: string[] = [];
    if (!calibrated) reasons.push('UNCALIBRATED');
    if (kept > ALL) reasons.push('ABOVE_REFERENCE');
    if (input.model == null) reasons.push('MODEL_NOT_LISTED');
    if (grade === 'fair' || grade === 'worn') reasons.push('CONDITION_WORN');
    if (grade === 'defective') reasons.push('CONDITION_DEFECTIVE');
    if (!input.working) reasons.push('NOT_WORKING');
    if (input.cracked) reasons.push('CRACKED');
    if (battery < ALL) reasons.push('BATTERY_WORN');
    if (certifiedRepairs > 0) reasons.push('REPAIRED_BY_CERTIFIED');
    if (unknownRepairs > 0) reasons.push('REPAIRED_BY_UNKNOWN');
    if (input.provenance === 'unproven') reasons.push('ORIGIN_UNPROVEN');
    if (history < ALL) reasons.push('HISTORY_INCOMPLETE');
    if (owners > 1) reasons.push('SEVERAL_OWNERS');
    if (warranty > ALL) reasons.push('WARRANTY_LEFT');
    if (demand > 100) reasons.push('DEMAND_HIGH');
    if (demand < 100) reasons.push('DEMAND_LOW');
    if (raised > handled) reasons.push('RAISED_TO_FLOOR');
    if (withBonus > raised) reasons.push('CREDIT_BONUS');
    if (capped < withBonus) reasons.push('CAPPED');
    if (isTooSmall) reasons.push('BELOW_SMALLEST_OFFER');
    return {
      decision: 'tradeInValuation',
      effects: [
        { minor: price, rule: 'referencePrice' },
        { minor: depreciated - price, rule: 'depreciation' },
        { minor: ofModel - depreciated, rule: 'model' },
        { minor: withStorage - ofModel, rule: 'storage' },
        { minor: withRam - withStorage, rule: 'ram' },
        { minor: inCondition - withRam, rule: 'condition' },
        { minor: working - inCondition, rule: 'working' },
        { minor: uncracked - working, rule: 'cracked' },
        { minor: withBattery - uncracked, rule: 'battery' },
        { minor: repaired - withBattery, rule: 'certifiedRepairs' },
        { minor: tampered - repaired, rule: 'unknownRepairs' },
        { minor: proven - tampered, rule: 'provenance' },
        { minor: documented - proven, rule: 'history' },
        { minor: owned - documented, rule: 'owners' },
        { minor: boxed - owned, rule: 'originalBox' },
        { minor: equipped - boxed, rule: 'originalAccessories' },
        { minor: warranted - equipped, rule: 'warranty' },
        { minor: demanded - warranted, rule: 'demand' },
        { minor: market - demanded, rule: 'region' },
        { minor: paid - market, rule: 'payout' },
        { minor: handled - paid, rule: 'handlingFee' },
        { minor: raised - handled, rule: 'floor' },
        { minor: withBonus - raised, rule: 'creditBonus' },
        { minor: capped - withBonus, rule: 'cap' },
        { minor: made - capped, rule: 'smallestOffer' },
        { minor: offer - made, rule: 'rounding' },
      ],
      outputs: {
        calibrated,
        highMinor: share(market, ALL + margin),
        lowMinor: share(market, ALL - margin),
        marketValueMinor: market,
        offerMinor: offer,
      },
      reasons,
    };
  };
}
