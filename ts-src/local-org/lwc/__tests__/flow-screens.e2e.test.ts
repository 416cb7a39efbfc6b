import type { Locator } from 'playwright-core';
import { DESKTOP, FlowBrowser, PHONE } from './support/flow-browser.ts';

let at: FlowBrowser;

beforeAll(async () => {
  at = await FlowBrowser.launch();
}, 120_000);
afterAll(() => at?.close());
afterEach(() => at.context?.close());

const age = (): Locator => at.page.getByRole('spinbutton', { name: 'Age in years' });

test('what is missing is told at the field, which gets the focus; a new screen gets it next', async () => {
  await at.open(at.quoteUrl(2));
  await at.textbox('Customer').waitFor();
  await at.press('Next');
  await at.shows('Please enter some valid input. Input is not optional.');
  expect(await at.focused()).toBe('input');
  expect(await at.page.getByRole('status').filter({ hasText: '1 field needs your attention.' }).count()).toBe(1);
  await at.nameCustomer('Ada');
  expect(await at.focused()).toBe('group Questions');
  await at.press('Next');
  await at.page.getByRole('alert').getByText('Answer every question first.').waitFor();
  expect(at.faults).toEqual([]);
}, 30_000);

test('the screen before comes back with its answers, the next one with what its component had told', async () => {
  await at.open(at.quoteUrl(3));
  await at.nameCustomer('Ada');
  await at.press('Yes');
  await at.press('No');
  await at.shows('We pay €30.00');
  await at.press('Not now');
  expect(await at.textbox('Customer').inputValue()).toBe('Ada');
  await at.nameCustomer('Grace');
  expect(await at.page.locator('c-gadget-wizard .quote').textContent()).toBe('We pay €30.00');
  expect(at.faults).toEqual([]);
}, 30_000);

test('every kind of field takes its answer to the flow', async () => {
  await at.open('/flow/Gadget_Screen_Intake');
  await at.textbox('Model').fill('Handset');
  await at.textbox('Serial number').fill('SN-8000');
  await age().fill('7');
  // It shows 99.5 as money until it has the focus.
  await at.page.getByLabel('Price').click();
  await at.page.keyboard.press('Control+A');
  await at.page.keyboard.type('80.25');
  await at.textbox('Bought on').fill('Jan 31, 2026');
  await at.page.getByText('In its box').click();
  await at.textbox('Unlock code').fill('secret');
  await at.page.getByRole('combobox', { name: 'Status' }).selectOption('In use');
  await at.page.getByRole('group', { name: 'Extras' }).getByText('Charger').click();
  await at.page.getByRole('option', { name: 'Case' }).click();
  await at.page.getByRole('button', { name: 'Move selection to Selected' }).click();
  expect(await at.textbox('Unlock code').getAttribute('type')).toBe('password');
  await at.press('Next');
  await at.shows('Answers: Handset 7 1/31/2026 true new');
  await at.shows('charger case');
  await at.textbox('Gadget Name').fill('Gadget taken in');
  await at.page.getByRole('combobox', { name: 'Status' }).selectOption('New');
  await at.page.getByRole('combobox', { name: 'Keeper' }).fill('Ada');
  await at.page.getByRole('option', { name: /Ada Lovelace/ }).click();
  await at.press('Next');
  await at.textbox('Serial number').waitFor();
  expect(await at.textbox('Model').inputValue()).toBe('');
  expect(at.stored('Name, Status__c, Keeper__c, Sold_On__c, Checked__c, Price__c', "Serial__c = 'SN-8000'")).toMatchObject({ Name: 'Gadget taken in', Status__c: 'New', Keeper__c: at.gadgets.contactId, Sold_On__c: expect.stringContaining('2026-01-31'), Checked__c: 'true', Price__c: '80.25' });
  expect(at.faults).toEqual([]);
}, 40_000);

