import type { Customer } from '../canonical/event.ts';
import { itemFacts } from './item-attributes.ts';
import { firstText, jsonSource, object, objects, required, text, MappingError, type Json, type NoOrder } from './json-order.ts';
import type { SourceLine, SourceOrder, SourceReturn } from './order.ts';

/** Square Orders API: `{order}`, `{orders}`; webhooks carry only ids and are told apart. */
export const square = jsonSource((document, options) => {
  if (text(document.type) !== null && document.data !== undefined) return [notification(document)];
  const orders = Array.isArray(document.orders) ? objects(document.orders) : [object(document.order ?? document)];
  return orders.map((order) => readOrder(order, options.system));
});

function notification(document: Json): NoOrder {
  const data = object(document.data);
  return {
    reference: `${text(document.type)} ${text(data.id) ?? ''}`.trim(),
    noOrder: `the ${text(document.type)} notification carries no items: fetch the order and ingest that`,
  };
}

const NOT_PHYSICAL: Readonly<Record<string, string>> = {
  GIFT_CARD: 'gift card',
  CUSTOM_AMOUNT: 'custom amount, no item',
};

function readOrder(order: Json, system: string | undefined): SourceOrder {
  const orderId = required(order.id, 'id');
  const returns = objects(order.returns);
  if (!Array.isArray(order.line_items) && returns.length === 0) throw new MappingError('line_items', 'required', '', 'is missing: the payload is not a Square order');
  const state = text(order.state) ?? 'unknown';
  const lines = objects(order.line_items);
  const returned = returns.flatMap((entry) => readReturn(entry, order));
  return {
    sourceSystem: `square:${system ?? text(order.merchant_id) ?? text(order.location_id) ?? 'default'}`,
    orderId,
    orderNumber: firstText(order, 'reference_id', 'ticket_name') ?? orderId,
    placedAt: firstText(order, 'closed_at', 'created_at') ?? '',
    currency: text(object(order.total_money).currency) ?? text(object(object(lines[0]).total_money).currency) ?? '',
    channel: objects(order.fulfillments).some((fulfillment) => text(fulfillment.type) === 'SHIPMENT') ? 'Online' : 'Store',
    place: { storeCode: text(order.location_id), gln: null, country: null },
    customer: readCustomer(order),
    ...(state === 'CANCELED' ? { notASale: 'cancelled' } : state === 'DRAFT' ? { notASale: 'draft' } : {}),
    paid: state === 'COMPLETED',
    paymentState: state,
    lines: [...lines.map(readLine), ...returns.flatMap((entry) => objects(entry.return_line_items).map(returnedLine))],
    returns: returned,
  };
}

function readLine(line: Json): SourceLine {
  const metadata = object(line.metadata);
  const facts = itemFacts(Object.entries(metadata).map(([name, value]) => [name, text(value) ?? ''] as const));
  const notPhysical = NOT_PHYSICAL[text(line.item_type) ?? ''];
  const name = [text(line.name), text(line.variation_name)].filter((part) => part !== null).join(' - ') || 'unnamed';
  return {
    lineId: required(line.uid, 'line_items.uid'),
    quantity: required(line.quantity, 'line_items.quantity'),
    ...(notPhysical !== undefined ? { notPhysical } : {}),
    total: money(line.gross_sales_money, line.total_discount_money),
    brandCode: facts.brand,
    sku: text(metadata.sku) ?? text(line.catalog_object_id) ?? name.slice(0, 100),
    name: name.slice(0, 255),
    gtin: facts.gtin,
    serials: facts.serials,
    imeis: facts.imeis,
    manufacturedOn: facts.manufacturedOn,
    attributes: facts.attributes,
  };
}

/** A return order repeats what it takes back; those lines were sold by another order and are no sale of this one. */
function returnedLine(line: Json): SourceLine {
  return { ...readLine({ ...line, uid: text(line.source_line_item_uid) ?? line.uid }), quantity: text(line.quantity) ?? '1', soldElsewhere: true };
}

/** Gross less discounts: integer minor units already. */
function money(gross: unknown, discount: unknown): bigint | null {
  const amount = text(object(gross).amount);
  return amount === null ? null : BigInt(amount) - BigInt(text(object(discount).amount) ?? '0');
}

function readReturn(entry: Json, order: Json): SourceReturn[] {
  const sourceOrderId = text(entry.source_order_id);
  return objects(entry.return_line_items).map((line) => ({
    returnId: text(entry.uid) ?? required(order.id, 'id'),
    lineId: text(line.source_line_item_uid) ?? required(line.uid, 'returns.return_line_items.uid'),
    ...(sourceOrderId === null ? {} : { orderId: sourceOrderId }),
    quantity: text(line.quantity) ?? '1',
    returnedAt: firstText(order, 'closed_at', 'updated_at', 'created_at') ?? '',
  }));
}

/** Square orders name a customer by id only; shops add the rest, and the consent, as metadata. */
function readCustomer(order: Json): Customer | null {
  const metadata = object(order.metadata);
  const externalId = text(order.customer_id);
  const recipient = objects(order.fulfillments).map((fulfillment) => object(object(fulfillment.shipment_details ?? fulfillment.pickup_details).recipient))[0] ?? {};
  const email = firstText(metadata, 'customer_email', 'email') ?? text(recipient.email_address);
  if (externalId === null && email === null) return null;
  const names = text(recipient.display_name)?.split(/\s+/) ?? [];
  return {
    externalId: externalId ?? text(recipient.customer_id),
    email,
    firstName: firstText(metadata, 'customer_first_name') ?? (names.length > 1 ? names[0]! : null),
    lastName: firstText(metadata, 'customer_last_name') ?? names.at(-1) ?? null,
    phone: text(recipient.phone_number),
    consented: text(metadata.customer_consented) === 'true',
  };
}
