/** Lengths and rights that an org refuses at the deploy, and nothing here would. Lengths in characters, from the Metadata API's guide and Setup. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseXml, type XmlElement } from '../../local-org/metadata/index.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const read = (suffix: string): { readonly file: string; readonly xml: XmlElement }[] =>
  globSync(`force-app/**/*.${suffix}-meta.xml`, { cwd: ROOT }).map((file) => ({ file, xml: parseXml(readFileSync(path.join(ROOT, file), 'utf8')) }));
const nameOf = (file: string): string => path.basename(file).split('.')[0]!;

/** Longest texts by suffix and element; `developerName` is the name of the file without the ending of custom ones. */
const LONGEST: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  object: { developerName: 40, label: 40, pluralLabel: 40, description: 1000 },
  field: { developerName: 40, label: 40, description: 1000, inlineHelpText: 510, relationshipName: 40, relationshipLabel: 80 },
  md: { label: 40 },
  listView: { developerName: 40, label: 40 },
  compactLayout: { developerName: 40, label: 40 },
  validationRule: { developerName: 40, errorMessage: 255, errorConditionFormula: 5000, description: 255 },
  permissionset: { developerName: 80, label: 80, description: 255 },
  customPermission: { developerName: 80, label: 80, description: 255 },
  report: { developerName: 40, name: 40, description: 255 },
  reportType: { developerName: 50, label: 50, description: 255 },
  dashboard: { developerName: 80, title: 80, description: 255 },
  email: { developerName: 80, name: 80, subject: 230 },
  flexipage: { developerName: 80, masterLabel: 80, description: 255 },
  app: { developerName: 40, label: 40, description: 255 },
  tab: { developerName: 40, label: 40, description: 255 },
  queue: { developerName: 80, name: 40 },
};

describe('what an org refuses at the deploy', () => {
  test.each(Object.entries(LONGEST))('%s: no text is longer than an org takes', (suffix, limits) => {
    const files = read(suffix);
    const long = files.flatMap(({ file, xml }) => Object.entries(limits).flatMap(([element, most]) => {
      const text = element === 'developerName' ? nameOf(file).replace(/__(?:c|mdt|e)$/, '') : xml.text(element) ?? '';
      return text.length > most ? [`${path.basename(file)}: ${element} has ${text.length} characters, at most ${most}`] : [];
    }));
    expect(files.length).toBeGreaterThan(0);
    expect(long).toEqual([]);
  });

  test('custom metadata: names of records', () => {
    expect(read('md').map(({ file }) => path.basename(file).split('.')[1]!).filter((name) => name.length > 40)).toEqual([]);
  });

  test('labels: value, name and description', () => {
    const [labels] = read('labels');
    const all = labels!.xml.list('labels');
    const long = all.filter((label) => label.text('value')!.length > 1000 || label.text('fullName')!.length > 80 || label.text('shortDescription')!.length > 80);
    expect(all.length).toBeGreaterThan(1000);
    expect(long.map((label) => label.text('fullName'))).toEqual([]);
  });

  test('permission sets grant no rights on fields that everybody has: required ones and masters', () => {
    const always = new Set(read('field').filter(({ xml }) => xml.text('required') === 'true' || xml.text('type') === 'MasterDetail')
      .map(({ file }) => `${file.split(/[\\/]/).at(-3)!}.${nameOf(file)}`));
    const granted = read('permissionset').flatMap(({ file, xml }) => xml.list('fieldPermissions').map((grant) => [nameOf(file), grant.text('field')!] as const));
    expect(always.size).toBeGreaterThan(50);
    expect(granted.filter(([, field]) => always.has(field))).toEqual([]);
  });

  test('permission sets that read a record may read what it belongs to', () => {
    const owners = new Map<string, string[]>([['Contact', ['Account']], ['Case', ['Account', 'Contact']], ['Asset', ['Account', 'Contact']], ['Order', ['Account']]]);
    for (const { file, xml } of read('field')) {
      const object = file.split(/[\\/]/).at(-3)!;
      if (xml.text('type') === 'MasterDetail') owners.set(object, [...(owners.get(object) ?? []), xml.text('referenceTo')!]);
    }
    const missing = read('permissionset').flatMap(({ file, xml }) => {
      const readable = new Set(xml.list('objectPermissions').filter((grant) => grant.text('allowRead') === 'true').map((grant) => grant.text('object')!));
      return [...readable].flatMap((object) => (owners.get(object) ?? []).filter((owner) => !readable.has(owner)).map((owner) => `${nameOf(file)}: ${object} needs ${owner}`));
    });
    expect(owners.size).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });
});
