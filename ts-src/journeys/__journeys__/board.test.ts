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

/** Offers for 80 other items and that phone: half were made, eight of them redeemed; half were held back, one did it anyway. Three in dollars. */
const OFFERS = `
  Refurbishment_Order__c sold = [SELECT Product_Twin__c, Resale_Currency__c FROM Refurbishment_Order__c WHERE Status__c = 'Sold'];
  Lifecycle_Event__c act = [SELECT Occurred_At__c FROM Lifecycle_Event__c WHERE Product_Twin__c = :sold.Product_Twin__c AND Event_Type__c = 'Trade-In Accepted'];
  List<Id> items = new List<Id>{ sold.Product_Twin__c };
  for (Product_Twin__c twin : [SELECT Id FROM Product_Twin__c WHERE Purchase_Currency__c = :sold.Resale_Currency__c AND Id != :sold.Product_Twin__c LIMIT 79]) { items.add(twin.Id); }
  Assert.areEqual(80, items.size());
  for (Product_Twin__c twin : [SELECT Id FROM Product_Twin__c WHERE Purchase_Currency__c = 'USD' LIMIT 3]) { items.add(twin.Id); }
  List<Engagement_Offer__c> offers = new List<Engagement_Offer__c>();
  for (Integer index = 0; index < items.size(); index++) {
    Boolean isHeldOut = index >= 40 && index < 80;
    offers.add(new Engagement_Offer__c(
      Product_Twin__c = items[index],
      Kind__c = 'Trade_In_Before_Drop',
      Status__c = isHeldOut ? 'Held Out' : 'Shown',
      Is_Held_Out__c = isHeldOut,
      Valid_From__c = Date.today(),
      Valid_To__c = Date.today().addDays(30),
      Source_Key__c = 'board-' + index,
      Converted_At__c = index < 8 || index == 40 ? act.Occurred_At__c : null
    ));
  }
  for (Database.SaveResult saved : EngagementWriter.insertEach(offers)) { Assert.isTrue(saved.isSuccess(), JSON.serialize(saved)); }`;

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
  await run(OFFERS);
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

test('the leader reads what offers sold more, within which range, and where there is too little to tell', async () => {
  const page = await visits.page(DESK, 'leader');
  await page.goto(`${org.origin}/lightning/n/Insight_Board`);
  const lift = tile(page, 'Lifted sales');
  // (8 - 1) of 40 offers; eight of them earned the price of the phone
  await lift.getByText(money((order.Resale_Minor__c / 8) * 7, order.Resale_Currency__c), { exact: true }).waitFor();
  expect(await lift.innerText()).toMatch(/95% confidence interval: €[\d.,]+ to €[\d.,]+\s+40 cases/);
  expect(await lift.innerText()).toMatch(/No number yet · USD[^]*Offers made: 3; held back: 0; redeemed: 0\./);
  await lift.getByText('How it is made').click();
  expect(await lift.innerText()).toContain('(Newcombe)');
  await lift.getByRole('button', { name: `Records behind Lifted sales, ${order.Resale_Currency__c}` }).click();
  const records = page.getByRole('region', { name: `Records behind Lifted sales, ${order.Resale_Currency__c}` }).first();
  await records.getByRole('cell', { name: money(order.Resale_Minor__c, order.Resale_Currency__c), exact: true }).waitFor();
  expect(await records.getByRole('row').count()).toBe(9);
  await visits.look(page, 'lift-desk');

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export CSV' }).click()]);
  const csv = readFileSync(await download.path(), 'utf8').split('\r\n').filter((line) => line.startsWith('Lifted sales,'));
  expect(csv).toEqual([expect.stringMatching(/^Lifted sales,Engagement,EUR,567\.88,EUR,[\d.]+,[\d.]+,40,,/), expect.stringMatching(/^Lifted sales,Engagement,USD,,USD,,,,"Too few to tell\. /)]);
  expect(visits.problems).toEqual([]);
}, 60_000);

test('on a phone the board fits and the link leads to the record', async () => {
  const page = await visits.page(PHONE, 'leader');
  await page.goto(`${org.origin}/lightning/n/Insight_Board`);
  await tile(page, 'Resale margin').getByRole('button').click();
  const link = page.getByRole('link', { name: order.Name });
  await link.waitFor();
  await visits.look(page, 'board-phone');
  for (const head of await page.getByRole('columnheader').all()) {
    expect([await head.innerText(), await head.evaluate((cell) => cell.scrollWidth > cell.clientWidth)]).toEqual([await head.innerText(), false]);
  }
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export CSV' }).click()]);
  expect(readFileSync(await download.path(), 'utf8')).toContain('\r\nResale margin,');
  await page.getByRole('combobox', { name: 'Country of first sale' }).click();
  await page.getByRole('option', { name: 'US', exact: true }).click();
  await tile(page, 'Resale margin').getByText('Nothing in this selection. It is made of: Refurbishment orders that are sold').waitFor();
  await visits.look(page, 'empty-phone');
  await page.getByRole('combobox', { name: 'Country of first sale' }).click();
  await page.getByRole('option', { name: 'All', exact: true }).click();
  await tile(page, 'Resale margin').getByRole('button').click();
  await link.click();
  await page.getByRole('heading', { name: order.Name }).first().waitFor();
  expect(visits.problems).toEqual([]);
}, 60_000);

test('the native dashboard and every report run for the leader, with the figures of the records, and for nobody else', async () => {
  const leader = await workplace.connection('leader');
  for (const { id, name } of await leader.analytics.reports()) {
    const { allData, factMap } = await leader.analytics.report(id).execute({ details: true });
    const rows = Object.values(factMap).reduce((sum, { rows: part = [] }) => sum + part.length, 0);
    expect([name, allData, rows]).toEqual([name, true, factMap['T!T']!.aggregates[0]!.value]);
  }
  const page = await visits.page(DESK, 'leader');
  await page.goto(`${org.origin}/lightning/n/Insight_Board`);
  await page.getByRole('link', { name: 'Dashboards', exact: true }).click();
  await page.getByRole('link', { name: 'Circular Programmes' }).click();
  const margin = page.getByRole('region', { name: 'Resale Margin' });
  await margin.getByText(new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 }).format(order.Margin_Minor__c / 100), { exact: true }).waitFor();
  await page.getByRole('region', { name: 'Offers by Kind' }).getByText('Trade In Before Drop', { exact: true }).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  await visits.look(page, 'dashboard-desk');
  await page.getByRole('link', { name: 'View Report (Items by Stage)' }).click();
  const total = (await leader.query('SELECT COUNT() FROM Product_Twin__c')).totalSize;
  await page.getByRole('row', { name: `Total ${total}`, exact: true }).waitFor();
  await visits.look(page, 'report-desk');

  const phone = await visits.page(PHONE, 'leader');
  await phone.goto(page.url());
  await phone.getByRole('row', { name: `Total ${total}`, exact: true }).waitFor();
  await visits.look(phone, 'report-phone');

  const desk = await visits.page(DESK, 'associate');
  await desk.goto(`${org.origin}/lightning/n/Find_an_Item`);
  await desk.getByRole('link', { name: 'Trade-In Desk' }).first().waitFor();
  expect(await desk.getByRole('link', { name: 'Reports', exact: true }).count()).toBe(0);
  await expect((await workplace.connection('associate')).analytics.reports()).rejects.toThrow('You do not have permission to run reports');
}, 120_000);
