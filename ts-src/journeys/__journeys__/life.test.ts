import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { publishLocalKey } from '../../cli/keys/local-key.ts';
import { connect } from '../../connectors/index.ts';
import type { OpenedOrg } from '../../local-org/index.ts';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { serveLocalOrg } from '../../local-org/serve.ts';
import type { ServedOrg } from '../../local-org/serve.ts';
import { Workplace, type Outcome } from '../loop.ts';
import { MemoryOrg } from '../memory-org.ts';
import { exampleGtin, shopifyOrder } from '../orders.ts';
import { askForRepair, report, rmaOf, type CenterAnswer } from '../steps/repair.ts';
import { chooseStore } from '../steps/stores.ts';
import { answerAll, findAtDesk, openCase, sign } from '../steps/trade-in.ts';
import { DESK, PHONE, PHOTO, Visits } from '../steps/visits.ts';
import { findAtDock, finish, grade, refurbish } from '../steps/warehouse.ts';

/**
 * The whole life of one phone, each part played by who does it, on their own page: bought, registered, repaired by mail, offered for trade-in, traded in,
 * refurbished, sold again, given away, recycled. In the end its history verifies, its passport tells the life and nobody's name, and the
 * board what it earned and saved.
 */
const workplace = new Workplace();
const GTIN = exampleGtin(700_008);
const SERIAL = 'LIFE1';
/** Long enough to wrap on a phone. */
const NAME = 'Nord 12 Midnight Titanium 256 GB';
const KEY = `01/${GTIN.padStart(14, '0')}/21/${SERIAL}`;
const DAYS = 86_400_000;
const EMMA = 'emma.johnson@example.com';
const NOAH = 'noah.becker@example.com';
const LENA = 'lena.fischer@example.com';
let served: ServedOrg;
let org: MemoryOrg;
let browser: Browser;
let visits: Visits;
let emma: Page;
let desk: Page;
let agent: Page;

const token = (persona: string): string => served.sessions.issue(served.org.persona(persona)!.userId);
const loop = (persona: string, ...args: string[]): Promise<Outcome> => workplace.loop([...args, '--target-org', served.origin], { env: { LOOP_ACCESS_TOKEN: token(persona) } });

interface Item {
  readonly Id: string;
  readonly Passport_Id__c: string;
  readonly Stage__c: string;
  readonly Owner_Contact__r: { readonly Email: string } | null;
}
const item = (): Item => org.query(`SELECT Id, Passport_Id__c, Stage__c, Owner_Contact__r.Email FROM Product_Twin__c WHERE Serial_Number__c = '${SERIAL}'`)[0] as unknown as Item;
const state = (): readonly [string, string | undefined] => [item().Stage__c, item().Owner_Contact__r?.Email];

beforeAll(async () => {
  served = await serveLocalOrg({ projectDir: path.resolve(import.meta.dirname, '../../..'), port: 0 });
  const admin = connect({ instanceUrl: served.origin, accessToken: token('admin') });
  await publishLocalKey(served, async () => admin);
  org = new MemoryOrg(served.org as OpenedOrg);
  await admin.sobject('Brand__c').create({ Name: 'Nordlys', Code__c: 'NDL', Tier__c: 'premium' });
  await admin.sobject('Product2').create({ Name: NAME, ProductCode: 'N-12', Family: 'smartphone', GTIN__c: GTIN.padStart(14, '0'), Brand_Code__c: 'NDL', Warranty_Months__c: 24, IsActive: true });
  browser = await launchBrowser();
  visits = new Visits(browser, served.origin, 'life');
  await served.warm();
  agent = await visits.page(DESK, 'agent');
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await workplace.close();
});

test('bought in a shop', async () => {
  const file = workplace.file('order.json');
  const bought = new Date(Date.now() - 300 * DAYS).toISOString();
  writeFileSync(file, shopifyOrder(9001, { email: EMMA, createdAt: bought, location: 'PAR-01', lines: [{ sku: 'N-12', price: '899.00', properties: { Serial: SERIAL, GTIN } }] }));
  const ingested = await loop('integration', 'ingest', 'shopify', file, '--json');
  expect([ingested.code, JSON.parse(ingested.stdout)]).toMatchObject([0, { created: 1, rejected: 0 }]);
  await agent.goto(`${served.origin}/lightning/r/Product_Twin__c/${item().Id}/view`);
  await agent.getByRole('heading', { name: 'Sold' }).waitFor();
  await visits.look(agent, '01-bought');
}, 60_000);

