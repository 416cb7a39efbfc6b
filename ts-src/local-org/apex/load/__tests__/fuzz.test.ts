import fc from 'fast-check';
import { SEED, damaged } from '../../../__tests__/support/damaged.ts';
import { accepted } from '../../syntax/__tests__/parity-corpus.ts';
import { sourceFile, ApexOrg } from './support/apex-org.ts';

const SAMPLES = [
  ...accepted,
  'List<Account> a = [SELECT Id, Name FROM Account WHERE Name IN :names]; for (Account each : a) { each.Name += \'x\'; } update a;',
  'Integer n = 0; do { n++; } while (n < 3); Map<Id, Account> m = new Map<Id, Account>(); for (Id i : m.keySet()) System.debug(m.get(i)?.Name ?? \'none\');',
  'switch on n { when 1, 2 { return; } when else { throw new IllegalArgumentException(); } }', 'class Inner { Integer x { get; private set; } Inner(Integer y) { x = y; } } Inner i = new Inner(1);',
];
const WORDS = ['Account', 'List<Account>', 'Name', 'null', 'this', 'super', 'new Account()', 'Integer', 'String.valueOf(', 'System.', 'undefinedName', 'static', '99999999999', '1L', '.size()', '?.'];

test('whatever is written compiles, or is refused with a place', () => {
  const { compiler } = new ApexOrg();
  fc.assert(fc.property(damaged(SAMPLES, WORDS), (text) => {
    const { units, errors } = compiler.compileAnonymous(text, 65);
    expect(units.length === 1).toBe(errors.length === 0);
    for (const { message, line, column } of errors) expect([message, line > 0, column > 0]).toEqual([expect.stringMatching(/\S/), true, true]);
  }), { seed: SEED, numRuns: 1200 });
});

test('nesting that the compiler cannot hold is a fault of its file, and the others compile', () => {
  const { compiler } = new ApexOrg();
  const deep = (text: string): string => `public class Deep { Object x = ${text}; }`;
  for (const text of [`1${' + 1'.repeat(100_000)}`, `a${'.b()'.repeat(50_000)}`, '('.repeat(50_000), `${'new List<Object>{'.repeat(20_000)}${'}'.repeat(20_000)}`]) {
    const { units, errors } = compiler.compile([sourceFile(deep(text)), sourceFile('public class Fine { }')]);
    expect([units.map(({ name }) => name), errors.map(({ fileName, message }) => `${fileName} ${message}`)]).toEqual([['Fine'], [expect.stringMatching(/^Deep\.cls /)]]);
  }
});
