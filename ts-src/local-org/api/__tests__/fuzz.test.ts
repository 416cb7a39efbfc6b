import { request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { SEED, damaged } from '../../__tests__/support/damaged.ts';
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

test('whatever a bulk job is given as CSV, it ends, and each row is told of once', async () => {
  const csv = damaged([
    'Name,Code__c,Price__c,Made_On__c,Active__c,Account__r.Name\n"a ""b""",one,1.5,2026-01-31,true,\n"x\ny",two,-1,,,#N/A\n,,,,,\n',
    'Id,Name\na0X000000000001AAA,x\n', 'Name\n', 'Name;Kind__c\r\na;Round\r\nb;Oval\r\n',
  ], ['#N/A', 'Nothing__c', 'Account__r.Nothing__c', '__proto__', '\r', '\n\n', '""', '\ufeff', 'Id', 'Name,Name', '1e400', 'TRUE']);
  const operation = fc.constantFrom('insert', 'update', 'upsert', 'delete');
  const json = { 'content-type': 'application/json' };
  const jobs = '/services/data/v65.0/jobs/ingest';
  await fc.assert(
    fc.asyncProperty(csv, operation, fc.constantFrom('COMMA', 'SEMICOLON'), async (content, work, columnDelimiter) => {
      const made = await send('POST', jobs, JSON.stringify({ object: 'Widget__c', operation: work, columnDelimiter, ...(work === 'upsert' ? { externalIdFieldName: 'Code__c' } : {}) }), json);
      const job = `${jobs}/${(JSON.parse(made.text) as { id: string }).id}`;
      await send('PUT', `${job}/batches`, content, { 'content-type': 'text/csv' });
      await send('PATCH', job, '{"state":"UploadComplete"}', json);
      type Info = { readonly state: string; readonly numberRecordsProcessed: number; readonly numberRecordsFailed: number };
      let info: Info;
      do info = JSON.parse((await send('GET', job, '')).text) as Info;
      while (info.state === 'InProgress' || info.state === 'UploadComplete');
      expect(['JobComplete', 'Failed']).toContain(info.state);
      const results = await Promise.all(['successfulResults', 'failedResults', 'unprocessedrecords'].map((each) => send('GET', `${job}/${each}`, '')));
      expect(results.map(({ status }) => status)).toEqual([200, 200, 200]);
      const ids = (text: string): number => (text.match(/^"\w{18}"[,;]"(?:true|false)"/gm) ?? []).length;
      if (info.state === 'JobComplete') expect([info.numberRecordsFailed <= info.numberRecordsProcessed, ids(results[0]!.text)]).toEqual([true, info.numberRecordsProcessed - info.numberRecordsFailed]);
    }),
    { seed: SEED, numRuns: 120 },
  );
  expect(served.defects).toEqual([]);
}, 60_000);
