import { writeFileSync } from 'node:fs';
import { Workplace } from '../loop.ts';

/** `loop rules` as a script uses it: one line in, one line out, the same bytes from every engine. */
const ENGINES = ['ts', 'resource', 'apex'] as const;
const whole = {
  category: 'handbag', brandTier: 'iconic', referencePriceMinor: 850_000, currency: 'EUR', region: 'EU', ageDays: 800,
  conditionGrade: 'good', working: true, provenance: 'brandSale', historyPercent: 100,
};

let place: Workplace;

beforeAll(async () => {
  place = new Workplace();
  await place.start();
});
afterAll(() => place.close());

const evaluate = (engine: string, lines: readonly string[], ...flags: string[]) =>
  place.loop(['rules', 'evaluate', 'tradeInValuation', '--input', '-', '--engine', engine, '--json', ...flags], { stdin: lines.map((line) => `${line}\n`).join('') });

interface Listed {
  readonly decisions: readonly { readonly name: string; readonly inputs: readonly { readonly name: string; readonly type: string; readonly values?: readonly unknown[]; readonly min?: number; readonly max?: number }[] }[];
}

test('the list tells a range or allowed values of every input', async () => {
  const { decisions } = JSON.parse((await place.loop(['rules', 'list', '--json'])).stdout) as Listed;
  expect(decisions.map(({ name }) => name)).toEqual(['tradeInValuation', 'eligibility', 'endOfLifeAdvice', 'fraudScore', 'environmentalImpact']);
  for (const input of decisions.flatMap(({ inputs }) => inputs)) {
    if (input.type === 'integer') expect(input.min).toBeLessThan(input.max!);
    else expect(input.values!.length).toBeGreaterThan(0);
  }
});

test('three engines answer byte for byte the same, in the order of the questions, more than one call of an org takes', async () => {
  const lines = Array.from({ length: 450 }, (_, index) => JSON.stringify({ ...whole, ageDays: index * 7, historyPercent: index % 103, currency: index % 50 === 0 ? 'XXX' : 'EUR' }));
  const answers = await Promise.all(ENGINES.map((engine) => evaluate(engine, lines)));
  expect(answers.map(({ code, stderr }) => ({ code, stderr }))).toEqual(ENGINES.map(() => ({ code: 0, stderr: '' })));
  expect(answers[0]!.stdout.trimEnd().split('\n')).toHaveLength(lines.length);
  for (const { stdout } of answers) expect(stdout).toBe(answers[0]!.stdout);
  expect(JSON.parse(answers[0]!.stdout.split('\n')[1]!)).toMatchObject({ decision: 'tradeInValuation', outputs: { offerMinor: expect.any(Number) }, inputHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test.each(ENGINES)('a line that is no input is told with its number, and keeps its place, by %s', async (engine) => {
  const { code, stdout, stderr } = await evaluate(engine, [JSON.stringify(whole), '{"category":', '', '[1]', JSON.stringify({ ...whole, batteryHealthPercent: 140 })]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Line 2 of standard input is not JSON: .*\.\nLine 4 of standard input is not a JSON object\.\n$/);
  const lines = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { errors?: unknown });
  const unreadable = [{ field: '', rule: 'json', value: null }];
  expect(lines.map(({ errors }) => errors)).toEqual([undefined, unreadable, unreadable, [{ field: 'batteryHealthPercent', rule: 'range', value: 140 }]]);
});

test('decisions, files and packs that are not there are told in one sentence', async () => {
  const told = async (...args: string[]) => {
    const { code, stdout, stderr } = await place.loop(['rules', ...args]);
    expect(stdout).toBe('');
    return `${code}: ${stderr.trimEnd()}`;
  };
  expect(await told('evaluate', 'price', '--input', '-')).toBe('2: There is no decision "price": choose from tradeInValuation, eligibility, endOfLifeAdvice, fraudScore, environmentalImpact.');
  expect(await told('evaluate', 'eligibility', '--input', 'nowhere.ndjson')).toBe('2: There is no file "nowhere.ndjson" that can be read.');
  expect(await told('evaluate', 'eligibility', '--input', '-', '--pack', 'nowhere.json')).toBe('2: nowhere.json cannot be read: there is no such file.');
  expect(await told('evaluate', 'eligibility', '--input', '-', '--engine', 'apex', '--pack', 'x.json')).toBe('2: --pack goes with --engine ts or resource: an org evaluates with its own rule pack.');
});

test('a pack with faults is told fault by fault, and nothing is evaluated with it', async () => {
  const file = place.file('pack.json');
  writeFileSync(file, '{"format":1,"name":"Half","lists":{"currencies":["EUR"]},"parameters":{}}');
  const checked = await place.loop(['rules', 'check', file, '--json']);
  expect(checked.code).toBe(1);
  const { valid, faults } = JSON.parse(checked.stdout) as { valid: boolean; faults: readonly unknown[] };
  expect(valid).toBe(false);
  expect(faults).toContainEqual({ path: 'lists.models', rule: 'missing', value: null });
  expect(faults).toContainEqual({ path: 'parameters.depreciation', rule: 'missing', value: null });
  const evaluated = await evaluate('ts', [JSON.stringify(whole)], '--pack', file);
  expect(evaluated).toMatchObject({ code: 1, stdout: expect.stringMatching(/^\{"error":\{"code":"failed","message":"The rule pack is refused: /), stderr: expect.stringMatching(/^The rule pack is refused: lists\.models: missing, /) });
});

test('everything generated is what the rules say', async () => {
  expect(await place.loop(['rules', 'build', '--check'])).toEqual({ code: 0, stdout: 'Everything is what the rules say.\n', stderr: '' });
});
