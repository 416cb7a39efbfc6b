import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../testing/browser.ts';
import { fixture, openGadgetOrg } from './support/gadget-org.ts';
import type { GadgetOrg } from './support/gadget-org.ts';

/** Modules of the platform that components import, in a component that uses them as their documentation does. */
const NS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const FILES: Readonly<Record<string, string>> = {
  'lwc/gadgetModules/gadgetModules.js': `import { LightningElement, wire } from 'lwc';
import { gql, graphql, executeMutation } from 'lightning/graphql';
import { gql as oldGql, graphql as oldGraphql, refreshGraphQL } from 'lightning/uiGraphQLApi';
import { getListUi } from 'lightning/uiListApi';
import { NavigationMixin } from 'lightning/navigation';
import { encodeDefaultFieldValues } from 'lightning/pageReferenceUtils';
import badge from '@salesforce/contentAssetUrl/gadget_badge';
import GADGET from '@salesforce/schema/Gadget__c';
import NAME from '@salesforce/schema/Gadget__c.Name';

const NODE = 'edges { node { Id Name { value } } } pageInfo { hasNextPage endCursor }';
export default class GadgetModules extends NavigationMixin(LightningElement) {
    badge = badge;
    after = null;
    clicks = 0;
    told;
    handlers = { click: () => { this.clicks++; } };
    @wire(graphql, { query: gql\`query page($after: String) { uiapi { query { Gadget__c(first: 3, after: $after, orderBy: { Name: { order: ASC } }) { \${NODE} } } } }\`, variables: '$variables' })
    page;
    @wire(graphql, { query: gql\`{ uiapi { query { Nothing__c { totalCount } } } }\` })
    wrong;
    @wire(oldGraphql, { query: oldGql\`{ uiapi { query { Gadget__c(where: { Name: { like: "New%" } }) { totalCount } } } }\` })
    counted(value) { this.counts = value; }
    counts;
    @wire(getListUi, { objectApiName: GADGET, listViewApiName: 'AllRecords', sortBy: NAME, pageSize: 2 })
    list;
    get variables() { return { after: this.after }; }
    get names() { return this.page.data?.uiapi.query.Gadget__c.edges.map(({ node }) => node.Name.value).join(); }
    get count() { return this.counts?.data?.uiapi.query.Gadget__c.totalCount; }
    get fault() { return this.wrong.errors?.[0].message; }
    get listed() { return this.list.data?.records.records.map(({ id, fields }) => fields.Name.value + (fields.Id.value === id)).join(); }
    next() { this.after = this.page.data.uiapi.query.Gadget__c.pageInfo.endCursor; }
    async make() {
        const { data, errors } = await executeMutation({ query: gql\`mutation make($name: String) { uiapi { Gadget__cCreate(input: { Gadget__c: { Name: $name, Serial__c: "SN-new" } }) { Record { Name { value } } } } }\`, variables: { name: 'New gadget' } });
        this.told = data?.uiapi.Gadget__cCreate?.Record.Name.value ?? errors[0].message;
        await this.page.refresh();
        await refreshGraphQL(this.counts);
    }
    fill() {
        this[NavigationMixin.Navigate]({ type: 'standard__objectPage', attributes: { objectApiName: 'Gadget__c', actionName: 'new' }, state: { defaultFieldValues: encodeDefaultFieldValues({ Name: 'A, b & c=d' }) } });
    }
}
`,
  'lwc/gadgetModules/gadgetModules.html': `<template>
    <p class="names">{names}</p><p class="count">{count}</p><p class="fault">{fault}</p><p class="listed">{listed}</p><p class="told">{told}</p>
    <p class="clicks" lwc:on={handlers}>{clicks}</p>
    <img src={badge} alt="badge">
    <button onclick={next}>Next</button><button onclick={make}>Make</button><button onclick={fill}>Fill</button>
</template>
`,
  'lwc/gadgetModules/gadgetModules.js-meta.xml': `<LightningComponentBundle ${NS}><apiVersion>65.0</apiVersion><isExposed>true</isExposed><targets><target>lightning__UrlAddressable</target></targets></LightningComponentBundle>`,
  'contentassets/gadget_badge.asset': '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"></svg>',
  'contentassets/gadget_badge.asset-meta.xml': `<ContentAsset ${NS}><isVisibleByExternalUsers>false</isVisibleByExternalUsers><language>en_US</language><masterLabel>Badge</masterLabel><versions><version><number>1</number><pathOnClient>badge.svg</pathOnClient></version></versions></ContentAsset>`,
};

let projectDir: string;
let gadgets: GadgetOrg;
let browser: Browser;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  projectDir = mkdtempSync(path.join(tmpdir(), 'platform-modules-'));
  cpSync(fixture, projectDir, { recursive: true });
  for (const [name, text] of Object.entries(FILES)) {
    const file = path.join(projectDir, 'force-app/main', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  [gadgets, browser] = await Promise.all([openGadgetOrg({ projectDir }), launchBrowser()]);
  page = await browser.newPage();
  page.setDefaultTimeout(8_000);
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${gadgets.origin}/lightning/cmp/c__gadgetModules`);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await gadgets?.close();
  rmSync(projectDir, { recursive: true, force: true });
  expect(faults).toEqual([]);
});

const shows = (name: string, text: string): Promise<void> => page.locator(`c-gadget-modules .${name}`).getByText(text, { exact: true }).waitFor();
const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

test('graphql wires a page, and the next one when its variables change', async () => {
  await shows('names', 'Gadget 01,Gadget 02,Gadget 03');
  await press('Next');
  await shows('names', 'Gadget 04,Gadget 05,Gadget 06');
  expect(await page.locator('.fault').innerText()).toContain("Field 'Nothing__c' in type 'RecordQuery' is undefined");
});

test('executeMutation saves; refresh and refreshGraphQL ask again', async () => {
  await shows('count', '0');
  await press('Make');
  await shows('told', 'New gadget');
  await shows('count', '1');
  await press('Make');
  await page.locator('.told').getByText('duplicate value found').waitFor();
});

test('getListUi gives the list view and its records', () => shows('listed', 'Gadget 01true,Gadget 02true'));

test('lwc:on adds the listeners of an object', async () => {
  await page.locator('.clicks').click();
  await shows('clicks', '1');
});

test('an asset file is an image of the page, and internal', async () => {
  expect(await page.getByAltText('badge').evaluate((image: { naturalWidth?: number }) => image.naturalWidth)).toBe(7);
  const status = async (token: string | undefined): Promise<number> => (await fetch(`${gadgets.origin}/file-asset/gadget_badge`, { redirect: 'manual', headers: token === undefined ? {} : { cookie: `sid=${encodeURIComponent(token)}` } })).status;
  expect([await status(gadgets.token('agent')), await status(gadgets.token('guest')), await status(undefined)]).toEqual([200, 404, 401]);
});

test('encoded default values fill the form of a new record', async () => {
  await press('Fill');
  await page.getByRole('dialog').getByLabel('Gadget Name').waitFor();
  expect(await page.getByRole('dialog').getByLabel('Gadget Name').inputValue()).toBe('A, b & c=d');
});
