import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { parseSoql } from '../../soql/index.ts';
import { launchBrowser } from '../testing/browser.ts';
import { openGadgetOrg } from './support/gadget-org.ts';
import type { GadgetOrg } from './support/gadget-org.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
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
  context = await browser.newContext({ viewport });
  page = await context.newPage();
  page.setDefaultTimeout(8_000);
  faults = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(gadgets.origin + path);
}

afterEach(async () => {
  await context?.close();
});

const recordUrl = (index: number): string => `/lightning/r/Gadget__c/${gadgets.gadgetIds[index]}/view`;
const quoteUrl = (index: number, more = ''): string => `/flow/Gadget_Screen_Quote?recordId=${gadgets.gadgetIds[index]}${more}`;
const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
const textbox = (name: string): Locator => page.getByRole('textbox', { name });
const number = (name: string): Locator => page.getByRole('spinbutton', { name });
const press = (name: string): Promise<void> => button(name).click();
const shows = (text: string): Promise<void> => page.getByText(text).first().waitFor();

async function nameCustomer(name: string): Promise<void> {
  await textbox('Customer').fill(name);
  await press('Next');
  await shows(`Questions for ${name}`);
}

function stored(fields: string, where: string): Record<string, unknown> | undefined {
  return gadgets.org.transaction(gadgets.org.persona('admin')!.userId, (transaction) => transaction.query(parseSoql(`SELECT ${fields} FROM Gadget__c WHERE ${where}`), { mode: 'system', sharing: 'without' }).rows[0]?.fields);
}

/** Name of the focused element's role, through all shadow roots. */
const focused = (): Promise<string> => page.locator(':focus').evaluate((element) => `${element.getAttribute('role') ?? element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? ''}`.trim());

async function violations(): Promise<string[]> {
  await page.evaluate(axe);
  const result = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run());
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
}

test('a flow is a page: inputs by its address, a wizard in a screen, a record saved, and back to where retURL says', async () => {
  await open(quoteUrl(1, '&retURL=/lightning/o/Gadget__c/list'));
  await shows('Gadget 02');
  expect(await page.title()).toBe('Quote a gadget | Gadget Console');
  await nameCustomer('Ada');
  expect(await page.locator('c-gadget-wizard .actions').textContent()).toBe('BACK NEXT');
  await press('No');
  await press('No');
  expect(await page.locator('c-gadget-wizard .quote').textContent()).toBe('We pay €5.00');
  await press('Accept');
  await shows('Thank you, Ada. We pay 5.');
  const { Status__c: status, Price__c: price } = stored('Status__c, Price__c', "Serial__c = 'SN-1002'")!;
  expect([status, String(price)]).toEqual(['Retired', '5.00']);
  await press('Close');
  await page.getByText('12 items').waitFor();
  expect(new URL(page.url()).pathname).toBe('/lightning/o/Gadget__c/list');
  expect(faults).toEqual([]);
}, 30_000);

test('what is missing is told at the field, which gets the focus; a new screen gets it next', async () => {
  await open(quoteUrl(2));
  await textbox('Customer').waitFor();
  await press('Next');
  await shows('Please enter some valid input. Input is not optional.');
  expect(await focused()).toBe('input');
  expect(await page.getByRole('status').filter({ hasText: '1 field needs your attention.' }).count()).toBe(1);
  await nameCustomer('Ada');
  expect(await focused()).toBe('group Questions');
  await press('Next');
  await page.getByRole('alert').getByText('Answer every question first.').waitFor();
  expect(faults).toEqual([]);
}, 30_000);

test('the screen before comes back with its answers, the next one with what its component had told', async () => {
  await open(quoteUrl(3));
  await nameCustomer('Ada');
  await press('Yes');
  await press('No');
  await shows('We pay €30.00');
  await press('Not now');
  expect(await textbox('Customer').inputValue()).toBe('Ada');
  await nameCustomer('Grace');
  expect(await page.locator('c-gadget-wizard .quote').textContent()).toBe('We pay €30.00');
  expect(faults).toEqual([]);
}, 30_000);

