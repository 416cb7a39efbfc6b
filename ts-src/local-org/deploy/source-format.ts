import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PART_KINDS, XmlElement } from '../metadata/index.ts';
import type { Item, Part } from './items.ts';
import { withChildren, xmlFile } from './xml-text.ts';

/** The one package directory of a folder that `writeProject` wrote. */
export const PACKAGE_DIRECTORY = 'metadata';

/** Writes components as a DX project in source format, one file a field, rule and list view. `dir` must not exist yet. */
export function writeProject(dir: string, items: readonly Item[], sourceApiVersion: string): void {
  mkdirSync(join(dir, PACKAGE_DIRECTORY), { recursive: true });
  writeFileSync(join(dir, 'sfdx-project.json'), `${JSON.stringify({ packageDirectories: [{ path: PACKAGE_DIRECTORY, default: true }], name: 'deployed', namespace: '', sourceApiVersion }, null, 2)}\n`);
  for (const [path, content] of sourceFiles(items)) {
    const file = join(dir, PACKAGE_DIRECTORY, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

function sourceFiles(items: readonly Item[]): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>();
  const labels: XmlElement[] = [];
  for (const item of items) {
    for (const part of item.parts) {
      if (part.kind === 'piece' && part.rootName === 'CustomLabels') labels.push(part.xml);
      else files.set(...sourceFile(item, part));
    }
  }
  if (labels.length > 0) files.set('labels/CustomLabels.labels-meta.xml', xmlFile(withChildren(new XmlElement('CustomLabels', 1), labels)));
  return files;
}

function sourceFile(item: Item, part: Part): [string, string | Uint8Array] {
  if (part.kind === 'file') return [part.path, part.read()];
  if (part.kind === 'piece') {
    const kind = PART_KINDS.find((each) => each.element === part.xml.name)!;
    const name = item.fullName.slice(item.fullName.indexOf('.') + 1);
    return [`objects/${item.parent!.fullName}/${kind.element}/${encodeName(name)}.${kind.suffix}-meta.xml`, xmlFile(new XmlElement(kind.type, part.xml.line, part.xml.children))];
  }
  if (item.type === 'CustomObject') return [`objects/${item.fullName}/${item.fullName}.object-meta.xml`, xmlFile(part.root)];
  return [part.path.endsWith('-meta.xml') ? part.path : `${part.path}-meta.xml`, xmlFile(part.root)];
}

/** Names become file names as the Salesforce tools write them. */
const encodeName = (name: string): string => name.replace(/[%/\\?<>:*|"]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
