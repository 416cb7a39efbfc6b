import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProject } from '../../../metadata/index.ts';
import { MINUTE, emptyProject, serveSf } from './support/sf.ts';
import type { SfOrg } from './support/sf.ts';

/** This repository's own package, deployed as an admin would into an org that knows nothing of it. */
const repository = join(import.meta.dirname, '../../../../..');
let org: SfOrg;

beforeAll(async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'whole-package-'));
  for (const name of ['sfdx-project.json', '.forceignore', 'force-app', 'data']) cpSync(join(repository, name), join(cwd, name), { recursive: true });
  org = await serveSf({ projectDir: emptyProject(), cwd });
}, 2 * MINUTE);
afterAll(async () => {
  expect(org.defects).toEqual([]);
  await org.close();
});

test('project deploy start deploys all of it', async () => {
  const { code, result, message } = await org.sf(['project', 'deploy', 'start', '--source-dir', 'force-app/main']);
  expect(result?.details?.componentFailures ?? message).toEqual([]);
  expect([code, result.status, result.numberComponentErrors]).toEqual([0, 'Succeeded', 0]);
  const { classes, triggers, objects, labels, lwc, permissionSets, problems } = loadProject(org.cwd);
  const names = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name).sort();
  const there = org.served.org.project;
  expect(problems).toEqual([]);
  expect([names(there.classes), names(there.triggers), names(there.objects), names(there.labels), names(there.lwc), names(there.permissionSets)]).toEqual([names(classes), names(triggers), names(objects), names(labels), names(lwc), names(permissionSets)]);
}, 3 * MINUTE);

test('the site deploys after it, page by page', async () => {
  const { code, result, message } = await org.sf(['project', 'deploy', 'start', '--source-dir', 'force-app/site']);
  expect(result?.details?.componentFailures ?? message).toEqual([]);
  expect([code, result.status]).toEqual([0, 'Succeeded']);
  const site = (project: ReturnType<typeof loadProject>): unknown => [project.networks, project.sites, project.digitalExperiences].map((list) => list.map(({ fullName }) => fullName));
  expect(site(org.served.org.project)).toEqual(site(loadProject(org.cwd)));
  expect(org.served.org.project.digitalExperiences[0]?.files).toEqual(loadProject(org.cwd).digitalExperiences[0]?.files);
}, 3 * MINUTE);

test('its Apex tests pass there', async () => {
  const { code, result } = await org.sf(['apex', 'run', 'test', '--test-level', 'RunLocalTests', '--wait', '10', '--code-coverage']);
  expect(result.tests.filter((each: { Outcome: string }) => each.Outcome !== 'Pass').map((each: { FullName: string; Message: string }) => `${each.FullName}: ${each.Message}`)).toEqual([]);
  expect([code, result.summary.outcome]).toEqual([0, 'Passed']);
  expect(result.summary.passing).toBeGreaterThan(100);
}, 5 * MINUTE);

test('org assign permset, then data import tree with its plan', async () => {
  expect((await org.sf(['org', 'assign', 'permset', '--name', 'Loop_Admin'])).code).toBe(0);
  const { code, result, message } = await org.sf(['data', 'import', 'tree', '--plan', 'data/plan.json']);
  expect([code, message]).toEqual([0, undefined]);
  const count = await org.sf(['data', 'query', '--query', 'SELECT COUNT(Id) total FROM Product2']);
  expect(result.filter((row: { type: string }) => row.type === 'Product2')).toHaveLength(count.result.records[0].total);
}, 2 * MINUTE);

test('deployed again, nothing of it changes', async () => {
  const again = await org.sf(['project', 'deploy', 'start', '--source-dir', 'force-app/main', '--dry-run']);
  expect(new Set(again.result.files.map((file: { state: string }) => file.state))).toEqual(new Set(['Unchanged']));
}, 2 * MINUTE);
