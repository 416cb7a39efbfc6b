import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const command = path.resolve(import.meta.dirname, '../main.ts');

function project(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'standalone-'));
  mkdirSync(path.join(root, 'app/classes'), { recursive: true });
  writeFileSync(path.join(root, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path: 'app', default: true }], sourceApiVersion: '65.0' }));
  writeFileSync(path.join(root, 'app/classes/Greeting.cls'), "@RestResource(urlMapping='/greeting')\nglobal class Greeting {\n  @HttpGet\n  global static String words() { return 'hello'; }\n}\n");
  writeFileSync(path.join(root, 'app/classes/Greeting.cls-meta.xml'), '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><status>Active</status></ApexClass>');
  return root;
}

function start(...args: string[]) {
  const child = spawn(process.execPath, ['--no-warnings', command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk;
      if (/^ready /m.test(out)) resolve(out);
    });
    child.once('exit', () => reject(new Error(err)));
  });
  // Who waits for the exit alone may ignore that it was never ready.
  ready.catch(() => undefined);
  return { child, ready, exit: once(child, 'exit') as Promise<[number | null]>, error: () => err };
}

test('any DX project is served; its data stays beside it, out of its repository', async () => {
  const root = project();
  const { child, ready, exit } = start('--project', root, '--port', '0', '--json');
  const { instanceUrl, accessToken, username } = JSON.parse((await ready).split('\n')[0]!) as { instanceUrl: string; accessToken: string; username: string };
  const answer = await fetch(`${instanceUrl}/services/apexrest/greeting`, { headers: { authorization: `Bearer ${accessToken}` } });
  expect([username, answer.status, await answer.json()]).toEqual(['admin@local.example', 200, 'hello']);
  child.kill('SIGTERM');
  expect((await exit)[0]).toBe(0);
  expect(existsSync(path.join(root, '.loop-org/data/org.db'))).toBe(true);
  expect(readFileSync(path.join(root, '.loop-org/.gitignore'), 'utf8')).toBe('*\n');
  expect(existsSync(path.join(root, '.loop'))).toBe(false);
}, 60_000);

test.each([
  [['--project', '/nowhere'], '/nowhere is no DX project: it has no sfdx-project.json.'],
  [['--port', '70000'], 'Give a port from 0 to 65535.'],
])('%j ends with a sentence', async (args, sentence) => {
  const { exit, error } = start(...args);
  expect((await exit)[0]).toBe(2);
  expect(error()).toContain(sentence);
});

test('a persona that is not there is named with those that are', async () => {
  const { exit, error } = start('--project', project(), '--port', '0', '--in-memory', '--persona', 'boss');
  expect((await exit)[0]).toBe(2);
  expect(error()).toContain('There is no persona "boss": choose one of admin.');
});
