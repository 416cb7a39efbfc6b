import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Connection } from 'jsforce';
import { StreamingExtension } from 'jsforce/lib/api/streaming.js';
import type { Browser, Page } from 'playwright-core';
import { verifyWebhook, type WebhookHeaders } from '../../connectors/index.ts';
import { answerFaults, faults, openApi } from '../../openapi/contract.ts';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { Workplace, type Started } from '../loop.ts';
import { MemoryOrg } from '../memory-org.ts';
import { exampleGtin } from '../orders.ts';
import { serious } from '../steps/visits.ts';

/** The system of a partner hears of what the ledger records, tells its own events, and takes one back. */
const workplace = new Workplace();
const pictures = path.resolve(import.meta.dirname, '../../../.loop/pictures');
const CHANNEL = '/event/Lifecycle_Event_Recorded__e';
const gtin = exampleGtin(900_003).padStart(14, '0');
const link = (serial: string) => `https://id.gs1.org/01/${gtin}/21/${serial}`;

interface Received {
  readonly url: string;
  readonly headers: WebhookHeaders;
  readonly body: string;
}
type Row = Readonly<Record<string, unknown>>;

let org: Started;
let admin: Connection;
let partner: Connection;
let receiver: Worker;
let receiverOrigin: string;
const received: Received[] = [];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  receiver = new Worker(new URL('../doors/receiver.ts', import.meta.url));
  const [port] = (await once(receiver, 'message')) as [number];
  receiverOrigin = `http://127.0.0.1:${port}`;
  receiver.on('message', (request: Received) => received.push(request));
  org = await workplace.start('--no-data');
  admin = (await workplace.connection('admin')) as unknown as Connection;
  partner = (await workplace.connection('integration')) as unknown as Connection;
}, 120_000);
afterAll(async () => {
  await receiver.terminate();
  await workplace.close();
});

const told = (serial: string, day: number, changes: Row = {}): Row => ({
  type: 'ObjectEvent', eventID: `urn:example:${serial}:${day}`, eventTime: `2025-01-${String(day).padStart(2, '0')}T09:00:00Z`, eventTimeZoneOffset: '+01:00', epcList: [link(serial)], action: 'OBSERVE',
  ...(day % 2 === 1 ? { bizStep: 'retail_selling', disposition: 'retail_sold' } : { bizStep: 'receiving', disposition: 'returned' }), ...changes,
});
const documentOf = (...eventList: readonly Row[]) => ({ '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'], type: 'EPCISDocument', schemaVersion: '2.0', creationDate: '2026-01-01T00:00:00Z', sender: 'urn:epc:id:pgln:4012345.00000', epcisBody: { eventList } });

interface Captured {
  readonly results: readonly { readonly eventID: string; readonly outcome: string; readonly items: readonly { readonly outcome: string }[] }[];
}
const capture = (...events: readonly Row[]) => partner.apex.post<Captured>('/loop/v1/epcis/capture', documentOf(...events));

async function imported(name: string, events: readonly Row[]) {
  const file = workplace.file(name);
  writeFileSync(file, JSON.stringify(documentOf(...events)));
  const outcome = await workplace.loop(['epcis', 'import', file, '--json']);
  return { ...outcome, summary: JSON.parse(outcome.stdout) as Row };
}

