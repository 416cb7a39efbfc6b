import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { connect } from '../../connectors/index.ts';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import type { OpenedOrg } from '../../local-org/index.ts';
import { serveLocalOrg, type ServedOrg } from '../../local-org/serve.ts';
import { exampleGtin } from '../orders.ts';
import { Workplace } from '../loop.ts';
import { DESK, PHONE, Visits, violations } from '../steps/visits.ts';

/** Offers at the right moment: the engine runs, the owner sees why on the phone, redeems and opts out; the agent adds the credit; who declined gets nothing. */
const DAY = 86_400_000;
const GTIN = exampleGtin(700_030);
const workplace = new Workplace();
let served: ServedOrg;
let browser: Browser;
let visits: Visits;
let customer: Page;
let passportId: string;

type Persona = 'admin' | 'agent' | 'associate' | 'customer' | 'integration';
/** For what only one who stands inside can do: moving the clock, reading the outbox. */
const inside = (): OpenedOrg => served.org as OpenedOrg;
const session = (persona: Persona): string => served.sessions.issue(served.org.persona(persona)!.userId);

async function query<Row extends object>(soql: string): Promise<Row[]> {
  return (await (await connect({ accessToken: session('admin'), instanceUrl: served.origin })).query<Row>(soql)).records;
}

function apex(persona: Persona, source: string): void {
  const { success, compileProblem, exceptionMessage } = served.org.executeAnonymous(served.org.persona(persona)!.userId, source);
  if (!success) throw new Error(compileProblem ?? exceptionMessage ?? source);
}

/** A phone, bought so long ago that its warranty ends in a month. */
async function sell(serial: string, customerOf: { externalId: string; email: string; firstName: string; lastName: string }): Promise<void> {
  const events = [{
    type: 'Sold', sourceSystem: 'b2c:kestrel-eu', sourceEventId: `engagement-${serial}`, occurredAt: `${new Date(Date.now() - 700 * DAY).toISOString().slice(0, 19)}Z`, channel: 'Store', place: { storeCode: 'PAR-01' }, brandCode: 'NORD', price: { amountMinor: '89900', currency: 'EUR' },
    item: { serial, gtin: GTIN, sku: 'N-12', name: 'Nord 12' }, customer: { ...customerOf, consented: true },
  }];
  const answer = await fetch(`${served.origin}/services/apexrest/loop/v1/events`, { method: 'POST', headers: { authorization: `Bearer ${session('integration')}`, 'content-type': 'application/json' }, body: JSON.stringify({ events }) });
  expect((await answer.json()) as object).toMatchObject({ results: [{ outcome: 'created' }] });
}

beforeAll(async () => {
  served = await serveLocalOrg({ projectDir: path.resolve(import.meta.dirname, '../../..'), databaseFile: workplace.file('org.sqlite'), port: 0 });
  apex('admin', `insert new Product2(Name = 'Nord 12', ProductCode = 'N-12', Family = 'smartphone', GTIN__c = '${GTIN.padStart(14, '0')}', Brand_Code__c = 'NORD', Warranty_Months__c = 24, IsActive = true);`);
  await sell('ENGAGE1', { externalId: 'C-0026', email: 'emma.johnson@example.com', firstName: 'Emma', lastName: 'Johnson' });
  await sell('ENGAGE2', { externalId: 'C-DECLINED', email: 'noah.decline@example.com', firstName: 'Noah', lastName: 'Decline' });
  apex('admin', `
    Individual nobody = new Individual(LastName = 'Decline', HasOptedOutSolicit = true);
    insert nobody;
    update new Contact(Id = [SELECT Id FROM Contact WHERE Email = 'noah.decline@example.com'].Id, IndividualId = nobody.Id);`);
  passportId = (await query<{ Passport_Id__c: string }>("SELECT Passport_Id__c FROM Product_Twin__c WHERE Serial_Number__c = 'ENGAGE1'"))[0]!.Passport_Id__c;
  browser = await launchBrowser();
  visits = new Visits(browser, served.origin, 'pictures', violations);
  customer = await visits.customer(PHONE);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await workplace.close();
});

test('the schedule of the administrator makes the offers that are due, and tells in numbers what was not made', async () => {
  apex('admin', "System.schedule('Offers', '0 0 3 * * ?', new OfferJob());");
  inside().passTime(DAY);
  const offers = await query<{ Kind__c: string; Status__c: string; Value_Minor__c: number }>("SELECT Kind__c, Status__c, Value_Minor__c FROM Engagement_Offer__c WHERE Contact__r.Email = 'emma.johnson@example.com' ORDER BY Kind__c");
  expect(offers).toMatchObject([{ Kind__c: 'Check_Before_Warranty_End', Status__c: 'Sent', Value_Minor__c: 2500 }, { Kind__c: 'Trade_In_Before_Drop', Status__c: 'Sent', Value_Minor__c: 5000 }]);
  expect(await query('SELECT Prepared__c, Sent__c, Refusals__c FROM Offer_Run__c')).toMatchObject([{ Prepared__c: 2, Sent__c: 2, Refusals__c: '{"noConsent":2}' }]);
  const mails = inside().emails.map((mail) => JSON.stringify(mail));
  expect(mails.filter((mail) => mail.includes('Worth about') && mail.includes('Dear Emma Johnson'))).toHaveLength(1);
}, 60_000);

