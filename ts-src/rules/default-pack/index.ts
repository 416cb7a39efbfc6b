/** The pack that an org runs on until an admin activates another. Policy figures are a start: a brand sets its own. */
import { CATEGORIES, CIRCULAR_ACTIONS, GRADES, PROVENANCES } from '../vocabulary.ts';
import { calibrated, depreciation, modelFactor, models } from './depreciation.ts';
import { each, row } from './leaves.ts';
import type { Cells, Given } from './leaves.ts';

export type Pack = {
  readonly format: 1;
  readonly name: string;
  readonly lists: { readonly [list: string]: readonly string[] };
  readonly parameters: { readonly [name: string]: Given };
};

/** Amounts below are in minor units, in this order; the yen has none below itself. */
const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'JPY'] as const;
const REGIONS = ['EU', 'US', 'UK', 'CH', 'JP', 'other'] as const;

const POLICY = 'brand policy';
const policy = (value: Cells): Given => ({ source: POLICY, value });
const sourced = (source: string, value: Cells): Given => ({ source, value });

const ALL = 10_000;
const whole = [[0, ALL]] as const;
const grades = (...values: readonly number[]): Cells => row(GRADES, ...values);
const provenances = (...values: readonly number[]): Cells => row(PROVENANCES, ...values);
const actions = (...values: readonly number[]): Cells => row(CIRCULAR_ACTIONS, ...values);
const estimates = (low: number, middle: number, high: number): Cells => ({ low, middle, high });

const forElectronics = (value: Cells) => ({ smartphone: value, tablet: value, laptop: value });

const WRAP = 'WRAP: apparel repair replaces 82.2 %, apparel resale 64.6 % of a new item';
const MAKOV = 'Makov and Font Vivanco 2018: rebound of reused smartphones 29 % (27 to 46)';
const ADEME = 'ADEME-Arcep 2022 (devices), ADEME 2018 (coat 85.8, cotton dress 49.8, jeans 23.2, leather shoes 13.4 kg); smartwatch: maker, via Boavizta (31, 33, 56 kg); no sound factor for handbags, watches, headphones';

