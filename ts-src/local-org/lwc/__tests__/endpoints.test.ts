import type { GadgetOrg } from './support/gadget-org.ts';
import { openGadgetOrg } from './support/gadget-org.ts';

let gadgets: GadgetOrg;

beforeAll(async () => {
  gadgets = await openGadgetOrg();
}, 60_000);
afterAll(() => gadgets.close());

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes, looked into by path
type Json = Record<string, any>;

async function call(path: string, { as = 'agent', method = 'GET', body, headers = {} }: { as?: string; method?: string; body?: unknown; headers?: Record<string, string> } = {}): Promise<{ status: number; json: Json; response: Response }> {
  const response = await fetch(gadgets.origin + path, {
    method,
    redirect: 'manual',
    headers: { ...(as ? { cookie: `sid=${encodeURIComponent(gadgets.token(as))}` } : {}), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: /^[[{]/.test(text) ? (JSON.parse(text) as Json) : { text }, response };
}

const ui = (path: string, options?: Parameters<typeof call>[1]) => call(`/services/data/v65.0/ui-api${path}`, options);

describe('records', () => {
  test('a record has the fields that were asked for, with what people read, and related records nested', async () => {
    const { json } = await ui(`/records/${gadgets.gadgetIds[1]}?fields=Gadget__c.Name,Gadget__c.Status__c,Gadget__c.Price__c,Gadget__c.Sold_On__c,Gadget__c.Keeper__r.Name`);
    expect(json).toMatchObject({ apiName: 'Gadget__c', id: gadgets.gadgetIds[1], recordTypeId: '012000000000000AAA' });
    expect(json.fields).toMatchObject({
      Name: { displayValue: null, value: 'Gadget 02' },
      Status__c: { displayValue: 'In use', value: 'In_Use' },
      Price__c: { displayValue: '12.50', value: 12.5 },
      Sold_On__c: { displayValue: '2/5/2026', value: '2026-02-05' },
      Keeper__r: { displayValue: 'Ada Lovelace', value: { apiName: 'Contact', id: gadgets.contactId } },
    });
  });

  test('an unknown field is refused where it was required and left out where it was optional', async () => {
    expect(await ui(`/records/${gadgets.gadgetIds[0]}?fields=Gadget__c.Nope__c`)).toMatchObject({ status: 400, json: [{ errorCode: 'INVALID_FIELD' }] });
    const { status, json } = await ui(`/records/${gadgets.gadgetIds[0]}?optionalFields=Gadget__c.Nope__c,Gadget__c.Name`);
    expect([status, Object.keys(json.fields)]).toEqual([200, ['Name']]);
  });

  test('a user without rights on the object finds nothing', async () => {
    expect(await ui(`/records/${gadgets.gadgetIds[0]}?fields=Gadget__c.Name`, { as: 'visitor' })).toMatchObject({ status: 404, json: [{ errorCode: 'NOT_FOUND' }] });
  });

  test('a record is made, changed and deleted as the signed-in user', async () => {
    const made = await ui('/records', { method: 'POST', body: { apiName: 'Gadget__c', fields: { Name: 'New one', Serial__c: 'SN-9000', Price__c: 10.25 } } });
    expect(made).toMatchObject({ status: 201, json: { fields: { Price__c: { value: 10.25 } } } });
    const changed = await ui(`/records/${made.json.id}`, { method: 'PATCH', body: { fields: { Status__c: 'Retired' } } });
    expect(changed.json.fields.Status__c).toEqual({ displayValue: 'Retired', value: 'Retired' });
    expect(await ui(`/records/${made.json.id}`, { method: 'DELETE' })).toMatchObject({ status: 403, json: [{ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY' }] });
    expect((await ui(`/records/${made.json.id}`, { method: 'DELETE', as: 'admin' })).status).toBe(204);
  });

  test('a refused save names the field', async () => {
    const { status, json } = await ui(`/records/${gadgets.gadgetIds[0]}`, { method: 'PATCH', body: { fields: { Serial__c: 'SN-1002' } } });
    expect(status).toBe(400);
    expect(json.output.fieldErrors.Serial__c?.[0] ?? json.output.errors[0]).toMatchObject({ errorCode: 'DUPLICATE_VALUE' });
  });

  test('pages ask in an envelope, which is answered with 200 whatever the outcome', async () => {
    const { status, json } = await ui('/records/001000000000000AAA?fields=Account.Name', { headers: { 'x-envelope': '1' } });
    expect([status, json.status, json.body[0].errorCode]).toEqual([200, 404, 'NOT_FOUND']);
  });
});

describe('descriptions', () => {
  test('an object is described as the user may see it', async () => {
    const { json } = await ui('/object-info/Gadget__c');
    expect(json).toMatchObject({ apiName: 'Gadget__c', label: 'Gadget', labelPlural: 'Gadgets', nameFields: ['Name'], deletable: false, updateable: true, themeInfo: { iconName: 'custom:custom57' } });
    expect(json.fields.Keeper__c).toMatchObject({ dataType: 'Reference', relationshipName: 'Keeper__r', referenceToInfos: [{ apiName: 'Contact' }] });
    expect((await ui('/object-info/Gadget__c', { as: 'admin' })).json.deletable).toBe(true);
  });

  test('a picklist has its active values and its default', async () => {
    const { json } = await ui('/object-info/Gadget__c/picklist-values/012000000000000AAA/Status__c');
    expect(json.values.map(({ label }: Json) => label)).toEqual(['New', 'In use', 'Retired']);
    expect(json.defaultValue.value).toBe('New');
  });

  test('a layout gives sections in two columns and the paths to read', async () => {
    const { json } = await ui('/layout/Gadget__c?layoutType=Full');
    expect(json.sections[0]).toMatchObject({ heading: 'About the gadget', columns: 2, rows: 4 });
    expect(json.fields).toEqual(expect.arrayContaining(['Keeper__c', 'Keeper__r.Name', 'Serial__c']));
  });
});

describe('lists', () => {
  test('a list view of the project filters, pages and sorts', async () => {
    const first = await ui('/list-records/Gadget__c/In_Use?pageSize=3&sortBy=Name');
    expect(first.json.records.map((record: Json) => record.fields.Name.value)).toEqual(['Gadget 02', 'Gadget 05', 'Gadget 08']);
    const next = await ui(`/list-records/Gadget__c/In_Use?pageSize=3&sortBy=Name&pageToken=${first.json.nextPageToken}`);
    expect(next.json).toMatchObject({ count: 1, nextPageToken: null });
  });

  test('every object can be listed whole, by a view of the project where there is one', async () => {
    expect((await ui('/list-info/Gadget__c')).json.lists.map(({ apiName }: Json) => apiName)).toEqual(['In_Use', 'On_the_Bench', 'AllRecords']);
    expect((await ui('/list-info/Gadget_Part__c')).json.lists.map(({ apiName }: Json) => apiName)).toEqual(['All']);
    expect((await ui('/list-records/Gadget__c/AllRecords')).json.count).toBeGreaterThanOrEqual(12);
  });

  test('the list of a queue has what the queue owns, until somebody takes it', async () => {
    const bench = async (): Promise<string[]> => (await ui('/list-records/Gadget__c/On_the_Bench?sortBy=Name')).json.records.map(({ fields }: Json) => `${fields.Name.value} of ${fields.OwnerId.displayValue ?? fields.Owner.displayValue}`);
    expect(await bench()).toEqual([]);
    const give = (owner: string | undefined, body = gadgets.gadgetIds[10]!) => ui(`/records/${body}`, { method: 'PATCH', body: { fields: { OwnerId: owner } } });
    const [queue] = (await ui('/queues/Gadget__c')).json.queues;
    expect([queue.name, (await ui('/queues/Gadget_Part__c')).json.queues]).toEqual(['Bench', []]);
    expect((await give(queue.id)).status).toBe(200);
    expect(await bench()).toEqual(['Gadget 11 of Bench']);
    expect((await give(gadgets.org.persona('agent')!.userId)).status).toBe(200);
    expect(await bench()).toEqual([]);
  });

  test('members of a queue take what it still owns; what they cannot take they are told of, and others take nothing', async () => {
    const take = (recordIds: unknown, options: { as?: string; view?: string } = {}) => ui(`/queues/Gadget__c/${options.view ?? 'On_the_Bench'}`, { method: 'POST', body: { recordIds }, ...(options.as === undefined ? {} : { as: options.as }) });
    const may = async (view: string, as = 'agent'): Promise<unknown> => (await ui(`/queues/Gadget__c/${view}`, { as })).json.accept;
    const owner = async (id: string): Promise<unknown> => (await ui(`/records/${id}?fields=Gadget__c.OwnerId`, { as: 'admin' })).json.fields.OwnerId.value;
    const [queue] = (await ui('/queues/Gadget__c')).json.queues;
    const [mine, waiting, others] = gadgets.gadgetIds.slice(6, 9) as [string, string, string];
    const agent = gadgets.org.persona('agent')!.userId;
    const admin = gadgets.org.persona('admin')!.userId;
    for (const [id, to] of [[mine, agent], [waiting, queue.id], [others, admin]] as const) await ui(`/records/${id}`, { method: 'PATCH', as: 'admin', body: { fields: { OwnerId: to } } });
    const sealed: string = (await ui('/records', { method: 'POST', as: 'admin', body: { apiName: 'Gadget__c', fields: { Name: 'Sealed one', OwnerId: queue.id } } })).json.id;
    expect([await may('On_the_Bench'), await may('In_Use'), await may('On_the_Bench', 'admin')]).toEqual([true, false, false]);
    expect(await take([waiting], { as: 'admin' })).toMatchObject({ status: 403, json: [{ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: 'Only members of the queue take records from its list' }] });
    expect((await take([waiting], { view: 'In_Use' })).status).toBe(403);
    const { json } = await take([sealed, waiting, mine, others, 'nonsense', waiting]);
    expect(json).toEqual({
      accepted: [waiting],
      refused: [{ id: mine, message: 'You own it already.' }, { id: others, message: 'It is not in the queue any more.' }, { id: 'nonsense', message: 'It is not in the queue any more.' }, { id: sealed, message: 'A sealed gadget keeps its owner.' }],
    });
    expect([await owner(waiting), await owner(others), await owner(sealed)]).toEqual([agent, admin, queue.id]);
    expect((await take('nonsense')).json).toEqual({ accepted: [], refused: [] });
    await ui(`/records/${sealed}`, { method: 'DELETE', as: 'admin' });
  });

  test('several records get another owner at once, each as far as the user may give it', async () => {
    const give = (recordIds: unknown, ownerId: unknown, as = 'agent', object = 'Gadget__c') => ui(`/owners/${object}`, { method: 'POST', body: { recordIds, ownerId }, as });
    const owner = async (id: string): Promise<unknown> => (await ui(`/records/${id}?fields=Gadget__c.OwnerId`, { as: 'admin' })).json.fields.OwnerId.value;
    const [queue] = (await ui('/queues/Gadget__c')).json.queues;
    const [one, two] = gadgets.gadgetIds.slice(6, 8) as [string, string];
    const agent = gadgets.org.persona('agent')!.userId;
    const admin = gadgets.org.persona('admin')!.userId;
    const sealed: string = (await ui('/records', { method: 'POST', as: 'admin', body: { apiName: 'Gadget__c', fields: { Name: 'Sealed one', OwnerId: queue.id } } })).json.id;
    for (const to of [queue.id, agent]) expect((await give([one, two], to)).json).toEqual({ changed: [one, two], refused: [] });
    expect((await give([one, sealed, one, 'nonsense'], admin)).json).toEqual({
      changed: [one], refused: [{ id: 'nonsense', message: 'It is not there any more.' }, { id: sealed, message: 'A sealed gadget keeps its owner.' }],
    });
    expect([await owner(one), await owner(two)]).toEqual([admin, agent]);
    expect(await give([one], '')).toMatchObject({ status: 400, json: [{ errorCode: 'REQUIRED_FIELD_MISSING' }] });
    expect(await give([one], agent, 'agent', 'Gadget_Part__c')).toMatchObject({ status: 403 });
    expect(await give(Array.from({ length: 201 }, () => one), agent)).toMatchObject({ status: 400, json: [{ message: 'Change the owner of at most 200 records at once' }] });
    await ui(`/records/${sealed}`, { method: 'DELETE', as: 'admin' });
  });

  test('a related list gives the children of one record', async () => {
    const { json } = await ui(`/related-list-records/${gadgets.gadgetIds[0]}/Parts__r`, { method: 'POST', body: { fields: ['Gadget_Part__c.Name'], sortBy: ['Name'] } });
    expect(json.records.map((record: Json) => record.fields.Name.value)).toEqual(['Battery', 'Case']);
  });

  test('a related list is sorted as its layout says, unless something else is asked for', async () => {
    const sorted = async (body: Json): Promise<unknown> => {
      const { json } = await ui(`/related-list-records/${gadgets.gadgetIds[0]}/Parts__r`, { method: 'POST', body: { fields: ['Gadget_Part__c.Name'], ...body } });
      return [json.sortBy, json.records.map((record: Json) => record.fields.Name.value)];
    };
    expect(await sorted({})).toEqual([['Name'], ['Battery', 'Case']]);
    expect(await sorted({ sortBy: ['-Name'] })).toEqual([['-Name'], ['Case', 'Battery']]);
  });

  test('a related list has the columns that the layout names, else the highlights of the child, else those of a list view, without the way back', async () => {
    const columns = async (list: string): Promise<string[]> => (await ui(`/related-list-info/${list}`)).json.displayColumns.map(({ fieldApiName }: Json) => fieldApiName);
    expect(await columns('Gadget__c/Parts__r')).toEqual(['Name']);
    expect(await columns('Contact/Gadgets__r')).toEqual(['Name', 'Serial__c', 'Status__c', 'Sold_On__c']);
  });

  test('a lookup finds records by part of what identifies them, and no wildcard works', async () => {
    expect((await ui('/lookups/Gadget__c?q=1012')).json.records).toHaveLength(1);
    expect((await ui('/lookups/Gadget__c?q=%25')).json.records).toHaveLength(0);
  });
});

describe('Apex', () => {
  const apex = (method: string, params: object, options: { as?: string; cacheable?: boolean } = {}) => call(`/lightning/api/apex/GadgetController/${method}`, { method: 'POST', body: { params, cacheable: options.cacheable === true }, ...(options.as === undefined ? {} : { as: options.as }) });

  test('a method answers with its value', async () => {
    const { json } = await apex('find', { term: 'SN-1012' });
    expect(json.returnValue).toEqual([{ Id: gadgets.gadgetIds[11], Name: 'Gadget 12', Serial__c: 'SN-1012', Status__c: 'Retired' }]);
  });

  test('an exception keeps its message and type', async () => {
    expect(await apex('retire', { gadgetId: gadgets.gadgetIds[2] })).toMatchObject({ status: 500, json: { message: 'This gadget is retired already.', exceptionType: 'System.AuraHandledException' } });
  });

  test('a method that changes data cannot be wired', async () => {
    expect((await apex('retire', { gadgetId: gadgets.gadgetIds[0] }, { cacheable: true })).json.message).toContain('cacheable=true');
  });

  test('a user without access to the class is refused, and nothing runs', async () => {
    expect(await apex('find', { term: '' }, { as: 'visitor' })).toMatchObject({ status: 403, json: { exceptionType: 'System.NoAccessException' } });
  });

  test('without a session there is no data', async () => {
    expect((await apex('find', {}, { as: '' })).status).toBe(401);
  });
});

describe('pages', () => {
  test('who comes without a session becomes the agent, by a cookie that scripts cannot read', async () => {
    const { status, response, json } = await call('/', { as: '' });
    expect(status).toBe(200);
    expect(response.headers.get('set-cookie')).toMatch(/^sid=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(json.text).toContain('"username":"agent@gadgets.example"');
  });

  test('a persona is chosen by a form, and the way leads back only into this org', async () => {
    const choose = (alias: string, startURL: string) =>
      fetch(`${gadgets.origin}/lightning/api/persona`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ alias, startURL }) });
    expect((await choose('admin', '/lightning/n/Gadget_Scan')).headers.get('location')).toBe('/lightning/n/Gadget_Scan');
    expect((await choose('admin', '//elsewhere.example/')).headers.get('location')).toBe('/');
    expect((await choose('nobody', '/')).status).toBe(404);
  });

  test('a guest has no Lightning Experience, only the way to another persona', async () => {
    const { status, json } = await call('/lightning/page/home', { as: 'guest' });
    expect(status).toBe(403);
    expect(json.text).toContain('Lightning Experience is for internal users');
    expect(json.text).toContain('agent@gadgets.example');
  });

  test('the import map leads to every bundle by its content', async () => {
    const { json } = await call('/lightning/page/home');
    const address = /"c\/gadgetCard":"([^"]+)"/.exec(json.text as string)![1]!;
    const { json: module, response } = await call(address);
    expect(address).toMatch(/^\/lwc\/modules\/c\/gadgetCard\.js\?v=[0-9a-f]{20}$/);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(module.text).toContain('Gadget_Picked__c');
    const map = /sourceMappingURL=(\S+)/.exec(module.text as string)![1]!;
    expect((await call(`/lwc/modules/c/${map}`)).json.sources).toContainEqual(expect.stringContaining('gadgetCard.js'));
  });

  test('files outside the published folders stay there', async () => {
    for (const path of ['/_slds/..%2f..%2fpackage.json', '/_slds/%2e%2e/package.json', '/resource/1/gadget_logic/..%2f..%2fx']) expect((await call(path)).status).toBe(404);
  });

  test('a static resource has its declared type', async () => {
    const { response, json } = await call('/resource/1/gadget_logic');
    expect(response.headers.get('content-type')).toBe('application/javascript');
    expect(json.text).toContain('gadgetLogic');
  });
});

describe('files', () => {
  const download = (id: string, as: string) => fetch(`${gadgets.origin}/sfc/servlet.shepherd/version/download/${id}`, { headers: { cookie: `sid=${encodeURIComponent(gadgets.token(as))}` } });

  test('whoever may see a file gets its bytes, nobody else does', async () => {
    const picture = Buffer.from('89504e470d0a1a0a', 'hex');
    const { json } = await call('/services/data/v65.0/sobjects/ContentVersion', { method: 'POST', body: { Title: 'Front', PathOnClient: 'front.png', VersionData: picture.toString('base64') } });
    const own = await download(json.id, 'agent');
    expect([own.status, own.headers.get('content-type'), Buffer.from(await own.arrayBuffer()).equals(picture)]).toEqual([200, 'image/png', true]);
    expect((await download(json.id, 'visitor')).status).toBe(404);
    expect((await download('068000000000000AAA', 'agent')).status).toBe(404);
    expect((await download('nonsense', 'agent')).status).toBe(404);
  });
});
