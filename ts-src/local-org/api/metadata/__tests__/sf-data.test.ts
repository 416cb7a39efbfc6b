import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { widgetProject } from '../../../__tests__/support/widget-project.ts';
import { MINUTE, serveSf } from './support/sf.ts';
import type { SfOrg } from './support/sf.ts';

let org: SfOrg;

beforeAll(async () => {
  const projectDir = widgetProject();
  org = await serveSf({ projectDir, cwd: projectDir });
}, 2 * MINUTE);
afterAll(async () => {
  expect(org.defects).toEqual([]);
  await org.close();
});

const query = async (soql: string): Promise<Record<string, unknown>[]> =>
  (await org.sf(['data', 'query', '--query', soql])).result.records.map(({ attributes: _dropped, ...fields }: Record<string, unknown>) => fields);

describe('single records', () => {
  let id: string;

  test('data create record', async () => {
    const { code, result } = await org.sf(['data', 'create', 'record', '--sobject', 'Widget__c', '--values', "Name='One' Price__c=1.5"]);
    id = result.id;
    expect([code, result.success]).toEqual([0, true]);
    const refused = await org.sf(['data', 'create', 'record', '--sobject', 'Widget__c', '--values', "Name='Bad' Price__c=-1"]);
    expect([refused.code, refused.message]).toEqual([1, expect.stringContaining('Price must not be negative')]);
  }, MINUTE);

  test('data get record', async () => {
    expect((await org.sf(['data', 'get', 'record', '--sobject', 'Widget__c', '--where', 'Name=One'])).result).toMatchObject({ Id: id, Price__c: 1.5 });
  }, MINUTE);

  test('data update record', async () => {
    expect((await org.sf(['data', 'update', 'record', '--sobject', 'Widget__c', '--record-id', id, '--values', 'Quantity__c=7'])).code).toBe(0);
    expect(await query(`SELECT Quantity__c FROM Widget__c WHERE Id = '${id}'`)).toEqual([{ Quantity__c: 7 }]);
  }, MINUTE);

  test('data delete record', async () => {
    expect((await org.sf(['data', 'delete', 'record', '--sobject', 'Widget__c', '--record-id', id])).code).toBe(0);
    expect(await query("SELECT Id FROM Widget__c WHERE Name = 'One'")).toEqual([]);
  }, MINUTE);
});

test('data import tree with files, and with a plan whose references are resolved', async () => {
  org.write('tree/Account.json', JSON.stringify({ records: [{ attributes: { type: 'Account', referenceId: 'AcmeRef' }, Name: 'Acme' }] }));
  org.write('tree/Widget__c.json', JSON.stringify({ records: [1, 2].map((index) => ({ attributes: { type: 'Widget__c', referenceId: `W${index}` }, Name: `Tree ${index}`, Account__c: '@AcmeRef' })) }));
  org.write('tree/plan.json', JSON.stringify([{ sobject: 'Account', saveRefs: true, files: ['Account.json'] }, { sobject: 'Widget__c', resolveRefs: true, files: ['Widget__c.json'] }]));
  expect((await org.sf(['data', 'import', 'tree', '--files', 'tree/Account.json'])).result).toHaveLength(1);
  expect((await org.sf(['data', 'import', 'tree', '--plan', 'tree/plan.json'])).result).toHaveLength(3);
  expect(await query("SELECT Name, Account__r.Name FROM Widget__c WHERE Name LIKE 'Tree %' ORDER BY Name")).toMatchObject([{ Name: 'Tree 1', Account__r: { Name: 'Acme' } }, { Name: 'Tree 2' }]);
}, 2 * MINUTE);

test('data import bulk', async () => {
  org.write('bulk.csv', 'Name,Code__c,Price__c\nBulk 1,b-1,1.5\nBulk 2,b-2,2.5\nBulk 3,b-3,3.5\n');
  const { code, result } = await org.sf(['data', 'import', 'bulk', '--file', 'bulk.csv', '--sobject', 'Widget__c', '--wait', '1']);
  expect([code, result.processedRecords, result.failedRecords]).toEqual([0, 3, 0]);
}, MINUTE);

test('data upsert bulk', async () => {
  org.write('upsert.csv', 'Name,Code__c\nBulk 3 again,b-3\nBulk 4,b-4\n');
  const { code, result } = await org.sf(['data', 'upsert', 'bulk', '--file', 'upsert.csv', '--sobject', 'Widget__c', '--external-id', 'Code__c', '--wait', '1']);
  expect([code, result.jobInfo?.numberRecordsProcessed ?? result.processedRecords]).toEqual([0, 2]);
  expect(await query("SELECT Name FROM Widget__c WHERE Code__c IN ('b-3', 'b-4') ORDER BY Code__c")).toEqual([{ Name: 'Bulk 3 again' }, { Name: 'Bulk 4' }]);
}, MINUTE);

test('data update bulk tells the rows that were refused', async () => {
  const [first, second] = await query("SELECT Id FROM Widget__c WHERE Code__c IN ('b-1', 'b-2') ORDER BY Code__c");
  org.write('update.csv', `Id,Price__c\n${String(first!.Id)},10\n${String(second!.Id)},-1\n`);
  const { code, message } = await org.sf(['data', 'update', 'bulk', '--file', 'update.csv', '--sobject', 'Widget__c', '--wait', '1']);
  expect(code).toBe(1);
  expect(message).toMatch(/failed to process 1 record/);
  expect(await query("SELECT Price__c FROM Widget__c WHERE Code__c IN ('b-1', 'b-2') ORDER BY Code__c")).toEqual([{ Price__c: 10 }, { Price__c: 2.5 }]);
}, MINUTE);

test('data export bulk', async () => {
  const { code, result } = await org.sf(['data', 'export', 'bulk', '--query', "SELECT Name, Code__c FROM Widget__c WHERE Code__c LIKE 'b-%' ORDER BY Code__c", '--output-file', 'export.csv', '--result-format', 'csv', '--wait', '1']);
  expect([code, result.totalSize]).toEqual([0, 4]);
  expect(readFileSync(join(org.cwd, 'export.csv'), 'utf8')).toBe('"Name","Code__c"\n"Bulk 1","b-1"\n"Bulk 2","b-2"\n"Bulk 3 again","b-3"\n"Bulk 4","b-4"\n');
}, MINUTE);

test('data export tree', async () => {
  const { code } = await org.sf(['data', 'export', 'tree', '--query', "SELECT Id, Name, (SELECT Id, Name FROM Widgets__r) FROM Account WHERE Name = 'Acme'", '--output-dir', 'exported', '--plan']);
  expect(code).toBe(0);
  expect(JSON.parse(readFileSync(join(org.cwd, 'exported/Account-Widget__c-plan.json'), 'utf8'))).toMatchObject([{ sobject: 'Account' }, { sobject: 'Widget__c' }]);
}, MINUTE);

test('data delete bulk', async () => {
  const rows = await query("SELECT Id FROM Widget__c WHERE Code__c LIKE 'b-%'");
  org.write('delete.csv', `Id\n${rows.map(({ Id }) => String(Id)).join('\n')}\n`);
  expect((await org.sf(['data', 'delete', 'bulk', '--file', 'delete.csv', '--sobject', 'Widget__c', '--wait', '1'])).code).toBe(0);
  expect(await query("SELECT Id FROM Widget__c WHERE Code__c LIKE 'b-%'")).toEqual([]);
}, MINUTE);
