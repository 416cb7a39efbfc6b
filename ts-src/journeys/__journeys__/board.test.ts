import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { Connection } from 'jsforce';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { Workplace, type Started } from '../loop.ts';
import { DESK, PHONE, Visits } from '../steps/visits.ts';

/** The leader reads what the programmes earned and saved, looks at what stands behind a figure, and takes the figures along. */
const workplace = new Workplace();

/** What others did before: a phone is traded in, made ready and listed. */
const RESALE = `
  Trade_In__c tradeIn = [SELECT Id, Product_Twin__c FROM Trade_In__c WHERE Status__c = 'Received' AND Category__c = 'smartphone' LIMIT 1];
  TradeInRequest request = TradeInRequest.forId(tradeIn.Id);
  request.answers = new Map<String, Object>{ 'condition' => 'good', 'working' => true, 'cracked' => false, 'locked' => false, 'battery' => 90 };
  Assert.isTrue(TradeInService.inspect(new List<TradeInRequest>{ request }, 'Inspector')[0].isDone());
  Assert.isTrue(TradeInService.complete(new List<TradeInRequest>{ request }, 'Inspector')[0].isDone());
  ResaleResult received = RefurbishmentService.receive(new List<ResaleRequest>{ ResaleRequest.ofItem(tradeIn.Product_Twin__c, 'WH-1') })[0];
  Assert.isTrue(received.isDone(), JSON.serialize(received));
  ResaleRequest step = ResaleRequest.ofOrder(received.orderId);
  step.answers = TradeInAnswers.parse('{"works":true,"clean":true,"complete":true,"screen":true,"glass":true,"battery":true,"unlocked":true}');
  step.route = 'Resell';
  step.reason = 'Cleaned in the shop';
  for (ResaleResult result : RefurbishmentService.grade(new List<ResaleRequest>{ step })) { Assert.isTrue(result.isDone(), JSON.serialize(result)); }
  for (ResaleResult result : RefurbishmentService.route(new List<ResaleRequest>{ step })) { Assert.isTrue(result.isDone(), JSON.serialize(result)); }
  step.priceMinor = 64900;
  step.warrantyMonths = 12;
  step.channels = new List<String>{ 'Web_Shop' };
  for (ResaleResult result : RefurbishmentService.listForSale(new List<ResaleRequest>{ step })) { Assert.isTrue(result.isDone(), JSON.serialize(result)); }`;

interface Order {
  readonly Name: string;
  readonly Resale_Minor__c: number;
  readonly Margin_Minor__c: number;
  readonly Resale_Currency__c: string;
}

let org: Started;
let browser: Browser;
let visits: Visits;
let connection: Connection;
let order: Order;

async function run(apex: string): Promise<void> {
  const { success, compileProblem, exceptionMessage } = await connection.tooling.executeAnonymous(apex);
  expect([success, compileProblem, exceptionMessage]).toEqual([true, null, null]);
}

/** Sold again by a shop, as its order says. */
async function sellAgain(): Promise<void> {
  const soql = 'SELECT Product_Twin__r.GTIN__c, Product_Twin__r.Serial_Number__c, Product_Twin__r.Brand_Code__c, Product_Twin__r.SKU__c, Currency_Code__c FROM Refurbishment_Order__c';
  const { Product_Twin__r: twin, Currency_Code__c: currency } = (await connection.query<{ Product_Twin__r: Record<string, string>; Currency_Code__c: string }>(soql)).records[0]!;
  const sale = {
    type: 'Sold',
    sourceSystem: 'web-shop',
    sourceEventId: 'web-shop:order:7001',
    occurredAt: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    timeZoneOffset: '+00:00',
    orderNumber: '#7001',
    channel: 'Online',
    place: { country: 'FR' },
    brandCode: twin.Brand_Code__c,
    price: { amountMinor: '64900', currency },
    item: { gtin: twin.GTIN__c, serial: twin.Serial_Number__c, sku: twin.SKU__c, name: 'Pre-owned phone' },
  };
  const { results } = await (await workplace.connection('integration')).apex.post<{ results: { outcome: string }[] }>('/loop/v1/events', { events: [sale] });
  expect(results.map(({ outcome }) => outcome)).toEqual(['appended']);
}

