import { AnonymousRunner } from './support/anonymous-runner.ts';
import { widgetProjectWith } from './support/project-with.ts';
import { MovableClock } from '../execution/clock.ts';
import { openLocalOrg } from '../org.ts';
import { testHost } from '../test-host.ts';
import type { OpenedOrg } from '../org.ts';

const CLASSES = {
  /** Chunks of widgets; those named so break start, a chunk or finish. */
  Painter: `public with sharing class Painter implements Database.Batchable<SObject>, Database.RaisesPlatformEvents {
    protected final String breaks;
    protected Integer painted = 0;
    public Painter(String breaks) { this.breaks = breaks; }
    public virtual Database.QueryLocator start(Database.BatchableContext context) {
        painted = 100;
        if (breaks == 'start') { throw new IllegalArgumentException('no start'); }
        return Database.getQueryLocator('SELECT Name FROM Widget__c WHERE Quantity__c = null ORDER BY Name');
    }
    public void execute(Database.BatchableContext context, List<Widget__c> scope) {
        for (Widget__c widget : scope) { painted++; widget.Notes__c = 'painted ' + painted; }
        update as system scope;
        if (breaks == scope[0].Name) { throw new IllegalArgumentException('no ' + breaks); }
        if (breaks == 'abort') { System.abortJob(context.getJobId()); }
    }
    public void finish(Database.BatchableContext context) {
        insert as system new Widget__c(Name = 'Finish', Code__c = context.getJobId(), Quantity__c = 1, Notes__c = 'finished ' + painted);
        if (breaks == 'finish') { throw new IllegalArgumentException('no finish'); }
    }
}`.replace('public with sharing class', 'public virtual with sharing class'),
  Counter: 'public with sharing class Counter extends Painter implements Database.Stateful { public Counter(String breaks) { super(breaks); } }',
  Worker: `public with sharing class Worker implements Queueable {
    private String what; private Integer depth;
    public Worker(String what, Integer depth) { this.what = what; this.depth = depth; }
    public void execute(QueueableContext context) {
        String limit50 = Limits.getLimitQueries() + ' ' + Limits.getLimitQueueableJobs() + ' ' + Limits.getLimitFutureCalls() + ' ' + Limits.getLimitHeapSize();
        insert as system new Widget__c(Name = what + depth, Notes__c = what + ' ' + AsyncInfo.getCurrentQueueableStackDepth() + ' ' + limit50);
        if (what == 'twice') { System.enqueueJob(new Worker('one', 1)); System.enqueueJob(new Worker('two', 1)); }
        if (depth > 1) { System.enqueueJob(new Worker(what, depth - 1)); }
        if (what == 'calls') { Worker.later('from queueable'); }
    }
    @future public static void later(String name) {
        insert as system new Widget__c(Name = name, Notes__c = Limits.getLimitQueries() + ' ' + Limits.getLimitQueueableJobs() + ' ' + Limits.getLimitFutureCalls());
        if (name == 'nested') { Worker.later('deeper'); }
    }
}`,
  Words: `public with sharing class Words implements Queueable {
    public List<String> words = new List<String>();
    public void execute(QueueableContext context) { insert as system new Widget__c(Name = 'Words', Notes__c = String.valueOf(words)); }
}`,
  BatchErrors: `public with sharing class BatchErrors {
    public static void note(List<BatchApexErrorEvent> events) {
        List<Widget__c> notes = new List<Widget__c>();
        for (BatchApexErrorEvent event : events) { notes.add(new Widget__c(Name = 'Error in ' + event.Phase, Notes__c = event.ExceptionType + ' ' + event.Message + ' ' + event.JobScope.split(',').size() + ' ' + (event.AsyncApexJobId != null))); }
        insert as system notes;
    }
}`,
  WorkerTest: `@IsTest
private class WorkerTest {
    @IsTest
    static void statusOfAll() {
        Test.startTest();
        System.enqueueJob(new Worker('queued', 1));
        Worker.later('future');
        insert new Widget__c(Name = 'Row');
        Id batchId = Database.executeBatch(new Painter(''));
        Assert.areEqual(3, [SELECT COUNT() FROM AsyncApexJob WHERE Status = 'Queued']);
        Test.stopTest();
        Assert.areEqual(3, [SELECT COUNT() FROM AsyncApexJob WHERE Status = 'Completed' AND NumberOfErrors = 0 AND CompletedDate != null]);
        AsyncApexJob job = [SELECT TotalJobItems, JobItemsProcessed FROM AsyncApexJob WHERE Id = :batchId];
        Assert.areEqual('1 1', job.TotalJobItems + ' ' + job.JobItemsProcessed);
    }
}`,
};
const TRIGGER = {
  'triggers/BatchErrorTrigger.trigger': 'trigger BatchErrorTrigger on BatchApexErrorEvent (after insert) { BatchErrors.note(Trigger.new); }',
  'triggers/BatchErrorTrigger.trigger-meta.xml': '<?xml version="1.0" encoding="UTF-8"?><ApexTrigger xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><status>Active</status></ApexTrigger>',
};

