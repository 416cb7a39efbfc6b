import type { Browser, BrowserContext, Page } from 'playwright-core';
import { parseSoql } from '../../soql/index.ts';
import { SObjectRecord } from '../../values/index.ts';
import { launchBrowser } from '../testing/browser.ts';
import { violations, watchedPage } from '../testing/pages.ts';
import { openGadgetOrg } from './support/gadget-org.ts';
import type { GadgetOrg } from './support/gadget-org.ts';

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

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

async function open(path: string, viewport = DESKTOP): Promise<void> {
  ({ context, page, faults } = await watchedPage(browser, viewport));
  await page.goto(gadgets.origin + path);
}

afterEach(async () => {
  await context?.close();
});

const recordUrl = (index: number): string => `/lightning/r/Gadget__c/${gadgets.gadgetIds[index]}/view`;
const card = () => page.locator('c-gadget-card');

test('the bare address opens the first item of the default app as the agent', async () => {
  await open('/');
  await page.getByText('Find a gadget').waitFor();
  expect(new URL(page.url()).pathname).toBe('/lightning/page/home');
  await page.getByTitle('View profile').click();
  expect(await page.locator('one-persona-menu strong').textContent()).toBe('Grace Agent');
  expect(faults).toEqual([]);
}, 30_000);

test('a wired Apex method fills the page, and asks again when its parameter changes', async () => {
  await open('/lightning/page/home');
  await page.getByRole('button', { name: 'Gadget 12 (SN-1012)' }).waitFor();
  await page.getByLabel('Name or serial').fill('SN-1003');
  await page.getByRole('button', { name: 'Gadget 12 (SN-1012)' }).waitFor({ state: 'detached' });
  expect(await page.locator('c-gadget-search li').count()).toBe(1);
  expect(faults).toEqual([]);
}, 30_000);

test('the search in the header reaches the home page of the app', async () => {
  await open(recordUrl(0));
  await page.getByRole('searchbox', { name: 'Search Gadget Console' }).fill('SN-1005');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Gadget 05 (SN-1005)' }).waitFor();
  expect(await page.locator('c-gadget-search li').count()).toBe(1);
}, 30_000);

test('a component navigates to a record, which opens in a tab of the console; the back button leads back', async () => {
  await open('/lightning/page/home');
  await page.getByRole('button', { name: 'Gadget 02 (SN-1002)' }).click();
  await card().getByText('SN-1002').waitFor();
  expect(new URL(page.url()).pathname).toBe(recordUrl(1));
  expect(await page.locator('one-nav-bar').getByRole('link', { name: 'Gadget 02' }).getAttribute('aria-current')).toBe('page');
  await page.goBack();
  await page.getByText('Find a gadget').waitFor();
  expect(faults).toEqual([]);
}, 30_000);

test('where the bar is too narrow a menu has all of it, and the tab key begins at the top of the page', async () => {
  await open(recordUrl(1), PHONE);
  await card().getByText('SN-1002').waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.innerText ?? document.activeElement.shadowRoot?.activeElement?.innerText')).toContain('Skip to main content');
  const more = page.locator('one-nav-bar').getByRole('button', { name: 'More' });
  const list = page.locator('one-nav-bar nav > ul');
  // the record's tab is the last: only what stands before it is cut off, and fades
  await expectSoon(async () => String((await list.getAttribute('class'))?.match(/cut-\w+/g)), 'cut-before');
  await list.evaluate((element) => element.scrollTo(0, 0));
  await expectSoon(async () => String((await list.getAttribute('class'))?.match(/cut-\w+/g)), 'cut-after');
  await more.click();
  const menu = page.locator('one-nav-menu');
  expect(await menu.getByRole('link', { name: 'Gadget 02' }).getAttribute('aria-current')).toBe('page');
  await page.keyboard.press('Escape');
  expect([await menu.getByRole('link').count(), await more.evaluate((button) => button.matches(':focus'))]).toEqual([0, true]);
  await more.click();
  await menu.getByRole('link', { name: 'Gadgets' }).click();
  await page.getByRole('button', { name: 'Gadget Name' }).waitFor();
  expect([await menu.getByRole('link').count(), faults]).toEqual([0, []]);
  await page.setViewportSize(DESKTOP);
  await more.waitFor({ state: 'detached' });
}, 30_000);

