import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../testing/browser.ts';
import { violations, watchedPage } from '../testing/pages.ts';
import { openGadgetOrg } from './support/gadget-org.ts';
import type { GadgetOrg } from './support/gadget-org.ts';

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };

let gadgets: GadgetOrg;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: string[];

beforeAll(async () => {
  [gadgets, browser] = await Promise.all([openGadgetOrg(), launchBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await gadgets?.close();
});

beforeEach(async () => {
  ({ context, page, faults } = await watchedPage(browser, PHONE));
});

afterEach(async () => {
  await context?.close();
});

async function signIn(): Promise<void> {
  await page.goto(`${gadgets.origin}/s`);
  await page.getByRole('button', { name: /Customer/ }).click();
  await page.getByRole('heading', { name: 'My gadgets' }).waitFor();
}

test('a guest checks a gadget: header and footer stand around the view, Apex answers the guest, the toast shows', async () => {
  await page.goto(`${gadgets.origin}/s/check?serial=SN-1003`);
  await page.getByText('Known: SN-1003').waitFor();
  await page.getByText('Checked SN-1003').waitFor();
  expect(await page.title()).toBe('Check a gadget');
  await page.locator('header').getByRole('link', { name: 'Sign in' }).waitFor();
  await page.locator('footer').getByText('Gadgets, on /s').waitFor();
  await page.getByText('Anyone may check a gadget.').waitFor();
  expect(await page.locator('.tone').textContent()).toBe('calm');
  expect(faults).toEqual([]);
}, 30_000);

test('the page reference names the route and carries the query as its state; a web page of the site changes only that', async () => {
  await page.goto(`${gadgets.origin}/s/check?serial=SN-1003`);
  await page.getByText('Known: SN-1003').waitFor();
  expect(JSON.parse((await page.locator('.state').textContent())!)).toEqual({ type: 'comm__namedPage', attributes: { name: 'Check__c' }, state: { serial: 'SN-1003' } });
  await page.evaluate('globalThis.sameDocument = true');
  await page.getByLabel('Serial').fill('SN-9');
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('Unknown: SN-9').waitFor();
  expect(new URL(page.url()).search).toBe('?serial=SN-9');
  await page.goBack();
  await page.getByText('Known: SN-1003', { exact: true }).waitFor();
  expect(await page.evaluate('globalThis.sameDocument')).toBe(true);
  expect(faults).toEqual([]);
}, 30_000);

test('a guest who wants a page for members signs in and is there; named pages and links stay in the document; signing out ends it', async () => {
  await page.goto(`${gadgets.origin}/s/check`);
  await page.getByRole('link', { name: 'My gadgets' }).click();
  await page.getByRole('button', { name: /Customer/ }).click();
  await page.getByText('Cora Customer, CspLitePortal').waitFor();
  expect(await page.locator('.community').textContent()).toMatch(/^0DB\w{15}\/0DM\w{15}\/en-US$/);
  await page.getByText("You do not have access to the Apex class named 'GadgetController'.").waitFor();
  await page.evaluate('globalThis.sameDocument = true');
  await page.getByRole('button', { name: 'Check one' }).click();
  await page.getByText('Known: SN-1004', { exact: true }).waitFor();
  expect(page.url()).toBe(`${gadgets.origin}/s/check?serial=SN-1004`);
  await page.getByRole('link', { name: 'My gadgets' }).click();
  await page.getByRole('heading', { name: 'My gadgets' }).waitFor();
  expect(await page.evaluate('globalThis.sameDocument')).toBe(true);
  await page.getByRole('link', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(faults).toEqual([]);
}, 30_000);

test('a script that is not of the page does not run', async () => {
  await page.goto(`${gadgets.origin}/s/check`);
  const ran = await page.evaluate(`(() => {
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'globalThis.ran = true' }));
    return globalThis.ran === true;
  })()`);
  expect(ran).toBe(false);
}, 30_000);

test('what LWR sites do not have is refused with a reason, in its place, and the rest of the page stands', async () => {
  await page.goto(`${gadgets.origin}/s/refused`);
  await page.getByText('lightning/platformShowToastEvent is not available on LWR sites: use lightning/toast with lightning/toastContainer.').waitFor();
  await page.getByText('lightning/empApi is not available on LWR sites').waitFor();
  await page.getByText('community_test:unknown').waitFor();
  await page.getByText('expression {!Expression.x} on a site page').waitFor();
  await page.locator('footer').getByText('Gadgets, on /s').waitFor();
}, 30_000);

test('an address that leads nowhere says so with status 404', async () => {
  const response = await page.goto(`${gadgets.origin}/s/check/SN-1003`);
  expect(response?.status()).toBe(404);
  await page.getByRole('heading', { name: 'Page not found' }).waitFor();
  await page.locator('header').getByRole('link', { name: 'Check' }).click();
  await page.getByRole('heading', { name: 'Check a gadget' }).waitFor();
}, 30_000);

test.each([
  ['the check', '/s/check?serial=SN-1001', 'Check a gadget', false],
  ['the sign-in', '/s/login', 'Sign in', false],
  ['the error page', '/s/nowhere', 'Page not found', false],
  ["a member's home", '/s', 'My gadgets', true],
])('%s fits a phone without scrolling sideways, and axe finds nothing', async (_name, path, heading, asMember) => {
  if (asMember) await signIn();
  await page.goto(gadgets.origin + path);
  await page.getByRole('heading', { name: heading }).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize(DESKTOP);
  expect(await violations(page)).toEqual([]);
}, 40_000);
