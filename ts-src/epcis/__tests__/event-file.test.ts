import { eventsOf, type Fields } from '../index.ts';

const event = (id: number): Fields => ({ type: 'ObjectEvent', id, text: 'brackets ]}[{ and "quotes" \\', nested: { list: [1, [2, { three: 3 }]] } });

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function read(text: string, size = text.length || 1) {
  const found = [];
  for await (const one of eventsOf(() => pieces(text, size))) found.push(one);
  return found;
}

const ids = async (text: string, size?: number) => (await read(text, size)).map(({ event: one }) => (one instanceof Error ? one.message : one.id));
const document = (list: string, more = '') => `{"@context": [{"a": "https://a.example/"}], "type": "EPCISDocument", "epcisBody": {"eventList": [${list}]}${more}}`;
const three = [1, 2, 3].map((id) => JSON.stringify(event(id), null, 1)).join(',\n');

test.each([
  ['a document', document(three)],
  ['a query document', `{"type": "EPCISQueryDocument", "epcisBody": {"queryResults": {"queryName": "q", "resultsBody": {"eventList": [${three}]}}}, "@context": []}`],
  ['an array of events', `[${three}]`],
  ['events one after another', [1, 2, 3].map((id) => JSON.stringify(event(id))).join('\n')],
  ['documents one after another', [1, 2, 3].map((id) => document(JSON.stringify(event(id)))).join('\n')],
  ['documents with one event outside a list', [1, 2, 3].map((id) => `{"type": "EPCISDocument", "epcisBody": {"event": ${JSON.stringify(event(id))}}}`).join(' ')],
])('%s gives its events in order, wherever it is cut', async (_name, text) => {
  for (const size of [1, 3, 64, text.length]) {
    expect((await read(text, size)).map(({ event: one }) => one)).toEqual([1, 2, 3].map(event));
  }
});

test('events are handed on while the file is read, not after', async () => {
  const text = document(Array.from({ length: 1_000 }, (_, id) => JSON.stringify(event(id))).join(','));
  let read = 0;
  const open = async function* () {
    read = 0;
    for await (const piece of pieces(text, 1_000)) {
      read += 1;
      yield piece;
    }
  };
  let number = 0;
  for await (const { event: one } of eventsOf(open)) {
    expect((one as Fields).id).toBe(number);
    number += 1;
    expect(read).toBeLessThanOrEqual(Math.ceil((number / 1_000) * (text.length / 1_000)) + 1);
  }
  expect(number).toBe(1_000);
});

test('what stands around the events counts though it follows them', async () => {
  const [found] = await read(`{"epcisBody": {"eventList": [${JSON.stringify(event(1))}]}, "sender": "urn:epc:id:pgln:4012345.00000", "@context": {"b": "https://b.example/"}, "type": "EPCISDocument"}`);
  expect([found!.around.sender, found!.around.prefixes.get('b')]).toEqual(['urn:epc:id:pgln:4012345.00000', 'https://b.example/']);
});

test('of events a line each one that is broken off is told, the others come through; elsewhere an object may begin on a line', async () => {
  const lines = [1, 2, 3].map((id) => JSON.stringify(event(id)));
  for (const end of ['{"type": "Obj', '{"a": {"b": [{', '{"a": "b, [', '{"a": 1']) {
    const text = [lines[0], end, lines[1], lines[2]].join('\r\n');
    for (const size of [1, 7, text.length]) expect([end, await ids(text, size)]).toEqual([end, [1, expect.stringMatching(/is not valid JSON/), 2, 3]]);
  }
  expect(await ids(`${lines[0]!}\n{"type": "ObjectEvent", "list": [\n{"id": 7},\n{"id": 8}\n], "id": 2}`)).toEqual([1, 2]);
  expect(await ids(`${document(lines[0]!)}\n${document(`\n${lines[1]!},\n${lines[2]!}`)}`)).toEqual([1, 2, 3]);
});

test('what is no event keeps its place and is told with its line; the others come through', async () => {
  const text = document(`${JSON.stringify(event(1))},\n7,\n"text, with ] and }",\n{"a": 1, "a": 2},\n{"broken" 1},\n[${JSON.stringify(event(2))}],\n${JSON.stringify(event(3))}`);
  for (const size of [1, text.length]) {
    expect(await ids(text, size)).toEqual([1, 'is not a JSON object', 'is not a JSON object', expect.stringMatching(/Duplicate key "a"/), expect.stringMatching(/is not valid JSON/), 'is not a JSON object', 3]);
  }
  expect((await read(text)).map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test.each([101, 1_500, 100_000])('an event that is nested %i levels deep is refused, and only that one', async (depth) => {
  const deep = `{"type": "ObjectEvent", "a": ${'['.repeat(depth)}${']'.repeat(depth)}}`;
  expect(await ids(document(`${JSON.stringify(event(1))}, ${deep}, ${JSON.stringify(event(3))}`))).toEqual([1, expect.stringMatching(/nested deeper than 1000? levels/), 3]);
});

test.each([
  ['', 'the file is empty'],
  ['["text"]', 'line 1: the file is not JSON objects: found "\\"" where a document or an event should begin'],
  [document(three).slice(0, -30), 'line 33: the event that begins here does not end; the file may be cut off'],
  [document(three).slice(0, -1), 'line 1: the JSON object that begins here does not end; the file may be cut off'],
  [`[${three}`, /the JSON array does not end/],
  [`{"type": "Catalogue", "epcisBody": {"eventList": [${three}]}}`, 'line 1: what stands around the events is no EPCIS document: its type is "Catalogue"'],
])('a file that is broken as a whole is refused: %#', async (text, sentence) => {
  await expect(read(text)).rejects.toThrow(sentence);
});
