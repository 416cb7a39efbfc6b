import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnonymousRunner } from './support/anonymous-runner.ts';
import { widgetProject } from './support/widget-project.ts';
import { openLocalOrg } from '../org.ts';
import type { OpenedOrg } from '../org.ts';

let org: OpenedOrg;
let apex: AnonymousRunner;
const failures: string[] = [];

beforeAll(() => {
  org = openLocalOrg({ projectDir: widgetProject(), onJobFailure: (name, error) => failures.push(`${name}: ${(error as Error).message}`) });
  apex = new AnonymousRunner(org);
});
afterEach(() => apex.succeeds('delete [SELECT Id FROM Widget__c];'));
afterAll(() => org.close());

test('the fixture compiles without a problem', () => {
  expect(org.problems).toEqual([]);
});

test('statics live as long as a transaction', () => {
  expect(apex.debugs('WidgetCounter.next(); System.debug(WidgetCounter.next());')).toEqual(['2']);
  expect(apex.debugs('System.debug(WidgetCounter.next());')).toEqual(['1']);
});

test('an exception that nobody catches undoes the transaction and tells its place', () => {
  const result = apex.run("insert new Widget__c(Name = 'Gone');\nthrow new IllegalArgumentException('no');");
  expect(result).toMatchObject({ compiled: true, success: false, exceptionMessage: 'System.IllegalArgumentException: no', exceptionStackTrace: 'AnonymousBlock: line 2, column 1' });
  expect(apex.count("Name = 'Gone'")).toBe(0);
});

test('a queueable runs after its transaction, one of a transaction that failed does not', () => {
  apex.succeeds("Widget__c w = new Widget__c(Name = 'Queued'); insert w; System.enqueueJob(new WidgetJob(w.Id));");
  expect(apex.notes('Queued')).toBe('null');
  org.runJobs();
  expect(apex.notes('Queued')).toBe('processed');
  apex.run("Widget__c w = new Widget__c(Name = 'Lost'); insert w; System.enqueueJob(new WidgetJob(w.Id)); throw new IllegalArgumentException('x');");
  org.runJobs();
  expect(apex.debugs("System.debug([SELECT COUNT() FROM AsyncApexJob WHERE JobType = 'Queueable' AND Status = 'Completed']);")).toEqual(['1']);
});

test('jobs run by themselves once the caller has let go', async () => {
  apex.succeeds("Widget__c w = new Widget__c(Name = 'Later'); insert w; WidgetCounter.rename(w.Id, 'Renamed');");
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(apex.count("Name = 'Renamed'")).toBe(1);
});

test('a batch goes on behind a chunk that failed, and finishes', () => {
  apex.succeeds("insert new List<Widget__c>{ new Widget__c(Name = 'A'), new Widget__c(Name = 'Poison'), new Widget__c(Name = 'Z') }; Database.executeBatch(new WidgetBatch(), 1);");
  org.runJobs();
  expect(apex.debugs("for (Widget__c w : [SELECT Name, Notes__c FROM Widget__c ORDER BY Name]) { System.debug(w.Name + ' ' + w.Notes__c); }")).toEqual(['A batched', 'Finished null', 'Poison null', 'Z batched']);
  expect(failures.splice(0)).toEqual(['WidgetBatch: poison']);
});

test('platform events reach their triggers after the commit only', () => {
  apex.run("EventBus.publish(new Widget_Seen__e(Name__c = 'never')); throw new IllegalArgumentException('x');");
  apex.succeeds("EventBus.publish(new Widget_Seen__e(Name__c = 'one'));");
  org.runJobs();
  expect(apex.count("Name LIKE 'Seen %'")).toBe(1);
});

test('flows take part in saves', () => {
  apex.succeeds("insert new List<Widget__c>{ new Widget__c(Name = 'Flowing', Quantity__c = 777), new Widget__c(Name = 'Still', Quantity__c = 1) };");
  expect(apex.debugs("for (Widget__c w : [SELECT Name, Kind__c FROM Widget__c ORDER BY Name]) { System.debug(w.Name + ' ' + w.Kind__c); }")).toEqual(['Flowing Round', 'Still null']);
});

test('an endless loop ends as the CPU limit, and the org goes on', () => {
  const slow = openLocalOrg({ projectDir: org.project.root, cpuPatience: 0.02 });
  const result = slow.executeAnonymous(slow.persona('admin')!.userId, "insert new Widget__c(Name = 'Loop');\nwhile (true) { Integer n = 1; }");
  expect(result).toMatchObject({ success: false, exceptionMessage: 'System.LimitException: Apex CPU time limit exceeded' });
  expect(slow.executeAnonymous(slow.persona('admin')!.userId, "if ([SELECT COUNT() FROM Widget__c] != 0) { throw new IllegalArgumentException('kept'); }").success).toBe(true);
  slow.close();
});

