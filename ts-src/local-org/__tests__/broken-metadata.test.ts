import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { openLocalOrg } from '../org.ts';
import type { OpenedOrg } from '../org.ts';
import { SEED, damaged, damagedXml } from './support/damaged.ts';
import { widgetProject } from './support/widget-project.ts';

/** Whatever the files of a project hold: the org opens, tells what is wrong and where, and serves the rest. */
const NS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const MORE: Readonly<Record<string, string>> = {
  'objects/Part__c/Part__c.object-meta.xml': `<CustomObject ${NS}><label>Part</label><pluralLabel>Parts</pluralLabel><nameField><label>No</label><type>AutoNumber</type><displayFormat>P-{0000}</displayFormat></nameField><deploymentStatus>Deployed</deploymentStatus><sharingModel>ControlledByParent</sharingModel></CustomObject>`,
  'objects/Part__c/fields/Widget__c.field-meta.xml': `<CustomField ${NS}><fullName>Widget__c</fullName><label>Widget</label><type>MasterDetail</type><referenceTo>Widget__c</referenceTo><relationshipName>Parts</relationshipName><relationshipOrder>0</relationshipOrder><reparentableMasterDetail>false</reparentableMasterDetail></CustomField>`,
  'objects/Part__c/fields/Cost__c.field-meta.xml': `<CustomField ${NS}><fullName>Cost__c</fullName><label>Cost</label><type>Currency</type><precision>18</precision><scale>2</scale><defaultValue>1 + 2</defaultValue></CustomField>`,
  'objects/Part__c/fields/Double__c.field-meta.xml': `<CustomField ${NS}><fullName>Double__c</fullName><label>Double</label><type>Number</type><precision>18</precision><scale>2</scale><formula>Cost__c * 2 + Widget__r.Price__c</formula><formulaTreatBlanksAs>BlankAsZero</formulaTreatBlanksAs></CustomField>`,
  'objects/Widget__c/fields/Cost__c.field-meta.xml': `<CustomField ${NS}><fullName>Cost__c</fullName><label>Cost</label><type>Summary</type><summarizedField>Part__c.Cost__c</summarizedField><summaryForeignKey>Part__c.Widget__c</summaryForeignKey><summaryOperation>sum</summaryOperation><summaryFilterItems><field>Part__c.Cost__c</field><operation>greaterThan</operation><value>0</value></summaryFilterItems></CustomField>`,
  'objects/Band__mdt/Band__mdt.object-meta.xml': `<CustomObject ${NS}><label>Band</label><pluralLabel>Bands</pluralLabel><visibility>Public</visibility></CustomObject>`,
  'objects/Band__mdt/fields/Limit__c.field-meta.xml': `<CustomField ${NS}><fullName>Limit__c</fullName><label>Limit</label><type>Number</type><precision>5</precision><scale>0</scale></CustomField>`,
  'customMetadata/Band.Gold.md-meta.xml': `<CustomMetadata ${NS} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>Gold</label><protected>false</protected><values><field>Limit__c</field><value xsi:type="xsd:double">5.0</value></values></CustomMetadata>`,
  'labels/CustomLabels.labels-meta.xml': `<CustomLabels ${NS}><labels><fullName>Hello</fullName><language>en_US</language><protected>true</protected><shortDescription>Hello</shortDescription><value>Good day</value></labels></CustomLabels>`,
  'sharingRules/Widget__c.sharingRules-meta.xml': `<SharingRules ${NS}><sharingCriteriaRules><fullName>Round</fullName><accessLevel>Read</accessLevel><label>Round</label><sharedTo><group>Keepers</group></sharedTo><criteriaItems><field>Kind__c</field><operation>equals</operation><value>Round</value></criteriaItems><includeRecordsOwnedByAll>true</includeRecordsOwnedByAll></sharingCriteriaRules></SharingRules>`,
  'groups/Keepers.group-meta.xml': `<Group ${NS}><doesIncludeBosses>true</doesIncludeBosses><name>Keepers</name></Group>`,
  'queues/Repairs.queue-meta.xml': `<Queue ${NS}><doesSendEmailToMembers>false</doesSendEmailToMembers><name>Repairs</name><queueSobject><sobjectType>Case</sobjectType></queueSobject></Queue>`,
  'roles/Chief.role-meta.xml': `<Role ${NS}><caseAccessLevel>Edit</caseAccessLevel><description>Chief</description><name>Chief</name></Role>`,
  'permissionsetgroups/All.permissionsetgroup-meta.xml': `<PermissionSetGroup ${NS}><label>All</label><permissionSets>Widget_Keeper</permissionSets><status>Updated</status></PermissionSetGroup>`,
  'customPermissions/Approve.customPermission-meta.xml': `<CustomPermission ${NS}><label>Approve</label><isLicensed>false</isLicensed></CustomPermission>`,
  'globalValueSets/Colours.globalValueSet-meta.xml': `<GlobalValueSet ${NS}><masterLabel>Colours</masterLabel><sorted>false</sorted><customValue><fullName>Red</fullName><default>false</default><label>Red</label></customValue></GlobalValueSet>`,
};

