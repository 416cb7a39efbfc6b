/** What people see of a record comes first; what only machines read stands at its end. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = path.join(import.meta.dirname, '../../..');
const MACHINE = /\bJSON\b|\bSHA-256\b|RFC 8785|\b[Hh]ash\b|UUID that the device|: one .* at a time|once(?: each)?\.$/;
/** They hold nothing else: an administrator looks at the log itself. */
const MACHINE_OBJECTS = /^Log_(?:Head|Checkpoint|Tile|Index)__c$/;

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const described = (object: string, field: string): string => {
  const [file] = globSync(`force-app/main/*/objects/${object}/fields/${field}.field-meta.xml`, { cwd: ROOT });
  return file === undefined ? '' : /<description>([^<]*)</.exec(read(file))?.[1] ?? '';
};

const layouts = globSync('force-app/**/*.layout-meta.xml', { cwd: ROOT }).map((file) => ({
  object: path.basename(file).split('-')[0]!,
  sections: [...read(file).matchAll(/<layoutSections>[^]*?<\/layoutSections>/g)].map(([text]) => [...text.matchAll(/<field>(\w+)</g)].map(([, field]) => field!)),
})).filter(({ object }) => !MACHINE_OBJECTS.test(object));

test('raw JSON, hashes and keys stand in the last section of a layout', () => {
  const early = layouts.flatMap(({ object, sections }) => [sections[0]!, ...sections.slice(1, -1)].flat().filter((field) => MACHINE.test(described(object, field))).map((field) => `${object}.${field}`));
  expect(layouts.length).toBeGreaterThan(20);
  expect(early).toEqual([]);
});

test('whoever opens a record from a tab sees at its top what it is about and how it stands, and nothing for machines', () => {
  const tabs = globSync('force-app/**/tabs/*__c.tab-meta.xml', { cwd: ROOT }).map((file) => path.basename(file, '.tab-meta.xml'));
  const highlights = tabs.map((object) => {
    const [definition] = globSync(`force-app/main/*/objects/${object}/${object}.object-meta.xml`, { cwd: ROOT });
    const assigned = /<compactLayoutAssignment>(\w+)</.exec(read(definition!))?.[1] ?? 'none';
    const [layout] = globSync(`force-app/main/*/objects/${object}/compactLayouts/${assigned}.compactLayout-meta.xml`, { cwd: ROOT });
    return { object, fields: layout === undefined ? [] : [...read(layout).matchAll(/<fields>(\w+)</g)].map(([, field]) => field!) };
  });
  expect(highlights.length).toBeGreaterThan(15);
  expect(highlights.filter(({ fields }) => fields.length < 4).map(({ object }) => object)).toEqual([]);
  expect(highlights.flatMap(({ object, fields }) => fields.filter((field) => MACHINE.test(described(object, field))).map((field) => `${object}.${field}`))).toEqual([]);
});