let org: OpenedOrg;
let apex: AnonymousRunner;
let projectDir: string;
beforeAll(() => {
  projectDir = widgetProjectWith(CLASSES, TRIGGER);
});
beforeEach(() => {
  org = openLocalOrg({ projectDir, clock: new MovableClock() });
  apex = new AnonymousRunner(org);
});
afterEach(() => org.close());

const paint = (job: string, size = 2): void => {
  apex.succeeds("List<Widget__c> rows = new List<Widget__c>(); for (String name : new List<String>{ 'A', 'B', 'C', 'D', 'E' }) { rows.add(new Widget__c(Name = name)); } insert rows;");
  apex.succeeds(`Database.executeBatch(${job}, ${size});`);
};
const notes = (): string[] => apex.debugs("for (Widget__c w : [SELECT Name, Notes__c FROM Widget__c ORDER BY Name]) { System.debug(w.Name + ': ' + w.Notes__c); }");
const jobs = (where = 'Id != null'): string[] => apex.debugs(`for (AsyncApexJob j : [SELECT JobType, ApexClass.Name, MethodName, Status, JobItemsProcessed, TotalJobItems, NumberOfErrors, ExtendedStatus, CompletedDate FROM AsyncApexJob WHERE ${where} ORDER BY Id]) { System.debug(j.JobType + ' ' + j.ApexClass.Name + ' ' + j.MethodName + ' ' + j.Status + ' ' + j.JobItemsProcessed + '/' + j.TotalJobItems + ' ' + j.NumberOfErrors + ' ' + j.ExtendedStatus + ' ' + (j.CompletedDate != null)); }`);

test('a batch works through its chunks, each as it was enqueued, and shows how far it came', () => {
  expect(org.problems).toEqual([]);
  paint("new Painter('')");
  expect(jobs()).toEqual(['BatchApex Painter null Queued 0/0 0 null false']);
  org.runJobs();
  expect(notes()).toEqual(['A: painted 1', 'B: painted 2', 'C: painted 1', 'D: painted 2', 'E: painted 1', 'Finish: finished 0']);
  expect(jobs()).toEqual(['BatchApex Painter null Completed 3/3 0 null true']);
});

test('a stateful batch takes its fields from start through every chunk to finish', () => {
  paint("new Counter('')");
  org.runJobs();
  expect(notes()).toEqual(['A: painted 101', 'B: painted 102', 'C: painted 103', 'D: painted 104', 'E: painted 105', 'Finish: finished 105']);
});

test('a chunk that fails is undone and told by an event; the others and finish go on, with the state from before it', () => {
  paint("new Counter('C')");
  org.runJobs();
  expect(notes()).toEqual(['A: painted 101', 'B: painted 102', 'C: null', 'D: null', 'E: painted 103', 'Error in EXECUTE: System.IllegalArgumentException no C 2 true', 'Finish: finished 103']);
  expect(jobs()).toEqual(['BatchApex Counter null Completed 3/3 1 First error: no C true']);
});

test.each([['start', ['A: null', 'B: null', 'C: null', 'D: null', 'E: null', 'Error in START: System.IllegalArgumentException no start 1 true'], '0/0'], ['finish', ['A: painted 1', 'B: painted 2', 'C: painted 3', 'D: painted 4', 'E: painted 5', 'Error in FINISH: System.IllegalArgumentException no finish 1 true'], '1/1']])('a batch that fails in %s has failed', (phase, left, items) => {
  paint(`new Painter('${phase}')`, 200);
  org.runJobs();
  expect(notes()).toEqual(left);
  expect(jobs()).toEqual([`BatchApex Painter null Failed ${items} 1 First error: no ${phase} true`]);
});

