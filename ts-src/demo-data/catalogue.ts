import { gs1CheckDigit } from '../connectors/canonical/identifiers.ts';

/** Three invented houses. GTINs begin with 952, which GS1 keeps for examples; IMEIs with the TAC range of test devices. */
export interface Brand {
  readonly code: string;
  readonly name: string;
  readonly sector: 'Luxury' | 'Electronics' | 'Fashion';
  /** How sought after it is, as the valuation sees it. */
  readonly tier: 'iconic' | 'premium' | 'standard' | 'value';
}

export const brands = {
  aurelle: { code: 'AUR', name: 'Maison Aurelle', sector: 'Luxury', tier: 'premium' },
  nordlys: { code: 'NDL', name: 'Nordlys Mobile', sector: 'Electronics', tier: 'premium' },
  kestrel: { code: 'KES', name: 'Kestrel Denim', sector: 'Fashion', tier: 'standard' },
} as const satisfies Record<string, Brand>;

export interface Model {
  readonly brand: Brand;
  readonly sku: string;
  readonly name: string;
  readonly gtin: string;
  readonly price: number;
  readonly warrantyMonths: number;
  /** First year it was sold. */
  readonly since: number;
  readonly family: 'handbag' | 'watch' | 'phone' | 'jeans';
  readonly materials?: string;
  readonly care?: string;
  readonly ramGb?: number;
  readonly storageGb?: number;
}

let reference = 0;

/** A GTIN-13 under the example prefix, in order of declaration. */
function gtin(): string {
  const body = `952${String(++reference).padStart(9, '0')}`;
  return body + gs1CheckDigit(body);
}

const handbag = (sku: string, name: string, price: number, since: number, materials: string): Model => ({
  brand: brands.aurelle, sku, name, gtin: gtin(), price, since, warrantyMonths: 24, family: 'handbag', materials,
  care: 'Keep from rain and heat; clean with a soft dry cloth; condition the leather once a year.',
});
const watch = (sku: string, name: string, price: number, since: number, materials: string): Model => ({
  brand: brands.aurelle, sku, name, gtin: gtin(), price, since, warrantyMonths: 60, family: 'watch', materials,
  care: 'Have gaskets and movement serviced every five years.',
});
const phone = (sku: string, name: string, price: number, since: number, ramGb: number, storageGb: number): Model => ({
  brand: brands.nordlys, sku, name, gtin: gtin(), price, since, warrantyMonths: 24, family: 'phone', ramGb, storageGb,
});
const jeans = (sku: string, name: string, price: number, since: number, materials: string): Model => ({
  brand: brands.kestrel, sku, name, gtin: gtin(), price, since, warrantyMonths: 12, family: 'jeans', materials,
  care: 'Wash cold, inside out, seldom; dry in the air.',
});

export const models: readonly Model[] = [
  handbag('AUR-HB-LUNE-NOIR', 'Lune shoulder bag, black', 2450, 2019, 'Calfskin, brass'),
  handbag('AUR-HB-LUNE-COGNAC', 'Lune shoulder bag, cognac', 2450, 2019, 'Calfskin, brass'),
  handbag('AUR-HB-RIVE', 'Rive tote', 1890, 2021, 'Grained calfskin, linen'),
  handbag('AUR-HB-PETITE', 'Petite Rive clutch', 1250, 2022, 'Lambskin'),
  watch('AUR-WA-MERIDIEN-38', 'Méridien 38 mm automatic', 6900, 2018, 'Steel, sapphire glass'),
  watch('AUR-WA-MERIDIEN-OR', 'Méridien 38 mm, rose gold', 18500, 2020, 'Rose gold 750, sapphire glass'),
  watch('AUR-WA-PLONGEE', 'Plongée 300 diver', 7800, 2021, 'Steel, ceramic, sapphire glass'),
  phone('NDL-P5-128', 'Nordlys P5 128 GB', 649, 2022, 6, 128),
  phone('NDL-P6-128', 'Nordlys P6 128 GB', 699, 2023, 8, 128),
  phone('NDL-P6-256', 'Nordlys P6 256 GB', 799, 2023, 8, 256),
  phone('NDL-P7-256', 'Nordlys P7 256 GB', 849, 2024, 8, 256),
  phone('NDL-P7PRO-512', 'Nordlys P7 Pro 512 GB', 1249, 2024, 12, 512),
  phone('NDL-P8-256', 'Nordlys P8 256 GB', 879, 2025, 12, 256),
  jeans('KES-511-RAW', 'Kestrel slim, raw indigo', 149, 2020, '100 % organic cotton, 14 oz'),
  jeans('KES-511-BLACK', 'Kestrel slim, black', 149, 2021, '100 % organic cotton, 13 oz'),
  jeans('KES-STRAIGHT', 'Kestrel straight, washed', 139, 2020, '99 % cotton, 1 % elastane'),
  jeans('KES-WIDE', 'Kestrel wide leg', 159, 2023, '80 % cotton, 20 % recycled cotton'),
];

export const ofBrand = (brand: Brand): Model[] => models.filter((model) => model.brand === brand);
