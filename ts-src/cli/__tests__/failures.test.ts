import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Workplace } from '../../journeys/loop.ts';
import { longChain } from '../../proof/testing/chains.ts';

/** What a script sees of a command that fails: one JSON object where it asked for JSON, a sentence on stderr, the documented exit code. */
const workplace = new Workplace();
afterAll(() => workplace.close());

function file(name: string, content: string | Uint8Array): string {
  const at = workplace.file(name);
  writeFileSync(at, content);
  return at;
}

const folder = workplace.file('folder');
mkdirSync(folder);
const events = file('events.ndjson', Array.from({ length: 20_000 }, (_, index) => `{"type":"ObjectEvent","eventTime":"2026-01-01T00:00:00Z","eventTimeZoneOffset":"+00:00","epcList":["https://id.gs1.org/01/09506000134352/21/N${index}"],"action":"OBSERVE","bizStep":"inspecting"}\n`).join(''));

test.each([
  ['without what it needs', ['verify'], 'usage', "missing required argument 'certificate, twin key or export file'"],
  ['with an option that there is not', ['epcis', 'hash', events], 'usage', "unknown option '--json'"],
  ['that there is not', ['nonsense'], 'usage', "unknown command 'nonsense'"],
  ['without a running org', ['org'], 'failed', 'No local org is running: start it with "npm start".'],
  ['about an item without a running org', ['verify', '01/09506000134352/21/SN-1'], 'failed', 'No local org is running: start it with "npm start".'],
  ['with an org that does not answer', ['verify', '01/09506000134352/21/SN-1', '--target-org', 'http://127.0.0.1:9'], 'failed', /the org does not answer: /],
  ['with a wrong check digit', ['verify', '01/09506000134353/21/SN-1'], 'failed', '"01/09506000134353/21/SN-1" has a GTIN with a wrong check digit.'],
  ['with a file that is not there', ['verify', 'my.export.json'], 'failed', '"my.export.json" is neither a file nor the key of an item (passport id, Digital Link, 01/{GTIN}/21/{serial} or brand/{code}/21/{serial}).'],
  ['with a folder', ['verify', folder], 'failed', `${folder} cannot be read: it is a folder.`],
  ['with a folder of events', ['epcis', 'import', folder], 'failed', `"${folder}" is a folder: give one file.`],
  ['with text that is not UTF-8', ['verify', file('latin1.json', new Uint8Array([0x22, 0xe9, 0x22]))], 'failed', /latin1\.json cannot be read: it is not UTF-8\.$/],
  ['with an empty file', ['epcis', 'import', file('empty.json', ''), '--dry-run'], 'failed', /empty\.json: the file is empty\.$/],
])('a command %s: the failure as JSON on stdout, in words on stderr, code 2', async (_name, args, code, message) => {
  const outcome = await workplace.loop([...args, '--json'], { env: { ...workplace.env, LOOP_ACCESS_TOKEN: 'wrong' } });
  const { error } = JSON.parse(outcome.stdout) as { error: { code: string; message: string } };
  expect([outcome.code, error.code]).toEqual([2, code]);
  expect(error.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  expect(outcome.stderr).toContain(error.message);
  expect(outcome.stderr).not.toContain('    at ');
}, 60_000);

test.each(['', 'null', '{}', '[]', '{"pid":"x"}', 'text'])('a note %j of a running org is none', async (note) => {
  mkdirSync(workplace.file('.loop'), { recursive: true });
  writeFileSync(workplace.file('.loop/running.json'), note);
  expect(await workplace.loop(['org'])).toMatchObject({ code: 2, stderr: 'No local org is running: start it with "npm start".\n' });
});

test('without --json stdout stays empty', async () => {
  expect(await workplace.loop(['org'])).toEqual({ code: 2, stdout: '', stderr: 'No local org is running: start it with "npm start".\n' });
});

const cli = path.resolve(import.meta.dirname, '../main.ts');
const shell = (command: string): Promise<{ code: number | null; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const child = spawn('bash', ['-c', command], { env: { ...workplace.env, LOOP: `${process.execPath} --no-warnings ${cli}` } });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });

test('a reader that has seen enough ends a command quietly; one that leaves the messages does not end the work', async () => {
  expect(await shell(`set -o pipefail; $LOOP epcis hash ${events} | head -1`)).toEqual({ code: 0, stdout: expect.stringMatching(/^ni:\S+\n$/), stderr: '' });
  expect(await shell(`$LOOP epcis import ${events} --dry-run --json 2> >(head -1 >&2)`)).toMatchObject({ code: 0, stdout: expect.stringContaining('"skipped":20000') });
});

test('a pipe is a file as any other', async () => {
  const item = file('item.json', JSON.stringify(longChain(2)));
  expect(await shell(`$LOOP verify <(cat ${item})`)).toMatchObject({ code: 0, stdout: expect.stringContaining('valid: ') });
  expect((await shell(`$LOOP epcis hash <(head -3 ${events})`)).stdout.split('\n')).toHaveLength(4);
});
