import type { PlannedLine, PlannedOrder } from './lives.ts';

/** Square orders as the Orders API gives them, one a line; a return is an order of its own. */
export function squareFeed(orders: readonly PlannedOrder[], brand: string): string {
  return orders.flatMap((order) => [squareOrder(order, brand), ...returnOrders(order)]).map((order) => `${JSON.stringify({ order })}\n`).join('');
}

const STATES = { paid: 'COMPLETED', unpaid: 'OPEN', cancelled: 'CANCELED', test: 'DRAFT' } as const;

function squareOrder(order: PlannedOrder, brand: string) {
  const { customer } = order;
  const total = order.lines.reduce((sum, line) => sum + line.unitPrice * line.quantity * 100, 0);
  return {
    id: orderId(order),
    location_id: order.store!.code,
    reference_id: `B-${order.number}`,
    customer_id: customer.id,
    state: STATES[order.state],
    created_at: order.placedAt.toISOString(),
    closed_at: order.placedAt.toISOString(),
    metadata: { customer_email: customer.email, customer_first_name: customer.firstName, customer_last_name: customer.lastName, customer_consented: String(customer.consented) },
    line_items: order.lines.map((line) => ({
      uid: lineUid(line),
      name: line.name,
      quantity: String(line.quantity),
      item_type: line.kind === 'giftCard' ? 'GIFT_CARD' : 'ITEM',
      catalog_object_id: `CAT-${line.sku}`,
      metadata: metadata(line, brand),
      gross_sales_money: { amount: line.unitPrice * line.quantity * 100, currency: order.currency },
      total_discount_money: { amount: 0, currency: order.currency },
    })),
    total_money: { amount: total, currency: order.currency },
  };
}

function returnOrders(order: PlannedOrder) {
  if (order.state !== 'paid') return [];
  return order.lines
    .filter((line) => line.returned !== undefined)
    .map((line) => ({
      id: `${orderId(order)}R${line.id}`,
      location_id: order.store!.code,
      reference_id: `B-${order.number}-R`,
      customer_id: order.customer.id,
      state: 'COMPLETED',
      created_at: line.returned!.at.toISOString(),
      closed_at: line.returned!.at.toISOString(),
      returns: [
        {
          uid: `ret-${line.id}`,
          source_order_id: orderId(order),
          return_line_items: [{ uid: `rl-${line.id}`, source_line_item_uid: lineUid(line), name: line.name, quantity: String(line.returned!.quantity), catalog_object_id: `CAT-${line.sku}` }],
        },
      ],
      total_money: { amount: 0, currency: order.currency },
    }));
}

const orderId = (order: PlannedOrder): string => `SQ${String(order.number).padStart(10, '0')}`;
const lineUid = (line: PlannedLine): string => `line-${line.id}`;

function metadata(line: PlannedLine, brand: string): Record<string, string> {
  const first = line.units[0];
  const entries = {
    sku: line.sku,
    brand,
    gtin: line.model?.gtin,
    serial: line.units.map((unit) => unit.serial ?? '').filter(Boolean).join(','),
    manufactured_on: first?.manufacturedOn,
    ...first?.attributes,
  };
  return Object.fromEntries(Object.entries(entries).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
