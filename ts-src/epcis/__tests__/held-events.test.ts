import { ingest, type IngestNotice, type ItemEvent } from '../../connectors/index.ts';
import type { TwinExport } from '../../proof/index.ts';
import { chainOf, identity, withField } from '../../proof/testing/chains.ts';
import { epcisDocument, epcisSource, MAPPED_TYPES, type Fields } from '../index.ts';

/** An export that comes back: into the org that it came from, and into another one. */
const ada = 'a'.repeat(64);
const life = chainOf(MAPPED_TYPES.map((type) => ({ type, content: { party: ada } })));
const HELD = [life];

type Document = Fields & { readonly epcisBody: { readonly eventList: readonly Fields[] } };
const exported = (ledger: TwinExport) => epcisDocument(ledger, '2026-11-22T10:00:00Z') as Document;
const stripped = (event: Fields) => Object.fromEntries(Object.entries(event).filter(([name]) => !name.startsWith('loop:')));
const unnamed = ({ eventID: _, ...event }: Fields) => event;
const withEvents = (document: Document, change: (event: Fields) => unknown) => ({ ...document, epcisBody: { eventList: document.epcisBody.eventList.map(change) } });

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

async function told(file: unknown, held: readonly TwinExport[]) {
  const text = typeof file === 'string' ? file : JSON.stringify(file);
  const notices: IngestNotice[] = [];
  const events: ItemEvent[] = [];
  const asked: (readonly string[])[] = [];
  const leftOut: string[] = [];
  const itemsHeld = async (names: readonly string[]) => {
    asked.push(names);
    return held;
  };
  const { summary } = await ingest(epcisSource(() => once(text), undefined, { itemsHeld, leftOut: (field) => leftOut.push(field) }), once(''), {
    acceptUnpaid: false,
    send: async (chunk) => {
      events.push(...chunk);
      return chunk.map(({ sourceEventId }) => ({ sourceEventId, outcome: 'appended', errors: [] }));
    },
    notice: (notice) => notices.push(notice),
    progress: () => {},
  });
  return { summary, events, notices, asked, leftOut };
}

const differing = (notices: readonly IngestNotice[]) => notices.flatMap((notice) => (notice.kind === 'differs' ? notice.errors.map(({ field }) => field) : []));

test('the org that an export came from holds every kind of event already; it is asked once', async () => {
  const { summary, notices, asked, leftOut } = await told(exported(life), HELD);
  expect([summary.unchanged, summary.read, leftOut]).toEqual([MAPPED_TYPES.length, MAPPED_TYPES.length, []]);
  expect(notices[3]).toMatchObject({ kind: 'here', where: `event 4 of ${identity.businessKey!}` });
  expect(asked).toEqual([[identity.passportId, identity.businessKey]]);
});

test('so it does when the events come back in other words, one by one, or with fields of whoever kept them', async () => {
  const words = (event: Fields) => ({ ...event, ...(typeof event.bizStep === 'string' ? { bizStep: `https://ref.gs1.org/cbv/BizStep-${event.bizStep}` } : {}), eventTime: String(event.eventTime).replace('10:00:00Z', '12:00:00.000+02:00'), recordTime: '2026-12-01T00:00:00Z', 'shop:till': 4 });
  const files = [withEvents(exported(life), words), withEvents(exported(life), stripped), withEvents(exported(life), unnamed), exported(life).epcisBody.eventList.map((event) => JSON.stringify(event)).join('\n')];
  for (const file of files) expect((await told(file, HELD)).summary).toMatchObject({ unchanged: MAPPED_TYPES.length });
});

test('an item without GTIN and serial is found by its passport, without our fields too', async () => {
  const bare = chainOf([{ type: 'Sold' }, { type: 'Repaired' }], { ...identity, businessKey: null, gtin: null, serial: null });
  for (const file of [exported(bare), withEvents(exported(bare), stripped)]) {
    const { summary, asked } = await told(file, [bare]);
    expect([summary.unchanged, asked]).toEqual([2, [[identity.passportId]]]);
  }
});

