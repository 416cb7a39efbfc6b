import fc from 'fast-check';
import { openLocalOrg } from '../../org.ts';
import type { OpenedOrg } from '../../org.ts';
import { deployZip, field, manifest, object, project, zip } from './support/packages.ts';

/** Whatever a client sends: an answer, no defect, and an org that stays as it was unless the deployment succeeded. */
let org: OpenedOrg;
const defects: unknown[] = [];

beforeAll(() => {
  org = openLocalOrg({ projectDir: project(), onDefect: (error) => defects.push(error) });
});
afterAll(() => org.close());

const GOOD = object('Book__c', field('Isbn__c'));
const damaged = fc.tuple(fc.nat(GOOD.length), fc.nat(40), fc.string({ maxLength: 20 })).map(([at, length, put]) => GOOD.slice(0, at) + put + GOOD.slice(at + length));
const directory = fc.constantFrom('objects', 'classes', 'labels', 'lwc/a', 'staticresources', 'customMetadata', 'flows', 'permissionsets', 'digitalExperiences/site/S', 'documents/F', 'nowhere', '..', '');
const suffix = fc.constantFrom('.object', '.cls', '.cls-meta.xml', '.labels', '.js', '.resource', '.resource-meta.xml', '.md', '.flow', '.permissionset', '-meta.xml', '');
const name = fc.tuple(directory, fc.string({ maxLength: 8 }), suffix).map(([folder, base, end]) => `${folder}/${base.replaceAll('\0', '')}${end}`);
const content = fc.oneof(damaged, fc.string({ maxLength: 200 }), fc.uint8Array({ maxLength: 64 }));
const types = fc.dictionary(fc.constantFrom('CustomObject', 'ApexClass', 'CustomLabels', 'StaticResource', 'Flow', 'CustomMetadata', 'LightningComponentBundle'), fc.array(fc.constantFrom('*', 'Book__c', 'a', 'A B'), { maxLength: 3 }));

const answered = async (archive: Uint8Array): Promise<void> => {
  const result = await deployZip(org, archive, { checkOnly: true });
  expect(defects.splice(0)).toEqual([]);
  expect(result.done).toBe(true);
  expect(result.success).toBe(result.status === 'Succeeded');
};

test('any bytes', () => fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), answered), { numRuns: 20 }));

test('a damaged object file', () => fc.assert(fc.asyncProperty(damaged, (text) => answered(zip({ 'package.xml': manifest({ CustomObject: ['Book__c'] }), 'objects/Book__c.object': text }))), { numRuns: 40 }), 60_000);

test('any files with any manifest', () =>
  fc.assert(fc.asyncProperty(types, fc.dictionary(name, content, { maxKeys: 5 }), (members, files) => answered(zip({ 'package.xml': manifest(members), ...files }))), { numRuns: 60 }), 60_000);

test('an archive cut short', () =>
  fc.assert(fc.asyncProperty(fc.nat(400), (length) => answered(zip({ 'package.xml': manifest({ CustomObject: ['Book__c'] }), 'objects/Book__c.object': GOOD }).subarray(0, length))), { numRuns: 20 }));
