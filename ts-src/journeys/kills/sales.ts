import type { ItemEvent } from '../memory-org.ts';

/** Sales, returns and resales without end, the same at every run: batch `n` can be sent again and again by whoever lost count. */
const ITEMS = 4;
/** Items share customers, so that a batch meets people whom an earlier one may have made. */
const ITEMS_PER_CUSTOMER = 10;

const serial = (item: number): string => `K${String(item).padStart(6, '0')}`;
const customer = (number: number): ItemEvent => ({ externalId: `kill-${number}`, email: `kill-${number}@example.com`, firstName: 'Ada', lastName: `Buyer ${number}`, consented: true });

function event(item: number, step: number): ItemEvent {
  const common = { sourceSystem: 'shopify:kills', sourceEventId: `${serial(item)}:${step}`, occurredAt: `2026-03-0${step}T10:00:00Z`, item: { serial: serial(item), sku: 'W-39', name: 'Oyster 39' }, brandCode: 'MAISON' };
  if (step === 2) return { ...common, type: 'Returned', soldSourceEventId: `${serial(item)}:1` };
  const buyer = Math.floor(item / ITEMS_PER_CUSTOMER) + (step === 3 ? 1 : 0);
  return { ...common, type: 'Sold', orderNumber: `#${item}-${step}`, channel: 'Online', price: { amountMinor: '129900', currency: 'EUR' }, customer: customer(buyer) };
}

/** First sales of four items, returns of those of the batch before, resales of those of the batch before that. */
export function batch(number: number): readonly ItemEvent[] {
  return [1, 2, 3].flatMap((step) => itemsOf(number - (step - 1)).map((item) => event(item, step)));
}

function itemsOf(number: number): number[] {
  return number < 0 ? [] : Array.from({ length: ITEMS }, (_, n) => number * ITEMS + n);
}

/** What must be there when batches 0 to `number` were taken: source event ids by serial, and the customers. */
export function expected(number: number): { readonly events: ReadonlyMap<string, readonly string[]>; readonly customers: ReadonlySet<string> } {
  const events = new Map<string, string[]>();
  const customers = new Set<string>();
  for (let n = 0; n <= number; n++) {
    for (const each of batch(n)) {
      const of = (each.item as { serial: string }).serial;
      events.set(of, [...(events.get(of) ?? []), each.sourceEventId as string]);
      if (each.customer !== undefined) customers.add((each.customer as { email: string }).email);
    }
  }
  return { events, customers };
}
