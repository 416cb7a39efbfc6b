import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { Workplace, type Started } from '../loop.ts';
import { exampleGtin } from '../orders.ts';
import { askForRepair, report as send, rmaOf, type CenterAnswer } from '../steps/repair.ts';
import { DESK, PHONE, PHOTO, Visits, violations } from '../steps/visits.ts';

/** A customer sends a phone in for repair; the center reports by REST; the agent watches the clock; the passport tells. */
const workplace = new Workplace();
const GTIN = exampleGtin(700_006);
let org: Started;
let browser: Browser;
let visits: Visits;
let customer: Page;
let agent: Page;
let center: string;
let rma: string;
let twinId: string;

async function post(persona: string, resource: string, body: object): Promise<Record<string, unknown>> {
  const { accessToken } = await workplace.session(persona);
  const reply = await fetch(`${org.origin}/services/apexrest/loop/v1/${resource}`, { method: 'POST', headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  expect([reply.status, reply.ok ? '' : await reply.clone().text()]).toEqual([200, '']);
  return (await reply.json()) as Record<string, unknown>;
}

/** What the center is answered for one message. */
const report = (message: Readonly<Record<string, unknown>>): Promise<CenterAnswer> => send(org.origin, center, { rma, ...message });

beforeAll(async () => {
  org = await workplace.start('--no-data');
  const admin = await workplace.connection('admin');
  await admin.sobject('Product2').create({ Name: 'Nord 12', ProductCode: 'N-12', Family: 'smartphone', GTIN__c: GTIN.padStart(14, '0'), Brand_Code__c: 'NORD', Warranty_Months__c: 24, IsActive: true });
  const sale = {
    type: 'Sold', sourceSystem: 'b2c:kestrel-eu', sourceEventId: 'repair-1', occurredAt: '2023-03-01T10:00:00Z', channel: 'Online', brandCode: 'NORD', price: { amountMinor: '89900', currency: 'EUR' },
    item: { serial: 'REPAIR1', gtin: GTIN, sku: 'N-12', name: 'Nord 12' }, customer: { externalId: 'C-0026', email: 'emma.johnson@example.com', firstName: 'Emma', lastName: 'Johnson', consented: true },
  };
  const { results } = (await post('integration', 'events', { events: [sale] })) as { results: readonly { outcome: string; twinId: string }[] };
  expect(results[0]!.outcome).toBe('created');
  twinId = results[0]!.twinId;
  center = (await workplace.session('repair-centre')).accessToken;
  browser = await launchBrowser();
  visits = new Visits(browser, org.origin, 'pictures', violations);
  agent = await visits.page(DESK, 'agent');
  customer = await visits.customer(PHONE);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await workplace.close();
});

test('the customer asks for a repair on the phone, knows who pays, and gets a label', async () => {
  await askForRepair(customer, org.origin, 'Nord 12 (REPAIR1)');
  await customer.getByText('The warranty has ended: you get a quote first').waitFor();
  await customer.getByText('Battery does not last', { exact: true }).click();
  await customer.locator('input[type=file]').setInputFiles({ name: 'phone.png', mimeType: 'image/png', buffer: PHOTO });
  await customer.getByText('phone.png').waitFor();
  await visits.look(customer, 'repair-ask-phone');
  await customer.getByRole('button', { name: 'Send request' }).click();
  await customer.getByText('Your repair is approved. Print the label and send the item in.').waitFor();
  await visits.look(customer, 'repair-approved-phone');
  rma = await rmaOf(customer);
  expect(rma).toMatch(/^RMA-\d{8}$/);
  await customer.getByRole('link', { name: 'Print return label' }).click();
  await customer.getByRole('img', { name: `Return label ${rma}` }).waitFor();
  await customer.getByRole('button', { name: 'Print', exact: true }).waitFor();
  await visits.look(customer, 'repair-label-phone');
  await customer.emulateMedia({ media: 'print' });
  expect([await customer.getByRole('button', { name: 'Print', exact: true }).count(), await customer.getByRole('link', { name: 'Repairs' }).count()]).toEqual([0, 0]);
  await visits.keep(customer, 'repair-label-printed');
  await customer.emulateMedia({ media: null });
}, 60_000);

test('the agent finds the request on the list of the queue and takes it; the repair comes along', async () => {
  const desk = await visits.page(DESK, 'agent');
  const list = (object: string): string => `${org.origin}/lightning/o/${object}/list?filterName=Customer_Requests`;
  await desk.goto(list('Repair__c'));
  await desk.getByRole('link', { name: rma, exact: true }).waitFor();
  await desk.goto(list('Case'));
  await desk.getByRole('cell', { name: 'Circular Service' }).waitFor();
  await visits.look(desk, 'repair-queue');
  await desk.locator('tbody a').first().click();
  await desk.getByRole('button', { name: 'Change Owner', exact: true }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Queue' }).waitFor();
  await dialog.getByRole('combobox', { name: 'User' }).fill('Sam Okafor');
  await desk.getByRole('option', { name: /Sam Okafor/ }).click();
  await visits.keep(desk, 'repair-change-owner');
  await dialog.getByRole('button', { name: 'Change Owner', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  for (const object of ['Case', 'Repair__c']) {
    await desk.goto(list(object));
    await desk.getByText('0 items', { exact: true }).waitFor();
  }
  const admin = await workplace.connection('admin');
  const { records } = await admin.query<{ Owner: { Name: string }; Case__r: { Owner: { Name: string } } }>(`SELECT Owner.Name, Case__r.Owner.Name FROM Repair__c WHERE Name = '${rma}'`);
  expect([records[0]!.Owner.Name, records[0]!.Case__r.Owner.Name]).toEqual(['Sam Okafor', 'Sam Okafor']);
  await customer.goto(`${org.origin}/s/repairs`);
  await customer.getByText(rma, { exact: true }).waitFor();
}, 60_000);

test('the center reports; a message that comes twice or too early changes nothing', async () => {
  expect(await report({ messageId: 'm-0', step: 'repair' })).toMatchObject({ outcome: 'refused', status: 'Approved', errors: [{ rule: 'step' }] });
  expect(await report({ messageId: 'm-1', step: 'receive', serial: 'ANOTHER' })).toMatchObject({ outcome: 'done', status: 'Wrong Item' });
  expect(await report({ messageId: 'm-2', step: 'receive', serial: 'REPAIR1' })).toMatchObject({ outcome: 'done', status: 'Received' });
  expect(await report({ messageId: 'm-2', step: 'receive', serial: 'REPAIR1' })).toMatchObject({ outcome: 'unchanged', status: 'Received' });
  expect(await report({ messageId: 'm-3', step: 'diagnose', faults: ['Battery'], parts: ['Battery'], photos: [PHOTO.toString('base64')] })).toMatchObject({ outcome: 'done', status: 'Diagnosed' });
  expect(await report({ messageId: 'm-4', step: 'repair' })).toMatchObject({ outcome: 'refused', errors: [{ rule: 'notApproved' }] });
  expect(await report({ messageId: 'm-5', step: 'quote', amountMinor: '7900', currency: 'EUR' })).toMatchObject({ outcome: 'done', status: 'Quoted' });
}, 60_000);

test('the agent sees on the console where it stands and when the next step is due', async () => {
  await agent.goto(`${org.origin}/lightning/r/Product_Twin__c/${twinId}/view`);
  await agent.getByRole('tab', { name: 'Repairs' }).click();
  await agent.getByText(rma).waitFor();
  const clock = agent.locator('c-repair-list [data-id="clock"]');
  await clock.getByText('Next step due').waitFor();
  await agent.getByRole('button', { name: 'Approve quote' }).waitFor();
  await visits.look(agent, 'repair-console');
  const admin = await workplace.connection('admin');
  const { records } = await admin.query<{ Case__c: string }>(`SELECT Case__c FROM Repair__c WHERE Name = '${rma}'`);
  await agent.goto(`${org.origin}/lightning/r/Case/${records[0]!.Case__c}/view`);
  await agent.getByText(rma, { exact: true }).waitFor();
  await agent.getByRole('heading', { level: 1 }).waitFor();
  await visits.look(agent, 'repair-case');
}, 60_000);

test('the customer approves the quote in the portal; the item is repaired and comes back', async () => {
  await customer.goto(`${org.origin}/s/repairs`);
  await customer.locator('[data-id="quote"]').getByText('79').waitFor();
  await customer.getByRole('button', { name: 'Approve quote' }).click();
  await customer.getByText(`${rma} is now: Quote approved`).waitFor();
  expect(await report({ messageId: 'm-6', step: 'repair', parts: ['Battery'] })).toMatchObject({ outcome: 'done', status: 'Repaired' });
  expect(await report({ messageId: 'm-7', step: 'return', trackingNumber: 'TRACK-7' })).toMatchObject({ outcome: 'done', status: 'Returned' });
  await customer.reload();
  await customer.getByText('TRACK-7').waitFor();
  await customer.getByText('certified hands').waitFor();
  await visits.look(customer, 'repair-returned-phone');
  await customer.setViewportSize(DESK);
  await visits.look(customer, 'repair-returned');
}, 60_000);

test('the passport shows the certified repair to everybody, and the history verifies', async () => {
  const guest = await visits.page(DESK);
  await guest.goto(`${org.origin}/s/passport?gtin=${GTIN}&serial=REPAIR1`);
  await guest.getByRole('heading', { name: 'Certified repairs' }).waitFor();
  expect(await guest.locator('[data-id="repairs"]').innerText()).toContain('Battery');
  await visits.look(guest, 'repair-passport');
  const verified = await workplace.loop(['verify', `01/${GTIN.padStart(14, '0')}/21/REPAIR1`]);
  expect([verified.code, verified.stderr]).toEqual([0, '']);
  const admin = await workplace.connection('admin');
  const { records } = await admin.query<{ Event_Type__c: string }>(`SELECT Event_Type__c FROM Lifecycle_Event__c WHERE Product_Twin__c = '${twinId}' ORDER BY Sequence__c`);
  expect(records.map(({ Event_Type__c }) => Event_Type__c)).toEqual([
    'Sold', 'Repair Requested', 'Repair Authorised', 'Repair Received', 'Repair Diagnosed', 'Repair Quoted', 'Repair Quote Approved', 'Repaired', 'Returned from Repair',
  ]);
}, 60_000);

test('no page reported an error', () => expect(visits.problems).toEqual([]));
