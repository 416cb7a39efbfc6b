import { Connection } from 'jsforce';
import { serveWidgets } from './support/serve-widgets.ts';
import type { ServedWidgets } from './support/serve-widgets.ts';

type Fields = Record<string, unknown>;

let served: ServedWidgets;
let connection: Connection;

beforeAll(async () => {
  served = await serveWidgets();
  connection = served.connection();
});
afterEach(() => {
  expect(served.defects.splice(0)).toEqual([]);
});
afterAll(() => served.close());

const widgets = () => connection.sobject('Widget__c');
const post = <T>(path: string, body: unknown): Promise<T> => connection.requestPost<T>(path, body as object);
const base = '/services/data/v65.0';

test('a record is created, read, updated and deleted', async () => {
  const created = await widgets().create({ Name: '  Padded  ', Price__c: 12.345, Made_On__c: '2026-11-21', Seen_At__c: '2026-11-21T10:00:00.789Z' });
  expect(created).toMatchObject({ success: true, errors: [] });
  const id = created.id!;
  const record = (await widgets().retrieve(id)) as Fields;
  expect(record).toMatchObject({ Name: 'Padded', Price__c: 12.35, Made_On__c: '2026-11-21', Seen_At__c: '2026-11-21T10:00:00.000+0000', Active__c: true, Code__c: 'auto-  Padded  '.trim() });
  expect(record.attributes).toEqual({ type: 'Widget__c', url: `${base}/sobjects/Widget__c/${id}` });
  await widgets().update({ Id: id, Quantity__c: 7, Notes__c: '' });
  expect(await widgets().retrieve(id)).toMatchObject({ Quantity__c: 7, Notes__c: null });
  await widgets().delete(id);
  await expect(widgets().retrieve(id)).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
  await expect(widgets().delete(id)).rejects.toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
});

test('a query gives rows in the shape of the platform: parents, children, aggregates, count', async () => {
  const account = await connection.sobject('Account').create({ Name: 'Acme' });
  await widgets().create([
    { Name: 'A', Account__c: account.id, Price__c: 1.5 },
    { Name: 'B', Account__c: account.id, Price__c: 2 },
  ]);
  const parents = await connection.query<Fields>(`SELECT Name, Account__r.Name, Account__r.Owner.Username FROM Widget__c WHERE Account__c = '${account.id}' ORDER BY Name`);
  expect(parents.records[0]).toEqual({
    attributes: { type: 'Widget__c', url: expect.stringContaining('/sobjects/Widget__c/a') },
    Name: 'A',
    Account__r: { attributes: { type: 'Account', url: `${base}/sobjects/Account/${account.id}` }, Name: 'Acme', Owner: { attributes: { type: 'User', url: expect.any(String) }, Username: served.org.persona('admin')!.username } },
  });
  const children = await connection.query<Fields>(`SELECT Name, (SELECT Name FROM Widgets__r ORDER BY Name) FROM Account WHERE Id = '${account.id}'`);
  expect(children.records[0]!.Widgets__r).toMatchObject({ totalSize: 2, done: true, records: [{ Name: 'A' }, { Name: 'B' }] });
  const sums = await connection.query<Fields>(`SELECT Account__c, SUM(Price__c) total, COUNT(Id) FROM Widget__c WHERE Account__c = '${account.id}' GROUP BY Account__c`);
  expect(sums.records[0]).toEqual({ attributes: { type: 'AggregateResult' }, Account__c: account.id, total: 3.5, expr0: 2 });
  expect(await connection.query(`SELECT COUNT() FROM Widget__c WHERE Account__c = '${account.id}'`)).toEqual({ totalSize: 2, done: true, records: [] });
});

test('a malformed query, an unknown field and an unknown object are told in the platform\'s words', async () => {
  await expect(connection.query('SELECT FROM Widget__c')).rejects.toMatchObject({ errorCode: 'MALFORMED_QUERY' });
  await expect(connection.query('SELECT Nope__c FROM Widget__c')).rejects.toMatchObject({ errorCode: 'INVALID_FIELD' });
  await expect(connection.query('SELECT Id FROM ScratchOrgInfo')).rejects.toMatchObject({ errorCode: 'INVALID_TYPE' });
});