/** Until it holds. */
async function until<T>(ask: () => Promise<T> | T, holds: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Announcement {
  readonly payload: Row;
  readonly event: { readonly replayId: number };
}

/** Subscribes as jsforce does, with replay, until so many events have come. */
function hear(count: number, replayId: number, then: () => Promise<unknown> = () => Promise.resolve()): Promise<Announcement[]> {
  return new Promise((resolve, reject) => {
    const client = partner.streaming.createClient([new StreamingExtension.Replay(CHANNEL, replayId)]);
    const heard: Announcement[] = [];
    const subscription = client.subscribe(CHANNEL, (event: Announcement) => {
      heard.push(event);
      if (heard.length < count) return;
      (client as unknown as { disconnect(): void }).disconnect();
      resolve(heard);
    });
    (subscription as unknown as PromiseLike<void>).then(() => void then().catch(reject), reject);
  });
}

test('jsforce hears of every recorded event in order, without people and prices, and replays what it missed', async () => {
  const live = await hear(2, -1, () => imported('first.json', [told('D1', 1), told('D1', 2)]));
  expect(live.map(({ payload }) => payload)).toEqual([
    expect.objectContaining({ Event_Type__c: 'Sold', Sequence__c: 1, Twin_Key__c: `01/${gtin}/21/D1`, Occurred_At__c: '2025-01-01T09:00:00.000Z', Corrects_Sequence__c: null }),
    expect.objectContaining({ Event_Type__c: 'Returned', Sequence__c: 2, Hash__c: expect.stringMatching(/^[0-9a-f]{64}$/), Passport_Id__c: expect.stringMatching(/^[0-9a-f-]{36}$/) }),
  ]);
  expect(Object.keys(live[0]!.payload).filter((name) => /party|contact|customer|owner|amount|price|order|source/i.test(name))).toEqual([]);
  expect(await hear(1, live[0]!.event.replayId)).toEqual([live[1]]);
  const { records } = await admin.query("SELECT Id FROM Lifecycle_Event__c WHERE Product_Twin__r.Serial_Number__c = 'D1' ORDER BY Sequence__c");
  expect(live.map(({ payload }) => payload.Event_Id__c)).toEqual(records.map(({ Id }) => Id));
}, 60_000);

test('what is refused or rolled back is told to nobody', async () => {
  const [next] = await hear(1, -1, async () => {
    expect((await capture(told('D1', 4), told('D2', 1, { epcList: ['https://id.gs1.org/01/1/21/X'] }))).results.map(({ outcome }) => outcome)).toEqual(['conflict', 'rejected']);
    expect((await capture(told('D3', 1))).results.map(({ outcome }) => outcome)).toEqual(['captured']);
  });
  expect(next!.payload).toMatchObject({ Twin_Key__c: `01/${gtin}/21/D3`, Sequence__c: 1 });
}, 60_000);

test('a webhook arrives at the receiver of the partner, who verifies it with the secret that the administrator got', async () => {
  const created = await admin.sobject('Webhook_Subscription__c').create({ Name: 'Partner', Endpoint__c: `${receiverOrigin}/200`, Event_Types__c: 'Sold', Active__c: true });
  const [answer] = await admin.requestPost<{ outputValues: { secret: string } }[]>('/services/data/v65.0/actions/custom/apex/WebhookSecretAction', { inputs: [{ subscriptionId: created.id }] });
  const { secret } = answer!.outputValues;
  await capture(told('D4', 1), told('D4', 2));
  const { headers, body } = (await until(() => received.find(({ url }) => url === '/200'), (request) => request !== undefined))!;
  const data = { eventType: 'Sold', twinKey: `01/${gtin}/21/D4`, sequence: 1 };
  expect(JSON.parse(body)).toMatchObject({ type: 'item.sold', data });
  expect(verifyWebhook(headers, body, secret)).toBe(`evt_${(JSON.parse(body) as { data: { passportId: string } }).data.passportId.replaceAll('-', '')}_1`);
  expect(() => verifyWebhook(headers, body.replace('item.sold', 'item.lost'), secret)).toThrow('no signature fits');
  const delivered = await until(async () => (await admin.query('SELECT Status__c, Attempts__c, Last_Answer__c FROM Webhook_Delivery__c')).records, ([row]) => row?.Status__c !== 'Pending');
  expect(delivered).toMatchObject([{ Status__c: 'Delivered', Attempts__c: 1, Last_Answer__c: expect.stringContaining('answer 200') }]);
  expect(received.filter(({ url }) => url === '/200')).toHaveLength(1); // the return was not asked for
  await expect(partner.query('SELECT Id FROM Webhook_Subscription__c')).rejects.toThrow(/not supported/);
}, 60_000);

test('an event that the partner declares wrong is corrected: the state forgets it, the chain does not', async () => {
  const wrong = told('D5', 2);
  await capture(told('D5', 1));
  expect((await imported('wrong.json', [wrong, { ...wrong, errorDeclaration: { declarationTime: '2025-02-01T00:00:00Z', reason: 'did_not_occur' }, 'shop:till': 4 }])).summary).toMatchObject({ appended: 2 });
  const again = await imported('wrong.json', [wrong, { ...wrong, errorDeclaration: { declarationTime: '2025-02-01T00:00:00Z', reason: 'did_not_occur' }, 'shop:till': 4 }]);
  expect([again.summary.unchanged, again.stderr]).toEqual([2, expect.stringContaining('left out shop:till: the ledger has no place for this field (1 event)')]);
  expect((await capture({ ...wrong, errorDeclaration: { declarationTime: '2025-02-01T00:00:00Z', reason: 'did_not_occur' } })).results[0]!.items[0]!.outcome).toBe('unchanged'); // the same by either door
  const twins = await admin.query<{ Stage__c: string; Event_Count__c: number }>("SELECT Stage__c, Event_Count__c FROM Product_Twin__c WHERE Serial_Number__c = 'D5'");
  expect(twins.records).toMatchObject([{ Stage__c: 'Owned', Event_Count__c: 3 }]);
  expect(await workplace.loop(['verify', `01/${gtin}/21/D5`])).toMatchObject({ code: 0 });
  const file = workplace.file('corrected.json');
  expect(await workplace.loop(['epcis', 'export', `01/${gtin}/21/D5`, '--output', file])).toMatchObject({ code: 0 });
  const { eventList } = (JSON.parse(readFileSync(file, 'utf8')) as { epcisBody: { eventList: Row[] } }).epcisBody;
  expect(eventList.map(({ errorDeclaration }) => (errorDeclaration as Row | undefined)?.reason)).toEqual([undefined, 'did_not_occur', undefined]);
}, 60_000);

test('the history on the page shows the wrong event struck through, with the reason, at a desk and on a phone', async () => {
  const { records } = await admin.query<{ Id: string }>("SELECT Id FROM Product_Twin__c WHERE Serial_Number__c = 'D5'");
  const browser: Browser = await launchBrowser();
  try {
    for (const [name, width] of [['desk', 1280], ['phone', 390]] as const) {
      const page: Page = await browser.newPage({ viewport: { width, height: 900 } });
      await page.goto(`${org.origin}/lightning/r/Product_Twin__c/${records[0]!.Id}/view`);
      await page.getByText('Corrected by event 3: It did not happen', { exact: true }).waitFor();
      const decoration = (title: string) => page.getByRole('heading', { name: title, exact: true }).evaluate((heading) => (globalThis as unknown as { getComputedStyle(element: unknown): { textDecorationLine: string } }).getComputedStyle(heading).textDecorationLine);
      expect([await decoration('Returned'), await decoration('Sold')]).toEqual(['line-through', 'none']);
      expect(await serious(page)).toEqual([]);
      await page.screenshot({ path: path.join(pictures, `corrected-${name}.png`), fullPage: true });
      await page.close();
    }
  } finally {
    await browser.close();
  }
}, 90_000);

test('what the doors of the running org answer is what docs/openapi.json says', async () => {
  const sessions = { partner: await workplace.session('integration'), admin: await workplace.session('admin') };
  const called = new Set<string>();
  const call = async (operation: string, url: string, sent?: unknown, persona: keyof typeof sessions = 'partner', headers: Record<string, string> = {}): Promise<[string, number, readonly string[]]> => {
    called.add(operation);
    const answer = await fetch(`${org.origin}/services/apexrest/loop/v1/${url}`, {
      method: sent === undefined ? 'GET' : 'POST', redirect: 'manual', headers: { authorization: `Bearer ${sessions[persona].accessToken}`, 'content-type': 'application/json', ...headers },
      ...(sent === undefined ? {} : { body: typeof sent === 'string' ? sent : JSON.stringify(sent) }),
    });
    return [operation, answer.status, answerFaults(operation, answer.status, answer.headers.get('content-type'), await answer.text())];
  };
  const sale = { type: 'Sold', sourceSystem: 'doors', sourceEventId: 'o-1', occurredAt: '2026-01-01T10:00:00Z', item: { gtin, serial: 'O1', sku: 'W-39' }, price: { amountMinor: '1200', currency: 'EUR' } };
  const calls: readonly (readonly [number, ...Parameters<typeof call>])[] = [
    [200, 'recordEvents', 'events', { events: [sale, { ...sale, price: { amountMinor: '1', currency: 'EUR' } }, {}, { ...sale, type: 'Corrected', sourceEventId: 'o-2', correctsSourceEventId: 'o-9', reason: 'other' }] }],
    [400, 'recordEvents', 'events', '{'],
    [200, 'captureEpcis', 'epcis/capture?sender=shop', documentOf(told('O2', 1, { 'shop:till': 1 }), told('O2', 3), { type: 'AggregationEvent' }, {})],
    [400, 'captureEpcis', 'epcis/capture', []],
    [200, 'readTwin', `twins/01/${gtin}/21/O1`],
    [200, 'readTwin', `twins/01/${gtin}/21/D5`, undefined, 'admin'],
    [404, 'readTwin', 'twins/nobody'],
    [400, 'readTwin', `twins/01/${gtin}/21/O1?afterSequence=x`],
    [200, 'verifyItem', 'verify', { code: `01/${gtin}/21/O1` }],
    [200, 'verifyItem', 'verify', { code: 'nobody-knows-this' }],
    [400, 'verifyItem', 'verify', {}],
    [200, 'resolveDigitalLink', `dl/01/${gtin}/21/O1`, undefined, 'partner', { accept: 'application/ld+json' }],
    [303, 'resolveDigitalLink', `dl/01/${gtin}/21/O1`, undefined, 'partner', { accept: 'text/html' }],
    [404, 'resolveDigitalLink', `dl/01/${gtin}/21/NOBODY`],
    [401, 'recordEvents', 'events', { events: [] }, 'partner', { authorization: 'Bearer wrong' }],
  ];
  for (const [status, ...what] of calls) expect(await call(...what)).toEqual([what[0], status, []]);
  // doors whose answer depends on the settings of the org, or on rights that these two need not have: whatever they say is in the document
  const others: readonly (readonly [...Parameters<typeof call>])[] = [
    ['readKeys', 'jwks'], ['readCertificateStatus', 'certificates/00000000-0000-4000-8000-000000000000/status'], ['readSharedCertificate', `certificates/shared/${'0000-'.repeat(8)}0000`],
    ['readCheckpoint', 'log/checkpoint'], ['readLogTile', 'log/tiles/0/0'],
    ['readInclusion', `log/inclusion?hash=${'0'.repeat(64)}`], ['readConsistency', 'log/consistency?first=1&second=2'], ['issueClaimCodes', 'claim-codes', { items: [`01/${gtin}/21/O1`, 'nobody'] }, 'admin'],
    ['listRepairs', 'repairs'], ['readRepair', 'repairs/RMA-0'], ['listRepairPhotos', 'repairs/RMA-0/photos'], ['readRepairPhoto', 'repairs/RMA-0/photos/0'], ['reportRepairs', 'repairs', { messages: [] }], ['listPreOwned', 'resale/products'],
  ];
  for (const what of others) {
    const [operation, status, broken] = await call(...what);
    expect([operation, status < 500, broken]).toEqual([operation, true, []]);
  }
  const operations = Object.values(openApi.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
  expect(operations.filter((operation) => !called.has(operation)).map((operation) => `Call ${operation} in this test: its answers are held against docs/openapi.json here.`)).toEqual([]);
  expect(received.filter(({ body }) => faults(openApi.components.schemas.WebhookMessage!, JSON.parse(body)).length > 0)).toEqual([]);
}, 60_000);

test('one bad event among a thousand leaves 999 in', async () => {
  const events = Array.from({ length: 1_000 }, (_, index) => told(`K${index}`, 1, index === 700 ? { eventTime: 'soon' } : {}));
  const { code, summary, stderr } = await imported('thousand.json', events);
  expect([code, summary]).toEqual([1, expect.objectContaining({ created: 999, rejected: 1 })]);
  expect(stderr).toContain('urn:example:K700:1');
}, 60_000);

test('a file of 50 MB is read with little memory', async () => {
  const file = workplace.file('large.json');
  const stream = createWriteStream(file);
  const event = (index: number) => JSON.stringify(told(`L${index}`, 1, { ilmd: { note: 'x'.repeat(4_000) } }));
  stream.write('{"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"], "type": "EPCISDocument", "epcisBody": {"eventList": [');
  const count = 12_000;
  for (let index = 0; index < count; index++) if (!stream.write(`${index === 0 ? '' : ','}${event(index)}`)) await once(stream, 'drain');
  stream.end(']}}');
  await once(stream, 'finish');
  expect(stream.bytesWritten).toBeGreaterThan(50_000_000);
  const cli = path.resolve(import.meta.dirname, '../../cli/main.ts');
  const summary = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, ['--no-warnings', '--max-old-space-size=80', cli, 'epcis', 'import', file, '--dry-run', '--json'], { env: workplace.env }, (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
  expect(JSON.parse(summary)).toMatchObject({ read: count, created: count, rejected: 0 });
}, 60_000);

test('what a receiver refuses comes again later, what is gone is switched off, what is given up is replayed', () => {
  const memory = new MemoryOrg();
  const subscribe = (url: string) => memory.apex('admin', `insert as user new Webhook_Subscription__c(Name = '${url}', Endpoint__c = '${receiverOrigin}${url}', Active__c = true);`);
  const deliveries = () => Object.fromEntries(memory.query('SELECT Webhook_Subscription__r.Name, Status__c, Attempts__c, Last_Status_Code__c, Last_Answer__c, Id FROM Webhook_Delivery__c ORDER BY Name').map((row) => [(row.Webhook_Subscription__r as Row).Name, row]));
  try {
    for (const url of ['/mended', '/500', '/410', '/never']) subscribe(url);
    for (const minute of [0, 15, 30, 45]) memory.apex('admin', `System.schedule('Webhooks ${minute}', '0 ${minute} * * * ?', new WebhookRetryJob());`);
    memory.post({ type: 'Sold', sourceSystem: 'doors', sourceEventId: '1', occurredAt: '2026-01-01T10:00:00Z', item: { gtin, serial: 'M1' } });
    memory.org.runJobs();
    expect(deliveries()).toMatchObject({
      '/mended': { Status__c: 'Pending', Attempts__c: 1, Last_Status_Code__c: 500 },
      '/500': { Status__c: 'Pending', Last_Answer__c: expect.stringContaining('answer 500') },
      '/410': { Status__c: 'Failed', Attempts__c: 1, Last_Status_Code__c: 410 },
      '/never': { Status__c: 'Pending', Last_Answer__c: 'Read timed out' },
    });
    expect(memory.query('SELECT Name FROM Webhook_Subscription__c WHERE Active__c = FALSE')).toMatchObject([{ Name: '/410' }]);
    memory.apex('admin', "Webhook_Subscription__c silent = [SELECT Id FROM Webhook_Subscription__c WHERE Name = '/never']; silent.Active__c = false; update as user silent;");
    memory.org.passTime(31 * 60_000);
    expect(deliveries()).toMatchObject({ '/mended': { Status__c: 'Delivered', Attempts__c: 2 }, '/500': { Status__c: 'Pending', Attempts__c: 2 } });
    memory.org.passTime(48 * 3_600_000);
    const given = deliveries();
    expect(given).toMatchObject({ '/500': { Status__c: 'Failed', Attempts__c: 8 }, '/410': { Attempts__c: 1 } });
    memory.apex('admin', `ReplayWebhookDeliveriesAction.Request again = new ReplayWebhookDeliveriesAction.Request(); again.deliveryId = '${String(given['/500']!.Id)}'; System.debug(ReplayWebhookDeliveriesAction.replay(new List<ReplayWebhookDeliveriesAction.Request>{ again })[0].isSentAgain);`);
    memory.org.runJobs();
    expect(deliveries()).toMatchObject({ '/500': { Status__c: 'Pending', Attempts__c: 1 } });
  } finally {
    memory.close();
  }
}, 90_000);

test('every attempt of a message has its id and another time', async () => {
  const attempts = await until(() => received.filter(({ url }) => url === '/500'), ({ length }) => length === 9);
  expect(new Set(attempts.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(attempts.map(({ body }) => body)).size).toBe(1);
  expect(new Set(attempts.map(({ headers }) => headers['webhook-timestamp'])).size).toBeGreaterThanOrEqual(8);
}, 20_000);
