import { readLedger, verifyLedger, type LogChecks, type TwinExport } from '../index.ts';
import { longChain, withField } from '../testing/chains.ts';
import { SigningKey, TestLog } from '../testing/logs.ts';

const NOW = Date.parse('2026-11-20T10:01:00Z');
const key = new SigningKey('key-1');
const item = longChain(7);
const others = Array.from({ length: 300 }, (_, index) => index.toString(16).padStart(64, '0'));
/** The events of the item lie between those of other items. */
const hashes = [...others.slice(0, 100), ...item.events.slice(0, 4).map(({ hash }) => hash), ...others.slice(100), ...item.events.slice(4).map(({ hash }) => hash)];
const log = new TestLog(hashes, key);
const whole: TwinExport = { ...item, log: log.evidence(item) };

const verdictOf = (file: unknown, checks: LogChecks = {}) => verifyLedger(readLedger(file)!, undefined, { now: NOW, keys: key.public, ...checks });
const firstMessage = (file: unknown, checks?: LogChecks) => {
  const { verdict, reasons, firstBreak } = verdictOf(file, checks);
  return [verdict, firstBreak?.sequence, reasons[0]?.message];
};

test('events are proved to be in the log of a signed checkpoint', () => {
  expect(verdictOf(whole)).toMatchObject({ verdict: 'valid', log: { size: 307, signature: 'valid', kid: 'key-1', proved: 7, later: 0, grownFrom: null } });
});

test('every value of the log, changed, removed or made null, is found', () => {
  for (const path of paths(whole.log, ['log'])) {
    for (const other of ['0'.repeat(64), 5, undefined, null]) {
      const { verdict } = verdictOf(withField(whole, path, other));
      expect([path.join('.'), other, verdict]).toEqual([path.join('.'), other, 'invalid']);
    }
  }
});

test('an event without its proof is found at its place, and so is a proof too many', () => {
  expect(firstMessage({ ...whole, log: { ...whole.log, entries: whole.log!.entries.toSpliced(2, 1) } }).slice(0, 2)).toEqual(['invalid', 7]);
  expect(firstMessage(withField(whole, ['log', 'entries', 2, 'proof'], null))).toEqual(['invalid', 3, 'log.entries hold no proof of the event']);
  expect(firstMessage({ ...whole, log: { ...whole.log, note: 'genuine' } })).toEqual(['invalid', 7, 'log.note is no field of a log: nothing proves it']);
});

test('an event that is too new for the checkpoint is told; one that should be in it is a break', () => {
  const shorter = new TestLog(hashes.slice(0, -1), key);
  const evidence = shorter.evidence(item);
  expect(firstMessage({ ...item, log: evidence })).toEqual(['invalid', 7, 'log.entries do not hold the event, which says that it was recorded more than a day before the checkpoint']);
  const justRecorded = { ...evidence, checkpoint: shorter.checkpoint('2024-01-07T12:00:00Z') };
  expect(verdictOf({ ...item, log: justRecorded })).toMatchObject({ verdict: 'valid', log: { proved: 6, later: 1 } });
});

test('the signature is checked against the keys of the org, and what nobody checked is told', () => {
  const without = { now: NOW };
  expect(verifyLedger(readLedger(whole)!, undefined, without).log?.signature).toBe('unchecked');
  const unsigned = { ...item, log: new TestLog(hashes).evidence(item) };
  expect(verdictOf(unsigned, { keys: [] })).toMatchObject({ verdict: 'valid', log: { signature: 'unsigned' } });
  expect(firstMessage(unsigned)).toEqual(['invalid', 7, 'log.checkpoint is not signed, though the org has keys']);
  expect(firstMessage(whole, { keys: new SigningKey('key-2').public })).toEqual(['invalid', 7, 'log.checkpoint is signed with the key key-1, which is none of the org\'s']);
  expect(firstMessage(whole, { keys: new SigningKey('key-1').public })).toEqual(['invalid', 7, 'log.checkpoint is not what its key signed']);
  expect(verdictOf(whole, { keys: [{ kid: 'key-1', kty: 'nonsense' }] }).log?.signature).toBe('invalid');
});

