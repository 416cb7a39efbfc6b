import { ingest, type IngestNotice, type ItemEvent } from '../../connectors/index.ts';
import { rejectLine } from '../../connectors/index.ts';
import { epcisSource, eventHash, type Fields } from '../index.ts';

const ITEM = 'https://id.gs1.org/01/09506000134352/21/SN-1';
const sale: Fields = {
  type: 'ObjectEvent', eventTime: '2026-05-04T12:00:00.5+02:00', eventTimeZoneOffset: '+02:00', epcList: [ITEM], action: 'OBSERVE', bizStep: 'retail_selling', disposition: 'retail_sold',
};
const sold = (changes: Fields): Fields => ({ ...sale, ...changes });
const documentOf = (events: readonly unknown[], more: Fields = {}) =>
  JSON.stringify({ '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { shop: 'https://shop.example/' }], type: 'EPCISDocument', schemaVersion: '2.0', creationDate: '2026-06-01T00:00:00Z', sender: 'urn:epc:id:pgln:4012345.00000', epcisBody: { eventList: events }, ...more });

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

async function read(text: string, sender?: string) {
  const notices: IngestNotice[] = [];
  const events: ItemEvent[] = [];
  const { summary } = await ingest(epcisSource(() => once(text), sender), once(''), {
    acceptUnpaid: false,
    send: async (chunk) => {
      events.push(...chunk);
      return chunk.map((event) => ({ sourceEventId: event.sourceEventId, outcome: 'created', errors: [] }));
    },
    notice: (notice) => notices.push(notice),
    progress: () => {},
  });
  return { summary, events, notices };
}

const faults = async (event: Fields) => {
  const { notices } = await read(documentOf([event]));
  return notices.flatMap((notice) => (notice.kind === 'rejected' ? notice.errors.map(({ field, rule }) => `${field}: ${rule}`) : [`${notice.kind}: ${'reason' in notice ? notice.reason : ''}`]));
};

test('a sale names item, place, time, document, new owner and who tells it', async () => {
  const { events } = await read(
    documentOf([
      sold({
        eventID: 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8', readPoint: { id: 'urn:epc:id:sgln:4012345.00011.987' }, bizTransactionList: [{ type: 'inv', bizTransaction: 'urn:epcglobal:cbv:bt:4012345000009:RE-1' }],
        sourceList: [{ type: 'owning_party', source: 'urn:epc:id:pgln:4012345.00000' }], destinationList: [{ type: 'location', destination: 'urn:epc:id:sgln:4012345.00012.0' }, { type: 'owning_party', destination: 'https://partner.example/party/7' }],
        'shop:till': 4, 'undeclared:extension': { deep: [1, 2] },
      }),
    ]),
  );
  expect(events).toEqual([
    {
      type: 'Sold', sourceSystem: 'epcis:https://id.gs1.org/417/4012345000009', sourceEventId: 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8', occurredAt: '2026-05-04T10:00:00Z', timeZoneOffset: '+02:00',
      orderNumber: 'RE-1', channel: null, place: { storeCode: null, gln: '4012345000115', country: null }, brandCode: null,
      item: { gtin: '09506000134352', serial: 'SN-1', sku: null, name: null, imei: null, manufacturedOn: null, attributes: {} }, price: null,
      customer: { externalId: 'https://partner.example/party/7', email: null, firstName: null, lastName: null, phone: null, consented: false }, soldSourceEventId: null,
    },
  ]);
});

test('an event without an id goes by its hash, which is the same however it is written', async () => {
  const other = sold({ epcList: ['urn:epc:id:sgtin:9506000.013435.SN-1'], eventTime: '2026-05-04T10:00:00.500Z', bizStep: 'cbv:BizStep-retail_selling' });
  const ids = (await read(documentOf([sale, other]))).events.map(({ sourceEventId }) => sourceEventId);
  expect(ids).toEqual([eventHash(sale), eventHash(sale)]);
});

test('an event of several items is one item event each, or none where one of them is wrong', async () => {
  const { events } = await read(documentOf([sold({ epcList: [ITEM, 'https://shop.example/01/09506000134352/21/A%2FB?x=1'] })]));
  expect(events.map(({ item, sourceEventId }) => [item.serial, sourceEventId.split('#')[1]])).toEqual([['SN-1', '01/09506000134352/21/SN-1'], ['A/B', '01/09506000134352/21/A%2FB']]);
  const half = await read(documentOf([sold({ epcList: [ITEM, 'https://id.gs1.org/01/09506000134353/21/SN-2'] })]));
  expect([half.events, half.summary.rejected]).toEqual([[], 2]);
});

test.each([
  ['receiving with disposition returned', { bizStep: 'receiving', disposition: 'returned' }],
  ['the same as URNs of CBV 1', { bizStep: 'urn:epcglobal:cbv:bizstep:receiving', disposition: 'urn:epcglobal:cbv:disp:returned' }],
  ['accepting with disposition returned', { bizStep: 'accepting', disposition: 'returned' }],
])('%s is a return of an item by its serial', async (_name, changes) => {
  const { events } = await read(documentOf([sold(changes)]));
  expect(events).toMatchObject([{ type: 'Returned', item: { serial: 'SN-1' }, customer: null }]);
});

test.each([
  [{ epcList: ['https://id.gs1.org/01/09506000134353/21/SN-1'] }, ['epcList[0]: GS1 check digit']],
  [{ epcList: [ITEM, 'https://id.gs1.org/01/09506000134352/21/%ZZ'] }, ['epcList[1]: percent-encoding']],
  [{ epcList: ['https://id.gs1.org/01/09506000134352/21/%C3%A9'] }, ['epcList[0]: GS1 AI 21']],
  [{ epcList: ['https://id.gs1.org/01/0950600013/21/SN-1'] }, ['epcList[0]: GTIN']],
  [{ epcList: ['https://id.gs1.org/01/09506000134352/10/LOT'] }, ['epcList[0]: GTIN and serial']],
  [{ epcList: ['urn:epc:id:sgtin:9506000.13435.SN-1'] }, ['epcList[0]: EPC URI']],
  [{ epcList: [7], eventTimeZoneOffset: 'CET' }, ['eventTimeZoneOffset: time zone offset', 'epcList[0]: GTIN and serial']],
  [{ epcList: undefined, quantityList: [{ epcClass: 'urn:epc:idpat:sgtin:9506000.013435.*', quantity: 2 }] }, ['epcList: GTIN and serial']],
  [{ eventTime: '2026-05-04T12:00:00' }, ['eventTime: ISO 8601 with zone']],
  [{ eventTime: '2099-05-04T12:00:00Z' }, ['occurredAt: not in the future']],
  [{ readPoint: { id: 'https://id.gs1.org/414/4012345000116' } }, ['readPoint.id: GS1 check digit']],
  [{ bizLocation: { id: 'urn:epc:id:sgln:4012345.00011.0' }, readPoint: { id: 'geo:47.5,11.1' } }, []],
  [{ errorDeclaration: { declarationTime: 'yesterday', reason: 'did_not_occur' } }, ['errorDeclaration.declarationTime: ISO 8601 with zone']],
  [{ type: undefined }, ['type: EPCIS 2.0']],
  [{ type: 'AggregationEvent' }, ['skipped: AggregationEvent is not recorded: the ledger keeps what happens to single items, which ObjectEvents and TransactionEvents tell']],
  [{ bizStep: 'receiving', disposition: 'in_progress' }, ['skipped: bizStep receiving with disposition in_progress is not recorded: partners report sales (retail_selling) and returns (receiving with disposition returned)']],
  [{ bizStep: undefined, disposition: undefined, persistentDisposition: { set: ['stolen'] } }, ['skipped: no bizStep is not recorded: partners report sales (retail_selling) and returns (receiving with disposition returned)']],
])('%j is told as %j', async (changes, expected) => {
  expect(await faults(sold(changes as Fields))).toEqual(expected);
});

test.each([
  ['did_not_occur', 'did_not_occur'],
  ['cbv:ER-incorrect_data', 'incorrect_data'],
  ['urn:epcglobal:cbv:er:did_not_occur', 'did_not_occur'],
  ['https://shop.example/mistake', 'other'],
  [undefined, 'other'],
])('an event that declares itself wrong for %s corrects the one with its id', async (reason, expected) => {
  const wrong = sold({ eventID: 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8', epcList: [ITEM, 'https://id.gs1.org/01/09506000134352/21/SN-2'] });
  const facts = (await read(documentOf([wrong]))).events;
  const { events } = await read(documentOf([{ ...wrong, errorDeclaration: { declarationTime: '2026-06-01T02:00:00+02:00', reason } }]));
  expect(events).toMatchObject(facts.map(({ sourceEventId, item }) => ({
    type: 'Corrected', sourceEventId: `${sourceEventId}#error`, correctsSourceEventId: sourceEventId, occurredAt: '2026-06-01T00:00:00Z', reason: expected, item,
  })));
});

test('an event without an id is corrected by its hash, which leaves the declaration out', async () => {
  const { events } = await read(documentOf([sold({ errorDeclaration: { declarationTime: '2026-06-01T00:00:00Z' } })]));
  expect(events).toMatchObject([{ correctsSourceEventId: eventHash(sale) }]);
});

test('fields that EPCIS does not define are named, those of events that are skipped too', async () => {
  const leftOut: string[] = [];
  const file = documentOf([sold({ 'shop:till': 4, odd: { deep: 1 } }), sold({ bizStep: 'inspecting', 'shop:till': 4 }), sale]);
  const source = epcisSource(() => once(file), undefined, { leftOut: (field) => leftOut.push(field) });
  for await (const output of source(once(''), { acceptUnpaid: false })) expect(output.kind).not.toBe('rejected');
  expect(leftOut).toEqual(['shop:till', 'odd', 'shop:till']);
});

test('one bad event among a thousand does not stop the rest, and goes in once mended', async () => {
  const serial = (n: number) => sold({ epcList: [`https://id.gs1.org/01/09506000134352/21/N${n}`], 'shop:till': n });
  const texts = Array.from({ length: 1_000 }, (_, n) => JSON.stringify(n === 500 ? sold({ epcList: ['https://id.gs1.org/01/09506000134353/21/N500'], 'shop:till': 500 }) : serial(n)));
  texts[700] = '{"type": "ObjectEvent" "eventTime"}';
  const text = documentOf([]).replace('"eventList":[]', `"eventList":[${texts.join(',')}]`);
  const { summary, notices } = await read(text);
  expect([summary.read, summary.created, summary.rejected]).toEqual([1_000, 998, 2]);
  const kept = notices.flatMap((notice) => (notice.kind === 'rejected' ? [rejectLine(notice.reference, notice.errors, notice.content)] : []));
  const again = await read(kept[0]!.replaceAll('09506000134353', '09506000134352'));
  expect(again.events.map(({ sourceEventId, sourceSystem }) => [sourceEventId, sourceSystem])).toEqual([
    [eventHash(serial(500), new Map([['shop', 'https://shop.example/']])), 'epcis:https://id.gs1.org/417/4012345000009'],
  ]);
});

test('who tells the events is the sender that is given, else that of the document, else nobody in particular', async () => {
  const system = async (text: string, sender?: string) => (await read(text, sender)).events[0]!.sourceSystem;
  expect([await system(documentOf([sale]), 'repair-centre'), await system(documentOf([sale], { sender: ' ' })), await system(JSON.stringify(sale)), await system(documentOf([sale], { sender: 'ACME' })), await system(documentOf([sale], { sender: 'ACME' }), ' ')]).toEqual([
    'epcis:repair-centre', 'epcis', 'epcis', 'epcis:ACME', 'epcis:ACME',
  ]);
});
