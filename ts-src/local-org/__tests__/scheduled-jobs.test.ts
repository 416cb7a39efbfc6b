import { AnonymousRunner } from './support/anonymous-runner.ts';
import { widgetProjectWith } from './support/project-with.ts';
import { MovableClock } from '../execution/clock.ts';
import { openLocalOrg } from '../org.ts';
import { testHost } from '../test-host.ts';
import type { OpenedOrg } from '../org.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 4, 20, 10, 30);

const CLASSES = {
  /** Writes when, as whom and with what it ran. */
  Nightly: `public with sharing class Nightly implements Schedulable {
    private final String word;
    private Integer runs = 0;
    public Nightly(String word) { this.word = word; }
    public void execute(SchedulableContext context) {
        runs++;
        insert as system new Widget__c(Name = word, Code__c = word + System.currentTimeMillis(), Notes__c = Datetime.now().formatGmt('MM-dd HH:mm') + ' ' + UserInfo.getName() + ' ' + runs + ' ' + System.isScheduled() + ' ' + Limits.getLimitQueries() + ' ' + (context.getTriggerId() != null));
        if (word == 'fails') { throw new IllegalArgumentException('broken'); }
        if (word == 'once') { System.abortJob(context.getTriggerId()); }
    }
}`,
  Sweep: `public with sharing class Sweep implements Database.Batchable<String> {
    public Iterable<String> start(Database.BatchableContext context) { return new List<String>{ 'a', 'b' }; }
    public void execute(Database.BatchableContext context, List<String> scope) { insert as system new Widget__c(Name = 'Swept ' + scope[0]); }
    public void finish(Database.BatchableContext context) {}
}`,
  Caller: `public with sharing class Caller implements Schedulable {
    public HttpRequest request = new HttpRequest();
    public void execute(SchedulableContext context) {}
}`,
  Starter: `public with sharing class Starter implements Schedulable {
    public void execute(SchedulableContext context) {
        insert as system new Widget__c(Name = 'Started');
        Database.executeBatch(new Sweep());
    }
}`,
  NightlyTest: `@IsTest
private class NightlyTest {
    @IsTest
    static void whatItEnqueuesWaits() {
        Test.startTest();
        System.schedule('starter', '0 0 3 * * ?', new Starter());
        Test.stopTest();
        Assert.areEqual(1, [SELECT COUNT() FROM Widget__c]);
        Assert.areEqual('Queued', [SELECT Status FROM AsyncApexJob WHERE JobType = 'BatchApex'].Status);
    }

    @IsTest
    static void runsOnceAtStopTest() {
        Test.startTest();
        Id jobId = System.schedule('nightly', '0 0 3 1 1 ? 2099', new Nightly('test'));
        CronTrigger before = [SELECT CronExpression, TimesTriggered, NextFireTime, State, CronJobDetail.Name, CronJobDetail.JobType FROM CronTrigger WHERE Id = :jobId];
        Assert.areEqual('0 0 3 1 1 ? 2099', before.CronExpression);
        Assert.areEqual(0, before.TimesTriggered);
        Assert.areEqual('2099-01-01 03:00:00', before.NextFireTime.formatGmt('yyyy-MM-dd HH:mm:ss'));
        Assert.areEqual('WAITING nightly 7', before.State + ' ' + before.CronJobDetail.Name + ' ' + before.CronJobDetail.JobType);
        Assert.areEqual(0, [SELECT COUNT() FROM Widget__c]);
        Test.stopTest();
        Assert.areEqual(1, [SELECT COUNT() FROM Widget__c WHERE Name = 'test']);
        CronTrigger after = [SELECT CronExpression, TimesTriggered, NextFireTime, State, CronJobDetail.Name, CronJobDetail.JobType FROM CronTrigger WHERE Id = :jobId];
        Assert.areEqual(before, after);
    }
}`,
};