test('a clock may differ by five minutes', () => {
  const at = Date.parse(whole.log!.checkpoint.time);
  expect(verdictOf(whole, { now: at - 5 * 60_000 }).verdict).toBe('valid');
  expect(firstMessage(whole, { now: at - 5 * 60_000 - 1 })).toEqual(['invalid', 7, 'log.checkpoint is more than five minutes ahead of the clock']);
});

describe('an earlier checkpoint', () => {
  const earlier = new TestLog(hashes.slice(0, 150), key).checkpoint('2026-11-01T10:00:00Z');
  const withGrowth: TwinExport = { ...item, log: log.evidence(item, earlier) };

  test('is one that the log has grown from', () => {
    expect(verdictOf(withGrowth, { earlier })).toMatchObject({ verdict: 'valid', log: { grownFrom: 150 } });
    expect(verdictOf(whole, { earlier: log.checkpoint() })).toMatchObject({ verdict: 'valid', log: { grownFrom: 307 } });
    expect(verdictOf(whole, { earlier: new TestLog([], key).checkpoint() }).verdict).toBe('valid');
  });

  test('tells a log that was rewritten since, however well its proofs fit each other', () => {
    const forged = new TestLog(hashes.with(3, 'f'.repeat(64)), key);
    expect(verdictOf({ ...item, log: forged.evidence(item, earlier) }).verdict).toBe('valid');
    expect(firstMessage({ ...item, log: forged.evidence(item, earlier) }, { earlier })[2]).toMatch(/^log.since does not hold: the log was changed after the earlier checkpoint/);
    expect(firstMessage({ ...item, log: forged.evidence(item) }, { earlier: log.checkpoint() })[2]).toMatch(/^log.since does not hold/);
  });

  test('tells a log that was cut since', () => {
    const cut = new TestLog(hashes, key);
    const longer = new TestLog([...hashes, 'e'.repeat(64)], key).checkpoint();
    expect(firstMessage({ ...item, log: cut.evidence(item) }, { earlier: longer })[2]).toMatch(/^log.since is impossible: the log had 308 events and has 307/);
  });

  test('needs a proof in the file, and the same log', () => {
    expect(firstMessage(whole, { earlier })[2]).toBe('log.since is not proved: export the item with "--since" and the earlier checkpoint');
    expect(firstMessage(withGrowth, { earlier: new TestLog(hashes.slice(0, 150), key).checkpoint(undefined, 150, 'loop/other') })[2]).toMatch(/is one of loop\/other$/);
    expect(firstMessage(withGrowth, { earlier: { ...earlier, size: 149 } })[2]).toMatch(/the earlier checkpoint is not what its key signed$/);
    expect(firstMessage(withGrowth, { earlier: 'nonsense' })[2]).toMatch(/the earlier checkpoint is no checkpoint of a log/);
    expect(firstMessage(item, { earlier })).toEqual(['invalid', 7, 'log is missing: nothing compares with the earlier checkpoint']);
  });
});

test('what is no log at all is told', () => {
  expect(firstMessage({ ...item, log: 'text' })).toEqual(['invalid', 7, 'log is not an object']);
  expect(firstMessage({ ...item, log: { checkpoint: {}, entries: [] } })[2]).toMatch(/^log.checkpoint is no checkpoint of a log/);
  expect(verdictOf(item)).toMatchObject({ verdict: 'valid', log: null });
});

function* paths(value: unknown, path: (string | number)[]): Generator<(string | number)[]> {
  if (typeof value !== 'object' || value === null) yield path;
  else for (const [name, inner] of Object.entries(value)) yield* paths(inner, [...path, Array.isArray(value) ? Number(name) : name]);
}
