import { toMinorUnits } from '../canonical/money.ts';
import type { Customer } from '../canonical/event.ts';
import { itemFacts } from './item-attributes.ts';
import { firstText, jsonSource, MappingError, object, objects, required, text, type Json } from './json-order.ts';
import { b2cNotASale, type SourceLine, type SourceOrder } from './b2c.ts';

/** Salesforce B2C Commerce orders as the Shopper and Order APIs (SCAPI) give them: one order, `{data: [...]}` or `{orders: [...]}`. */
export const b2cJson = jsonSource((document, options) => {
  const list = [document.data, document.orders].find(Array.isArray);
  const orders = list === undefined ? [object(document.order ?? document)] : objects(list);
  return orders.map((order) => readOrder(order, options.system));
});

function readOrder(order: Json, system: string | undefined): SourceOrder {
  if (!Array.isArray(order.productItems)) throw new MappingError('productItems', 'required', '', 'is missing: the payload is not a B2C Commerce order');
  const orderNo = required(order.orderNo, 'orderNo');
  const currency = required(order.currency, 'currency');
  const status = text(order.status) ?? 'unknown';
  const paymentStatus = text(order.paymentStatus) ?? 'unknown';
  const notASale = b2cNotASale(status);
  const shipping = object(objects(order.shipments)[0]?.shippingAddress);
  return {
    sourceSystem: `b2c:${system ?? text(order.siteId) ?? 'default'}`,
    orderId: orderNo,
    orderNumber: orderNo,
    placedAt: firstText(order, 'placeDate', 'creationDate') ?? '',
    currency,
    channel: text(order.channelType) === 'dss' || text(order.channelType) === 'store' ? 'Store' : 'Online',
    place: { storeCode: firstText(order, 'c_storeId', 'c_fromStoreId'), gln: null, country: text(shipping.countryCode) },
    customer: readCustomer(order),
    ...(notASale === null ? {} : { notASale }),
    paid: paymentStatus === 'paid' || status === 'completed',
    paymentState: paymentStatus,
    lines: [...objects(order.productItems).map((line) => readLine(line, currency)), ...objects(order.giftCertificateItems).map(giftCertificate)],
    returns: [],
  };
}

function readLine(line: Json, currency: string): SourceLine {
  const custom = Object.entries(line).filter(([name]) => name.startsWith('c_'));
  const facts = itemFacts(custom.map(([name, value]) => [name, Array.isArray(value) ? value.map(text).join(',') : (text(value) ?? '')] as const));
  const sku = required(line.productId, 'productItems.productId');
  return {
    lineId: required(line.itemId, 'productItems.itemId'),
    quantity: required(line.quantity, 'productItems.quantity'),
    total: toMinorUnits(firstText(line, 'priceAfterOrderDiscount', 'priceAfterItemDiscount', 'price') ?? '', currency),
    brandCode: text(line.brand) ?? facts.brand,
    sku,
    name: (firstText(line, 'productName', 'itemText') ?? sku).slice(0, 255),
    gtin: facts.gtin,
    serials: facts.serials,
    imeis: facts.imeis,
    manufacturedOn: facts.manufacturedOn,
    attributes: facts.attributes,
  };
}

function giftCertificate(line: Json): SourceLine {
  return {
    lineId: required(line.giftCertificateItemId, 'giftCertificateItems.giftCertificateItemId'),
    quantity: '1',
    notPhysical: 'gift certificate',
    total: null, brandCode: null, sku: 'gift-certificate', name: 'Gift certificate', gtin: null, serials: [], imeis: [], manufacturedOn: null, attributes: {},
  };
}

/** Consent: a registered customer, or the shop's own `c_crmConsent`. */
function readCustomer(order: Json): Customer | null {
  const info = object(order.customerInfo);
  const guest = order.guest === true;
  const externalId = guest ? null : firstText(info, 'customerNo', 'customerId');
  const email = text(info.email);
  if (externalId === null && email === null) return null;
  const billing = object(order.billingAddress);
  return {
    externalId,
    email,
    firstName: text(info.firstName) ?? text(billing.firstName),
    lastName: text(info.lastName) ?? text(billing.lastName),
    phone: text(info.phone) ?? text(billing.phone),
    consented: !guest || order.c_crmConsent === true,
  };
}
