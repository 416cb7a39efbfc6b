import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createPublicKey } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { Workplace, type Started } from '../loop.ts';
import { DESK, PHONE, Visits, violations } from '../steps/visits.ts';

/** An owner certifies and shares; whoever has the link sees it verified, and that it was revoked; any JOSE library agrees. */
const require = createRequire(import.meta.url);
/** A library that has nothing to do with this project: it comes with the clients of Salesforce. */
const { verify } = createRequire(require.resolve('@salesforce/core'))('jsonwebtoken') as { verify(token: string, key: unknown, options: object): Record<string, unknown> };

const workplace = new Workplace();
let org: Started;
let browser: Browser;
let visits: Visits;

beforeAll(async () => {
  org = await workplace.start();
  browser = await launchBrowser();
  visits = new Visits(browser, org.origin);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await workplace.close();
});

async function requireAccessible(page: Page): Promise<void> {
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(size.width);
    expect([size.width, await violations(page)]).toEqual([size.width, []]);
  }
  await page.setViewportSize(PHONE);
}

async function signedIn(): Promise<Page> {
  const page = await visits.customer(PHONE);
  await page.locator('header').getByRole('link', { name: 'Certificates' }).click();
  await page.getByRole('heading', { name: 'My certificates' }).waitFor();
  return page;
}

/** What the signed file of the page holds. */
async function tokenOf(page: Page): Promise<string> {
  const address = await page.getByRole('link', { name: 'Save the signed certificate' }).getAttribute('href');
  return address!.replace('data:application/vc+jwt,', '');
}

let owner: Page;
let link: string;
let token: string;

test('an owner issues a certificate of ownership and shares it by link and code', async () => {
  owner = await signedIn();
  const focused = (part: string): Promise<void> => owner.locator(`c-portal-certificates ${part}:focus`).waitFor();
  await owner.getByRole('group', { name: /^New certificate for/ }).first().getByRole('button').press('Enter');
  await focused('[data-id="panel"]');
  await owner.getByText('That the item is mine').click();
  await owner.getByText('Put my name into it').waitFor();
  await requireAccessible(owner);
  await owner.getByRole('button', { name: 'Issue', exact: true }).press('Enter');
  await owner.getByText('The certificate was issued.').waitFor();
  await focused('[data-panel="issue"] button');
  await owner.getByRole('group', { name: /^Certificate of ownership/ }).getByRole('button', { name: 'Share' }).press('Enter');
  await focused('[data-id="share"]');
  await owner.getByRole('button', { name: 'Cancel' }).press('Enter');
  await focused('[data-panel="share"] button');
  await owner.keyboard.press('Enter');
  await owner.getByRole('button', { name: 'Make link' }).press('Enter');
  await owner.getByRole('img', { name: 'QR code of the link' }).waitFor();
  await focused('[data-id="share"]');
  link = await owner.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link).toMatch(new RegExp(`^${org.origin}/s/certificate\\?share=([0-9A-Z]{4}-){8}[0-9A-Z]{4}$`));
  await requireAccessible(owner);
}, 90_000);

test('a guest opens the link on a phone and sees that it is verified', async () => {
  const page = await visits.page(PHONE);
  await page.goto(link);
  await page.getByRole('heading', { name: 'Verified' }).waitFor();
  await page.getByRole('heading', { name: 'Certificate of ownership' }).waitFor();
  expect(await page.locator('[data-id="facts"]').innerText()).toContain('the owner chose not to be named');
  expect(await page.locator('main').innerText()).not.toContain('Emma');
  token = await tokenOf(page);
  await requireAccessible(page);
  await page.emulateMedia({ media: 'print' });
  expect([await page.getByRole('button', { name: 'Print' }).count(), await page.locator('header').getByRole('navigation').isVisible()]).toEqual([0, false]);
  await page.context().close();
}, 60_000);