test('registered by the customer on the phone, with the code from the box', async () => {
  const reply = await fetch(`${served.origin}/services/apexrest/loop/v1/claim-codes`, { method: 'POST', headers: { authorization: `Bearer ${token('integration')}`, 'content-type': 'application/json' }, body: JSON.stringify({ items: [KEY] }) });
  const { results } = (await reply.json()) as { results: readonly { code: string }[] };
  emma = await visits.customer(PHONE);
  await emma.getByRole('link', { name: 'Register' }).click();
  await emma.getByLabel('Claim code').fill(results[0]!.code);
  await emma.getByRole('button', { name: 'Register', exact: true }).click();
  await emma.getByText('The item is yours. You find it under My items.').waitFor();
  await visits.look(emma, '02-registered');
  expect(state()).toEqual(['Owned', EMMA]);
  await emma.goto(`${served.origin}/s/item?passportId=${item().Passport_Id__c}`);
  await emma.getByRole('button', { name: 'Give it away' }).waitFor();
  await visits.look(emma, '03-my-item');
}, 60_000);

test('repaired by mail, under warranty', async () => {
  await askForRepair(emma, served.origin, `${NAME} (${SERIAL})`);
  await emma.getByText('Battery does not last', { exact: true }).click();
  await emma.locator('input[type=file]').setInputFiles({ name: 'phone.png', mimeType: 'image/png', buffer: PHOTO });
  await emma.getByText('phone.png').waitFor();
  await visits.look(emma, '04-repair-asked');
  await emma.getByRole('button', { name: 'Send request' }).click();
  await emma.getByText('Your repair is approved. Print the label and send the item in.').waitFor();
  const rma = await rmaOf(emma);
  await emma.getByRole('link', { name: 'Print return label' }).click();
  await emma.getByRole('img', { name: `Return label ${rma}` }).waitFor();
  await visits.look(emma, '05-return-label');

  // no trade-in while the parcel is on its way
  desk = await visits.page(PHONE, 'associate');
  await desk.goto(`${served.origin}/lightning/n/Trade_In_Desk`);
  await desk.getByLabel('Serial, IMEI, order number, passport or customer').fill(SERIAL);
  await desk.keyboard.press('Enter');
  await desk.getByText('A repair of this item is under way').waitFor();
  expect(await desk.getByRole('button', { name: 'Start trade-in' }).count()).toBe(0);
  await visits.look(desk, '06-in-repair');

  const center = token('repair-centre');
  const sent = (message: object): Promise<CenterAnswer> => report(served.origin, center, { rma, ...message });
  expect(await sent({ messageId: 'l-1', step: 'receive', serial: SERIAL })).toMatchObject({ outcome: 'done', status: 'Received' });
  expect(await sent({ messageId: 'l-2', step: 'diagnose', faults: ['Battery'], parts: ['Battery'], photos: [PHOTO.toString('base64')] })).toMatchObject({ outcome: 'done', status: 'Diagnosed' });
  await agent.reload();
  await agent.getByRole('tab', { name: 'Repairs' }).click();
  await agent.locator('c-repair-list [data-id="clock"]').getByText('Next step due').waitFor();
  await visits.look(agent, '07-repair-console');
  expect(await sent({ messageId: 'l-3', step: 'repair', parts: ['Battery'] })).toMatchObject({ outcome: 'done', status: 'Repaired' });
  expect(await sent({ messageId: 'l-4', step: 'return', trackingNumber: 'TRACK-9' })).toMatchObject({ outcome: 'done', status: 'Returned' });
  await emma.goto(`${served.origin}/s/repairs`);
  await emma.getByText('TRACK-9').waitFor();
  await visits.look(emma, '08-repair-returned');
  expect(state()).toEqual(['Owned', EMMA]);
}, 60_000);

test('offered for trade-in on the desktop, with reasons, before its value falls', async () => {
  org.apex('admin', 'Database.executeBatch(new OfferJob());');
  org.org.runJobs();
  await emma.setViewportSize(DESK);
  await emma.goto(`${served.origin}/s/item?passportId=${item().Passport_Id__c}`);
  const offer = emma.getByRole('article', { name: 'Trade in before the value drops' });
  await offer.getByText(/^Worth about .* EUR today and about .* EUR in 60 days\.$/).waitFor();
  await visits.look(emma, '09-offer');
  await offer.getByRole('button', { name: 'Redeem' }).click();
  await emma.getByText('Redeemed. Your credit is below.').waitFor();
}, 60_000);