test('an item that is wider than the bar shows its beginning, and the bar rests', async () => {
  await open(recordUrl(1), { width: 300, height: 700 });
  await card().getByText('SN-1002').waitFor();
  const list = page.locator('one-nav-bar nav > ul');
  await list.evaluate((element) => Object.assign(element.style, { maxWidth: '60px' }));
  await page.setViewportSize({ width: 299, height: 700 });
  await list.evaluate((element) => element.addEventListener('scroll', () => element.setAttribute('data-moves', `${element.getAttribute('data-moves') ?? ''}.`)));
  for (let frame = 0; frame < 20; frame++) await page.evaluate('new Promise((drawn) => requestAnimationFrame(drawn))');
  const moves = ((await list.getAttribute('data-moves')) ?? '').length;
  expect(moves).toBeLessThan(3);
  const [bar, item] = [await list.boundingBox(), await list.locator('.slds-is-active').boundingBox()];
  expect(Math.abs(item!.x - bar!.x)).toBeLessThan(2);
  expect(faults).toEqual([]);
}, 30_000);

test('long values of the highlights wrap where the screen is narrow', async () => {
  await open(recordUrl(7), { width: 200, height: 700 });
  const keeper = page.locator('force-highlights-panel .value', { hasText: 'Ada Lovelace' });
  await keeper.waitFor();
  expect(await keeper.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
}, 30_000);

test('the record page shows highlights, details and the related list; a missing standard component names itself', async () => {
  await open(recordUrl(2));
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Gadget 03');
  await page.locator('force-highlights-panel').getByRole('link', { name: 'Ada Lovelace' }).waitFor();
  await page.locator('force-detail-panel').getByText('25.00').waitFor();
  await page.getByRole('tab', { name: 'Related' }).click();
  await page.getByRole('heading', { name: 'Gadget Parts (2)' }).waitFor();
  await page.getByText('runtime_sales_activities:activityPanel').waitFor();
  expect(await page.locator('c-gadget-card .facts').textContent()).toBe('{"rows":3,"framed":true}');
  expect(faults).toEqual([]);
}, 30_000);

test('imperative Apex changes the record: a toast says so, every wire and visibility rule follows', async () => {
  await open(recordUrl(3));
  await card().getByText('New', { exact: true }).waitFor();
  expect(await page.locator('c-gadget-tips').count()).toBe(0);
  await page.getByRole('button', { name: 'Retire' }).click();
  await page.getByText('Gadget retired').waitFor();
  await page.locator('force-highlights-panel').getByText('Retired').waitFor();
  await page.locator('c-gadget-tips').waitFor();
  expect(faults).toEqual([]);
}, 30_000);

test("an exception of Apex arrives with its message and leaves the browser's console clean", async () => {
  await open(recordUrl(2));
  await page.getByRole('button', { name: 'Retire' }).click();
  await page.getByText('This gadget is retired already.').waitFor();
  expect(faults).toEqual([]);
}, 30_000);

test('the edit dialog saves through the form; a refused value is told', async () => {
  await open(recordUrl(4));
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Serial').fill('SN-1001');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('alert').first().waitFor();
  await dialog.getByLabel('Serial').fill('SN-5000');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await card().getByText('SN-5000').waitFor();
  expect(faults).toEqual([]);
}, 30_000);

test('a new record without what it needs is told of at its fields, before anything is sent', async () => {
  await open('/lightning/o/Gadget__c/list');
  await page.getByRole('button', { name: 'New', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('lightning-input-field').first().waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Complete this field.').first().waitFor();
  expect(await dialog.innerText()).not.toContain('Required fields are missing');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByTitle('App Launcher').click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByTitle('App Launcher').evaluate((button) => button.matches(':focus'))).toBe(true);
  expect(faults).toEqual([]);
}, 30_000);

test('quick actions of the layout run: one with a screen, one without', async () => {
  await open(recordUrl(7));
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByLabel('New name').fill('Gadget eight');
  await page.getByRole('button', { name: 'Rename it' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('heading', { level: 1 }).getByText('Gadget eight').waitFor();
  await page.locator('one-nav-bar').getByRole('link', { name: 'Gadget eight' }).waitFor();
  await page.getByRole('button', { name: 'Ping' }).click();
  await page.getByText('Ping true').waitFor();
  expect(faults).toEqual([]);
}, 30_000);

test('a list view filters, sorts and opens records', async () => {
  await open('/lightning/o/Gadget__c/list?filterName=In_Use');
  await page.getByText('4 items').waitFor();
  expect(await page.title()).toBe('Gadgets | Gadget Console');
  await page.getByRole('button', { name: 'Gadget Name' }).click();
  await page.locator('th[aria-sort="ascending"]').waitFor();
  const names = () => page.locator('tbody tr td:nth-child(2) a').allTextContents();
  const inOrder = [...(await names())].sort();
  await expectSoon(async () => String(await names()), String(inOrder));
  await page.getByRole('link', { name: inOrder[0]! }).click();
  await card().waitFor();
  expect(faults).toEqual([]);
}, 30_000);

test('switching the persona keeps the page and changes the user', async () => {
  await open('/lightning/n/Gadget_Scan');
  await page.locator('.user', { hasText: gadgets.org.persona('agent')!.userId }).waitFor();
  await page.getByTitle('View profile').click();
  await page.getByRole('button', { name: /Admin/ }).click();
  await page.locator('.user', { hasText: gadgets.org.persona('admin')!.userId }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/lightning/n/Gadget_Scan');
  expect(faults).toEqual([]);
}, 30_000);

test('who may not see an object is told so, and offered no tab that leads there', async () => {
  await open('/lightning/signin');
  await page.getByRole('button', { name: /Visitor/ }).click();
  const tabs = page.locator('one-nav-bar nav').getByRole('link');
  await tabs.first().waitFor();
  expect((await tabs.allInnerTexts()).map((text) => text.trim())).not.toContain('Contacts');
  await page.getByTitle('View profile').click();
  await page.getByRole('button', { name: /Agent/ }).click();
  await tabs.filter({ hasText: 'Contacts' }).waitFor();
  await page.goto(`${gadgets.origin}/lightning/signin`);
  await page.getByRole('button', { name: /Visitor/ }).click();
  await page.goto(gadgets.origin + recordUrl(0));
  await page.getByText("Looks like there's a problem.").waitFor();
  expect(await page.locator('one-app').textContent()).not.toContain('SN-1001');
}, 30_000);

test('a static resource loads, and a browser has no barcode scanner until a test gives it one', async () => {
  await open('/lightning/n/Gadget_Scan');
  await page.getByText('1299.00').waitFor();
  await page.getByText('No scanner here').waitFor();
  await context.addInitScript('globalThis.localOrgBarcodes = ["SN-1007"]');
  await page.reload();
  await page.getByRole('button', { name: 'Scan' }).click();
  await expectSoon(() => page.getByLabel('Serial').inputValue(), 'SN-1007');
  expect(faults).toEqual([]);
}, 30_000);

test.each([
  ['the home page', () => '/lightning/page/home'],
  ['a record page', () => recordUrl(5)],
  ['a list', () => '/lightning/o/Gadget__c/list'],
  ['an app page', () => '/lightning/n/Gadget_Scan'],
  ['search results', () => '/lightning/search?term=gadget'],
])('%s fits a phone without scrolling sideways, and axe finds nothing', async (_name, path) => {
  await open(path(), PHONE);
  await page.locator('one-page h1, one-page h2').first().waitFor();
  await page.waitForTimeout(500);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize(DESKTOP);
  expect(await violations(page)).toEqual([]);
  expect(faults).toEqual([]);
}, 40_000);

async function expectSoon(read: () => Promise<string>, expected: string): Promise<void> {
  for (let tries = 0; tries < 50 && (await read()) !== expected; tries++) await page.waitForTimeout(50);
  expect(await read()).toBe(expected);
}

test('on the list of their queue members mark records and accept them, by keyboard too; what cannot be taken says why', async () => {
  const admin = gadgets.org.persona('admin')!.userId;
  const bench = gadgets.org.transaction(admin, (org) => org.query(parseSoql("SELECT Id FROM Group WHERE DeveloperName = 'Bench'"), { mode: 'system', sharing: 'without' }).rows[0]!.id!);
  const give = (id: string, owner: string): void => gadgets.org.transaction(admin, (org) => {
    const record = new SObjectRecord(org.schema.object('Gadget__c')!);
    record.put('Id', id);
    record.put('OwnerId', owner);
    org.dml({ operation: 'update', records: [record], mode: 'system', sharing: 'without', allOrNone: true });
  });
  const [one, two, three] = gadgets.gadgetIds.slice(8, 11) as [string, string, string];
  for (const id of [one, two, three]) give(id, bench);
  await open('/lightning/o/Gadget__c/list?filterName=On_the_Bench');
  const accept = page.getByRole('button', { name: 'Accept', exact: true });
  await accept.click();
  await page.getByText('Select at least one record and try again.').waitFor();
  await page.getByRole('checkbox', { name: 'Select Gadget 09' }).focus();
  await page.keyboard.press('Space');
  await page.getByText('3 items • 1 selected').waitFor();
  await accept.focus();
  await page.keyboard.press('Enter');
  await page.getByText('1 Gadget accepted.').waitFor();
  await page.getByText('2 items', { exact: true }).waitFor();
  expect([await page.getByRole('link', { name: 'Gadget 09' }).count(), await accept.evaluate((button) => button.matches(':focus'))]).toEqual([0, true]);
  await page.setViewportSize(PHONE);
  await page.locator('th .slds-checkbox_faux').click();
  expect(await page.getByRole('checkbox', { name: 'Select Gadget 11' }).isChecked()).toBe(true);
  expect(await violations(page)).toEqual([]);
  give(two, admin);
  await accept.click();
  await page.getByText('1 Gadget accepted. 1 Gadget not accepted. Gadget 10: It is not in the queue any more.').waitFor();
  await page.getByText('0 items', { exact: true }).waitFor();
  await page.getByLabel('List view').selectOption('In use');
  await page.getByRole('columnheader', { name: 'Serial' }).waitFor();
  expect([await accept.count(), faults]).toEqual([0, []]);
}, 30_000);

test('marked records of a list get another owner together; what is refused says why', async () => {
  await open('/lightning/o/Gadget__c/list?filterName=AllRecords');
  const change = page.getByRole('button', { name: 'Change Owner', exact: true });
  await change.click();
  await page.getByText('Select at least one record and try again.').waitFor();
  for (const name of ['Gadget 04', 'Gadget 05']) await page.getByRole('checkbox', { name: `Select ${name}` }).press('Space');
  await change.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Change Owner' });
  await dialog.getByText('2 Gadgets selected').waitFor();
  expect(await violations(page)).toEqual([]);
  await dialog.getByText('Queue', { exact: true }).click();
  await dialog.getByRole('combobox', { name: 'Queue' }).click();
  await dialog.getByRole('option', { name: 'Bench' }).click();
  await dialog.getByRole('button', { name: 'Change Owner' }).click();
  await page.getByText('2 Gadgets changed.').waitFor();
  await page.getByText(/ • \d selected/).waitFor({ state: 'detached' });
  await page.getByLabel('List view').selectOption('On the bench');
  await page.getByText('2 items', { exact: true }).waitFor();
  expect(faults).toEqual([]);
}, 30_000);

test.each([
  ['a choice', async () => { await page.getByRole('option', { name: /Gadget 06/ }).click(); }],
  ['Escape', async () => { await page.keyboard.press('Escape'); }],
  ['the next field', async () => { await page.keyboard.press('Tab'); }],
])('a record picker that %s closed stays closed, however late the answer to a search comes', async (_, close) => {
  await open('/lightning/n/Gadget_Forms');
  const picker = page.getByRole('combobox', { name: 'Gadget' });
  await picker.fill('Gadget 0');
  await page.getByRole('option', { name: /Gadget 06/ }).waitFor();
  const { promise: late, resolve: answer } = Promise.withResolvers<undefined>();
  await page.route('**/ui-api/lookups/Gadget__c?q=Gadget+06*', async (route) => {
    await late;
    await route.continue();
  });
  const asked = page.waitForRequest(/lookups\/Gadget__c\?q=Gadget\+06/);
  await picker.fill('Gadget 06');
  await asked;
  await close();
  const told = page.waitForResponse(/lookups\/Gadget__c\?q=Gadget\+06/);
  answer(undefined);
  await (await told).finished();
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  expect([await page.locator('lightning-record-picker .slds-combobox.slds-is-open').count(), faults]).toEqual([0, []]);
}, 30_000);

test('record forms show, edit and make records, with a picker for references and a file upload', async () => {
  await open('/lightning/n/Gadget_Forms');
  await page.getByRole('combobox', { name: 'Gadget' }).fill('Gadget 07');
  await page.getByRole('option', { name: /Gadget 07/ }).click();
  const shown = page.locator('.shown');
  await shown.getByText('Gadget 07').waitFor();
  await shown.getByRole('link', { name: 'Ada Lovelace' }).waitFor();
  const whole = page.locator('.whole');
  await whole.getByRole('button', { name: 'Edit' }).click();
  await whole.getByLabel('Gadget Name').fill('Gadget seven');
  await whole.getByRole('button', { name: 'Save' }).click();
  await shown.getByText('Gadget seven').waitFor();
  await page.locator('lightning-file-upload input[type=file]').setInputFiles({ name: 'photo.txt', mimeType: 'text/plain', buffer: Buffer.from('seven') });
  await page.locator('.log', { hasText: 'photo.txt:069' }).waitFor();
  const made = page.locator('.made');
  await made.getByLabel('Gadget Name').fill('Gadget new');
  await made.getByLabel('Serial').fill('SN-7700');
  await made.getByRole('combobox', { name: 'Keeper' }).fill('Ada');
  await made.getByRole('option', { name: /Ada Lovelace/ }).click();
  await made.getByRole('button', { name: 'Create' }).click();
  await page.locator('.log', { hasText: 'created:SN-7700' }).waitFor();
  await made.getByRole('button', { name: 'Create' }).click();
  await made.getByRole('alert').first().waitFor();
  expect(faults).toEqual([]);
}, 30_000);

test('the phone is a small form factor', async () => {
  await open('/lightning/n/Gadget_Scan', PHONE);
  expect(await page.locator('.form-factor').textContent()).toBe('Small');
}, 30_000);