test('the 101st query is a limit exception that code cannot catch', () => {
  const result = apex.run('for (Integer i = 0; i < 101; i++) { try { Integer n = [SELECT COUNT() FROM Widget__c]; } catch (Exception e) { System.debug(e); } }');
  expect(result).toMatchObject({ success: false, exceptionMessage: 'System.LimitException: Too many SOQL queries: 101' });
});

test('a transaction inside a transaction is undone alone', () => {
  const admin = org.persona('admin')!.userId;
  const insert = (name: string) => org.transaction(admin, (context) => {
    const definition = context.schema.object('Widget__c')!;
    const record = apex.record(definition, { Name: name });
    context.dml({ operation: 'insert', records: [record], mode: 'user', sharing: 'with', allOrNone: true });
  });
  org.transaction(admin, () => {
    insert('Outer');
    expect(() => insert('Refused')).toThrow('This name is refused');
  });
  expect(apex.count("Name IN ('Outer', 'Refused')")).toBe(1);
});

test('data and ids survive a restart, and a second process is refused while the first one runs', () => {
  const databaseFile = join(mkdtempSync(join(tmpdir(), 'org-data-')), 'deep', 'org.db');
  const first = openLocalOrg({ projectDir: org.project.root, databaseFile });
  new AnonymousRunner(first).succeeds("insert new Widget__c(Name = 'Kept');");
  expect(() => openLocalOrg({ projectDir: org.project.root, databaseFile })).toThrow('is in use by another process');
  first.close();
  const second = openLocalOrg({ projectDir: org.project.root, databaseFile });
  expect(new AnonymousRunner(second).count("Name = 'Kept'")).toBe(1);
  second.close();
});

test('a class that is saved runs in its new form, a broken one says why, and the rest goes on', () => {
  const projectDir = widgetProject();
  const databaseFile = join(mkdtempSync(join(tmpdir(), 'org-data-')), 'org.db');
  const mine = openLocalOrg({ projectDir, databaseFile });
  const runner = new AnonymousRunner(mine);
  const file = join(projectDir, 'force-app/main/default/classes/WidgetService.cls');
  const source = readFileSync(file, 'utf8');
  writeFileSync(file, source.replace("'small'", "'tiny'"));
  expect(mine.reload()).toMatchObject({ files: ['force-app/main/default/classes/WidgetService.cls'], problems: [], applied: true });
  expect(runner.debugs('System.debug(WidgetService.grade(1));')).toEqual(['tiny']);
  writeFileSync(file, source.replace("return 'small';", 'return 5;'));
  expect(mine.reload().problems).toMatchObject([{ componentType: 'ApexClass', fullName: 'WidgetService', line: 14 }]);
  expect(runner.debugs('System.debug(WidgetCounter.next());')).toEqual(['1']);
  const field = join(projectDir, 'force-app/main/default/objects/Widget__c/fields/Colour__c.field-meta.xml');
  runner.succeeds("insert new Widget__c(Name = 'Before');");
  writeFileSync(field, readFileSync(field.replace('Colour__c', 'Code__c'), 'utf8').replaceAll('Code', 'Colour'));
  writeFileSync(file, source);
  expect(mine.reload()).toMatchObject({ problems: [], applied: true });
  expect(runner.debugs("System.debug([SELECT Colour__c FROM Widget__c WHERE Name = 'Before'].Colour__c);")).toEqual(['null']);
  mine.close();
});

test('grants and sharing that name what is not there are problems of the org, and go with what they name', () => {
  const projectDir = widgetProject();
  const file = join(projectDir, 'force-app/main/default/permissionsets/Widget_Keeper.permissionset-meta.xml');
  const sound = readFileSync(file, 'utf8');
  const opened = openLocalOrg({ projectDir });
  writeFileSync(file, sound.replace('</PermissionSet>', '<classAccesses><apexClass>Nowhere</apexClass><enabled>true</enabled></classAccesses>\n</PermissionSet>'));
  expect(opened.reload()).toMatchObject({ applied: false, problems: [{ componentType: 'PermissionSet', fullName: 'Widget_Keeper', problem: 'In field: apexClass - no ApexClass named Nowhere found' }] });
  writeFileSync(file, sound);
  expect(opened.reload().problems).toEqual([]);
  opened.close();
});
