import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProject } from '../../metadata/index.ts';
import { loadOrgConfig, parseOrgConfig, setupIds } from '../index.ts';
import { config, objectFiles, objectGrant, openOrg, permissionSet, persona, writeProject, type TestOrg } from './support.ts';

const BASE = {
  ...objectFiles('Box__c', '<sharingModel>Private</sharingModel>'),
  'app/permissionsets/Reader.permissionset-meta.xml': permissionSet(objectGrant('Box__c', 'R')),
  'app/permissionsets/Extra.permissionset-meta.xml': permissionSet(objectGrant('Box__c', 'CRE')),
};
const select = (org: TestOrg, sql: string): unknown[][] => org.engine.parts.database.all(sql);
const withOrg = <T>(root: string, work: (org: TestOrg) => T, path?: string): T => {
  const org = openOrg(root, path);
  try {
    return work(org);
  } finally {
    org.engine.close();
  }
};

test('without a configuration file there is an administrator who holds every permission set', () => {
  withOrg(writeProject(BASE), (org) => {
    expect(Object.keys(loadOrgConfig(org.project).personas)).toEqual(['admin']);
    const rights = org.security.permissionsOf(setupIds.user('admin@local.example'));
    expect(rights.modifyAllData).toBe(true);
    expect(select(org, 'SELECT COUNT(*) FROM "PermissionSetAssignment"')).toEqual([[2]]);
  });
});

test('the organisation, standard profiles, their permission sets and value rows are there to be queried', () => {
  withOrg(writeProject(BASE), (org) => {
    expect(select(org, 'SELECT "Name", "OrganizationType", "IsSandbox" FROM "Organization"')).toEqual([['demo', 'Developer Edition', 0]]);
    const profiles = select(org, 'SELECT "Name" FROM "Profile" ORDER BY "Name"').flat();
    expect(profiles).toEqual(expect.arrayContaining(['System Administrator', 'Standard User', 'Minimum Access - Salesforce', 'Customer Community User', 'Customer Community Plus User', 'Guest User Profile']));
    expect(select(org, `SELECT COUNT(*) FROM "PermissionSet" ps JOIN "Profile" p ON p."Id" = ps."ProfileId" WHERE ps."IsOwnedByProfile" = 1`)).toEqual([[profiles.length]]);
    expect(select(org, `SELECT "IsClosed" FROM "CaseStatus" WHERE "ApiName" = 'Closed'`)).toEqual([[1]]);
    expect(select(org, `SELECT e."QualifiedApiName" FROM "FieldDefinition" f JOIN "EntityDefinition" e ON e."Id" = f."EntityDefinitionId" WHERE e."QualifiedApiName" = 'Box__c' AND f."QualifiedApiName" = 'Name'`)).toEqual([['Box__c']]);
  });
});

test('ids are the same in every org over the same project', () => {
  const ids = (): unknown[][] => withOrg(writeProject(BASE), (org) => select(org, 'SELECT "Id" FROM "PermissionSet" UNION SELECT "Id" FROM "User" UNION SELECT "Id" FROM "ObjectPermissions" ORDER BY 1'));
  expect(ids()).toEqual(ids());
});

