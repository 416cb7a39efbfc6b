import { parseSosl } from '../index.ts';

test('a search in the braces of the APIs', () => {
  expect(parseSosl("FIND {Ann Smith\\}} IN NAME FIELDS RETURNING Account(Id, Name WHERE A = 'x' ORDER BY Name DESC LIMIT 5 OFFSET 2), Contact LIMIT 10")).toMatchObject({
    kind: 'sosl',
    find: { kind: 'string', value: 'Ann Smith\\}' },
    inGroup: 'NAME',
    returning: [
      { object: 'Account', fields: [{ parts: ['Id'] }, { parts: ['Name'] }], where: { operator: '=' }, orderBy: [{ descending: true }], limit: { text: '5' }, offset: { text: '2' } },
      { object: 'Contact', fields: [] },
    ],
    limit: { text: '10' },
  });
});

test('a search in the quotes of Apex keeps the escapes of the search language', () => {
  expect(parseSosl(String.raw`FIND 'it\'s 50\-50' RETURNING A`).find).toEqual({ kind: 'string', value: String.raw`it's 50\-50` });
});

test('a bound term, the default group and a mode', () => {
  expect(parseSosl('FIND :term RETURNING A(Id) WITH USER_MODE')).toMatchObject({ find: { kind: 'bind', name: 'term' }, inGroup: 'ALL', withMode: 'USER_MODE' });
});

test.each([
  ['FIND x', "unexpected token: 'x'"],
  ['FIND {x', "unexpected token: '<EOF>'"],
  ['FIND {x} IN SOME FIELDS', "unexpected token: 'SOME'"],
  ['FIND {x} RETURNING A(Id', "expecting ')', found '<EOF>'"],
])('%s is refused: %s', (text, message) => {
  expect(() => parseSosl(text)).toThrow(message);
});

test.each(['FIND {x} RETURNING A(toLabel(B))', 'FIND {x} RETURNING A WITH SNIPPET', "FIND {x} RETURNING A(Id USING ListView = All)"])('%s is named as not implemented', (text) => {
  expect(() => parseSosl(text)).toThrow(/Not implemented in the local org: SO[QS]L /);
});
