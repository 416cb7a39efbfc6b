import { parseSoql, SoqlSyntaxError, type Condition, type SoqlQuery } from '../index.ts';

function where(text: string): Condition {
  return parseSoql(`SELECT Id FROM A WHERE ${text}`).where!;
}

/** A condition with all its brackets. */
function shape(node: Condition): string {
  if (node.kind === 'not') return `not(${shape(node.term)})`;
  if (node.kind !== 'comparison') return `${node.kind}(${node.terms.map(shape).join(', ')})`;
  const left = node.left.kind === 'path' ? node.left.parts.join('.') : `${node.left.name}()`;
  return `${left} ${node.operator} ${node.right.kind}`;
}

test('fields, paths, aliases and functions are selected', () => {
  const { select, from } = parseSoql('SELECT Id, Owner.Name, COUNT(Id) n, toLabel(Status), FORMAT(convertCurrency(Amount)) f FROM Case c');
  expect(from).toEqual({ name: 'Case', alias: 'c' });
  expect(select).toMatchObject([
    { kind: 'field', field: { parts: ['Id'] } },
    { field: { parts: ['Owner', 'Name'] } },
    { field: { kind: 'function', name: 'COUNT', args: [{ parts: ['Id'] }] }, alias: 'n' },
    { field: { name: 'toLabel' } },
    { field: { name: 'FORMAT', args: [{ kind: 'function', name: 'convertCurrency' }] }, alias: 'f' },
  ]);
});

test('child queries, polymorphic fields and field groups are selected', () => {
  expect(parseSoql('SELECT (SELECT Id FROM Contacts WHERE Name != null LIMIT 3), TYPEOF What WHEN Account THEN Phone, Name WHEN Case THEN Subject ELSE Name END FROM Event').select).toMatchObject([
    { kind: 'subquery', query: { from: { name: 'Contacts' }, limit: { text: '3' } } },
    { kind: 'typeof', relationship: 'What', whens: [{ object: 'Account', fields: [{}, {}] }, { object: 'Case', fields: [{}] }], otherwise: [{ parts: ['Name'] }] },
  ]);
  expect(parseSoql('SELECT FIELDS(ALL) FROM A LIMIT 200').select).toEqual([{ kind: 'fields', group: 'ALL' }]);
  expect(parseSoql('SELECT fields(Custom), Id FROM A LIMIT 200').select[0]).toEqual({ kind: 'fields', group: 'CUSTOM' });
});

test('all clauses together', () => {
  const query = parseSoql(
    'SELECT A, COUNT(Id) FROM B USING SCOPE mine WHERE C = 1 WITH USER_MODE GROUP BY ROLLUP(A, D) HAVING COUNT(Id) > 1 ' +
      'ORDER BY A DESC NULLS LAST, D ASC NULLS FIRST, COUNT(Id) LIMIT 10 OFFSET 5 ALL ROWS FOR UPDATE',
  );
  expect(query).toMatchObject({
    usingScope: 'mine', withMode: 'USER_MODE', allRows: true, forClause: 'UPDATE', limit: { text: '10' }, offset: { text: '5' },
    groupBy: { kind: 'rollup', fields: [{ parts: ['A'] }, { parts: ['D'] }] },
    having: { kind: 'comparison', operator: '>', left: { name: 'COUNT' } },
    orderBy: [{ descending: true, nulls: 'last' }, { descending: false, nulls: 'first' }, { descending: false }],
  });
});

test('clauses that are not written are absent', () => {
  const query: SoqlQuery = parseSoql('select id from account');
  expect(Object.keys(query).sort()).toEqual(['allRows', 'at', 'from', 'kind', 'select']);
});

test.each([
  ["A = 1 AND B = 'x' AND C = null", 'and(A = number, B = string, C = null)'],
  ['A = 1 OR (B = 2 AND NOT (C = 3))', 'or(A = number, and(B = number, not(C = number)))'],
  ['NOT A = 1', 'not(A = number)'],
  ['(A = true)', 'A = boolean'],
  ["A LIKE 'x%' AND B != 2 AND C <> 3", 'and(A like string, B != number, C != number)'],
  ['A < 1 AND B <= 1 AND C > 1 AND D >= 1', 'and(A < number, B <= number, C > number, D >= number)'],
  ["A IN ('x', 'y') AND B NOT IN (1, 2)", 'and(A in list, B not in list)'],
  ["A INCLUDES ('x;y') OR B EXCLUDES ('z')", 'or(A includes list, B excludes list)'],
  ['Id IN (SELECT A__c FROM B__c WHERE C = 1)', 'Id in subquery'],
  ['Id NOT IN (SELECT A__c FROM B__c)', 'Id not in subquery'],
  ['A IN :ids AND B = :x.y', 'and(A in bind, B = bind)'],
  ['CALENDAR_YEAR(convertTimezone(CreatedDate)) = 2026', 'CALENDAR_YEAR() = number'],
  ["DISTANCE(Place__c, GEOLOCATION(37.7, -122.4), 'mi') < 20", 'DISTANCE() < number'],
])('WHERE %s is read as %s', (text, expected) => {
  expect(shape(where(text))).toBe(expected);
});