describe('a restart on the same data file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'org-data-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('changes what the project changed, drops what it dropped and keeps what people made', () => {
    const root = writeProject({ ...BASE, 'config/local-org.json': config({ admin: persona('admin', 'System Administrator'), ann: persona('ann', 'Minimum Access - Salesforce', { permissionSets: ['Reader', 'Extra'] }) }) });
    const file = join(folder, 'org.db');
    withOrg(root, (org) => {
      org.add('PermissionSet', { Name: 'By_Hand', Label: 'By hand' });
      org.add('PermissionSetAssignment', { PermissionSetId: setupIds.permissionSet('Reader'), AssigneeId: org.user('admin') });
      expect(org.security.permissionsOf(org.user('ann')).object('Box__c')).toMatchObject({ read: true, edit: true });
    }, file);
    rmSync(join(root, 'app/permissionsets/Extra.permissionset-meta.xml'));
    writeFileSync(join(root, 'app/permissionsets/Reader.permissionset-meta.xml'), permissionSet(objectGrant('Box__c', 'RD')));
    writeFileSync(join(root, 'config/local-org.json'), config({ admin: persona('admin', 'System Administrator'), ann: persona('ann', 'Minimum Access - Salesforce', { name: 'Ann Renamed', permissionSets: ['Reader'] }) }));
    withOrg(root, (org) => {
      expect(org.security.permissionsOf(org.user('ann')).object('Box__c')).toMatchObject({ read: true, edit: true, delete: true, create: false });
      expect(org.security.runningUser(org.user('ann')).name).toBe('Ann Renamed');
      expect(select(org, `SELECT "Name" FROM "PermissionSet" WHERE "Type" = 'Regular' OR "Name" = 'By_Hand' ORDER BY "Name"`)).toEqual([['By_Hand'], ['Reader']]);
      expect(select(org, `SELECT COUNT(*) FROM "PermissionSetAssignment" WHERE "AssigneeId" = '${org.user('admin')}'`)).toEqual([[1]]);
    }, file);
  });

  test('writes nothing when nothing changed', () => {
    const root = writeProject(BASE);
    const file = join(folder, 'org.db');
    withOrg(root, () => undefined, file);
    withOrg(root, (org) => {
      // The version of the access rows is one row in a table of the connection.
      expect(Number(select(org, 'SELECT total_changes()')[0]![0])).toBeLessThan(5);
    }, file);
  });
});

describe('the contact of a portal user', () => {
  const contact = { externalKey: { field: 'Email', value: 'emma@test.example' }, fields: { FirstName: 'Emma', LastName: 'Johnson' }, account: { Name: 'Johnson' } };
  const files = { ...BASE, 'config/local-org.json': config({ admin: persona('admin', 'System Administrator'), emma: persona('emma', 'Customer Community User', { contact }) }) };

  test('is made with its account when there is none, and the user is tied to both', () => {
    withOrg(writeProject(files), (org) => {
      expect(select(org, `SELECT u."UserType", c."Name", c."Email", a."Name", u."AccountId" = a."Id" FROM "User" u JOIN "Contact" c ON c."Id" = u."ContactId" JOIN "Account" a ON a."Id" = c."AccountId" WHERE u."Id" = '${org.user('emma')}'`)).toEqual([
        ['CspLitePortal', 'Emma Johnson', 'emma@test.example', 'Johnson', 1],
      ]);
    });
  });

  test('is required by the licence', () => {
    const root = writeProject({ ...BASE, 'config/local-org.json': config({ emma: persona('emma', 'Customer Community User') }) });
    expect(() => openOrg(root)).toThrow('personas.emma: a user of the profile "Customer Community User" needs a contact');
  });
});

describe('a faulty configuration is refused with the place and the reason', () => {
  const project = () => loadProject(writeProject(BASE));
  test.each([
    [{ personas: { a: { name: 'A', username: 'none', profile: 'x' } } }, /personas\.a\.username: a username has the form of an e-mail address/],
    [{ personas: { a: { username: 'a@b.example', profile: 'x' } } }, /personas\.a\.name: /],
    [{ peronas: {} }, /peronas/],
    [{ personas: { a: { name: 'A', username: 'a@b.example', profile: 'x' }, b: { name: 'B', username: 'A@b.example', profile: 'x' } } }, /personas\.b: the username A@b\.example is taken twice/],
  ])('%j', (json, message) => {
    expect(() => parseOrgConfig(json, project())).toThrow(message);
  });

  test.each([
    [{ profile: 'No Such' }, 'there is no profile "No Such"'],
    [{ permissionSets: ['Nope'] }, 'there is no permission set "Nope"'],
    [{ role: 'King' }, 'there is no role "King"'],
    [{ groups: ['Club'] }, 'there is no public group or queue "Club"'],
  ])('%j', (more, message) => {
    const root = writeProject({ ...BASE, 'config/local-org.json': config({ a: persona('a', 'Standard User', more) }) });
    expect(() => openOrg(root)).toThrow(`config/local-org.json: personas.a: ${message}`);
  });

  test('text that is no JSON', () => {
    const root = writeProject({ ...BASE, 'config/local-org.json': '{ "personas": ' });
    expect(() => openOrg(root)).toThrow(/config\/local-org\.json is not valid JSON: /);
  });
});
