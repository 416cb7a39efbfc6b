import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { Workplace, type Started } from '../loop.ts';
import { exampleGtin, shopifyOrder } from '../orders.ts';

/** Every page of the site, on a phone, as a guest and as a customer: the page, never an empty or broken one. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 390, height: 844 };
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

async function visitor(): Promise<{ page: Page; problems: string[]; close: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: PHONE });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  return { page, problems, close: () => context.close() };
}

async function settled(page: Page): Promise<string> {
  const main = page.locator('main');
  await main.waitFor();
  let before = '';
  for (let stable = 0; stable < 2;) {
    await page.waitForTimeout(150);
    const text = (await main.innerText()).trim();
    stable = text === before && text !== '' && !/\bLoading\b/.test(text) ? stable + 1 : 0;
    before = text;
  }
  return before;
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const result = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run());
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
}

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
  const { page, problems, close } = await visitor();
  for (const address of PUBLIC) await look(page, address);
  expect(await look(page, PASSPORT)).toContain('SITE1');
  for (const address of ['/s/', '/s/certificates', '/s/item', '/s/repairs', '/s/repair-label']) {
    await look(page, address);
    expect(new URL(page.url()).pathname).toBe('/s/login');
  }
  expect(problems).toEqual([]);
  await close();
}, 120_000);

test('a customer signs in and opens every page', async () => {
  const { page, problems, close } = await visitor();
  await page.goto(`${org.origin}/s/`);
  await page.getByRole('button', { name: /Customer/ }).click();
  await page.waitForURL(`${org.origin}/s/`);
  for (const address of ['/s/', '/s/certificates', '/s/item', '/s/repairs', '/s/repair-label', ...PUBLIC]) {
    await look(page, address);
    expect(page.url()).toBe(org.origin + address);
  }
  await page.locator('header').getByRole('link', { name: 'Sign out' }).waitFor();
  expect(problems).toEqual([]);
  await close();
}, 120_000);
