import { serveWidgets } from './support/serve-widgets.ts';
import type { ServedWidgets } from './support/serve-widgets.ts';
import { describeGlobal, describeObject, describeSummary } from '../../schema/index.ts';

let served: ServedWidgets;
const base = '/services/data/v65.0';

beforeAll(async () => {
  served = await serveWidgets();
});
afterEach(() => {
  expect(served.defects.splice(0)).toEqual([]);
});
afterAll(() => served.close());

interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

async function call<T = Record<string, never>>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
  const response = await fetch(served.server.origin + path, {
    method,
    headers: { authorization: `Bearer ${served.token}`, ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: body instanceof FormData || typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text) as T };
}

type Rows = { id: string; success: boolean; created?: boolean; errors: { statusCode: string }[] }[];
const widget = (fields: Record<string, unknown>) => ({ attributes: { type: 'Widget__c' }, ...fields });
async function create(...names: string[]): Promise<string[]> {
  const { body } = await call<Rows>('POST', `${base}/composite/sobjects`, { records: names.map((Name) => widget({ Name })) });
  return body.map((row) => row.id);
}
const query = <T = Record<string, unknown>>(soql: string, resource = 'query') => call<{ totalSize: number; records: T[] }>('GET', `${base}/${resource}?q=${encodeURIComponent(soql)}`);

test('collections update, upsert, read and delete', async () => {
  const [a, b] = await create('Col A', 'Col B');
  const updated = await call<Rows>('PATCH', `${base}/composite/sobjects`, { records: [widget({ Id: a, Quantity__c: 1 }), widget({ Id: 'a000000000000000', Quantity__c: 1 })] });
  expect(updated.body.map((row) => row.success)).toEqual([true, false]);
  const upserted = await call<Rows>('PATCH', `${base}/composite/sobjects/Widget__c/Code__c`, { records: [widget({ Code__c: 'auto-Col A', Quantity__c: 2 }), widget({ Code__c: 'col-new', Name: 'Col New' })] });
  expect(upserted.body.map((row) => [row.success, row.created])).toEqual([[true, false], [true, true]]);
  const read = await call<unknown[]>('GET', `${base}/composite/sobjects/Widget__c?ids=${a},${a!.slice(0, 3)}0000000000zz,nonsense&fields=Name,Quantity__c`);
  expect(read.body).toEqual([{ attributes: { type: 'Widget__c', url: `${base}/sobjects/Widget__c/${a}` }, Name: 'Col A', Quantity__c: 2 }, null, null]);
  expect((await call<Rows>('DELETE', `${base}/composite/sobjects?ids=${a},${b}`)).body.map((row) => row.success)).toEqual([true, true]);
  expect((await call<Rows>('DELETE', `${base}/composite/sobjects?ids=${a}`)).body[0]!.errors[0]!.statusCode).toBe('ENTITY_IS_DELETED');
});

test('queryAll shows deleted rows, query does not', async () => {
  const [id] = await create('Binned');
  await call('DELETE', `${base}/sobjects/Widget__c/${id}`);
  const soql = "SELECT Name, IsDeleted FROM Widget__c WHERE Name = 'Binned'";
  expect((await query(soql)).body.totalSize).toBe(0);
  expect((await query(soql, 'queryAll')).body.records).toMatchObject([{ Name: 'Binned', IsDeleted: true }]);
});

test('a batch answers each request on its own', async () => {
  const { body } = await call<{ hasErrors: boolean; results: { statusCode: number }[] }>('POST', `${base}/composite/batch`, {
    batchRequests: [{ method: 'GET', url: 'v65.0/limits' }, { method: 'GET', url: 'v65.0/sobjects/Nope' }, { method: 'POST', url: 'v65.0/sobjects/Widget__c', richInput: { Name: 'Batched' } }],
  });
  expect([body.hasErrors, body.results.map((each) => each.statusCode)]).toEqual([true, [200, 404, 201]]);
});

