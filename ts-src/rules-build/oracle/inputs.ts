/** Inputs of each decision as the rules mean them, and the checks that refuse what cannot be one. */
import type { OracleRefusal } from './answer.ts';
import type { OraclePack } from './figures.ts';

interface Field {
  readonly name: string;
  readonly optional: boolean;
  readonly kind: 'whole' | 'truth' | 'choice';
  readonly low?: number;
  readonly high?: number;
  readonly among?: readonly string[];
  /** Among the values of this list of the pack. */
  readonly list?: string;
}

const whole = (name: string, low: number, high: number): Field => ({ name, optional: false, kind: 'whole', low, high });
const truth = (name: string): Field => ({ name, optional: false, kind: 'truth' });
const one = (name: string, ...among: readonly string[]): Field => ({ name, optional: false, kind: 'choice', among });
const listed = (name: string, list: string): Field => ({ name, optional: false, kind: 'choice', list });
const maybe = (field: Field): Field => ({ ...field, optional: true });

const category = one('category', 'smartphone', 'tablet', 'laptop', 'smartwatch', 'headphones', 'handbag', 'watch', 'shoes', 'coat', 'dress', 'jeans');
const grade = one('conditionGrade', 'likeNew', 'good', 'fair', 'worn', 'defective');
const provenance = one('provenance', 'brandSale', 'certified', 'documented', 'unproven');
const currency = listed('currency', 'currencies');
const region = listed('region', 'regions');
const age = whole('ageDays', 0, 36_500);
const warranty = maybe(whole('warrantyDaysLeft', 0, 3_650));
const repairCost = maybe(whole('repairCostMinor', 0, 1_000_000_000));
const extraLife = maybe(whole('extraLifeMonths', 1, 120));
const marketValue = whole('marketValueMinor', 0, 50_000_000_000);

const FIELDS: { readonly [decision: string]: readonly Field[] } = {
  tradeInValuation: [
    category,
    one('brandTier', 'iconic', 'premium', 'standard', 'value'),
    maybe(listed('model', 'models')),
    whole('referencePriceMinor', 0, 1_000_000_000),
    maybe(one('referenceBasis', 'retail', 'firstTradeIn')),
    currency,
    region,
    age,
    grade,
    truth('working'),
    maybe(truth('cracked')),
    maybe(whole('storageGb', 1, 65_536)),
    maybe(whole('ramGb', 1, 4_096)),
    maybe(whole('batteryHealthPercent', 0, 100)),
    maybe(whole('batteryCycles', 0, 5_000)),
    maybe(whole('certifiedRepairs', 0, 50)),
    maybe(whole('unknownRepairs', 0, 50)),
    provenance,
    whole('historyPercent', 0, 100),
    maybe(whole('owners', 1, 50)),
    warranty,
    maybe(truth('originalBox')),
    maybe(truth('originalAccessories')),
    maybe(whole('demandPercent', 0, 1_000)),
    maybe(one('payout', 'cash', 'credit')),
  ],
  eligibility: [
    category,
    region,
    age,
    grade,
    truth('working'),
    one('hold', 'none', 'stolen', 'locked', 'recalled'),
    one('verdict', 'genuine', 'unknown', 'suspect'),
    maybe(whole('fraudScore', 0, 1_000)),
    maybe(whole('offerMinor', 0, 2_000_000_000)),
    marketValue,
    repairCost,
    warranty,
    maybe(truth('activationLocked')),
    maybe(truth('partsAvailable')),
  ],
  endOfLifeAdvice: [
    category,
    currency,
    grade,
    marketValue,
    maybe(whole('tradeInOfferMinor', 0, 2_000_000_000)),
    repairCost,
    warranty,
    extraLife,
    truth('canRepair'),
    truth('canTradeIn'),
    truth('canResell'),
    truth('canRecycle'),
  ],
  fraudScore: [
    truth('chainIntact'),
    truth('stolen'),
    maybe(truth('seenInTwoPlaces')),
    truth('checkDigitsValid'),
    one('ownerMatch', 'owner', 'unknown', 'other'),
    provenance,
    maybe(whole('attemptsToday', 0, 1_000)),
    maybe(whole('scansToday', 0, 100_000)),
    maybe(whole('gradeGap', 0, 4)),
    whole('daysSinceSale', 0, 36_500),
  ],
  environmentalImpact: [category, one('action', 'repair', 'tradeIn', 'refurbish', 'resell', 'recycle'), extraLife],
};

/** What was given. Absent and null are the same. */
export class Given {
  readonly #values: { readonly [name: string]: unknown };

  constructor(values: { readonly [name: string]: unknown }) {
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined && this.#values[name] !== null;
  }

  whole(name: string, missing = 0n): bigint {
    return this.has(name) ? BigInt(this.#values[name] as number) : missing;
  }

  truth(name: string): boolean {
    return this.#values[name] === true;
  }

  text(name: string, missing = ''): string {
    return this.has(name) ? (this.#values[name] as string) : missing;
  }
}

type Refused = OracleRefusal['errors'][number];

/** Faults in the order of the fields, then fields that nobody asked for, by their names. */
export function faultsOf(decision: string, input: { readonly [name: string]: unknown }, pack: OraclePack): readonly Refused[] {
  const fields = FIELDS[decision]!;
  const faults = fields.flatMap((field): Refused[] => {
    const rule = faultOf(field, input[field.name], pack);
    return rule === null ? [] : [{ field: field.name, rule, value: told(input[field.name]) }];
  });
  const extra = Object.keys(input).filter((name) => fields.every((field) => field.name !== name));
  return [...faults, ...extra.sort().map((name) => ({ field: name, rule: 'unknown', value: told(input[name]) }))];
}

function faultOf(field: Field, value: unknown, pack: OraclePack): string | null {
  if (value === undefined || value === null) return field.optional ? null : 'missing';
  if (field.kind === 'truth') return typeof value === 'boolean' ? null : 'type';
  if (field.kind === 'whole') {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return 'type';
    return value < field.low! || value > field.high! ? 'range' : null;
  }
  if (typeof value !== 'string') return 'type';
  return (field.among ?? pack.lists[field.list!]!).includes(value) ? null : 'allowed';
}

function told(value: unknown): Refused['value'] {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}
