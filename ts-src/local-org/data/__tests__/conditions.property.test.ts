import fc from 'fast-check';
import { parseSoql } from '../../soql/index.ts';
import { ApexDate, Decimal } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { TestOrg } from './support/org.ts';

/** Random conditions over random rows: what SQL finds is what a plain reading of SOQL finds. */

interface Row { Name: string; Website: string | null; Amount: string | null; Employees: number | null; Active: boolean; Founded: string | null }
type Tree =
  | { kind: 'leaf'; field: keyof Row; op: string; value: string | number | boolean | null | (string | number | null)[] }
  | { kind: 'and' | 'or'; terms: Tree[] }
  | { kind: 'not'; term: Tree };

const words = fc.constantFrom('a', 'A', 'ab', 'É', 'é', 'a%', 'a_b', 'axb', "o'k", 'ß');
const amounts = fc.constantFrom('0.00', '0.10', '1.00', '-2.50', '99999999999999.99');
const days = fc.constantFrom('2020-02-29', '2021-01-01', '1999-12-31');
const row: fc.Arbitrary<Row> = fc.record({
  Name: words, Website: fc.option(words), Amount: fc.option(amounts), Employees: fc.option(fc.integer({ min: -2, max: 2 })), Active: fc.boolean(), Founded: fc.option(days),
});

const ordered = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc.record({ kind: fc.constant('leaf' as const), field: fc.constantFrom('Name' as const, 'Website' as const), op: ordered, value: words }),
  fc.record({ kind: fc.constant('leaf' as const), field: fc.constantFrom('Name' as const, 'Website' as const), op: fc.constant('like'), value: fc.constantFrom('a%', '%b', 'a_b', 'é', '%', 'A') }),
  fc.record({ kind: fc.constant('leaf' as const), field: fc.constantFrom('Name' as const, 'Website' as const), op: fc.constantFrom('in', 'not in'), value: fc.array(fc.oneof(words, fc.constant(null)), { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant('leaf' as const), field: fc.constant('Amount' as const), op: ordered, value: fc.oneof(amounts, fc.constantFrom('0.105', '-2.5000', '1')) }),
  fc.record({ kind: fc.constant('leaf' as const), field: fc.constant('Employees' as const), op: ordered, value: fc.integer({ min: -2, max: 2 }) }),
  fc.record({ kind: fc.constant('leaf' as const), field: fc.constant('Employees' as const), op: fc.constantFrom('in', 'not in'), value: fc.array(fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constant(null)), { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant('leaf' as const), field: fc.constant('Active' as const), op: fc.constantFrom('=', '!='), value: fc.boolean() }),
  fc.record({ kind: fc.constant('leaf' as const), field: fc.constant('Founded' as const), op: ordered, value: days }),
  fc.record({ kind: fc.constant('leaf' as const), field: fc.constantFrom('Website' as const, 'Amount' as const, 'Founded' as const), op: fc.constantFrom('=', '!='), value: fc.constant(null) }),
);
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), terms: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('not' as const), term: tie('tree') }),
  ),
}));

const API: Record<keyof Row, string> = { Name: 'Name', Website: 'Website', Amount: 'AnnualRevenue', Employees: 'NumberOfEmployees', Active: 'Active__c', Founded: 'Founded__c' };

function compare(a: string | number, b: string | number, field: keyof Row): number {
  if (field === 'Amount') return Decimal.parse(String(a)).compareTo(Decimal.parse(String(b)));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The meaning of a condition: null is unequal to everything but null, smaller and larger than nothing. */
function holds(t: Tree, r: Row): boolean {
  if ('terms' in t) return t.kind === 'and' ? t.terms.every((x) => holds(x, r)) : t.terms.some((x) => holds(x, r));
  if ('term' in t) return !holds(t.term, r);
  const fold = (v: string | number | boolean | null): string | number | null => (typeof v === 'string' && (t.field === 'Name' || t.field === 'Website') ? v.toLowerCase() : typeof v === 'boolean' ? Number(v) : v);
  const left = fold(r[t.field]);
  if (Array.isArray(t.value)) {
    const member = t.value.some((v) => (v === null ? left === null : left !== null && fold(v) === left));
    return t.op === 'in' ? member : !member;
  }
  const right = fold(t.value);
  if (t.op === 'like') {
    const pattern = String(right).replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%/g, '[^]*').replace(/_/g, '[^]');
    return left !== null && new RegExp(`^${pattern}$`).test(String(left));
  }
  if (left === null || right === null) return t.op === '=' ? left === right : t.op === '!=' ? left !== right : false;
  const c = compare(left, right, t.field);
  switch (t.op) {
    case '=': return c === 0;
    case '!=': return c !== 0;
    case '<': return c < 0;
    case '<=': return c <= 0;
    case '>': return c > 0;
    default: return c >= 0;
  }
}

function soql(t: Tree, binds: unknown[] | null): string {
  if ('terms' in t) return `(${t.terms.map((x) => soql(x, binds)).join(` ${t.kind.toUpperCase()} `)})`;
  if ('term' in t) return `(NOT (${soql(t.term, binds)}))`;
  const name = API[t.field];
  if (binds !== null) {
    binds.push(Array.isArray(t.value) ? t.value.map((v) => typed(v, t.field)) : typed(t.value, t.field));
    return `${name} ${t.op} :b${binds.length - 1}`;
  }
  const literal = (v: string | number | boolean | null): string => (v === null ? 'null' : typeof v === 'string' && (t.field === 'Name' || t.field === 'Website') ? `'${v.replace(/'/g, "\\'")}'` : String(v));
  return `${name} ${t.op} ${Array.isArray(t.value) ? `(${t.value.map(literal).join(', ')})` : literal(t.value)}`;
}

function typed(v: string | number | boolean | null, field: keyof Row): Value {
  if (typeof v !== 'string') return v;
  return field === 'Amount' ? Decimal.parse(v) : field === 'Founded' ? ApexDate.parse(v) : v;
}

test('conditions mean in SQL what they mean in SOQL, as literals and as binds', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), fc.array(tree, { minLength: 1, maxLength: 6 }), (rows, trees) => {
      const org = new TestOrg();
      try {
        org.insert('Account', ...rows.map((r, i) => ({
          Name: r.Name, Website: r.Website, AnnualRevenue: typed(r.Amount, 'Amount'), NumberOfEmployees: r.Employees, Active__c: r.Active, Founded__c: typed(r.Founded, 'Founded'), Description: String(i),
        })));
        for (const t of trees) {
          const expected = rows.flatMap((r, i) => (holds(t, r) ? [String(i)] : []));
          const literal = `SELECT Description FROM Account WHERE ${soql(t, null)}`;
          expect([literal, org.column(literal, 'Description')]).toEqual([literal, expected]);
          const binds: unknown[] = [];
          const bound = `SELECT Description FROM Account WHERE ${soql(t, binds)}`;
          const found = org.data.query(parseSoql(bound), { mode: 'system', sharing: 'without', bind: ({ name }) => binds[Number(name.slice(1))] }).rows;
          expect([bound, found.map((r) => r.fields.Description)]).toEqual([bound, expected]);
        }
      } finally {
        org.close();
      }
    }),
    { numRuns: 150 },
  );
});
