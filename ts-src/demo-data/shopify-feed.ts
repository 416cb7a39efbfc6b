import { money, offset } from './format.ts';
import type { PlannedLine, PlannedOrder, Unit } from './lives.ts';

/** One Shopify Admin API order a line. */
export function shopifyFeed(orders: readonly PlannedOrder[], vendor: string): string {
  return orders.map((order) => `${JSON.stringify(shopifyOrder(order, vendor))}\n`).join('');
}

function shopifyOrder(order: PlannedOrder, vendor: string) {
  const { customer } = order;
  const returned = order.lines.filter((line) => line.returned !== undefined);
  return {
    id: 5_400_000_000_000 + order.number,
    name: `#${order.number}`,
    created_at: offset(order.placedAt, customer.country),
    processed_at: offset(order.placedAt, customer.country),
    currency: order.currency,
    financial_status: order.state === 'unpaid' ? 'pending' : returned.length > 0 ? 'partially_refunded' : 'paid',
    cancelled_at: order.state === 'cancelled' ? offset(order.placedAt, customer.country) : null,
    test: order.state === 'test',
    source_name: 'web',
    order_status_url: 'https://nordlys-mobile.example/orders/status',
    email: customer.email,
    buyer_accepts_marketing: customer.consented,
    customer: { id: customer.id, email: customer.email, first_name: customer.firstName, last_name: customer.lastName, state: customer.consented ? 'enabled' : 'disabled' },
    shipping_address: { country_code: customer.country, first_name: customer.firstName, last_name: customer.lastName },
    line_items: order.lines.map((line) => ({
      id: lineId(order, line),
      sku: line.sku,
      name: line.name,
      vendor,
      quantity: line.quantity,
      price: money(line.unitPrice),
      gift_card: line.kind === 'giftCard',
      requires_shipping: line.kind === 'item',
      properties: properties(line),
    })),
    refunds: returned.map((line, index) => ({
      id: 8_800_000_000_000 + order.number * 10 + index,
      created_at: line.returned!.at.toISOString(),
      refund_line_items: [{ id: 1, line_item_id: lineId(order, line), quantity: line.returned!.quantity, restock_type: 'return' }],
    })),
  };
}

function lineId(order: PlannedOrder, line: PlannedLine): number {
  return 13_000_000_000_000 + order.number * 10 + line.id;
}

function properties(line: PlannedLine): { name: string; value: string }[] {
  const all = (name: string, of: (unit: Unit) => string | undefined) => ({ name, value: line.units.map(of).filter((value) => value !== undefined).join(', ') });
  const first = line.units[0];
  return [
    all('Serial Number', (unit) => unit.serial),
    all('IMEI', (unit) => unit.imei),
    { name: 'GTIN', value: line.model?.gtin ?? '' },
    { name: 'Manufactured on', value: first?.manufacturedOn ?? '' },
    ...Object.entries(first?.attributes ?? {}).map(([name, value]) => ({ name, value })),
  ].filter(({ value }) => value !== '');
}
