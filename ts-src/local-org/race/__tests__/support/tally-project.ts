import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A project with counters (unique key, total), their entries (details) and a service that counts well and badly. */
export function tallyProject(): string {
  const root = mkdtempSync(join(tmpdir(), 'tally-project-'));
  for (const [path, text] of Object.entries(FILES)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return root;
}

const xml = (root: string, body: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${root}>\n`;
const field = (name: string, type: string, more: string): string => xml('CustomField', `<fullName>${name}</fullName><label>${name.replace('__c', '')}</label><type>${type}</type>${more}`);
const object = (label: string, sharing: string): string =>
  xml('CustomObject', `<label>${label}</label><pluralLabel>${label}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><deploymentStatus>Deployed</deploymentStatus><sharingModel>${sharing}</sharingModel>`);

const FILES: Record<string, string> = {
  'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '65.0' }),
  'config/local-org.json': JSON.stringify({
    personas: {
      admin: { name: 'Ada Admin', username: 'ada@tally.example', profile: 'System Administrator' },
      rival: { name: 'Rob Rival', username: 'rob@tally.example', profile: 'System Administrator' },
    },
  }),
  'force-app/main/objects/Counter__c/Counter__c.object-meta.xml': object('Counter', 'ReadWrite'),
  'force-app/main/objects/Counter__c/fields/Key__c.field-meta.xml': field('Key__c', 'Text', '<length>40</length><unique>true</unique><externalId>true</externalId>'),
  'force-app/main/objects/Counter__c/fields/Total__c.field-meta.xml': field('Total__c', 'Number', '<precision>18</precision><scale>0</scale><defaultValue>0</defaultValue>'),
  'force-app/main/objects/Entry__c/Entry__c.object-meta.xml': object('Entry', 'ControlledByParent'),
  'force-app/main/objects/Entry__c/fields/Counter__c.field-meta.xml': field('Counter__c', 'MasterDetail', '<referenceTo>Counter__c</referenceTo><relationshipName>Entries</relationshipName><relationshipLabel>Entries</relationshipLabel>'),
  'force-app/main/classes/Tally.cls-meta.xml': xml('ApexClass', '<apiVersion>65.0</apiVersion><status>Active</status>'),
  'force-app/main/classes/Tally.cls': `public with sharing class Tally {
    public static Integer calls = 0;

    /** Reads, then writes what it has read plus n: loses what others add in between. */
    public static void addCarelessly(String key, Integer n) {
        Counter__c counter = [SELECT Id, Total__c FROM Counter__c WHERE Key__c = :key];
        counter.Total__c += n;
        update counter;
    }

    public static void add(String key, Integer n) {
        calls++;
        Counter__c counter = [SELECT Id, Total__c FROM Counter__c WHERE Key__c = :key FOR UPDATE];
        counter.Total__c += n;
        update counter;
    }

    /** Says 'busy' where somebody else holds the counter. */
    public static String tryToAdd(String key, Integer n) {
        try {
            add(key, n);
            return 'added';
        } catch (QueryException locked) {
            return 'busy';
        } catch (DmlException locked) {
            return locked.getDmlType(0) == StatusCode.UNABLE_TO_LOCK_ROW ? 'busy' : locked.getMessage();
        }
    }

    /** Reads before it locks. */
    public static void look(String key) {
        System.debug([SELECT COUNT() FROM Counter__c WHERE Key__c = :key]);
        add(key, 1);
    }

    public static void addAfterRollback(String key) {
        Savepoint before = Database.setSavepoint();
        insert new Counter__c(Name = 'tried', Key__c = 'tried');
        Database.rollback(before);
        add(key, 1);
    }

    public static void addBehindRolledBackLock(String key) {
        Savepoint before = Database.setSavepoint();
        Counter__c counter = [SELECT Id, Total__c FROM Counter__c WHERE Key__c = :key FOR UPDATE];
        Database.rollback(before);
        counter.Total__c += 1;
        update counter;
    }

    public static void createAndRename(String key) {
        Counter__c counter = new Counter__c(Name = 'a', Key__c = key);
        insert counter;
        counter.Name = 'b';
        update counter;
    }

    /** The counter under the key; made where there is none. */
    public static String claim(String key) {
        for (Counter__c known : [SELECT Id FROM Counter__c WHERE Key__c = :key]) {
            return 'known';
        }
        try {
            insert new Counter__c(Name = key, Key__c = key);
            return 'made';
        } catch (DmlException taken) {
            return taken.getDmlType(0).name() + ' ' + [SELECT COUNT() FROM Counter__c WHERE Key__c = :key];
        }
    }

    public static void note(String key) {
        insert new Entry__c(Name = 'note', Counter__c = [SELECT Id FROM Counter__c WHERE Key__c = :key].Id);
    }
}
`,
};