const FLOW = (name: string, schedule: string, element: string, more = ''): Record<string, string> => ({
  [`flows/${name}.flow-meta.xml`]: `<?xml version="1.0" encoding="UTF-8"?><Flow xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><label>${name}</label><processType>AutoLaunchedFlow</processType><status>Active</status>${element}
    <start><locationX>0</locationX><locationY>0</locationY><connector><targetReference>Do_It</targetReference></connector>${more}<schedule>${schedule}</schedule><triggerType>Scheduled</triggerType></start></Flow>`,
});
const CREATE = '<recordCreates><name>Do_It</name><label>Do It</label><locationX>0</locationX><locationY>0</locationY><inputAssignments><field>Name</field><value><stringValue>From flow</stringValue></value></inputAssignments><object>Account</object></recordCreates>';
const MAIL = '<actionCalls><name>Do_It</name><label>Do It</label><locationX>0</locationX><locationY>0</locationY><actionName>emailSimple</actionName><actionType>emailSimple</actionType><flowTransactionModel>CurrentTransaction</flowTransactionModel><inputParameters><name>emailAddresses</name><value><stringValue>ada@example.com</stringValue></value></inputParameters><inputParameters><name>emailSubject</name><value><stringValue>Due</stringValue></value></inputParameters><inputParameters><name>emailBody</name><value><elementReference>$Record.Name</elementReference></value></inputParameters></actionCalls>';

const failures: string[] = [];
let org: OpenedOrg;
let apex: AnonymousRunner;
let projectDir: string;

beforeAll(() => {
  projectDir = widgetProjectWith(CLASSES, {
    ...FLOW('Widget_Daily', '<frequency>Daily</frequency><startDate>2026-05-22</startDate><startTime>06:00:00.000Z</startTime>', CREATE),
    ...FLOW('Widget_Mailer', '<frequency>Once</frequency><startDate>2026-05-25</startDate><startTime>08:00:00.000Z</startTime>', MAIL, '<filterLogic>and</filterLogic><filters><field>Name</field><operator>EqualTo</operator><value><stringValue>Mail me</stringValue></value></filters><object>Widget__c</object>'),
  });
});
beforeEach(() => {
  const clock = new MovableClock();
  clock.fix(START);
  failures.length = 0;
  org = openLocalOrg({ projectDir, clock, onJobFailure: (name, error) => failures.push(`${name}: ${(error as Error).message}`) });
  apex = new AnonymousRunner(org);
});
afterEach(() => org.close());

const widgets = (): string[] => apex.debugs("for (Widget__c w : [SELECT Name, Notes__c FROM Widget__c ORDER BY Code__c NULLS FIRST, Id]) { System.debug(w.Name + ' | ' + w.Notes__c); }").map((line) => line.replace(' | null', ''));
const triggers = (): string[] => apex.debugs("for (CronTrigger t : [SELECT CronJobDetail.Name, State, TimesTriggered, NextFireTime, PreviousFireTime FROM CronTrigger WHERE CronJobDetail.JobType != '6' ORDER BY CronJobDetail.Name]) { System.debug(t.CronJobDetail.Name + ' ' + t.State + ' ' + t.TimesTriggered + ' ' + (t.PreviousFireTime == null ? 'never' : t.PreviousFireTime.formatGmt('MM-dd HH:mm')) + ' ' + (t.NextFireTime == null ? 'never' : t.NextFireTime.formatGmt('MM-dd HH:mm'))); }");
const fromFlow = (): number => Number(apex.debugs("System.debug([SELECT COUNT() FROM Account WHERE Name = 'From flow' AND CreatedBy.Name = 'Automated Process']);")[0]);
/** As the agent, who may do little. */
const asAgent = (source: string): void => expect(org.executeAnonymous(org.persona('agent')!.userId, source)).toMatchObject({ success: true });

test('a scheduled class runs each time that comes, in order, as the user who scheduled it', () => {
  expect(org.problems).toEqual([]);
  apex.succeeds("System.schedule('nightly', '0 0 3 * * ?', new Nightly('night'));");
  asAgent("System.schedule('noon', '0 0 12 * * ?', new Nightly('noon'));");
  expect(triggers()).toEqual(['nightly WAITING 0 never 05-21 03:00', 'noon WAITING 0 never 05-20 12:00']);
  org.passTime(HOUR);
  expect(widgets()).toEqual([]);
  org.passTime(26 * HOUR);
  expect(apex.debugs("for (Widget__c w : [SELECT Notes__c FROM Widget__c ORDER BY Id]) { System.debug(w.Notes__c); }")).toEqual(['05-20 12:00 Gus Agent 1 true 100 true', '05-21 03:00 Ada Admin 1 true 100 true', '05-21 12:00 Gus Agent 1 true 100 true']);
  expect(triggers()).toEqual(['nightly WAITING 1 05-21 03:00 05-22 03:00', 'noon WAITING 2 05-21 12:00 05-22 12:00']);
});