test('graphs stand or fall each for itself', async () => {
  const graph = (graphId: string, price: number) => ({ graphId, compositeRequest: [{ method: 'POST', url: `${base}/sobjects/Widget__c`, referenceId: 'one', body: { Name: `Graph ${graphId}` } }, { method: 'POST', url: `${base}/sobjects/Widget__c`, referenceId: 'two', body: { Name: '@{one.id}', Price__c: price } }] });
  const { body } = await call<{ graphs: { isSuccessful: boolean }[] }>('POST', `${base}/composite/graph`, { graphs: [graph('good', 1), graph('bad', -1)] });
  expect(body.graphs.map((each) => each.isSuccessful)).toEqual([true, false]);
  expect((await query("SELECT Name FROM Widget__c WHERE Name LIKE 'Graph %'")).body.records).toMatchObject([{ Name: 'Graph good' }]);
});

test('a composite request without all or none keeps what succeeded, and says why a reference cannot be used', async () => {
  const post = (referenceId: string, body: object) => ({ method: 'POST', url: `${base}/sobjects/Widget__c`, referenceId, body });
  const { body } = await call<{ compositeResponse: { httpStatusCode: number; body: { errorCode: string }[] }[] }>('POST', `${base}/composite`, {
    compositeRequest: [post('good', { Name: 'Composite kept' }), post('bad', { Name: 'X', Price__c: -1 }), { method: 'GET', url: `${base}/sobjects/Widget__c/@{bad.id}`, referenceId: 'read' }],
  });
  expect(body.compositeResponse.map((each) => each.httpStatusCode)).toEqual([201, 400, 400]);
  expect(body.compositeResponse[2]!.body[0]!.errorCode).toBe('PROCESSING_HALTED');
  expect((await query("SELECT Id FROM Widget__c WHERE Name = 'Composite kept'")).body.totalSize).toBe(1);
});

test('files go in as JSON or multipart and come out as bytes', async () => {
  const bytes = Buffer.from([0, 1, 2, 255, 13, 10, 45, 45]);
  const json = await call<{ id: string }>('POST', `${base}/sobjects/ContentVersion`, { Title: 'Json', PathOnClient: 'a.bin', VersionData: bytes.toString('base64') });
  const form = new FormData();
  form.set('entity_content', new Blob([JSON.stringify({ Title: 'Form', PathOnClient: 'b.bin' })], { type: 'application/json' }));
  form.set('VersionData', new Blob([bytes]), 'b.bin');
  const multipart = await call<{ id: string }>('POST', `${base}/sobjects/ContentVersion`, form);
  for (const { status, body } of [json, multipart]) {
    expect([status, body]).toMatchObject([201, { success: true }]);
    const response = await fetch(`${served.server.origin}${base}/sobjects/ContentVersion/${body.id}/VersionData`, { headers: { authorization: `Bearer ${served.token}` } });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  }
});

test('related records are reached through their relationship', async () => {
  const account = await call<{ id: string }>('POST', `${base}/sobjects/Account`, { Name: 'Holder' });
  const held = await call<{ id: string }>('POST', `${base}/sobjects/Widget__c`, { Name: 'Held', Account__c: account.body.id });
  expect((await call('GET', `${base}/sobjects/Widget__c/${held.body.id}/Account__r?fields=Name`)).body).toMatchObject({ Name: 'Holder' });
  expect((await call('GET', `${base}/sobjects/Account/${account.body.id}/Widgets__r?fields=Name`)).body).toMatchObject({ totalSize: 1, records: [{ Name: 'Held' }] });
});

test('parameterized search takes parameters or JSON, and special characters are meant as they are', async () => {
  await call('POST', `${base}/sobjects/Account`, { Name: 'Quibble (Paris)' });
  const expected = { searchRecords: [{ attributes: { type: 'Account' }, Name: 'Quibble (Paris)' }] };
  expect((await call('GET', `${base}/parameterizedSearch?q=${encodeURIComponent('Quibble (Paris)')}&sobject=Account&Account.fields=Id,Name`)).body).toMatchObject(expected);
  expect((await call('POST', `${base}/parameterizedSearch`, { q: 'Quibble', sobjects: [{ name: 'Account', fields: ['Id', 'Name'], limit: 5 }] })).body).toMatchObject(expected);
});

