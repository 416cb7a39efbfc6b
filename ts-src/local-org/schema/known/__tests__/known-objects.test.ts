import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'fflate';
import { loadProject } from '../../../metadata/index.ts';
import type { ProjectMetadata } from '../../../metadata/index.ts';
import { buildSchema, speaksOfMore } from '../../index.ts';
import type { Schema } from '../../index.ts';
import { buildKnownObjects, PACKAGE_FOLDER } from '../build.ts';
import { DATA_FILE } from '../format.ts';

const EMPTY = { triggers: [], objects: [], flows: [] };

/** The schema of a project that holds one class. */
function schemaOf(body: string): Schema {
  const root = mkdtempSync(path.join(tmpdir(), 'known-objects-'));
  mkdirSync(path.join(root, 'app'));
  writeFileSync(path.join(root, 'sfdx-project.json'), '{"packageDirectories":[{"path":"app"}]}');
  writeFileSync(path.join(root, 'app/Speaker.cls'), `public class Speaker { ${body} }`);
  return buildSchema(loadProject(root));
}

test('the committed data is what the package gives', () => {
  expect(new TextDecoder().decode(gunzipSync(readFileSync(DATA_FILE)))).toBe(buildKnownObjects(PACKAGE_FOLDER));
});

test('an object that code speaks of is there, with its fields and relationships', () => {
  const schema = schemaOf('void run(ListEmail mail) { mail.Campaign = null; List<QuickText> texts; }');
  const mail = schema.object('ListEmail')!;
  expect(mail.keyPrefix).toBe('0XB');
  expect(['FromName', 'ScheduledDate', 'TotalSent', 'HasAttachment', 'OwnerId', 'CreatedDate'].map((name) => mail.field(name)?.type)).toEqual(['string', 'datetime', 'int', 'boolean', 'reference', 'datetime']);
  expect(mail.parentRelationship('Campaign')).toMatchObject({ name: 'CampaignId', referenceTo: ['Campaign'] });
  expect(schema.object('Campaign')!.childRelationship('ListEmails')).toMatchObject({ childObject: 'ListEmail', field: 'CampaignId' });
  expect(schema.object('ListEmailShare')?.parentObject).toBe('ListEmail');
  expect(schema.object('QuickText')?.field('Message')?.type).toBe('textarea');
});

test('one that only a text or a comment names is not: code that asks by name copes without', () => {
  const schema = schemaOf("Object name = 'ListEmail'; /* QuickText */ // LoginGeo\n");
  expect(['ListEmail', 'QuickText', 'LoginGeo'].map((name) => schema.object(name))).toEqual([undefined, undefined, undefined]);
});

test('a companion brings its object, and its prefix is nobody else\'s', () => {
  const schema = schemaOf('MessagingSessionShare share; ProductRequest request; AssociatedLocation place;');
  expect(schema.object('MessagingSession')).toBeDefined();
  const { name, keyPrefix } = schema.object('ProductRequest')!;
  expect(keyPrefix).toMatch(/^9\w\w$/);
  expect(schema.objectByPrefix(keyPrefix)?.name).toBe(name);
});

test('a reference to an object that the org lacks is a plain id', () => {
  const schema = schemaOf('MessagingSession session;');
  expect(schema.object('MessagingEndUser')).toBeUndefined();
  expect(schema.object('MessagingSession')!.field('MessagingEndUserId')).toMatchObject({ type: 'string', apexType: 'Id' });
  for (const object of schema.objects) for (const field of object.fields) for (const target of field.referenceTo ?? []) expect([object.name, field.name, schema.object(target)?.name]).toEqual([object.name, field.name, target]);
});

test('a written-down object has further known fields that code speaks of, those of everyday work none', () => {
  const schema = schemaOf('Object run(AuthSession session, Account account) { return session.LoginHistory.Status + account.Jigsaw + account.LastName; }');
  expect(schema.object('AuthSession')!.parentRelationship('LoginHistory')?.name).toBe('LoginHistoryId');
  expect(schemaOf('').object('AuthSession')!.field('LoginHistoryId')).toBeUndefined();
  expect(schema.object('Account')!.field('LastName')).toBeUndefined();
});

test('what a change event refers to has no children for it', () => {
  const children = schemaOf('ContactChangeEvent seen;').object('Account')!.childRelationships;
  expect(children.filter(({ childObject }) => childObject.endsWith('ChangeEvent'))).toEqual([]);
});

test('change events carry the fields of their object and a header', () => {
  const event = schemaOf('AccountChangeEvent seen;').object('AccountChangeEvent')!;
  expect(event).toMatchObject({ kind: 'platformEvent', createable: false, queryable: false });
  expect(event.field('ChangeEventHeader')?.apexType).toBe('EventBus.ChangeEventHeader');
  expect(event.field('Industry')?.type).toBe('picklist');
  expect(schemaOf('Account other;').object('AccountChangeEvent')).toBeUndefined();
});

test('code that speaks of an object for the first time is told from code that does not', () => {
  const project = (body: string): ProjectMetadata => ({ ...EMPTY, classes: [{ body }] }) as unknown as ProjectMetadata;
  const schema = schemaOf('ListEmail mail;');
  expect(speaksOfMore(project('ListEmail mail; Account account; Speaker other;'), schema)).toBe(false);
  expect(speaksOfMore(project('QuickText text;'), schema)).toBe(true);
});
