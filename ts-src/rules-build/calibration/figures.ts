/** Published figures of what used items lose, as they were published. New ones are added here; the curves are held to them. */
import type { Category } from '../../rules/index.ts';

/** What a loss is measured against. Losses of different bases are never put together. */
export type Basis = 'retail' | 'firstTradeIn';

export interface Figure {
  readonly item: string;
  /** The item in the default pack's list of models, where it has a factor of its own. */
  readonly model?: string;
  /** Years since the first sale; null where the figure is of no age. */
  readonly years: number | null;
  /** Share of the basis that is lost, in percent; negative where the item is worth more than the basis. */
  readonly lost: number;
}

/** Figures of one source about items that are alike. */
export interface Series {
  readonly source: string;
  readonly name: string;
  readonly category: Category;
  readonly tier: 'iconic' | 'premium' | 'standard' | 'value';
  readonly basis: Basis;
  /** Whether the default pack's curve rests on it; an older series of the same source is only tested. */
  readonly inPack: boolean;
  readonly figures: readonly Figure[];
}

/** A published figure that is of another kind, and is put together with nothing. */
export interface ApartFigure {
  readonly source: string;
  readonly item: string;
  readonly figure: string;
  readonly why: string;
}

const afterYears = (item: string, losses: { readonly [years: number]: number }, model?: string): readonly Figure[] =>
  Object.entries(losses).map(([years, lost]) => ({ item, years: Number(years), lost, ...(model === undefined ? {} : { model }) }));

const SELLCELL = 'SellCell';
const BANKMYCELL = 'BankMyCell';
const TECHPARASOL = 'techparasol.com';
const MORGAN_STANLEY = 'Morgan Stanley, January 2024';

const phones = { category: 'smartphone' } as const;
const watch = (item: string, model: string, lost: number): Series => ({
  source: MORGAN_STANLEY,
  name: item,
  category: 'watch',
  tier: 'iconic',
  basis: 'retail',
  inPack: true,
  figures: [{ item, model, years: null, lost }],
});

export const SERIES: readonly Series[] = [
  {
    ...phones,
    source: SELLCELL,
    name: 'iPhone',
    tier: 'iconic',
    basis: 'retail',
    inPack: true,
    figures: [
      ...afterYears('iPhone 12', { 1: 43.8 }, 'iphone-12'),
      ...afterYears('iPhone 13', { 1: 46.2 }, 'iphone-13'),
      ...afterYears('iPhone 14', { 1: 47.7 }, 'iphone-14'),
      ...afterYears('iPhone 15', { 1: 48.2 }, 'iphone-15'),
    ],
  },
  {
    ...phones,
    source: SELLCELL,
    name: 'Galaxy',
    tier: 'premium',
    basis: 'retail',
    inPack: true,
    figures: [...afterYears('Galaxy S22', { 1: 66.7 }, 'galaxy-s22'), ...afterYears('Galaxy S23', { 1: 61.1 }, 'galaxy-s23')],
  },
  { ...phones, source: `${BANKMYCELL} 2022`, name: 'iPhone', tier: 'iconic', basis: 'firstTradeIn', inPack: true, figures: afterYears('iPhone', { 1: 13.8, 4: 47.5 }) },
  { ...phones, source: `${BANKMYCELL} 2022`, name: 'Android flagship', tier: 'premium', basis: 'firstTradeIn', inPack: true, figures: afterYears('Android flagship', { 1: 32.1, 4: 78.9 }) },
  { ...phones, source: `${BANKMYCELL} 2019-20`, name: 'iPhone', tier: 'iconic', basis: 'firstTradeIn', inPack: false, figures: afterYears('iPhone', { 1: 23.5, 2: 45.5 }) },
  { ...phones, source: `${BANKMYCELL} 2019-20`, name: 'Android', tier: 'premium', basis: 'firstTradeIn', inPack: false, figures: afterYears('Android', { 1: 45.2, 2: 71.4 }) },
  { source: TECHPARASOL, name: 'MacBook Pro', category: 'laptop', tier: 'iconic', basis: 'retail', inPack: true, figures: afterYears('MacBook Pro', { 1: 30.6, 3: 51.3 }, 'macbook-pro') },
  { source: TECHPARASOL, name: 'MacBook Air', category: 'laptop', tier: 'iconic', basis: 'retail', inPack: true, figures: afterYears('MacBook Air', { 1: 17.1, 3: 36.1 }, 'macbook-air') },
  watch('Patek Philippe', 'patek-philippe', -39.4),
  watch('Rolex', 'rolex', -20),
  watch('Audemars Piguet', 'audemars-piguet', -14.4),
  {
    source: 'Business of Fashion 2018',
    name: 'Contemporary handbag',
    category: 'handbag',
    tier: 'standard',
    basis: 'retail',
    inPack: true,
    figures: [{ item: 'Contemporary handbag', years: null, lost: 70 }],
  },
];

export const APART: readonly ApartFigure[] = [
  { source: 'macfinder.co.uk 2026', item: 'MacBook, year 1', figure: 'about 50 % lost (35 to 60)', why: 'what a buyer pays, no sold price: it holds the buyer\'s costs and margin' },
  { source: 'Business Insider 2023', item: 'Rolex, certified pre-owned', figure: '25 % above (4 to 40 by model)', why: 'against the same watch without a certificate, not against retail' },
  { source: 'Morgan Stanley, January 2024', item: 'Watches of other brands', figure: 'below retail', why: 'no number is given' },
];
