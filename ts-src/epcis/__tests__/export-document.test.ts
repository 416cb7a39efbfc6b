import { readFileSync } from 'node:fs';
import path from 'node:path';
import { epcisDocument, eventHash, MAPPED_TYPES, prefixesOf, verifyDocument, type Fields } from '../index.ts';
import type { TwinExport } from '../../proof/index.ts';
import { chainOf, identity, longChain, withField } from '../../proof/testing/chains.ts';
import { SigningKey, TestLog } from '../../proof/testing/logs.ts';
import { epcisSchema } from '../testing/schema.ts';
import { termAddress } from '../vocabulary.ts';

const withSchema = epcisSchema === null ? test.skip : test; // the published schema lies beside the project, never in it
const NOW = '2026-11-22T10:00:00Z';
const ada = 'a'.repeat(64);
const bob = 'b'.repeat(64);

type Document = Fields & { readonly epcisBody: { readonly eventList: readonly Fields[] } };
const documentOf = (ledger: TwinExport) => epcisDocument(ledger, NOW) as Document;
const eventsOf = (ledger: TwinExport) => documentOf(ledger).epcisBody.eventList;
const parties = (event: Fields) => {
  const number = (list: unknown, key: string) => Number((list as Fields[] | undefined)?.map((entry) => String(entry[key]).split('/').at(-1))[0] ?? 0);
  return [number(event.sourceList, 'source'), number(event.destinationList, 'destination')];
};

const life = chainOf(MAPPED_TYPES.map((type) => ({ type, content: { party: ada } })));

withSchema('every kind of event is valid against the published schema, with and without GTIN and place', () => {
  const bare = chainOf(MAPPED_TYPES.map((type) => ({ type, content: { party: null, place: null, channel: null } })), { ...identity, businessKey: null, gtin: null, serial: null });
  const corrected = chainOf([{ type: 'Sold' }, { type: 'Sold', content: { corrects: 1 } }]);
  for (const ledger of [life, bare, corrected, chainOf([{ type: 'A Type of Tomorrow' }])]) expect(epcisSchema!(documentOf(ledger))).toEqual([]);
  expect(epcisSchema!(withField(documentOf(life), ['epcisBody', 'eventList', 0, 'bizStep'], 'no step'))).not.toEqual([]);
});

test('the kinds are those of the ledger', () => {
  const picklist = readFileSync(path.resolve(import.meta.dirname, '../../../force-app/main/lifecycle/objects/Lifecycle_Event__c/fields/Event_Type__c.field-meta.xml'), 'utf8');
  expect(MAPPED_TYPES.filter((type) => !picklist.includes(`<fullName>${type}</fullName>`))).toEqual([]);
});

test.each([
  ['Sold', { bizStep: 'retail_selling', disposition: 'retail_sold' }],
  ['Returned', { bizStep: 'receiving', disposition: 'returned' }],
  ['Trade-In Received', { bizStep: 'receiving', disposition: 'returned' }],
  ['Routed to Refurbish', { bizStep: 'repairing', disposition: 'unavailable' }],
  ['Routed to Resell', { bizStep: 'stocking', disposition: 'sellable_accessible' }],
  ['Routed to Recycle', { bizStep: 'collecting' }],
  ['Reported Stolen', { persistentDisposition: { set: ['stolen'] } }],
  ['Recovered', { persistentDisposition: { unset: ['stolen'] } }],
  ['Trade-In Quoted', { bizStep: 'other' }],
  ['Ownership Transferred', { bizStep: 'accepting', disposition: 'retail_sold' }],
  ['Donated', { bizStep: 'accepting' }],
  ['Recycled', { bizStep: 'destroying', disposition: 'destroyed' }],
  ['Authenticated', { bizStep: 'inspecting', disposition: 'conformant' }],
])('%s is told as %j', (type, expected) => {
  const event = eventsOf(life).find((one) => one['loop:eventType'] === type)!;
  const { bizStep, disposition, persistentDisposition } = event;
  expect(JSON.parse(JSON.stringify({ bizStep, disposition, persistentDisposition }))).toEqual(expected);
});

test('every kind is told in words of CBV; what ends an item deletes it, what gives it an identity adds it, all else observes', () => {
  for (const { bizStep, disposition, persistentDisposition } of eventsOf(life)) {
    const words = [['bizStep', bizStep, 'BizStep-'], ...[disposition, ...Object.values((persistentDisposition ?? {}) as Fields).flat()].map((word) => ['disposition', word, 'Disp-'])] as const;
    for (const [field, word, beginning] of words) if (word !== undefined) expect([field, termAddress(String(field), '', String(word))]).toEqual([field, `https://ref.gs1.org/cbv/${String(beginning)}${String(word)}`]);
  }
  const actions = new Map(eventsOf(life).map((event) => [event['loop:eventType'], event.action]));
  expect([...actions].filter(([, action]) => action !== 'OBSERVE')).toEqual([['Recycled', 'DELETE'], ['Identified', 'ADD']]);
});

