import { money } from './format.ts';
import type { PlannedLine, PlannedOrder } from './lives.ts';

/** B2C Commerce order export. It carries no returns: those come with the shop's own service. */
export function b2cXmlFeed(orders: readonly PlannedOrder[], brand: string): string {
  const body = orders.map((order) => xmlOrder(order, brand)).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<orders xmlns="http://www.demandware.com/xml/impex/order/2006-10-31">\n${body}\n</orders>\n`;
}

function xmlOrder(order: PlannedOrder, brand: string): string {
  const { customer } = order;
  const items = order.lines.filter((line) => line.kind === 'item');
  const gifts = order.lines.length - items.length;
  const attributes = (line: PlannedLine): string =>
    Object.entries(facts(line)).map(([name, value]) => `<custom-attribute attribute-id="${name}">${xml(value)}</custom-attribute>`).join('');
  return `  <order order-no="${order.number}">
    <order-date>${order.placedAt.toISOString()}</order-date>
    <currency>${order.currency}</currency><taxation>gross</taxation>
    <customer><guest>${!customer.consented}</guest>${customer.consented ? `<customer-no>${customer.id}</customer-no>` : ''}<customer-name>${xml(`${customer.firstName} ${customer.lastName}`)}</customer-name><customer-email>${customer.email}</customer-email>
      <billing-address><first-name>${xml(customer.firstName)}</first-name><last-name>${xml(customer.lastName)}</last-name><country-code>${customer.country}</country-code></billing-address></customer>
    <status><order-status>${order.state === 'cancelled' || order.state === 'test' ? 'CANCELLED' : 'OPEN'}</order-status><shipping-status>SHIPPED</shipping-status><payment-status>${order.state === 'unpaid' ? 'NOT_PAID' : 'PAID'}</payment-status></status>
    <channel-type>Storefront</channel-type>
    <product-lineitems>
${items.map((line) => `      <product-lineitem><gross-price>${money(line.unitPrice * line.quantity)}</gross-price><position>${line.id}</position><product-id>${line.sku}</product-id><product-name>${xml(line.name)}</product-name><quantity unit="">${line.quantity}.0</quantity><tax-rate>0.2</tax-rate><brand>${brand}</brand><shipment-id>1</shipment-id><custom-attributes>${attributes(line)}</custom-attributes></product-lineitem>`).join('\n')}
    </product-lineitems>
${gifts > 0 ? '    <giftcertificate-lineitems><giftcertificate-lineitem><gross-price>100.00</gross-price></giftcertificate-lineitem></giftcertificate-lineitems>\n' : ''}    <shipments><shipment shipment-id="1"><shipping-address><country-code>${customer.country}</country-code></shipping-address></shipment></shipments>
  </order>`;
}

/** SCAPI orders in one array, as an export of the Orders API. */
export function b2cJsonFeed(orders: readonly PlannedOrder[], brand: string): string {
  return `[\n${orders.map((order) => JSON.stringify(jsonOrder(order, brand))).join(',\n')}\n]\n`;
}

function jsonOrder(order: PlannedOrder, brand: string) {
  const { customer } = order;
  return {
    orderNo: String(order.number).padStart(8, '0'),
    siteId: 'kestrel-eu',
    creationDate: order.placedAt.toISOString(),
    currency: order.currency,
    status: order.state === 'cancelled' || order.state === 'test' ? 'cancelled' : 'completed',
    paymentStatus: order.state === 'unpaid' ? 'not_paid' : 'paid',
    channelType: 'storefront',
    guest: !customer.consented,
    customerInfo: { customerNo: customer.id, customerName: `${customer.firstName} ${customer.lastName}`, firstName: customer.firstName, lastName: customer.lastName, email: customer.email },
    productItems: order.lines.filter((line) => line.kind === 'item').map((line) => ({
      itemId: `i${order.number}-${line.id}`,
      productId: line.sku,
      productName: line.name,
      brand,
      quantity: line.quantity,
      price: line.unitPrice * line.quantity,
      priceAfterOrderDiscount: line.unitPrice * line.quantity,
      ...Object.fromEntries(Object.entries(facts(line)).map(([name, value]) => [`c_${name}`, value])),
    })),
    giftCertificateItems: order.lines.filter((line) => line.kind === 'giftCard').map((line) => ({ giftCertificateItemId: `g${order.number}-${line.id}`, amount: line.unitPrice })),
    shipments: [{ shipmentId: 'me', shippingAddress: { countryCode: customer.country, firstName: customer.firstName, lastName: customer.lastName } }],
  };
}

function facts(line: PlannedLine): Record<string, string> {
  const first = line.units[0];
  const entries = {
    serialNumber: line.units.map((unit) => unit.serial ?? '').filter(Boolean).join(','),
    gtin: line.model?.gtin,
    manufacturedOn: first?.manufacturedOn,
    ...first?.attributes,
  };
  return Object.fromEntries(Object.entries(entries).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

function xml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);
}