test('times that were missed are made up for by one run', () => {
  apex.succeeds("System.schedule('nightly', '0 0 * * * ?', new Nightly('night'));");
  org.clock.advance(5 * HOUR);
  org.runJobs();
  expect(widgets()).toEqual(['night | 05-20 15:30 Ada Admin 1 true 100 true']);
  expect(triggers()).toEqual(['nightly WAITING 1 05-20 15:30 05-20 16:00']);
});

test('one that fails is undone and told of, and comes again', () => {
  apex.succeeds("System.schedule('hourly', '0 0 * * * ?', new Nightly('fails'));");
  org.passTime(2 * HOUR);
  expect([widgets(), failures]).toEqual([[], ['hourly: broken', 'hourly: broken']]);
  expect(triggers()).toEqual(['hourly WAITING 2 05-20 12:00 05-20 13:00']);
  expect(apex.debugs("for (AsyncApexJob j : [SELECT JobType, Status, NumberOfErrors, ExtendedStatus, ApexClass.Name, CronTrigger.CronJobDetail.Name FROM AsyncApexJob]) { System.debug(j.JobType + ' ' + j.Status + ' ' + j.NumberOfErrors + ' ' + j.ExtendedStatus + ' ' + j.ApexClass.Name + ' ' + j.CronTrigger.CronJobDetail.Name); }")).toEqual(['ScheduledApex Queued 2 broken Nightly hourly']);
});

test('the last time ends a job, and its name is free again', () => {
  apex.succeeds("System.schedule('last', '0 0 11 20 5 ? 2026', new Nightly('last'));");
  org.passTime(HOUR);
  expect(triggers()).toEqual(['last COMPLETE 1 05-20 11:00 never']);
  expect(apex.debugs('System.debug([SELECT Status FROM AsyncApexJob].Status);')).toEqual(['Completed']);
  apex.succeeds("System.schedule('last', '0 0 3 * * ?', new Nightly('last'));");
});

test('a name is taken once, in any case, and a hundred classes are the most', () => {
  apex.succeeds("System.schedule('nightly', '0 0 3 * * ?', new Nightly('night'));");
  expect(apex.run("System.schedule('Nightly', '0 0 4 * * ?', new Nightly('night'));").exceptionMessage).toBe('System.AsyncException: The Apex job named "Nightly" is already scheduled for execution.');
  apex.succeeds("for (Integer i = 1; i < 100; i++) { System.schedule('job ' + i, '0 0 3 * * ?', new Nightly('night')); }");
  expect(apex.run("System.schedule('one more', '0 0 3 * * ?', new Nightly('night'));").exceptionMessage).toBe('System.AsyncException: You have exceeded the maximum number (100) of Apex scheduled jobs.');
});

test('aborted jobs do not come, nor does what a rolled-back transaction scheduled', () => {
  apex.succeeds("Id jobId = System.schedule('nightly', '0 0 3 * * ?', new Nightly('night')); System.schedule('once', '0 0 * * * ?', new Nightly('once'));");
  expect(apex.run("System.schedule('gone', '0 0 * * * ?', new Nightly('gone')); throw new IllegalArgumentException();").success).toBe(false);
  apex.succeeds("System.abortJob([SELECT Id FROM CronTrigger WHERE CronJobDetail.Name = 'nightly'].Id);");
  org.passTime(24 * HOUR);
  expect(widgets()).toEqual(['once | 05-20 11:00 Ada Admin 1 true 100 true']);
  expect(triggers()).toEqual([]);
  expect(apex.run("System.abortJob('08e000000000001AAA');").exceptionMessage).toBe('System.StringException: Job does not exist or is already aborted.');
});

