import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const METADATA = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** Writes files into a new temporary folder, classes with their meta file. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'conformance-fixture-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
    if (name.endsWith('.cls')) writeFileSync(path.join(root, `${name}-meta.xml`), `<ApexClass ${METADATA}><apiVersion>65.0</apiVersion></ApexClass>`);
  }
  return root;
}

const flow = (action: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<Flow ${METADATA}>
  <actionCalls>
    <name>Greet</name><label>Greet</label><locationX>0</locationX><locationY>0</locationY>
    <actionName>${action}</actionName><actionType>apex</actionType>
  </actionCalls>
  <label>Greeting</label>
  <processType>AutoLaunchedFlow</processType>
  <start><locationX>0</locationX><locationY>0</locationY><connector><targetReference>Greet</targetReference></connector></start>
  <status>Active</status>
</Flow>
`;

const component = `<?xml version="1.0" encoding="UTF-8"?><LightningComponentBundle ${METADATA}><apiVersion>65.0</apiVersion></LightningComponentBundle>`;

/** A project with one of each: what passes, fails, lacks something, needs an engine, does not compile, does not build. */
export const sampleProject = (): string => folderOf({
  'sfdx-project.json': JSON.stringify({ name: 'sample', packageDirectories: [{ path: './app', default: true }, { path: 'not-there' }], sourceApiVersion: '65.0' }),
  'app/classes/Greeting.cls': "public with sharing class Greeting {\n  @InvocableMethod(label='Greet')\n  public static void greet() {}\n  public static String words() { return 'hello'; }\n}\n",
  'app/classes/GreetingTest.cls': `@IsTest
private class GreetingTest {
  @IsTest static void greets() { Assert.areEqual('hello', Greeting.words()); }
  @IsTest static void shouts() { Assert.areEqual('HELLO', Greeting.words()); }
  @IsTest static void shoutsAgain() { Assert.areEqual('HELLO', Greeting.words()); }
  @IsTest static void lacksSomething() { new PageReference('/x').getContentAsPdf(); }
  @IsTest static void transforms() { DataWeave.Script.createScript('x'); }
}
`,
  'app/classes/BrokenTest.cls': "@IsTest(SeeAllData=false)\nprivate class BrokenTest {\n  @IsTest static void one() { Nowhere.call(); }\n  // @IsTest static void gone() {}\n  static testMethod void two() {}\n  static void helper() {}\n}\n",
  'app/flows/Greets.flow-meta.xml': flow('Greeting'),
  'app/flows/Lost.flow-meta.xml': flow('NobodyKnows'),
  'app/lwc/whole/whole.js': "import { LightningElement } from 'lwc';\nexport default class Whole extends LightningElement {}\n",
  'app/lwc/whole/whole.html': '<template><p>whole</p></template>\n',
  'app/lwc/whole/whole.js-meta.xml': component,
  'app/lwc/broken/broken.js': "import { LightningElement } from 'lwc';\nexport default class Broken extends LightningElement {}\n",
  'app/lwc/broken/broken.html': '<template><p>broken</template>\n',
  'app/lwc/broken/broken.js-meta.xml': component,
});