test('who declined gets no offer, no mail, no task', async () => {
  expect(await query("SELECT Id FROM Engagement_Offer__c WHERE Contact__r.LastName = 'Decline'")).toEqual([]);
  expect(await query("SELECT Id FROM Task WHERE Who.Name LIKE '%Decline%'")).toEqual([]);
  expect(inside().emails.filter((mail) => JSON.stringify(mail).includes('Noah'))).toEqual([]);
}, 30_000);

test('the customer sees on the phone why, redeems by keyboard, and wants no more offers about the item', async () => {
  await customer.getByRole('heading', { name: 'Offers for you' }).waitFor();
  await visits.look(customer, 'engagement-home-phone');
  await customer.goto(`${served.origin}/s/item?passportId=${passportId}`);
  await customer.getByRole('heading', { name: 'Trade in before the value drops' }).waitFor();
  await customer.getByText(/^Worth about .* EUR today and about .* EUR in 60 days\.$/).waitFor();
  await customer.getByText(/^The warranty ends on .*\.$/).waitFor();
  await visits.look(customer, 'engagement-item-phone');
  await customer.setViewportSize(DESK);
  await visits.look(customer, 'engagement-item-desktop');
  await customer.setViewportSize(PHONE);
  await customer.getByRole('article', { name: 'Trade in before the value drops' }).getByRole('button', { name: 'Redeem' }).focus();
  await customer.keyboard.press('Enter');
  await customer.getByText('Redeemed. Your credit is below.').waitFor();
  await customer.getByText('For a trade-in').waitFor();
  await customer.getByRole('checkbox', { name: 'No offers for this item' }).focus();
  await customer.keyboard.press('Space');
  await customer.getByText('You get no offers about this item.').waitFor();
  expect(await customer.getByRole('heading', { name: 'Free check before your warranty ends' }).count()).toBe(0);
  await visits.look(customer, 'engagement-opted-out-phone');
}, 60_000);

test('the next run makes none for the item', async () => {
  inside().passTime(DAY);
  expect(await query('SELECT Prepared__c, Refusals__c FROM Offer_Run__c ORDER BY Name DESC LIMIT 1')).toMatchObject([{ Prepared__c: 0, Refusals__c: '{"noConsent":2,"optedOutForItem":2}' }]);
}, 30_000);

test('the agent has a task on the customer, and adds the credit to a trade-in once', async () => {
  const tasks = await query<{ Id: string; Subject: string }>("SELECT Id, Subject FROM Task WHERE Subject LIKE 'Offer for%' ORDER BY Subject");
  expect(tasks.map(({ Subject }) => Subject)).toEqual(['Offer for Nord 12: Free check before your warranty ends', 'Offer for Nord 12: Trade in before the value drops']);
  const [twin] = await query<{ Id: string }>("SELECT Id FROM Product_Twin__c WHERE Serial_Number__c = 'ENGAGE1'");
  apex('associate', `
    TradeInDraft draft = new TradeInDraft();
    draft.clientKey = '33333333-3333-4333-8333-333333333333';
    draft.twinId = '${twin!.Id}';
    draft.category = 'smartphone';
    draft.storeCode = 'PAR-01';
    draft.customerEmail = 'emma.johnson@example.com';
    draft.currencyCode = 'EUR';
    draft.answersJson = '{}';
    TradeInDeskController.saveDraft(draft);`);
  const agent = await visits.page(DESK, 'agent');
  await agent.goto(`${served.origin}/lightning/r/Task/${tasks[1]!.Id}/view`);
  await agent.getByText('Offer for Nord 12: Trade in before the value drops').first().waitFor();
  await agent.getByRole('link', { name: 'Emma Johnson' }).first().waitFor();
  await visits.look(agent, 'engagement-task');
  await agent.goto(`${served.origin}/lightning/r/Product_Twin__c/${twin!.Id}/view`);
  await agent.getByRole('heading', { name: 'Nord 12 ENGAGE1', level: 1 }).waitFor();
  await agent.getByRole('tab', { name: 'Offers' }).click();
  await agent.getByText('Redeemed').waitFor();
  await agent.getByRole('combobox', { name: 'Add to' }).click();
  await agent.getByRole('option').first().click();
  await visits.look(agent, 'engagement-console');
  await agent.getByRole('button', { name: 'Add', exact: true }).click();
  await agent.getByText('The credit was added.').waitFor();
  expect(await query('SELECT Status__c, Amount_Minor__c FROM Credit__c WHERE Trade_In__c != NULL')).toMatchObject([{ Status__c: 'Used', Amount_Minor__c: 5000 }]);
  await customer.goto(`${served.origin}/s/`);
  await customer.locator('c-portal-rewards').getByText('Used', { exact: true }).waitFor();
  expect(visits.problems).toEqual([]);
}, 60_000);
