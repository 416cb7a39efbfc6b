import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connection } from 'jsforce';
import type { Browser, Page } from 'playwright-core';
import type { Diagnosis } from '../../cli/doctor/run.ts';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { Workplace, type Started } from '../loop.ts';
import { exampleGtin } from '../orders.ts';
import { DESK, PHONE, Visits } from '../steps/visits.ts';

/** The administrator sees what does not work and puts it in order: jobs, an event in quarantine, a message that was given up. */
const GTIN = exampleGtin(700_032);
const workplace = new Workplace();
/** What the partner's system answers. */
let answer = 410;
let receiver: Server;
let org: Started;
let browser: Browser;
let visits: Visits;
let page: Page;
let admin: Connection;
let partner: Connection;

beforeAll(async () => {
  receiver = createServer((request, response) => request.resume().on('end', () => response.writeHead(answer).end()));
  await new Promise((resolve) => receiver.listen(0, '127.0.0.1', () => resolve(null)));
  org = await workplace.start('--no-data');
  [admin, partner] = [await workplace.connection('admin'), await workplace.connection('integration')];
  browser = await launchBrowser();
  visits = new Visits(browser, org.origin);
  page = await visits.page(PHONE, 'admin');
}, 180_000);
afterAll(async () => {
  await browser?.close();
  receiver.close();
  await workplace.close();
});

const event = (id: string, more: Readonly<Record<string, unknown>>): Record<string, unknown> => ({ sourceSystem: 'shop', sourceEventId: id, occurredAt: '2026-03-01T10:00:00Z', ...more });
const sale = (id: string): Record<string, unknown> => event(id, { type: 'Sold', item: { gtin: GTIN, serial: 'OPS-1', name: 'Operations watch' }, brandCode: 'OPS', price: { amountMinor: '100', currency: 'EUR' } });
const record = async (...events: readonly object[]): Promise<string[]> => (await partner.apex.post<{ results: { outcome: string }[] }>('/loop/v1/events', { events })).results.map(({ outcome }) => outcome);

async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const found = await ask();
    if (holds(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const deliveries = async (): Promise<string[]> => (await admin.query<{ Status__c: string }>('SELECT Status__c FROM Webhook_Delivery__c ORDER BY Name')).records.map(({ Status__c }) => Status__c);

async function doctor(...flags: string[]): Promise<{ code: number; diagnosis: Diagnosis; notOk: string[] }> {
  const { code, stdout, stderr } = await workplace.loop(['doctor', '--json', ...flags]);
  if (stdout === '') throw new Error(stderr);
  const diagnosis = JSON.parse(stdout) as Diagnosis;
  return { code, diagnosis, notOk: diagnosis.findings.filter(({ state }) => state !== 'ok').map(({ name, state }) => `${name} ${state}`) };
}

const finding = (name: string, state: string): Promise<void> => page.locator(`[data-finding="${name}"][data-state="${state}"]`).waitFor();

/** Chooses all rows of a list and presses its button. */
async function decide(list: string, button: string): Promise<void> {
  const rows = page.locator(list);
  await rows.getByRole('checkbox', { name: 'Select all' }).check({ force: true });
  await rows.getByRole('button', { name: button, exact: true }).click();
}

test('the doctor and the page tell what does not work', async () => {
  await admin.sobject('Webhook_Subscription__c').create({ Name: 'Partner', Endpoint__c: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`, Active__c: true });
  expect(await record(sale('ops:1'))).toEqual(['created']);
  await until(deliveries, ([status]) => status === 'Failed');
  expect(await record({ ...sale('ops:2'), occurredAt: '2026-03-10T10:00:00Z' })).toEqual(['conflict']);
  const { code, diagnosis, notOk } = await doctor();
  expect([code, diagnosis.state, notOk]).toEqual([2, 'error', ['jobs error', 'deliveries warning', 'quarantine warning']]);
  await page.goto(`${org.origin}/lightning/n/Operations`);
  await finding('jobs', 'error');
  await finding('quarantine', 'warning');
  await finding('deliveries', 'warning');
  await page.locator('c-health-quarantine').getByRole('button', { name: 'Replay' }).waitFor();
  expect(await page.locator('[data-finding]').first().getAttribute('data-state')).toBe('error');
  await visits.look(page, 'operations-phone');
}, 60_000);

test('one button schedules every job', async () => {
  await page.getByRole('button', { name: 'Schedule all' }).click();
  await finding('jobs', 'ok');
  const { totalSize } = await admin.query("SELECT Id FROM CronTrigger WHERE CronJobDetail.JobType = '7'");
  expect(totalSize).toBe((await admin.query('SELECT Id FROM Expected_Job__mdt WHERE Active__c = true')).totalSize);
}, 60_000);

test('an event that is still wrong stays in quarantine with its reason, and is recorded once that is mended', async () => {
  await decide('c-health-quarantine', 'Replay');
  const outcome = page.locator('c-health-quarantine [data-outcome]');
  await outcome.waitFor();
  expect(await outcome.innerText()).not.toBe('Recorded');
  await finding('quarantine', 'warning');
  expect(await record(event('ops:3', { type: 'Corrected', item: { gtin: GTIN, serial: 'OPS-1' }, correctsSourceEventId: 'ops:1', reason: 'did_not_occur' }))).toEqual(['appended']);
  await decide('c-health-quarantine', 'Replay');
  await page.locator('c-health-quarantine [data-outcome]').getByText('Recorded', { exact: true }).waitFor();
  await finding('quarantine', 'ok');
}, 60_000);

test('a message that was given up is sent again once its receiver works, signed with a new secret that is shown once', async () => {
  answer = 204;
  const { records } = await admin.query<{ Id: string }>('SELECT Id FROM Webhook_Subscription__c WHERE Active__c = false');
  await admin.sobject('Webhook_Subscription__c').update({ Id: records[0]!.Id, Active__c: true });
  await page.getByRole('button', { name: 'New secret for Partner' }).click();
  const secret = page.getByLabel('Secret of Partner, shown only now');
  await secret.waitFor();
  expect(await secret.inputValue()).toMatch(/^whsec_/);
  await page.getByRole('button', { name: 'Hide it' }).click();
  await secret.waitFor({ state: 'detached' });
  await decide('c-health-deliveries', 'Replay');
  await page.locator('c-health-deliveries [data-outcome]').getByText('Will be sent again', { exact: true }).waitFor();
  await until(deliveries, (states) => states.every((status) => status === 'Delivered'));
}, 60_000);

test('then all is well, on the page and for the doctor', async () => {
  await page.setViewportSize(DESK);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.locator('c-health-deliveries [data-id="empty"]').waitFor();
  expect(await page.locator('[data-finding]:not([data-state="ok"])').count()).toBe(0);
  await visits.look(page, 'operations-desk');
  const { code, notOk } = await doctor();
  expect([code, notOk]).toEqual([0, []]);
  expect(visits.problems).toEqual([]);
}, 60_000);
