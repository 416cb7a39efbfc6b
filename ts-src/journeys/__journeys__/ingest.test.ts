import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Workplace, type Started } from '../loop.ts';
import { exampleGtin, shopifyOrder } from '../orders.ts';

/** Partner systems hand over every sale once, in any order size, and again after a failure. */
const workplace = new Workplace();
let org: Started;
const gtin = exampleGtin(700_001);

beforeAll(async () => {
  org = await workplace.start('--no-data');
}, 120_000);
afterAll(() => workplace.close());

function feed(name: string, ...orders: string[]): string {
  const file = workplace.file(name);
  writeFileSync(file, orders.join('\n'));
  return file;
}

async function twins(where: string): Promise<Record<string, unknown>[]> {
  const connection = await workplace.connection('admin');
  const { records } = await connection.query(`SELECT Id, Name, Stage__c, Identity_Status__c, Match_Status__c, Event_Count__c, Owner_Contact__r.Email, Owner_Verification__c FROM Product_Twin__c WHERE ${where} ORDER BY CreatedDate, Id`);
  return records as Record<string, unknown>[];
}

test('a paid order becomes twins owned by its customer; the same order again changes nothing', async () => {
  const file = feed('first.ndjson', shopifyOrder(1, { lines: [{ properties: { Serial: 'J1A', GTIN: gtin } }] }));
  const first = await workplace.ingest('shopify', file);
  expect([first.code, first.summary]).toEqual([0, { read: 1, created: 1, appended: 0, unchanged: 0, skipped: 0, conflict: 0, rejected: 0, rejectsFile: null }]);
  const again = await workplace.ingest('shopify', file);
  expect([again.code, again.summary.unchanged, again.summary.created]).toEqual([0, 1, 0]);
  expect(await twins("Serial_Number__c = 'J1A'")).toMatchObject([{ Stage__c: 'Owned', Event_Count__c: 1, Owner_Contact__r: { Email: 'buyer1@example.com' } }]);
});

test('three items without a serial are three twins that wait for theirs, once', async () => {
  const file = feed('quantity.ndjson', shopifyOrder(2, { lines: [{ quantity: 3 }] }));
  expect((await workplace.ingest('shopify', file)).summary.created).toBe(3);
  expect((await workplace.ingest('shopify', file)).summary.unchanged).toBe(3);
  const waiting = await twins("Order_Number__c = '#2'");
  expect(waiting.map((twin) => [twin.Identity_Status__c, twin.Match_Status__c])).toEqual(Array(3).fill(['Awaiting Serial', 'To Be Matched']));
});

test('a refund returns the item, a later sale gives it a new owner on the same twin', async () => {
  const line = { properties: { Serial: 'J3A', GTIN: gtin } };
  const refunds = [{ id: 9, created_at: '2026-03-05T10:00:00Z', refund_line_items: [{ line_item_id: 1, quantity: 1 }] }];
  const sale = await workplace.ingest('shopify', feed('refund.ndjson', shopifyOrder(3, { lines: [line], refunds })));
  expect(sale.summary).toMatchObject({ created: 1, appended: 1 });
  expect(await twins("Serial_Number__c = 'J3A'")).toMatchObject([{ Stage__c: 'Returned', Owner_Contact__r: null }]);
  const resale = await workplace.ingest('shopify', feed('resale.ndjson', shopifyOrder(4, { lines: [line], createdAt: '2026-04-01T10:00:00Z' })));
  expect(resale.summary).toMatchObject({ created: 0, appended: 1 });
  expect(await twins("Serial_Number__c = 'J3A'")).toMatchObject([{ Stage__c: 'Owned', Event_Count__c: 3, Owner_Contact__r: { Email: 'buyer4@example.com' } }]);
});

test('a re-sent order with other content is a conflict, told with both hashes', async () => {
  const line = (price: string) => feed('conflict.ndjson', shopifyOrder(5, { lines: [{ price, properties: { Serial: 'J5A', GTIN: gtin } }] }));
  await workplace.ingest('shopify', line('849.00'));
  const changed = await workplace.ingest('shopify', line('799.00'));
  expect([changed.code, changed.summary.conflict]).toEqual([1, 1]);
  expect(changed.stderr).toMatch(/conflict .*stored [0-9a-f]{64}, received [0-9a-f]{64}/);
});