test('every kind of field takes its answer to the flow', async () => {
  await open('/flow/Gadget_Screen_Intake');
  await textbox('Model').fill('Handset');
  await textbox('Serial number').fill('SN-8000');
  await number('Age in years').fill('7');
  // It shows 99.5 as money until it has the focus.
  await page.getByLabel('Price').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('80.25');
  await textbox('Bought on').fill('Jan 31, 2026');
  await page.getByText('In its box').click();
  await textbox('Unlock code').fill('secret');
  await page.getByRole('combobox', { name: 'Status' }).selectOption('In use');
  await page.getByRole('group', { name: 'Extras' }).getByText('Charger').click();
  await page.getByRole('option', { name: 'Case' }).click();
  await page.getByRole('button', { name: 'Move selection to Selected' }).click();
  expect(await textbox('Unlock code').getAttribute('type')).toBe('password');
  await press('Next');
  await shows('Answers: Handset 7 1/31/2026 true new');
  await shows('charger case');
  await textbox('Gadget Name').fill('Gadget taken in');
  await page.getByRole('combobox', { name: 'Status' }).selectOption('New');
  await page.getByRole('combobox', { name: 'Keeper' }).fill('Ada');
  await page.getByRole('option', { name: /Ada Lovelace/ }).click();
  await press('Next');
  await textbox('Serial number').waitFor();
  expect(await textbox('Model').inputValue()).toBe('');
  const gadget = stored('Name, Status__c, Keeper__c, Sold_On__c, Checked__c, Price__c', "Serial__c = 'SN-8000'")!;
  expect(Object.fromEntries(Object.entries(gadget).map(([name, value]) => [name, String(value)]))).toMatchObject({ Name: 'Gadget taken in', Status__c: 'New', Keeper__c: gadgets.contactId, Sold_On__c: expect.stringContaining('2026-01-31'), Checked__c: 'true', Price__c: '80.25' });
  expect(faults).toEqual([]);
}, 40_000);

test('fields show and hide, and choices follow, while a person answers', async () => {
  await open('/flow/Gadget_Screen_Intake');
  await page.getByLabel('Like new').waitFor();
  expect(await textbox('What is broken?').count()).toBe(0);
  await page.getByText('Damaged', { exact: true }).click();
  await textbox('What is broken?').fill('The glass');
  await textbox('Model').fill('Gadget 1');
  const alike = page.getByRole('combobox', { name: 'Gadgets named alike' });
  await alike.locator('option', { hasText: 'Gadget 12' }).waitFor({ state: 'attached' });
  expect(await alike.locator('option').allTextContents()).toEqual(['--None--', 'Gadget 10', 'Gadget 11', 'Gadget 12']);
  expect(await textbox('What is broken?').inputValue()).toBe('The glass');
  await page.getByText('Like new', { exact: true }).click();
  await textbox('What is broken?').waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
}, 30_000);

test('a rule of the flow is told at its field, in a section that opens for it', async () => {
  await open('/flow/Gadget_Screen_Intake');
  await textbox('Model').fill('Gadget 1');
  await textbox('Serial number').fill('SN-8001');
  await number('Age in years').fill('60');
  await press('The gadget');
  await number('Age in years').waitFor({ state: 'hidden' });
  await press('Next');
  await shows('Nothing is older than 50 years.');
  expect(await number('Age in years').isVisible()).toBe(true);
  expect(await page.getByText('Nothing is older than 50 years.').count()).toBe(1);
  await number('Age in years').fill('50');
  await page.getByText('Nothing is older than 50 years.').waitFor({ state: 'detached' });
  await press('Next');
  await shows('Answers: Gadget 1 50');
  expect(faults).toEqual([]);
}, 30_000);

test('texts are shown without what could run', async () => {
  await open('/flow/Gadget_Screen_Intake');
  await page.getByText('Look closely.').waitFor();
  expect(await page.evaluate('globalThis.broken')).toBeUndefined();
  expect(await page.locator('lightning-flow script, lightning-flow [onerror]').count()).toBe(0);
}, 30_000);

