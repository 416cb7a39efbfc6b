import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import type { SourceReader } from './source-files.ts';
import type { StaticResource } from './types.ts';
import type { XmlElement } from './xml.ts';

/** Zip entries carry one date, so that the same folder always gives the same bytes. */
const ZIP_DATE = new Date(1980, 0, 2);

/**
 * A static resource from its meta file and what lies beside it: one file (`name.ext`, `name.resource`) or a folder.
 * `contents` are paths of all content files, relative to the project root.
 */
export function staticResource(reader: SourceReader, name: string, metaFile: string, xml: XmlElement, contents: readonly string[]): StaticResource | undefined {
  const folder = metaFile.slice(0, metaFile.lastIndexOf('/'));
  const inFolder = contents.filter((path) => path.startsWith(`${folder}/${name}/`));
  const single = contents.find((path) => {
    const base = path.slice(folder.length + 1);
    return path.startsWith(`${folder}/`) && !base.includes('/') && base.slice(0, base.lastIndexOf('.')) === name;
  });
  if (single === undefined && inFolder.length === 0) {
    reader.problems.push({ componentType: 'StaticResource', fullName: name, fileName: metaFile, line: 0, column: 0, problem: `No content found for the static resource ${name}` });
    return undefined;
  }
  const contentFile = single === undefined ? undefined : reader.absolute(single);
  const contentFolder = single === undefined ? reader.absolute(`${folder}/${name}`) : undefined;
  for (const path of single === undefined ? inFolder : [single]) reader.bytes(path);
  const entries = inFolder.map((path) => path.slice(folder.length + name.length + 2));
  return {
    type: 'StaticResource',
    fullName: name,
    name,
    file: metaFile,
    contentType: xml.text('contentType') ?? 'application/octet-stream',
    cacheControl: xml.text('cacheControl') ?? 'Private',
    description: xml.text('description') ?? '',
    contentFile,
    contentFolder,
    read: () => (contentFile === undefined ? zipFolder(contentFolder!, entries) : readFileSync(contentFile)),
  };
}

function zipFolder(folder: string, entries: readonly string[]): Uint8Array {
  const files: Zippable = {};
  for (const entry of [...entries].sort()) files[entry] = [readFileSync(join(folder, entry)), { mtime: ZIP_DATE }];
  return zipSync(files);
}
