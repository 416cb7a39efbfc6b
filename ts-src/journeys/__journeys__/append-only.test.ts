import { writeFileSync } from 'node:fs';
import type { Connection } from 'jsforce';
import { Workplace } from '../loop.ts';
import { exampleGtin, shopifyOrder } from '../orders.ts';

/** Nobody, not even an administrator, rewrites an item's history: every field, through every door. */
const workplace = new Workplace();
let admin: Connection;
let eventId: string;
let twinId: string;

beforeAll(async () => {
  await workplace.start('--no-data');
  const file = workplace.file('order.json');
  writeFileSync(file, shopifyOrder(1, { lines: [{ properties: { Serial: 'AO1', GTIN: exampleGtin(700_002) } }] }));
  await workplace.ingest('shopify', file);
  admin = await workplace.connection('admin');
  const { records } = await admin.query<{ Id: string; Product_Twin__c: string }>('SELECT Id, Product_Twin__c FROM Lifecycle_Event__c');
  ({ Id: eventId, Product_Twin__c: twinId } = records[0]!);
}, 120_000);
afterAll(() => workplace.close());

const other: Readonly<Record<string, unknown>> = {
  string: 'changed', textarea: 'changed', picklist: 'Returned', double: 42, currency: 42, date: '2020-01-01', datetime: '2020-01-01T00:00:00Z', boolean: true, reference: null, int: 42,
};

async function snapshot(): Promise<unknown> {
  const { fields } = await admin.describe('Lifecycle_Event__c');
  const { records } = await admin.query(`SELECT ${fields.map(({ name }) => name).join(', ')} FROM Lifecycle_Event__c`);
  return records;
}

async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    return `accepted: ${JSON.stringify(await call)}`;
  } catch (error) {
    return `refused: ${(error as Error).message}`;
  }
}

test('a PATCH of any field of an event is refused and changes nothing', async () => {
  const before = await snapshot();
  const { fields } = await admin.describe('Lifecycle_Event__c');
  const custom = fields.filter(({ custom, name }) => custom && name.endsWith('__c'));
  expect(custom.length).toBeGreaterThan(15);
  for (const field of custom) {
    const value = field.name === 'Product_Twin__c' ? twinId : other[field.type];
    const answer = await refusal(admin.request({ method: 'PATCH', url: `/services/data/v65.0/sobjects/Lifecycle_Event__c/${eventId}`, body: JSON.stringify({ [field.name]: value }), headers: { 'content-type': 'application/json' } }));
    expect([field.name, answer]).toEqual([field.name, expect.stringMatching(/^refused: /)]);
  }
  expect(await snapshot()).toEqual(before);
});

test('a DELETE of an event or of its twin is refused through every door', async () => {
  const collections = (ids: string) => admin.request<{ success: boolean }[]>({ method: 'DELETE', url: `/services/data/v65.0/composite/sobjects?ids=${ids}` });
  expect(await refusal(admin.sobject('Lifecycle_Event__c').delete(eventId))).toMatch(/^refused: /);
  expect(await refusal(admin.sobject('Product_Twin__c').delete(twinId))).toMatch(/^refused: /);
  for (const id of [eventId, twinId]) expect((await collections(id)).map(({ success }) => success)).toEqual([false]);
  for (const code of [
    `delete [SELECT Id FROM Lifecycle_Event__c];`,
    `delete as system [SELECT Id FROM Product_Twin__c];`,
    `Lifecycle_Event__c e = [SELECT Id FROM Lifecycle_Event__c LIMIT 1]; e.Hash__c = 'x'; update as system e;`,
    `insert as system new Lifecycle_Event__c(Product_Twin__c = '${twinId}', Event_Type__c = 'Sold', Sequence__c = 2);`,
    `Product_Twin__c t = [SELECT Id FROM Product_Twin__c LIMIT 1]; t.Head_Hash__c = 'x'; update as system t;`,
  ]) {
    const result = await admin.tooling.executeAnonymous(code);
    expect([code, result.success, result.compiled]).toEqual([code, false, true]);
  }
  expect((await admin.query('SELECT COUNT() FROM Lifecycle_Event__c')).totalSize).toBe(1);
  expect((await admin.query('SELECT COUNT() FROM Product_Twin__c')).totalSize).toBe(1);
});

test('the other doors refuse a change of an event too: collections, composite, bulk, and the page\'s own', async () => {
  const before = await snapshot();
  const changed = { attributes: { type: 'Lifecycle_Event__c' }, id: eventId, Order_Number__c: 'changed' };
  const url = (path: string): string => `/services/data/v65.0${path}`;
  const json = { 'content-type': 'application/json' };
  const collection = await admin.request<{ success: boolean }[]>({ method: 'PATCH', url: url('/composite/sobjects'), body: JSON.stringify({ allOrNone: false, records: [changed] }), headers: json });
  expect(collection.map(({ success }) => success)).toEqual([false]);
  const subrequest = { method: 'PATCH', url: url(`/sobjects/Lifecycle_Event__c/${eventId}`), referenceId: 'r', body: { Order_Number__c: 'changed' } };
  const composite = await admin.requestPost<{ compositeResponse: { httpStatusCode: number }[] }>(url('/composite'), { compositeRequest: [subrequest] });
  expect(composite.compositeResponse.map(({ httpStatusCode }) => httpStatusCode)).toEqual([400]);
  for (const [operation, row] of [['update', { Id: eventId, Order_Number__c: 'changed' }], ['delete', { Id: eventId }]] as const) {
    const results = await admin.bulk2.loadAndWaitForResults({ object: 'Lifecycle_Event__c', operation, input: [row], pollInterval: 50, pollTimeout: 10_000 });
    expect([operation, results.successfulResults.length, results.failedResults.length]).toEqual([operation, 0, 1]);
  }
  expect(await refusal(admin.request({ method: 'PATCH', url: url(`/ui-api/records/${eventId}`), body: JSON.stringify({ fields: { Order_Number__c: 'changed' } }), headers: json }))).toMatch(/^refused: /);
  expect(await snapshot()).toEqual(before);
});

test('an upsert that would overwrite an event, and an undelete or merge around it, are refused', async () => {
  for (const code of [
    `upsert as system new Lifecycle_Event__c(Id = '${eventId}', Order_Number__c = 'changed');`,
    `Database.update(new Lifecycle_Event__c(Id = '${eventId}', Order_Number__c = 'changed'), true, AccessLevel.SYSTEM_MODE);`,
    `Product_Twin__c t = new Product_Twin__c(Id = '${twinId}', Event_Count__c = 0); update as system t;`,
    `Product_Twin__c t = new Product_Twin__c(Id = '${twinId}', Stage__c = 'New'); update as system t;`,
  ]) {
    const result = await admin.tooling.executeAnonymous(code);
    expect([code, result.compiled, result.success]).toEqual([code, true, false]);
  }
});
