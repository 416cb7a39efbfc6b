import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { Workplace, type Started } from '../loop.ts';
import { PHONE, Visits, settled } from '../steps/visits.ts';

/**
 * An owner gives an item away by a code; the new owner takes it over; within the window the giver undoes it. Joint owners,
 * locks, and the brand takes it back. Another owner lends on the phone: whoever borrows the item proves it by a link, until it is back.
 */
const workplace = new Workplace();
let org: Started;
let browser: Browser;
let page: Page;
let itemId: string;
let owner: string;
const problems: string[] = [];

beforeAll(async () => {
  org = await workplace.start();
  const admin = await workplace.connection('admin');
  const { records } = await admin.query<{ Id: string; Owner_Contact__r: { Name: string } }>(
    "SELECT Id, Owner_Contact__r.Name FROM Product_Twin__c WHERE Stage__c = 'Owned' AND Product__r.Family = 'handbag' AND Owner_Contact__r.LastName != 'Tanaka' AND Id NOT IN (SELECT Product_Twin__c FROM Trade_In__c) LIMIT 1",
  );
  itemId = records[0]!.Id;
  owner = records[0]!.Owner_Contact__r.Name;
  browser = await launchBrowser();
  page = await open('agent');
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await workplace.close();
});

async function open(persona: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 } });
  await context.request.post(`${org.origin}/lightning/api/persona`, { form: { alias: persona, startURL: '/' } });
  return watch(await context.newPage());
}

function watch(opened: Page): Page {
  opened.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  opened.on('pageerror', (error) => problems.push(error.message));
  return opened;
}

/** Name of the owner; undefined when nobody owns the item. */
async function ownerNow(): Promise<string | undefined> {
  const admin = await workplace.connection('admin');
  const { records } = await admin.query<{ Owner_Contact__r: { Name: string } | null }>(`SELECT Owner_Contact__r.Name FROM Product_Twin__c WHERE Id = '${itemId}'`);
  return records[0]!.Owner_Contact__r?.Name;
}

async function takeOver(code: string): Promise<void> {
  await page.locator('c-ownership-card [data-id="enter-code"] input').fill(code);
  const picker = page.locator('c-ownership-card [data-id="receiver"] input');
  await picker.fill('Tanaka');
  await page.getByRole('option', { name: /Tanaka/ }).first().click();
  await page.getByRole('button', { name: 'Take over' }).click();
}

test('a wrong code is refused without a word about anybody', async () => {
  await page.goto(`${org.origin}/lightning/r/Product_Twin__c/${itemId}/view`);
  await takeOver('AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-JJJJ');
  const answer = page.locator('c-ownership-card [data-id="answer"]');
  await answer.filter({ hasText: /\w/ }).waitFor();
  expect(await answer.innerText()).not.toContain(owner);
  expect(await ownerNow()).toBe(owner);
}, 60_000);

test('the code passes the item on, and the timeline tells', async () => {
  await page.reload();
  await page.getByRole('button', { name: 'Give away' }).click();
  const code = await page.locator('c-ownership-card [data-id="code"]').innerText();
  expect(code).toMatch(/^([0-9A-Z]{4}-){8}[0-9A-Z]{4}$/);
  await page.getByRole('button', { name: 'I have noted them' }).click();
  await takeOver(code);
  await page.getByText('The item has a new owner.').waitFor();
  expect(await ownerNow()).toContain('Tanaka');
  await page.reload();
  await page.getByRole('heading', { name: 'Passed to another owner' }).waitFor();
  expect(await page.locator('c-twin-authenticity [data-id="verdict"]').innerText()).toContain('The history is unchanged');
}, 60_000);

test('within the window the giver takes it back', async () => {
  await page.locator('c-ownership-card').getByRole('button', { name: 'Undo' }).click();
  await page.locator('c-ownership-card').getByText('Undone', { exact: true }).waitFor();
  expect(await ownerNow()).toBe(owner);
}, 60_000);

