import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { serveLocalOrg } from '../../local-org/serve.ts';
import type { ServedOrg } from '../../local-org/serve.ts';
import type { OpenedOrg } from '../../local-org/index.ts';
import { MemoryOrg } from '../memory-org.ts';
import { DESK, PHONE, PHOTO, Visits, violations } from '../steps/visits.ts';

/**
 * A customer registers items on a phone: with the code in the box, and with a proof of purchase that an agent reviews. She gives one to
 * somebody without an account, who confirms by e-mail; she undoes it, and reports it lost.
 */
const project = path.resolve(import.meta.dirname, '../../..');
let served: ServedOrg;
let browser: Browser;
let visits: Visits;
let phone: Page;
let guest: Page;
let desk: Page;
const memory = (): MemoryOrg => new MemoryOrg(served.org as OpenedOrg);

function sell(serial: string, customer?: Readonly<Record<string, unknown>>): string {
  const [result] = memory().post({ ...(customer === undefined ? {} : { customer }), type: 'Sold', sourceSystem: 'shopify:boxes', sourceEventId: serial, occurredAt: '2026-03-01T10:00:00Z', channel: 'Online', brandCode: 'MAISON', price: { amountMinor: '129900', currency: 'EUR' }, item: { serial, sku: 'W-39', name: `Oyster ${serial}` } });
  expect(result?.outcome).toBe('created');
  return memory().query(`SELECT Passport_Id__c FROM Product_Twin__c WHERE Serial_Number__c = '${serial}'`)[0]!.Passport_Id__c as string;
}

const twin = (serial: string): Record<string, unknown> => memory().query(`SELECT Id, Hold__c, Owner_Contact__r.Email FROM Product_Twin__c WHERE Serial_Number__c = '${serial}'`)[0]!;
const owner = (serial: string): unknown => (twin(serial).Owner_Contact__r as { Email: string } | undefined)?.Email;
const EMMA = 'emma.johnson@example.com';

