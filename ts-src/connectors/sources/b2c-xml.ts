import { SaxesParser } from 'saxes';
import { toMinorUnits } from '../canonical/money.ts';
import type { Customer } from '../canonical/event.ts';
import { readReject } from '../rejects.ts';
import { b2cNotASale, type SourceLine, type SourceOrder } from './b2c.ts';
import { jsonDocuments } from './json-documents.ts';
import { itemFacts } from './item-attributes.ts';
import { rejected, toEvents } from './order.ts';
import { FeedError, type Source, type SourceOptions, type SourceOutput } from './source.ts';

/** One element of an order, small enough to hold: the feed itself is streamed. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/**
 * Salesforce B2C Commerce order export (`orders` of namespace …/impex/order/2006-10-31), streamed one order at a time.
 * A rejects file of an earlier run is taken too.
 */
export const b2cXml: Source = async function* (chunks, options): AsyncGenerator<SourceOutput> {
  const [head, all] = await peek(chunks);
  if (head.startsWith('{')) {
    yield* rejectsFile(all, options);
    return;
  }
  for await (const order of orderElements(all)) yield* convert(order, options);
};

async function* rejectsFile(chunks: AsyncIterable<string>, options: SourceOptions): AsyncGenerator<SourceOutput> {
  for await (const { text, line } of jsonDocuments(chunks)) {
    const reject = readReject(JSON.parse(text) as Record<string, unknown>);
    if (reject === undefined) throw new FeedError(`line ${line}: neither XML nor a line of a rejects file`);
    if (reject.event !== undefined) yield { kind: 'event', event: reject.event };
    else for await (const order of orderElements(once(reject.source ?? ''))) yield* convert(order, options);
  }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

function* convert(element: Element, options: SourceOptions): Generator<SourceOutput> {
  const orderNo = element.attributes['order-no'];
  if (orderNo === undefined || orderNo.trim() === '') {
    yield rejected({ reference: 'order', items: 1, source: () => toXml(element) }, { field: 'order-no', rule: 'required', value: '', says: 'is missing' });
    return;
  }
  yield* toEvents(readOrder(element, orderNo, options.system), options, () => toXml(element));
}

function readOrder(order: Element, orderNo: string, system: string | undefined): SourceOrder {
  const status = child(order, 'status');
  const orderStatus = value(status, 'order-status') ?? 'unknown';
  const paymentStatus = value(status, 'payment-status') ?? 'unknown';
  const currency = value(order, 'currency') ?? '';
  const gross = value(order, 'taxation') === 'gross';
  const channel = value(order, 'channel-type');
  const notASale = order.attributes.mode === 'delete' ? 'deleted' : b2cNotASale(orderStatus);
  const shipping = child(child(child(order, 'shipments'), 'shipment'), 'shipping-address');
  const lines = children(child(order, 'product-lineitems'), 'product-lineitem').map((line, index) => readLine(line, index, currency, gross));
  const gifts = children(child(order, 'giftcertificate-lineitems'), 'giftcertificate-lineitem').map((_, index) => giftCertificate(index));
  return {
    sourceSystem: `b2c:${system ?? 'default'}`,
    orderId: orderNo,
    orderNumber: orderNo,
    placedAt: value(order, 'order-date') ?? value(order, 'place-date') ?? '',
    currency,
    channel: channel === 'Store' || channel === 'DSS' ? 'Store' : 'Online',
    place: { storeCode: custom(order).get('storeId') ?? null, gln: null, country: value(shipping, 'country-code') },
    customer: readCustomer(order),
    ...(notASale === null ? {} : { notASale }),
    paid: paymentStatus.toUpperCase() === 'PAID' || orderStatus.toUpperCase() === 'COMPLETED',
    paymentState: paymentStatus,
    lines: [...lines, ...gifts],
    returns: [],
  };
}

function readLine(line: Element, index: number, currency: string, gross: boolean): SourceLine {
  const facts = itemFacts(custom(line));
  const sku = value(line, 'product-id') ?? 'unknown';
  return {
    lineId: value(line, 'position') ?? String(index + 1),
    quantity: value(line, 'quantity') ?? '1',
    total: lineTotal(line, currency, gross),
    brandCode: value(line, 'brand') ?? facts.brand,
    sku,
    name: (value(line, 'product-name') ?? value(line, 'lineitem-text') ?? sku).slice(0, 255),
    gtin: facts.gtin,
    serials: facts.serials,
    imeis: facts.imeis,
    manufacturedOn: facts.manufacturedOn,
    attributes: facts.attributes,
  };
}

/** The line's price in the order's own taxation, with its price adjustments (which are negative). */
function lineTotal(line: Element, currency: string, gross: boolean): bigint | null {
  const field = gross ? 'gross-price' : 'net-price';
  const price = toMinorUnits(value(line, field) ?? value(line, 'gross-price') ?? '', currency);
  if (price === null) return null;
  const adjustments = children(child(line, 'price-adjustments'), 'price-adjustment');
  return adjustments.reduce((total, adjustment) => total + (toMinorUnits(value(adjustment, field) ?? '0', currency) ?? 0n), price);
}

function giftCertificate(index: number): SourceLine {
  return {
    lineId: `gift-certificate-${index + 1}`, quantity: '1', notPhysical: 'gift certificate', total: null, brandCode: null,
    sku: 'gift-certificate', name: 'Gift certificate', gtin: null, serials: [], imeis: [], manufacturedOn: null, attributes: {},
  };
}

/** Consent: a registered customer, or the shop's own custom attribute `crmConsent`. */
function readCustomer(order: Element): Customer | null {
  const customer = child(order, 'customer');
  const guest = value(customer, 'guest') === 'true' || value(customer, 'customer-no') === null;
  const externalId = guest ? null : value(customer, 'customer-no');
  const email = value(customer, 'customer-email');
  if (externalId === null && email === null) return null;
  const billing = child(customer, 'billing-address');
  return {
    externalId,
    email,
    firstName: value(billing, 'first-name'),
    lastName: value(billing, 'last-name') ?? value(customer, 'customer-name'),
    phone: value(billing, 'phone'),
    consented: !guest || custom(order).get('crmConsent') === 'true',
  };
}

async function* orderElements(chunks: AsyncIterable<string>): AsyncGenerator<Element> {
  const parser = new SaxesParser();
  const open: Element[] = [];
  let ready: Element[] = [];
  let broken: Error | undefined;
  let root: string | undefined;
  parser.on('error', (error) => (broken ??= error));
  parser.on('opentag', (tag) => {
    const name = tag.name.replace(/^.*:/, '');
    root ??= name;
    if (open.length === 0 && name !== 'order') return;
    open.push({ name, attributes: { ...tag.attributes }, children: [], text: '' });
  });
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element === undefined) return;
    const parent = open.at(-1);
    if (parent === undefined) ready.push(element);
    else parent.children.push(element);
  });
  let empty = true;
  for await (const chunk of chunks) {
    empty &&= chunk.trim() === '';
    parser.write(chunk);
    yield* ready;
    ready = [];
    if (broken !== undefined) throw new FeedError(`the XML is malformed at line ${parser.line}, column ${parser.column}: ${reason(broken)}`);
  }
  if (empty) throw new FeedError('the feed is empty');
  parser.close();
  if (root !== 'orders' && root !== 'order') throw new FeedError(`the XML is no order export: its root element is <${root ?? 'none'}>, not <orders>`);
  if (broken !== undefined) throw new FeedError(`the XML is malformed at line ${parser.line}, column ${parser.column}: ${reason(broken)}; the feed may be cut off`);
}

