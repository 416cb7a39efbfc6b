/** Faults of the data file: a full disk, damage, a folder that cannot be written. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnonymousRunner } from './support/anonymous-runner.ts';
import { widgetProjectWith } from './support/project-with.ts';
import { startServer } from '../api/index.ts';
import { isInUse } from '../data/index.ts';
import { openLocalOrg } from '../org.ts';
import type { OpenedOrg } from '../org.ts';

const MINUTE = 60_000;
const projectDir = widgetProjectWith({
  Maker: `public with sharing class Maker implements Queueable {
    private final String name;
    public Maker(String name) { this.name = name; }
    public void execute(QueueableContext context) { insert as system new Widget__c(Name = name); }
}`,
});
let folder: string;
const file = (): string => join(folder, 'data', 'org.db');
const open = (told: string[] = []): OpenedOrg => openLocalOrg({ projectDir, databaseFile: file(), onJobFailure: (name, error) => told.push(`${name}: ${(error as Error).message}`) });
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'data-file-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => rmSync(projectDir, { recursive: true, force: true }));

/** Until there is an account named Room, a widget named Big does not fit: SQLite then answers as it does where the disk is full. */
function fillDisk(): void {
  open().close();
  const database = new DatabaseSync(file());
  database.exec(`CREATE TABLE disk (n INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO disk VALUES (${2n ** 63n - 1n});
    CREATE TRIGGER full AFTER INSERT ON "Widget__c" WHEN NEW."Name" = 'Big' AND NOT EXISTS (SELECT 1 FROM "Account" WHERE "Name" = 'Room') BEGIN INSERT INTO disk (n) VALUES (NULL); END`);
  database.close();
}

describe('a full disk', () => {
  const FULL = () => `The disk of the data file ${file()} is full: nothing of this was saved. Make room and try again.`;
  let org: OpenedOrg;
  let apex: AnonymousRunner;
  let told: string[];
  beforeEach(() => {
    fillDisk();
    org = open((told = []));
    apex = new AnonymousRunner(org);
  });
  afterEach(() => org.close());

  test('ends the transaction whole, whatever Apex would catch; the next one is as if it had not been', () => {
    expect(() => apex.run("insert new Widget__c(Name = 'Before'); try { insert new Widget__c(Name = 'Big'); } catch (Exception e) { insert new Widget__c(Name = 'Caught'); }")).toThrow(FULL());
    expect(apex.count('Name != null')).toBe(0);
    apex.succeeds("insert new Widget__c(Name = 'Small');");
    expect(apex.count('Name != null')).toBe(1);
  });

  test('keeps a job waiting until there is room, also over a restart', () => {
    apex.succeeds("System.enqueueJob(new Maker('Big'));");
    org.runJobs();
    org.passTime(1.5 * MINUTE);
    expect(told).toEqual([`Maker: ${FULL()}`, `Maker: ${FULL()}`]);
    org.close();
    org = open((told = []));
    apex = new AnonymousRunner(org);
    org.runJobs();
    expect(told).toHaveLength(1);
    apex.succeeds("insert new Account(Name = 'Room');");
    org.passTime(2 * MINUTE);
    expect([told.length, apex.count("Name = 'Big'")]).toEqual([1, 1]);
    expect(apex.debugs('System.debug([SELECT Status FROM AsyncApexJob].Status);')).toEqual(['Completed']);
  });

  test('is told to clients as an org that is down, without where the file lies', async () => {
    const defects: unknown[] = [];
    const route = { method: 'POST', pattern: '/make', authenticated: false, handler: () => ({ status: 200, body: apex.run("insert new Widget__c(Name = 'Big');") }) } as const;
    const server = await startServer({ routes: [route], findSession: () => undefined, port: 0, onDefect: (error) => defects.push(error) });
    try {
      const answer = await fetch(`${server.origin}/make`, { method: 'POST' });
      expect([answer.status, await answer.json()]).toEqual([503, [{ errorCode: 'SERVER_UNAVAILABLE', message: FULL().replace(file(), 'org.db') }]]);
      expect(defects.map(String)).toEqual([`DataFileError: ${FULL()}`]);
    } finally {
      await server.close();
    }
  });
});

test('a file that is no database, and one of which a part is missing, are told as damaged', () => {
  open().close();
  const whole = readFileSync(file());
  const damaged = `The data file ${file()} is damaged. Put a copy of it in its place, or remove it to begin without data.`;
  truncateSync(file(), 200 * 4096);
  expect(() => open()).toThrow(damaged);
  writeFileSync(file(), 'hello');
  expect(() => open()).toThrow(damaged);
  expect(isInUse(file())).toBe(false);
  writeFileSync(file(), whole);
  open().close();
});

test('a place that cannot be written is named', () => {
  writeFileSync(join(folder, 'data'), 'no folder');
  expect(() => open()).toThrow(`The data file ${file()} cannot be opened for writing`);
  rmSync(join(folder, 'data'));
  mkdirSync(file(), { recursive: true });
  expect(() => open()).toThrow(`The data file ${file()} cannot be opened for writing`);
});

test('a file is in use while an org holds it', () => {
  expect(isInUse(file())).toBe(false);
  const org = open();
  expect(isInUse(file())).toBe(true);
  org.close();
  expect(isInUse(file())).toBe(false);
});
