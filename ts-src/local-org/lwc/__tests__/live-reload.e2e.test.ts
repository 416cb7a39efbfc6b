import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../testing/browser.ts';
import { fixture, openGadgetOrg } from './support/gadget-org.ts';
import type { GadgetOrg } from './support/gadget-org.ts';

const projectDir = mkdtempSync(path.join(tmpdir(), 'live-reload-'));
let gadgets: GadgetOrg;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  cpSync(fixture, projectDir, { recursive: true });
  [gadgets, browser] = await Promise.all([openGadgetOrg({ projectDir, watch: true }), launchBrowser()]);
  page = await browser.newPage();
  page.setDefaultTimeout(8_000);
  await page.goto(`${gadgets.origin}/lightning/page/home`);
  await page.getByText('Type a serial, or scan it.').waitFor();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await gadgets?.close();
  rmSync(projectDir, { recursive: true, force: true });
});

const file = (name: string): string => path.join(projectDir, 'force-app/main', name);
const change = (name: string, from: string, to: string): void => writeFileSync(file(name), readFileSync(file(name), 'utf8').replace(from, to));

const TEMPLATE = 'lwc/gadgetTips/gadgetTips.html';

test('a saved template is on the page without anyone reloading it', async () => {
  change(TEMPLATE, 'Type a serial', 'Say a serial');
  await page.getByText('Say a serial, or scan it.').waitFor();
  expect(await page.getByText('Type a serial').count()).toBe(0);
}, 60_000);

test('a fault shows over the page that still works, with its place, and goes when it is mended', async () => {
  await page.waitForTimeout(500);
  change(TEMPLATE, '</p>', '</q>');
  await page.locator('#local-org-problems').getByText('force-app/main/lwc/gadgetTips/gadgetTips.html:3:2').waitFor();
  expect(await page.getByText('Say a serial, or scan it.').count()).toBe(1);
  change(TEMPLATE, '</q>', '</p>');
  await page.locator('#local-org-problems').waitFor({ state: 'detached' });
}, 20_000);

test('a page that is opened with a broken bundle shows everything else', async () => {
  await page.waitForTimeout(500);
  change('lwc/gadgetTips/gadgetTips.js', 'export default', 'import gone from "@salesforce/label/c.Gone";\nexport default');
  await page.locator('#local-org-problems').getByText('There is no custom label Gone').waitFor();
  await page.reload();
  await page.getByText('gadgetTips failed').waitFor();
  await page.getByRole('button', { name: 'Gadget 01 (SN-1001)' }).waitFor();
}, 20_000);

test('a label that is added makes the bundle whole again', async () => {
  change('labels/CustomLabels.labels-meta.xml', '</CustomLabels>', '<labels><fullName>Gone</fullName><language>en_US</language><protected>true</protected><shortDescription>t</shortDescription><value>Back</value></labels></CustomLabels>');
  await page.getByText('Say a serial, or scan it.').waitFor();
  expect(await page.locator('#local-org-problems').count()).toBe(0);
}, 20_000);
