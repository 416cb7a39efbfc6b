import { createHash } from 'node:crypto';
import { canonicalJson, readLedger, verifyLedger, type Json, type LedgerEvent, type TwinExport } from '../index.ts';
import { chainOf, longChain, tamperings, withField } from '../testing/chains.ts';

const EVENTS = 300;
const whole = longChain(EVENTS);
const verdictOf = (file: unknown, head?: string) => verifyLedger(readLedger(file)!, head);
const broken = (file: unknown) => {
  const { verdict, firstBreak } = verdictOf(file);
  return [verdict, firstBreak?.sequence, firstBreak?.field];
};
const withEvents = (events: readonly unknown[]): unknown => ({ ...whole, twin: { ...whole.twin, eventCount: events.length, headHash: (events.at(-1) as LedgerEvent).hash }, events });

test('a history as the ledger writes it is valid', () => {
  expect(verdictOf(whole)).toEqual({
    verdict: 'valid', passportId: whole.twin.identity.passportId, businessKey: '01/09506000134352/21/SN-1', events: EVENTS, headHash: whole.twin.headHash, log: null, reasons: [], firstBreak: null,
  });
});

test('every field of every event and of the item, changed, removed or made null, is found at its place', () => {
  let tried = 0;
  for (const { what, hit, file } of tamperings(whole)) {
    tried += Math.max(hit.length, 1);
    const ledger = readLedger(file);
    if (ledger === null) {
      expect(what).toMatch(/^schema /); // no longer an export at all
      continue;
    }
    const { verdict, reasons, firstBreak } = verifyLedger(ledger);
    expect([what, verdict, firstBreak?.sequence]).toEqual([what, 'invalid', hit[0] ?? expect.any(Number)]);
    const places = new Set(reasons.map(({ sequence }) => sequence));
    expect([what, hit.filter((sequence) => !places.has(sequence))]).toEqual([what, []]);
  }
  expect(tried).toBeGreaterThan(EVENTS * 8 * 3 - 10);
});

test('changing any value inside a hashed text is found, though its hashes are made anew, at the event after it or at the head', () => {
  const victim = whole.events[149]!;
  const fields = leaves(JSON.parse(victim.canonical) as Json);
  expect(fields.length).toBeGreaterThan(20);
  for (const path of fields) {
    const document = withField(JSON.parse(victim.canonical), path, 'other') as { content: Json };
    const canonical = canonicalJson(document as unknown as Json);
    const forged = { ...victim, canonical, hash: sha256(canonical), contentHash: sha256(canonicalJson(document.content)) };
    const { verdict, firstBreak } = verdictOf(withField(whole, ['events', 149], forged));
    expect([path.join('.'), verdict, [150, 151].includes(firstBreak!.sequence)]).toEqual([path.join('.'), 'invalid', true]);
  }
});

test.each([
  ['deleted', 150, (events: LedgerEvent[]) => void events.splice(149, 1)],
  ['deleted at the beginning', 1, (events: LedgerEvent[]) => void events.shift()],
  ['doubled', 151, (events: LedgerEvent[]) => void events.splice(149, 0, events[149]!)],
  ['exchanged', 150, (events: LedgerEvent[]) => void ([events[149], events[150]] = [events[150]!, events[149]!])],
  ['turned round', 1, (events: LedgerEvent[]) => void events.reverse()],
  ['replaced by one of another item', 150, (events: LedgerEvent[]) => void (events[149] = chainOf(Array.from({ length: 150 }, () => ({ type: 'Sold' })), { ...whole.twin.identity, passportId: '6f9e0000-0000-4000-8000-000000000002' }).events[149]!)],
])('an event %s is found at its place, whatever count and head say', (_how, sequence, tamper) => {
  const events = [...whole.events];
  tamper(events);
  expect(broken(withEvents(events)).slice(0, 2)).toEqual(['invalid', sequence]);
});

test('a history cut off at its end is found by count and head, and, where those are cut too, by a head seen before', () => {
  expect(broken({ ...whole, events: whole.events.slice(0, -1) })).toEqual(['invalid', EVENTS - 1, 'twin.eventCount']);
  const short = withEvents(whole.events.slice(0, -1));
  expect(verdictOf(short).verdict).toBe('valid');
  expect(verdictOf(short, whole.twin.headHash!)).toMatchObject({ verdict: 'invalid', firstBreak: { sequence: EVENTS - 1, field: 'hash' } });
  expect(verdictOf(whole, whole.events[100]!.hash).verdict).toBe('valid');
});

test('a text that says the same in other bytes is found: key order, space, a key twice', () => {
  const { canonical } = whole.events[7]!;
  for (const other of [canonical.replace('{', '{ '), canonical.replace('"sequence":8', '"sequence":8,"sequence":8'), JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(canonical) as object).reverse())), canonical.replace('"sequence":8', '"sequence":8.0')]) {
    const { reasons } = verdictOf(withField(withField(whole, ['events', 7, 'canonical'], other), ['events', 7, 'hash'], sha256(other)));
    expect(reasons).toContainEqual({ sequence: 8, field: 'canonical', message: 'canonical is not canonical JSON (RFC 8785)' });
  }
});

test('what nothing proves is no part of an export: added fields are named', () => {
  expect(broken({ ...whole, note: 'genuine' })).toEqual(['invalid', 1, 'note']);
  expect(broken(withField(whole, ['twin', 'owner'], 'Ada'))).toEqual(['invalid', 1, 'twin.owner']);
  expect(broken(withField(whole, ['events', 4, 'note'], 'genuine'))).toEqual(['invalid', 5, 'note']);
  expect(broken({ ...whole, twin: { ...whole.twin, eventCount: 0, headHash: null }, events: [] })).toEqual(['invalid', 1, 'events']);
});

test('an answer of the org is verified as it was kept; one page of several is told to be one', () => {
  const { twin, events } = whole;
  const answer = { twin: { id: 'a01', name: 'Watch', identity: { passportId: twin.identity.passportId, serial: 'SN-1' }, eventCount: EVENTS }, events, nextAfterSequence: null };
  expect(verdictOf(answer).verdict).toBe('valid');
  const { reasons } = verdictOf({ ...answer, events: events.slice(0, 100), nextAfterSequence: 100 });
  expect(reasons).toEqual([{ sequence: 101, field: 'events', message: 'events are one page of several: export the item with "loop twin export"' }]);
});

test('what is no history is told from a broken one', () => {
  for (const other of [null, [], 'text', {}, { twin: {}, events: [] }, { ...whole, schema: 'loop/twin-export/9' }]) expect(readLedger(other)).toBeNull();
});

function leaves(value: Json, path: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return Object.entries(value as TwinExport & object).flatMap(([key, inner]) => leaves(inner as Json, [...path, key]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
