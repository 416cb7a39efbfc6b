import { TestOrg } from './support/org.ts';

let org: TestOrg;
beforeEach(() => {
  org = new TestOrg();
  org.insert('Account', { Name: 'Acme Corp', Website: 'acme.example' }, { Name: 'Acmeology', Description: 'big deal' }, { Name: 'Émile & Sons' });
  org.insert('Contact', { FirstName: 'Ann', LastName: 'Acme', Email: 'ann@acme.example', Phone: '555 1234' });
});
afterEach(() => org.close());

const find = (text: string) => org.search(text).map((list) => list.map((r) => r.fields.Name ?? r.id!.slice(0, 3)));

test('whole words are found, in the objects of RETURNING', () => {
  expect(find("FIND 'acme' RETURNING Account(Name), Contact(Name)")).toEqual([['Acme Corp'], ['Ann Acme']]);
  expect(find("FIND 'acme*' RETURNING Account(Name)")).toEqual([['Acme Corp', 'Acmeology']]);
  expect(find("FIND 'a?me' RETURNING Account(Name)")).toEqual([['Acme Corp']]);
  expect(find("FIND 'éMILE' RETURNING Account(Name)")).toEqual([['Émile & Sons']]);
});

test('words combine', () => {
  expect(find("FIND 'acme AND corp' RETURNING Account(Name)")).toEqual([['Acme Corp']]);
  expect(find("FIND 'acme corp' RETURNING Account(Name)")).toEqual([['Acme Corp']]);
  expect(find("FIND 'corp OR \"big deal\"' RETURNING Account(Name)")).toEqual([['Acme Corp', 'Acmeology']]);
  expect(find("FIND 'acme* AND NOT corp' RETURNING Account(Name)")).toEqual([['Acmeology']]);
});

test('groups of fields, conditions, order and limits', () => {
  expect(find("FIND 'example' IN NAME FIELDS RETURNING Account(Name), Contact(Name)")).toEqual([[], []]);
  expect(find("FIND 'example' IN EMAIL FIELDS RETURNING Contact(Name)")).toEqual([['Ann Acme']]);
  expect(find("FIND 'acme*' RETURNING Account(Name WHERE Website = null ORDER BY Name DESC LIMIT 1)")).toEqual([['Acmeology']]);
  expect(org.limits.used('soslQueries')).toBe(3);
  expect(org.limits.used('queries')).toBe(0);
});

test('one letter is too little', () => {
  expect(() => find("FIND 'a' RETURNING Account(Name)")).toThrow('search term must be longer than one character');
});