test('what leaves the place of the event is not said to be there; the end of a lock leaves an item as it is without it', () => {
  const [sold, received, locked, transferred, unlocked] = eventsOf(chainOf([{ type: 'Sold' }, { type: 'Repair Received' }, { type: 'Locked' }, { type: 'Lent' }, { type: 'Unlocked' }]));
  expect([sold!.readPoint, sold!.bizLocation, received!.bizLocation]).toEqual([{ id: 'https://id.gs1.org/414/3560000000006' }, undefined, { id: 'https://id.gs1.org/414/3560000000006' }]);
  expect([locked!.disposition, transferred!.disposition, unlocked!.disposition]).toEqual(['non_sellable_other', undefined, 'in_progress']);
  expect(eventsOf(chainOf(['Sold', 'Locked', 'Returned', 'Unlocked', 'Locked', 'Unlocked'].map((type) => ({ type })))).map(({ disposition }) => disposition))
    .toEqual(['retail_sold', 'non_sellable_other', 'returned', 'returned', 'non_sellable_other', 'returned']);
});

test('an event bears item, place, times and its own hash', () => {
  const [sold] = eventsOf(chainOf([{ type: 'Sold', content: { party: ada } }]));
  expect(sold).toMatchObject({
    type: 'ObjectEvent', action: 'OBSERVE', eventTime: '2024-01-01T10:00:00Z', recordTime: '2024-01-01T11:00:00Z', eventTimeZoneOffset: '+01:00',
    epcList: ['https://id.gs1.org/01/09506000134352/21/SN-1'], readPoint: { id: 'https://id.gs1.org/414/3560000000006' }, 'loop:sequence': 1,
  });
  expect(sold!.eventID).toBe(eventHash(sold!, prefixesOf(documentOf(life)['@context'])));
});

test('owners are numbers of this item: nobody, no order, no price and no reference to a person is in the document', () => {
  const ledger = chainOf([
    { type: 'Sold', content: { party: ada } }, { type: 'Ownership Transferred', content: { party: bob } }, { type: 'Ownership Transfer Undone', content: { party: ada } },
    { type: 'Joint Owner Added', content: { party: bob } }, { type: 'Trade-In Completed', content: { party: ada } }, { type: 'Sold', content: { party: bob } }, { type: 'Returned', content: { party: null } },
  ]);
  expect(eventsOf(ledger).map(parties)).toEqual([[0, 1], [1, 2], [2, 1], [0, 2], [1, 0], [0, 2], [2, 0]]);
  const text = JSON.stringify(documentOf(ledger));
  for (const hidden of [ada, bob, '129900', '#1', 'order:1', 'test:shop']) expect(text).not.toContain(hidden);
});

test('a corrected event declares the correction and keeps its hash', () => {
  const events = eventsOf(chainOf([{ type: 'Sold' }, { type: 'Returned' }, { type: 'Sold', content: { corrects: 1 } }]));
  expect(events[0]!.errorDeclaration).toEqual({ declarationTime: '2024-01-03T11:00:00Z', reason: 'incorrect_data', correctiveEventIDs: [events[2]!.eventID] });
  expect(events[0]!.eventID).toBe(eventsOf(chainOf([{ type: 'Sold' }]))[0]!.eventID);
  expect(events.slice(1).map(({ errorDeclaration }) => errorDeclaration)).toEqual([undefined, undefined]);
});

test('a place without a GLN is named by its code; who registers what they bought changes nothing', () => {
  const [sold, registered, other] = eventsOf(chainOf([
    { type: 'Trade-In Received', content: { place: { storeCode: 'PAR 01/b', gln: null, country: 'FR' } } }, { type: 'Registered', content: { party: ada } }, { type: 'Registered', content: { party: ada } },
  ]));
  expect([sold!.readPoint, sold!.bizLocation]).toEqual(Array(2).fill({ id: 'https://unified-commerce-loop.example/epcis/location/PAR%2001%2Fb' }));
  expect([registered, other].map((event) => parties(event!))).toEqual([[0, 1], [0, 0]]);
});

test('after CBV, what did not occur has no corrective events, and a reason that is none of its is left out', () => {
  const declared = (reason: string) => eventsOf(chainOf([{ type: 'Sold' }, { type: 'Corrected', content: { corrects: 1, reason } }]))[0]!.errorDeclaration;
  const correctiveEventIDs = [expect.stringMatching(/^ni:/)];
  expect(['did_not_occur', 'incorrect_data', 'other'].map(declared)).toEqual([
    { declarationTime: '2024-01-02T11:00:00Z', reason: 'did_not_occur' }, { declarationTime: '2024-01-02T11:00:00Z', reason: 'incorrect_data', correctiveEventIDs }, { declarationTime: '2024-01-02T11:00:00Z', correctiveEventIDs },
  ]);
});

