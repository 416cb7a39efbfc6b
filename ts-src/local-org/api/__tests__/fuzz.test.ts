import { request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { serveWidgets } from './support/serve-widgets.ts';
import type { ServedWidgets } from './support/serve-widgets.ts';

let served: ServedWidgets;
beforeAll(async () => {
  served = await serveWidgets();
});
afterAll(() => served.close());

/** Raw, so that nothing repairs a path or a header on the way. */
function send(method: string, path: string, body: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: served.server.port, method, path, headers: { authorization: `Bearer ${served.token}`, ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)).on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

const parts = ['services', 'data', 'v65.0', 'v1.0', 'vX', 'sobjects', 'Widget__c', 'Account', 'query', 'composite', 'tree', 'batch', 'graph', 'sobjects', 'describe', 'tooling', 'jobs', 'ingest', 'apexrest', 'widgets', 'v1', 'Soap', 'u', 's', '65.0', '..', '%2F', '%', '%zz', 'a0X000000000001', "'", '\u00e9', '', 'limits', 'actions', 'custom', 'apex', 'WidgetAction', 'search'];
const path = fc.array(fc.constantFrom(...parts), { maxLength: 7 }).map((segments) => encodeURI(`/${segments.join('/')}`).replaceAll('%25', '%'));
const query = fc.option(fc.record({ key: fc.constantFrom('q', 'fields', 'ids', 'locator', 'columns', 'anonymousBody'), value: fc.oneof(fc.string(), fc.constantFrom("SELECT Id FROM Widget__c WHERE Name = '", 'SELECT', 'FIND {', 'Id,,Name', '\0')) }), { nil: undefined });
const json = fc.json({ maxDepth: 3 });
const body = fc.oneof(fc.constant(''), json, fc.string(), json.map((text) => `{"records":[${text}],"compositeRequest":[${text}],"graphs":[${text}],"batchRequests":[${text}],"inputs":[${text}],"tests":[${text}]}`), fc.constantFrom('<a>', '<soapenv:Envelope><Body><login/></Body></soapenv:Envelope>', '{"attributes":{"type":"Widget__c"},"Name":{"Name":{}}}'));

test('no request makes a door fail, hang or show its inside', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'), path, query, body, async (method, where, parameter, content) => {
      const search = parameter ? `?${parameter.key}=${encodeURIComponent(parameter.value)}` : '';
      const { status, text } = await send(method, where + search, content, { 'content-type': 'application/json' });
      expect(status).toBeGreaterThanOrEqual(200);
      // 500 is the platform's status for SOAP faults only.
      if (!where.toLowerCase().includes('soap')) expect([status, text]).not.toEqual([500, expect.anything()]);
      expect(text).not.toMatch(/\n\s+at .*\.ts:\d+/);
    }),
    { numRuns: 1500 },
  );
  expect(served.defects).toEqual([]);
}, 60_000);

test('records of any shape are saved or refused, never a defect', async () => {
  const value = fc.oneof(fc.string(), fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant({}), fc.constant([]), fc.constantFrom('2026-02-30', '9999999999999999999999', '-0', '1e400', '\u0000', '\ud800'));
  const fields = ['Id', 'Name', 'Code__c', 'Price__c', 'Quantity__c', 'Made_On__c', 'Seen_At__c', 'Active__c', 'Notes__c', 'Account__c', 'Account__r', 'Kind__c', 'OwnerId', 'CreatedDate', 'attributes', '__proto__', 'constructor'];
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 5 }), async (record) => {
      const { status } = await send('POST', '/services/data/v65.0/sobjects/Widget__c', JSON.stringify(record), { 'content-type': 'application/json' });
      expect([201, 400, 403, 404]).toContain(status);
    }),
    { numRuns: 400 },
  );
  expect(served.defects).toEqual([]);
}, 60_000);
