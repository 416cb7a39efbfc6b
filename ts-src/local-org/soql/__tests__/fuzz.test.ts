import fc from 'fast-check';
import { SEED, damaged, refusedAs } from '../../__tests__/support/damaged.ts';
import { SoqlSyntaxError, parseSoql, parseSosl } from '../index.ts';

const QUERIES = [
  "SELECT Id, Account.Owner.Name n, toLabel(Status), (SELECT Id FROM Contacts WHERE A__c = 'x' LIMIT 2) FROM Case WHERE (A__c = 'it\\'s' OR NOT (B__c IN (1, -2.5, NULL))) AND C__c LIKE 'a\\%%' ORDER BY Name DESC NULLS LAST LIMIT 5 OFFSET 2 ALL ROWS",
  'SELECT COUNT(Id) c, CALENDAR_YEAR(CreatedDate) FROM Account WHERE CreatedDate > LAST_N_DAYS:30 AND D__c = 2026-01-31T10:00:00Z WITH USER_MODE GROUP BY ROLLUP(CALENDAR_YEAR(CreatedDate)) HAVING COUNT(Id) > 1 FOR UPDATE',
  "SELECT TYPEOF What WHEN Account THEN Phone ELSE Name END FROM Event WHERE Id IN (SELECT EventId FROM EventRelation WHERE X__c INCLUDES ('a;b', 'c')) AND Z__c = :a.b USING SCOPE mine",
];
const SEARCHES = ["FIND {a \\} b*} IN NAME FIELDS RETURNING Account(Id, Name WHERE Name = 'x' ORDER BY Name LIMIT 3), Contact WITH USER_MODE LIMIT 10", "FIND 'it\\'s' RETURNING Lead(Id)"];
const WORDS = ['SELECT', 'FROM', 'WHERE', 'AND', 'OR', 'NOT', 'IN', 'LIKE', 'NULL', 'TODAY', 'LAST_N_DAYS', 'GROUP', 'BY', 'FIELDS(ALL)', 'COUNT()', '2026-13-99', 'T10:00', '!=', '{', 'NOT (', '(SELECT'];
const REFUSALS = ['SoqlSyntaxError', 'NotImplementedError'];

test.each([
  ['SOQL', QUERIES, parseSoql],
  ['SOSL', SEARCHES, parseSosl],
] as const)('whatever stands in a %s text is read, or refused at a place inside it', (_, samples, parse) => {
  fc.assert(fc.property(fc.oneof({ weight: 4, arbitrary: damaged([...samples], WORDS) }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }), fc.constantFrom('names', 'none'), (text, binds) => {
    const error = refusedAs(REFUSALS, () => parse(text, { binds }));
    if (!(error instanceof SoqlSyntaxError)) return;
    expect(error.line).toBeLessThanOrEqual(text.split(/\r\n|[\r\n]/).length);
    expect(error.column).toBeGreaterThanOrEqual(1);
    expect(error.describe(text)).toContain(`ERROR at Row:${error.line}:Column:${error.column}\n`);
  }), { seed: SEED, numRuns: 1500 });
});

test('nesting that nobody writes is refused, nesting that people write is not', () => {
  const nested = (depth: number, open = '('): string => `SELECT Id FROM A WHERE ${open.repeat(depth)}B__c = 1${')'.repeat(depth)}`;
  expect(parseSoql(nested(100)).where).toMatchObject({ kind: 'comparison' });
  expect(() => parseSoql(nested(100_000))).toThrow('parentheses are nested more than 200 deep');
  expect(() => parseSoql(`SELECT Id FROM A WHERE ${'Id IN (SELECT Id FROM A WHERE '.repeat(50_000)}`)).toThrow('nested more than 200 deep');
  expect(() => parseSoql(`SELECT ${'FORMAT('.repeat(50_000)}`)).toThrow('nested more than 200 deep');
  expect(() => parseSosl(`FIND {x} RETURNING A(Id WHERE ${'('.repeat(50_000)}`)).toThrow('nested more than 200 deep');
});
