import { mkdtempSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnonymousRunner } from './support/anonymous-runner.ts';
import { widgetProjectWith } from './support/project-with.ts';
import { MovableClock } from '../execution/clock.ts';
import { ScreenFlows } from '../flow/index.ts';
import { openLocalOrg } from '../org.ts';
import type { OpenedOrg } from '../org.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 4, 20, 10, 30);
const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?><Flow xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><status>Active</status>${body}</Flow>`;
const at = '<locationX>0</locationX><locationY>0</locationY>';

const CLASSES = {
  Note: `public with sharing class Note implements Queueable, Schedulable, Database.Batchable<String>, Database.Stateful {
    private final List<Widget__c> rows;
    private Integer seen = 0;
    public Note(String name) { rows = new List<Widget__c>{ new Widget__c(Name = name) }; }
    public void execute(QueueableContext context) { insert as system rows; }
    public void execute(SchedulableContext context) { insert as system new Widget__c(Name = rows[0].Name, Code__c = Datetime.now().formatGmt('dd HH:mm') + ' ' + UserInfo.getName()); }
    public Iterable<String> start(Database.BatchableContext context) { return new List<String>{ 'a', 'b', 'c' }; }
    public void execute(Database.BatchableContext context, List<String> scope) { seen++; insert as system new Widget__c(Name = scope[0] + seen); }
    public void finish(Database.BatchableContext context) { insert as system new Widget__c(Name = 'end' + seen); }
}`,
  Closer: `public with sharing class Closer implements Queueable, Finalizer {
    private final List<String> words = new List<String>();
    public void execute(QueueableContext context) { System.attachFinalizer(this); words.add('later'); insert as system new Widget__c(Name = 'x', Price__c = -1); }
    public void execute(FinalizerContext context) {
        DmlException e = (DmlException) context.getException();
        insert as system new Widget__c(Name = words + ' ' + context.getResult() + ' ' + e.getDmlType(0));
    }
}`,
  Holder: `public with sharing class Holder implements Queueable {
    public HttpRequest request = new HttpRequest();
    public void execute(QueueableContext context) { insert as system new Widget__c(Name = 'never'); }
    @future public static void later(List<String> words, Integer n, Date day) { insert as system new Widget__c(Name = String.join(words, '-') + ' ' + n + ' ' + day.year()); }
}`,
};
const FLOWS = {
  'flows/Widget_Reminder.flow-meta.xml': xml(`<label>Reminder</label><processType>AutoLaunchedFlow</processType>
    <recordUpdates><name>Mark</name><label>Mark</label>${at}<inputAssignments><field>Notes__c</field><value><stringValue>reminded</stringValue></value></inputAssignments><inputReference>$Record</inputReference></recordUpdates>
    <start>${at}<filterLogic>and</filterLogic><filters><field>Name</field><operator>EqualTo</operator><value><stringValue>Remind</stringValue></value></filters><object>Widget__c</object><recordTriggerType>Create</recordTriggerType>
    <scheduledPaths><name>In_A_Day</name><connector><targetReference>Mark</targetReference></connector><label>In a day</label><offsetNumber>1</offsetNumber><offsetUnit>Days</offsetUnit><timeSource>RecordTriggerEvent</timeSource></scheduledPaths><triggerType>RecordAfterSave</triggerType></start>`),
  'flows/Widget_Daily.flow-meta.xml': xml(`<label>Daily</label><processType>AutoLaunchedFlow</processType>
    <recordCreates><name>Make</name><label>Make</label>${at}<inputAssignments><field>Name</field><value><stringValue>Daily</stringValue></value></inputAssignments><object>Account</object></recordCreates>
    <start>${at}<connector><targetReference>Make</targetReference></connector><schedule><frequency>Daily</frequency><startDate>2026-05-21</startDate><startTime>06:00:00.000Z</startTime></schedule><triggerType>Scheduled</triggerType></start>`),
  'flows/Widget_Wizard.flow-meta.xml': xml(`<label>Wizard</label><processType>Flow</processType>
    <screens><name>Ask</name><label>Ask</label>${at}<allowBack>true</allowBack><allowFinish>true</allowFinish><allowPause>true</allowPause><fields><name>Word</name><dataType>String</dataType><fieldText>Word</fieldText><fieldType>InputField</fieldType><isRequired>false</isRequired></fields><showFooter>true</showFooter><showHeader>true</showHeader></screens>
    <start>${at}<connector><targetReference>Ask</targetReference></connector></start>`),
};

const projectDir = widgetProjectWith(CLASSES, FLOWS);
let folder: string;
let clock: MovableClock;
let org: OpenedOrg;
let apex: AnonymousRunner;

/** The process ends with what waits, and another one begins. */
function restart(meanwhile: () => void = () => undefined): void {
  org.close();
  meanwhile();
  open();
}
function open(): void {
  org = openLocalOrg({ projectDir, clock, databaseFile: join(folder, 'org.sqlite') });
  apex = new AnonymousRunner(org);
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'durable-jobs-'));
  clock = new MovableClock();
  clock.fix(START);
  open();
});
afterEach(() => {
  org.close();
  rmSync(folder, { recursive: true });
});

const names = (): string[] => apex.debugs('for (Widget__c w : [SELECT Name FROM Widget__c ORDER BY Name]) { System.debug(w.Name); }');
const jobs = (): string[] => apex.debugs('for (AsyncApexJob j : [SELECT JobType, Status, JobItemsProcessed, ExtendedStatus FROM AsyncApexJob ORDER BY JobType, ExtendedStatus NULLS FIRST]) { System.debug(j.JobType + \' \' + j.Status + \' \' + j.JobItemsProcessed + \' \' + j.ExtendedStatus); }');

test('scheduled classes and flows come after a restart, what was missed meanwhile once', () => {
  expect(org.problems).toEqual([]);
  apex.succeeds("System.schedule('hourly', '0 0 * * * ?', new Note('hour'));");
  org.passTime(HOUR);
  restart(() => clock.advance(20 * HOUR));
  expect(apex.debugs("for (CronTrigger t : [SELECT CronJobDetail.Name, TimesTriggered, NextFireTime FROM CronTrigger ORDER BY CronJobDetail.Name]) { System.debug(t.CronJobDetail.Name + ' ' + t.TimesTriggered + ' ' + t.NextFireTime.formatGmt('dd HH:mm')); }")).toEqual(['hourly 1 20 12:00', 'Widget_Daily 0 21 06:00']);
  org.passTime(HOUR);
  expect(apex.debugs('for (Widget__c w : [SELECT Code__c FROM Widget__c ORDER BY Code__c]) { System.debug(w.Code__c); }')).toEqual(['20 11:00 Ada Admin', '21 07:30 Ada Admin', '21 08:00 Ada Admin']);
  expect(apex.debugs("System.debug([SELECT COUNT() FROM Account WHERE Name = 'Daily']);")).toEqual(['1']);
  restart();
  org.passTime(HOUR);
  expect(apex.debugs("System.debug([SELECT COUNT() FROM Widget__c]);")).toEqual(['4']);
});

test('queueables, platform events, mails and batches that waited go on with what they held', () => {
  apex.succeeds("System.enqueueJob(new Note('queued')); EventBus.publish(new Widget_Seen__e(Name__c = 'by all')); Database.executeBatch(new Note('batch'), 1); Messaging.SingleEmailMessage mail = new Messaging.SingleEmailMessage(); mail.setToAddresses(new List<String>{ 'a@example.com' }); mail.setSubject('Hi'); mail.setPlainTextBody('x'); Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ mail });");
  restart();
  expect([names(), jobs()]).toEqual([[], ['BatchApex Queued 0 null', 'Queueable Queued 0 null']]);
  org.runJobs();
  expect(names()).toEqual(['a1', 'b2', 'c3', 'end3', 'queued', 'Seen by all']);
  expect(jobs()).toEqual(['BatchApex Completed 3 null', 'Queueable Completed 0 null']);
  expect(org.emails.map(({ subject }) => subject)).toEqual(['Hi']);
  restart();
  org.runJobs();
  expect(names()).toHaveLength(6);
});

test('a batch that was stopped between two chunks goes on with the next', async () => {
  apex.succeeds("Database.executeBatch(new Note('batch'), 1);");
  while (jobs()[0] !== 'BatchApex Processing 2 null') await new Promise((resolve) => setImmediate(resolve));
  restart();
  expect([names(), jobs()]).toEqual([['a1', 'b2'], ['BatchApex Processing 2 null']]);
  org.runJobs();
  expect([names(), jobs()]).toEqual([['a1', 'b2', 'c3', 'end3'], ['BatchApex Completed 3 null']]);
});

test('a finalizer runs after a restart that came between it and its job, with what it had and why the job failed', async () => {
  apex.succeeds('System.enqueueJob(new Closer());');
  while (!jobs()[0]!.startsWith('Queueable Failed')) await new Promise((resolve) => setImmediate(resolve));
  restart();
  expect(names()).toEqual([]);
  org.runJobs();
  expect(names()).toEqual(['(later) UNHANDLED_EXCEPTION FIELD_CUSTOM_VALIDATION_EXCEPTION']);
});

test('future calls go on with their arguments', () => {
  apex.succeeds("List<String> words = new List<String>{ 'a', 'b' }; Holder.later(words, 7, Date.newInstance(2026, 1, 2)); words.clear();");
  restart();
  org.runJobs();
  expect([names(), jobs()]).toEqual([['a-b 7 2026'], ['Future Completed 0 null']]);
});

test('a job that holds what cannot be kept ends with the process and says so', () => {
  apex.succeeds('System.enqueueJob(new Holder());');
  restart();
  org.runJobs();
  expect([names(), jobs()]).toEqual([[], ['Queueable Aborted 0 The org was stopped before the job could end.']]);
});

test('scheduled paths wait over a restart', () => {
  apex.succeeds("insert as system new Widget__c(Name = 'Remind');");
  restart();
  org.passTime(23 * HOUR);
  expect(apex.count("Name = 'Remind'")).toBe(1);
  expect(apex.notes('Remind')).toBe('null');
  org.passTime(HOUR);
  expect(apex.notes('Remind')).toBe('reminded');
});

test('an interview that was paused goes on after a restart, for the one who paused it', () => {
  const as = <T>(persona: string, work: (screens: ScreenFlows) => T): T => org.transaction(org.persona(persona)!.userId, () => work(new ScreenFlows(org.flows)));
  const { interviewId } = as('admin', (screens) => screens.begin('Widget_Wizard'));
  as('admin', (screens) => screens.pause(interviewId, { Word: 'half done' }));
  restart();
  expect(() => as('agent', (screens) => screens.resume(interviewId))).toThrow(`There is no flow interview ${interviewId}.`);
  const view = as('admin', (screens) => screens.resume(interviewId));
  expect(view.screen?.fields.map(({ name, value }) => [name, value])).toEqual([['Word', 'half done']]);
});

test('rows of ended jobs stay a week', () => {
  apex.succeeds("System.enqueueJob(new Note('queued')); System.schedule('once', '0 0 11 20 5 ? 2026', new Note('once'));");
  org.passTime(HOUR);
  const count = (): string[] => apex.debugs("System.debug([SELECT COUNT() FROM AsyncApexJob] + ' ' + [SELECT COUNT() FROM CronJobDetail WHERE JobType = '7']);");
  restart(() => clock.advance(6 * 24 * HOUR));
  expect(count()).toEqual(['2 1']);
  restart(() => clock.advance(24 * HOUR));
  expect(count()).toEqual(['0 0']);
});

test('a flow that is gone leaves the calendar', () => {
  const file = join(projectDir, 'force-app/main/default/flows/Widget_Daily.flow-meta.xml');
  restart(() => unlinkSync(file));
  expect(apex.debugs('System.debug([SELECT COUNT() FROM CronTrigger]);')).toEqual(['0']);
});
