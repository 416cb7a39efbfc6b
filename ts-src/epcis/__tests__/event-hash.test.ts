import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eventHash, eventsOf, preHashString, prefixesOf, type Fields } from '../index.ts';
import { canonicalLink } from '../digital-link.ts';

/** Public vectors lie beside the checkout on some machines; a fresh clone has none. */
const vectors = path.resolve(import.meta.dirname, '../../../../shared/data/epcis-hash');
const withVectors = existsSync(vectors) ? describe : describe.skip; // published vectors lie beside the project, never in it

const event: Fields = { type: 'ObjectEvent', eventTime: '2026-03-04T11:00:30+01:00', eventTimeZoneOffset: '+01:00', epcList: ['urn:epc:id:sgtin:4012345.011111.9876'], action: 'OBSERVE' };
const changed = (changes: Fields): Fields => ({ ...event, ...changes });

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

withVectors('the published vectors', () => {
  const documents = existsSync(vectors) ? readdirSync(vectors).filter((name) => name.endsWith('.jsonld')) : [];

  test.each(documents)('%s: pre-hash string and hash are the published ones, wherever the file is cut', async (name) => {
    const text = readFileSync(path.join(vectors, name), 'utf8');
    const told = (ending: string) => readFileSync(path.join(vectors, name.replace('.jsonld', ending)), 'utf8').trim();
    for (const size of [1, 7, text.length]) {
      const found = [];
      for await (const { event: one, around } of eventsOf(() => pieces(text, size))) found.push([preHashString(one as Fields, around.prefixes), eventHash(one as Fields, around.prefixes)]);
      expect(found).toEqual([[told('.prehashes'), told('.hashes')]]);
    }
  });
});

test('the same event in other words has the same hash', () => {
  const same: Fields[] = [
    changed({ eventTime: '2026-03-04T10:00:30.000Z', recordTime: '2026-03-05T00:00:00Z', eventID: 'urn:uuid:1', errorDeclaration: { declarationTime: '2026-03-06T00:00:00Z' } }),
    changed({ epcList: ['https://shop.example/path/gtin/4012345111118/ser/9876?linkType=all'] }),
    changed({ epcList: ['https://id.gs1.org/01/04012345111118/10/LOT/21/9876'] }),
    changed({ eventTime: ' 2026-03-04T10:00:29.9996Z ', quantityList: [], sourceList: undefined }),
    Object.fromEntries(Object.entries(event).reverse()),
  ];
  for (const other of same) expect(eventHash(other)).toBe(eventHash(event));
});

test('bare words, addresses, short addresses and the URNs of CBV 1 are one term', () => {
  const hashes = ['receiving', 'https://ref.gs1.org/cbv/BizStep-receiving', 'cbv:BizStep-receiving', 'urn:epcglobal:cbv:bizstep:receiving'].map((bizStep) => eventHash(changed({ bizStep })));
  expect(new Set(hashes).size).toBe(1);
  expect(preHashString(changed({ bizStep: 'our_own_step' }))).toContain('bizStep=our_own_step');
});

test('every change of what happened changes the hash', () => {
  const others = [
    changed({ eventTime: '2026-03-04T11:00:31+01:00' }), changed({ eventTimeZoneOffset: '+02:00' }), changed({ action: 'ADD' }), changed({ type: 'TransactionEvent' }),
    changed({ epcList: [] }), changed({ persistentDisposition: { set: ['stolen'] } }), changed({ persistentDisposition: { unset: ['stolen'] } }), changed({ 'our:field': 1 }),
    changed({ 'our:field': { 'our:inner': 1 } }),
  ].map((other) => eventHash(other));
  expect(new Set([eventHash(event), ...others]).size).toBe(others.length + 1);
});

test('fields that whoever keeps events has added are left out: those that the document names, and those that are asked for', async () => {
  const context = ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { 'repository-x': 'https://repository-x.example.com/', shop: 'https://shop.example/' }];
  const kept = changed({ 'repository-x:hash': 'ni:///sha-256;0', 'shop:capture': 7 });
  const document = (ignoring: Fields) => ({ '@context': context, type: 'EPCISDocument', ...ignoring, epcisBody: { eventList: [kept, event] } });
  const query = { '@context': context, type: 'EPCISQueryDocument', epcisBody: { queryResults: { 'repository-x:ignoreFields': ['repository-x:hash', 'shop:capture'], resultsBody: { eventList: [kept, event] } } } };
  const hashes = async (file: Fields, names: readonly string[] = []) => {
    const found: string[] = [];
    for await (const { event: one, around } of eventsOf(() => pieces(JSON.stringify(file), 50))) found.push(eventHash(one as Fields, around.prefixes, new Set([...around.ignored, ...names])));
    return found;
  };
  const plain = [eventHash(event), eventHash(event)];
  expect(await hashes(document({ 'repository-x:ignoreFields': ['repository-x:hash', 'shop:capture'] }))).toEqual(plain);
  expect(await hashes(query)).toEqual(plain);
  expect(await hashes(document({}), ['repository-x:hash', '{https://shop.example/}capture'])).toEqual(plain);
  expect(await hashes(document({ 'shop:ignoreFields': ['repository-x:hash', 'shop:capture'] }))).not.toEqual(plain);
  expect(await hashes(document({ 'repository-x:ignoreFields': 7 }), ['shop:capture'])).not.toEqual(plain);
});

