import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { connect } from '../../connectors/index.ts';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import type { OpenedOrg } from '../../local-org/index.ts';
import { serveLocalOrg, type ServedOrg } from '../../local-org/serve.ts';
import { publishLocalKey } from '../../cli/keys/local-key.ts';
import { Workplace } from '../loop.ts';
import { exampleGtin } from '../orders.ts';
import { violations } from '../steps/visits.ts';

/** A customer downloads what is kept about them, is erased, and is found nowhere afterwards: not in a table, a file, a job or an export. */
const TRACES = ['Emma', 'Johnson', 'emma.johnson', 'customer@loop.example', '5550142', 'Rosenweg 7', 'C-0026'];
const DAY = 86_400_000;
const GTIN = exampleGtin(700_022);
const KEY = `01/${GTIN.padStart(14, '0')}/21/PRIV1`;
const workplace = new Workplace();
const database = workplace.file('org.sqlite');
let served: ServedOrg;
let browser: Browser;
const problems: string[] = [];

type Persona = 'admin' | 'agent' | 'customer' | 'integration';
/** For what only one who stands inside can do: moving the clock. */
const inside = (): OpenedOrg => served.org as OpenedOrg;
const session = (persona: Persona): string => served.sessions.issue(served.org.persona(persona)!.userId);
const asAdmin = async () => connect({ accessToken: session('admin'), instanceUrl: served.origin });

function apex(persona: Persona, source: string): void {
  const { success, compileProblem, exceptionMessage } = served.org.executeAnonymous(served.org.persona(persona)!.userId, source);
  if (!success) throw new Error(compileProblem ?? exceptionMessage ?? source);
}

/** A sale to the customer; the second time with another price, which the ledger cannot take. */
async function sell(amountMinor: string): Promise<string> {
  const events = [{
    type: 'Sold', sourceSystem: 'b2c:kestrel-eu', sourceEventId: 'b2c:kestrel-eu:order:1', occurredAt: '2026-03-01T10:00:00Z', channel: 'Online', brandCode: 'KESTREL',
    item: { gtin: GTIN, serial: 'PRIV1', sku: 'K-1', name: 'Falcon' }, price: { amountMinor, currency: 'EUR' },
    customer: { externalId: 'C-0026', email: 'emma.johnson@example.com', firstName: 'Emma', lastName: 'Johnson', phone: '+49 30 5550142', consented: true },
  }];
  const answer = await fetch(`${served.origin}/services/apexrest/loop/v1/events`, { method: 'POST', headers: { authorization: `Bearer ${session('integration')}`, 'content-type': 'application/json' }, body: JSON.stringify({ events }) });
  return ((await answer.json()) as { results: { outcome: string }[] }).results[0]!.outcome;
}

/** Something of the customer wherever people leave something. */
const TRACKS = `
  Contact c = [SELECT Id, AccountId FROM Contact WHERE Email = 'emma.johnson@example.com'];
  update new Contact(Id = c.Id, Phone = '+49 30 5550142', MailingStreet = 'Rosenweg 7', DoNotCall = true);
  update new Account(Id = c.AccountId, BillingStreet = 'Rosenweg 7');
  Case request = new Case(ContactId = c.Id, Subject = 'Emma asks', Description = 'To Rosenweg 7', SuppliedEmail = 'emma.johnson@example.com');
  insert request;
  insert new CaseComment(ParentId = request.Id, CommentBody = 'Emma Johnson called');
  insert new EmailMessage(ParentId = request.Id, FromAddress = 'emma.johnson@example.com', Subject = 'Emma', TextBody = 'Johnson');
  Task forgotten = new Task(WhoId = c.Id, Subject = 'Emma Johnson');
  insert new List<Task>{ forgotten, new Task(WhoId = c.Id, Subject = 'Call Emma') };
  delete forgotten;
  insert new ContentVersion(Title = 'Emma', PathOnClient = 'emma.txt', VersionData = Blob.valueOf('Emma Johnson'), FirstPublishLocationId = request.Id);
  Messaging.SingleEmailMessage mail = new Messaging.SingleEmailMessage();
  mail.setToAddresses(new List<String>{ 'emma.johnson@example.com' });
  mail.setSubject('Hello Emma');
  mail.setPlainTextBody('Dear Emma Johnson');
  Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ mail });`;

