import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { Workplace, type Started } from '../loop.ts';
import { answer, answerAll, findAtDesk, openCase, sign } from '../steps/trade-in.ts';
import { DESK, PHONE, PHOTO, serious } from '../steps/visits.ts';

/** A trade-in from the scan to the counter-offer, as associate, inspector, agent and manager, on a phone and on a desk. */
const workplace = new Workplace();
const pictures = path.resolve(import.meta.dirname, '../../../.loop/pictures');

interface Item {
  readonly Id: string;
  readonly Serial_Number__c: string;
  readonly Owner_Contact__r: { readonly Email: string };
}

let org: Started;
let browser: Browser;
let phones: Item[];
let watches: Item[];
const problems: string[] = [];
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  org = await workplace.start();
  const admin = await workplace.connection('admin');
  const owned = async (family: string): Promise<Item[]> => {
    const soql = `SELECT Id, Serial_Number__c, Owner_Contact__r.Email FROM Product_Twin__c WHERE Stage__c = 'Owned' AND Purchased_On__c > 2022-01-01 AND Owner_Contact__r.Email != null AND Product__r.Family = '${family}' AND Id NOT IN (SELECT Product_Twin__c FROM Trade_In__c) ORDER BY Purchased_On__c DESC LIMIT 5`;
    return (await admin.query<Item>(soql)).records;
  };
  phones = await owned('phone');
  watches = await owned('watch');
  browser = await launchBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await workplace.close();
});

/** A page of a persona, signed in. */
async function pageOf(persona: string, viewport: typeof DESK): Promise<Page> {
  const context = await browser.newContext({ viewport });
  contexts.push(context);
  await context.request.post(`${org.origin}/lightning/api/persona`, { form: { alias: persona, startURL: '/' } });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && !/ERR_INTERNET_DISCONNECTED/.test(message.text()) && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  return page;
}

const picture = (page: Page, name: string): Promise<Buffer> => page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });

const offerOf = async (page: Page): Promise<string> => (await page.locator('c-trade-in-offer [data-id="amount"]').first().innerText()).trim();

const status = async (item: Item): Promise<string> => {
  const admin = await workplace.connection('admin');
  const { records } = await admin.query<{ Status__c: string }>(`SELECT Status__c FROM Trade_In__c WHERE Product_Twin__c = '${item.Id}'`);
  return records.map((record) => record.Status__c).join();
};

/** More wear is found than was declared, and proven. */
async function inspectWorn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Inspect', exact: true }).click();
  await answer(page, 'condition', 'worn');
  await page.getByRole('button', { name: 'Save inspection' }).click();
  await page.getByText('What moved the price', { exact: true }).waitFor();
  await page.locator('tr[data-code="condition"] input[type=file]').setInputFiles({ name: 'dent.png', mimeType: 'image/png', buffer: PHOTO });
  await page.getByText('Photo attached').waitFor();
}

async function sendCounterOffer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send counter-offer' }).first().click();
  await page.locator('[data-id="reason"] button').click();
  await page.getByRole('option').first().click();
  await page.locator('[data-id="questions"] label').first().click();
  await page.locator('[data-id="send"] button').click();
  await page.locator('[data-id="history"]').getByText('Counter Offered').waitFor();
}

/** From the scan to a signed acceptance at the desk. */
async function acceptAtDesk(page: Page, item: Item): Promise<void> {
  await findAtDesk(page, org.origin, item.Serial_Number__c);
  await page.getByRole('button', { name: 'Start trade-in' }).click();
  await page.getByText('Answer the questions to see a price').waitFor();
  await answerAll(page, item.Owner_Contact__r.Email);
  await page.getByRole('button', { name: 'Make offer' }).click();
  await page.getByText('Because', { exact: true }).waitFor();
  await sign(page);
  await page.getByRole('button', { name: 'Accept offer' }).click();
  await page.getByText('Accepted. Hand the item over').waitFor();
}

