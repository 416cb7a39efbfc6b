import { ingest, rejectLine, sources } from '../index.ts';
import { dryRun, pieces } from '../testing/feeds.ts';

const order = (id: number, line: object = {}) => JSON.stringify({
  id, name: `#${id}`, currency: 'EUR', financial_status: 'paid', created_at: '2026-03-01T10:00:00Z',
  line_items: [{ id: 11, quantity: 1, price: '10.00', sku: 'S', name: 'N', requires_shipping: true, ...line }],
});

test.each([
  ['one after another', `${order(1)}${order(2)}`],
  ['one a line', `${order(1)}\n${order(2)}\n`],
  ['an array', `[${order(1)},\n${order(2)}]`],
  ['text after a byte order mark', `\uFEFF${order(1)}\n${order(2)}`],
])('JSON orders may come as %s, cut anywhere', async (_name, text) => {
  for (const size of [1, 5, text.length]) expect((await dryRun('shopify', text, { size })).summary.created).toBe(2);
});

test.each([
  ['', 'the feed is empty'],
  ['  \n', 'the feed is empty'],
  ['hello', 'line 1: the feed is not JSON objects: found "h" where an order should begin'],
  [`${order(1)}\n{"id": 2`, 'line 2: the JSON object that begins here does not end; the feed may be cut off'],
])('a broken feed %j is told in one sentence', async (text, message) => {
  expect((await dryRun('shopify', text)).broken?.message).toBe(message);
});

test('one malformed order in a feed is refused and the others go in', async () => {
  const { summary, notices } = await dryRun('shopify', `${order(1)}\n{"id": oops}\n${order(3)}`);
  expect(summary).toMatchObject({ read: 3, created: 2, rejected: 1 });
  expect(notices[0]).toMatchObject({ kind: 'rejected', reference: 'line 2', errors: [{ rule: 'RFC 8259' }] });
});

test('of orders a line each one that is broken off is refused and the others go in', async () => {
  const { summary, notices, broken } = await dryRun('shopify', `${order(1)}\n{"id": 2, "name": "#\n${order(3)}\n{"id": 4, "line_items": [{"id": 1}\r\n${order(5)}\n`, { size: 7 });
  expect([summary.created, summary.rejected, broken]).toEqual([3, 2, undefined]);
  expect(notices.map((notice) => 'reference' in notice && notice.reference)).toEqual(['line 2', 'line 4']);
});

test('an order of 10,000 lines is sent in chunks of at most 200', async () => {
  const sizes: number[] = [];
  const lines = Array.from({ length: 10_000 }, (_, i) => ({ id: i + 1, quantity: 1, price: '1.00', sku: 'S', name: 'N', requires_shipping: true }));
  const text = JSON.stringify({ id: 1, name: '#1', currency: 'EUR', financial_status: 'paid', created_at: '2026-03-01T10:00:00Z', line_items: lines });
  const { summary } = await ingest(sources.shopify!, pieces(text, 65_536), {
    acceptUnpaid: false,
    send: async (events) => {
      sizes.push(events.length);
      return events.map(({ sourceEventId }) => ({ sourceEventId, outcome: 'created' as const, errors: [] }));
    },
    notice: () => {},
    progress: () => {},
  });
  expect(summary.created).toBe(10_000);
  expect([Math.max(...sizes), sizes.length]).toEqual([200, 50]);
});

test('the rejects of a run can be mended and ingested as they are, in any format', async () => {
  const { notices } = await dryRun('shopify', order(1, { properties: [{ name: 'IMEI', value: '490154203237519' }] }));
  const reject = notices[0];
  if (reject?.kind !== 'rejected') throw new Error('expected a refused line');
  const line = rejectLine(reject.reference, reject.errors, reject.content);
  for (const format of Object.keys(sources)) {
    expect((await dryRun(format, line)).summary).toMatchObject({ read: 1, rejected: 1 });
    const mended = await dryRun(format, line.replaceAll('490154203237519', '490154203237518'));
    expect(mended.summary).toMatchObject({ read: 1, created: 1, rejected: 0 });
    expect(mended.events[0]?.item.imei).toBe('490154203237518');
  }
});

test('an order that never became an event is kept in its own words and read again', async () => {
  const { notices } = await dryRun('shopify', order(1).replace('"currency":"EUR",', ''));
  const reject = notices[0];
  if (reject?.kind !== 'rejected') throw new Error('expected a refused line');
  expect(reject.errors[0]).toMatchObject({ field: 'currency', rule: 'required' });
  const line = rejectLine(reject.reference, reject.errors, reject.content);
  expect((await dryRun('shopify', line.replace('\\"id\\":1,', '\\"id\\":1,\\"currency\\":\\"EUR\\",'))).summary.created).toBe(1);
});

test('what the org answers is counted item by item', async () => {
  const outcomes = ['created', 'appended', 'unchanged', 'conflict', 'rejected'] as const;
  const conflicts: string[] = [];
  const { summary } = await ingest(sources.shopify!, pieces(order(1, { quantity: 5 })), {
    acceptUnpaid: false,
    send: async (events) => events.map(({ sourceEventId }, i) => ({ sourceEventId, outcome: outcomes[i]!, errors: [] })),
    notice: (notice) => notice.kind === 'conflict' && conflicts.push(notice.event.sourceEventId),
    progress: () => {},
  });
  expect(summary).toEqual({ read: 5, created: 1, appended: 1, unchanged: 1, skipped: 0, conflict: 1, rejected: 1 });
  expect(conflicts).toEqual(['shopify:default:order:1:line:11:item:4']);
});
