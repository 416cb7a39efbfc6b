import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnonymousRunner } from './support/anonymous-runner.ts';
import { widgetProject } from './support/widget-project.ts';
import { openLocalOrg } from '../org.ts';
import { testHost } from '../test-host.ts';
import type { OpenedOrg } from '../org.ts';

/** A queueable with a finalizer that writes how its job ended. */
const FRAGILE = `public with sharing class Fragile implements Queueable, Finalizer {
    private final String mood;
    public Fragile(String mood) { this.mood = mood; }
    public void execute(QueueableContext context) {
        System.attachFinalizer(this);
        insert as system new Widget__c(Name = 'Work of ' + mood);
        if (mood == 'bad') { throw new IllegalArgumentException('broken'); }
        if (mood == 'endless') { while (true) { Integer n = 1; } }
        if (mood == 'greedy') { for (Integer i = 0; i < 300; i++) { Integer n = [SELECT COUNT() FROM Widget__c]; } }
    }
    public void execute(FinalizerContext context) {
        String message = context.getException() == null ? 'none' : context.getException().getMessage();
        AsyncApexJob job = [SELECT Status FROM AsyncApexJob WHERE Id = :context.getAsyncApexJobId()];
        insert as system new Widget__c(Name = mood + ' ' + context.getResult(), Notes__c = job.Status + ': ' + message + ' ' + Limits.getQueries());
    }
}
`;
const FRAGILE_TEST = `@IsTest
private class FragileTest {
    @IsTest
    static void endsWell() {
        Test.startTest();
        Id jobId = System.enqueueJob(new Fragile('good'));
        Assert.areEqual('Queued', [SELECT Status FROM AsyncApexJob WHERE Id = :jobId].Status);
        Test.stopTest();
        AsyncApexJob job = [SELECT Status, NumberOfErrors, CompletedDate FROM AsyncApexJob WHERE Id = :jobId];
        Assert.areEqual('Completed', job.Status);
        Assert.areEqual(0, job.NumberOfErrors);
        Assert.isNotNull(job.CompletedDate);
        Assert.areEqual(1, [SELECT COUNT() FROM Widget__c WHERE Name = 'good SUCCESS']);
    }

    @IsTest
    static void fails() {
        Test.startTest();
        Id jobId = System.enqueueJob(new Fragile('bad'));
        try {
            Test.stopTest();
            Assert.fail('the test is told of the failure');
        } catch (IllegalArgumentException e) {
            Assert.areEqual('broken', e.getMessage());
        }
        AsyncApexJob job = [SELECT Status, NumberOfErrors, ExtendedStatus FROM AsyncApexJob WHERE Id = :jobId];
        Assert.areEqual('Failed', job.Status);
        Assert.areEqual(1, job.NumberOfErrors);
        Assert.isTrue(job.ExtendedStatus.contains('broken'), job.ExtendedStatus);
        Assert.areEqual(1, [SELECT COUNT() FROM Widget__c WHERE Name = 'bad UNHANDLED_EXCEPTION']);
        Assert.areEqual(0, [SELECT COUNT() FROM Widget__c WHERE Name = 'Work of bad']);
    }
}
`;

let org: OpenedOrg;
let apex: AnonymousRunner;
let projectDir: string;
const failures: string[] = [];

beforeAll(() => {
  projectDir = widgetProject();
  for (const [name, source] of Object.entries({ Fragile: FRAGILE, FragileTest: FRAGILE_TEST })) {
    writeFileSync(join(projectDir, `force-app/main/default/classes/${name}.cls`), source);
    writeFileSync(join(projectDir, `force-app/main/default/classes/${name}.cls-meta.xml`), '<?xml version="1.0" encoding="UTF-8"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><status>Active</status></ApexClass>');
  }
  org = openLocalOrg({ projectDir, cpuPatience: 0.02, onJobFailure: (name, error) => failures.push(`${name}: ${(error as Error).message}`) });
  apex = new AnonymousRunner(org);
});
afterEach(() => {
  apex.succeeds('delete [SELECT Id FROM Widget__c];');
  failures.length = 0;
});
afterAll(() => org.close());

const outcome = (mood: string): string[] => {
  apex.succeeds(`System.enqueueJob(new Fragile('${mood}'));`);
  org.runJobs();
  return apex.debugs('for (Widget__c w : [SELECT Name, Notes__c FROM Widget__c ORDER BY Name]) { System.debug(w.Name + ' + "' | '" + ' + w.Notes__c); }');
};

test('a finalizer runs after the job that went well, which is complete by then', () => {
  expect(org.problems).toEqual([]);
  expect(outcome('good')).toEqual(['good SUCCESS | Completed: none 1', 'Work of good | null']);
  expect(failures).toEqual([]);
});

test('a job that fails is undone and failed, and its finalizer learns why in a transaction of its own', () => {
  expect(outcome('bad')).toEqual(['bad UNHANDLED_EXCEPTION | Failed: broken 1']);
  expect(failures).toEqual(['Fragile: broken']);
});

test('a finalizer runs even when a limit or the watchdog ended its job', () => {
  expect(outcome('greedy')).toEqual(['greedy UNHANDLED_EXCEPTION | Failed: Too many SOQL queries: 201 1']);
  apex.succeeds('delete [SELECT Id FROM Widget__c];');
  expect(outcome('endless')).toEqual(['endless UNHANDLED_EXCEPTION | Failed: Apex CPU time limit exceeded 1']);
});

test.each(['endsWell', 'fails'])('inside a test jobs end as Completed or Failed: %s', (method) => {
  const world = testHost({ projectDir }).openWorld();
  expect(() => world.call(org.persona('admin')!.userId, 'FragileTest', method)).not.toThrow();
  world.close();
});
