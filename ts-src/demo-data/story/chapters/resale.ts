import type { Company } from '../company.ts';
import { PICTURE } from '../picture.ts';
import { NOTHING, walk, type Beat, type Chapter, type Stop, type Tale } from '../tale.ts';

interface Buyer {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

interface Refurbishment {
  readonly serial: string;
  /** Checks of the grading that fail, by code. */
  readonly flaws: readonly string[];
  readonly until: 'Received' | 'Graded' | 'Refurbishing' | 'Ready' | 'Listed' | 'Sold' | 'Recycled';
  readonly store?: string;
  /** Sold over the counter of the store, or else by the web shop. */
  readonly counter?: true;
  readonly buyer?: Buyer;
}

const WAREHOUSE = 'WH-LYON';
const VENDOME = 'AUR-PAR-VENDOME';

/** At every station of the warehouse, and three with a new owner. */
const REFURBISHMENTS: readonly Refurbishment[] = [
  { serial: 'NDL790668752', flaws: [], store: VENDOME, counter: true, buyer: { firstName: 'Noah', lastName: 'Becker', email: 'noah.becker@example.com' }, until: 'Sold' },
  { serial: 'NDL699959073', flaws: ['clean'], buyer: { firstName: 'Greta', lastName: 'Vogel', email: 'greta.vogel@example.com' }, until: 'Sold' },
  { serial: 'H68120220', flaws: ['clean'], store: VENDOME, counter: true, buyer: { firstName: 'Paul', lastName: 'Mercier', email: 'paul.mercier@example.com' }, until: 'Sold' },
  { serial: 'NDL980558538', flaws: ['screen'], until: 'Listed' },
  { serial: 'NDL686756435', flaws: ['clean'], store: VENDOME, until: 'Listed' },
  { serial: 'M9244665', flaws: ['polish'], store: VENDOME, until: 'Listed' },
  { serial: 'H25653928', flaws: ['leather', 'clean'], until: 'Refurbishing' },
  { serial: 'H81922621', flaws: ['leather'], until: 'Graded' },
  { serial: 'NDL533800901', flaws: [], until: 'Received' },
  { serial: 'NDL785977057', flaws: ['works', 'battery', 'glass', 'screen', 'clean'], until: 'Recycled' },
];

interface OrderView {
  readonly orderId: string;
  readonly status: string;
  readonly checks: readonly { readonly code: string }[];
  readonly suggestedRoute: string;
  readonly tasks: readonly { readonly taskId: string; readonly status: string }[];
  readonly listing: { readonly listingId: string; readonly listingNumber: string; readonly priceMinor: number; readonly currencyCode: string } | null;
}

function* refurbish(company: Company, tale: Refurbishment): Generator<Beat, void> {
  const { serial, flaws, store, until } = tale;
  const { twinId } = company.item(serial);
  const order = (): OrderView | null => company.page<OrderView | null>('warehouse', 'PreOwnedController.getState', { twinId });
  const dock = (step: string, more: Readonly<Record<string, unknown>> = {}): void => void company.page('warehouse', `WarehouseController.${step}`, { orderId: order()!.orderId, ...more });
  const route = (): void => {
    const { suggestedRoute } = order()!;
    const wanted = until === 'Recycled' ? 'Recycle' : suggestedRoute === 'Recycle' ? 'Repair' : suggestedRoute === 'Resell' ? 'Clean' : suggestedRoute;
    dock('route', { route: wanted, reason: wanted === suggestedRoute ? null : 'Decided with the workshop' });
  };
  const work = (): void => {
    let number = 0;
    for (const { taskId, status } of order()!.tasks) {
      number += 1;
      if (status === 'Open') dock('completeTask', { taskId, costMinor: 900 + 650 * number });
    }
    dock('finish');
  };
  const stops: readonly Stop[] = [
    [NOTHING, () => void company.page('warehouse', 'WarehouseController.receive', { twinId, warehouseCode: WAREHOUSE })],
    ['Received', () => {
      const { checks } = company.page<OrderView>('warehouse', 'WarehouseController.getOrder', { orderId: order()!.orderId });
      dock('addPhoto', { fileName: 'front.png', base64: PICTURE });
      dock('grade', { answersJson: JSON.stringify(Object.fromEntries(checks.map(({ code }) => [code, !flaws.includes(code)]))) });
    }],
    ['Graded', route],
    ['Refurbishing', work],
    ['Ready', () => publish(company, order()!.orderId, store)],
    ['Listed', () => sell(company, tale, order()!)],
  ];
  const place = until === 'Recycled' ? 3 : stops.findIndex(([status]) => status === until);
  yield* walk(() => order()?.status ?? NOTHING, place < 0 ? stops : stops.slice(0, place), until);
}

/** At the price in the middle of what the rules suggest. */
function publish(company: Company, orderId: string, store: string | undefined): void {
  const { price, warrantyMonths } = company.page<{ price: { minor: number }; warrantyMonths: number }>('manager', 'WarehouseController.getTerms', { orderId });
  company.page('manager', 'WarehouseController.publish', { orderId, priceMinor: price.minor, warrantyMonths, storeCode: store ?? null, channels: store === undefined ? ['Web_Shop'] : ['Store', 'Web_Shop'] });
}

function sell(company: Company, { serial, counter, store, buyer }: Refurbishment, { listing }: OrderView): void {
  const { listingId, listingNumber, priceMinor, currencyCode } = listing!;
  if (counter) {
    company.page('associate', 'PreOwnedController.sell', { listingId, storeCode: store, buyer: { ...buyer, consented: true } });
    return;
  }
  const { gtin, sku, brandCode } = company.item(serial);
  const sale = {
    type: 'Sold', sourceSystem: 'pre-owned-shop', sourceEventId: `pre-owned-shop:${listingNumber}`, occurredAt: `${new Date().toISOString().slice(0, 19)}Z`, orderNumber: `PS-${listingNumber}`, channel: 'Online',
    place: { country: 'DE' }, brandCode, price: { amountMinor: String(priceMinor), currency: currencyCode }, item: { gtin, serial, sku }, customer: { ...buyer, consented: true },
  };
  const [result] = company.post<{ results: readonly { outcome: string }[] }>('integration', 'events', { events: [sale] }).results;
  if (result!.outcome !== 'appended') throw new Error(`the web shop was answered "${result!.outcome}"`);
}

export const resale: Chapter = {
  title: 'warehouse and resale',
  tales: REFURBISHMENTS.map((tale): Tale => ({ title: `refurbishment of ${tale.serial}`, play: (company) => refurbish(company, tale) })),
};
