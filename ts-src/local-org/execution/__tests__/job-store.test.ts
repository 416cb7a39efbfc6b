import { Database } from '../../data/store/database.ts';
import { JobStore } from '../job-store.ts';
import type { StoredJob } from '../job-store.ts';

const job: StoredJob = { id: '707000000000001AAA', userId: '005000000000001AAA', kind: 'queueable', name: 'Mailing', notBefore: 5, partOf: null, keys: ['k'], saved: { by: 'apex', data: '{"text":"a \\"line\\"\nand another"}' } };

let database: Database;
beforeEach(() => void (database = new Database(':memory:')));
afterEach(() => database.close());

test('a job comes back with its data to the last character, in the order of adding', () => {
  const store = new JobStore(database);
  const second: StoredJob = { ...job, id: '707000000000002AAA', notBefore: null, partOf: { id: job.id, part: 'chunk' }, saved: { by: 'event', data: '' } };
  store.add(job);
  store.add(second);
  expect(store.all()).toEqual([job, second]);
  store.move(job.id, 9);
  store.remove(second.id);
  expect(store.all()).toEqual([{ ...job, notBefore: 9 }]);
});

test('a job in the form of earlier versions is read', () => {
  const store = new JobStore(database);
  const { notBefore, ...rest } = job;
  database.run('INSERT INTO "~job" (id, not_before, job) VALUES (?, ?, ?)', [job.id, notBefore, JSON.stringify(rest)]);
  expect(store.all()).toEqual([job]);
});