test('the associate quotes and takes in a phone within twelve taps', async () => {
  const page = await pageOf('associate', PHONE);
  const [phone] = phones as [Item];
  await findAtDesk(page, org.origin, phone.Serial_Number__c);
  expect(await page.locator('[data-id="verdict"]').innerText()).toContain('The history is unchanged');
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: 'Start trade-in' }).click();
  await page.getByText('Answer the questions to see a price').waitFor();
  const answers = await answerAll(page, phone.Owner_Contact__r.Email);
  // scan, start, address, one tap an answer, make the offer
  expect(1 + 1 + 1 + answers + 1).toBeLessThanOrEqual(12);
  await page.locator('[data-id="photo"] input[type=file]').setInputFiles({ name: 'front.png', mimeType: 'image/png', buffer: PHOTO });
  await page.getByText('1 photo(s) added').waitFor();
  const preview = page.locator('[data-id="preview"] lightning-formatted-number');
  await preview.waitFor();
  const estimated = (await preview.innerText()).trim();
  expect(await serious(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  await picture(page, 'trade-in-condition-phone');
  await page.getByRole('button', { name: 'Make offer' }).click();
  await page.getByText('Because', { exact: true }).waitFor();
  expect(await offerOf(page)).toBe(estimated);
  await page.getByRole('button', { name: 'Show how the price was made' }).click();
  expect(await page.locator('c-trade-in-offer tbody tr').count()).toBeGreaterThan(3);
  expect(await page.getByRole('button', { name: 'Accept offer' }).isDisabled()).toBe(true);
  await sign(page);
  expect(await serious(page)).toEqual([]);
  await picture(page, 'trade-in-offer-phone');
  await page.getByRole('button', { name: 'Accept offer' }).click();
  await page.getByText('Accepted. Hand the item over to the back office.').waitFor();
  expect(await status(phone)).toBe('Accepted');
}, 120_000);

test('answers given without a signal are kept and sent when it is back, and a closed page goes on', async () => {
  const page = await pageOf('associate', PHONE);
  const phone = phones[1]!;
  await findAtDesk(page, org.origin, phone.Serial_Number__c);
  await page.getByRole('button', { name: 'Start trade-in' }).click();
  await page.getByText('Answer the questions to see a price').waitFor();
  await page.getByLabel('E-mail of the customer').fill(phone.Owner_Contact__r.Email);
  await page.context().setOffline(true);
  await answer(page, 'condition', 'fair');
  await page.getByText('No signal. Your answers wait on this device').waitFor();
  await page.context().setOffline(false);
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.goto(`${org.origin}/lightning/n/Trade_In_Desk`);
  await page.getByText('Open trade-ins', { exact: true }).waitFor();
  await page.locator('c-trade-in-find section button').first().click();
  await page.locator('[data-question="condition"]').waitFor();
  expect(await page.locator('[data-question="condition"] input[value="fair"]').isChecked()).toBe(true);
}, 120_000);

test('what was begun by mistake is cancelled, after one question', async () => {
  const page = await pageOf('associate', PHONE);
  await page.goto(`${org.origin}/lightning/n/Trade_In_Desk`);
  await page.locator('c-trade-in-find section button').first().click();
  await page.getByRole('button', { name: 'Cancel trade-in' }).click();
  await page.getByText('Cancel this trade-in?').waitFor();
  expect(await serious(page)).toEqual([]);
  await picture(page, 'trade-in-cancel-phone');
  await page.getByRole('button', { name: 'Yes, cancel' }).click();
  await page.getByText('Cancelled. The item stays with the customer.').waitFor();
  expect(await status(phones[1]!)).toBe('Cancelled');
}, 120_000);

test('whoever is not the owner is stopped politely, and nothing tells who is', async () => {
  const page = await pageOf('associate', PHONE);
  const phone = phones[2]!;
  await findAtDesk(page, org.origin, phone.Serial_Number__c);
  await page.getByRole('button', { name: 'Start trade-in' }).click();
  await page.getByText('Answer the questions to see a price').waitFor();
  await answerAll(page, 'somebody.else@example.com');
  await page.getByRole('button', { name: 'Make offer' }).click();
  await page.getByText('The customer is not who we expected').waitFor();
  expect(await page.content()).not.toContain(phone.Owner_Contact__r.Email);
  expect(await status(phone)).toBe('On Hold');
  await picture(page, 'trade-in-hold-phone');
}, 120_000);

