import { GadgetBrowser, PHONE } from './support/gadget-browser.ts';

let at: GadgetBrowser;

beforeAll(async () => {
  at = await GadgetBrowser.launch();
}, 120_000);
afterAll(() => at.close());
afterEach(() => at.context?.close());

const lines = async (): Promise<string[]> => (await at.page.locator('one-report tbody tr').allInnerTexts()).map((text) => text.split('\t').map((cell) => cell.trim()).join(' | '));

test('a report is found in the list, shows chart, groups and totals, and its rows when asked', async () => {
  await at.open('/lightning/o/Report/list');
  const { page } = at;
  await page.getByRole('link', { name: 'Worth by Status' }).click();
  await page.getByRole('heading', { name: 'Worth by Status' }).waitFor();
  expect(await page.locator('one-report-chart .row').allInnerTexts()).toEqual(['New\n112.50', 'In use\n275.00', 'Retired\n137.50']);
  expect(await page.locator('one-report thead th').allInnerTexts()).toEqual(['Status', 'Checked', 'Record Count', 'Sum of Price', 'Average Price']);
  expect(await lines()).toEqual([
    'New | false | 1 | 112.50 | 112.50', 'Subtotal New |  | 1 | 112.50 | 112.50',
    'In use | true | 2 | 175.00 | 87.50', ' | false | 2 | 100.00 | 50.00', 'Subtotal In use |  | 4 | 275.00 | 68.75',
    'Retired | false | 1 | 137.50 | 137.50', 'Subtotal Retired |  | 1 | 137.50 | 137.50',
    'Total |  | 6 | 525.00 | 87.50',
  ]);
  await page.getByText('Detail Rows').click();
  await page.getByRole('columnheader', { name: 'Gadget Name' }).waitFor();
  expect(await lines()).toContain(' |  | Gadget 08 | Ada Lovelace | 87.50 |  |  | ');
  expect(await at.violations()).toEqual([]);
  await page.getByRole('link', { name: 'Gadget 08' }).click();
  await page.waitForURL(new RegExp(`${at.gadgets.gadgetIds[7]}`));
  expect(at.faults).toEqual([]);
}, 60_000);

test('a dashboard draws its reports; one that cannot be run says why; on a phone nothing overflows', async () => {
  await at.open('/lightning/o/Dashboard/list', PHONE);
  const { page } = at;
  await page.getByRole('link', { name: 'The Bench' }).first().click();
  const worth = page.getByRole('region', { name: 'Worth', exact: true });
  await worth.getByText('275.00').waitFor();
  expect(await page.getByRole('region', { name: 'A matrix' }).getByRole('alert').innerText()).toContain('report Bench/Matrix with the format Matrix');
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  expect(await at.violations()).toEqual([]);
  await worth.getByRole('link', { name: 'View Report (Worth by Status)' }).click();
  await page.getByRole('heading', { name: 'Worth by Status' }).waitFor();
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  expect(at.faults).toEqual([]);
}, 60_000);

test('who may not run reports hears why', async () => {
  await at.open('/lightning/o/Report/list');
  const { page } = at;
  await page.context().request.post(`${at.gadgets.origin}/lightning/api/persona`, { form: { alias: 'visitor', startURL: '/' } });
  const [report] = await fetch(`${at.gadgets.origin}/services/data/v65.0/analytics/reports`, { headers: { authorization: `Bearer ${at.gadgets.token('admin')}` } }).then((answer) => answer.json() as Promise<{ id: string }[]>);
  await page.goto(`${at.gadgets.origin}/lightning/r/Report/${report!.id}/view`);
  expect(await page.getByRole('alert').innerText()).toContain('You do not have permission to run reports');
}, 30_000);

test('a chart of a field that somebody may not read says so, and leaves the rest of the page alone', async () => {
  const admin = { authorization: `Bearer ${at.gadgets.token('admin')}` };
  const data = `${at.gadgets.origin}/services/data/v65.0`;
  const query = encodeURIComponent("SELECT Id FROM FieldPermissions WHERE Field = 'Gadget__c.Price__c' AND Parent.Name = 'Gadget_Agent'");
  const { records } = await fetch(`${data}/query?q=${query}`, { headers: admin }).then((answer) => answer.json() as Promise<{ records: { Id: string }[] }>);
  await at.open('/lightning/o/Report/list');
  const { page } = at;
  await page.getByRole('link', { name: 'Prices by Status' }).click();
  await page.locator('one-report-chart .row').first().waitFor();
  expect((await fetch(`${data}/sobjects/FieldPermissions/${records[0]!.Id}`, { method: 'DELETE', headers: admin })).status).toBe(204);
  await page.reload();
  await page.getByText('You cannot see what this chart shows.').waitFor();
  expect(await page.locator('one-report thead th').allInnerTexts()).toContain('Record Count');
  expect(at.faults).toEqual([]);
}, 30_000);
