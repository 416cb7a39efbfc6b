import fc from 'fast-check';
import { SEED, damaged, refusedAs } from '../../../__tests__/support/damaged.ts';
import { parseAnonymous, parseApex } from '../index.ts';
import { accepted, classes, rejected } from './parity-corpus.ts';

const WORDS = ['class', 'static', 'new', 'List<', 'Map<Id, ', 'if (', 'for (', 'try {', 'catch', 'switch on', 'when', 'return', 'SELECT', '[FIND', '=>', '?.', '??', '>>>=', 'instanceof', '@IsTest', 'get;', "'''"];
const REFUSALS = ['ApexSyntaxError', 'NotImplementedError'];

test.each([
  ['a block', [...accepted, ...rejected], parseAnonymous],
  ['a class', classes.map(([text]) => text), parseApex],
] as const)('whatever stands in %s is read, or refused at a place inside it', (_, samples, parse) => {
  fc.assert(fc.property(fc.oneof({ weight: 6, arbitrary: damaged([...samples], WORDS) }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }), (text) => {
    const error = refusedAs(REFUSALS, () => parse(text, 'Fuzz')) as (Error & { line?: number; column?: number }) | undefined;
    if (error?.line === undefined) return;
    expect(error.line).toBeGreaterThanOrEqual(1);
    expect(error.line).toBeLessThanOrEqual(text.split(/\r\n|[\r\n]/).length + 1);
    expect(error.column).toBeGreaterThanOrEqual(1);
  }), { seed: SEED, numRuns: 1500 });
});

test.each([
  ['parentheses', 'x = ' , '('], ['blocks', '', '{'], ['branches', '', 'if (a) '], ['signs', 'x = ', '-'], ['conditions', 'x = ', 'a ? b : '], ['types', '', 'List<'],
  ['assignments', '', 'a = '], ['collections', 'x = ', 'new List<Object>{'], ['casts', 'x = ', '(Object) '], ['queries', 'x = ', '[SELECT Id FROM A WHERE Id = :'],
])('%s without end are refused', (_, before, repeated) => {
  expect(() => parseAnonymous(before + repeated.repeat(50_000))).toThrow(/^(The code is nested too deeply\.|Unexpected token .*|Expecting .*)$/);
});