test('the inspector finds more wear, proves it and sends a counter-offer; declined, the item goes back', async () => {
  const [phone] = phones as [Item];
  const page = await pageOf('inspector', DESK);
  await openCase(page, org.origin, phone.Id);
  await page.getByRole('button', { name: 'Receive item' }).click();
  await inspectWorn(page);
  const photos = page.locator('[data-id="photos"] img');
  expect(await photos.count()).toBeGreaterThanOrEqual(2);
  // waits until each is drawn; of one that is no picture it throws
  await photos.evaluateAll((images) => Promise.all(images.map((image) => (image as unknown as { decode(): Promise<void> }).decode())));
  expect(await serious(page)).toEqual([]);
  await picture(page, 'trade-in-inspection-desktop');
  await sendCounterOffer(page);
  const agent = await pageOf('agent', DESK);
  await openCase(agent, org.origin, phone.Id);
  await agent.locator('[data-action="decline"] button').click();
  await agent.locator('[data-action="returnToCustomer"] button').click();
  await agent.locator('[data-id="history"]').getByText('Returned').first().waitFor();
  const admin = await workplace.connection('admin');
  const { records } = await admin.query<{ Stage__c: string }>(`SELECT Stage__c FROM Product_Twin__c WHERE Id = '${phone.Id}'`);
  expect(records[0]!.Stage__c).toBe('Owned');
}, 120_000);

test('an offer above the limit waits for a manager, who sees it and approves', async () => {
  const watch = watches[0]!;
  const associate = await pageOf('associate', PHONE);
  await findAtDesk(associate, org.origin, watch.Serial_Number__c);
  await associate.getByRole('button', { name: 'Start trade-in' }).click();
  await associate.getByText('Answer the questions to see a price').waitFor();
  await answerAll(associate, watch.Owner_Contact__r.Email);
  await associate.getByRole('button', { name: 'Make offer' }).click();
  await associate.getByText('A manager must approve this offer').waitFor();
  const manager = await pageOf('manager', DESK);
  await manager.goto(`${org.origin}/lightning/n/Trade_In_Approvals`);
  const waiting = manager.locator('li[data-row]');
  await waiting.first().waitFor();
  const before = await waiting.count();
  expect(await serious(manager)).toEqual([]);
  await picture(manager, 'trade-in-approvals-desktop');
  // oldest first: the one just made is the last
  await waiting.last().getByRole('button', { name: 'Approve' }).click();
  await waiting.nth(before - 1).waitFor({ state: 'detached' });
  await associate.goto(`${org.origin}/lightning/n/Trade_In_Desk`);
  await associate.locator('c-trade-in-find section button').first().click();
  await associate.getByText('Because', { exact: true }).waitFor();
  await sign(associate);
  await associate.getByRole('button', { name: 'Accept offer' }).click();
  await associate.getByText('Accepted. Hand the item over').waitFor();
}, 120_000);

test('a customer who wants a watch back that was taken in gets it back, with the reason in its history', async () => {
  const watch = watches[0]!;
  const page = await pageOf('inspector', DESK);
  await openCase(page, org.origin, watch.Id);
  await page.getByRole('button', { name: 'Receive item' }).click();
  await page.locator('[data-action="giveBack"] button').click();
  await page.locator('[data-id="reason"] button').click();
  await page.getByRole('option', { name: 'The customer wants it back' }).click();
  expect(await serious(page)).toEqual([]);
  await picture(page, 'trade-in-give-back-desktop');
  await page.setViewportSize(PHONE);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  await picture(page, 'trade-in-give-back-phone');
  await page.locator('[data-id="send"] button').click();
  await page.locator('[data-action="returnToCustomer"] button').click();
  const history = page.locator('[data-id="history"]');
  await history.getByText('Returned to Customer').waitFor();
  await history.getByText('The customer wants it back').waitFor();
  expect(await status(watch)).toBe('Returned to Customer');
  const admin = await workplace.connection('admin');
  const { records } = await admin.query<{ Stage__c: string; Owner_Contact__r: { Email: string } }>(`SELECT Stage__c, Owner_Contact__r.Email FROM Product_Twin__c WHERE Id = '${watch.Id}'`);
  expect(records[0]).toMatchObject({ Stage__c: 'Owned', Owner_Contact__r: { Email: watch.Owner_Contact__r.Email } });
}, 120_000);