const valuation: Pack['parameters'] = {
  depreciation,
  calibrated,
  modelFactor,
  storageFactor: policy(
    each(CATEGORIES, [[1, ALL]], {
      smartphone: [[1, 9_300], [128, ALL], [256, 10_500], [512, 10_900], [1_024, 11_200]],
      tablet: [[1, 9_400], [128, ALL], [256, 10_400], [512, 10_800], [1_024, 11_100]],
      laptop: [[1, 9_000], [256, ALL], [512, 10_600], [1_024, 11_100], [2_048, 11_600]],
    }),
  ),
  ramFactor: policy(each(CATEGORIES, [[1, ALL]], { laptop: [[1, 9_200], [8, ALL], [16, 10_800], [32, 11_500], [64, 12_200]] })),
  conditionFactor: policy(
    each(CATEGORIES, grades(ALL, 9_000, 7_500, 5_000, 2_000), {
      smartphone: grades(ALL, 9_200, 7_800, 5_500, 2_500),
      handbag: grades(ALL, 8_500, 7_000, 4_500, 1_500),
      watch: grades(ALL, 9_300, 8_200, 6_500, 3_500),
      shoes: grades(ALL, 8_000, 5_500, 2_500, 500),
    }),
  ),
  notWorkingFactor: policy(each(CATEGORIES, 4_000, { smartphone: 2_000, tablet: 2_000, laptop: 2_500, smartwatch: 1_500, headphones: 1_000, watch: 6_000, handbag: 6_500 })),
  crackedFactor: policy(each(CATEGORIES, ALL, { smartphone: 6_500, tablet: 6_000, laptop: 6_500, smartwatch: 5_500, watch: 8_500 })),
  batteryHealthFactor: policy(
    each(CATEGORIES, whole, { ...forElectronics([[0, 5_000], [50, 7_500], [70, 8_500], [80, 9_400], [88, ALL]]), smartwatch: [[0, 5_000], [70, 8_000], [85, ALL]] }),
  ),
  batteryCycleFactor: policy(
    each(CATEGORIES, whole, { ...forElectronics([[0, ALL], [500, 9_500], [800, 8_800], [1_000, 8_000]]) }),
  ),
  certifiedRepairFactor: policy([[0, ALL], [3, 9_800], [6, 9_500]]),
  unknownRepairFactor: policy([[0, ALL], [1, 8_500], [2, 7_500], [4, 6_500]]),
  provenanceFactor: policy(
    each(CATEGORIES, provenances(ALL, 9_900, 9_500, 8_500), {
      handbag: provenances(ALL, 9_800, 8_800, 6_000),
      watch: provenances(ALL, 9_800, 9_000, 6_500),
    }),
  ),
  historyFactor: policy([[0, 9_600], [50, 9_800], [90, ALL]]),
  ownerFactor: policy([[1, ALL], [2, 9_800], [3, 9_600], [5, 9_300]]),
  boxFactor: policy(each(CATEGORIES, 10_100, { handbag: 10_300, watch: 10_500 })),
  accessoryFactor: policy(each(CATEGORIES, 10_100, { watch: 10_300 })),
  warrantyFactor: policy([[0, ALL], [90, 10_100], [180, 10_200], [365, 10_400], [730, 10_700]]),
  lowestDemand: policy(80),
  highestDemand: policy(120),
  regionFactor: policy(row(REGIONS, 10_000, 10_200, 9_900, 10_300, 9_700, 9_500)),
  payoutFactor: policy(each(CATEGORIES, 6_500, { smartphone: 7_200, tablet: 7_000, laptop: 7_000, watch: 7_800, handbag: 6_800, shoes: 5_000, coat: 5_000, dress: 4_500, jeans: 4_500 })),
  handlingFee: policy(row(CURRENCIES, 900, 1_000, 800, 1_000, 1_400)),
  creditBonus: policy(each(CATEGORIES, 1_000, { watch: 500 })),
  floorShare: policy(each(CATEGORIES, 200, { handbag: 300, watch: 500, shoes: 100, coat: 100, dress: 100, jeans: 100 })),
  capShare: policy(each(CATEGORIES, 8_500, { watch: 13_000, handbag: 10_000 })),
  smallestOffer: policy(row(CURRENCIES, 500, 500, 500, 500, 800)),
  roundingStep: policy(row(CURRENCIES, 100, 100, 100, 100, 100)),
  uncertainty: policy({ calibrated: 800, uncalibrated: 2_500 }),
};

const TAKEN_BACK_IN_EUROPE = row(CATEGORIES, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1);

const eligibility: Pack['parameters'] = {
  oldestForTradeIn: policy(each(CATEGORIES, 3_650, { smartphone: 2_190, tablet: 2_555, laptop: 2_920, smartwatch: 1_825, headphones: 1_460, handbag: 18_250, watch: 36_500 })),
  oldestForRepair: policy(each(CATEGORIES, 3_650, { smartphone: 2_555, smartwatch: 2_190, headphones: 1_825, handbag: 36_500, watch: 36_500 })),
  highestFraudScore: policy(599),
  worthRepairing: policy([[0, 8_000], [730, 6_500], [1_460, 5_000]]),
  resaleGrade: policy(each(CATEGORIES, grades(1, 1, 1, 0, 0), { watch: grades(1, 1, 1, 1, 0), handbag: grades(1, 1, 1, 1, 0) })),
  takenBack: policy(each(REGIONS, TAKEN_BACK_IN_EUROPE, { other: row(CATEGORIES, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0) })),
};