function reason(error: Error): string {
  return error.message.replace(/^\d+:\d+:\s*/, '');
}

function child(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((candidate) => candidate.name === name);
}

function children(element: Element | undefined, name: string): Element[] {
  return element?.children.filter((candidate) => candidate.name === name) ?? [];
}

function value(element: Element | undefined, name: string): string | null {
  const text = child(element, name)?.text.trim();
  return text === undefined || text === '' ? null : text;
}

/** Custom attributes; several `value` children are one comma-separated text. */
function custom(element: Element): Map<string, string> {
  return new Map(
    children(child(element, 'custom-attributes'), 'custom-attribute').map((attribute) => {
      const values = children(attribute, 'value').map((item) => item.text.trim());
      return [attribute.attributes['attribute-id'] ?? '', values.length > 0 ? values.join(',') : attribute.text.trim()];
    }),
  );
}

/** The order as a document of its own, so that a rejected one can be read again. */
function toXml(element: Element): string {
  const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);
  const attributes = Object.entries(element.attributes).map(([name, text]) => ` ${name}="${escape(text)}"`).join('');
  return `<${element.name}${attributes}>${escape(element.text.trim())}${element.children.map(toXml).join('')}</${element.name}>`;
}

async function peek(chunks: AsyncIterable<string>): Promise<[head: string, all: AsyncIterable<string>]> {
  const iterator = chunks[Symbol.asyncIterator]();
  const held: string[] = [];
  let head = '';
  while (head === '') {
    const next = await iterator.next();
    if (next.done) break;
    held.push(next.value);
    head = next.value.replace(/^\uFEFF/, '').trimStart();
  }
  async function* all(): AsyncGenerator<string> {
    yield* held;
    for (;;) {
      const next = await iterator.next();
      if (next.done) return;
      yield next.value;
    }
  }
  return [head, all()];
}