test('the tooling API knows classes, objects and fields', async () => {
  const classes = await query("SELECT Id, Name, Status FROM ApexClass WHERE Name LIKE 'widgetS%' ORDER BY Name DESC LIMIT 2", 'tooling/query');
  expect(classes.body.records).toMatchObject([{ Name: 'WidgetServiceTest' }, { Name: 'WidgetService', Status: 'Active' }]);
  expect((await query("SELECT QualifiedApiName, KeyPrefix FROM EntityDefinition WHERE QualifiedApiName = 'Widget__c'", 'tooling/query')).body.records).toMatchObject([{ KeyPrefix: expect.stringMatching(/^a/) }]);
  expect((await query("SELECT DataType FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Widget__c' AND QualifiedApiName = 'Price__c'", 'tooling/query')).body.records).toMatchObject([{ DataType: 'Number(16, 2)' }]);
  expect((await call('GET', `${base}/tooling/sobjects/SourceMember/describe`)).status).toBe(404);
});

test('an autolaunched flow is an action', async () => {
  const { status, body } = await call<{ isSuccess: boolean; outputValues: Record<string, unknown> }[]>('POST', `${base}/actions/custom/flow/Widget_Greeter`, { inputs: [{ name: 'Ada' }, { name: 'Bob' }] });
  expect([status, body.map((each) => each.outputValues.greeting)]).toEqual([200, ['Hello Ada', 'Hello Bob']]);
  expect((await call<{ errorCode: string }[]>('POST', `${base}/actions/custom/flow/Widget_Greeter`, { inputs: [{ nobody: 1 }] })).body[0]!.errorCode).toBe('INVALID_ARGUMENT');
});

test('numbers that a double cannot hold keep their digits', async () => {
  const { body } = await call<{ id: string }>('POST', `${base}/sobjects/Widget__c`, '{"Name":"Digits","Price__c":1234567890123456.78}');
  const response = await fetch(`${served.server.origin}${base}/sobjects/Widget__c/${body.id}?fields=Price__c`, { headers: { authorization: `Bearer ${served.token}` } });
  expect(await response.text()).toContain('"Price__c":1234567890123456.78');
});

test.each([
  ['malformed JSON', '{"Name": ', 'JSON_PARSER_ERROR'],
  ['no body', '', 'JSON_PARSER_ERROR'],
  ['a list where an object belongs', '[]', 'JSON_PARSER_ERROR'],
  ['an Id on create', '{"Id":"a00000000000000AAA","Name":"x"}', 'INVALID_FIELD'],
  ['a text too long', JSON.stringify({ Name: 'x'.repeat(81) }), 'STRING_TOO_LONG'],
  ['a reference to another object', '{"Name":"x","Account__c":"003000000000000AAA"}', 'FIELD_INTEGRITY_EXCEPTION'],
])('%s is refused with the code of the platform', async (_what, body, code) => {
  const answer = await call<{ errorCode: string }[]>('POST', `${base}/sobjects/Widget__c`, body);
  expect([answer.status, answer.body[0]!.errorCode]).toEqual([400, code]);
});

test('a record can be asked for in XML', async () => {
  const [id] = await create('As <XML>');
  const { body } = await call<string>('GET', `${base}/sobjects/Widget__c/${id}?fields=Name`, undefined, { accept: 'application/xml' });
  expect(body).toContain(`<Widget__c xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" type="Widget__c" url="${base}/sobjects/Widget__c/${id}"><Name>As &lt;XML&gt;</Name>`);
});

test('describe answers with the describe of the schema, as the user may see it', async () => {
  const { org } = served;
  const admin = org.persona('admin')!.userId;
  const permissions = org.transaction(admin, ({ user }) => user.permissions);
  const object = org.schema.object('Widget__c')!;
  const described = await call<{ fields: unknown[] }>('GET', `${base}/sobjects/Widget__c/describe`);
  expect(described.body).toEqual(JSON.parse(JSON.stringify(describeObject(object, permissions, 'v65.0'))));
  expect((await call<{ objectDescribe: object }>('GET', `${base}/sobjects/Widget__c`)).body.objectDescribe).toEqual(describeSummary(object, permissions, 'v65.0'));
  expect((await call('GET', `${base}/sobjects`)).body).toEqual(JSON.parse(JSON.stringify(describeGlobal(org.schema, permissions, 'v65.0'))));
});
