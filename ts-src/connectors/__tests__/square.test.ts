import { dryRun, haveSamples, sample } from '../testing/feeds.ts';

const order = (changes: object = {}, line: object = {}) => ({
  id: 'O1', location_id: 'L1', state: 'COMPLETED', created_at: '2026-05-01T10:00:00Z', customer_id: 'CU1',
  metadata: { customer_email: 'leo@example.com', customer_consented: 'true' }, total_money: { amount: 5000, currency: 'GBP' },
  line_items: [{ uid: 'u1', name: 'Jeans', quantity: '2', item_type: 'ITEM', catalog_object_id: 'JEANS', gross_sales_money: { amount: 5001, currency: 'GBP' }, total_discount_money: { amount: 0, currency: 'GBP' }, ...line }],
  ...changes,
});

test('a completed order sells its items at integer minor units', async () => {
  const { events } = await dryRun('square', JSON.stringify({ order: order() }));
  expect(events.map((event) => event.price)).toEqual([{ amountMinor: '2501', currency: 'GBP' }, { amountMinor: '2500', currency: 'GBP' }]);
  expect(events[0]).toMatchObject({ sourceSystem: 'square:L1', channel: 'Store', customer: { externalId: 'CU1', email: 'leo@example.com', consented: true } });
});

test('half a pound of something is no item', async () => {
  const { notices, summary } = await dryRun('square', JSON.stringify(order({}, { quantity: '0.5' })));
  expect(summary).toMatchObject({ created: 0, rejected: 1 });
  expect(notices[0]).toMatchObject({ kind: 'rejected', errors: [{ field: 'quantity', value: '0.5', rule: 'whole number of items' }] });
});

test('a return order returns items of the order that sold them and sells nothing', async () => {
  const returns = [{ uid: 'r1', source_order_id: 'O1', return_line_items: [{ uid: 'x', source_line_item_uid: 'u1', name: 'Jeans', quantity: '1', catalog_object_id: 'JEANS' }] }];
  const { events } = await dryRun('square', JSON.stringify(order({ id: 'O2', line_items: undefined, returns })));
  expect(events.map((event) => [event.type, event.soldSourceEventId])).toEqual([['Returned', 'square:L1:order:O1:line:u1:item:1']]);
});

test('a gift card line and an open order are skipped with the reason', async () => {
  const { notices } = await dryRun('square', `${JSON.stringify(order({}, { item_type: 'GIFT_CARD' }))}${JSON.stringify(order({ state: 'OPEN' }))}`);
  expect(notices.map((notice) => notice.kind === 'skipped' && notice.reason)).toEqual(['gift card', 'not paid (OPEN)']);
});

const withSamples = haveSamples ? test : test.skip; // public sample payloads are not part of a fresh clone

withSamples('webhooks that carry no items are skipped, not guessed at', async () => {
  for (const name of ['OrderCreatedEvent', 'PaymentCreatedEvent', 'RefundCreatedEvent']) {
    const { summary } = await dryRun('square', sample(`square/${name}.json`));
    expect(summary).toMatchObject({ read: 1, skipped: 1 });
  }
});

withSamples('the public sample order has three steaks in two lines', async () => {
  const { events } = await dryRun('square', sample('square/CreateOrderResponse.json'), { acceptUnpaid: true });
  expect(events.map((event) => [event.item.name, event.price?.amountMinor])).toEqual([['New York Strip Steak', '1512'], ['New York Steak - Larger', '2077'], ['New York Steak - Larger', '2077']]);
});
