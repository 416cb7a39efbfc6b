import { dryRun, haveSamples, sample } from '../testing/feeds.ts';

const xmlOrder = (no: string, changes: { status?: string; payment?: string; line?: string } = {}) => `
  <order order-no="${no}">
    <order-date>2026-04-01T08:00:00.000Z</order-date>
    <currency>EUR</currency><taxation>gross</taxation>
    <customer><guest>false</guest><customer-no>C1</customer-no><customer-name>Ada Roy</customer-name><customer-email>ada@example.com</customer-email>
      <billing-address><first-name>Ada</first-name><last-name>Roy</last-name></billing-address></customer>
    <status><order-status>${changes.status ?? 'OPEN'}</order-status><payment-status>${changes.payment ?? 'PAID'}</payment-status></status>
    <product-lineitems><product-lineitem>
      <net-price>1000.00</net-price><tax>200.00</tax><gross-price>1200.00</gross-price>
      <position>1</position><product-id>BAG-1</product-id><product-name>Bag &amp; strap</product-name><quantity unit="">2.0</quantity>
      ${changes.line ?? '<custom-attributes><custom-attribute attribute-id="serialNumbers"><value>S1</value><value>S2</value></custom-attribute></custom-attributes>'}
    </product-lineitem></product-lineitems>
    <giftcertificate-lineitems><giftcertificate-lineitem/></giftcertificate-lineitems>
    <shipping-lineitems><shipping-lineitem><gross-price>9.90</gross-price></shipping-lineitem></shipping-lineitems>
  </order>`;
const xml = (...orders: string[]) => `<?xml version="1.0" encoding="UTF-8"?>\n<orders xmlns="http://www.demandware.com/xml/impex/order/2006-10-31">${orders.join('')}</orders>`;

test('an exported order sells its product lines, not its gift certificates or shipping', async () => {
  const { events, summary } = await dryRun('b2c-xml', xml(xmlOrder('0001')));
  expect(summary).toMatchObject({ read: 3, created: 2, skipped: 1 });
  expect(events.map((event) => [event.item.serial, event.price?.amountMinor, event.item.name])).toEqual([['S1', '60000', 'Bag & strap'], ['S2', '60000', 'Bag & strap']]);
  expect(events[0]?.customer).toEqual({ externalId: 'C1', email: 'ada@example.com', firstName: 'Ada', lastName: 'Roy', phone: null, consented: true });
});

test('the feed is read the same however it is cut', async () => {
  const text = xml(xmlOrder('0001'), xmlOrder('0002'));
  const whole = await dryRun('b2c-xml', text);
  const cut = await dryRun('b2c-xml', text, { size: 7 });
  expect(cut.events).toEqual(whole.events);
  expect(whole.events).toHaveLength(4);
});

test.each([
  ['CANCELLED', 'PAID', 'cancelled'],
  ['REPLACED', 'PAID', 'replaced by another order'],
  ['NEW', 'NOT_PAID', 'not paid (NOT_PAID)'],
])('an order that is %s and %s is skipped', async (status, payment, reason) => {
  const { summary, notices } = await dryRun('b2c-xml', xml(xmlOrder('0001', { status, payment })));
  expect(summary).toMatchObject({ created: 0, skipped: 3 });
  expect(notices[0]).toMatchObject({ kind: 'skipped', reason });
});

test('price adjustments lower what was paid', async () => {
  const line = '<price-adjustments><price-adjustment><net-price>-100.00</net-price><gross-price>-120.00</gross-price></price-adjustment></price-adjustments>';
  const { events } = await dryRun('b2c-xml', xml(xmlOrder('0001', { line })));
  expect(events.map((event) => event.price?.amountMinor)).toEqual(['54000', '54000']);
});

test('a feed that breaks off keeps the orders before the break and tells the line', async () => {
  const { summary, broken } = await dryRun('b2c-xml', xml(xmlOrder('0001'), xmlOrder('0002')).slice(0, -400), { size: 64 });
  expect(summary.created).toBe(2);
  expect(broken?.message).toMatch(/malformed at line \d+, column \d+/);
});

test('another XML document and an empty file are told apart from an export without orders', async () => {
  expect((await dryRun('b2c-xml', '<catalog/>')).broken?.message).toContain('root element is <catalog>');
  expect((await dryRun('b2c-xml', '')).broken?.message).toBe('the feed is empty');
  const none = await dryRun('b2c-xml', xml());
  expect([none.summary.read, none.broken]).toEqual([0, undefined]);
});

const withSamples = haveSamples ? test : test.skip; // public sample payloads are not part of a fresh clone

withSamples('the public SCAPI order sells three umbrellas once it is accepted unpaid', async () => {
  const { events, summary } = await dryRun('b2c-json', sample('b2c/scapi-OrderGet.json'), { acceptUnpaid: true });
  expect(summary).toMatchObject({ read: 4, created: 3, skipped: 1 });
  expect(events.map((event) => event.price?.amountMinor)).toEqual(['19667', '19666', '19666']);
  expect(events[0]).toMatchObject({ orderNumber: '00000410', item: { sku: 'green-umbrella' }, customer: { consented: false, externalId: null } });
});
