import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../testing/browser.ts';
import { violations } from '../testing/pages.ts';
import { openGadgetOrg } from './support/gadget-org.ts';
import type { GadgetOrg } from './support/gadget-org.ts';

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };

let gadgets: GadgetOrg;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [gadgets, browser] = await Promise.all([openGadgetOrg(), launchBrowser()]);
  page = await browser.newPage({ viewport: DESKTOP });
  page.setDefaultTimeout(8_000);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await gadgets?.close();
});

/** A mail of Apex; `more` are statements about `mail`. */
function send(subject: string, more: string): void {
  const result = gadgets.org.executeAnonymous(gadgets.org.persona('admin')!.userId, `Messaging.SingleEmailMessage mail = new Messaging.SingleEmailMessage(); mail.setSubject('${subject}'); ${more} Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ mail });`);
  expect(result.exceptionMessage).toBeNull();
  gadgets.org.runJobs();
}

const article = (subject: string) => page.getByRole('article').filter({ has: page.getByRole('heading', { name: subject, exact: true }) });

async function accessible(): Promise<void> {
  for (const viewport of [PHONE, DESKTOP]) {
    await page.setViewportSize(viewport);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
    expect(await violations(page)).toEqual([]);
  }
}

test('without mails the page says so, and needs no session', async () => {
  await page.goto(`${gadgets.origin}/lightning/mails`);
  await page.getByText('No mail was sent yet.').waitFor();
  expect(await page.context().cookies()).toEqual([]);
  await accessible();
}, 30_000);

test('mails stand newest first, with the text as it was sent and its addresses as links', async () => {
  send('First', "mail.setToAddresses(new List<String>{ 'a@example.com' }); mail.setCcAddresses(new List<String>{ 'c@example.com' }); mail.setPlainTextBody('Code: 123456\\n<b>Open</b> https://example.com/go?a=1&b=2#c.');");
  send('Second <i>', `mail.setTargetObjectId('${gadgets.contactId}'); mail.setPlainTextBody('Hello');`);
  await page.goto(`${gadgets.origin}/lightning/mails`);
  expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['Second <i>', 'First']);
  await page.getByText('2 mails, newest first.').waitFor();
  const first = article('First');
  expect(await first.getByText('Code: 123456').textContent()).toBe('Code: 123456\n<b>Open</b> https://example.com/go?a=1&b=2#c.');
  expect(await first.getByRole('link', { name: 'https://example.com/go?a=1&b=2#c', exact: true }).getAttribute('href')).toBe('https://example.com/go?a=1&b=2#c');
  await first.getByText('To: a@example.com', { exact: true }).waitFor();
  await first.getByText('Cc: c@example.com', { exact: true }).waitFor();
  expect(Date.parse((await first.locator('time').getAttribute('datetime'))!)).toBe(gadgets.org.sentEmails()[0]!.at);
  await accessible();
}, 30_000);

test('who is written to by the Id stands there by name and address', async () => {
  await article('Second <i>').getByText('To: Ada Lovelace <ada@gadgets.example>', { exact: true }).waitFor();
});

test('HTML shows in a frame in which no script runs', async () => {
  send('Styled', "mail.setToAddresses(new List<String>{ 'a@example.com' }); mail.setHtmlBody('<h1>Hi & bye</h1><script>top.broken = 1; document.body.textContent = \"run\";<' + '/script><a href=\"https://example.com\">Go</a>');");
  await page.goto(`${gadgets.origin}/lightning/mails`);
  const frame = page.frameLocator('iframe[title="Styled"]');
  await frame.getByRole('heading', { name: 'Hi & bye' }).waitFor();
  await frame.getByRole('link', { name: 'Go' }).waitFor();
  expect(await page.evaluate("'broken' in globalThis")).toBe(false);
}, 30_000);

test('persona menu and both sign-in pages lead there', async () => {
  for (const start of ['/lightning/signin', '/s/login']) {
    await page.goto(gadgets.origin + start);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await accessible();
    await page.getByRole('link', { name: 'Sent mails' }).click();
    await page.getByRole('heading', { name: 'Sent mails' }).waitFor();
  }
  await page.goto(`${gadgets.origin}/lightning/n/Gadget_Scan`);
  await page.getByTitle('View profile').click();
  await page.getByRole('link', { name: 'Sent mails' }).click();
  await page.getByRole('heading', { name: 'Sent mails' }).waitFor();
}, 30_000);

test('of very many the latest hundred show', async () => {
  for (let index = 0; index < 101; index += 1) send(`Many ${index}`, "mail.setToAddresses(new List<String>{ 'a@example.com' }); mail.setPlainTextBody('x');");
  await page.goto(`${gadgets.origin}/lightning/mails`);
  await page.getByText('The latest 100 of 104 mails, newest first.').waitFor();
  expect(await page.getByRole('article').count()).toBe(100);
}, 60_000);
