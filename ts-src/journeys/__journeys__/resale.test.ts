import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Connection } from 'jsforce';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { Workplace, type Started } from '../loop.ts';
import { shopifyOrder } from '../orders.ts';
import { chooseStore } from '../steps/stores.ts';
import { DESK, PHONE, serious } from '../steps/visits.ts';
import { findAtDock, finish, grade, refurbish } from '../steps/warehouse.ts';

/** A traded-in phone from the dock of the warehouse to its next owner, and a second buyer who is told. */
const workplace = new Workplace();
const pictures = path.resolve(import.meta.dirname, '../../../.loop/pictures');

/** A library that has nothing to do with this project: it comes with the clients of Salesforce. */
const require = createRequire(import.meta.url);
const { verify } = createRequire(require.resolve('@salesforce/core'))('jsonwebtoken') as { verify(token: string, key: unknown, options: object): Record<string, unknown> };

/** The inspector's work before: the phone passes to the brand. */
const COMPLETE = `
  Trade_In__c tradeIn = [SELECT Id FROM Trade_In__c WHERE Status__c = 'Received' AND Category__c = 'smartphone' LIMIT 1];
  TradeInRequest request = TradeInRequest.forId(tradeIn.Id);
  request.answers = new Map<String, Object>{ 'condition' => 'good', 'working' => true, 'cracked' => false, 'locked' => false, 'battery' => 90 };
  Assert.isTrue(TradeInService.inspect(new List<TradeInRequest>{ request }, 'Inspector')[0].isDone());
  TradeInResult done = TradeInService.complete(new List<TradeInRequest>{ request }, 'Inspector')[0];
  Assert.isTrue(done.isDone(), JSON.serialize(done));`;

interface Twin {
  readonly Id: string;
  readonly Passport_Id__c: string;
  readonly Serial_Number__c: string;
  readonly Stage__c: string;
  readonly Owner_Contact__r: { readonly Email: string } | null;
  readonly Warranty_Months__c: number;
  readonly Warranty_Start__c: string;
}

interface Product {
  readonly title: string;
  readonly vendor: string;
  readonly variants: readonly { readonly sku: string; readonly barcode: string; readonly price: string }[];
  readonly metafields: readonly { readonly key: string; readonly value: string }[];
}

let org: Started;
let browser: Browser;
let twin: Twin;
let stock: Page;
let product: Product;
const problems: string[] = [];

let connection: Connection;

const readTwin = async (condition: string): Promise<Twin> => {
  const soql = `SELECT Id, Passport_Id__c, Serial_Number__c, Stage__c, Owner_Contact__r.Email, Warranty_Months__c, Warranty_Start__c FROM Product_Twin__c WHERE ${condition}`;
  return (await connection.query<Twin>(soql)).records[0]!;
};

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  org = await workplace.start();
  connection = await workplace.connection('admin');
  const { success, compileProblem, exceptionMessage } = await connection.tooling.executeAnonymous(COMPLETE);
  expect([success, compileProblem, exceptionMessage]).toEqual([true, null, null]);
  twin = await readTwin(`Stage__c = 'Traded In'`);
  browser = await launchBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await workplace.close();
});

async function pageOf(persona: string, viewport: typeof DESK): Promise<Page> {
  const context = await browser.newContext({ viewport });
  await context.request.post(`${org.origin}/lightning/api/persona`, { form: { alias: persona, startURL: '/' } });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  return page;
}

