// @ts-expect-error modules of the browser carry JSDoc types only
import { fieldsOfRules, isVisible } from '../browser/local/visibility/visibility.js';
// @ts-expect-error modules of the browser carry JSDoc types only
import { parse, urlOf } from '../browser/local/router/router.js';
// @ts-expect-error modules of the browser carry JSDoc types only
import { columnsOf } from '../shell/one/flexipage/template.js';

const situation = { record: { fields: { Status__c: { value: 'Retired' }, Price__c: { value: 12.5 }, Keeper__r: { value: { fields: { Name: { value: 'Ada' } } } } } }, formFactor: 'Small', user: { name: 'Grace' }, customPermissions: ['See_All'], userPermissions: [] };
const rule = (left: string, operator: string, right: string): object => ({ criteria: [{ left, operator, right }] });

test.each([
  ['{!Record.Status__c}', 'EQUAL', 'Retired', true],
  ['{!Record.Status__c}', 'NE', 'Retired', false],
  ['{!Record.Price__c}', 'GT', '9', true],
  ['{!Record.Keeper__r.Name}', 'CONTAINS', 'da', true],
  ['{!$Client.FormFactor}', 'EQUAL', 'Large', false],
  ['{!$Permission.CustomPermission.See_All}', 'EQUAL', 'true', true],
  ['{!$Permission.StandardPermission.ModifyAllData}', 'EQUAL', 'true', false],
])('a component shows when %s %s %s: %s', (left, operator, right, expected) => {
  expect(isVisible(rule(left, operator, right), situation)).toBe(expected);
});

test('filter logic joins criteria by their numbers', () => {
  const criteria = [{ left: '{!Record.Status__c}', operator: 'EQUAL', right: 'New' }, { left: '{!Record.Price__c}', operator: 'LT', right: '20' }, { left: '{!$Client.FormFactor}', operator: 'EQUAL', right: 'Small' }];
  expect(isVisible({ filter: '1 OR (2 AND 3)', criteria }, situation)).toBe(true);
  expect(isVisible({ filter: '(1 OR 2) AND NOT 3', criteria }, situation)).toBe(false);
  expect(isVisible({ criteria }, situation)).toBe(false);
});

test('a page knows which fields its rules ask about', () => {
  const model = { regions: [{ items: [{ rule: rule('{!Record.Status__c}', 'EQUAL', 'x') }, { rule: rule('{!Record.Keeper__r.Name}', 'EQUAL', 'x') }, {}] }] };
  expect(fieldsOfRules(model)).toEqual(['Status__c', 'Keeper__r.Name']);
});

test.each([
  ['/lightning/r/Gadget__c/a01000000000001AAA/view', { type: 'standard__recordPage', attributes: { objectApiName: 'Gadget__c', recordId: 'a01000000000001AAA', actionName: 'view' } }],
  ['/lightning/o/Case/list?filterName=Open', { type: 'standard__objectPage', attributes: { objectApiName: 'Case', actionName: 'list' }, state: { filterName: 'Open' } }],
  ['/lightning/n/Scan?c__serial=1%2F2', { type: 'standard__navItemPage', attributes: { apiName: 'Scan' }, state: { c__serial: '1/2' } }],
  ['/lightning/flow/Quote?flow__recordId=1&retURL=%2Fx', { type: 'standard__flow', attributes: { devName: 'Quote' }, state: { flow__recordId: '1', retURL: '/x' } }],
  ['/lightning/page/home', { type: 'standard__namedPage', attributes: { pageName: 'home' } }],
  ['/lightning/cmp/c__twin?c__id=5', { type: 'standard__component', attributes: { componentName: 'c__twin' }, state: { c__id: '5' } }],
])('%s and its page reference are two forms of one thing', (url, expected) => {
  const page = parse(`http://localhost:1${url}`);
  expect(page).toEqual({ state: {}, ...expected });
  expect(urlOf(page)).toBe(url);
});

test('a short record address needs no object name', () => {
  expect(parse('http://localhost/lightning/r/a01000000000001AAA/view').attributes).toEqual({ recordId: 'a01000000000001AAA', actionName: 'view' });
});

test('a page reference of an unknown type says so', () => {
  expect(() => urlOf({ type: 'standard__managedContentPage' })).toThrow('Not implemented in the local org');
});

const region = (name: string, items = 1): object => ({ name, kind: 'region', items: Array.from({ length: items }, () => ({})) });
const layout = (template: string, regions: object[]): string[][] => columnsOf({ template, regions }).map(({ columns }: { columns: { key: string; class: string }[] }) => columns.map((column) => `${column.key} ${/size_(\d+)-of-12/.exec(column.class)?.[1]}`));

test('a record page has its header above a wide column and a narrow one', () => {
  expect(layout('flexipage:recordHomeTemplateDesktop', [region('header'), region('main'), region('sidebar')])).toEqual([['header 12'], ['main 8', 'sidebar 4']]);
});

test('a left sidebar stands left', () => {
  expect(layout('flexipage:recordHomeLeftSidebarTemplateDesktop', [region('header'), region('main'), region('sidebar')])).toEqual([['header 12'], ['sidebar 4', 'main 8']]);
});

test('an app page with three regions has three equal columns', () => {
  expect(layout('flexipage:appHomeTemplateThreeColumns', [region('region1'), region('region2'), region('region3')])).toEqual([['region1 4', 'region2 4', 'region3 4']]);
});

test('a column that is left alone takes the whole row', () => {
  expect(layout('flexipage:recordHomeTemplateDesktop', [region('header'), region('main'), region('sidebar', 0)])).toEqual([['header 12'], ['main 12']]);
});
