import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLocalOrg } from '../../../index.ts';

/**
 * Which types go together, asked of our checker and of apex-ls, which was written by others: each statement is a class of its own, and
 * both refuse it or both take it. Where they differ on purpose, the reason is here.
 */
const TYPES = [
  'Object', 'String', 'Id', 'Boolean', 'Integer', 'Long', 'Double', 'Decimal', 'Date', 'Datetime', 'Time', 'Blob', 'SObject', 'Account', 'Contact',
  'List<Integer>', 'List<SObject>', 'List<Account>', 'Set<Id>', 'Map<Id, Account>', 'DmlException', 'Shape', 'Circle', 'Square', 'Round', 'List<Circle>',
];
const OPERATORS = ['+', '-', '*', '==', '<', '&&', '&', '===', '??'];
const CLASSES: Readonly<Record<string, string>> = {
  Shape: 'public abstract class Shape {}', Round: 'public interface Round {}',
  Circle: 'public class Circle extends Shape implements Round {}', Square: 'public class Square extends Shape implements Round {}',
};

interface Statement {
  readonly code: string;
  /** The operator or the kind of statement. */
  readonly kind: string;
  readonly a: string;
  readonly b: string;
}

const pairs = TYPES.flatMap((a) => TYPES.map((b) => ({ a, b })));
const statements: readonly Statement[] = pairs.flatMap(({ a, b }) => [
  { a, b, kind: '=', code: `static void m(${b} b) { ${a} a = b; }` },
  { a, b, kind: 'cast', code: `static void m(${b} b) { Object a = (${a}) b; }` },
  { a, b, kind: 'call', code: `static void f(${a} a) {} static void m(${b} b) { f(b); }` },
  { a, b, kind: 'return', code: `static ${a} m(${b} b) { return b; }` },
  { a, b, kind: '?:', code: `static void m(${a} a, ${b} b, Boolean c) { Object d = c ? a : b; }` },
  { a, b, kind: 'for', code: `static void m(List<${b}> b) { for (${a} a : b) {} }` },
  ...OPERATORS.map((operator) => ({ a, b, kind: operator, code: `static void m(${a} a, ${b} b) { Object c = a ${operator} b; }` })),
]);

const isRecord = (type: string): boolean => type === 'Account' || type === 'Contact';
const DATES = new Set(['Date', 'Datetime', 'Time']);

/** What only we refuse or only we take, and why. */
const KNOWN: readonly { readonly reason: string; readonly we: 'refuse' | 'take'; is(statement: Statement): boolean }[] = [
  { we: 'refuse', reason: 'Salesforce: "Incompatible types since an instance of … is never an instance of …"; apex-ls does not look at casts', is: ({ kind }) => kind === 'cast' },
  { we: 'refuse', reason: 'Salesforce: "Illegal assignment from SObject to Account"; apex-ls takes any record', is: ({ kind, a, b }) => ['=', 'call', 'return'].includes(kind) && isRecord(a) && b === 'SObject' },
  { we: 'refuse', reason: 'dates cannot be multiplied', is: ({ kind, a }) => kind === '*' && DATES.has(a) },
  { we: 'take', reason: 'a subclass may implement the interface; apex-ls compares declared types alone', is: ({ kind, a, b }) => ['==', '==='].includes(kind) && (a === 'Round' || b === 'Round') },
  { we: 'take', reason: 'an Id is joined like a text', is: ({ kind, a, b }) => kind === '+' && (a === 'Id' || b === 'Id') },
];

const jars = path.join(path.dirname(createRequire(import.meta.url).resolve('@salesforce/code-analyzer-pmd-engine/package.json')), 'dist', 'java-lib', '*');
const hasJava = spawnSync('java', ['-version']).status === 0;

function project(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'apex-ls-parity-'));
  const classes = path.join(root, 'app', 'classes');
  mkdirSync(classes, { recursive: true });
  writeFileSync(path.join(root, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path: 'app', default: true }], sourceApiVersion: '65.0' }));
  const write = (name: string, body: string): void => {
    writeFileSync(path.join(classes, `${name}.cls`), body);
    writeFileSync(path.join(classes, `${name}.cls-meta.xml`), '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><status>Active</status></ApexClass>');
  };
  for (const [name, body] of Object.entries(CLASSES)) write(name, body);
  statements.forEach(({ code }, index) => write(`C${index}`, `public class C${index} {\n${code}\n}\n`));
  return root;
}

/** Names of the classes that each refuses. */
function ourRefusals(projectDir: string): Set<string> {
  const org = openLocalOrg({ projectDir });
  try {
    return new Set(org.problems.filter(({ problemType }) => problemType !== 'Warning').map(({ fullName }) => fullName));
  } finally {
    org.close();
  }
}

function theirRefusals(projectDir: string): Set<string> {
  const args = ['-Xss4m', '-cp', jars, 'io.github.apexdevtools.apexls.CheckForIssues', '--nocache', '--format', 'json', '--detail', 'errors', '--workspace', projectDir];
  const { stdout } = spawnSync('java', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const { files } = JSON.parse(stdout) as { readonly files: readonly { readonly path: string; readonly messages: readonly unknown[] }[] };
  return new Set(files.filter(({ messages }) => messages.length > 0).map((file) => path.basename(file.path, '.cls')));
}

(hasJava ? test : test.skip)('our types and those of apex-ls go together in the same way', () => { // apex-ls is a Java program: without Java there is nobody to ask
  const projectDir = project();
  try {
    const ours = ourRefusals(projectDir);
    const theirs = theirRefusals(projectDir);
    const differences = statements.flatMap((statement, index) => {
      const name = `C${index}`;
      if (ours.has(name) === theirs.has(name)) return [];
      const we = ours.has(name) ? 'refuse' : 'take';
      return KNOWN.some((known) => known.we === we && known.is(statement)) ? [] : [`we ${we}: ${statement.code}`];
    });
    expect(differences).toEqual([]);
    // Both say no often enough for their agreement to mean something.
    expect(theirs.size).toBeGreaterThan(statements.length / 3);
    expect(theirs.size).toBeLessThan(statements.length * 0.9);
  } finally {
    rmSync(projectDir, { recursive: true, force: true });
  }
}, 120_000);