let projectDir: string;
let source: string;
/** Every metadata file, by its path in the package. */
let files: Readonly<Record<string, string>>;

beforeAll(() => {
  projectDir = widgetProject();
  source = join(projectDir, 'force-app/main/default');
  cpSync(join(import.meta.dirname, '../lwc/__tests__/fixture/force-app/main'), source, { recursive: true });
  for (const [path, text] of Object.entries(MORE)) {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    writeFileSync(join(source, path), text);
  }
  const paths = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('-meta.xml'));
  files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(source, path), 'utf8')]));
});
afterAll(() => rmSync(projectDir, { recursive: true, force: true }));

/** The org over the project with one file of other content; the personas may lose what they need, which is a sentence of its own. */
function withFile<T>(path: string, text: string, work: (org: OpenedOrg) => T): T | string {
  writeFileSync(join(source, path), text);
  let org: OpenedOrg | undefined;
  try {
    org = openLocalOrg({ projectDir });
    return work(org);
  } catch (error) {
    if (org === undefined && /^config\/local-org\.json: personas\.\w+: [^\n]+$/.test((error as Error).message)) return (error as Error).message;
    throw error;
  } finally {
    org?.close();
    writeFileSync(join(source, path), files[path]!);
  }
}

const count = (org: OpenedOrg): unknown => org.executeAnonymous(org.persona('admin')!.userId, 'insert as system new Account(Name = \'A\'); System.debug([SELECT COUNT() FROM Account]);').success;

test('the whole project has no fault', () => {
  expect(withFile('roles/Chief.role-meta.xml', MORE['roles/Chief.role-meta.xml']!, ({ problems }) => problems)).toEqual([]);
});

test('a file that is no XML is told with its line, and the rest serves', () => {
  const path = 'objects/Widget__c/fields/Price__c.field-meta.xml';
  withFile(path, `<CustomField ${NS}>\n<fullName>Price__c</fullName>\n<label>Price</lable>`, (org) => {
    expect(org.problems).toContainEqual(expect.objectContaining({ fileName: `force-app/main/default/${path}`, line: 3, problem: expect.stringMatching(/unexpected close tag|unmatched/i) }));
    expect(count(org)).toBe(true);
  });
});

test('any file may be damaged: the org opens, every fault names a file of the project, the rest serves', () => {
  const broken = fc.constantFrom(...Object.keys(files)).chain((path) =>
    fc.oneof({ weight: 5, arbitrary: damagedXml([files[path]!]) }, { weight: 1, arbitrary: damaged([files[path]!]) }).map((text) => ({ path, text })));
  fc.assert(fc.property(broken, ({ path, text }) => void withFile(path, text, (org) => {
    for (const { fileName, problem, line } of org.problems) expect([fileName, problem, line >= 0]).toEqual([expect.stringMatching(/^(force-app|config)\//), expect.stringMatching(/\S/), true]);
    expect(count(org)).toBe(true);
  })), { seed: SEED, numRuns: 40 });
}, 120_000);
