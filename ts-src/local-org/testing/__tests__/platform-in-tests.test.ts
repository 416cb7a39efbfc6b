import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setupIds } from '../../security/index.ts';
import { testHost } from '../../test-host.ts';
import type { TestWorld } from '../index.ts';

/** What only a test method can do, seen from test methods. */
const META = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const FILES: Readonly<Record<string, string>> = {
  'sfdx-project.json': '{"packageDirectories":[{"path":"app"}]}',
  'app/objects/Noticed__e/Noticed__e.object-meta.xml': `<CustomObject ${META}><label>Noticed</label><pluralLabel>Noticed</pluralLabel><deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><publishBehavior>PublishAfterCommit</publishBehavior></CustomObject>`,
  'app/objects/Noticed__e/fields/What__c.field-meta.xml': `<CustomField ${META}><fullName>What__c</fullName><label>What</label><type>Text</type><length>20</length><required>true</required></CustomField>`,
  'app/classes/Heard.cls': `public class Heard implements EventBus.EventPublishSuccessCallback, EventBus.EventPublishFailureCallback {
    private final String uuid;
    public Heard(String uuid) { this.uuid = uuid; }
    public void onSuccess(EventBus.SuccessResult result) { insert new Account(Name = 'success ' + (result.getEventUuids()[0] == uuid)); }
    public void onFailure(EventBus.FailureResult result) { insert new Account(Name = 'failure ' + (result.getEventUuids()[0] == uuid)); }
  }`,
  'app/triggers/Noticed.trigger': "trigger Noticed on Noticed__e (after insert) { for (Noticed__e event : Trigger.new) { insert new Account(Name = event.What__c); } }",
  'app/classes/EventsTest.cls': `@IsTest
private class EventsTest {
  static Noticed__e event() { Noticed__e made = (Noticed__e) Noticed__e.SObjectType.newSObject(null, true); made.What__c = 'it'; return made; }
  static Set<String> names() { Set<String> names = new Set<String>(); for (Account row : [SELECT Name FROM Account]) { names.add(row.Name); } return names; }
  @IsTest static void delivered() {
    Noticed__e noticed = event();
    Test.startTest();
    EventBus.publish(noticed, new Heard(noticed.EventUuid));
    Test.stopTest();
    Assert.areEqual(new Set<String>{ 'it', 'success true' }, names());
  }
  @IsTest static void madeToFail() {
    Noticed__e noticed = event();
    Test.startTest();
    EventBus.publish(noticed, new Heard(noticed.EventUuid));
    Test.getEventBus().fail();
    Test.stopTest();
    Assert.areEqual(new Set<String>{ 'failure true' }, names());
  }
  @IsTest static void incomplete() {
    Database.SaveResult result = EventBus.publish(new Noticed__e());
    Test.getEventBus().deliver();
    Assert.isFalse(result.isSuccess());
    Assert.areEqual('Required fields are missing: [What__c]', result.getErrors()[0].getMessage());
    Assert.isTrue(names().isEmpty());
  }
  @IsTest static void roleOfAUserByName() {
    User made = new User(Alias = 'a', Email = 'a@b.example', EmailEncodingKey = 'UTF-8', LastName = 'A', LanguageLocaleKey = 'en_US', LocaleSidKey = 'en_US', TimeZoneSidKey = 'GMT', Username = 'by.name@b.example', Profile = new Profile(Name = 'Minimum Access - Salesforce'));
    insert made;
    Assert.areEqual('Minimum Access - Salesforce', [SELECT Profile.Name FROM User WHERE Id = :made.Id].Profile.Name);
    Task work = new Task(Subject = 'S', Type = 'Other'); insert work;
    System.runAs(made) {
      Task seen = (Task) Security.stripInaccessible(AccessType.READABLE, [SELECT Subject, Type FROM Task]).getRecords()[0];
      Assert.isFalse(seen.isSet('Type'));
      Assert.areEqual('S', seen.Subject);
    }
  }
  @IsTest(SeeAllData=true) static void withData() { ConnectApi.ChatterUsers.getFollowings(null, 'me'); }
}`,
};

let world: TestWorld;
beforeAll(() => {
  const root = mkdtempSync(join(tmpdir(), 'platform-in-tests-'));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  world = testHost({ projectDir: root }).openWorld();
});
afterAll(() => world.close());

const run = (method: string): void => {
  const mark = world.mark();
  try {
    world.call(setupIds.user('admin@local.example'), 'EventsTest', method);
  } finally {
    mark.rollback();
  }
};

test('a published event reaches trigger and callback, with the uuid its publisher knows', () => {
  expect(() => run('delivered')).not.toThrow();
});

test('an event that was made to fail reaches nobody but the callback', () => {
  expect(() => run('madeToFail')).not.toThrow();
});

test('an event without a required field is not published', () => {
  expect(() => run('incomplete')).not.toThrow();
});

test('a profile may be given by its name; field-level security governs activities', () => {
  expect(() => run('roleOfAUserByName')).not.toThrow();
});

test('ConnectApi in a test that sees the org\'s data is a gap, not an exception of the platform', () => {
  expect(() => run('withData')).toThrow('Not implemented in the local org: ConnectApi.ChatterUsers.getfollowings');
});
