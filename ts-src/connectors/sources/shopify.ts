import { toMinorUnits } from '../canonical/money.ts';
import type { Customer } from '../canonical/event.ts';
import { itemFacts } from './item-attributes.ts';
import { firstText, jsonSource, MappingError, object, objects, required, text, type Json } from './json-order.ts';
import type { SourceLine, SourceOrder, SourceReturn } from './order.ts';

/** Shopify Admin API orders: `{order: {...}}`, `{orders: [...]}` or bare, as webhooks and exports give them. */
export const shopify = jsonSource((document, options) => {
  const orders = Array.isArray(document.orders) ? objects(document.orders) : [object(document.order ?? document)];
  return orders.map((order) => readOrder(order, options.system));
});

const PAID = new Set(['paid', 'partially_refunded', 'refunded']);

function readOrder(order: Json, system: string | undefined): SourceOrder {
  if (!Array.isArray(order.line_items)) throw new MappingError('line_items', 'required', '', 'is missing: the payload is not a Shopify order');
  const orderId = required(order.id, 'id');
  const currency = required(order.currency, 'currency');
  const financialStatus = text(order.financial_status) ?? 'unknown';
  return {
    sourceSystem: `shopify:${system ?? shopName(order)}`,
    orderId,
    orderNumber: text(order.name) ?? orderId,
    placedAt: firstText(order, 'processed_at', 'created_at') ?? '',
    currency,
    channel: text(order.source_name) === 'pos' ? 'Store' : 'Online',
    place: {
      storeCode: text(order.location_id),
      gln: null,
      country: firstText(object(order.shipping_address ?? order.billing_address), 'country_code'),
    },
    customer: readCustomer(order),
    ...(text(order.cancelled_at) !== null ? { notASale: 'cancelled' } : order.test === true ? { notASale: 'test order' } : {}),
    paid: PAID.has(financialStatus),
    paymentState: financialStatus,
    lines: objects(order.line_items).map((line) => readLine(line, currency)),
    returns: objects(order.refunds).flatMap(readRefund),
  };
}

function shopName(order: Json): string {
  const statusUrl = text(order.order_status_url);
  const host = statusUrl === null ? null : /^https?:\/\/([^/]+)/.exec(statusUrl)?.[1];
  return host ?? 'default';
}

function readLine(line: Json, currency: string): SourceLine {
  const facts = itemFacts(objects(line.properties).map((property) => [text(property.name) ?? '', text(property.value) ?? ''] as const));
  const quantity = required(line.quantity, 'line_items.quantity');
  const title = firstText(line, 'name', 'title') ?? 'unnamed';
  return {
    lineId: required(line.id, 'line_items.id'),
    quantity,
    ...(line.gift_card === true ? { notPhysical: 'gift card' } : line.requires_shipping === false ? { notPhysical: 'nothing to ship: a service or digital good' } : {}),
    total: lineTotal(line, quantity, currency),
    brandCode: text(line.vendor) ?? facts.brand,
    sku: firstText(line, 'sku', 'variant_id', 'product_id') ?? title.slice(0, 100),
    name: title.slice(0, 255),
    gtin: facts.gtin,
    serials: facts.serials,
    imeis: facts.imeis,
    manufacturedOn: facts.manufacturedOn,
    attributes: facts.attributes,
  };
}

/** Price times quantity less the discounts that Shopify allocated to the line. */
function lineTotal(line: Json, quantity: string, currency: string): bigint | null {
  const unit = toMinorUnits(text(line.price) ?? '', currency);
  if (unit === null || !/^\d+$/.test(quantity)) return null;
  const discounts = objects(line.discount_allocations).map((allocation) => toMinorUnits(text(allocation.amount) ?? '', currency) ?? 0n);
  return discounts.reduce((total, discount) => total - discount, unit * BigInt(quantity));
}

/** A refund with lines is a return of items; one without is money only and concerns no item. */
function readRefund(refund: Json): SourceReturn[] {
  return objects(refund.refund_line_items).map((line) => ({
    returnId: required(refund.id, 'refunds.id'),
    lineId: required(line.line_item_id, 'refunds.refund_line_items.line_item_id'),
    quantity: text(line.quantity) ?? '1',
    returnedAt: firstText(refund, 'processed_at', 'created_at') ?? '',
  }));
}

/** Consent: an account of their own, or agreed marketing. A guest checkout agrees to neither. */
function readCustomer(order: Json): Customer | null {
  const customer = object(order.customer);
  const email = firstText(customer, 'email') ?? firstText(order, 'email', 'contact_email');
  const externalId = text(customer.id);
  if (externalId === null && email === null) return null;
  const address = object(order.billing_address ?? order.shipping_address);
  const subscribed = text(object(customer.email_marketing_consent).state) === 'subscribed';
  return {
    externalId,
    email,
    firstName: text(customer.first_name) ?? text(address.first_name),
    lastName: text(customer.last_name) ?? text(address.last_name),
    phone: text(customer.phone) ?? text(address.phone),
    consented: subscribed || text(customer.state) === 'enabled' || customer.accepts_marketing === true || order.buyer_accepts_marketing === true,
  };
}
