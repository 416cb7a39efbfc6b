import { writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { Workplace, type Started } from '../loop.ts';
import { exampleGtin, shopifyOrder } from '../orders.ts';
import { PHONE, PHOTO, Visits, serious } from '../steps/visits.ts';

/** A store associate checks items on the phone; a partner's system follows the link on an item. */
const workplace = new Workplace();
const LINK = `01/${exampleGtin(700_004).padStart(14, '0')}/21/VERIFY1`;
let org: Started;
let browser: Browser;
let visits: Visits;
let page: Page;

beforeAll(async () => {
  org = await workplace.start('--no-data');
  const file = workplace.file('order.json');
  writeFileSync(file, shopifyOrder(502, { email: 'ada@example.com', lines: [{ properties: { Serial: 'VERIFY1', GTIN: exampleGtin(700_004) } }] }));
  expect((await workplace.ingest('shopify', file)).summary.created).toBe(1);
  browser = await launchBrowser();
  visits = new Visits(browser, org.origin);
  page = await visits.page(PHONE, 'associate');
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await workplace.close();
});

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
  await visits.look(page, 'verify-phone');
}, 60_000);

test('a mistyped number and an unknown one are told apart, without an accusation', async () => {
  await verify('490154203237519');
  await page.getByText('its check digit is wrong').waitFor();
  await verify('NOBODY-KNOWS');
  await page.getByText('No item is registered under this number').waitFor();
  await page.getByText('That does not mean that it is a copy').waitFor();
  expect(await serious(page)).toEqual([]);
}, 60_000);

test('the associate learns whether who presents the item owns it, and inspects it with photos', async () => {
  const presenter = page.getByLabel('E-mail of who presents the item');
  await presenter.fill('stranger@example.com');
  await verify(LINK);
  await page.getByRole('heading', { name: 'We are not sure about this item' }).waitFor();
  await page.getByText('is not on record as its owner').waitFor();
  await presenter.fill('ada@example.com');
  await verify(LINK);
  await page.getByText('is on record as its owner.', { exact: false }).waitFor();
  await page.getByRole('heading', { name: 'Genuine' }).waitFor();
  await page.getByRole('button', { name: 'Inspect this item' }).click();
  await page.getByRole('heading', { name: 'Inspections' }).waitFor();
  await page.getByRole('button', { name: 'Inspect this item' }).click();
  for (const question of ['Serial number as on record?', 'Are material and make right?']) {
    await page.getByRole('group', { name: question }).getByText('As it should be', { exact: true }).click();
    await page.getByLabel(`Photo: ${question}`).setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: PHOTO });
  }
  await page.getByText('Photos: 1').nth(1).waitFor();
  await visits.look(page, 'verify-inspection');
  await page.getByRole('button', { name: 'Record the result' }).click();
  await page.getByText('The evidence is as it was recorded.').waitFor();
  await visits.look(page, 'verify-evidence');
  await page.getByRole('button', { name: 'Verify another item' }).click();
  await verify(LINK);
  await page.getByText('An inspector of the brand looked at the item').waitFor();
}, 90_000);

test('a recall blocks the item with advice until it is lifted', async () => {
  const admin = await workplace.connection('admin');
  const { id } = await admin.sobject('Product_Recall__c').create({ Name: 'Charger', GTIN__c: LINK.slice(3, 17), Reason__c: 'The battery may get hot.', Advice__c: 'Do not charge it, bring it to a store.', Status__c: 'Active' });
  await verify(LINK);
  await page.getByRole('heading', { name: 'This item is recalled' }).waitFor();
  await page.getByText('The battery may get hot.').waitFor();
  await visits.keep(page, 'verify-recall');
  await admin.sobject('Product_Recall__c').update({ Id: id!, Status__c: 'Lifted' });
  await verify(LINK);
  await page.getByRole('heading', { name: 'Genuine' }).waitFor();
}, 60_000);

test('labels of items stand on one sheet', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.request.post(`${org.origin}/lightning/api/persona`, { form: { alias: 'agent' } });
  const desk = await context.newPage();
  await desk.goto(`${org.origin}/lightning/n/Item_Labels`);
  await desk.getByLabel('Serial numbers, one a line').fill('VERIFY1');
  await desk.getByRole('button', { name: 'Make labels' }).click();
  await desk.getByRole('img', { name: `https://id.gs1.org/${LINK}` }).waitFor();
  expect(await desk.getByRole('link', { name: 'Download as SVG' }).getAttribute('href')).toContain('data:image/svg+xml');
  await visits.keep(desk, 'verify-labels');
  await context.close();
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
  // seven scans, and the turn of an hour between them makes a second row
  expect(records.reduce((sum, { Count__c }) => sum + Count__c, 0)).toBe(7);
  for (const row of records) expect(row).toMatchObject({ Latitude__c: null, CreatedBy: { Name: 'Automated Process' } });
}, 60_000);

test('no page reported an error', () => expect(visits.problems).toEqual([]));
