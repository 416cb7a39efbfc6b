import { dryRun, haveSamples, sample } from '../testing/feeds.ts';

const order = (changes: object = {}, line: object = {}) => ({
  id: 1, name: '#7', currency: 'EUR', financial_status: 'paid', created_at: '2026-03-01T10:00:00+01:00', test: false, cancelled_at: null,
  source_name: 'web', line_items: [{ id: 11, quantity: 1, price: '199.99', sku: 'BAG-1', name: 'Bag', vendor: 'AUR', requires_shipping: true, properties: [], ...line }],
  ...changes,
});
const feed = (...orders: object[]) => orders.map((item) => JSON.stringify(item)).join('\n');

test('a paid order sells each of its physical items once', async () => {
  const { events, summary } = await dryRun('shopify', feed(order({}, { quantity: 3, price: '100.00', discount_allocations: [{ amount: '0.01' }] })));
  expect(summary).toMatchObject({ read: 3, created: 3 });
  expect(events.map((event) => event.sourceEventId)).toEqual([1, 2, 3].map((n) => `shopify:default:order:1:line:11:item:${n}`));
  expect(events.map((event) => event.price?.amountMinor)).toEqual(['10000', '10000', '9999']);
  expect(events[0]).toMatchObject({ occurredAt: '2026-03-01T09:00:00Z', timeZoneOffset: '+01:00', brandCode: 'AUR', orderNumber: '#7' });
});

test('an id above 2^53 keeps its last digits', async () => {
  const { events } = await dryRun('shopify', JSON.stringify(order()).replace('"id":1,', '"id":820982911946154508,'));
  expect(events[0]?.sourceEventId).toContain(':order:820982911946154508:');
});

test.each([
  ['cancelled', { cancelled_at: '2026-03-02T00:00:00Z' }],
  ['test order', { test: true }],
  ['not paid (pending)', { financial_status: 'pending' }],
])('an order that is no sale is skipped and says why: %s', async (reason, changes) => {
  const { summary, notices } = await dryRun('shopify', feed(order(changes)));
  expect(summary).toMatchObject({ read: 1, skipped: 1, created: 0 });
  expect(notices).toEqual([{ kind: 'skipped', reference: 'order #7', items: 1, reason }]);
});

test('--accept-unpaid takes an unpaid order and still no cancelled one', async () => {
  const unpaid = order({ financial_status: 'pending' });
  const cancelled = order({ id: 2, financial_status: 'pending', cancelled_at: '2026-03-02T00:00:00Z' });
  const { summary } = await dryRun('shopify', feed(unpaid, cancelled), { acceptUnpaid: true });
  expect(summary).toMatchObject({ created: 1, skipped: 1 });
});

test('gift cards and services make no twin', async () => {
  const { summary, notices } = await dryRun('shopify', feed(order({}, { gift_card: true }), order({ id: 2 }, { requires_shipping: false })));
  expect(summary).toMatchObject({ created: 0, skipped: 2 });
  expect(notices.map((notice) => notice.kind === 'skipped' && notice.reason)).toEqual(['gift card', 'nothing to ship: a service or digital good']);
});

test('a refund with lines returns the last items of the line, and names the sales it undoes', async () => {
  const refunds = [{ id: 5, created_at: '2026-03-09T10:00:00Z', refund_line_items: [{ id: 51, line_item_id: 11, quantity: 2 }] }];
  const { events } = await dryRun('shopify', feed(order({ financial_status: 'partially_refunded', refunds }, { quantity: 3 })));
  const returned = events.filter((event) => event.type === 'Returned');
  expect(returned.map((event) => event.soldSourceEventId)).toEqual([3, 2].map((n) => `shopify:default:order:1:line:11:item:${n}`));
  expect(new Set(events.map((event) => event.sourceEventId)).size).toBe(5);
});

test('a refund of more items than were sold is refused, the rest goes through', async () => {
  const refunds = [{ id: 5, created_at: '2026-03-09T10:00:00Z', refund_line_items: [{ id: 51, line_item_id: 11, quantity: 2 }] }];
  const { summary, notices } = await dryRun('shopify', feed(order({ refunds })));
  expect(summary).toMatchObject({ read: 3, created: 2, rejected: 1 });
  expect(notices.at(-1)).toMatchObject({ kind: 'rejected', errors: [{ field: 'quantity', rule: 'not more than sold', value: '2' }] });
});

