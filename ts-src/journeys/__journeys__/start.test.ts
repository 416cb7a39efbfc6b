/** Starting where another org was: killed, running, or with a data file that came to harm. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Workplace } from '../loop.ts';

let workplace: Workplace;
beforeEach(() => { workplace = new Workplace(); });
afterEach(() => workplace.close());

const state = (name: string): string => path.join(workplace.dir, '.loop', name);
/** As of an org that was killed, whose number another program has now. */
function leaveNote(): void {
  mkdirSync(state('.'), { recursive: true });
  writeFileSync(state('running.json'), JSON.stringify({ pid: process.pid, instanceUrl: 'http://localhost:1', secret: 'old' }));
}

test('what a killed org left keeps nobody from starting, and what it had answered is there', async () => {
  const first = await workplace.start('--no-data');
  await (await workplace.connection('admin')).sobject('Account').create({ Name: 'Kept' });
  await first.kill('SIGKILL');
  leaveNote();
  await workplace.start('--no-data');
  const { totalSize } = await (await workplace.connection('admin')).query("SELECT Id FROM Account WHERE Name = 'Kept'");
  expect(totalSize).toBe(1);
  const reset = await workplace.loop(['reset']);
  expect([reset.code, reset.stderr]).toEqual([2, expect.stringMatching(/^The local org runs at http:\/\/localhost:\d+ \(process \d+\): stop it first, then reset\.\n$/)]);
}, 120_000);

test('a damaged data file is named in one sentence, and a reset begins anew', async () => {
  leaveNote();
  mkdirSync(state('data'));
  writeFileSync(state('data/org.db'), 'no database');
  const start = await workplace.loop(['start', '--port', '0']);
  expect([start.code, start.stderr]).toEqual([2, `The data file ${state('data/org.db')} is damaged. Put a copy of it in its place, or remove it to begin without data.\n`]);
  const reset = await workplace.loop(['reset']);
  expect([reset.code, reset.stdout]).toEqual([0, 'The local org is empty. "npm start" fills it again.\n']);
  await workplace.start('--no-data');
}, 120_000);