const advice: Pack['parameters'] = {
  actionDays: policy(each(CATEGORIES, actions(14, 3, 21, 30, 7), { smartphone: actions(5, 2, 10, 14, 5), watch: actions(42, 5, 60, 45, 7), handbag: actions(28, 5, 40, 30, 7) })),
  repairUplift: policy(each(CATEGORIES, grades(ALL, 10_300, 11_000, 14_000, 25_000))),
  refurbishUplift: policy(each(CATEGORIES, grades(ALL, 10_800, 12_500, 17_000, 30_000))),
  refurbishCost: policy(each(CATEGORIES, 2_500, { watch: 1_500, handbag: 2_000 })),
  resaleFee: policy(1_500),
  recyclingCredit: policy(row(CURRENCIES, 500, 500, 400, 500, 800)),
  carbonPrice: policy(row(CURRENCIES, 10, 11, 9, 10, 16)),
};

const fraud: Pack['parameters'] = {
  pointsBrokenChain: policy(700),
  pointsReportedStolen: policy(1_000),
  pointsTwoPlaces: policy(500),
  pointsBadCheckDigit: policy(400),
  pointsOtherOwner: policy(400),
  pointsOwnerUnknown: policy(150),
  pointsOriginUnproven: policy(150),
  pointsAttempts: policy([[0, 0], [3, 150], [6, 400]]),
  pointsScans: policy([[0, 0], [50, 100], [200, 300]]),
  pointsGradeGap: policy([[0, 0], [1, 50], [2, 150], [3, 300]]),
  pointsFresh: policy([[0, 150], [14, 50], [60, 0]]),
  mediumFrom: policy(300),
  highFrom: policy(600),
};

const impact: Pack['parameters'] = {
  factorKnown: sourced(ADEME, row(CATEGORIES, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1)),
  factor: sourced(
    ADEME,
    each(CATEGORIES, estimates(0, 0, 0), {
      smartphone: estimates(85_100, 85_100, 85_100),
      tablet: estimates(59_700, 59_700, 59_700),
      laptop: estimates(182_600, 182_600, 182_600),
      smartwatch: estimates(31_000, 33_000, 56_000),
      shoes: estimates(13_400, 13_400, 13_400),
      coat: estimates(85_800, 85_800, 85_800),
      dress: estimates(49_800, 49_800, 49_800),
      jeans: estimates(23_200, 23_200, 23_200),
    }),
  ),
  displacementKnown: sourced(`${WRAP}; ${MAKOV}`, each(CATEGORIES, actions(0, 0, 0, 0, 0), { smartphone: actions(0, 1, 0, 1, 0), coat: actions(1, 1, 0, 1, 0), dress: actions(1, 1, 0, 1, 0), jeans: actions(1, 1, 0, 1, 0) })),
  displacement: sourced(
    `${WRAP}; a reused smartphone replaces one, less the rebound. ${MAKOV}`,
    each(CATEGORIES, actions(0, 0, 0, 0, 0), {
      smartphone: actions(0, ALL, 0, ALL, 0),
      coat: actions(8_220, 6_460, 0, 6_460, 0),
      dress: actions(8_220, 6_460, 0, 6_460, 0),
      jeans: actions(8_220, 6_460, 0, 6_460, 0),
    }),
  ),
  rebound: sourced(MAKOV, each(CATEGORIES, estimates(0, 0, 0), { smartphone: estimates(4_600, 2_900, 2_700) })),
  burden: sourced('No burden of a process is known apart from refurbishing a phone, which the yearly figure contains.', each(CATEGORIES, actions(0, 0, 0, 0, 0))),
  yearKnown: sourced('ADEME 2022: refurbished phone and laptop', row(CATEGORIES, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)),
  avoidedYear: sourced('ADEME 2022: a refurbished phone avoids 24.6 kg, a laptop 27 kg CO2e a year', row(CATEGORIES, 24_600, 0, 27_000, 0, 0, 0, 0, 0, 0, 0, 0)),
};

export const DEFAULT_PACK: Pack = {
  format: 1,
  name: 'Default 2026-11',
  lists: { currencies: CURRENCIES, regions: REGIONS, models },
  parameters: { ...valuation, ...eligibility, ...advice, ...fraud, ...impact },
};