test('traded in: offered and signed at the desk on a phone, inspected and completed in the back office', async () => {
  await findAtDesk(desk, served.origin, SERIAL);
  await visits.look(desk, '10-desk-check');
  await desk.getByRole('button', { name: 'Start trade-in' }).click();
  await desk.getByText('Answer the questions to see a price').waitFor();
  await answerAll(desk, EMMA);
  await desk.locator('[data-id="preview"] lightning-formatted-number').waitFor();
  await visits.look(desk, '11-desk-condition');
  await desk.getByRole('button', { name: 'Make offer' }).click();
  await desk.getByText('Because', { exact: true }).waitFor();
  await sign(desk);
  await visits.look(desk, '12-desk-offer');
  await desk.getByRole('button', { name: 'Accept offer' }).click();
  await desk.getByText('Accepted. Hand the item over to the back office.').waitFor();
  await visits.look(desk, '13-desk-accepted');

  const inspector = await visits.page(DESK, 'inspector');
  await openCase(inspector, served.origin, item().Id);
  await inspector.getByRole('button', { name: 'Receive item' }).click();
  await inspector.getByRole('button', { name: 'Inspect', exact: true }).click();
  await inspector.getByRole('button', { name: 'Save inspection' }).click();
  await inspector.getByRole('button', { name: 'Complete' }).click();
  await inspector.locator('[data-id="history"]').getByText('Completed').first().waitFor();
  await visits.look(inspector, '14-traded-in');
  expect(state()).toEqual(['Traded In', undefined]);
}, 90_000);

test('received, graded and refurbished by the warehouse on a phone', async () => {
  const warehouse = await visits.page(PHONE, 'warehouse');
  await findAtDock(warehouse, served.origin, SERIAL);
  await visits.look(warehouse, '15-dock');
  await grade(warehouse);
  await visits.look(warehouse, '16-graded');
  expect(await refurbish(warehouse)).toBe(3);
  await finish(warehouse);
  await visits.look(warehouse, '17-refurbished');
}, 90_000);

test('listed by the manager, sold in a store to somebody new', async () => {
  const manager = await visits.page(DESK, 'manager');
  await manager.goto(`${served.origin}/lightning/n/Warehouse`);
  await manager.getByRole('button', { name: SERIAL }).click();
  await manager.getByText(/The rules suggest .*between/).waitFor();
  await manager.getByLabel('Warranty (months)').fill('12');
  await chooseStore(manager, 'Store', 'PAR-01');
  await visits.look(manager, '18-listing');
  await manager.getByRole('button', { name: 'Offer it for sale' }).click();
  await manager.getByRole('button', { name: 'Withdraw from sale' }).waitFor();

  await desk.goto(`${served.origin}/lightning/n/Pre_Owned_Stock`);
  await chooseStore(desk, 'Your store', 'PAR-01');
  await desk.getByRole('heading', { name: NAME }).waitFor();
  await desk.getByRole('button', { name: 'Sell' }).click();
  await desk.getByLabel('First name').fill('Noah');
  await desk.getByLabel('Last name').fill('Becker');
  await desk.getByLabel('E-mail').fill(NOAH);
  await desk.locator('[data-id="consent"] input').check({ force: true });
  await visits.look(desk, '19-counter');
  await desk.getByRole('button', { name: 'Paid: hand it over' }).click();
  await desk.getByText('Nothing is for sale here.').waitFor();
  await visits.look(desk, '20-sold-again');
  expect(state()).toEqual(['Owned', NOAH]);
}, 90_000);

test('given away: the code from the service desk, accepted by e-mail without an account', async () => {
  await agent.reload();
  await agent.getByRole('button', { name: 'Give away' }).click();
  const code = await agent.locator('c-ownership-card [data-id="code"]').innerText();
  await visits.look(agent, '21-given');
  const lena = await visits.page(PHONE);
  await lena.goto(`${served.origin}/s/accept#${code}`);
  await lena.getByRole('heading', { name: NAME }).waitFor();
  await lena.getByLabel('First name').fill('Lena');
  await lena.getByLabel('Last name').fill('Fischer');
  await lena.getByLabel('Your e-mail address').fill(LENA);
  await lena.getByText('I agree that my name').click();
  await lena.getByRole('button', { name: 'Send me a code' }).click();
  await lena.getByLabel('Six digits from the e-mail').waitFor();
  const mail = org.org.emails.at(-1)!;
  expect(mail.to).toEqual([LENA]);
  await lena.getByLabel('Six digits from the e-mail').fill(/\d{6}/.exec(mail.body)![0]);
  await visits.look(lena, '22-accept');
  await lena.getByRole('button', { name: 'Take over' }).click();
  await lena.getByText('The item is yours.').waitFor();
  await visits.look(lena, '23-accepted');
  expect(state()).toEqual(['Owned', LENA]);
}, 60_000);

