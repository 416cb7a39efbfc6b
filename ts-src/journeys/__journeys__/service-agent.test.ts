import { writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { readLedger, verifyLedger } from '../../proof/index.ts';
import { Workplace, type Started } from '../loop.ts';
import { exampleGtin, shopifyOrder } from '../orders.ts';
import { DESK, PHONE, Visits } from '../steps/visits.ts';

/** A service agent finds an item and sees its history, owner, warranty and authenticity, on a desk and on a phone. */
const workplace = new Workplace();
let org: Started;
let browser: Browser;
let visits: Visits;
let page: Page;

beforeAll(async () => {
  org = await workplace.start('--no-data');
  const file = workplace.file('order.json');
  writeFileSync(file, shopifyOrder(501, { email: 'ada@example.com', lines: [{ properties: { Serial: 'AGENT1', GTIN: exampleGtin(700_003) } }] }));
  expect((await workplace.ingest('shopify', file)).summary.created).toBe(1);
  browser = await launchBrowser();
  visits = new Visits(browser, org.origin);
  page = await visits.page(DESK);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await workplace.close();
});

test('finds the item by its serial from the home page', async () => {
  await page.goto(`${org.origin}/lightning/n/Find_an_Item`);
  await page.getByLabel('Serial, IMEI, order number, passport or customer').fill('AGENT1');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.getByRole('link', { name: 'Journey phone' }).waitFor();
  await visits.look(page, 'search-desktop');
}, 60_000);

test('sees identity, stage, owner, authenticity and history on the item page', async () => {
  await page.getByRole('link', { name: 'Journey phone' }).click();
  await page.getByText('The history is unchanged', { exact: true }).waitFor();
  await page.getByRole('heading', { name: 'Sold' }).waitFor();
  const text = await page.locator('body').innerText();
  for (const expected of ['AGENT1', 'Owned', 'Ada Buyer 501', '#501', 'Event 1 of 1 checked', '1 of 1 event']) expect(text).toContain(expected);
  await visits.look(page, 'twin-desktop');
}, 60_000);

test('opens the proof of an event with the keyboard', async () => {
  await page.getByRole('button', { name: /Show proof/ }).first().focus();
  await page.keyboard.press('Enter');
  await page.getByText('Hash (SHA-256)', { exact: true }).waitFor();
  expect(await page.locator('code').first().innerText()).toMatch(/^[0-9a-f]{64}$/);
}, 30_000);

test('the same page fits a phone', async () => {
  await page.setViewportSize(PHONE);
  await page.reload();
  await page.getByRole('heading', { name: 'Sold' }).waitFor();
  await visits.look(page, 'twin-phone');
}, 60_000);

test('sees the item on a case about it', async () => {
  const admin = await workplace.connection('admin');
  const { records } = await admin.query<{ Id: string }>("SELECT Id FROM Product_Twin__c WHERE Serial_Number__c = 'AGENT1'");
  const { id } = (await admin.sobject('Case').create({ Subject: 'Screen flickers', Product_Twin__c: records[0]!.Id })) as { id: string };
  await page.setViewportSize(DESK);
  await page.goto(`${org.origin}/lightning/r/Case/${id}/view`);
  await page.getByText('Open Item', { exact: true }).waitFor();
  expect(await page.locator('body').innerText()).toContain('Journey phone');
  await visits.look(page, 'case-desktop');
}, 60_000);

test('an item that was sold without its serial gets it on the phone, and is found by it everywhere', async () => {
  const order = workplace.file('waiting.json');
  const gtin = exampleGtin(700_004);
  writeFileSync(order, shopifyOrder(502, { lines: [{ sku: 'WAITING-1', properties: { GTIN: gtin } }] }));
  expect((await workplace.ingest('shopify', order)).summary.created).toBe(1);
  const admin = await workplace.connection('admin');
  const waiting = async (): Promise<Record<string, unknown>> => (await admin.query("SELECT Id, Identity_Status__c, Business_Key__c, Passport_Id__c FROM Product_Twin__c WHERE SKU__c = 'WAITING-1'")).records[0]!;
  const { Id: twinId, Identity_Status__c: before, Passport_Id__c: passportId } = await waiting();
  expect(before).toBe('Awaiting Serial');

  const agent = await visits.page(DESK, 'agent');
  await agent.goto(`${org.origin}/lightning/r/Product_Twin__c/${String(twinId)}/view`);
  await agent.locator('c-item-identity').getByLabel('Serial number of the item').waitFor();
  await agent.getByText('The history is unchanged', { exact: true }).waitFor();
  await visits.look(agent, 'waiting-desktop');
  const associate = await visits.page(PHONE, 'associate');
  await associate.goto(`${org.origin}/lightning/r/Product_Twin__c/${String(twinId)}/view`);
  const form = associate.locator('c-item-identity');
  await form.getByRole('heading', { name: 'Waits for its serial' }).waitFor();
  await visits.look(associate, 'waiting-phone');
  const give = async (serial: string): Promise<void> => {
    await form.getByLabel('Serial number of the item').fill(serial);
    await form.getByRole('button', { name: 'Next' }).click();
    await form.getByRole('button', { name: 'Give it this serial' }).click();
  };
  await give('AGENT 2');
  await form.getByText(/is not a GS1 serial number of up to 20 characters: AGENT 2/).waitFor();
  await visits.look(associate, 'refused-serial-phone');
  await form.getByRole('button', { name: 'Cancel' }).click();
  await give(`https://id.example.com/01/${gtin}/21/AGENT2`);
  await associate.getByText('The item has its serial now.', { exact: true }).waitFor();
  await form.waitFor({ state: 'detached' });
  await associate.getByRole('heading', { name: 'Got its serial' }).waitFor();
  await associate.getByText('2 of 2 events', { exact: true }).waitFor();
  await visits.look(associate, 'identified-phone');
  expect(await waiting()).toMatchObject({ Identity_Status__c: 'Serialised', Business_Key__c: `01/${gtin.padStart(14, '0')}/21/AGENT2` });

  await page.goto(`${org.origin}/lightning/n/Find_an_Item`);
  await page.getByLabel('Serial, IMEI, order number, passport or customer').fill('AGENT2');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /Journey phone AGENT2/ }).waitFor();
  const integration = await workplace.connection('integration');
  const exported = JSON.stringify(await integration.request(`/services/apexrest/loop/v1/twins/${String(passportId)}`));
  const offline = async (text: string): Promise<unknown> => (await verifyLedger(readLedger(JSON.parse(text))!, undefined, {})).verdict;
  expect(await offline(exported)).toBe('valid');
  for (const [told, forged] of [['"serial":"AGENT2"', '"serial":"AGENT3"'], ['\\"given\\":{\\"gtin\\":null,\\"imei\\":null,\\"serial\\":\\"AGENT2\\"', '\\"given\\":{\\"gtin\\":null,\\"imei\\":null,\\"serial\\":\\"AGENT3\\"']] as const) {
    expect([told, exported.includes(told), await offline(exported.replace(told, forged))]).toEqual([told, true, 'invalid']);
  }
  const guest = await visits.page(PHONE);
  await guest.goto(`${org.origin}/services/apexrest/loop/v1/dl/01/${gtin.padStart(14, '0')}/21/AGENT2`);
  expect(await workplace.loop(['verify', `01/${gtin.padStart(14, '0')}/21/AGENT2`])).toMatchObject({ code: 0 });
  await guest.waitForURL((url) => url.searchParams.get('passportId') === passportId);
  await visits.look(page, 'found-desktop');
}, 120_000);

test('a wrong search says what to do next', async () => {
  await page.goto(`${org.origin}/lightning/n/Find_an_Item`);
  await page.getByLabel('Serial, IMEI, order number, passport or customer').fill('NO-SUCH-SERIAL');
  await page.keyboard.press('Enter');
  await page.getByText('No item was found for “NO-SUCH-SERIAL”').first().waitFor();
  expect(visits.problems).toEqual([]);
}, 30_000);