test('fields of an extension go by the address behind their prefix, sorted, nested ones too', () => {
  const prefixes = prefixesOf(['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { a: 'https://a.example/' }]);
  const text = preHashString(changed({ 'a:z': '2.50', 'a:b': { 'a:d': ['y', 'x'], 'a:c': true }, '@context': { own: 'https://own.example/' }, 'own:k': 'a:v', ilmd: { 'cbvmda:lotNumber': '007a' } }), prefixes);
  expect(text.slice(text.indexOf('OBSERVE') + 7)).toBe(
    'ilmd{urn:epcglobal:cbv:mda:}lotNumber=007a{https://a.example/}b{https://a.example/}c=true{https://a.example/}d=x{https://a.example/}d=y{https://a.example/}z=2.5{https://own.example/}k=https://a.example/v',
  );
});

test('entries of a list are sorted, each with its type first', () => {
  const parties = (entries: Fields[]) => preHashString(changed({ destinationList: entries, sourceList: [{ source: 'urn:epc:id:pgln:4000001.00000', type: 'owning_party' }] }));
  const one = { type: 'possessing_party', destination: 'urn:epc:id:pgln:4000001.98765' };
  const two = { destination: 'urn:epc:id:sgln:4012345.00012.0', type: 'location' };
  expect(parties([one, two])).toBe(parties([two, one]));
  expect(parties([one, two])).toMatch(
    /destinationListtype=https:\/\/ref\.gs1\.org\/cbv\/SDT-locationdestination=https:\/\/id\.gs1\.org\/414\/4012345000122type=\S+SDT-possessing_partydestination=https:\/\/id\.gs1\.org\/417\/4000001987658sourceListtype=\S+SDT-owning_partysource=https:\/\/id\.gs1\.org\/417\/4000001000005$/,
  );
});

test.each([
  ['urn:epc:id:sgtin:0614141.812345.6789%2F%26%25%22!%3F()', 'https://id.gs1.org/01/80614141123458/21/6789%2F%26%25%22%21%3F%28%29'],
  ['urn:epc:id:sgtin:415056789012.0.987654', 'https://id.gs1.org/01/04150567890128/21/987654'],
  ['urn:epc:id:sscc:4012345.3111111111', 'https://id.gs1.org/00/340123451111111111'],
  ['urn:epc:id:grai:4012345.00022.334455', 'https://id.gs1.org/8003/04012345000221334455'],
  ['urn:epc:id:gdti:987659999999..9', 'https://id.gs1.org/253/98765999999929'],
  ['urn:epc:id:cpi:0614141.11111111111111-A%23%2F.1234', 'https://id.gs1.org/8010/061414111111111111111-A%23%2F/8011/1234'],
  ['urn:epc:id:itip:4012345.011111.01.02.987', 'https://id.gs1.org/8006/040123451111180102/21/987'],
  ['urn:epc:idpat:sgtin:4012345.012345.*', 'https://id.gs1.org/01/04012345123456'],
  ['urn:epc:class:lgtin:4012345.012345.Lot987', 'https://id.gs1.org/01/04012345123456/10/Lot987'],
  ['https://id.gs1.org/gtin/9780345418913/cpv/344/lot/1223/ser/765tz', 'https://id.gs1.org/01/09780345418913/21/765tz'],
  ['https://example.de/gtin-8/01/97803111', 'https://id.gs1.org/01/00000097803111'],
  ['HTTPS://EXAMPLE.DE/01/09780345418913/21/765tz', 'https://id.gs1.org/01/09780345418913/21/765tz'],
  ['https://example.co.uk/party/4226350800008', 'https://id.gs1.org/417/4226350800008'],
  ['urn:epc:id:sgtin:4012345.01111.9876', null],
  ['https://id.gs1.org/01/9780345418913/99/utfgf', null],
  ['https://example.de/01/97803', null],
  ['https://example.de/2026/01/05', null],
])('%s is %s', (uri, link) => {
  expect(canonicalLink(uri)).toBe(link);
});