test('validation rules, triggers, picklists and unknown columns refuse a save with the platform\'s codes', async () => {
  await expect(widgets().create({ Name: 'X', Price__c: -1 })).rejects.toMatchObject({ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Price must not be negative', data: expect.objectContaining({ fields: ['Price__c'] }) });
  await expect(widgets().create({ Name: 'Refused' })).rejects.toMatchObject({ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'This name is refused' });
  await expect(widgets().create({ Name: 'X', Kind__c: 'Oval' })).rejects.toMatchObject({ errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST' });
  await expect(widgets().create({ Name: 'X', Nope__c: 1 })).rejects.toMatchObject({ errorCode: 'INVALID_FIELD', message: "No such column 'Nope__c' on sobject of type Widget__c" });
  await expect(widgets().create({ Name: 'X', Price__c: 'much' })).rejects.toMatchObject({ errorCode: 'JSON_PARSER_ERROR' });
});

test('upsert creates, then updates, by an external id with a slash in it', async () => {
  const first = await widgets().upsert({ Code__c: 'up-1', Name: 'Up' }, 'Code__c');
  expect(first).toMatchObject({ success: true, created: true });
  const second = await widgets().upsert({ Code__c: 'up-1', Name: 'Down' }, 'Code__c');
  expect(second).toMatchObject({ success: true, created: false, id: first.id });
  const url = `${base}/sobjects/Widget__c/Code__c/${encodeURIComponent('01/0950/21/A')}`;
  expect(await connection.requestPatch(url, { Name: 'Slashed' })).toMatchObject({ success: true, created: true });
  expect(await connection.request(`${url}?fields=Name`)).toMatchObject({ Name: 'Slashed' });
});

test('a parent is named by its external id', async () => {
  const user = served.org.persona('admin')!;
  const created = await widgets().create({ Name: 'Owned', Owner: { attributes: { type: 'User' }, Username: user.username } } as Fields);
  expect(await widgets().retrieve(created.id!)).toMatchObject({ OwnerId: user.userId });
});

test('collections save what they can, or nothing when all or none was asked', async () => {
  const some = (await widgets().create([{ Name: 'Good' }, { Name: 'Bad', Price__c: -1 }])) as { success: boolean; errors: { statusCode: string }[] }[];
  expect(some.map((row) => row.success)).toEqual([true, false]);
  expect(some[1]!.errors[0]!.statusCode).toBe('FIELD_CUSTOM_VALIDATION_EXCEPTION');
  const none = (await widgets().create([{ Name: 'Lost' }, { Name: 'Bad', Price__c: -1 }], { allOrNone: true })) as { success: boolean; errors: { statusCode: string }[] }[];
  expect(none.map((row) => row.errors[0]!.statusCode)).toEqual(['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'FIELD_CUSTOM_VALIDATION_EXCEPTION']);
  expect((await connection.query("SELECT Id FROM Widget__c WHERE Name = 'Lost'")).totalSize).toBe(0);
});

test('more than a page of rows is fetched by nextRecordsUrl', async () => {
  const rows = Array.from({ length: 450 }, (_, index) => ({ Name: `Page ${index}`, Code__c: `page-${index}`, Quantity__c: 4711 }));
  await widgets().create(rows, { allowRecursive: true });
  const page = (url: string) => connection.request<{ totalSize: number; done: boolean; records: Fields[]; nextRecordsUrl?: string }>({ method: 'GET', url, headers: { 'Sforce-Query-Options': 'batchSize=200' } });
  const first = await page(`${base}/query?q=${encodeURIComponent('SELECT Name FROM Widget__c WHERE Quantity__c = 4711 ORDER BY Name')}`);
  expect([first.totalSize, first.done, first.records.length]).toEqual([450, false, 200]);
  const second = await page(first.nextRecordsUrl!);
  const third = await page(second.nextRecordsUrl!);
  expect([second.records.length, third.records.length, third.done]).toEqual([200, 50, true]);
});

test('a composite request refers to earlier answers, and a failure undoes all of it', async () => {
  const account = { method: 'POST', url: `${base}/sobjects/Account`, referenceId: 'acc', body: { Name: 'Composite' } };
  const widget = (price: number) => ({ method: 'POST', url: `${base}/sobjects/Widget__c`, referenceId: 'wid', body: { Name: 'Part', Account__c: '@{acc.id}', Price__c: price } });
  type Answer = { compositeResponse: { httpStatusCode: number; body: Fields & { errorCode?: string }[] }[] };
  const good = await post<Answer>(`${base}/composite`, { allOrNone: true, compositeRequest: [account, widget(1)] });
  expect(good.compositeResponse.map((each) => each.httpStatusCode)).toEqual([201, 201]);
  const bad = await post<Answer>(`${base}/composite`, { allOrNone: true, compositeRequest: [{ ...account, body: { Name: 'Composite 2' } }, widget(-1)] });
  expect(bad.compositeResponse[0]!.body[0]!.errorCode).toBe('PROCESSING_HALTED');
  expect((await connection.query("SELECT Id FROM Account WHERE Name = 'Composite 2'")).totalSize).toBe(0);
});

test('a tree creates parents with their children, or nothing', async () => {
  const child = (name: string, price: number) => ({ attributes: { type: 'Widget__c', referenceId: name }, Name: name, Price__c: price });
  const tree = (price: number) => ({ records: [{ attributes: { type: 'Account', referenceId: 'root' }, Name: 'Tree', Widgets__r: { records: [child('t1', 1), child('t2', price)] } }] });
  const good = await post<{ hasErrors: boolean; results: unknown[] }>(`${base}/composite/tree/Account`, tree(2));
  expect([good.hasErrors, good.results.length]).toEqual([false, 3]);
  await expect(post(`${base}/composite/tree/Account`, tree(-2))).rejects.toBeDefined();
  expect((await connection.query("SELECT Id FROM Account WHERE Name = 'Tree'")).totalSize).toBe(1);
});

test('Apex REST answers with typed parameters, RestContext, status codes and raw bodies', async () => {
  const id = await connection.apex.post<string>('/widgets/v1/', { name: 'From REST', price: 3.5 });
  expect(id).toMatch(/^a\w{17}$/);
  expect(await connection.apex.get('/widgets/v1/auto-From%20REST')).toEqual({ code: 'auto-From REST', count: 1, names: ['From REST'] });
  await expect(connection.apex.get('/widgets/v1/none')).rejects.toBeDefined();
  await expect(connection.apex.delete('/widgets/v1/none')).rejects.toMatchObject({ errorCode: 'METHOD_NOT_ALLOWED' });
  await expect(connection.apex.get('/nothing')).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
  const echo = await fetch(`${served.server.origin}/services/apexrest/widgets/v1/x`, { method: 'PUT', headers: { authorization: `Bearer ${served.token}` }, body: 'abc' });
  expect([echo.status, await echo.text()]).toEqual([202, 'ABC']);
});

test('an invocable action grades each input', async () => {
  const results = await post<{ isSuccess: boolean; outputValues: unknown }[]>(`${base}/actions/custom/apex/WidgetAction`, { inputs: [{ quantity: 5 }, { quantity: 500 }] });
  expect(results.map((each) => each.outputValues)).toEqual([{ grade: 'small' }, { grade: 'large' }]);
});

test('Bulk API 2.0 loads and queries by CSV', async () => {
  const csv = 'Name,Code__c,Price__c\nBulk A,bulk-a,1\n"Bulk, B",bulk-b,2\nBulk C,bulk-c,-3\n';
  const result = await connection.bulk2.loadAndWaitForResults({ object: 'Widget__c', operation: 'insert', input: csv, pollInterval: 50 });
  expect(result.successfulResults.map((row) => (row as Fields).Name)).toEqual(['Bulk A', 'Bulk, B']);
  expect(result.failedResults[0]!.sf__Error).toContain('FIELD_CUSTOM_VALIDATION_EXCEPTION:Price must not be negative:Price__c --');
  const rows = await (await connection.bulk2.query("SELECT Name, Price__c FROM Widget__c WHERE Code__c LIKE 'bulk-%' ORDER BY Name", { pollInterval: 50 })).toArray();
  expect(rows).toEqual([{ Name: 'Bulk A', Price__c: '1.00' }, { Name: 'Bulk, B', Price__c: '2.00' }]);
});

test('describe tells fields, types and relationships; identity, limits and versions answer', async () => {
  const description = await widgets().describe();
  expect(description.fields.find((field) => field.name === 'Price__c')).toMatchObject({ type: 'double', precision: 18, scale: 2, custom: true, updateable: true });
  expect((await connection.sobject('Account').describe()).childRelationships).toContainEqual(expect.objectContaining({ childSObject: 'Widget__c', field: 'Account__c', relationshipName: 'Widgets__r' }));
  expect((await connection.describeGlobal()).sobjects.map((each) => each.name)).toContain('Widget__c');
  expect(await connection.identity()).toMatchObject({ username: served.org.persona('admin')!.username, organization_id: served.org.organizationId });
  expect((await connection.limits()).DailyApiRequests!.Max).toBe(100_000);
});

test('old versions work, a wrong token is refused, and what is not implemented says so', async () => {
  expect((await served.connection('50.0').query('SELECT Id FROM Account LIMIT 1')).done).toBe(true);
  const stranger = new Connection({ instanceUrl: served.server.origin, accessToken: '00D000000000000!wrong' });
  await expect(stranger.query('SELECT Id FROM Account')).rejects.toMatchObject({ errorCode: 'INVALID_SESSION_ID' });
  await expect(connection.request(`${base}/chatter/feeds`)).rejects.toMatchObject({ errorCode: 'NOT_IMPLEMENTED', message: 'Not implemented in the local org: REST resource chatter' });
});

test('a search finds records by their name', async () => {
  await connection.sobject('Account').create({ Name: 'Zephyrine' });
  const found = await connection.search("FIND {zephyr*} IN NAME FIELDS RETURNING Account(Id, Name)");
  expect(found.searchRecords).toMatchObject([{ attributes: { type: 'Account' }, Name: 'Zephyrine' }]);
});
