import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectDir } from '../paths.ts';

const phone = {
  category: 'smartphone', brandTier: 'iconic', model: 'iphone-13', referencePriceMinor: 90_900, currency: 'EUR', region: 'EU', ageDays: 365,
  conditionGrade: 'likeNew', working: true, provenance: 'brandSale', historyPercent: 100,
};

let folder: string;
let draft: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'replay-'));
  draft = file('draft.json', defaultPack().replace('"payoutFactor":{"source":"brand policy","value":{"coat":5000', '"payoutFactor":{"source":"brand policy","value":{"coat":4000'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const defaultPack = (): string => readFileSync(path.join(projectDir, 'force-app/main/valuation/staticresources/RulesDefaultPack.json'), 'utf8');

function file(name: string, content: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}

const offers = (name: string, ...lines: readonly object[]): string => file(name, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

/** Runs `loop rules` in a process of its own, with no org running. */
const loop = (...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, LOOP_HOME: folder, LOOP_ACCESS_TOKEN: 'none', NODE_OPTIONS: '' };
    const child = execFile(process.execPath, [path.join(projectDir, 'ts-src/cli/main.ts'), 'rules', ...args], { env, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }));
  });

test('an org that is lost leaves whole JSON that says so', async () => {
  const { code, stdout, stderr } = await loop('replay', '--pack', draft, '--json');
  expect([code, JSON.parse(stdout)]).toEqual([2, { error: { code: 'failed', message: stderr.trim() } }]);
  const lost = await loop('replay', '--pack', draft, '--target-org', 'http://127.0.0.1:9', '--json');
  expect([lost.code, JSON.parse(lost.stdout)]).toEqual([2, expect.objectContaining({ items: [], error: { code: 'failed', message: lost.stderr.trim() } })]);
  expect(lost.stderr).toMatch(/^The org cannot tell its offers: /);
});

test('offers of a file are replayed without an org, item by item and in total', async () => {
  const given = offers(
    'offers.ndjson',
    { id: 'a', input: phone, offerMinor: 34_300, accepted: true },
    { id: 'b', input: { ...phone, category: 'coat', brandTier: 'premium', model: null, conditionGrade: 'good' }, accepted: false },
  );
  const { code, stdout, stderr } = await loop('replay', '--pack', draft, '--offers', given, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { items, totals, acceptanceModel, packHash } = JSON.parse(stdout) as { items: readonly object[]; totals: readonly object[]; acceptanceModel: string; packHash: string };
  expect(items).toEqual([
    expect.objectContaining({ offerId: 'a', beforeMinor: 34_300, afterMinor: 34_300, changes: [] }),
    // 90900 x 0.40 x 0.90 = 32724; half of it less 900 in steps of 100: 15400; 40 %: 12100
    expect.objectContaining({ offerId: 'b', beforeMinor: 15_400, afterMinor: 12_100, marginAfterMinor: 20_624, acceptance: 'same' }),
  ]);
  expect(totals).toEqual([expect.objectContaining({ currencyCode: 'EUR', offers: 2, changed: 1, offeredBeforeMinor: 49_700, offeredAfterMinor: 46_400 })]);
  expect(acceptanceModel).toMatch(/^An accepted offer stays accepted when the new one is not lower/);
  expect(packHash).toMatch(/^[0-9a-f]{64}$/);
});

test('thousands of offers come out in order, and the sums hold all of them', async () => {
  const given = offers('many.ndjson', ...Array.from({ length: 5_000 }, (_, index) => ({ id: `o${index}`, input: { ...phone, ageDays: index }, accepted: index % 2 === 0 })));
  const { code, stdout } = await loop('replay', '--pack', draft, '--offers', given, '--json');
  const { items, totals } = JSON.parse(stdout) as { items: readonly { offerId: string }[]; totals: readonly { offers: number; accepted: number }[] };
  expect(code).toBe(0);
  expect(items.map(({ offerId }) => offerId)).toEqual(Array.from({ length: 5_000 }, (_, index) => `o${index}`));
  expect(totals).toEqual([expect.objectContaining({ offers: 5_000, accepted: 2_500, changed: 0 })]);
});

test('lines that hold no offer are told with their numbers, and the others are replayed', async () => {
  const given = file('mixed.ndjson', `\n${JSON.stringify({ id: 'a', input: phone })}\nnonsense\n{"id":"b"}\n`);
  const { code, stdout, stderr } = await loop('replay', '--pack', draft, '--offers', given);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^Under "Default 2026-11" \(minor units\):\nEUR: 1 offers, 0 change, 0 cannot be replayed\./);
  expect(stderr.split('\n').slice(0, 2)).toEqual([expect.stringMatching(/^Line 3 of .*mixed\.ndjson is not JSON: /), expect.stringMatching(/^Line 4 of .*mixed\.ndjson has no "input" that is a JSON object\.$/)]);
});

test('an offer that a pack refuses says why in its place', async () => {
  const { code, stdout } = await loop('replay', '--pack', draft, '--offers', offers('bad.ndjson', { id: 'a', input: { ...phone, batteryHealthPercent: 140 } }));
  expect(code).toBe(0);
  expect(stdout).toContain('  a: not replayed: tradeInValuation refuses the input: batteryHealthPercent range (140)\n');
});

test('packs and files that are not there or have faults are told in one sentence', async () => {
  const none = offers('none.ndjson');
  const told = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await loop('replay', ...args);
    expect(stdout).toBe('');
    return `${code}: ${stderr.trimEnd()}`;
  };
  expect(await told('--pack', 'nowhere.json', '--offers', none)).toBe('2: There is no file "nowhere.json" that can be read.');
  expect(await told('--pack', draft, '--offers', 'nowhere.ndjson')).toBe('2: There is no file "nowhere.ndjson" that can be read.');
  expect(await told('--pack', file('half.json', '{"format":1}'), '--offers', none)).toMatch(/^1: The rule pack is refused: name: missing, /);
  expect(await told('--pack', draft)).toBe('2: No local org is running: start it with "npm start".');
  expect(await told('--pack', 'Spring 2027', '--offers', none)).toBe('2: No local org is running: start it with "npm start".');
});

test('the back-test tells every category, and those without figures as uncalibrated', async () => {
  const { code, stdout } = await loop('backtest', '--json');
  const { categories, withinLimit } = JSON.parse(stdout) as { categories: readonly { category: string; status: string }[]; withinLimit: boolean };
  expect({ code, withinLimit }).toEqual({ code: 0, withinLimit: true });
  expect(categories.filter(({ category }) => category === 'shoes').map(({ status }) => status)).toEqual(['uncalibrated', 'uncalibrated']);
});