test('a batch is put off by minutes', () => {
  apex.succeeds("System.scheduleBatch(new Sweep(), 'sweep', 45, 1);");
  org.passTime(44 * 60_000);
  expect(widgets()).toEqual([]);
  org.passTime(60_000);
  expect(widgets()).toEqual(['Swept a', 'Swept b']);
  expect(apex.debugs("System.debug([SELECT CronExpression FROM CronTrigger WHERE CronJobDetail.JobType = '9'].CronExpression);")).toEqual(['0 15 11 20 5 ? 2026']);
});

test('a job that holds what cannot be kept is not put on the calendar', () => {
  expect(apex.run("System.schedule('caller', '0 0 3 * * ?', new Caller());").exceptionMessage).toBe('System.SerializationException: Not Serializable: HttpRequest');
});

test('scheduled flows come by the same clock, as the Automated Process user, and their mails go to the outbox', () => {
  expect(apex.debugs("for (CronTrigger t : [SELECT CronJobDetail.Name, CronExpression, NextFireTime, Owner.Name FROM CronTrigger WHERE CronJobDetail.JobType = '6' ORDER BY CronJobDetail.Name]) { System.debug(t.CronJobDetail.Name + ' ' + t.CronExpression + ' ' + t.NextFireTime.formatGmt('MM-dd HH:mm') + ' ' + t.Owner.Name); }")).toEqual([
    'Widget_Daily 0 0 6 * * ? 05-22 06:00 Automated Process', 'Widget_Mailer 0 0 8 25 5 ? 2026 05-25 08:00 Automated Process',
  ]);
  apex.succeeds("insert as system new List<Widget__c>{ new Widget__c(Name = 'Mail me'), new Widget__c(Name = 'Not me', Code__c = 'x') };");
  org.passTime(3 * 24 * HOUR);
  expect(fromFlow()).toBe(2);
  expect(org.emails).toEqual([]);
  org.passTime(7 * 24 * HOUR);
  expect(org.emails).toEqual([{ to: ['ada@example.com'], cc: [], bcc: [], subject: 'Due', body: 'Mail me', html: false }]);
  expect(fromFlow()).toBe(9);
});

test('mails of Apex go to the same outbox when their transaction commits', () => {
  const send = "Messaging.SingleEmailMessage mail = new Messaging.SingleEmailMessage(); mail.setToAddresses(new List<String>{ 'a@example.com' }); mail.setSubject('Hi'); mail.setHtmlBody('<b>x</b>'); Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ mail });";
  expect(apex.run(`${send} throw new IllegalArgumentException();`).success).toBe(false);
  apex.succeeds(send);
  org.runJobs();
  expect(org.emails).toEqual([{ to: ['a@example.com'], cc: [], bcc: [], subject: 'Hi', body: '<b>x</b>', html: true }]);
});

test('the outbox keeps mails for thirty days, as the log of a real org does', () => {
  apex.succeeds("Messaging.SingleEmailMessage mail = new Messaging.SingleEmailMessage(); mail.setToAddresses(new List<String>{ 'b@example.com' }); mail.setPlainTextBody('x'); Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ mail });");
  org.runJobs();
  org.passTime(29 * 86_400_000);
  expect(org.emails).toHaveLength(1);
  org.passTime(2 * 86_400_000);
  expect(org.emails).toEqual([]);
});

test('a running org comes to its jobs by itself when the clock moves on', async () => {
  apex.succeeds("System.schedule('noon', '0 0 12 * * ?', new Nightly('noon'));");
  org.clock.advance(2 * HOUR);
  await new Promise((resolve) => setImmediate(resolve));
  expect(triggers()).toEqual(['noon WAITING 1 05-20 12:30 05-21 12:00']);
});

test.each(['runsOnceAtStopTest', 'whatItEnqueuesWaits'])('inside a test a scheduled class runs once at stopTest, whenever it is due: %s', (method) => {
  const world = testHost({ projectDir }).openWorld();
  expect(() => world.call(org.persona('admin')!.userId, 'NightlyTest', method)).not.toThrow();
  world.close();
});