/** The page is for everybody and fits its screen; its picture is kept. */
async function checked(page: Page, name: string): Promise<void> {
  expect(await serious(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  await page.screenshot({ path: path.join(pictures, `resale-${name}.png`), fullPage: true });
}

const order = async (): Promise<Record<string, unknown>> => (await connection.query<Record<string, unknown>>('SELECT Status__c, Grade__c, Suggested_Route__c, Payout_Minor__c, Cost_Minor__c, Resale_Minor__c, Margin_Minor__c FROM Refurbishment_Order__c')).records[0]!;
const feed = async (): Promise<Product[]> => {
  const answer = await fetch(`${org.origin}/services/apexrest/loop/v1/resale/products?channel=Web_Shop`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { products: Product[] }).products;
};

test('the warehouse receives, grades and routes the phone with reasons, on a phone', async () => {
  const page = await pageOf('warehouse', PHONE);
  await findAtDock(page, org.origin, twin.Serial_Number__c);
  await checked(page, 'receive-phone');
  expect(await grade(page)).toEqual(expect.arrayContaining(['works', 'screen', 'battery', 'unlocked']));
  expect(await page.getByRole('list', { name: 'Why' }).innerText()).toContain('Not met: The screen has no scratch');
  await checked(page, 'grade-phone');
  expect(await refurbish(page)).toBe(3);
  await checked(page, 'tasks-phone');
  await finish(page);
  expect(await order()).toMatchObject({ Status__c: 'Ready', Grade__c: 'A', Cost_Minor__c: 4650 });
  expect(await feed()).toEqual([]);
}, 120_000);

test('the merchandiser lists it by the price of the rules; feed and store show it', async () => {
  const page = await pageOf('manager', DESK);
  await page.goto(`${org.origin}/lightning/n/Warehouse`);
  await page.getByRole('button', { name: twin.Serial_Number__c }).click();
  await page.getByText(/The rules suggest .*between/).waitFor();
  await page.getByLabel('Warranty (months)').fill('18');
  await chooseStore(page, 'Store', 'AUR-PAR-VENDOME');
  await checked(page, 'offer-desk');
  await page.getByRole('button', { name: 'Offer it for sale' }).click();
  await page.getByRole('button', { name: 'Withdraw from sale' }).waitFor();
  await page.getByRole('link', { name: 'Certificate of authenticity' }).waitFor();
  await checked(page, 'listed-desk');
  await page.setViewportSize(PHONE);
  await checked(page, 'listed-phone');
  await page.setViewportSize(DESK);
  const products = await feed();
  expect(products).toHaveLength(1);
  product = products[0]!;
  expect(product.metafields).toContainEqual(expect.objectContaining({ key: 'passport_id', value: twin.Passport_Id__c }));

  stock = await pageOf('associate', PHONE);
  await stock.goto(`${org.origin}/lightning/n/Pre_Owned_Stock`);
  await chooseStore(stock, 'Your store', 'AUR-PAR-VENDOME');
  await stock.getByRole('heading', { name: product.title }).waitFor();
  await checked(stock, 'stock-phone');
  await stock.setViewportSize(DESK);
  await checked(stock, 'stock-desk');
  await stock.setViewportSize(PHONE);
}, 120_000);

const field = (name: string): string => product.metafields.find(({ key }) => key === name)!.value;
let credential = '';

test('a buyer opens the certificate of the listing; an independent library verifies what the feed points to', async () => {
  const address = await stock.getByRole('link', { name: /^Certificate of authenticity/ }).getAttribute('href');
  expect(field('certificate')).toBe(address);
  const guest = await (await browser.newContext({ viewport: PHONE })).newPage();
  await guest.goto(address!);
  await guest.getByRole('heading', { name: 'Verified' }).waitFor();
  await guest.getByRole('heading', { name: 'Certificate of authenticity' }).waitFor();
  await guest.getByText('as long as the item is for sale').waitFor();
  await checked(guest, 'certificate-phone');
  await guest.context().close();

  const answer = await fetch(field('certificate_credential'));
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/vc+jwt']);
  credential = await answer.text();
  const { keys } = (await (await fetch(`${org.origin}/services/apexrest/loop/v1/jwks`)).json()) as { keys: JsonWebKey[] };
  const claims = verify(credential, createPublicKey({ key: keys[0]!, format: 'jwk' }), { algorithms: ['RS256'] });
  expect(claims).toMatchObject({ type: ['VerifiableCredential', 'ItemAuthenticityCredential'], credentialSubject: { serialNumber: twin.Serial_Number__c, passportId: twin.Passport_Id__c } });
  expect(JSON.stringify(claims)).not.toContain('example.com');
  const csv = await (await fetch(`${org.origin}/services/apexrest/loop/v1/resale/products?format=csv`)).text();
  expect(csv).toContain(`"${field('certificate')}","${field('certificate_credential')}"`);
}, 60_000);

test('an order of the web shop sells it: same twin, new owner, new warranty, and a margin', async () => {
  const line = { sku: product.variants[0]!.sku, price: product.variants[0]!.price, properties: { Serial: twin.Serial_Number__c, GTIN: product.variants[0]!.barcode } };
  const soldAt = new Date().toISOString();
  const orders = [shopifyOrder(7001, { lines: [line], email: 'next.owner@example.com', createdAt: soldAt }), shopifyOrder(7002, { lines: [line], email: 'too.late@example.com', createdAt: soldAt })];
  writeFileSync(workplace.file('first.ndjson'), orders[0]!);
  writeFileSync(workplace.file('second.ndjson'), orders[1]!);
  const first = await workplace.ingest('shopify', workplace.file('first.ndjson'));
  expect([first.summary, first.stderr]).toMatchObject([{ appended: 1, created: 0, conflict: 0, rejected: 0 }, expect.anything()]);
  const sold = await readTwin(`Serial_Number__c = '${twin.Serial_Number__c}'`);
  expect(sold).toMatchObject({ Id: twin.Id, Stage__c: 'Owned', Warranty_Months__c: 18, Warranty_Start__c: soldAt.slice(0, 10), Owner_Contact__r: { Email: 'next.owner@example.com' } });
  expect(await feed()).toEqual([]);
  const money = await order();
  expect(money).toMatchObject({ Status__c: 'Sold', Margin_Minor__c: (money.Resale_Minor__c as number) - (money.Payout_Minor__c as number) - 4650 });

  // a second order for the same item, and the store that still shows it, are told
  const second = await workplace.ingest('shopify', workplace.file('second.ndjson'));
  expect(second.summary).toMatchObject({ appended: 0, conflict: 1 });
  await stock.getByRole('button', { name: 'Sell' }).click();
  await stock.getByText('With their e-mail address and consent the item becomes theirs').waitFor();
  await checked(stock, 'counter-phone');
  await stock.getByRole('button', { name: 'Paid: hand it over' }).click();
  await stock.getByText("Ask for the buyer's e-mail address, or say that the buyer wants no record.").waitFor();
  await stock.locator('[data-id="anonymous"] input').check({ force: true });
  await stock.getByText('The item is sold to nobody by name.').waitFor();
  await checked(stock, 'counter-anonymous-phone');
  await stock.getByRole('button', { name: 'Paid: hand it over' }).click();
  await stock.getByText('It cannot be sold twice').waitFor();
  await stock.getByText('Nothing is for sale here.').waitFor();
  await checked(stock, 'sold-twice-phone');
  expect(await readTwin(`Id = '${twin.Id}'`)).toMatchObject({ Owner_Contact__r: { Email: 'next.owner@example.com' } });

  // the link of the listing has ended; what a buyer saved of it is worth as much as before
  expect((await fetch(field('certificate_credential'))).status).toBe(404);
  const kept = await workplace.loop(['verify', credential, '--json']);
  expect([kept.code, JSON.parse(kept.stdout)]).toMatchObject([0, { verdict: 'valid', kind: 'Authenticity', status: 'valid' }]);
  const verified = await workplace.loop(['verify', twin.Passport_Id__c, '--json']);
  expect([verified.code, verified.stderr]).toEqual([0, '']);
  expect(JSON.parse(verified.stdout)).toMatchObject({ verdict: 'valid' });
}, 120_000);

test('the page of the item shows the way back to a customer, and its margin to who may see it', async () => {
  const page = await pageOf('manager', DESK);
  await page.goto(`${org.origin}/lightning/r/Product_Twin__c/${twin.Id}/view`);
  await page.getByRole('tab', { name: 'Resale', exact: true }).click();
  await page.getByRole('heading', { name: 'Money' }).waitFor();
  expect(await page.locator('dd[data-id="margin"]').innerText()).toMatch(/\d/);
  await checked(page, 'twin-desk');
  const associate = await pageOf('associate', PHONE);
  await associate.goto(`${org.origin}/lightning/r/Product_Twin__c/${twin.Id}/view`);
  await associate.getByRole('tab', { name: 'Resale', exact: true }).click();
  await associate.getByText('18 months of warranty').waitFor();
  expect(await associate.locator('dd[data-id="margin"]').count()).toBe(0);
  await checked(associate, 'twin-phone');
  expect(problems).toEqual([]);
}, 120_000);