test('a step that fails ends the flow in general words; an administrator learns why', async () => {
  await open('/lightning/signin?startURL=/flow/Gadget_Screen_Intake');
  await page.getByRole('button', { name: /Admin/ }).click();
  await textbox('Model').fill('Twice');
  await textbox('Serial number').fill('SN-1001');
  await press('Next');
  await page.getByRole('alert').getByText('An unhandled fault has occurred').waitFor();
  await page.getByRole('alert').getByText('DUPLICATE_VALUE').waitFor();
  expect(stored('Id', "Name = 'Twice'")).toBeUndefined();
  expect(faults).toEqual([]);
}, 30_000);

test('a flow that is not there says so', async () => {
  await open('/flow/No_Such_Flow');
  await page.getByRole('alert').getByText('There is no flow named No_Such_Flow.').waitFor();
  expect(faults).toEqual([]);
}, 30_000);

test('a quick action runs its flow in a dialog for the record, and the page follows', async () => {
  await open(recordUrl(4));
  await page.getByRole('button', { name: 'Show more actions' }).click();
  await page.getByRole('menuitem', { name: 'Quote' }).click();
  await page.getByRole('dialog').getByText('Gadget 05').waitFor();
  await nameCustomer('Ada');
  await press('Yes');
  await press('Yes');
  await press('Accept');
  await press('Close');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.locator('force-highlights-panel').getByText('Retired').waitFor();
  expect(faults).toEqual([]);
}, 30_000);

test('a flow on a record page has the record, pauses and goes on, and begins anew at its end', async () => {
  await open(recordUrl(6));
  await page.getByRole('tab', { name: 'Quote' }).click();
  await page.getByText('Gadget 07, sold for').waitFor();
  await textbox('Customer').fill('Ada');
  await press('Pause');
  await shows('The quote waits for you.');
  await press('Resume');
  expect(await textbox('Customer').inputValue()).toBe('Ada');
  await press('Next');
  await press('Yes');
  await press('Yes');
  await press('Accept');
  await press('Close');
  await textbox('Customer').waitFor();
  expect(await textbox('Customer').inputValue()).toBe('');
  await page.locator('force-highlights-panel').getByText('Retired').waitFor();
  expect(faults).toEqual([]);
}, 30_000);

test('a paused interview has an address to go on at', async () => {
  await open(quoteUrl(0));
  await textbox('Customer').fill('Ada');
  const paused = page.waitForRequest(/\/pause$/);
  await press('Pause');
  const [, interviewId] = /interviews\/([^/]+)\/pause$/.exec((await paused).url())!;
  await shows('The quote waits for you.');
  await page.goto(`${gadgets.origin}/flow/Gadget_Screen_Quote/${interviewId}`);
  await textbox('Customer').waitFor();
  expect(await textbox('Customer').inputValue()).toBe('Ada');
  expect(faults).toEqual([]);
}, 30_000);

test('a component hears of each screen and of the end with the outputs, and may start again', async () => {
  await open('/lightning/n/Gadget_Flows');
  await textbox('Gadget id').fill(gadgets.gadgetIds[8]!);
  await press('Start here');
  await nameCustomer('Ada');
  await press('Yes');
  await press('Yes');
  await press('Accept');
  await press('Close');
  await shows('Your flow finished.');
  const quote = 'Gadget_Screen_Quote.quote';
  expect(await page.locator('.heard li').allTextContents()).toEqual([`STARTED Quote a gadget ${quote}=null`, `STARTED Quote a gadget ${quote}=null`, `STARTED Quote a gadget ${quote}=100`, `FINISHED Quote a gadget ${quote}=100`]);
  await press('Start once more');
  await textbox('Customer').waitFor();
  expect(faults).toEqual([]);
}, 30_000);

test('a page reference leads to a flow, and retURL back', async () => {
  await open('/lightning/n/Gadget_Flows');
  await textbox('Gadget id').fill(gadgets.gadgetIds[9]!);
  await press('Open as a page');
  await shows('Gadget 10');
  expect(new URL(page.url()).pathname).toBe('/lightning/flow/Gadget_Screen_Quote');
  await nameCustomer('Ada');
  await press('Yes');
  await press('Yes');
  await press('Accept');
  await press('Close');
  await textbox('Gadget id').waitFor();
  expect(new URL(page.url()).pathname).toBe('/lightning/n/Gadget_Flows');
  expect(faults).toEqual([]);
}, 30_000);