beforeAll(async () => {
  org = await workplace.start();
  connection = await workplace.connection('admin');
  await run(RESALE);
  await sellAgain();
  order = (await connection.query<Order>(`SELECT Name, Resale_Minor__c, Margin_Minor__c, Resale_Currency__c FROM Refurbishment_Order__c WHERE Status__c = 'Sold'`)).records[0]!;
  browser = await launchBrowser();
  visits = new Visits(browser, org.origin, 'board');
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await workplace.close();
});

/** The run that the board shows. */
async function lastRun(): Promise<string | undefined> {
  return (await connection.query<{ Id: string }>(`SELECT Id FROM Insight_Run__c WHERE Status__c = 'Finished' ORDER BY Finished_At__c DESC, Id DESC LIMIT 1`)).records[0]?.Id;
}

/** A run after the given one is whole. */
async function counted(before: string | undefined): Promise<void> {
  while ((await lastRun()) === before);
}

const money = (minor: number, currency: string): string => new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(minor / 100);
const tile = (page: Page, name: string) => page.getByRole('article', { name, exact: true });

test('the leader counts anew, filters, looks behind a figure and takes the figures along', async () => {
  const page = await visits.page(DESK, 'leader');
  await page.goto(`${org.origin}/lightning/n/Insight_Board`);
  await page.getByRole('heading', { name: 'Trade-In', exact: true }).waitFor();
  const before = await lastRun();
  await page.getByRole('button', { name: 'Count anew' }).click();
  await page.getByRole('status').filter({ hasText: 'counted anew' }).waitFor();
  await counted(before);
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await tile(page, 'Resale margin').getByText(money(order.Margin_Minor__c, order.Resale_Currency__c), { exact: true }).waitFor();
  await visits.look(page, 'board-desk');

  await tile(page, 'Resale revenue').getByText('How it is made').click();
  expect(await tile(page, 'Resale revenue').innerText()).toContain('Sum of the prices of pre-owned items sold again.');
  await tile(page, 'Resale revenue').getByRole('button').click();
  const records = page.getByRole('region', { name: `Records behind Resale revenue, ${order.Resale_Currency__c}` }).first();
  await records.getByRole('link', { name: order.Name }).waitFor();
  expect(await records.innerText()).toContain(money(order.Resale_Minor__c, order.Resale_Currency__c));
  await visits.look(page, 'records-desk');

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export CSV' }).click()]);
  const csv = readFileSync(await download.path(), 'utf8').split('\r\n');
  expect(csv.find((line) => line.startsWith('Resale revenue,'))).toContain(`,${order.Resale_Currency__c},${(order.Resale_Minor__c / 100).toFixed(2)},`);
  expect(csv.find((line) => line.startsWith('CO2e avoided by resale,'))).toMatch(/,Impact,,\d+,g CO2e,\d+,\d+,1,/);

  await page.getByRole('combobox', { name: 'Sector' }).click();
  await page.getByRole('option', { name: 'Luxury', exact: true }).click();
  await tile(page, 'Resale revenue').getByText('Nothing in this selection').waitFor();
  expect(visits.problems).toEqual([]);
}, 60_000);

test('on a phone the board fits and the link leads to the record', async () => {
  const page = await visits.page(PHONE, 'leader');
  await page.goto(`${org.origin}/lightning/n/Insight_Board`);
  await tile(page, 'Resale margin').getByRole('button').click();
  const link = page.getByRole('link', { name: order.Name });
  await link.waitFor();
  await visits.look(page, 'board-phone');
  await link.click();
  await page.getByRole('heading', { name: order.Name }).first().waitFor();
  expect(visits.problems).toEqual([]);
}, 60_000);
