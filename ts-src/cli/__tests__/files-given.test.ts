import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { longChain } from '../../proof/testing/chains.ts';
import { TestLog } from '../../proof/testing/logs.ts';
import { Workplace } from '../../journeys/loop.ts';

/** Files and values that a person hands a command beside its subject: a wrong one is told at once and never taken for a verdict. */
const workplace = new Workplace();
afterAll(() => workplace.close());

function file(name: string, content: unknown): string {
  const at = workplace.file(name);
  writeFileSync(at, typeof content === 'string' ? content : JSON.stringify(content));
  return at;
}

const item = longChain(3);
const log = new TestLog(item.events.map(({ hash }) => hash));
const whole = file('item.json', { ...item, log: log.evidence(item) });
const refusal = (stderr: unknown) => ({ code: 2, stdout: '', stderr });

test('loop verify: what is no checkpoint, no hash, or no key set', async () => {
  const other = file('other.json', { id: 1 });
  expect(await workplace.loop(['verify', whole, '--checkpoint', file('kept.json', log.checkpoint())])).toMatchObject({ code: 0 });
  expect(await workplace.loop(['verify', whole, '--checkpoint', other])).toEqual(refusal(expect.stringMatching(/other\.json is no checkpoint of a log: kid: /)));
  expect(await workplace.loop(['verify', whole, '--checkpoint', file('broken.json', '{"size":')])).toMatchObject(refusal(expect.stringContaining('broken.json is no JSON: ')));
  expect(await workplace.loop(['verify', whole, '--head', 'zz'])).toEqual(refusal('--head "zz" is no hash of an event: 64 characters of 0-9 and a-f.\n'));
  expect(await workplace.loop(['verify', whole, '--head', item.events[0]!.hash])).toMatchObject({ code: 0 });
  expect(await workplace.loop(['verify', whole, '--jwks', other])).toEqual(refusal(`${other} is no JWK Set: it has no "keys".\n`));
});

test('a history is not exported with the growth from what is no checkpoint', async () => {
  for (const command of ['twin', 'epcis']) {
    expect(await workplace.loop([command, 'export', 'item', '--since', whole])).toMatchObject(refusal(expect.stringContaining('item.json is no checkpoint of a log')));
  }
});

test('refused lines: a place that cannot be written is told before anything is sent; a good one holds each line', async () => {
  const events = file('events.json', { type: 'ObjectEvent', bizStep: 'retail_selling' });
  const folder = workplace.file('folder');
  mkdirSync(folder);
  const importing = (rejects: string) => workplace.loop(['epcis', 'import', events, '--dry-run', '--json', '--rejects', rejects]);
  for (const place of [folder, `${whole}/rejects.ndjson`]) expect(await importing(place)).toEqual({ code: 2, stdout: expect.stringContaining(`{"error":{"code":"failed","message":"${place}, `), stderr: expect.stringContaining(`${place}, for refused lines, cannot be written: `) });
  const good = workplace.file('new/rejects.ndjson');
  expect(await importing(good)).toMatchObject({ code: 1, stdout: expect.stringContaining(JSON.stringify(good)) });
  expect(JSON.parse(readFileSync(good, 'utf8'))).toMatchObject({ loopReject: 1 });
});