test('recycled: advised by the agent, taken in and wiped in the store, closed for good', async () => {
  await agent.reload();
  await agent.getByRole('tab', { name: 'What Next' }).click();
  const recycle = agent.locator('c-verdict-card tr[data-action="recycle"]');
  await recycle.waitFor();
  await visits.look(agent, '24-what-next');
  await recycle.getByRole('button').click();
  await agent.getByRole('combobox', { name: 'Who gets it' }).click();
  await agent.getByRole('option', { name: 'Ring Metals recycling' }).click();
  await agent.getByRole('button', { name: 'Hand over', exact: true }).click();
  await agent.getByText('Waiting for the item').waitFor();

  await desk.goto(`${served.origin}/lightning/r/Product_Twin__c/${item().Id}/view`);
  await desk.getByRole('tab', { name: 'What Next' }).click();
  await chooseStore(desk, 'Store code', 'PAR-01');
  await visits.look(desk, '25-handed-over');
  await desk.getByRole('button', { name: 'Take the item in' }).click();
  await desk.getByRole('combobox', { name: 'How was the data removed?' }).click();
  await desk.getByRole('option', { name: 'Factory reset, checked' }).click();
  await desk.locator('c-twin-end-of-life input[type=file]').setInputFiles({ name: 'wiped.png', mimeType: 'image/png', buffer: PHOTO });
  await desk.getByText('wiped.png').waitFor();
  await desk.getByRole('button', { name: 'Record the removal' }).click();
  await desk.getByRole('button', { name: 'Recycled: close the item' }).click();
  await desk.getByText('Recycled. Thank you.').waitFor();
  await desk.locator('c-twin-stage').getByText('Recycled').waitFor();
  await visits.look(desk, '26-recycled');
  expect(state()).toEqual(['Recycled', undefined]);
}, 60_000);

test('the history verifies, and the passport tells the life without a name', async () => {
  const verified = await loop('integration', 'verify', KEY, '--json');
  expect([verified.code, verified.stderr]).toEqual([0, '']);
  expect(JSON.parse(verified.stdout)).toMatchObject({ verdict: 'valid' });
  await agent.setViewportSize(PHONE);
  await agent.goto(`${served.origin}/lightning/r/Product_Twin__c/${item().Id}/view`);
  await agent.getByRole('heading', { name: 'Passed to another owner' }).waitFor();
  expect(await agent.locator('c-twin-authenticity [data-id="verdict"]').innerText()).toContain('The history is unchanged');
  await visits.look(agent, '30-timeline');
  for (const [screen, name] of [[PHONE, '31-passport-phone'], [DESK, '32-passport']] as const) {
    const anybody = await visits.page(screen);
    await anybody.goto(`${served.origin}/s/passport?gtin=${GTIN}&serial=${SERIAL}`);
    await anybody.getByRole('heading', { name: 'Certified repairs' }).waitFor();
    await visits.look(anybody, name);
    const text = await anybody.locator('body').innerText();
    for (const told of [NAME, SERIAL, 'Battery']) expect(text).toContain(told);
    for (const secret of ['Emma', 'Johnson', 'Noah', 'Becker', 'Lena', 'Fischer', 'Mina', 'Priya', '@example.com']) expect(text).not.toContain(secret);
  }
}, 60_000);

test('the board shows the money and the impact of this one item', async () => {
  const leader = await visits.page(DESK, 'leader');
  await leader.goto(`${served.origin}/lightning/n/Insight_Board`);
  await leader.getByRole('button', { name: 'Count anew' }).click();
  await leader.getByRole('status').filter({ hasText: 'counted anew' }).waitFor();
  org.org.runJobs();
  await leader.getByRole('button', { name: 'Refresh', exact: true }).click();
  const [money] = org.query('SELECT Resale_Minor__c, Margin_Minor__c FROM Refurbishment_Order__c') as { Resale_Minor__c: number; Margin_Minor__c: number }[];
  const tile = (name: string, text: string): Promise<void> => leader.getByRole('article', { name, exact: true }).getByText(text, { exact: true }).waitFor();
  const euros = (minor: number): string => new Intl.NumberFormat('en-US', { style: 'currency', currency: 'EUR' }).format(minor / 100);
  await tile('Resale revenue', euros(money!.Resale_Minor__c));
  await tile('Resale margin', euros(money!.Margin_Minor__c));
  expect(await leader.getByRole('article', { name: 'CO2e avoided by resale', exact: true }).innerText()).toMatch(/[1-9]/);
  await visits.look(leader, '33-board');
  await leader.setViewportSize(PHONE);
  await visits.look(leader, '34-board-phone');
}, 60_000);

test('no page reported an error', () => expect(visits.problems).toEqual([]));