test.each([
  ['-1.50', { kind: 'number', text: '-1.50' }],
  ['+3', { kind: 'number', text: '3' }],
  ['TRUE', { kind: 'boolean', value: true }],
  ['2026-01-31', { kind: 'date', text: '2026-01-31' }],
  ['2026-01-31T10:00:00Z', { kind: 'datetime', text: '2026-01-31T10:00:00Z' }],
  ['2026-01-31T10:00:00.123+0200', { kind: 'datetime', text: '2026-01-31T10:00:00.123+0200' }],
  ['10:30:00.000Z', { kind: 'time', text: '10:30:00.000Z' }],
  ['today', { kind: 'dateLiteral', name: 'TODAY' }],
  ['LAST_N_FISCAL_QUARTERS:4', { kind: 'dateLiteral', name: 'LAST_N_FISCAL_QUARTERS', n: 4 }],
  ['N_DAYS_AGO:7', { kind: 'dateLiteral', name: 'N_DAYS_AGO', n: 7 }],
  ['EUR100.50', { kind: 'currency', code: 'EUR', text: '100.50' }],
  ['usd5', { kind: 'currency', code: 'USD', text: '5' }],
  [String.raw`'it\'s \"x\" \n \u0041'`, { kind: 'string', value: 'it\'s "x" \n A' }],
  [String.raw`'50\%\_'`, { kind: 'string', value: '50%_' }],
])('the literal %s', (text, expected) => {
  expect(where(`A = ${text}`)).toMatchObject({ right: expected });
});

test('behind LIKE escaped wildcards stay escaped', () => {
  expect(where(String.raw`A LIKE '50\%\\\_\'x'`)).toMatchObject({ right: { value: String.raw`50\%\\\_` + "'x" } });
});

test('binds in dynamic SOQL are dotted names, numbered in order', () => {
  const query = parseSoql('SELECT Id FROM A WHERE B IN :Ids AND C = :a.b.c LIMIT : n');
  expect(query.where).toMatchObject({ terms: [{ right: { kind: 'bind', index: 0, name: 'Ids' } }, { right: { index: 1, name: 'a.b.c' } }] });
  expect(query.limit).toMatchObject({ index: 2, name: 'n' });
});

test('the APIs take no binds', () => {
  expect(() => parseSoql('SELECT Id FROM A WHERE B = :x', { binds: 'none' })).toThrow('Bind variables only allowed in Apex code');
});

test('objects and fields may be called like clauses', () => {
  expect(parseSoql('SELECT Id, Group.Name, Limit__c FROM Group ORDER BY Name').from).toEqual({ name: 'Group' });
  expect(parseSoql('SELECT Order.Name, From.Name, typeof FROM Order o WHERE o.Name = null').from).toEqual({ name: 'Order', alias: 'o' });
});

test('paths keep their place', () => {
  expect(parseSoql('SELECT\n  Id,\n  Name FROM A').select[1]).toMatchObject({ field: { at: { line: 3, column: 3 } } });
  expect(parseSoql('SELECT Id FROM A', { origin: { line: 7, column: 5 } }).at).toEqual({ line: 7, column: 5 });
});

test.each([
  ['', "unexpected token: '<EOF>'", 1],
  ['SELECT', "unexpected token: '<EOF>'", 7],
  ['SELECT FROM A', "unexpected token: 'FROM'", 8],
  ['SELECT Id, FROM A', "unexpected token: 'FROM'", 12],
  ['SELECT Id FROM A WHERE', "unexpected token: '<EOF>'", 23],
  ['SELECT Id FROM A WHERE B', "unexpected token: '<EOF>'", 25],
  ['SELECT Id FROM A WHERE B = x', "unexpected token: 'x'", 28],
  ['SELECT Id FROM A WHERE B = 1 AND C = 2 OR D = 3', "unexpected token: 'OR'", 40],
  ['SELECT Id FROM A LIMIT ten', "unexpected token: 'ten'", 24],
  ['SELECT Id FROM A LIMIT 1 WHERE B = 1', "unexpected token: 'WHERE'", 26],
  ['SELECT Id FROM A B C', "unexpected token: 'C'", 20],
  ['SELECT FOO(Id) FROM A', "unexpected token: '('", 11],
  ["SELECT Id FROM A WHERE B IN ('x'", "expecting ')', found '<EOF>'", 33],
  ["SELECT Id FROM A WHERE B = 'x", "line 1:27 mismatched character '<EOF>' expecting '''", 28],
  ['SELECT Id FROM A WHERE B % 1', "line 1:25 no viable alternative at character '%'", 26],
  ['SELECT * FROM A', "line 1:7 no viable alternative at character '*'", 8],
  ['SELECT Id FROM A;', "line 1:16 no viable alternative at character ';'", 17],
  ['SELECT Id FROM A ALL', "unexpected token: '<EOF>'", 21],
  ['SELECT FIELDS(SOME) FROM A', "unexpected token: 'FROM'", 21],
])('%j is refused: %s', (text, message, column) => {
  let error: unknown;
  try {
    parseSoql(text);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(SoqlSyntaxError);
  expect([(error as SoqlSyntaxError).message, (error as SoqlSyntaxError).column]).toEqual([message, column]);
});

test('the text of MALFORMED_QUERY shows the line and marks the place', () => {
  const text = 'SELECT Id\nFROM A WHERE';
  try {
    parseSoql(text);
    throw new Error('parsed');
  } catch (error) {
    if (!(error instanceof SoqlSyntaxError)) throw error;
    expect(error.describe(text)).toBe("\nFROM A WHERE\n            ^\nERROR at Row:2:Column:13\nunexpected token: '<EOF>'");
  }
});

test.each(['WITH DATA CATEGORY Geography__c AT usa__c', 'FOR VIEW FOR REFERENCE', 'UPDATE TRACKING', ', A.B c'])('the clause "%s" is named as not implemented', (clause) => {
  expect(() => parseSoql(`SELECT Id FROM A ${clause}`)).toThrow(/^Not implemented in the local org: SOQL /);
});
