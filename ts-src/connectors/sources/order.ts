import type { Customer, FieldError, ItemEvent } from '../canonical/event.ts';
import { allocate } from '../canonical/money.ts';
import type { SourceOptions, SourceOutput } from './source.ts';

/** What the four formats have in common, between their own vocabulary and the canonical events. */
export interface SourceOrder {
  readonly sourceSystem: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly placedAt: string;
  readonly currency: string;
  readonly channel: ItemEvent['channel'];
  readonly place: ItemEvent['place'];
  readonly customer: Customer | null;
  /** Why the order is no sale at all (cancelled, a test); absent when it may be one. */
  readonly notASale?: string;
  /** Paid or completed. */
  readonly paid: boolean;
  readonly paymentState: string;
  readonly lines: readonly SourceLine[];
  readonly returns: readonly SourceReturn[];
}

export interface SourceLine {
  readonly lineId: string;
  /** As written; must be a whole number of items. */
  readonly quantity: string;
  readonly notPhysical?: string;
  /** The line only names what a return takes back; another order sold it. */
  readonly soldElsewhere?: boolean;
  /** For all items of the line after discounts, in minor units; null when the feed does not tell. */
  readonly total: bigint | null;
  readonly brandCode: string | null;
  readonly sku: string;
  readonly name: string;
  readonly gtin: string | null;
  /** One a item, as far as known. */
  readonly serials: readonly string[];
  readonly imeis: readonly string[];
  readonly manufacturedOn: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface SourceReturn {
  readonly returnId: string;
  readonly lineId: string;
  /** Order that holds the line, when it is another one. */
  readonly orderId?: string;
  readonly quantity: string;
  readonly returnedAt: string;
}

/** Sold events of the order's physical lines, then Returned events of what came back. `source`: its own words, for the rejects file. */
export function* toEvents(order: SourceOrder, options: SourceOptions, source: () => string): Generator<SourceOutput> {
  const reference = `order ${order.orderNumber}`;
  const sold = order.lines.filter((line) => !line.soldElsewhere);
  const items = sold.reduce((sum, line) => sum + (wholeQuantity(line.quantity) ?? 1), 0);
  const time = instant(order.placedAt);
  if (time === null) {
    yield rejected({ reference, items, source }, { field: 'occurredAt', rule: 'ISO 8601 with zone', value: order.placedAt, says: 'is not a date and time with a zone' });
    return;
  }
  const reason = order.notASale ?? (order.paid || options.acceptUnpaid ? null : `not paid (${order.paymentState})`);
  if (reason !== null && items > 0) yield { kind: 'skipped', reference, items, reason };
  if (reason === null) for (const line of sold) yield* lineEvents(order, line, time, source);
  if (order.notASale === undefined) yield* returnEvents(order, source);
}

function* lineEvents(order: SourceOrder, line: SourceLine, time: Instant, source: () => string): Generator<SourceOutput> {
  const reference = `order ${order.orderNumber}, line ${line.lineId}`;
  const quantity = wholeQuantity(line.quantity);
  if (line.notPhysical !== undefined) {
    yield { kind: 'skipped', reference, items: quantity ?? 1, reason: line.notPhysical };
    return;
  }
  if (quantity === null) {
    yield rejected({ reference, items: 1, source }, { field: 'quantity', rule: 'whole number of items', value: line.quantity, says: 'is not a whole number of items' });
    return;
  }
  const prices = line.total === null ? null : allocate(line.total, Math.max(quantity, 1));
  for (let n = 1; n <= quantity; n++) {
    yield {
      kind: 'event',
      event: {
        type: 'Sold',
        ...common(order, line, n, time),
        sourceEventId: itemId(order.sourceSystem, order.orderId, line.lineId, n),
        price: prices === null ? null : { amountMinor: String(prices[n - 1]), currency: order.currency },
        soldSourceEventId: null,
      },
    };
  }
}

/** Returned items of a line are counted from its last item down, so the same feed always names the same items. */
function* returnEvents(order: SourceOrder, source: () => string): Generator<SourceOutput> {
  const returned = new Map<string, number>();
  for (const item of order.returns) {
    const reference = `order ${order.orderNumber}, return ${item.returnId}`;
    const line = order.lines.find((candidate) => candidate.lineId === item.lineId);
    const quantity = wholeQuantity(item.quantity);
    const time = instant(item.returnedAt);
    if (line === undefined || quantity === null || time === null) {
      const misfit = line === undefined ? { field: 'lineId', value: item.lineId } : quantity === null ? { field: 'quantity', value: item.quantity } : { field: 'occurredAt', value: item.returnedAt };
      yield rejected({ reference, items: 1, source }, { ...misfit, rule: 'return of a sold line', says: 'does not fit a line of the order' });
      continue;
    }
    if (line.notPhysical !== undefined) {
      yield { kind: 'skipped', reference, items: quantity, reason: line.notPhysical };
      continue;
    }
    const sold = wholeQuantity(line.quantity) ?? 0;
    for (let k = 0; k < quantity; k++) {
      const before = returned.get(line.lineId) ?? 0;
      const n = sold - before;
      if (n < 1) {
        yield rejected({ reference, items: 1, source }, { field: 'quantity', rule: 'not more than sold', value: item.quantity, says: `returns more than the ${sold} sold` });
        break;
      }
      returned.set(line.lineId, before + 1);
      yield {
        kind: 'event',
        event: {
          type: 'Returned',
          ...common(order, line, n, time),
          sourceEventId: `${order.sourceSystem}:order:${order.orderId}:return:${item.returnId}:line:${line.lineId}:item:${n}`,
          price: null,
          soldSourceEventId: itemId(order.sourceSystem, item.orderId ?? order.orderId, line.lineId, n),
        },
      };
    }
  }
}

function common(order: SourceOrder, line: SourceLine, n: number, time: Instant) {
  return {
    sourceSystem: order.sourceSystem,
    occurredAt: time.utc,
    timeZoneOffset: time.offset,
    orderNumber: order.orderNumber,
    channel: order.channel,
    place: order.place,
    brandCode: line.brandCode,
    item: {
      gtin: line.gtin,
      serial: line.serials[n - 1] ?? null,
      sku: line.sku,
      name: line.name,
      imei: line.imeis[n - 1] ?? null,
      manufacturedOn: line.manufacturedOn,
      attributes: { ...line.attributes },
    },
    customer: order.customer,
  };
}

function itemId(system: string, orderId: string, lineId: string, n: number): string {
  return `${system}:order:${orderId}:line:${lineId}:item:${n}`;
}

interface Instant {
  readonly utc: string;
  readonly offset: string;
}

/** UTC to the second, and the zone the source wrote. Null without a zone: a guess would shift the event by hours. */
export function instant(text: string): Instant | null {
  const match = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i.exec(text.trim());
  const milliseconds = match ? Date.parse(text.trim().replace(' ', 'T')) : NaN;
  if (!match || Number.isNaN(milliseconds)) return null;
  const zone = match[1]!;
  const offset = zone.toUpperCase() === 'Z' ? '+00:00' : zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return { utc: `${new Date(milliseconds).toISOString().slice(0, 19)}Z`, offset };
}

/** Null unless a whole number of at least zero; `"3.0"` and `"3.000"` are three. */
function wholeQuantity(text: string): number | null {
  const match = /^(\d{1,9})(?:\.0+)?$/.exec(text.trim());
  return match ? Number(match[1]) : null;
}

/** What is wrong with a part of a feed: `says` goes on after field and value, such as `is missing`; an empty value is not told. */
export interface Fault {
  readonly field: string;
  readonly rule: string;
  readonly value: string;
  readonly says: string;
}

/** Where in the feed: `reference` for people, how many items it concerns (at least one), and its text as it came. */
export interface FaultyPart {
  readonly reference: string;
  readonly items: number;
  readonly source: () => string;
}

/** Leaves a part of a feed out, with its text: mended, it can be fed again. */
export function rejected({ reference, items, source }: FaultyPart, { field, rule, value, says }: Fault): SourceOutput {
  const error: FieldError = { field, rule, value, message: value === '' ? `${reference}: ${field} ${says}` : `${reference}: ${field} "${value}" ${says}` };
  return { kind: 'rejected', reference, items: Math.max(items, 1), errors: [error], source: source() };
}
