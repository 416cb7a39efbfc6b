import { request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { SEED } from '../../__tests__/support/damaged.ts';
import { serveWidgets } from './support/serve-widgets.ts';
import type { ServedWidgets } from './support/serve-widgets.ts';

let served: ServedWidgets;
beforeAll(async () => {
  served = await serveWidgets();
});
afterAll(() => served.close());

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

test('records of any shape are saved or refused, never a defect', async () => {
  const value = fc.oneof(fc.string(), fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant({}), fc.constant([]), fc.constantFrom('2026-02-30', '9999999999999999999999', '-0', '1e400', '\u0000', '\ud800'));
  const fields = ['Id', 'Name', 'Code__c', 'Price__c', 'Quantity__c', 'Made_On__c', 'Seen_At__c', 'Active__c', 'Notes__c', 'Account__c', 'Account__r', 'Kind__c', 'OwnerId', 'CreatedDate', 'attributes', '__proto__', 'constructor'];
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 5 }), async (record) => {
      const { status } = await send('POST', '/services/data/v65.0/sobjects/Widget__c', JSON.stringify(record), { 'content-type': 'application/json' });
      expect([201, 400, 403, 404]).toContain(status);
    }),
    { seed: SEED, numRuns: 400 },
  );
  expect(served.defects).toEqual([]);
}, 60_000);
