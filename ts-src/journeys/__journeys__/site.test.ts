import { writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { Workplace, type Started } from '../loop.ts';
import { exampleGtin, shopifyOrder } from '../orders.ts';
import { PHONE, Visits, settled, violations } from '../steps/visits.ts';

/** Every page of the site, on a phone, as a guest and as a customer: the page, never an empty or broken one. */
const workplace = new Workplace();
let org: Started;
let browser: Browser;

beforeAll(async () => {
  org = await workplace.start('--no-data');
  const file = workplace.file('order.json');
  writeFileSync(file, shopifyOrder(602, { lines: [{ properties: { Serial: 'SITE1', GTIN: exampleGtin(700_005) } }] }));
  expect((await workplace.ingest('shopify', file)).summary.created).toBe(1);
  browser = await launchBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await workplace.close();
});

async function look(page: Page, address: string): Promise<string> {
  await page.goto(org.origin + address);
  const text = await settled(page);
  expect([address, /\bfailed\b|Not implemented/.exec(text)?.[0]]).toEqual([address, undefined]);
  expect([address, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([address, PHONE.width]);
  expect([address, await violations(page)]).toEqual([address, []]);
  await page.locator('footer').getByText('Every item keeps its own history').waitFor();
  return text;
}

const PASSPORT = `/s/passport?gtin=${exampleGtin(700_005)}&serial=SITE1`;
const PUBLIC = ['/s/verify', '/s/certificate', PASSPORT, '/s/passport', '/s/login'];

test('a guest opens every public page, and is led to the sign-in from those of members', async () => {
  const visits = new Visits(browser, org.origin);
  const page = await visits.page(PHONE);
  for (const address of PUBLIC) await look(page, address);
  expect(await look(page, PASSPORT)).toContain('SITE1');
  for (const address of ['/s/', '/s/certificates', '/s/item', '/s/repairs', '/s/repair-label']) {
    await look(page, address);
    expect(new URL(page.url()).pathname).toBe('/s/login');
  }
  expect(visits.problems).toEqual([]);
  await page.context().close();
}, 120_000);

test('a customer signs in and opens every page', async () => {
  const visits = new Visits(browser, org.origin);
  const page = await visits.customer(PHONE);
  for (const address of ['/s/', '/s/certificates', '/s/item', '/s/repairs', '/s/repair-label', ...PUBLIC]) {
    await look(page, address);
    expect(page.url()).toBe(org.origin + address);
  }
  await page.locator('header').getByRole('link', { name: 'Sign out' }).waitFor();
  expect(visits.problems).toEqual([]);
  await page.context().close();
}, 120_000);