test('an independent library verifies it with the published keys, and so does the command, with and without an org', async () => {
  const keys = (await (await fetch(`${org.origin}/services/apexrest/loop/v1/jwks`)).json()) as { keys: (JsonWebKey & { kid: string })[] };
  const { kid } = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as { kid: string };
  const key = createPublicKey({ key: keys.keys.find((each) => each.kid === kid)!, format: 'jwk' });
  const claims = verify(token, key, { algorithms: ['RS256'] });
  expect(claims).toMatchObject({ type: ['VerifiableCredential', 'ItemOwnershipCredential'], issuer: { id: `${org.origin}/services/apexrest/loop/v1` } });
  expect(() => verify(`${token.slice(0, -8)}AAAAAAAA`, key, { algorithms: ['RS256'] })).toThrow('invalid signature');
  const jwks = workplace.file('jwks.json');
  const file = workplace.file('certificate.jwt');
  writeFileSync(jwks, JSON.stringify(keys));
  writeFileSync(file, token);
  for (const [flags, status] of [[['--jwks', jwks], 'notAsked'], [['--jwks', `${org.origin}/services/apexrest/loop/v1/jwks`], 'valid'], [['--target-org', 'local'], 'valid']] as const) {
    const { code, stdout } = await workplace.loop(['verify', file, ...flags, '--json']);
    expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ verdict: 'valid', kind: 'Ownership', status, reasons: [] })]);
  }
}, 60_000);

test('a changed link opens nothing, and says nothing of anybody', async () => {
  const page = await visits.page(PHONE);
  await page.goto(link.slice(0, -1) + (link.endsWith('0') ? '1' : '0'));
  await page.getByRole('heading', { name: 'No certificate to see' }).waitFor();
  await page.getByText('This link opens no certificate').waitFor();
  await requireAccessible(page);
  await page.context().close();
}, 60_000);

test('after a change of keys the certificate is verified by the past key, and new ones are signed by the new', async () => {
  const { code, stdout } = await workplace.loop(['keys', 'publish', '--certificate', 'Loop_Signing_Next', '--json']);
  const { kid, retired } = JSON.parse(stdout) as { kid: string; retired: string[] };
  expect([code, retired.length]).toEqual([0, 1]);
  expect((await workplace.loop(['verify', token, '--json'])).code).toBe(0);
  await owner.reload();
  await owner.getByRole('group', { name: /^New certificate for/ }).first().getByRole('button').click();
  await owner.getByRole('button', { name: 'Issue', exact: true }).click();
  await owner.getByText('The certificate was issued.').waitFor();
  const { records } = await (await workplace.connection('admin')).query<{ Kind__c: string; Key_Id__c: string }>('SELECT Kind__c, Key_Id__c FROM Item_Certificate__c ORDER BY Issued_At__c');
  expect(records.map((row) => [row.Kind__c, row.Key_Id__c])).toEqual([['Ownership', retired[0]], ['Authenticity', kid]]);
  expect((await workplace.loop(['keys', 'publish', '--certificate', 'Loop_Signing'])).stderr).toContain('a retired key does not come back');
  expect((await workplace.loop(['keys', 'publish', '--certificate', 'Nope'])).stderr).toContain('The org has no certificate Nope');
}, 60_000);

test('the owner revokes, and the guest sees it; the command too', async () => {
  await owner.reload();
  await owner.getByRole('group', { name: /^Certificate of ownership/ }).getByRole('button', { name: 'Revoke' }).click();
  await owner.getByRole('button', { name: 'Yes, revoke it' }).press('Enter');
  await owner.getByText('The certificate was revoked.').waitFor();
  await owner.locator('c-portal-certificates [data-id="answer"]:focus').waitFor();
  const page = await visits.page(PHONE);
  await page.goto(link);
  await page.getByRole('heading', { name: 'Not valid' }).waitFor();
  await page.getByText('The certificate was revoked. Ask the owner for a new one.').waitFor();
  await page.context().close();
  const { code, stdout } = await workplace.loop(['verify', token, '--json']);
  expect([code, (JSON.parse(stdout) as { reasons: { code: string }[] }).reasons.map((reason) => reason.code)]).toEqual([1, ['REVOKED']]);
}, 60_000);

test('an agent certifies an item as authentic on its page', async () => {
  const page = await visits.page(DESK, 'agent');
  const admin = await workplace.connection('admin');
  const { records } = await admin.query<{ Id: string }>("SELECT Id FROM Product_Twin__c WHERE Owner_Contact__r.Email = 'emma.johnson@example.com' LIMIT 1");
  await page.goto(`${org.origin}/lightning/r/Product_Twin__c/${records[0]!.Id}/view`);
  const card = page.locator('c-twin-certificates');
  await card.getByRole('button', { name: 'Certify authenticity' }).click();
  await card.getByText('The certificate was issued.').waitFor();
  expect(await card.getByRole('button', { name: 'Certify ownership' }).count()).toBe(0);
  await card.getByRole('group', { name: /^Certificate of authenticity/ }).getByRole('button', { name: 'Share' }).waitFor();
  expect(visits.problems).toEqual([]);
  await page.context().close();
}, 60_000);