test('serials, IMEIs and sector facts come from line properties; engravings do not', async () => {
  const properties = [
    { name: 'Serial Number', value: 'A1, A2' },
    { name: 'IMEI', value: '490154203237518' },
    { name: 'Size', value: 'M' },
    { name: 'Engraving', value: 'For Anna' },
  ];
  const { events } = await dryRun('shopify', feed(order({}, { quantity: 2, properties })));
  expect(events.map((event) => [event.item.serial, event.item.imei])).toEqual([['A1', '490154203237518'], ['A2', null]]);
  expect(events[0]?.item.attributes).toEqual({ size: 'M' });
});

test('a line that breaks a rule names field, rule and value, and does not stop the others', async () => {
  const properties = [{ name: 'GTIN', value: '4006381333932' }];
  const { summary, notices } = await dryRun('shopify', feed(order({}, { properties }), order({ id: 2 })));
  expect(summary).toMatchObject({ read: 2, created: 1, rejected: 1 });
  expect(notices).toMatchObject([{ kind: 'rejected', errors: [{ field: 'item.gtin', rule: 'GS1 check digit', value: '4006381333932' }] }]);
});

test.each([
  ['an unknown currency', { currency: 'XYZ' }, {}, 'price.currency', 'XYZ'],
  ['negative money', {}, { price: '-5.00' }, 'price.amountMinor', '-500'],
  ['a sale in the future', { created_at: '2999-01-01T00:00:00Z' }, {}, 'occurredAt', '2999-01-01T00:00:00Z'],
  ['a time without a zone', { created_at: '2026-03-01T10:00:00' }, {}, 'occurredAt', '2026-03-01T10:00:00'],
])('%s is refused', async (_name, changes, line, field, value) => {
  const { notices, summary } = await dryRun('shopify', feed(order(changes, line)));
  expect(summary.rejected).toBe(1);
  expect(notices[0]).toMatchObject({ kind: 'rejected', errors: [{ field, value }] });
});

test('an item is sold on the day it was made or later', async () => {
  const made = (day: string) => ({ properties: [{ name: 'Manufactured On', value: day }] });
  const { summary, notices } = await dryRun('shopify', feed(order({ created_at: '2026-03-01T10:00:00Z' }, made('2026-03-01')), order({ id: 2, created_at: '2026-03-01T10:00:00Z' }, made('2026-03-02'))));
  expect(summary).toMatchObject({ created: 1, rejected: 1 });
  expect(notices).toMatchObject([{ kind: 'rejected', errors: [{ field: 'occurredAt', rule: 'not before manufacture', value: expect.stringContaining('2026-03-01T10:00:00') }] }]);
});

test('consent is an account or agreed marketing', async () => {
  const customer = { id: 9, email: 'a@example.com', first_name: 'A', last_name: 'B', state: 'disabled' };
  const { events } = await dryRun('shopify', feed(order({ customer }), order({ id: 2, customer: { ...customer, state: 'enabled' } })));
  expect(events.map((event) => event.customer?.consented)).toEqual([false, true]);
});

const withSamples = haveSamples ? test : test.skip; // public sample payloads are not part of a fresh clone

withSamples('the public sample order is authorized only, so it is skipped, and taken with --accept-unpaid', async () => {
  const skipped = await dryRun('shopify', sample('shopify/shopify_api-ruby-order.json'));
  expect(skipped.summary).toMatchObject({ read: 3, skipped: 3 });
  const taken = await dryRun('shopify', sample('shopify/shopify_api-ruby-order.json'), { acceptUnpaid: true });
  expect(taken.events.map((event) => event.item.sku)).toEqual(['IPOD2008GREEN', 'IPOD2008RED', 'IPOD2008BLACK']);
  expect(taken.events[0]).toMatchObject({ occurredAt: '2008-01-10T16:00:00Z', timeZoneOffset: '-05:00', price: { amountMinor: '19900', currency: 'USD' } });
});
