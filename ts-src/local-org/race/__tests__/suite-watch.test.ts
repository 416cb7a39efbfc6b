import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTestsInRaceMode } from '../../race-suite.ts';
import type { RaceSuiteResult } from '../../race-suite.ts';
import { tallyProject } from './support/tally-project.ts';

/** Tests of one transaction each, whose services are judged as if each call were one. */
const projectDir = tallyProject();
let result: RaceSuiteResult;

beforeAll(async () => {
  const classes = join(projectDir, 'force-app/main/classes');
  writeFileSync(join(classes, 'TallyTest.cls-meta.xml'), '<?xml version="1.0" encoding="UTF-8"?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><status>Active</status></ApexClass>\n');
  writeFileSync(join(classes, 'TallyTest.cls'), `@IsTest
private class TallyTest {
    @TestSetup
    static void make() { insert new Counter__c(Name = 'k', Key__c = 'k', Total__c = 0); }

    @IsTest static void careful() { Tally.add('k', 1); }
    @IsTest static void careless() { Tally.addCarelessly('k', 1); }
    @IsTest static void lockedByAnEarlierCall() {
        Tally.add('k', 1);
        Tally.addCarelessly('k', 1);
    }
    @IsTest static void lockRolledBack() { Tally.addBehindRolledBackLock('k'); }
    @IsTest static void madeInTheCall() { Tally.createAndRename('made'); }
    @IsTest static void theTestItself() { update [SELECT Id FROM Counter__c]; }
    @IsTest static void theTestHoldsTheRow() {
        Counter__c held = [SELECT Id FROM Counter__c WHERE Key__c = 'k' FOR UPDATE];
        Tally.addCarelessly('k', 1);
    }
    @IsTest static void fails() { Assert.fail('as told'); }
}
`);
  result = await runTestsInRaceMode(projectDir, 'admin', ['Counter__c']);
});
afterAll(() => rmSync(projectDir, { recursive: true, force: true }));

const of = (method: string): readonly (readonly [boolean, string])[] => result.changes.filter(({ calledFrom }) => calledFrom.includes(`.${method}:`)).map(({ locked, stack }) => [locked, stack.split('\n', 1)[0]!.replace(/:.*/, '')]);

test('a call that locks or makes what it changes passes; one that does not is told with its place', () => {
  expect(of('careful')).toEqual([[true, 'Class.Tally.add']]);
  expect(of('madeInTheCall')).toEqual([[true, 'Class.Tally.createAndRename']]);
  expect(of('careless')).toEqual([[false, 'Class.Tally.addCarelessly']]);
  expect(of('lockRolledBack')).toEqual([[false, 'Class.Tally.addBehindRolledBackLock']]);
});

test('the lock of an earlier call is gone, though the test is one transaction', () => {
  expect(of('lockedByAnEarlierCall')).toEqual([[true, 'Class.Tally.add'], [false, 'Class.Tally.addCarelessly']]);
});

test('what the test does itself does not count, and a lock that it takes stands for the service', () => {
  expect(of('theTestItself')).toEqual([]);
  expect(of('theTestHoldsTheRow')).toEqual([[true, 'Class.Tally.addCarelessly']]);
});

test('the tests pass and fail as they do without it', () => {
  expect(result.tests.filter(({ outcome }) => outcome !== 'Pass').map(({ methodName, isTestSetup }) => [methodName, isTestSetup])).toEqual([['fails', false]]);
});
