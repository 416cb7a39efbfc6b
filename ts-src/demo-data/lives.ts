import { luhnDigit } from '../connectors/canonical/identifiers.ts';
import { brands, ofBrand, type Brand, type Model } from './catalogue.ts';
import { people, type Person } from './people.ts';
import type { Random } from '../seeded-random.ts';

/** One order as the generator plans it, before a shop's format is put on it. */
export interface PlannedOrder {
  readonly number: number;
  readonly placedAt: Date;
  readonly customer: Person;
  readonly currency: string;
  readonly store: Store | null;
  readonly state: 'paid' | 'unpaid' | 'cancelled' | 'test';
  readonly lines: readonly PlannedLine[];
}

export interface PlannedLine {
  readonly id: number;
  readonly model: Model | null;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly units: readonly Unit[];
  readonly kind: 'item' | 'giftCard';
  /** Items that came back, and when. */
  readonly returned?: { readonly quantity: number; readonly at: Date };
}

/** What tells one physical item from the next; an empty unit waits for its serial. */
export interface Unit {
  readonly serial?: string;
  readonly imei?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly manufacturedOn?: string;
}

export interface Store {
  readonly code: string;
  readonly country: string;
  readonly currency: string;
}

const DAY = 86_400_000;
/** Nothing happens after this day, so that no demo sale ever lies in the future. */
const END = Date.UTC(2026, 9, 31);

export const aurelleBoutiques: readonly Store[] = [
  { code: 'AUR-PAR-VENDOME', country: 'FR', currency: 'EUR' },
  { code: 'AUR-LON-BOND', country: 'GB', currency: 'GBP' },
  { code: 'AUR-MIL-SPIGA', country: 'IT', currency: 'EUR' },
];

/** Orders of one brand in order of time, with returns and, later, the resale of what came back. */
export function planOrders(random: Random, brand: Brand, options: { count: number; first: number; stores: readonly Store[] | null }): PlannedOrder[] {
  const catalogue = ofBrand(brand);
  const opening = Date.UTC(Math.max(2020, Math.min(...catalogue.map((model) => model.since))), 2, 1);
  const orders: PlannedOrder[] = [];
  const returned: { model: Model; unit: Unit; at: Date }[] = [];
  const times = Array.from({ length: options.count }, () => random.between(opening, END - 60 * DAY)).sort((a, b) => a - b);
  times.forEach((time, index) => {
    const placedAt = new Date(Math.floor(time / 60_000) * 60_000);
    const resale = returned.findIndex((item) => item.at.getTime() + 20 * DAY < time);
    const reuse = resale >= 0 && random.chance(0.6) ? returned.splice(resale, 1)[0] : undefined;
    const store = options.stores === null ? null : random.pick(options.stores);
    const customer = random.pick(people);
    const state = reuse || !random.chance(0.04) ? 'paid' : random.pick(['unpaid', 'cancelled', 'test'] as const);
    const lines = reuse
      ? [line(1, reuse.model, 1, [reuse.unit], Math.round(reuse.model.price * 0.7))]
      : planLines(random, catalogue, placedAt, brand, (model, unit, at) => state === 'paid' && returned.push({ model, unit, at }));
    orders.push({
      number: options.first + index,
      placedAt,
      customer,
      currency: store?.currency ?? (customer.country === 'US' ? 'USD' : customer.country === 'GB' ? 'GBP' : 'EUR'),
      store,
      state,
      lines,
    });
  });
  return orders;
}

function planLines(random: Random, catalogue: readonly Model[], placedAt: Date, brand: Brand, cameBack: (model: Model, unit: Unit, at: Date) => void): PlannedLine[] {
  const onSale = catalogue.filter((model) => model.since <= placedAt.getUTCFullYear());
  const model = random.pick(onSale);
  const quantity = brand === brands.kestrel ? random.pick([1, 1, 1, 2, 3]) : 1;
  // Jeans carry a serial only from 2024 on, when the label began to sew in NFC tags.
  const serialised = brand !== brands.kestrel || placedAt.getUTCFullYear() >= 2024;
  const units = Array.from({ length: quantity }, () => unit(random, model, placedAt, serialised));
  const lines: PlannedLine[] = [line(1, model, quantity, units, model.price)];
  const returnedAt = new Date(placedAt.getTime() + random.between(3, 28) * DAY);
  if (random.chance(0.16) && returnedAt.getTime() < END) {
    lines[0] = { ...lines[0]!, returned: { quantity: 1, at: returnedAt } };
    const last = units.at(-1)!;
    // Half of what comes back is still with the brand.
    if (last.serial !== undefined && random.chance(0.5)) cameBack(model, last, returnedAt);
  }
  if (random.chance(0.04)) lines.push({ ...line(2, null, 1, [], 100), sku: 'GIFT-100', name: 'Gift card 100', kind: 'giftCard' });
  if (random.chance(0.02)) lines.push({ ...line(3, null, 1, [{ attributes: {} }], 95), sku: `${brand.code}-ATELIER-${random.digits(3)}`, name: 'Atelier sample' });
  return lines;
}

function line(id: number, model: Model | null, quantity: number, units: readonly Unit[], unitPrice: number): PlannedLine {
  return { id, model, sku: model?.sku ?? '', name: model?.name ?? '', quantity, unitPrice, units, kind: 'item' };
}

function unit(random: Random, model: Model, placedAt: Date, serialised: boolean): Unit {
  const manufacturedOn = new Date(placedAt.getTime() - random.between(20, 200) * DAY).toISOString().slice(0, 10);
  switch (model.family) {
    case 'phone': {
      const body = `00101961${random.digits(6)}`;
      return { serial: `NDL${random.digits(9)}`, imei: body + luhnDigit(body), manufacturedOn, attributes: { colour: random.pick(['Fjord blue', 'Basalt', 'Birch']) } };
    }
    case 'watch':
      return {
        serial: `M${random.digits(7)}`, manufacturedOn,
        attributes: { caseSerial: `C${random.digits(6)}`, movementSerial: `A${random.digits(6)}`, certificateNumber: `MA-${random.digits(8)}` },
      };
    case 'handbag':
      return { serial: `H${random.digits(8)}`, manufacturedOn, attributes: { artisan: random.pick(['C. Dubois', 'M. Leroy', 'S. Haddad', 'P. Costa']), certificateNumber: `MA-${random.digits(8)}` } };
    case 'jeans':
      return { ...(serialised ? { serial: `K${random.digits(8)}`, manufacturedOn } : {}), attributes: { size: `${random.between(28, 38)}/${random.pick([30, 32, 34])}` } };
  }
}