test('a document proves its own events: any hashed field that is changed, any event that is missing or moved is found', () => {
  const document = documentOf(life);
  expect(verifyDocument(document)).toMatchObject({ verdict: 'valid', events: MAPPED_TYPES.length, headHash: life.twin.headHash });
  const list = document.epcisBody.eventList;
  const withList = (events: readonly unknown[]) => ({ ...document, 'loop:eventCount': events.length, epcisBody: { eventList: events } });
  const place = (file: unknown) => verifyDocument(file)!.firstBreak;
  for (const field of Object.keys(list[3]!)) {
    for (const value of ['tampered', null, undefined]) {
      expect([field, place(withField(document, ['epcisBody', 'eventList', 3, field], value))]).toEqual([field, { sequence: 4, field: field === 'recordTime' ? field : 'eventID' }]);
    }
  }
  expect(place(withList([...list.slice(0, 2), ...list.slice(3)]))).toEqual({ sequence: 3, field: 'loop:sequence' });
  expect(place(withList([list[1]!, list[0]!, ...list.slice(2)]))).toEqual({ sequence: 1, field: 'loop:sequence' });
  expect(place(withList(list.slice(0, -1)))).toEqual({ sequence: list.length - 1, field: 'loop:headHash' });
  expect(place(withList([]))).toEqual({ sequence: 1, field: 'eventList' });
  for (const broken of [null, 7, 'text', [], {}]) expect(place(withList([...list.slice(0, 2), broken, ...list.slice(3)]))).toEqual({ sequence: 3, field: 'eventID' });
  expect([verifyDocument({}), verifyDocument(null), verifyDocument(life)]).toEqual([null, null, null]);
});

test.each([
  ['a time of recording', 2, 'recordTime', { recordTime: '2020-01-01T00:00:00Z' }],
  ['half of a character', 2, 'recordTime', { recordTime: '\ud800' }],
  ['a declared error', 2, 'errorDeclaration', { errorDeclaration: { declarationTime: '2026-01-01T00:00:00Z', reason: 'did_not_occur' } }],
  ['another reason of a declared error', 1, 'errorDeclaration', { errorDeclaration: { declarationTime: '2024-01-03T11:00:00Z', reason: 'incorrect_data', correctiveEventIDs: [] } }],
  ['a declared error taken away', 1, 'errorDeclaration', { errorDeclaration: undefined }],
  ['a remark', 2, 'comment', { comment: 'stolen' }],
  ['words of its own', 2, '@context', { '@context': { other: 'https://other.example/' } }],
])('%s, which no hash of an event covers, is found too', (_name, sequence, field, changes) => {
  const document = documentOf(chainOf([{ type: 'Sold' }, { type: 'Returned' }, { type: 'Corrected', content: { corrects: 1, reason: 'did_not_occur' } }]));
  expect(verifyDocument(document)).toMatchObject({ verdict: 'valid', reasons: [] });
  const changed = Object.entries(changes).reduce<unknown>((whole, [name, value]) => withField(whole, ['epcisBody', 'eventList', sequence - 1, name], value), document);
  expect(verifyDocument(changed)).toMatchObject({ verdict: 'invalid', firstBreak: { sequence, field } });
});

test('what is added to the document, or taken from its words, is found; it tells which item it is about', () => {
  const document = documentOf(life);
  const place = (file: unknown) => verifyDocument(file)!.firstBreak;
  expect(place({ ...document, sender: 'somebody' })).toEqual({ sequence: 1, field: 'sender' });
  expect(place({ ...document, '@context': [...(document['@context'] as unknown[]), { gs1: 'https://other.example/' }] })).toEqual({ sequence: 1, field: '@context' });
  expect(place({ ...document, 'loop:passportId': '6f9e0000-0000-4000-8000-000000000002' })).toEqual({ sequence: 1, field: 'loop:passportId' });
  expect(verifyDocument(document)).toMatchObject({ passportId: identity.passportId, businessKey: identity.businessKey });
});

test('a head that was seen before must be in it, and the log must hold its hashes', () => {
  const key = new SigningKey('key-1');
  const item = longChain(2);
  const evidence = new TestLog(item.events.map(({ hash }) => hash), key).evidence(item);
  const ledger = { ...item, log: evidence };
  const { checkpoint } = evidence;
  const keys = key.public;
  const document = documentOf(ledger);
  const verify = (file: unknown, head?: string, checks = {}) => verifyDocument(file, head, { now: Date.parse(checkpoint.time), ...checks })!;
  expect(verify(document, ledger.events[0]!.hash, { keys, earlier: checkpoint })).toMatchObject({ verdict: 'valid', log: { signature: 'valid', proved: 2, grownFrom: checkpoint.size } });
  expect(verify(document, 'f'.repeat(64))).toMatchObject({ verdict: 'invalid', firstBreak: { sequence: 2, field: 'loop:ledgerHash' } });
  expect(verify(withField(document, ['loop:log'], undefined), undefined, { earlier: checkpoint })).toMatchObject({ verdict: 'invalid', firstBreak: { sequence: 2, field: 'log' } });
  expect(verify(withField(document, ['loop:log', 'checkpoint', 'root'], 'f'.repeat(64)))).toMatchObject({ verdict: 'invalid', firstBreak: { field: 'log.entries' } });
  if (epcisSchema !== null) expect(epcisSchema(document)).toEqual([]);
});
