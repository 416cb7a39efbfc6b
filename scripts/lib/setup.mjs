/**
 * Installs what a command needs, from the lock file, and finds the Node that the project brings.
 * Runs on any Node from 20 on and imports nothing but Node itself: it is there before node_modules is.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const root = path.resolve(import.meta.dirname, '../..');
const stampFile = path.join(root, 'node_modules', '.loop-installed.json');
const lockDirectory = path.join(root, '.loop', 'install.lock');

/** The Node that runs the project: npm's `node` package, else the running one when it is new enough. */
export function projectNode() {
  const brought = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(brought)) return brought;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error(
    `Node 24 is missing: the npm package "node" did not install its binary for ${process.platform}-${process.arch}. ` +
      'Allow its install script (npm rebuild node) or use Node 24 or newer.',
  );
}

/**
 * Makes node_modules hold what the lock file says. `dev: false` installs only what `npm start` needs;
 * `dev: true` adds the rest and removes nothing, so that a running `npm start` is not disturbed.
 */
export async function ensureInstalled({ dev }) {
  if (isInstalled(dev)) return;
  await withLock(async () => {
    if (isInstalled(dev)) return;
    const fresh = !existsSync(path.join(root, 'node_modules'));
    // npm removes what it was told to omit: once the tools are there, every later install includes them.
    const withTools = dev || hasTools();
    const scope = withTools ? ['--include=dev', '--include=optional'] : ['--omit=dev'];
    const common = ['--no-audit', '--no-fund', '--loglevel=error', ...scope];
    const args = fresh ? ['ci', ...common] : ['install', '--no-save', ...common];
    await npm(args, withTools ? 'tools for tests (about 1 GB, once)' : 'what the local org needs (once)');
    projectNode();
    writeFileSync(stampFile, JSON.stringify({ lock: lockHash(), dev: withTools }));
  });
}

function hasTools() {
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return Object.keys(devDependencies).some((name) => existsSync(path.join(root, 'node_modules', name)));
}

function lockHash() {
  return createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
}

function isInstalled(dev) {
  try {
    const stamp = JSON.parse(readFileSync(stampFile, 'utf8'));
    return stamp.lock === lockHash() && (stamp.dev || !dev);
  } catch {
    return false;
  }
}

/** One installer at a time; a lock whose holder has died is taken over. */
async function withLock(work) {
  mkdirSync(path.dirname(lockDirectory), { recursive: true });
  const holderFile = path.join(lockDirectory, 'pid');
  for (let told = false; ; ) {
    try {
      mkdirSync(lockDirectory);
      writeFileSync(holderFile, String(process.pid));
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!(await holderLives(holderFile))) rmSync(lockDirectory, { recursive: true, force: true });
      else {
        if (!told) process.stderr.write('Another command is installing packages; waiting for it.\n');
        told = true;
        await sleep(500);
      }
    }
  }
  try {
    await work();
  } finally {
    rmSync(lockDirectory, { recursive: true, force: true });
  }
}

async function holderLives(holderFile) {
  for (let attempt = 0; attempt < 4; attempt++) {
    try {
      process.kill(Number(readFileSync(holderFile, 'utf8')), 0);
      return true;
    } catch (error) {
      if (error.code === 'EPERM') return true;
      if (error.code === 'ESRCH') return false;
      await sleep(100); // the holder has made the folder and not yet written its number
    }
  }
  return false;
}

function npm(args, what) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  process.stderr.write(`Installing ${what} …\n`);
  const ticker = setInterval(() => process.stderr.write(`  still installing, ${seconds()} s\n`), 10_000);
  const cli = process.env.npm_execpath;
  const [command, prefix] = cli && /\.c?js$/.test(cli) ? [process.execPath, [cli]] : ['npm', []];
  // Settings of an outer `npm test` would otherwise leak into the install.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(config_(omit|include|production)|lifecycle|package|command)/i.test(name)));
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...prefix, ...args], { cwd: root, stdio: ['ignore', 2, 2], env, shell: process.platform === 'win32' && command === 'npm' });
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(ticker);
      if (code === 0) {
        process.stderr.write(`Installed in ${seconds()} s.\n`);
        resolve();
      } else reject(new Error(`npm ${args[0]} ended with code ${code}. Nothing was started; run the command again once npm can reach its registry.`));
    });
  });
}

/** Runs a script on the project's Node and ends with its exit code; signals reach the child. */
export function runOnProjectNode(script, args, { env = {} } = {}) {
  const node = projectNode();
  const binaries = [path.join(root, 'node_modules', '.bin'), path.dirname(node)].join(path.delimiter);
  const child = spawn(node, ['--no-warnings=ExperimentalWarning', path.join(root, script), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env, PATH: `${binaries}${path.delimiter}${process.env.PATH ?? ''}` },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/** Exit code of a command run to its end on the project's Node, its output shown. */
export function runStep(command, args, env = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  return result.status ?? 1;
}

/** Top-level wrapper of every script: one sentence on failure, never a stack trace. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
