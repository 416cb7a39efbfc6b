import { Connection } from 'jsforce';
import type { GadgetOrg } from './support/gadget-org.ts';
import { openGadgetOrg } from './support/gadget-org.ts';

/** Reports and dashboards through the client that others use: jsforce. */
let gadgets: GadgetOrg;

beforeAll(async () => {
  gadgets = await openGadgetOrg();
}, 60_000);
afterAll(() => gadgets.close());

const as = (alias: string): Connection => new Connection({ instanceUrl: gadgets.origin, accessToken: gadgets.token(alias), version: '65.0' });
const idOf = async (name: string, conn = as('admin')): Promise<string> => (await conn.analytics.reports()).find((report) => report.name === name)!.id;

test('reports, dashboards and their folders are listed, and are rows for queries', async () => {
  const conn = as('agent');
  expect((await conn.analytics.reports()).map(({ name }) => name)).toEqual(['Matrix', 'Prices by Status', 'Sold Gadgets', 'Worth by Status']);
  expect((await conn.analytics.dashboards()).map(({ name }) => name)).toEqual(['The Bench']);
  const { records } = await conn.query<{ Id: string; Name: string; FolderName: string; Format: string }>("SELECT Id, Name, FolderName, Format FROM Report WHERE DeveloperName = 'Worth_by_Status'");
  expect(records).toMatchObject([{ Id: await idOf('Worth by Status'), Name: 'Worth by Status', FolderName: 'The Bench', Format: 'Summary' }]);
  expect((await conn.query('SELECT Title FROM Dashboard WHERE Folder.Name = \'The Bench\'')).totalSize).toBe(1);
});

test('a summary report counts, adds and averages its groups by its filter logic', async () => {
  // Twelve gadgets at 0, 12.5 … 137.5; New, In use, Retired in turn, every second one checked. Left by the filter: what costs more than 100, or is in use.
  const conn = as('admin');
  const result = await conn.analytics.report(await idOf('Worth by Status')).execute();
  expect(result.groupingsDown!.groupings.map(({ key, label, value, groupings }) => [key, label, value, groupings.map((inner) => [inner.key, inner.label])])).toEqual([
    ['0', 'New', 'New', [['0_0', 'false']]],
    ['1', 'In use', 'In_Use', [['1_0', 'true'], ['1_1', 'false']]],
    ['2', 'Retired', 'Retired', [['2_0', 'false']]],
  ]);
  const values = (key: string): number[] => result.factMap[key]!.aggregates.map(({ value }) => value);
  expect(result.reportMetadata.aggregates).toEqual(['RowCount', 's!Gadget__c.Price__c', 'a!Gadget__c.Price__c']);
  expect({ new: values('0!T'), inUse: values('1!T'), unchecked: values('1_1!T'), all: values('T!T') }).toEqual({ new: [1, 112.5, 112.5], inUse: [4, 275, 68.75], unchecked: [2, 100, 50], all: [6, 525, 87.5] });
  expect(result).toMatchObject({ allData: true, hasDetailRows: false });
  expect(result.reportExtendedMetadata.aggregateColumnInfo['s!Gadget__c.Price__c']).toMatchObject({ label: 'Sum of Price', dataType: 'double' });
});

test('a summary formula of one figure is exact and shown with its own decimals', async () => {
  const result = await as('admin').analytics.report(await idOf('Prices by Status')).execute();
  expect(result.reportMetadata.aggregates).toEqual(['RowCount', 's!Gadget__c.Price__c', 'a!Gadget__c.Price__c', 'FORMULA1']);
  expect(result.reportMetadata.customSummaryFormula).toMatchObject([{ label: 'About each', formula: 'Gadget__c.Price__c:AVG', decimalPlaces: 0 }]);
  expect(result.factMap['T!T']!.aggregates.slice(2)).toEqual([{ label: '68.75', value: 68.75 }, { label: '69', value: 68.75 }]);
  expect(result.reportExtendedMetadata.aggregateColumnInfo.FORMULA1).toMatchObject({ label: 'About each', dataType: 'double' });
});

test('details stand below their groups, names lead to records', async () => {
  const conn = as('admin');
  const result = await conn.analytics.report(await idOf('Worth by Status')).execute({ details: true });
  expect(result.factMap['1_1!T']!.rows!.map(({ dataCells }) => dataCells)).toEqual([
    [{ label: 'Gadget 02', value: gadgets.gadgetIds[1] }, { label: 'Ada Lovelace', value: gadgets.contactId }, { label: '12.50', value: 12.5 }],
    [{ label: 'Gadget 08', value: gadgets.gadgetIds[7] }, { label: 'Ada Lovelace', value: gadgets.contactId }, { label: '87.50', value: 87.5 }],
  ]);
});

test('a list has its rows in one place', async () => {
  const conn = as('admin');
  const result = await conn.analytics.report(await idOf('Sold Gadgets')).execute({ details: true });
  expect(result.groupingsDown!.groupings).toEqual([]);
  expect(result.factMap['T!T']!.rows!.map(({ dataCells }) => dataCells.map(({ label }) => label))).toEqual([['Gadget 01', '1/5/2026', '0.00'], ['Gadget 02', '2/5/2026', '12.50'], ['Gadget 03', '3/5/2026', '25.00']]);
});

test('who may not run reports, and what cannot be run, hears why', async () => {
  await expect(as('visitor').analytics.reports()).rejects.toThrow('You do not have permission to run reports');
  const conn = as('admin');
  await expect(conn.analytics.report('00O000000000000AAA').execute()).rejects.toThrow('There is no report 00O000000000000AAA');
  await expect(conn.analytics.report(await idOf('Matrix')).execute()).rejects.toThrow('report Bench/Matrix with the format Matrix');
});

test('a dashboard has the figures of its reports; one that fails says why and leaves the others', async () => {
  const conn = as('admin');
  const { id } = (await conn.analytics.dashboards())[0]!;
  const { componentData, dashboardMetadata } = await conn.analytics.dashboard(id).components();
  expect(dashboardMetadata).toMatchObject({ name: 'The Bench', layout: { gridLayout: false, columns: [{ components: [0] }, { components: [1] }] }, runningUser: { displayName: 'Ada Admin' } });
  expect(componentData[0]).toMatchObject({ status: { dataStatus: 'DATA' }, reportResult: { factMap: { 'T!T': { aggregates: [{ value: 6 }, { value: 525 }, { value: 87.5 }] } } } });
  expect(componentData[1]).toMatchObject({ status: { dataStatus: 'ERROR', errorMessage: expect.stringContaining('the format Matrix') } });
});

test('a column that its reader may not read is left out; a report that filters by one is refused', async () => {
  const conn = as('admin');
  const { records } = await conn.query<{ Id: string }>("SELECT Id FROM FieldPermissions WHERE Field = 'Gadget__c.Price__c' AND Parent.Name = 'Gadget_Agent'");
  await conn.sobject('FieldPermissions').destroy(records[0]!.Id!);
  const agent = as('agent');
  const list = await agent.analytics.report(await idOf('Sold Gadgets')).execute({ details: true });
  expect(list.reportMetadata.detailColumns).toEqual(['Gadget__c.Name', 'Gadget__c.Sold_On__c']);
  expect(list.factMap['T!T']!.rows![0]!.dataCells.map(({ label }) => label)).toEqual(['Gadget 01', '1/5/2026']);
  await expect(agent.analytics.report(await idOf('Worth by Status')).execute()).rejects.toThrow('The report Worth by Status filters by Gadget__c.Price__c, which is not there or which you may not read');
});