test('every kind of field has its answer again on the way back', async () => {
  await at.open('/flow/Gadget_Screen_Intake');
  await at.textbox('Model').fill('Handset');
  await at.textbox('Serial number').fill('SN-8002');
  await age().fill('0');
  await at.textbox('Bought on').fill('Jan 31, 2026');
  const collected = at.page.getByRole('group', { name: 'Collected at' });
  await collected.getByLabel('Date', { exact: true }).fill('Feb 1, 2026');
  await at.page.keyboard.press('Tab');
  await collected.getByLabel('Time', { exact: true }).click();
  await collected.getByRole('option', { name: '9:30 AM' }).click();
  await at.page.getByText('In its box').click();
  await at.page.getByText('Damaged', { exact: true }).click();
  await at.textbox('What is broken?').fill('The glass');
  await at.page.getByRole('combobox', { name: 'Status' }).selectOption('In use');
  // what is marked and not moved yet stays when the screen hears from the org
  await at.page.getByRole('option', { name: 'Case' }).click();
  const refreshed = at.page.waitForResponse(/\/refresh$/);
  await at.page.getByRole('group', { name: 'Extras' }).getByText('Charger').click();
  await refreshed;
  await at.page.getByRole('button', { name: 'Move selection to Selected' }).click();
  await at.press('Next');
  await at.shows('Answers: Handset 0 1/31/2026 true damaged The glass charger case');
  await at.press('Previous');
  await at.textbox('Serial number').waitFor();
  const values = await Promise.all([age(), at.textbox('Bought on'), collected.getByLabel('Date', { exact: true }), collected.getByLabel('Time', { exact: true }), at.textbox('What is broken?'), at.page.getByRole('combobox', { name: 'Status' })].map((control) => control.inputValue()));
  expect(values).toEqual(['0', 'Jan 31, 2026', 'Feb 1, 2026', '9:30 AM', 'The glass', 'In_Use']);
  expect(await Promise.all([at.page.getByLabel('In its box'), at.page.getByLabel('Damaged'), at.page.getByRole('group', { name: 'Extras' }).getByLabel('Charger')].map((control) => control.isChecked()))).toEqual([true, true, true]);
  expect(await at.page.getByRole('listbox', { name: 'Selected' }).getByRole('option').allTextContents()).toEqual(['Case']);
  expect(at.faults).toEqual([]);
}, 40_000);

test('fields show and hide, and choices follow, while a person answers', async () => {
  await at.open('/flow/Gadget_Screen_Intake');
  await at.page.getByLabel('Like new').waitFor();
  expect(await at.textbox('What is broken?').count()).toBe(0);
  await at.page.getByText('Damaged', { exact: true }).click();
  await at.textbox('What is broken?').fill('The glass');
  await at.textbox('Model').fill('Gadget 1');
  const alike = at.page.getByRole('combobox', { name: 'Gadgets named alike' });
  await alike.locator('option', { hasText: 'Gadget 12' }).waitFor({ state: 'attached' });
  expect(await alike.locator('option').allTextContents()).toEqual(['--None--', 'Gadget 10', 'Gadget 11', 'Gadget 12']);
  expect(await at.textbox('What is broken?').inputValue()).toBe('The glass');
  await at.page.getByText('Like new', { exact: true }).click();
  await at.textbox('What is broken?').waitFor({ state: 'detached' });
  expect(at.faults).toEqual([]);
}, 30_000);

test('a rule of the flow is told at its field, in a section that opens for it', async () => {
  await at.open('/flow/Gadget_Screen_Intake');
  await at.textbox('Model').fill('Gadget 1');
  await at.textbox('Serial number').fill('SN-8001');
  await age().fill('60');
  await at.press('The gadget');
  await age().waitFor({ state: 'hidden' });
  await at.press('Next');
  await at.shows('Nothing is older than 50 years.');
  expect(await age().isVisible()).toBe(true);
  expect(await at.page.getByText('Nothing is older than 50 years.').count()).toBe(1);
  await age().fill('50');
  await at.page.getByText('Nothing is older than 50 years.').waitFor({ state: 'detached' });
  await at.press('Next');
  await at.shows('Answers: Gadget 1 50');
  expect(at.faults).toEqual([]);
}, 30_000);

test('a field that gets the focus is not under the header', async () => {
  await at.open('/flow/Gadget_Screen_Intake');
  await at.textbox('Model').fill('Gadget 1');
  await at.textbox('Serial number').fill('SN-8003');
  await age().fill('60');
  await at.textbox('Unlock code').focus();
  const target = (await age().boundingBox())!.y - 40;
  await at.page.evaluate(`scrollTo(0, ${target})`);
  await at.page.getByRole('button', { name: 'Next' }).dispatchEvent('click');
  await at.shows('Nothing is older than 50 years.');
  await at.page.waitForTimeout(100);
  const [header, field] = [await at.page.locator('header.chrome').boundingBox(), await age().boundingBox()];
  expect(field!.y).toBeGreaterThan(header!.y + header!.height);
}, 30_000);

