/** Depreciation curves. Loss against retail and loss against the first trade-in price are different bases: never mixed. */
import { BRAND_TIERS, CATEGORIES, REFERENCE_BASES } from '../vocabulary.ts';
import { each, fading, row, settling } from './leaves.ts';
import type { Cells, Given } from './leaves.ts';

/** Kept after a year where nobody published a figure, by category: from the experience of the brand, to be replaced by its own sales. */
const tiers = (iconic: Cells, premium: Cells, standard: Cells, value: Cells): Cells => ({ iconic, premium, standard, value });
const both = (curve: Cells): Cells => each(REFERENCE_BASES, curve);
const policy = (iconic: number, premium: number, standard: number, value: number): Cells =>
  tiers(both(fading(iconic)), both(fading(premium)), both(fading(standard)), both(fading(value)));

export const depreciation: Given = {
  source:
    'Smartphones, retail: SellCell, loss after 12 months (iPhone 12 to 15; Galaxy S22, S23). Smartphones, first trade-in: BankMyCell 2022, ' +
    'years 1 and 4. Laptops, iconic, retail: techparasol.com, MacBook Pro and Air sold prices, years 1 and 3. Watches, iconic, retail: Morgan ' +
    'Stanley, January 2024 (Patek Philippe, Rolex, Audemars Piguet). Handbags, standard, retail: Business of Fashion 2018. All others: brand policy, uncalibrated.',
  value: {
    smartphone: tiers(
      { retail: fading(5_353), firstTradeIn: fading(8_527) },
      { retail: fading(3_610), firstTradeIn: fading(6_782) },
      { retail: fading(3_000), firstTradeIn: fading(6_200) },
      { retail: fading(2_200), firstTradeIn: fading(5_500) },
    ),
    tablet: policy(6_600, 5_200, 4_400, 3_600),
    laptop: tiers({ retail: fading(7_615, 0.679), firstTradeIn: fading(8_200) }, both(fading(6_000, 0.8)), both(fading(5_200, 0.8)), both(fading(4_500, 0.8))),
    smartwatch: policy(5_800, 4_800, 4_000, 3_000),
    headphones: policy(5_500, 5_000, 4_000, 3_000),
    handbag: tiers(both(settling(8_000)), both(settling(5_000)), { retail: settling(3_000), firstTradeIn: settling(7_000) }, both(settling(1_500))),
    watch: tiers({ retail: settling(12_460), firstTradeIn: settling(10_000) }, both(settling(7_000)), both(settling(5_000)), both(settling(3_000))),
    shoes: tiers(both(settling(6_000)), both(settling(4_000)), both(settling(2_500)), both(settling(1_200))),
    coat: tiers(both(settling(6_000)), both(settling(4_000)), both(settling(2_500)), both(settling(1_200))),
    dress: tiers(both(settling(5_500)), both(settling(3_500)), both(settling(2_200)), both(settling(1_000))),
    jeans: tiers(both(settling(5_000)), both(settling(3_500)), both(settling(2_500)), both(settling(1_200))),
  },
};

const none = each(BRAND_TIERS, row(REFERENCE_BASES, 0, 0));

export const calibrated: Given = {
  source: 'Follows from the sources of the curves: one where a published figure stands behind the cell.',
  value: each(CATEGORIES, none, {
    smartphone: each(BRAND_TIERS, row(REFERENCE_BASES, 0, 0), { iconic: row(REFERENCE_BASES, 1, 1), premium: row(REFERENCE_BASES, 1, 1) }),
    laptop: each(BRAND_TIERS, row(REFERENCE_BASES, 0, 0), { iconic: row(REFERENCE_BASES, 1, 0) }),
    watch: each(BRAND_TIERS, row(REFERENCE_BASES, 0, 0), { iconic: row(REFERENCE_BASES, 1, 0) }),
    handbag: each(BRAND_TIERS, row(REFERENCE_BASES, 0, 0), { standard: row(REFERENCE_BASES, 1, 0) }),
  }),
};

/** Own figure of a model against the retail curve of its category and tier. */
const RETAIL_FACTORS = {
  'iphone-12': 10_500,
  'iphone-13': 10_051,
  'iphone-14': 9_771,
  'iphone-15': 9_678,
  'galaxy-s22': 9_224,
  'galaxy-s23': 10_776,
  'macbook-air': 10_886,
  'macbook-pro': 9_114,
  rolex: 9_631,
  'patek-philippe': 11_188,
  'audemars-piguet': 9_181,
} as const;

export const models = Object.keys(RETAIL_FACTORS);

export const modelFactor: Given = {
  source:
    'The figure of the model over the mean of its curve: SellCell (phones), techparasol.com (laptops, year 1), Morgan Stanley (watches). ' +
    'All figures are of retail prices: against the first trade-in price no model differs from its curve.',
  value: Object.fromEntries(Object.entries(RETAIL_FACTORS).map(([model, retail]) => [model, row(REFERENCE_BASES, retail, 10_000)])),
};
