import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { Workplace, type Started } from '../loop.ts';
import { exampleGtin } from '../orders.ts';
import { chooseStore } from '../steps/stores.ts';
import { DESK, PHONE, PHOTO, Visits, violations } from '../steps/visits.ts';

/** A customer sees on the phone what is best done with an old phone and hands it over; the associate wipes and closes it. */
const workplace = new Workplace();
const GTIN = exampleGtin(700_029);
let org: Started;
let browser: Browser;
let visits: Visits;
let customer: Page;
let associate: Page;
let twinId: string;
let passportId: string;

beforeAll(async () => {
  org = await workplace.start('--no-data');
  const admin = await workplace.connection('admin');
  await admin.sobject('Product2').create({ Name: 'Nord 12', ProductCode: 'N-12', Family: 'smartphone', GTIN__c: GTIN.padStart(14, '0'), Brand_Code__c: 'NORD', Warranty_Months__c: 24, IsActive: true });
  const sale = {
    type: 'Sold', sourceSystem: 'b2c:kestrel-eu', sourceEventId: 'end-1', occurredAt: daysAgo(2093), channel: 'Store', place: { storeCode: 'PAR-01' }, brandCode: 'NORD', price: { amountMinor: '89900', currency: 'EUR' },
    item: { serial: 'END1', gtin: GTIN, sku: 'N-12', name: 'Nord 12' }, customer: { externalId: 'C-0026', email: 'emma.johnson@example.com', firstName: 'Emma', lastName: 'Johnson', consented: true },
  };
  const { accessToken } = await workplace.session('integration');
  const reply = await fetch(`${org.origin}/services/apexrest/loop/v1/events`, { method: 'POST', headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' }, body: JSON.stringify({ events: [sale] }) });
  const { results } = (await reply.json()) as { results: readonly { outcome: string; twinId: string }[] };
  expect(results[0]!.outcome).toBe('created');
  twinId = results[0]!.twinId;
  const { records } = await admin.query<{ Passport_Id__c: string }>(`SELECT Passport_Id__c FROM Product_Twin__c WHERE Id = '${twinId}'`);
  passportId = records[0]!.Passport_Id__c;
  browser = await launchBrowser();
  visits = new Visits(browser, org.origin, 'pictures', violations);
  associate = await visits.page(DESK, 'associate');
  customer = await visits.customer(PHONE);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await workplace.close();
});

/** Older than most keep a phone, and not too old for a trade-in, in whatever year. */
const daysAgo = (days: number): string => `${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 19)}Z`;

const row = (action: string) => customer.locator(`c-verdict-card tr[data-action="${action}"]`);

async function chooseRecycling(): Promise<void> {
  await row('recycle').getByRole('button').click();
  await customer.getByRole('combobox', { name: 'Who gets it' }).click();
  await customer.getByRole('option', { name: 'Ring Metals recycling' }).click();
}

async function handOver(): Promise<void> {
  await customer.getByRole('button', { name: 'Hand over', exact: true }).click();
  await customer.getByText('Waiting for the item').waitFor();
  await customer.getByText('This item is about to be handed over. Cancel that first.').waitFor();
  expect(await customer.getByRole('button', { name: /^(Give it away|Sell it|Lend it)$/ }).count()).toBe(0);
}

async function takeIn(): Promise<void> {
  await associate.goto(`${org.origin}/lightning/r/Product_Twin__c/${twinId}/view`);
  await associate.getByRole('tab', { name: 'What Next' }).click();
  await chooseStore(associate, 'Store code', 'PAR-01');
  await visits.look(associate, 'end-of-life-take-in');
  await associate.getByRole('button', { name: 'Take the item in' }).click();
  await associate.getByRole('combobox', { name: 'How was the data removed?' }).waitFor();
}

test('the customer compares on the phone what can be done, with reasons, and chooses to recycle', async () => {
  await customer.goto(`${org.origin}/s/item?passportId=${passportId}`);
  await customer.getByRole('heading', { name: 'What next for this item?' }).waitFor();
  await row('repair').waitFor();
  await customer.getByRole('link', { name: 'What next for this item?' }).focus();
  await customer.keyboard.press('Enter');
  await customer.locator('c-portal-end-of-life h2:focus').waitFor();
  const top = async (part: string): Promise<number> => (await customer.locator(part).boundingBox())!.y;
  expect(await top('c-verdict-card')).toBeLessThan(await top('c-passport-details'));
  expect(await customer.locator('c-verdict-card tbody tr').count()).toBe(5);
  expect(await customer.locator('[data-id="due"]').innerText()).toContain('age at which most owners move on');
  expect(await row('tradeIn').innerText()).toContain('Value, cost and avoided emissions together are best here.');
  expect(await row('refurbish').innerText()).toMatch(/\d to \d.* kg CO2e|Not possible/);
  await visits.look(customer, 'end-of-life-card-phone');
  await customer.setViewportSize(DESK);
  await visits.look(customer, 'end-of-life-card');
  await customer.setViewportSize(PHONE);
  await chooseRecycling();
  await visits.look(customer, 'end-of-life-form-phone');
  await handOver();
  expect(await customer.locator('[data-id="code"]').innerText()).toMatch(/^[0-9A-Z]{8}$/);
  await visits.look(customer, 'end-of-life-code-phone');
}, 60_000);

test('an owner who thinks better of it gets the item back from the associate, and brings it another day', async () => {
  await takeIn();
  await visits.look(associate, 'end-of-life-give-back');
  await associate.setViewportSize(PHONE);
  await visits.look(associate, 'end-of-life-give-back-phone');
  await associate.setViewportSize(DESK);
  await associate.getByRole('button', { name: 'Give it back to its owner' }).click();
  await associate.locator('c-handover-status').getByText('Given back to its owner').waitFor();
  const admin = await workplace.connection('admin');
  const { records } = await admin.query<{ Stage__c: string; Owner_Contact__c: string | null }>(`SELECT Stage__c, Owner_Contact__c FROM Product_Twin__c WHERE Id = '${twinId}'`);
  expect(records).toMatchObject([{ Stage__c: 'Owned', Owner_Contact__c: expect.any(String) as string }]);
  await customer.reload();
  await customer.getByText('Given back to its owner').waitFor();
  await chooseRecycling();
  await handOver();
}, 60_000);

test('the associate takes the item in, proves that its data is gone, and closes it', async () => {
  await takeIn();
  await associate.getByRole('combobox', { name: 'How was the data removed?' }).click();
  await associate.getByRole('option', { name: 'Factory reset, checked' }).click();
  await associate.locator('c-twin-end-of-life input[type=file]').setInputFiles({ name: 'wiped.png', mimeType: 'image/png', buffer: PHOTO });
  await associate.getByText('wiped.png').waitFor();
  await visits.look(associate, 'end-of-life-wipe');
  await associate.getByRole('button', { name: 'Record the removal' }).click();
  await associate.getByRole('button', { name: 'Recycled: close the item' }).click();
  await associate.getByText('Recycled. Thank you.').waitFor();
  await visits.look(associate, 'end-of-life-closed');
  await associate.setViewportSize(PHONE);
  await visits.look(associate, 'end-of-life-closed-phone');
}, 60_000);

test('the item is nobody\'s any more, its history verifies, and the passport says that it was recycled', async () => {
  const admin = await workplace.connection('admin');
  const twin = await admin.query<{ Stage__c: string; Owner_Contact__c: string | null }>(`SELECT Stage__c, Owner_Contact__c FROM Product_Twin__c WHERE Id = '${twinId}'`);
  expect(twin.records).toMatchObject([{ Stage__c: 'Recycled', Owner_Contact__c: null }]);
  const { records } = await admin.query<{ Event_Type__c: string }>(`SELECT Event_Type__c FROM Lifecycle_Event__c WHERE Product_Twin__c = '${twinId}' ORDER BY Sequence__c`);
  expect(records.map(({ Event_Type__c }) => Event_Type__c)).toEqual(['Sold', 'Handed Over', 'Given Back', 'Handed Over', 'Data Wiped', 'Recycled']);
  const verified = await workplace.loop(['verify', `01/${GTIN.padStart(14, '0')}/21/END1`]);
  expect([verified.code, verified.stderr]).toEqual([0, '']);
  const guest = await visits.page(PHONE);
  await guest.goto(`${org.origin}/s/passport?gtin=${GTIN}&serial=END1`);
  await guest.getByText('This item was recycled').waitFor();
  await guest.getByText('Please do not buy it before').waitFor();
  await visits.look(guest, 'end-of-life-passport-phone');
}, 60_000);

test('no page reported an error', () => expect(visits.problems).toEqual([]));
