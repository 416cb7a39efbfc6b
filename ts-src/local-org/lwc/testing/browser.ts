import { chmodSync, createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--font-render-hinting=none'];

const INSTALLED = ['/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** A headless browser: `CHROME_PATH`, an installed Chrome or Chromium, else the one that comes from npm. Close it after use. */
export async function launchBrowser(): Promise<Browser> {
  const installed = [process.env.CHROME_PATH, ...INSTALLED].find((file): file is string => file !== undefined && existsSync(file));
  if (installed) return chromium.launch({ executablePath: installed, args: FLAGS });
  const unpacked = await unpackChromium();
  return chromium.launch({
    executablePath: path.join(unpacked, 'chromium'),
    args: FLAGS,
    env: { ...stringsOf(process.env), LD_LIBRARY_PATH: [path.join(unpacked, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'), FONTCONFIG_PATH: path.join(unpacked, 'fonts') },
  });
}

/** The npm package's archives, unpacked once a version into the system's folder for temporary files. */
async function unpackChromium(): Promise<string> {
  const require = createRequire(import.meta.url);
  const folder = path.resolve(path.dirname(require.resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  const target = path.join(tmpdir(), `chromium-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const bin = path.join(folder, 'bin');
  await inflate(path.join(bin, 'chromium.br'), createWriteStream(path.join(draft, 'chromium')));
  chmodSync(path.join(draft, 'chromium'), 0o755);
  const { extract } = createRequire(require.resolve('@sparticuz/chromium'))('tar-fs') as { extract(directory: string): NodeJS.WritableStream };
  await inflate(path.join(bin, 'al2023.tar.br'), extract(path.join(draft, 'al2023')));
  await inflate(path.join(bin, 'fonts.tar.br'), extract(path.join(draft, 'fonts')));
  await inflate(path.join(bin, 'swiftshader.tar.br'), extract(draft));
  // The package's own configuration names folders of a cloud function.
  writeFileSync(path.join(draft, 'fonts/fonts.conf'), fontConfig(path.join(target, 'fonts/fonts'), path.join(target, 'font-cache')));
  try {
    renameSync(draft, target);
  } catch {
    // Another process was faster.
    rmSync(draft, { recursive: true, force: true });
  }
  return target;
}

function fontConfig(fonts: string, cache: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><dir>/usr/share/fonts</dir><cachedir>${cache}</cachedir></fontconfig>\n`;
}

function inflate(file: string, target: NodeJS.WritableStream): Promise<void> {
  return pipeline(createReadStream(file), createBrotliDecompress(), target);
}

const stringsOf = (env: NodeJS.ProcessEnv): Record<string, string> => Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
