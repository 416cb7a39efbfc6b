import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { Workplace, type Started } from '../loop.ts';
import { exampleGtin, shopifyOrder } from '../orders.ts';

/** A store associate checks items on the phone; a partner's system follows the link on an item. */
const workplace = new Workplace();
const pictures = path.resolve(import.meta.dirname, '../../../.loop/pictures');
const axe = createRequire(import.meta.url).resolve('axe-core');
const LINK = `01/${exampleGtin(700_004).padStart(14, '0')}/21/VERIFY1`;
let org: Started;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  org = await workplace.start('--no-data');
  const file = workplace.file('order.json');
  writeFileSync(file, shopifyOrder(502, { email: 'ada@example.com', lines: [{ properties: { Serial: 'VERIFY1', GTIN: exampleGtin(700_004) } }] }));
  expect((await workplace.ingest('shopify', file)).summary.created).toBe(1);
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await context.request.post(`${org.origin}/lightning/api/persona`, { form: { alias: 'associate' } });
  page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await workplace.close();
});

/** axe's findings that keep somebody from using the page. */
async function serious(): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } }).axe.run();
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

async function verify(code: string): Promise<void> {
  await page.getByLabel('Serial number, IMEI or link').fill(code);
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
}

test('the associate sees that an item is genuine, and nothing of its owner', async () => {
  await page.goto(`${org.origin}/lightning/n/Verify_an_Item`);
  await verify(`https://id.example/${LINK}`);
  await page.getByRole('heading', { name: 'Genuine' }).waitFor();
  await page.getByRole('heading', { name: 'Journey phone' }).waitFor();
  const text = await page.locator('main, body').first().innerText();
  expect(text).toContain('VERIFY1');
  for (const secret of ['Ada', 'ada@example.com', '#502']) expect(text).not.toContain(secret);
  expect(await serious()).toEqual([]);
  await page.screenshot({ path: path.join(pictures, 'verify-phone.png'), fullPage: true });
}, 60_000);

test('a mistyped number and an unknown one are told apart, without an accusation', async () => {
  await verify('490154203237519');
  await page.getByText('its check digit is wrong').waitFor();
  await verify('NOBODY-KNOWS');
  await page.getByText('No item is registered under this number').waitFor();
  await page.getByText('That does not mean that it is a copy').waitFor();
  expect(await serious()).toEqual([]);
}, 60_000);

test('the link on an item leads browsers to its passport and gives machines linked data', async () => {
  const { accessToken } = await workplace.session('integration');
  const follow = (accept: string): Promise<Response> => fetch(`${org.origin}/services/apexrest/loop/v1/dl/${LINK}`, { redirect: 'manual', headers: { accept, authorization: `Bearer ${accessToken}` } });
  const redirect = await follow('text/html');
  expect(redirect.status).toBe(303);
  expect(redirect.headers.get('location')).toMatch(/^\/s\/passport\?passportId=[0-9a-f-]{36}$/);
  const data = await follow('application/ld+json');
  expect(data.headers.get('content-type')).toContain('application/ld+json');
  expect(await data.json()).toMatchObject({ '@id': `https://id.gs1.org/${LINK}`, 'gs1:hasSerialNumber': 'VERIFY1' });
}, 60_000);

test('the scans were counted in one row, by the automated user', async () => {
  const admin = await workplace.connection('admin');
  interface Row { readonly Count__c: number; readonly Latitude__c: number | null; readonly CreatedBy: { readonly Name: string } }
  const { records } = await admin.query<Row>("SELECT Count__c, Latitude__c, CreatedBy.Name FROM Scan_Count__c WHERE Kind__c = 'Item' ORDER BY Hour__c");
  // two scans, and the turn of an hour between them makes a second row
  expect(records.reduce((sum, { Count__c }) => sum + Count__c, 0)).toBe(2);
  for (const row of records) expect(row).toMatchObject({ Latitude__c: null, CreatedBy: { Name: 'Automated Process' } });
}, 60_000);

test('no page reported an error', () => expect(problems).toEqual([]));
