import path from 'node:path';
import { ApiSchemas } from 'jsforce/lib/api/metadata/schema.js';
import { loadProject } from '../../local-org/metadata/index.ts';

/** Checkers of metadata may lack these two types, which only take over what `Folder` has: so they are held against the schema here. */
const folders = loadProject(path.resolve(import.meta.dirname, '../../..')).others.filter(({ type }) => type === 'ReportFolder' || type === 'DashboardFolder');

test('there is a folder of reports and one of dashboards', () => {
  expect(folders.map(({ type, fullName }) => `${type} ${fullName}`).sort()).toEqual(['DashboardFolder Loop', 'ReportFolder Loop']);
});

test.each(folders)('$type: each element is one of its type in the Metadata API, and stands once', ({ type, xml }) => {
  expect(ApiSchemas[type as 'ReportFolder']).toMatchObject({ extends: 'Folder' });
  const names = xml.children.map(({ name }) => name);
  expect(Object.keys(ApiSchemas.Folder.props)).toEqual(expect.arrayContaining(names));
  expect(new Set(names).size).toBe(names.length);
});

test.each(folders)('$type: everybody in the company may look, nobody change; an org with shared folders reads no access type', ({ xml }) => {
  expect(xml.list('folderShares').map((share) => share.children.map(({ name, value }) => [name, value]))).toEqual([[['accessLevel', 'View'], ['sharedTo', 'AllInternalUsers'], ['sharedToType', 'Organization']]]);
  expect(xml.child('accessType')).toBeUndefined();
});