test('texts are shown without what could run', async () => {
  await at.open('/flow/Gadget_Screen_Intake');
  await at.page.getByText('Look closely.').waitFor();
  expect(await at.page.evaluate('globalThis.broken')).toBeUndefined();
  expect(await at.page.locator('lightning-flow script, lightning-flow [onerror]').count()).toBe(0);
}, 30_000);

test('a step that fails ends the flow in general words; an administrator learns why', async () => {
  await at.open('/lightning/signin?startURL=/flow/Gadget_Screen_Intake');
  await at.page.getByRole('button', { name: /Admin/ }).click();
  await at.textbox('Model').fill('Twice');
  await at.textbox('Serial number').fill('SN-1001');
  await at.press('Next');
  await at.page.getByRole('alert').getByText('An unhandled fault has occurred').waitFor();
  await at.page.getByRole('alert').getByText('DUPLICATE_VALUE').waitFor();
  expect(at.stored('Id', "Name = 'Twice'")).toBeUndefined();
  expect(at.faults).toEqual([]);
}, 30_000);

test('components of the platform ask and tell like others; one that is not there names itself', async () => {
  await at.open('/flow/Gadget_Screen_Contact');
  await at.textbox('E-mail').waitFor();
  await at.press('Next');
  await at.shows('Complete this field.');
  await at.textbox('E-mail').fill('ada@at.gadgets.example');
  await at.textbox('Telephone').fill('030 1');
  await at.page.getByText('Inactive').click();
  await at.page.getByRole('slider').press('ArrowRight');
  await at.page.getByRole('combobox', { name: 'Keeper' }).fill('Ada');
  await at.page.getByRole('option', { name: /Ada Lovelace/ }).click();
  await at.press('Next');
  await at.shows(`030 1 true 4 ${at.gadgets.contactId}`);
  await at.shows('flowruntime:datatable');
  expect(at.faults).toEqual([]);
}, 30_000);

test('when the org does not answer, what was entered waits to be sent again', async () => {
  await at.open(at.quoteUrl(0));
  await at.textbox('Customer').fill('Ada');
  await at.context.route('**/next', (route) => route.abort());
  await at.press('Next');
  await at.page.getByRole('alert').getByText('The local org cannot be reached').waitFor();
  await at.context.unroute('**/next');
  await at.press('Next');
  await at.shows('Questions for Ada');
  expect(await at.page.getByRole('alert').count()).toBe(0);
}, 30_000);

test('a refresh that was asked for on one screen is not sent on the next', async () => {
  await at.open(at.quoteUrl(0));
  await at.textbox('Customer').fill('Ada');
  await at.page.waitForResponse(/\/refresh$/);
  let refreshes = 0;
  at.page.on('request', (request) => (refreshes += request.url().endsWith('/refresh') ? 1 : 0));
  await at.page.route('**/next', async (route) => {
    await at.textbox('Customer').fill('Grace');
    await at.page.waitForTimeout(400);
    await route.continue();
  });
  await at.press('Next');
  await at.shows('Questions for Ada');
  await at.page.waitForTimeout(400);
  expect([refreshes, at.faults]).toEqual([0, []]);
}, 30_000);

test.each([
  ['a screen with every kind of field', '/flow/Gadget_Screen_Intake', async () => {
    await at.page.getByText('Damaged', { exact: true }).click();
    await at.textbox('What is broken?').waitFor();
  }],
  ['a screen with mistakes', '/flow/Gadget_Screen_Intake', async () => {
    await at.press('Next');
    await at.shows('Please enter some valid input.');
  }],
  ['a screen with a component', '/flow/Gadget_Screen_Quote?recordId=:gadget', async () => {
    await at.nameCustomer('Ada');
    await at.press('Next');
    await at.shows('Answer every question first.');
  }],
  ['a screen with components of the platform', '/flow/Gadget_Screen_Contact', () => at.textbox('E-mail').waitFor()],
  ['a paused flow', '/flow/Gadget_Screen_Quote?recordId=:gadget', async () => {
    await at.textbox('Customer').fill('Ada');
    await at.press('Pause');
    await at.shows('The quote waits for you.');
  }],
  ['a flow that cannot start', '/flow/No_Such_Flow', () => at.shows('There is no flow named')],
])('%s fits a phone without scrolling sideways, and axe finds nothing', async (_name, path, act) => {
  await at.open(path.replace(':gadget', at.gadgets.gadgetIds[10]!), PHONE);
  await act();
  expect(await at.page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
  expect(await at.violations()).toEqual([]);
  await at.page.setViewportSize(DESKTOP);
  expect(await at.violations()).toEqual([]);
  expect(at.faults).toEqual([]);
}, 40_000);