test('refused lines are told with field, rule and value, kept, and go in once mended', async () => {
  const bad = shopifyOrder(6, { lines: [{ properties: { Serial: 'J6A', GTIN: gtin } }, { properties: { Serial: 'J6B', IMEI: '490154203237519' } }] });
  const run = await workplace.ingest('shopify', feed('bad.ndjson', bad));
  expect([run.code, run.summary.created, run.summary.rejected]).toEqual([1, 1, 1]);
  expect(run.stderr).toContain('item.imei "490154203237519"');
  const rejects = readFileSync(run.summary.rejectsFile!, 'utf8');
  const mended = feed('mended.ndjson', rejects.replaceAll('490154203237519', '490154203237518'));
  expect((await workplace.ingest('shopify', mended)).summary).toMatchObject({ created: 1, rejected: 0 });
});

test('a serial that belongs to another product is refused by the org', async () => {
  await workplace.ingest('shopify', feed('taken1.ndjson', shopifyOrder(7, { lines: [{ properties: { Serial: 'J7A', IMEI: '352099001761481' } }] })));
  const run = await workplace.ingest('shopify', feed('taken2.ndjson', shopifyOrder(8, { lines: [{ sku: 'OTHER', properties: { Serial: 'J8A', IMEI: '352099001761481' } }] })));
  expect([run.code, run.summary.rejected]).toEqual([1, 1]);
  expect(run.stderr).toContain('352099001761481');
});

test('killed half-way and run again, a large feed ends with exactly the right twins', async () => {
  const lines = Array.from({ length: 1_500 }, (_, n) => ({ properties: { Serial: `K${n}`, GTIN: gtin } }));
  const file = feed('large.ndjson', shopifyOrder(10, { lines }));
  const cli = path.resolve(import.meta.dirname, '../../cli/main.ts');
  const child = spawn(process.execPath, ['--no-warnings', cli, 'ingest', 'shopify', file], { env: workplace.env, stdio: 'ignore' });
  const connection = await workplace.connection('admin');
  const count = async () => (await connection.query("SELECT COUNT() FROM Product_Twin__c WHERE Order_Number__c = '#10'")).totalSize;
  while ((await count()) === 0 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGKILL');
  const again = await workplace.ingest('shopify', file);
  expect(again.summary).toMatchObject({ read: 1_500, rejected: 0, conflict: 0 });
  expect(await count()).toBe(1_500);
  const events = await connection.query("SELECT COUNT() FROM Lifecycle_Event__c WHERE Product_Twin__r.Order_Number__c = '#10'");
  expect(events.totalSize).toBe(1_500);
}, 120_000);

test('an org that was killed comes back with everything that was answered', async () => {
  const before = (await (await workplace.connection('admin')).query('SELECT COUNT() FROM Lifecycle_Event__c')).totalSize;
  await org.kill('SIGKILL');
  org = await workplace.start('--no-data');
  const after = (await (await workplace.connection('admin')).query('SELECT COUNT() FROM Lifecycle_Event__c')).totalSize;
  expect([before > 1_500, after]).toEqual([true, before]);
}, 60_000);

test.each([
  ['an empty file', '', 'the feed is empty'],
  ['malformed JSON', '{"id": 1, "line', 'does not end'],
  ['no order at all', '{"id": 1}', 'the payload is not a Shopify order'],
])('%s ends with code 2 and one clear sentence', async (name, text, sentence) => {
  const run = await workplace.ingest('shopify', feed(`${name}.json`, text));
  expect(run.code).toBe(2);
  expect(run.stderr).toContain(sentence);
});

test('a wrong alias, a missing file and an org that is down end with code 2', async () => {
  const file = feed('ok.ndjson', shopifyOrder(11));
  const alias = await workplace.loop(['ingest', 'shopify', file, '--target-org', 'nobody']);
  expect([alias.code, alias.stderr]).toEqual([2, expect.stringContaining('"nobody" is neither "local", nor a URL, nor an org that sf knows')]);
  const missing = await workplace.loop(['ingest', 'shopify', 'no-such-file.json']);
  expect([missing.code, missing.stderr]).toEqual([2, 'There is no file or folder "no-such-file.json".\n']);
  const down = await workplace.loop(['ingest', 'shopify', file, '--target-org', 'http://127.0.0.1:1'], { env: { LOOP_ACCESS_TOKEN: '00Dx!y' } });
  expect([down.code, down.stderr]).toEqual([2, expect.stringContaining('the org does not answer')]);
});

test('a second start and a port in use are told in one sentence', async () => {
  const second = await workplace.loop(['start', '--port', '0']);
  expect([second.code, second.stderr]).toEqual([1, expect.stringMatching(/^The local org already runs at http:\/\/localhost:\d+ \(process \d+\)\.\n$/)]);
  const elsewhere = new Workplace();
  const taken = await elsewhere.loop(['start', '--no-data', '--port', new URL(org.origin).port]);
  expect([taken.code, taken.stderr]).toEqual([2, expect.stringMatching(/^Port \d+ is already in use/)]);
  await elsewhere.close();
}, 60_000);
