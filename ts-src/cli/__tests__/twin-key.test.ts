import { CommandFailure } from '../failure.ts';
import { twinKey } from '../twin-key.ts';

const KEY = '01/09506000134352/21/SN-1';

test.each([
  [KEY, KEY],
  ['01/9506000134352/21/SN-1', KEY],
  [`https://id.gs1.org/${KEY}`, KEY],
  [`https://shop.example/items/${KEY}/?linkType=all#x`, KEY],
  ['https://shop.example/gtin/9506000134352/ser/SN-1', KEY],
  ['https://shop.example/01/09506000134352/22/2A/10/LOT/21/SN-1', KEY],
  ['(01)09506000134352(21)SN-1', KEY],
  ['(01)09506000134352(10)LOT(21)SN/1', '01/09506000134352/21/SN%2F1'],
  ['urn:epc:id:sgtin:9506000.013435.SN-1', KEY],
  ['01/09506000134352/21/A%2FB%3F+(1)', '01/09506000134352/21/A%2FB%3F%2B(1)'],
  ['brand/AUR/21/A 1'.replace(' ', '%20'), 'brand/AUR/21/A%201'],
  ['33076029-C2D0-4757-8488-147b5048f8bc', '33076029-C2D0-4757-8488-147b5048f8bc'],
])('%s names the item %s', (text, key) => {
  expect(twinKey(text)).toBe(key);
});

test.each([
  ['01/09506000134353/21/SN-1', 'has a GTIN with a wrong check digit'],
  ['https://shop.example/01/09506000134353/21/SN-1', 'has a GTIN with a wrong check digit'],
  ['01/950600013435/21/SN-1', 'has a GTIN with a wrong check digit'],
  ['01/950600013/21/SN-1', 'has a GTIN that is not 8, 12, 13 or 14 digits'],
  ['01/09506000134352', 'names a product or a lot, not a single item: it has no serial'],
  ['01/09506000134352/21/%zz', 'not percent-encoded as a URI wants it'],
  ['01/09506000134352/21/%FF', 'not percent-encoded as a URI wants it'],
  ['01/09506000134352/21/a%20b', 'has a serial that is not 1 to 20 characters of the GS1 character set 82'],
  ['urn:epc:id:sgtin:9506000.0134.SN-1', 'is not an EPC URI of a known form'],
])('of %s is said that it %s', (text, says) => {
  expect(() => twinKey(text)).toThrow(CommandFailure);
  expect(() => twinKey(text)).toThrow(`"${text}" `);
  expect(() => twinKey(text)).toThrow(says);
});

test.each(['export.json', './01/file.json', 'SN-1', '', 'https://shop.example/', 'a.b.c', 'C:\\01\\x'])('"%s" is no key', (text) => {
  expect(twinKey(text)).toBeUndefined();
});