beforeAll(async () => {
  served = await serveLocalOrg({ projectDir: project, port: 0 });
  browser = await launchBrowser();
  visits = new Visits(browser, served.origin, 'pictures', violations);
  [phone, guest, desk] = [await visits.customer(PHONE), await visits.page(PHONE), await visits.page(DESK, 'agent')];
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

let passportId: string;

test('the code in the box makes a customer the owner, a wrong one tells nothing', async () => {
  passportId = sell('BOX1');
  const [code] = memory().apex('integration', `System.debug(ClaimCodeService.issue(new List<String>{ '${passportId}' })[0].code);`);
  await phone.goto(`${served.origin}/s/register`);
  const claim = phone.getByRole('button', { name: 'Register', exact: true });
  await phone.getByLabel('Claim code').fill('AAAA-BBBB-CCCC-DDDD');
  await claim.click();
  await phone.getByText('This code is not right.').waitFor();
  await phone.getByLabel('Claim code').fill(code!);
  await claim.click();
  await phone.getByText('The item is yours. You find it under My items.').waitFor();
  expect(owner('BOX1')).toBe(EMMA);
  await visits.look(phone, 'register');
}, 120_000);

test('with a proof of purchase nothing changes until the agent accepted', async () => {
  sell('BOX2');
  await phone.goto(`${served.origin}/s/register`);
  await phone.getByLabel('Serial number').fill('BOX2');
  await phone.locator('c-portal-register input[type=file]').setInputFiles({ name: 'receipt.png', mimeType: 'image/png', buffer: PHOTO });
  await phone.getByRole('button', { name: 'Send for review' }).click();
  await phone.getByText('We look at your proof').waitFor();
  expect(owner('BOX2')).toBeUndefined();
  await desk.goto(`${served.origin}/lightning/n/Registrations`);
  await desk.getByText('Emma Johnson').waitFor();
  await visits.look(desk, 'registrations');
  await desk.locator('c-registration-review').getByRole('button', { name: 'Accept' }).click();
  await desk.getByText('Nothing waits for a review.').waitFor();
  expect(owner('BOX2')).toBe(EMMA);
  expect(memory().org.emails.at(-1)).toMatchObject({ subject: 'BOX2 is registered as yours', body: expect.stringContaining('Dear Emma Johnson') });
}, 120_000);

test('somebody without an account takes the item over by an e-mail code', async () => {
  await phone.goto(`${served.origin}/s/item?passportId=${passportId}`);
  await phone.getByRole('button', { name: 'Give it away' }).click();
  const code = await phone.locator('[data-id="started-code"]').innerText();
  await visits.look(phone, 'given');
  await guest.goto(`${served.origin}/s/accept#${code}`);
  await guest.getByRole('heading', { name: /BOX1/ }).waitFor();
  await guest.getByLabel('Last name').fill('Hopper');
  await guest.getByLabel('Your e-mail address').fill('grace@example.com');
  await guest.getByText('I agree that my name').click();
  await guest.getByRole('button', { name: 'Send me a code' }).click();
  await guest.getByLabel('Six digits from the e-mail').waitFor();
  const mail = memory().org.emails.at(-1)!;
  expect(mail.to).toEqual(['grace@example.com']);
  await guest.getByLabel('Six digits from the e-mail').fill(/\d{6}/.exec(mail.body)![0]);
  await visits.look(guest, 'accept');
  await guest.getByRole('button', { name: 'Take over' }).click();
  await guest.getByText('The item is yours.').waitFor();
  expect(await guest.getByLabel('Transfer code').count()).toBe(0);
  await guest.getByRole('button', { name: 'Enter another code' }).waitFor();
  await visits.look(guest, 'accepted');
  expect(owner('BOX1')).toBe('grace@example.com');
}, 120_000);

test('the giver undoes it, and reports the item lost and found', async () => {
  await phone.goto(`${served.origin}/s/transfers`);
  await phone.getByRole('button', { name: 'Undo' }).click();
  await phone.getByText('Undone', { exact: true }).waitFor();
  expect(owner('BOX1')).toBe(EMMA);
  await visits.look(phone, 'transfers');
  await phone.goto(`${served.origin}/s/item?passportId=${passportId}`);
  await phone.getByRole('button', { name: 'Report lost or stolen' }).click();
  await phone.getByText('Reported. Nobody can take').waitFor();
  expect(twin('BOX1').Hold__c).toBe('Stolen');
  const why = phone.locator('c-portal-end-of-life [data-id="obstacle"]');
  await why.waitFor();
  expect(await why.innerText()).toBe('This item is reported lost or stolen. Once it is back, everything is possible again.');
  const offered = phone.getByRole('button', { name: /^(Give it away|Sell it|Lend it)$/ }).or(phone.getByRole('link', { name: 'Ask for a repair' }));
  expect(await offered.count()).toBe(0);
  await visits.look(phone, 'item-stolen');
  await phone.getByRole('button', { name: 'I have it back' }).click();
  await phone.getByText('The item is free again.').waitFor();
  await why.waitFor({ state: 'detached' });
  expect(await offered.count()).toBe(4);
  expect(visits.problems).toEqual([]);
}, 120_000);

test('who bought with an e-mail address alone confirms it by the code in the mail, which the list of sent mails shows', async () => {
  sell('BOX3', { email: 'linda@example.com', lastName: 'Link', consented: true });
  const verification = (): unknown => memory().query("SELECT Owner_Verification__c FROM Product_Twin__c WHERE Serial_Number__c = 'BOX3'")[0]!.Owner_Verification__c;
  expect(verification()).toBe('Unverified');
  await guest.goto(`${served.origin}/s/verify`);
  await guest.getByRole('link', { name: 'Confirm items by e-mail' }).click();
  await guest.getByLabel('Your e-mail address').fill('linda@example.com');
  await guest.getByRole('button', { name: 'Send me a code' }).click();
  await guest.getByLabel('Six digits from the e-mail').waitFor();
  await visits.look(guest, 'confirm');
  const mails = await guest.context().newPage();
  await mails.goto(`${served.origin}/lightning/mails`);
  const newest = mails.getByRole('article').first();
  await newest.getByText('To: linda@example.com', { exact: true }).waitFor();
  const digits = /\d{6}/.exec(await newest.locator('p').last().innerText())![0];
  await guest.getByLabel('Six digits from the e-mail').fill('000000');
  await guest.getByRole('button', { name: 'Confirm', exact: true }).click();
  await guest.getByText('This code is not right').waitFor();
  await guest.getByLabel('Six digits from the e-mail').fill(digits);
  await guest.getByRole('button', { name: 'Confirm', exact: true }).click();
  await guest.getByText('Confirmed: 1 of your items').waitFor();
  expect(verification()).toBe('Verified');
  await guest.setViewportSize(DESK);
  await visits.look(guest, 'confirmed');
  expect(visits.problems).toEqual([]);
}, 120_000);

test('what a customer owns together with others stands among her items, marked, and opens as the public passport', async () => {
  const [{ Id: twinId, Owner_Contact__c: ownerId }, { Owner_Contact__c: personId }] = ['BOX3', 'BOX2'].map((serial) => memory().query(`SELECT Id, Owner_Contact__c FROM Product_Twin__c WHERE Serial_Number__c = '${serial}'`)[0]!) as [Record<string, unknown>, Record<string, unknown>];
  memory().aura('agent', 'OwnershipTransferController', 'addJointOwner', { twinId, ownerId, personId });
  await phone.goto(`${served.origin}/s/`);
  const item = phone.getByRole('article').filter({ hasText: 'Owned together' });
  await visits.look(phone, 'items');
  await item.getByRole('link', { name: /BOX3/ }).click();
  await phone.waitForURL(/\/s\/passport\?passportId=/);
  await phone.getByRole('heading', { name: /BOX3/ }).first().waitFor();
  expect(visits.problems).toEqual([]);
}, 120_000);
