/** What the package keeps to and no compiler checks (docs/adr/0021). */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ROOT = path.join(import.meta.dirname, '../../..');
const DIRECTIVE = '// sfge-disable ApexFlsViolation, DatabaseOperationsMustUseWithSharing -- in system mode, for the reason above';

interface ApexFile { readonly name: string; readonly domain: string; readonly text: string; readonly lines: readonly string[] }

const classes: readonly ApexFile[] = globSync('force-app/**/*.cls', { cwd: ROOT }).map((name) => {
  const text = readFileSync(path.join(ROOT, name), 'utf8');
  return { name: path.basename(name, '.cls'), domain: name.split(/[\\/]/)[2]!, text, lines: text.split('\n') };
});
const production = classes.filter(({ text }) => !/^@IsTest/im.test(text));

/** The line that declares the class of the file. */
const declaration = ({ lines }: ApexFile): number => lines.findIndex((line) => /^(public|global|private) .*\b(class|interface|enum)\b/.test(line));
const places = (pattern: RegExp): string[] =>
  classes.flatMap(({ name, lines }) => lines.flatMap((line, at) => (pattern.test(line) ? [`${name}:${at + 1}`] : [])));

describe('Apex of the package', () => {
  test('classes say how they share records', () => {
    const silent = production.filter((file) => {
      const line = file.lines[declaration(file)] ?? '';
      return /\bclass\b/.test(line) && !/\b(with|without|inherited) sharing\b/.test(line) && !/extends \S*Exception\b/.test(line);
    });
    expect(production.length).toBeGreaterThan(500);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test('a class without sharing says why, and tells the Graph Engine right above its declaration', () => {
    const open = production.filter((file) => / without sharing class /.test(file.lines[declaration(file)] ?? ''));
    const reasonless = open.filter((file) => !/without sharing|system mode/i.test(file.lines.slice(0, declaration(file) - 1).join(' ')));
    const readsOrWrites = open.filter(({ text }) => /\[\s*SELECT\b|\bDatabase\.|\bDataStore\b/.test(text));
    expect(open.length).toBeGreaterThan(80);
    expect(reasonless.map(({ name }) => name)).toEqual([]);
    expect(readsOrWrites.filter((file) => file.lines[declaration(file) - 1] !== DIRECTIVE).map(({ name }) => name)).toEqual([]);
  });

  test('loops and switches stay readable for the Graph Engine, which knows no ?? and no expression in their heads', () => {
    expect(places(/^\s*for \([^;]* : .*\?\?.*\) \{$/)).toEqual([]);
    expect(places(/^\s*switch on [^{]*[[(]/)).toEqual([]);
  });

  /** `Class.method` and text of everything that production code declares at the first level of a class. */
  const methods = production.flatMap(({ name, text }) => text.split(/^(?= {4}(?:public|private|protected|global) )/m).slice(1)
    .map((body) => [`${name}.${/(\w+)\(/.exec(body)?.[1] ?? ''}`, body] as const));

  test('who waits for a row that somebody else holds is told to try again', () => {
    /** Locks whose callers say so, or that nobody waits for. */
    const answeredElsewhere = new Map<string, string>([
      ['HandoverSelector.lock', 'HandoverLocks'], ['LedgerSelector.lockTwins', 'LedgerAppend, LedgerWriter'], ['LogSelector.lockHead', 'LogWriter'],
      ...['lockOrders', 'lockTasks', 'lockListings', 'lockPublications', 'lockOpen'].map((lock) => [`ResaleSelector.${lock}`, 'ResaleLocks; others hold the item already'] as const),
      ...['AdviceKeeper.lock', 'InsightWriter.add', 'InsightWriter.finish', 'DataExportJob.lock', 'DataExports.expire', 'PersonalDataReader.lock', 'ResalePublisher.note'].map((lock) => [lock, 'a job'] as const),
    ]);
    const locks = methods.filter(([, body]) => /\bFOR UPDATE\b/.test(body));
    expect(locks.length).toBeGreaterThan(30);
    const raw = locks.filter(([, body]) => !/catch \(QueryException/.test(body)).map(([name]): string => name);
    expect(raw.filter((name) => !answeredElsewhere.has(name))).toEqual([]);
    expect([...answeredElsewhere.keys()].filter((name) => !raw.includes(name))).toEqual([]);
  });

  test('foundation knows no domain, and each domain writes its own records', () => {
    const domains = new Map(production.map(({ name, domain }) => [name, domain]));
    const code = (text: string): string => text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\])*'/g, ' ');
    const known = production.filter(({ domain }) => domain === 'foundation')
      .flatMap(({ name, text }) => (code(text).match(/\b[A-Z]\w+/g) ?? []).filter((word) => (domains.get(word) ?? 'foundation') !== 'foundation').map((word) => `${name}: ${word}`));
    expect(known).toEqual([]);
    // whether a writer is at work anybody may ask
    const borrowed = production.flatMap(({ name, domain, text }) => [...code(text).matchAll(/\b(\w+Writer)\.(?!isWriting\b)\w+/g)].map(([, writer]) => writer!)
      .filter((writer) => domains.has(writer) && domains.get(writer) !== domain).map((writer) => [domain, name, writer] as const));
    const allowed = ([domain, , writer]: readonly [string, string, string]): boolean => domain === 'privacy' || (domain === 'product-twin' && writer === 'LedgerWriter');
    expect(borrowed.length).toBeGreaterThan(3);
    expect(borrowed.filter((use) => !allowed(use)).map(([, name, writer]) => `${name}: ${writer}`)).toEqual([]);
  });

  test('one seam saves and deletes: Database.insert and the like stand in DataStore alone', () => {
    const direct = production.filter(({ text }) => /\bDatabase\.(?:insert|update|upsert|delete|emptyRecycleBin)\w*\(|^\s+(?:insert|update|upsert|delete) \w/m.test(text));
    expect(direct.map(({ name }) => name)).toEqual(['DataStore']);
  });

  test('components are answered by classes of their own: inner classes are not supported in signatures that they call', () => {
    const faults = production.flatMap(({ name, text }) => {
      const inner = [...text.matchAll(/^ {4}(?:public|global|private) .*?\bclass (\w+)/gm)].map(([, found]) => found!);
      return [...text.matchAll(/@AuraEnabled[^\n]*\n\s+(?:public|global) static ([^{]*)\{/g)].map(([, signature]) => signature!.trim())
        .filter((signature) => /\b[A-Z]\w+\.[A-Z]\w+/.test(signature) || inner.some((found) => new RegExp(`\\b${found}\\b`).test(signature)))
        .map((signature) => `${name}: ${signature}`);
    });
    expect(faults).toEqual([]);
  });

  /** `Class.method` of everything that components may call. */
  const doors = production.flatMap(({ name, text }) => [...text.matchAll(/^ {4}@AuraEnabled\b.*\n(?: {4}@.*\n)* {4}(?:public|global) static [^(]*?(\w+)\(/gm)].map(([, method]) => [name, method!] as const));

  test('every door for components is opened by one: what no page calls is no door', () => {
    const called = new Set(globSync('force-app/**/lwc/**/*.js', { cwd: ROOT }).filter((file) => !file.includes('__tests__'))
      .flatMap((file) => [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/@salesforce\/apex\/(\w+\.\w+)'/g)].map(([, door]) => door!)));
    expect(doors.length).toBeGreaterThan(100);
    expect(doors.map((door) => door.join('.')).filter((door) => !called.has(door))).toEqual([]);
  });

  test('every door for components is told in docs/api.md', () => {
    const told = readFileSync(path.join(ROOT, 'docs/api.md'), 'utf8');
    expect(doors.filter(([name, method]) => !told.includes(name) || !new RegExp(`[\`.]${method}\\(`).test(told)).map((door) => door.join('.'))).toEqual([]);
  });
});

describe('labels and fields of the package', () => {
  const words = (...patterns: readonly string[]): Set<string> => new Set(
    globSync([...patterns], { cwd: ROOT }).filter((file) => !/__tests__|labels-meta|permissionset-meta|layout-meta|[\\/]fields[\\/]/.test(file))
      .flatMap((file) => readFileSync(path.join(ROOT, file), 'utf8').match(/\w+/g) ?? []),
  );

  test('every label is shown somewhere', () => {
    const used = words('force-app/**/*.{cls,trigger,js,html,xml,json}');
    const labels = [...readFileSync(path.join(ROOT, 'force-app/main/foundation/labels/CustomLabels.labels-meta.xml'), 'utf8').matchAll(/<fullName>(\w+)</g)].map(([, name]) => name!);
    expect(labels.length).toBeGreaterThan(1000);
    expect(labels.filter((label) => !used.has(label))).toEqual([]);
  });

  test('every field is read or written by code, a flow, a page or a report; a formula may be there for people alone', () => {
    const used = words('force-app/**/*.{cls,trigger,js,html,xml}', 'ts-src/**/*.ts');
    const laidOut = new Set(globSync('force-app/**/*.layout-meta.xml', { cwd: ROOT }).flatMap((file) => readFileSync(path.join(ROOT, file), 'utf8').match(/\w+/g) ?? []));
    const fields = globSync('force-app/**/fields/*.field-meta.xml', { cwd: ROOT }).map((file) => ({ name: path.basename(file, '.field-meta.xml'), isFormula: readFileSync(path.join(ROOT, file), 'utf8').includes('<formula>') }));
    expect(fields.length).toBeGreaterThan(300);
    expect(fields.filter(({ name, isFormula }) => !used.has(name) && !(isFormula && laidOut.has(name)))).toEqual([]);
  });

  test('amounts for people are one formula, short enough to be compiled (at most 15,000 bytes of SQL in an org)', () => {
    const formulas = globSync('force-app/**/fields/*_Text__c.field-meta.xml', { cwd: ROOT }).flatMap((file) => {
      const formula = /<formula>([^]*)<\/formula>/.exec(readFileSync(path.join(ROOT, file), 'utf8'))?.[1] ?? '';
      const [, minor, currency] = /^IF\(OR\(ISBLANK\(([\w.]*Minor__c)\), ISBLANK\(([\w.]+)\)\)/.exec(formula) ?? [];
      return minor === undefined ? [] : [formula.replaceAll(minor, 'MINOR').replaceAll(currency!, 'CURRENCY')];
    });
    expect(formulas.length).toBeGreaterThan(15);
    expect([...new Set(formulas)]).toHaveLength(1);
    expect(formulas[0]!.length).toBeLessThan(2500);
    expect(formulas[0]!.match(/TEXT\(/g)!.length).toBeLessThan(16);
  });
});