test('without an account the giver takes it back by the second code, on the public page', async () => {
  await page.getByRole('button', { name: 'Give away' }).click();
  await page.locator('c-ownership-card [data-id="codes"]').waitFor();
  const [code, undoCode] = await page.locator('c-ownership-card [data-id="codes"] .code').allInnerTexts();
  await page.getByRole('button', { name: 'I have noted them' }).click();
  await takeOver(code!);
  await page.getByText('The item has a new owner.').waitFor();
  const guest = await (await browser.newContext({ viewport: { width: 390, height: 800 } })).newPage();
  watch(guest);
  await guest.goto(`${org.origin}/s/accept`);
  await guest.getByLabel('Your second code').fill(code!);
  await guest.getByRole('button', { name: 'Take the item back' }).click();
  await guest.getByText('This code is not valid').waitFor();
  expect(await ownerNow()).toContain('Tanaka');
  await guest.getByLabel('Your second code').fill(undoCode!);
  await guest.getByRole('button', { name: 'Take the item back' }).click();
  await guest.getByText('The item is yours again').waitFor();
  expect(await ownerNow()).toBe(owner);
  expect(await guest.locator('body').innerText()).not.toContain(owner);
  await guest.context().close();
}, 60_000);

test('an agent names a joint owner, locks the item and frees it: the card of transfers follows', async () => {
  await page.reload();
  const joint = page.locator('c-joint-owners');
  await joint.locator('[data-id="person"] input').fill('Tanaka');
  await page.getByRole('option', { name: /Tanaka/ }).first().click();
  await joint.getByRole('button', { name: 'Add joint owner' }).click();
  await joint.getByRole('button', { name: /Remove .*Tanaka/ }).click();
  await joint.getByText('Nobody owns the item together with its owner.').waitFor();
  const hold = page.locator('c-item-hold');
  await hold.getByRole('button', { name: 'Lock', exact: true }).click();
  await hold.getByRole('button', { name: 'Unlock' }).waitFor();
  await page.getByRole('button', { name: 'Give away' }).waitFor({ state: 'detached' });
  await hold.getByRole('button', { name: 'Unlock' }).click();
  await page.getByRole('button', { name: 'Give away' }).waitFor();
  expect(await hold.getByRole('button', { name: 'Take back for the brand' }).count()).toBe(0);
}, 60_000);

test('the administrator takes the item back for a reason: nobody owns it then', async () => {
  const admin = await open('admin');
  await admin.goto(`${org.origin}/lightning/r/Product_Twin__c/${itemId}/view`);
  await admin.getByRole('button', { name: 'Take back for the brand' }).click();
  await admin.getByRole('combobox', { name: 'Reason' }).click();
  await admin.getByRole('option', { name: 'Court Order' }).click();
  await admin.getByRole('button', { name: 'Take the item back' }).click();
  await admin.getByText('The brand has the item back.').waitFor();
  await admin.getByText('Reclaim · Court Order').waitFor();
  expect(await ownerNow()).toBeUndefined();
  expect(problems).toEqual([]);
}, 60_000);

test('an owner lends an item on the phone; a link proves it for just that time, and everybody sees that it is lent', async () => {
  const visits = new Visits(browser, org.origin);
  const mine = await visits.customer(PHONE);
  await mine.locator('c-portal-items a').first().click();
  await mine.getByRole('button', { name: 'Lend it' }).click();
  await mine.locator('c-lending-form').getByRole('button', { name: 'Lend it' }).click();
  const actions = mine.locator('c-portal-item-actions');
  await actions.getByText(/^Lent until \w+ \d+, \d{4}$/).waitFor();
  expect(await actions.getByRole('button', { name: 'Give it away' }).count()).toBe(0);
  await mine.locator('c-portal-end-of-life').getByText(/^This item is lent until/).waitFor();
  await visits.look(mine, 'lent');
  const link = await actions.getByRole('textbox', { name: 'Link' }).inputValue();

  const stranger = await visits.page(PHONE);
  await stranger.goto(link);
  await stranger.getByText(/^Its owner lent it until/).waitFor();
  expect(await settled(stranger)).not.toMatch(/Emma|Johnson/);
  await visits.look(stranger, 'lent-certificate');
  await stranger.goto(`${org.origin}/s/passport?passportId=${new URL(mine.url()).searchParams.get('passportId')!}`);
  await stranger.getByText(/^Its owner lent it until/).waitFor();
  await stranger.getByRole('heading', { name: 'Genuine', exact: true }).waitFor();
  expect(await settled(stranger)).not.toMatch(/Emma|Johnson/);

  await actions.getByRole('button', { name: 'I have it back' }).click();
  await actions.getByText('Good. The item is back, and the link opens nothing any more.').waitFor();
  await actions.getByRole('button', { name: 'Give it away' }).waitFor();
  await mine.getByText(/^Its owner lent it until/).waitFor({ state: 'detached' });
  await stranger.goto(link);
  await stranger.getByRole('heading', { name: 'No certificate to see' }).waitFor();
  expect(visits.problems).toEqual([]);
}, 120_000);
