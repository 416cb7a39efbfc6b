import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from 'jsforce';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../local-org/lwc/testing/browser.ts';
import { loadProject } from '../../local-org/metadata/index.ts';
import { Workplace, type Started } from '../loop.ts';
import { exampleGtin, shopifyOrder } from '../orders.ts';
import { settled } from '../steps/visits.ts';

/** Every tab, list and record page as each persona: the page or a clear refusal, never an empty or broken one. */
const workplace = new Workplace();
let org: Started;
let browser: Browser;
let addresses: readonly string[];

beforeAll(async () => {
  org = await workplace.start('--no-data');
  const file = workplace.file('order.json');
  writeFileSync(file, shopifyOrder(601, { lines: [{ properties: { Serial: 'PERSONA1', GTIN: exampleGtin(700_004) } }] }));
  expect((await workplace.ingest('shopify', file)).summary.created).toBe(1);
  addresses = await everyAddress(await workplace.connection('admin'));
  browser = await launchBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await workplace.close();
});

/** Tabs as the project has them; of each object with a tab, and of what items hang on, the list and one record. */
async function everyAddress(admin: Connection): Promise<readonly string[]> {
  const { tabs } = loadProject(path.resolve(import.meta.dirname, '../../..'));
  const pages = tabs.filter(({ xml }) => !xml.flag('customObject')).map(({ fullName }) => `/lightning/n/${fullName}`);
  const objects = [...tabs.filter(({ xml }) => xml.flag('customObject')).map(({ fullName }) => fullName), 'Lifecycle_Event__c', 'Contact', 'Account', 'Product2', 'Case', 'Report', 'Dashboard'];
  await admin.sobject('Case').create({ Subject: 'Screen flickers' });
  const records: string[] = [];
  for (const object of objects) {
    const [row] = (await admin.query<{ Id: string }>(`SELECT Id FROM ${object} LIMIT 1`)).records;
    if (row) records.push(`/lightning/r/${object}/${row.Id}/view`);
  }
  return ['/', ...pages, ...objects.filter((object) => object !== 'Lifecycle_Event__c').map((object) => `/lightning/o/${object}/list`), ...records];
}

async function signedIn(persona: string): Promise<BrowserContext> {
  const { accessToken } = await workplace.session(persona);
  const context = await browser.newContext();
  await context.addCookies([{ name: 'sid', value: encodeURIComponent(accessToken), url: org.origin }]);
  return context;
}

/** The addresses one after the other, in as many tabs of the browser as the machine has use for. */
async function visit(context: BrowserContext, look: (page: Page, address: string, problems: string[]) => Promise<void>): Promise<void> {
  const waiting = [...addresses];
  const tab = async (): Promise<void> => {
    const { page, problems } = await openTab(context);
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) await look(page, address, problems);
    await page.close();
  };
  await Promise.all(Array.from({ length: TABS }, tab));
}
const TABS = 3;

async function openTab(context: BrowserContext): Promise<{ page: Page; problems: string[] }> {
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  return { page, problems };
}

const REFUSAL = /not found or not accessible|couldn't find the record|You do not have access/;

/** Pages that are not for them, at least. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  admin: [],
  agent: ['/lightning/n/Trade_In_Approvals', '/lightning/o/Quarantined_Event__c/list'],
  associate: ['/lightning/n/Trade_In_Approvals', '/lightning/o/Quarantined_Event__c/list', '/lightning/o/Case/list', '/lightning/r/Case'],
  manager: ['/lightning/o/Quarantined_Event__c/list'],
  inspector: ['/lightning/n/Trade_In_Approvals', '/lightning/o/Quarantined_Event__c/list', '/lightning/o/Case/list', '/lightning/r/Case'],
  warehouse: ['/lightning/n/Trade_In_Approvals', '/lightning/n/Trade_In_Desk', '/lightning/o/Quarantined_Event__c/list', '/lightning/o/Case/list', '/lightning/r/Case'],
};

/** Pages that are for them above all. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  manager: ['/lightning/n/Trade_In_Approvals', '/lightning/o/Trade_In__c/list'],
  inspector: ['/lightning/o/Trade_In__c/list'],
  warehouse: ['/lightning/n/Warehouse', '/lightning/o/Refurbishment_Order__c/list'],
};

test.each(Object.keys(REFUSED))('%s sees each page or a clear refusal, and nothing goes wrong in the console', async (persona) => {
  const context = await signedIn(persona);
  const refused: string[] = [];
  await visit(context, async (page, address, problems) => {
    await page.goto(org.origin + address);
    const text = await settled(page);
    expect([address, problems.splice(0)]).toEqual([address, []]);
    expect([address, text]).toEqual([address, expect.not.stringMatching(/Not implemented|unexpected error|undefined|\[object Object\]/)]);
    if (REFUSAL.test(text)) refused.push(address.replace(/^(\/lightning\/r\/\w+)\/.*/, '$1'));
  });
  if (persona === 'admin') expect(refused).toEqual([]);
  else expect(refused).toEqual(expect.arrayContaining([...REFUSED[persona]!]));
  for (const address of NEEDED[persona] ?? []) {
    expect(addresses).toContain(address);
    expect(refused).not.toContain(address);
  }
  await context.close();
}, 300_000);

test.each(['admin', 'agent', 'associate', 'manager', 'inspector', 'warehouse', 'leader'])('%s reads an item with all its tabs, and no part of its page is refused', async (persona) => {
  const context = await signedIn(persona);
  const { page, problems } = await openTab(context);
  await page.goto(org.origin + addresses.find((address) => address.startsWith('/lightning/r/Product_Twin__c/'))!);
  expect(await settled(page)).not.toMatch(REFUSAL);
  const tabs = page.locator('flexipage-tabset').getByRole('tab');
  for (let index = 0; index < (await tabs.count()); index += 1) {
    await tabs.nth(index).click();
    expect([await tabs.nth(index).innerText(), await settled(page)]).toEqual([expect.anything(), expect.not.stringMatching(REFUSAL)]);
  }
  expect(await tabs.allInnerTexts()).toEqual(expect.arrayContaining(['Details', 'Related']));
  expect(problems).toEqual([]);
  await context.close();
}, 120_000);

test.each(['customer', 'guest'])('%s has no Lightning Experience, and is told so on every page of it; the site is theirs (journey site)', async (persona) => {
  const context = await signedIn(persona);
  await visit(context, async (page, address, problems) => {
    const response = await page.goto(org.origin + address);
    expect([address, response!.status(), await page.getByRole('heading').first().innerText()]).toEqual([address, 403, 'Lightning Experience is for internal users']);
    // The browser itself notes the status of the document.
    expect(problems.splice(0).filter((problem) => !/^Failed to load resource: the server responded with a status of 403/.test(problem))).toEqual([]);
  });
  await context.close();
}, 120_000);