test('a component that fills its screen leads to the end by itself; a rule of the flow speaks through it', async () => {
  const url = (price: number): string => `/flow/Gadget_Screen_Short?flow__price=${price}&retURL=${gadgets.gadgetIds[11]}`;
  await open(url(5));
  await shows('Two questions');
  expect(await page.locator('c-gadget-wizard .actions').textContent()).toBe('FINISH');
  expect(await page.locator('lightning-flow header, lightning-flow footer').count()).toBe(0);
  await press('Yes');
  await press('Yes');
  await press('Accept');
  await page.locator('c-gadget-wizard').getByRole('alert').getByText('We pay nothing below 10.').waitFor();
  await page.goto(gadgets.origin + url(50));
  await press('Yes');
  await press('Yes');
  await press('Accept');
  await page.getByRole('heading', { level: 1 }).getByText('Gadget 12').waitFor();
  expect(faults).toEqual([]);
}, 30_000);

test('components of the platform ask and tell like others; one that is not there names itself', async () => {
  await open('/flow/Gadget_Screen_Contact');
  await textbox('E-mail').waitFor();
  await press('Next');
  await shows('Complete this field.');
  await textbox('E-mail').fill('ada@gadgets.example');
  await textbox('Telephone').fill('030 1');
  await page.getByText('Inactive').click();
  await page.getByRole('slider').press('ArrowRight');
  await page.getByRole('combobox', { name: 'Keeper' }).fill('Ada');
  await page.getByRole('option', { name: /Ada Lovelace/ }).click();
  await press('Next');
  await shows(`030 1 true 4 ${gadgets.contactId}`);
  await shows('flowruntime:datatable');
  expect(faults).toEqual([]);
}, 30_000);

test('when the org does not answer, what was entered waits to be sent again', async () => {
  await open(quoteUrl(0));
  await textbox('Customer').fill('Ada');
  await context.route('**/next', (route) => route.abort());
  await press('Next');
  await page.getByRole('alert').getByText('The local org cannot be reached').waitFor();
  await context.unroute('**/next');
  await press('Next');
  await shows('Questions for Ada');
  expect(await page.getByRole('alert').count()).toBe(0);
}, 30_000);

test('a page that is left gives its interview up', async () => {
  await open(quoteUrl(0));
  await textbox('Customer').waitFor();
  const left = page.waitForRequest(/\/lightning\/api\/interviews\/[-0-9a-f]+\/leave$/);
  await page.getByRole('link', { name: 'Home' }).click();
  expect((await (await left).response())?.status()).toBe(204);
  expect(faults).toEqual([]);
}, 30_000);

test.each([
  ['a screen with every kind of field', '/flow/Gadget_Screen_Intake', async () => {
    await page.getByText('Damaged', { exact: true }).click();
    await textbox('What is broken?').waitFor();
  }],
  ['a screen with mistakes', '/flow/Gadget_Screen_Intake', async () => {
    await press('Next');
    await shows('Please enter some valid input.');
  }],
  ['a screen with a component', '/flow/Gadget_Screen_Quote?recordId=:gadget', async () => {
    await nameCustomer('Ada');
    await press('Next');
    await shows('Answer every question first.');
  }],
  ['a screen with components of the platform', '/flow/Gadget_Screen_Contact', () => textbox('E-mail').waitFor()],
  ['a paused flow', '/flow/Gadget_Screen_Quote?recordId=:gadget', async () => {
    await textbox('Customer').fill('Ada');
    await press('Pause');
    await shows('The quote waits for you.');
  }],
  ['a flow that cannot start', '/flow/No_Such_Flow', () => shows('There is no flow named')],
])('%s fits a phone without scrolling sideways, and axe finds nothing', async (_name, path, act) => {
  await open(path.replace(':gadget', gadgets.gadgetIds[10]!), PHONE);
  await act();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
  expect(await violations()).toEqual([]);
  await page.setViewportSize(DESKTOP);
  expect(await violations()).toEqual([]);
  expect(faults).toEqual([]);
}, 40_000);
