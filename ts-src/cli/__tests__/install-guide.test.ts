import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serveLocalOrg } from '../../local-org/serve.ts';
import type { ServedOrg } from '../../local-org/serve.ts';

/** docs/install.md, followed command by command from an org that knows nothing of the package. */
const root = path.resolve(import.meta.dirname, '../../..');
const guide = readFileSync(path.join(root, 'docs/install.md'), 'utf8');
const blocks = [...guide.matchAll(/^```sh ?(\S*)\n([\s\S]*?)^```$/gm)].map(([, mark, commands]) => ({ mark: mark!, commands: commands!.trim() }));
const project = mkdtempSync(path.join(tmpdir(), 'install-org-'));
const home = mkdtempSync(path.join(tmpdir(), 'install-home-'));
const env = {
  PATH: [path.join(root, 'node_modules/.bin'), path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
  HOME: home, LOOP_HOME: path.join(home, '.loop'), CI: 'true', NODE_OPTIONS: '', NODE_COMPILE_CACHE: path.join(tmpdir(), 'sf-compile-cache'),
  SF_DISABLE_TELEMETRY: 'true', SF_DISABLE_AUTOUPDATE: 'true', SF_SKIP_NEW_VERSION_CHECK: 'true', SF_USE_GENERIC_UNIX_KEYCHAIN: 'true', SF_DISABLE_LOG_FILE: 'true',
};
let org: ServedOrg;

function shell(commands: string, more: NodeJS.ProcessEnv = {}): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile('bash', ['--norc', '--noprofile', '-c', `set -euo pipefail\n${commands}`], { cwd: root, env: { ...env, ...more }, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: `${stdout}${stderr}` }));
  });
}

beforeAll(async () => {
  mkdirSync(path.join(project, 'force-app'));
  mkdirSync(path.join(project, 'config'));
  writeFileSync(path.join(project, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], name: 'empty', namespace: '', sourceApiVersion: '65.0' }));
  // what Setup makes by hand: the certificate, and the guest user that a site comes with
  const personas = { admin: { name: 'Ada Brennan', username: 'admin@empty.example', profile: 'System Administrator', permissionSets: [] }, guest: { name: 'Loop Site Guest User', username: 'guest@empty.example', profile: 'guest', permissionSets: [] } };
  writeFileSync(path.join(project, 'config/local-org.json'), JSON.stringify({ organization: { name: 'Empty' }, certificates: ['Loop_Signing'], personas }));
  org = await serveLocalOrg({ projectDir: project, port: 0, onNotice: () => undefined });
  const login = await shell(`sf org login access-token --instance-url ${org.origin} --no-prompt --alias loop`, { SF_ACCESS_TOKEN: org.sessions.issue(org.org.persona('admin')!.userId) });
  expect(login).toMatchObject({ code: 0 });
}, 120_000);
afterAll(async () => {
  await org.close();
  for (const folder of [project, home]) rmSync(folder, { recursive: true, force: true });
});

test('every block of commands says where it runs', () => {
  expect(blocks.length).toBeGreaterThan(8);
  expect(new Set(blocks.map(({ mark }) => mark))).toEqual(new Set(['', 'in-an-org', 'exit-2']));
});

test('its commands, in their order, make an empty org one where all is well', async () => {
  let last = '';
  for (const { mark, commands } of blocks.filter((block) => block.mark !== 'in-an-org')) {
    const { code, output } = await shell(commands);
    if (code !== (mark === 'exit-2' ? 2 : 0)) throw new Error(`${commands}\nended with ${code}:\n${output.slice(-4000)}`);
    last = output;
  }
  expect(last).toContain('All is well.');
}, 400_000);