test('an item that was accepted is taken in when it is scanned again, and the customer accepts a lower offer on the phone', async () => {
  const phone = phones[4]!;
  const associate = await pageOf('associate', PHONE);
  await acceptAtDesk(associate, phone);
  await findAtDesk(associate, org.origin, phone.Serial_Number__c, 'Go on with trade-in');
  await associate.getByRole('button', { name: 'Go on with trade-in' }).click();
  await associate.getByRole('button', { name: 'Receive item' }).click();
  await associate.getByText('The item is with us.').waitFor();
  expect(await serious(associate)).toEqual([]);
  await picture(associate, 'trade-in-received-phone');
  const inspector = await pageOf('inspector', DESK);
  await openCase(inspector, org.origin, phone.Id);
  await inspectWorn(inspector);
  await sendCounterOffer(inspector);
  const agent = await pageOf('agent', DESK);
  await openCase(agent, org.origin, phone.Id);
  await agent.locator('[data-action="accept"] button').click();
  await agent.getByText('Accepted on the phone', { exact: true }).click();
  await agent.getByText('The customer agrees to the offer and to the terms of the trade-in').click();
  expect(await serious(agent)).toEqual([]);
  await picture(agent, 'trade-in-accepted-on-the-phone-desktop');
  await agent.locator('c-trade-in-acceptance [data-id="accept"] button').click();
  await agent.locator('[data-id="history"]').getByText('Accepted on the phone').waitFor();
  expect(await status(phone)).toBe('Counter Accepted');
}, 120_000);

test('the desk gives an item back that it took in', async () => {
  const phone = phones[1]!;
  const page = await pageOf('associate', PHONE);
  await acceptAtDesk(page, phone);
  await page.getByRole('button', { name: 'Receive item' }).click();
  await page.getByRole('button', { name: 'Give it back' }).click();
  await page.locator('[data-id="reason"] button').click();
  await page.getByRole('option', { name: 'The customer wants it back' }).click();
  expect(await serious(page)).toEqual([]);
  await picture(page, 'trade-in-desk-give-back-phone');
  await page.locator('[data-id="send"] button').click();
  await page.getByRole('button', { name: 'Return item free of charge' }).click();
  await page.getByText('The customer has the item again.').waitFor();
  expect(await status(phone)).toBe('Cancelled,Returned to Customer');
}, 120_000);

test('the screen flow is the same desk with the same price', async () => {
  const phone = phones[3]!;
  const page = await pageOf('associate', PHONE);
  await page.goto(`${org.origin}/flow/TradeIn_Screen_Quote?recordId=${phone.Id}`);
  await page.getByRole('button', { name: 'Start trade-in' }).click();
  await page.getByText('Answer the questions to see a price').waitFor();
  await answerAll(page, phone.Owner_Contact__r.Email);
  await page.getByRole('button', { name: 'Make offer' }).click();
  await page.getByText('Because', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Decline' }).click();
  await page.getByText('Declined. The item stays with the customer.').waitFor();
  await page.getByRole('button', { name: 'Finish' }).waitFor();
  expect(await status(phone)).toBe('Declined');
  await page.goto(`${org.origin}/flow/TradeIn_Screen_Quote?recordId=${phone.Id}`);
  await page.getByRole('button', { name: 'Start trade-in' }).click();
  await answer(page, 'condition', 'good');
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Cancel trade-in' }).click();
  await page.getByRole('button', { name: 'Yes, cancel' }).click();
  await page.getByText('Cancelled. The item stays with the customer.').waitFor();
  await page.getByRole('button', { name: 'Finish' }).waitFor();
  expect(await status(phone)).toBe('Declined,Cancelled');
}, 120_000);

test('nothing went wrong behind the pages', () => {
  expect(problems).toEqual([]);
});