async function pageOf(persona: Persona | undefined, width: number): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width, height: 844 }, acceptDownloads: true });
  if (persona !== undefined) await context.request.post(`${served.origin}/lightning/api/persona`, { form: { alias: persona, startURL: '/' } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  return { context, page };
}

async function portal(width: number): Promise<{ context: BrowserContext; page: Page }> {
  const { context, page } = await pageOf(undefined, width);
  await page.goto(`${served.origin}/s/privacy`);
  await page.getByRole('button', { name: /Customer/ }).click();
  await page.waitForURL(`${served.origin}/s/**`);
  await page.goto(`${served.origin}/s/privacy`);
  await page.getByRole('button', { name: 'Download my data' }).waitFor();
  return { context, page };
}

async function accessible(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(page.viewportSize()!.width);
}

/** Where texts of the customer stand; signed tokens are read as well. */
function traces(texts: Iterable<readonly [place: string, text: string]>): string[] {
  const found = new Set<string>();
  for (const [place, text] of texts) {
    const tokens = [...text.matchAll(/eyJ[\w-]+/g)].map(([token]) => Buffer.from(token, 'base64url').toString('utf8'));
    for (const trace of TRACES) if ([text, ...tokens].some((one) => one.toLowerCase().includes(trace.toLowerCase()))) found.add(`${place}: ${trace}`);
  }
  return [...found];
}

/** Every column of every table of the data file: recycle bin, files, jobs and what the org itself keeps. */
function* stored(): Generator<readonly [string, string]> {
  const copy = workplace.file('copy.sqlite');
  // the org holds its file alone
  for (const part of ['', '-wal']) copyFileSync(database + part, copy + part);
  const file = new DatabaseSync(copy);
  try {
    for (const { name } of file.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as { name: string }[]) {
      // source code of the package names people in examples
      if (name === 'ApexClass') continue;
      for (const row of file.prepare(`SELECT * FROM "${name}"`).all()) {
        for (const [column, value] of Object.entries(row)) {
          if (typeof value === 'string') yield [`${name}.${column}`, value];
          else if (value instanceof Uint8Array) yield [`${name}.${column}`, Buffer.from(value).toString('utf8')];
        }
      }
    }
  } finally {
    file.close();
  }
}

async function loop(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await workplace.loop([...args, '--target-org', served.origin], { env: { LOOP_ACCESS_TOKEN: session('admin') } });
  expect([args, code, stderr]).toEqual([args, 0, code === 0 ? stderr : '']);
  return stdout;
}

async function resolved(address: string): Promise<string> {
  const answer = await fetch(served.origin + address, { headers: { accept: 'application/ld+json' } });
  return answer.text();
}

beforeAll(async () => {
  served = await serveLocalOrg({ projectDir: path.resolve(import.meta.dirname, '../../..'), databaseFile: database, port: 0 });
  await publishLocalKey(served, asAdmin);
  expect(await sell('129900')).toBe('created');
  expect(await sell('1')).toBe('conflict');
  apex('admin', TRACKS);
  apex('customer', "PortalCertificatesController.issue([SELECT Passport_Id__c FROM Product_Twin__c].Passport_Id__c, 'Ownership', true);");
  apex('admin', "System.schedule('Erasures', '0 15 * * * ?', new ErasureJob());");
  browser = await launchBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await workplace.close();
});

test('the customer downloads everything that is kept about them', async () => {
  const { context, page } = await portal(1280);
  await accessible(page);
  await page.getByText('We may call you').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download my data' }).click()]);
  await page.getByText('Your data was downloaded.').waitFor();
  const { schema, sections } = JSON.parse(readFileSync(await download.path(), 'utf8')) as { schema: string; sections: { object: string; records: Record<string, unknown>[] }[] };
  expect(schema).toBe('loop/personal-data/1');
  const records = (object: string): Record<string, unknown>[] => sections.find((section) => section.object === object)!.records;
  expect(records('Contact')).toMatchObject([{ FirstName: 'Emma', MailingStreet: 'Rosenweg 7' }]);
  expect(records('Product_Twin__c')).toMatchObject([{ Serial_Number__c: 'PRIV1' }]);
  expect(['Case', 'CaseComment', 'EmailMessage', 'Task', 'ContentDocument', 'Quarantined_Event__c', 'Lifecycle_Event__c', 'User'].map((object) => [object, records(object).length])).toEqual(
    ['Case', 'CaseComment', 'EmailMessage', 'Task', 'ContentDocument', 'Quarantined_Event__c', 'Lifecycle_Event__c', 'User'].map((object) => [object, 1]),
  );
  await context.close();
}, 60_000);

test('they ask to be erased, by keyboard, after they saw what it does', async () => {
  const { context, page } = await portal(390);
  await page.getByRole('button', { name: 'I want to be erased' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'What stays without your name' }).waitFor();
  await accessible(page);
  expect(await page.getByRole('button', { name: 'Erase me' }).isDisabled()).toBe(true);
  await page.getByRole('textbox', { name: 'Type ERASE to confirm' }).focus();
  await page.keyboard.type('erase');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('You asked to be erased.').waitFor();
  await accessible(page);
  expect(await page.getByRole('button', { name: 'Cancel the erasure' }).isEnabled()).toBe(true);
  await context.close();
}, 60_000);

test('the search finds them before', () => {
  const places = traces([...stored()]);
  expect(TRACES.filter((trace) => !places.some((place) => place.endsWith(trace)))).toEqual([]);
  expect(places).toEqual(expect.arrayContaining(['Item_Certificate__c.Token__c: Emma', 'ContentVersion.VersionData: Emma', 'EmailMessage.TextBody: Johnson']));
}, 60_000);

test('after the cooling-off period the job erases them, and nothing of them is found', async () => {
  inside().passTime(13 * DAY);
  expect((await (await asAdmin()).query('SELECT Status__c FROM Erasure_Request__c')).records).toMatchObject([{ Status__c: 'Scheduled' }]);
  inside().passTime(2 * DAY);
  const { records } = await (await asAdmin()).query<Record<string, string>>('SELECT Status__c, Failure__c, Log__c FROM Erasure_Request__c');
  expect(records).toMatchObject([{ Status__c: 'Done', Failure__c: null }]);
  expect(traces([...stored()])).toEqual([]);
}, 120_000);

test('the log of sent mails forgets them after a month, and nothing comes back', async () => {
  inside().passTime(30 * DAY);
  expect(traces(inside().emails.map((email) => ['outbox', JSON.stringify(email)] as const))).toEqual([]);
  expect(await sell('129900')).toBe('unchanged');
  expect(traces([...stored()])).toEqual([]);
}, 120_000);

test('no export names them, and the history verifies', async () => {
  const exported = workplace.file('twin.json');
  await loop('twin', 'export', KEY, '--output', exported);
  const texts: (readonly [string, string])[] = [['twin export', readFileSync(exported, 'utf8')], ['EPCIS', await loop('epcis', 'export', KEY)], ['passport', await resolved(`/services/apexrest/loop/v1/dl/${KEY}`)]];
  expect(texts.every(([, text]) => text.includes('PRIV1'))).toBe(true);
  expect(traces(texts)).toEqual([]);
  expect(JSON.parse(await loop('verify', KEY, '--json'))).toMatchObject({ verdict: 'valid' });
}, 60_000);

test('the agent sees the item without an owner, the administrator that it was done', async () => {
  const { records } = await (await asAdmin()).query<{ Id: string; Owner_Contact__c: string | null }>('SELECT Id, Owner_Contact__c FROM Product_Twin__c');
  expect(records).toMatchObject([{ Owner_Contact__c: null }]);
  const agent = await pageOf('agent', 1280);
  await agent.page.goto(`${served.origin}/lightning/r/Product_Twin__c/${records[0]!.Id}/view`);
  await agent.page.getByText('PRIV1').first().waitFor();
  await agent.page.getByText('Erased at their own request').waitFor();
  expect(traces([['page of the item', await agent.page.locator('main').innerText()]])).toEqual([]);
  await agent.context.close();
  const admin = await pageOf('admin', 1280);
  await admin.page.goto(`${served.origin}/lightning/o/Erasure_Request__c/list?filterName=All`);
  await admin.page.getByRole('gridcell', { name: 'Done' }).or(admin.page.getByRole('cell', { name: 'Done' })).first().waitFor();
  await admin.context.close();
  expect(problems).toEqual([]);
}, 60_000);
