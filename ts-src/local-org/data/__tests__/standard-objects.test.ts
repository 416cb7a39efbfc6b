import { ApexBlob, ApexDate, Decimal } from '../../values/index.ts';
import { buildSchema } from '../../schema/index.ts';
import { loadProject } from '../../metadata/index.ts';
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Schema } from '../../schema/index.ts';
import { TestOrg } from './support/org.ts';

/** The standard objects as schema/ describes them, in a project that adds nothing. */
let schema: Schema;
let folder: string;
let org: TestOrg;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'project-'));
  writeFileSync(join(folder, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '65.0' }));
  const object = join(folder, 'force-app/main/objects/Thing__c');
  mkdirSync(object, { recursive: true });
  writeFileSync(join(object, 'Thing__c.object-meta.xml'), '<?xml version="1.0"?><CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>Thing</label><pluralLabel>Things</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel></CustomObject>');
  schema = buildSchema(loadProject(folder));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => { org = new TestOrg({ schema }); });
afterEach(() => org.close());

test('every object can be queried with all its fields', () => {
  for (const object of schema.objects.filter((o) => o.queryable && o.kind !== 'platformEvent')) {
    expect([object.name, org.query(`SELECT FIELDS(ALL) FROM ${object.name} LIMIT 1`).length]).toEqual([object.name, object.name === 'User' ? 1 : 0]);
  }
});

test('a closed case, task and opportunity say so', () => {
  const [case_] = org.insert('Case', { Subject: 's' });
  org.insert('Task', { Subject: 't', Status: 'Completed' });
  org.insert('Opportunity', { Name: 'o', StageName: 'Prospecting', CloseDate: ApexDate.of(2026, 1, 1), Amount: Decimal.parse('1000') });
  expect(org.query('SELECT IsClosed, ClosedDate, CaseNumber FROM Case')[0]!.fields).toMatchObject({ IsClosed: false, ClosedDate: null, CaseNumber: '00000001' });
  org.save('update', [org.record('Case', { Id: case_!.id, Status: 'Closed' })]);
  expect(org.query('SELECT IsClosed, ClosedDate FROM Case')[0]!.fields).toMatchObject({ IsClosed: true, ClosedDate: expect.anything() });
  expect(org.query('SELECT IsClosed FROM Task')[0]!.fields.IsClosed).toBe(true);
  const [deal] = org.query('SELECT Id, IsClosed, IsWon, Probability, ExpectedRevenue FROM Opportunity');
  expect([deal!.fields.IsClosed, String(deal!.fields.Probability), String(deal!.fields.ExpectedRevenue)]).toEqual([false, '10', '100.00']);
  org.save('update', [org.record('Opportunity', { Id: deal!.id, StageName: 'Closed Won' })]);
  expect(org.query('SELECT IsWon, Probability FROM Opportunity').map((r) => [r.fields.IsWon, String(r.fields.Probability)])).toEqual([[true, '100']]);
});

test('a file is a document with versions, linked to its owner and its place', () => {
  const [account] = org.insert('Account', { Name: 'A' });
  const [first] = org.insert('ContentVersion', { PathOnClient: 'dir/photo.JPG', VersionData: ApexBlob.fromText('one'), FirstPublishLocationId: account!.id });
  const [version] = org.query('SELECT ContentDocumentId, Title, FileExtension, ContentSize, IsLatest, VersionNumber, VersionData FROM ContentVersion');
  expect(version!.fields).toMatchObject({ Title: 'photo', FileExtension: 'JPG', ContentSize: 3, IsLatest: true, VersionNumber: '1' });
  expect((version!.fields.VersionData as ApexBlob).toText()).toBe('one');
  expect(org.column('SELECT LinkedEntityId FROM ContentDocumentLink', 'LinkedEntityId').sort()).toEqual([account!.id, org.view.user.id].sort());
  org.insert('ContentVersion', { PathOnClient: 'b.png', VersionData: ApexBlob.fromText('two!'), ContentDocumentId: version!.fields.ContentDocumentId! });
  expect(org.query('SELECT VersionNumber, IsLatest FROM ContentVersion ORDER BY VersionNumber').map((r) => [r.fields.VersionNumber, r.fields.IsLatest])).toEqual([['1', false], ['2', true]]);
  expect(org.query('SELECT Title, ContentSize, LatestPublishedVersionId FROM ContentDocument').map((r) => [r.fields.Title, r.fields.ContentSize, r.fields.LatestPublishedVersionId === first!.id])).toEqual([['b', 4, false]]);
  org.save('delete', org.query('SELECT Id FROM ContentDocument'));
  expect(org.count('SELECT COUNT() FROM ContentVersion') + org.count('SELECT COUNT() FROM ContentDocumentLink')).toBe(0);
});

test('a custom record without a name is named by its id', () => {
  const [thing] = org.insert('Thing__c', {});
  expect(org.names('SELECT Name FROM Thing__c')).toEqual([thing!.id!.slice(0, 15)]);
});