test.each([
  ['eventTime', '2024-01-04T10:00:01Z'],
  ['eventTimeZoneOffset', '+02:00'],
  ['epcList', ['https://id.gs1.org/01/09506000134352/21/SN-2']],
  ['action', 'ADD'],
  ['bizStep', 'destroying'],
  ['disposition', 'stolen'],
  ['readPoint', { id: 'https://id.gs1.org/414/4012345000115' }],
  ['sourceList', [{ type: 'owning_party', source: 'https://partner.example/party/7' }]],
  ['loop:eventType', 'Returned'],
  ['loop:sequence', 7],
  ['loop:storeCode', 'NOWHERE'],
  ['errorDeclaration', { declarationTime: '2024-02-01T00:00:00Z' }],
])('an event of the ledger that comes back with another %s is a conflict that names it', async (field, value) => {
  const { summary, notices } = await told(withField(exported(life), ['epcisBody', 'eventList', 3, field], value), HELD);
  expect([summary.conflict, summary.unchanged, differing(notices)]).toEqual([1, MAPPED_TYPES.length - 1, [field]]);
});

test('another org takes over sales and the returns that end an ownership, of the rest it is told why not', async () => {
  const { summary, events, notices } = await told(exported(life), []);
  expect(events.map(({ type, occurredAt }) => `${type} ${MAPPED_TYPES[Number(occurredAt.slice(8, 10)) - 1 + (occurredAt.startsWith('2024-02') ? 31 : 0)]!}`)).toEqual(['Sold Sold', 'Returned Returned', 'Returned Trade-In Completed']);
  expect(summary).toMatchObject({ appended: 3, skipped: MAPPED_TYPES.length - 3, conflict: 0, rejected: 0 });
  expect(notices[0]).toMatchObject({ kind: 'skipped', reason: expect.stringMatching(/^Corrected of another ledger is not recorded/) });
});

test('another org that has the same fact of the same item from elsewhere holds it already', async () => {
  const elsewhere = chainOf([{ type: 'Sold', content: { party: 'b'.repeat(64), orderNumber: 'another' } }], { ...identity, passportId: '6f9e0000-0000-4000-8000-000000000002' });
  const { summary, events } = await told(exported(chainOf([{ type: 'Sold', content: { party: ada } }, { type: 'Returned' }])), [elsewhere]);
  expect([summary.unchanged, events.map(({ type }) => type)]).toEqual([1, ['Returned']]);
});

test('what was declared wrong before another org heard of it stays out', async () => {
  const document = exported(chainOf([{ type: 'Sold' }, { type: 'Corrected', content: { corrects: 1, reason: 'did_not_occur' } }]));
  const unheard = await told(document, []);
  expect([unheard.events, unheard.summary.skipped]).toEqual([[], 2]);
});

test('a file that tells an event and, further on, that it is wrong takes both over', async () => {
  const history = [{ type: 'Sold' }, { type: 'Corrected', content: { corrects: 1, reason: 'did_not_occur' } }];
  const [before, after] = [history.slice(0, 1), history].map((events) => JSON.stringify(exported(chainOf(events))));
  const { events } = await told(`${before!}\n${after!}`, []);
  expect(events).toMatchObject([{ type: 'Sold' }, { type: 'Corrected', correctsSourceEventId: events[0]!.sourceEventId }]);
  expect((await told(after, [])).events).toEqual([]);
});

test.each([
  ['by its id, without its place', (document: Document) => document, null],
  ['by its id, with all that it says', (document: Document) => document, { storeCode: null, gln: '3560000000006', country: null }],
  ['by its hash', (document: Document) => withEvents(document, unnamed), null],
])('what another org heard of %s before it was declared wrong is corrected', async (_how, written, place) => {
  const history = [{ type: 'Sold' }, { type: 'Corrected', content: { corrects: 1, reason: 'did_not_occur' } }];
  const eventId = (await told(written(exported(chainOf(history.slice(0, 1)))), [])).events[0]!.sourceEventId;
  const heard = chainOf([{ type: 'Sold', content: { source: { system: 'epcis', eventId }, channel: null, place } }], { ...identity, passportId: '6f9e0000-0000-4000-8000-000000000002' });
  const { events, summary } = await told(written(exported(chainOf(history))), [heard]);
  expect([events, summary.skipped]).toMatchObject([[{ type: 'Corrected', correctsSourceEventId: eventId, reason: 'did_not_occur' }], 1]);
});

test('nobody is asked about events of partners, unless they go by a CBV hash', async () => {
  const { 'loop:eventType': _, ...sale } = exported(life).epcisBody.eventList[0]!;
  expect((await told(JSON.stringify({ ...sale, eventID: 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8' }), HELD)).asked).toEqual([]);
  expect((await told(JSON.stringify(sale), HELD)).asked).toEqual([[identity.businessKey]]);
});