test('an aborted batch ends after the chunk that runs', () => {
  paint("new Painter('abort')");
  org.runJobs();
  expect(notes()).toEqual(['A: painted 1', 'B: painted 2', 'C: null', 'D: null', 'E: null']);
  expect(jobs()).toEqual(['BatchApex Painter null Aborted 1/3 0 null true']);
  expect(apex.run('System.abortJob([SELECT Id FROM AsyncApexJob].Id);').exceptionMessage).toBe('System.StringException: Job does not exist or is already aborted.');
});

test('five batches have a place, more are held, a hundred of them at most', () => {
  apex.succeeds("for (Integer i = 0; i < 7; i++) { Database.executeBatch(new Painter('')); }");
  expect(jobs().map((job) => job.split(' ')[3])).toEqual(['Queued', 'Queued', 'Queued', 'Queued', 'Queued', 'Holding', 'Holding']);
  apex.succeeds("System.abortJob([SELECT Id FROM AsyncApexJob WHERE Status = 'Queued' LIMIT 1].Id);");
  expect(jobs().map((job) => job.split(' ')[3])).toEqual(['Aborted', 'Queued', 'Queued', 'Queued', 'Queued', 'Queued', 'Holding']);
  org.runJobs();
  expect(jobs("Status = 'Completed'")).toHaveLength(6);
  expect(apex.run("for (Integer i = 0; i < 106; i++) { Database.executeBatch(new Painter('')); }").exceptionMessage).toContain("System.AsyncException: You've exceeded the limit of 100 jobs in the flex queue");
});

test('queueables go on from one another, one each, and may call future methods', () => {
  apex.succeeds("System.enqueueJob(new Worker('chain', 3)); System.enqueueJob(new Worker('calls', 1)); System.enqueueJob(new Worker('twice', 1));");
  org.runJobs();
  expect(notes()).toEqual(['calls1: calls 1 200 1 50 12000000', 'chain1: chain 3 200 1 50 12000000', 'chain2: chain 2 200 1 50 12000000', 'chain3: chain 1 200 1 50 12000000', 'from queueable: 200 1 0']);
  expect(jobs("ExtendedStatus LIKE 'Too many%'")).toEqual(['Queueable Worker null Failed 0/0 1 Too many queueable jobs added to the queue: 2 true']);
  expect(jobs("JobType = 'Future'")).toEqual(['Future Worker later Completed 0/0 0 null true']);
});

test('a future method calls none', () => {
  apex.succeeds("Worker.later('nested');");
  org.runJobs();
  expect([notes(), jobs()]).toEqual([[], ['Future Worker later Failed 0/0 1 Future method cannot be called from a future or batch method: Worker.later true']]);
});

test('a delay puts a queueable off, and a depth stops the chain', () => {
  const clock = org.clock;
  clock.fix(Date.UTC(2026, 4, 20));
  apex.succeeds("System.enqueueJob(new Worker('late', 1), 5); AsyncOptions options = new AsyncOptions(); options.MaximumQueueableStackDepth = 2; System.enqueueJob(new Worker('deep', 3), options);");
  org.passTime(4 * 60_000);
  expect(notes().map((note) => note.split(':')[0])).toEqual(['deep3']);
  org.passTime(60_000);
  expect(notes().map((note) => note.split(':')[0])).toEqual(['deep3', 'late1']);
  expect(jobs("Status = 'Failed'")).toEqual(['Queueable Worker null Failed 0/0 1 Maximum stack depth has been reached. true']);
});

test('a signature is taken until its job begins, in any transaction', () => {
  const enqueue = "AsyncOptions options = new AsyncOptions(); options.DuplicateSignature = new QueueableDuplicateSignature.Builder().addString('x').build(); System.enqueueJob(new Worker('signed', 1), options);";
  apex.succeeds(enqueue);
  expect(apex.run(enqueue).exceptionMessage).toContain('DuplicateMessageException');
  org.runJobs();
  apex.succeeds(enqueue);
});

test('what the caller does to an enqueued job later does not reach it', () => {
  apex.succeeds("Words job = new Words(); job.words.add('before'); System.enqueueJob(job); job.words.add('after');");
  org.runJobs();
  expect(notes()).toEqual(['Words: (before)']);
});

test('inside a test the rows of all kinds of jobs tell the truth', () => {
  const world = testHost({ projectDir }).openWorld();
  expect(() => world.call(org.persona('admin')!.userId, 'WorkerTest', 'statusOfAll')).not.toThrow();
  world.close();
});
