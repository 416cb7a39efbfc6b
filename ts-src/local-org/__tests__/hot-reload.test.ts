import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnonymousRunner } from './support/anonymous-runner.ts';
import { widgetProject } from './support/widget-project.ts';
import type { OpenedOrg } from '../org.ts';
import { serveLocalOrg } from '../serve.ts';
import type { ServedOrg } from '../serve.ts';

/** A served org that watches its project's folder, data in memory, and what it tells on the way. */
let served: ServedOrg;
let apex: AnonymousRunner;
const notices: string[] = [];
const root = widgetProject();
const main = (path: string): string => join(root, 'force-app/main/default', path);
const save = (path: string, from: string, to: string): void => writeFileSync(main(path), readFileSync(main(path), 'utf8').replace(from, to));

beforeAll(async () => {
  served = await serveLocalOrg({ projectDir: root, port: 0, watch: true, onNotice: (text) => notices.push(text) });
  apex = new AnonymousRunner(served.org as OpenedOrg);
  // The file system's watch begins a moment after it was asked for.
  await new Promise((resolve) => setTimeout(resolve, 300));
});
afterAll(() => served.close());

const PATIENCE_MS = 20_000;

/** Whether the org comes to say so; how long that takes is a matter for the benchmark. */
async function until(holds: () => boolean): Promise<boolean> {
  const start = performance.now();
  while (!holds()) {
    if (performance.now() - start > PATIENCE_MS) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}

const grade = (): string => apex.debugs('System.debug(WidgetService.grade(1));')[0]!;

test('a job that fails is told, for nobody waits for it', async () => {
  apex.succeeds('System.enqueueJob(new WidgetJob(null));');
  expect(await until(() => notices.length > 0)).toBe(true);
  expect(notices.splice(0)).toEqual([expect.stringMatching(/^The job WidgetJob failed: Update failed\./)]);
});

test('a class', async () => {
  save('classes/WidgetService.cls', "'small'", "'tiny'");
  expect(await until(() => grade() === 'tiny')).toBe(true);
  expect(notices.splice(0)).toEqual(['Reloaded force-app/main/default/classes/WidgetService.cls']);
});

test('a trigger', async () => {
  save('triggers/WidgetTrigger.trigger', "'auto-'", "'made-'");
  apex.succeeds("insert as system new Widget__c(Name = 'Seen');");
  expect(await until(() => apex.debugs("Widget__c w = new Widget__c(Name = 'A'); insert as system w; System.debug([SELECT Code__c FROM Widget__c WHERE Id = :w.Id].Code__c); delete as system w;")[0] === 'made-A')).toBe(true);
});

test('a new field on rows that are there, in memory', async () => {
  const field = readFileSync(main('objects/Widget__c/fields/Made_On__c.field-meta.xml'), 'utf8');
  writeFileSync(main('objects/Widget__c/fields/Sold_On__c.field-meta.xml'), field.replaceAll('Made', 'Sold'));
  expect(await until(() => served.org.schema.object('Widget__c')!.field('Sold_On__c') !== undefined)).toBe(true);
  expect(apex.debugs("Widget__c w = [SELECT Name, Sold_On__c FROM Widget__c WHERE Name = 'Seen']; System.debug(w.Name + w.Sold_On__c);")).toEqual(['Seennull']);
});

test('a label', async () => {
  const labels = (value: string): string => `<?xml version="1.0"?>\n<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata"><labels><fullName>Hello</fullName><language>en_US</language><protected>false</protected><shortDescription>h</shortDescription><value>${value}</value></labels></CustomLabels>\n`;
  writeFileSync(main('classes/CustomLabels.labels-meta.xml'), labels('one'));
  expect(await until(() => served.org.project.labels.length === 1)).toBe(true);
  writeFileSync(main('classes/CustomLabels.labels-meta.xml'), labels('two'));
  expect(await until(() => apex.debugs('System.debug(Label.Hello);')[0] === 'two')).toBe(true);
});

test('a fault is told in a line with its place, and the org runs what it had', async () => {
  notices.length = 0;
  save('classes/WidgetService.cls', "'tiny'", 'tiny');
  await until(() => notices.length > 0);
  expect(notices.splice(0)).toEqual(['Not reloaded: the org keeps what it had\nforce-app/main/default/classes/WidgetService.cls:14:16 Variable does not exist: tiny']);
  expect(grade()).toBe('tiny');
  writeFileSync(main('objects/Widget__c/fields/Sold_On__c.field-meta.xml'), '<CustomField>\n  <oops');
  await until(() => notices.length > 0);
  expect(notices.splice(0)[0]).toMatch(/Sold_On__c\.field-meta\.xml:2:\d+ Error parsing file/);
  expect(served.org.schema.object('Widget__c')!.field('Sold_On__c')).toBeDefined();
});

test('what was mended comes with all that was saved meanwhile', async () => {
  writeFileSync(main('objects/Widget__c/fields/Sold_On__c.field-meta.xml'), readFileSync(main('objects/Widget__c/fields/Made_On__c.field-meta.xml'), 'utf8').replaceAll('Made', 'Sold'));
  save('classes/WidgetService.cls', 'return tiny', "return 'mended'");
  expect(await until(() => grade() === 'mended')).toBe(true);
});
