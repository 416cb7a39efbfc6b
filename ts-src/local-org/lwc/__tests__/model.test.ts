import path from 'node:path';
import { loadProject } from '../../metadata/index.ts';
import { buildSchema } from '../../schema/index.ts';
import { actionModels } from '../model/actions.ts';
import { appModels } from '../model/apps.ts';
import { componentDefaults } from '../model/component-config.ts';
import type { ComponentModel } from '../model/flexipage.ts';
import { homePage, pageByName, recordPage } from '../model/page-lookup.ts';

const project = loadProject(path.join(import.meta.dirname, 'fixture'));
const schema = buildSchema(project);

test('the project loads without problems', () => {
  expect(project.problems).toEqual([]);
});

test('an app has its navigation items with labels, addresses and icons', () => {
  const [console, desk] = appModels(project, schema);
  expect(console).toMatchObject({ name: 'Gadget_Console', label: 'Gadget Console', navigation: 'Console', color: '#0070D2' });
  expect(console?.items.map(({ kind, label, url, icon }) => [kind, label, url, icon])).toEqual([
    ['home', 'Home', '/lightning/page/home', 'standard:home'],
    ['object', 'Gadgets', '/lightning/o/Gadget__c/list', 'custom:custom57'],
    ['object', 'Contacts', '/lightning/o/Contact/list', 'standard:contact'],
    ['page', 'Scan', '/lightning/n/Gadget_Scan', 'custom:custom28'],
  ]);
  expect(desk?.navigation).toBe('Standard');
});

test('a record page is the one that the object assigns; other objects have none', () => {
  expect(recordPage(project, 'Gadget_Console', 'Gadget__c', 'Large')?.name).toBe('Gadget_Record_Page');
  expect(recordPage(project, 'Gadget_Console', 'Contact', 'Large')).toBeUndefined();
});

test('a narrow window without a page of its own shows the desktop page', () => {
  expect(recordPage(project, 'Gadget_Console', 'Gadget__c', 'Small')?.name).toBe('Gadget_Record_Page');
});

test('the home page belongs to the app', () => {
  expect(homePage(project, 'Gadget_Console', 'Large')?.name).toBe('Gadget_Home');
  expect(homePage(project, 'Gadget_Desk', 'Large')).toBeUndefined();
});

test('a page has regions and facets, components with properties, and visibility rules', () => {
  const page = pageByName(project, 'gadget_record_page')!;
  expect(page.template).toBe('flexipage:recordHomeTemplateDesktop');
  expect(page.regions.map(({ name, kind }) => `${kind} ${name}`)).toEqual(['region header', 'facet Facet-details', 'facet Facet-related', 'facet Facet-quote', 'facet Facet-tabs', 'region main', 'region sidebar']);
  const sidebar = page.regions.find(({ name }) => name === 'sidebar')!.items as ComponentModel[];
  expect(sidebar.map(({ module }) => module)).toEqual(['c/gadgetCard', 'c/gadgetTips', 'runtime_sales_activities/activityPanel']);
  expect(sidebar[1]?.rule).toEqual({ criteria: [{ left: '{!Record.Status__c}', operator: 'EQUAL', right: 'Retired' }] });
});

test('a component gets its declared defaults, overridden by the page, in their declared types', () => {
  expect(componentDefaults(project, 'gadgetCard', 'RecordPage', { rows: '3' })).toEqual({ heading: 'Gadget', rows: 3, framed: true });
  expect(componentDefaults(project, 'gadgetCard', 'AppPage', {})).toEqual({});
});

test('actions come from the layout, and a component says whether it has a screen', () => {
  expect(actionModels(project, 'Gadget__c', []).map(({ name, module, screen }) => [name, module, screen])).toEqual([
    ['Edit', null, false],
    ['Gadget__c.Rename', 'c/gadgetRename', true],
    ['Gadget__c.Ping', 'c/gadgetPing', false],
    ['Gadget__c.Quote', null, true],
    ['Delete', null, false],
  ]);
});

test('without a list of actions a record can be edited, deleted and given to somebody else', () => {
  expect(actionModels(project, 'Contact', []).map(({ name }) => name)).toEqual(['Edit', 'Delete', 'ChangeOwnerOne']);
});

test('an action of a flow names it', () => {
  expect(actionModels(project, 'Gadget__c', ['Gadget__c.Quote'])).toEqual([{ name: 'Gadget__c.Quote', label: 'Quote', kind: 'flow', module: null, screen: true, flow: 'Gadget_Screen_Quote' }]);
});
