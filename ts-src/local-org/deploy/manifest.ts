import { XmlError, parseXml } from '../metadata/index.ts';
import type { XmlElement } from '../metadata/index.ts';
import { typeName } from './metadata-types.ts';

/** What a package.xml or destructiveChanges.xml names. */
export interface Manifest {
  /** Members by type, as written. */
  readonly types: ReadonlyMap<string, readonly string[]>;
  /** `65.0`; undefined when it is not given. */
  readonly version: string | undefined;
}

/** A manifest that cannot be used. `line` and `column` are 1-based, 0 where there is no place. */
export class ManifestError extends Error {
  readonly line: number;
  readonly column: number;
  constructor(message: string, line = 0, column = 0) {
    super(message);
    this.name = 'ManifestError';
    this.line = line;
    this.column = column;
  }
}

/** @throws ManifestError for text that is no manifest, and for types the org does not know */
export function parseManifest(text: string): Manifest {
  let root: XmlElement;
  try {
    root = parseXml(text);
  } catch (error) {
    if (error instanceof XmlError) throw new ManifestError(`Error parsing file: ${error.message}`, error.line, error.column);
    throw error;
  }
  if (root.name !== 'Package') throw new ManifestError(`Error parsing file: Expected element 'Package', but found '${root.name}'`, root.line, 1);
  return readManifest(root);
}

/** The manifest in an element of the shape of `Package`. @throws ManifestError for types the org does not know */
export function readManifest(root: XmlElement): Manifest {
  const types = new Map<string, string[]>();
  for (const element of root.list('types')) {
    const given = (element.text('name') ?? '').trim();
    const name = typeName(given);
    if (name === undefined) throw new ManifestError(`Unknown type name '${given}' specified in package.xml`, element.child('name')?.line ?? element.line, 1);
    // sf names a folder of reports with a slash behind it
    types.set(name, [...(types.get(name) ?? []), ...element.texts('members').map((member) => member.trim().replace(/\/$/, '')).filter((member) => member !== '')]);
  }
  return { types, version: root.text('version')?.trim() };
}

/** Does the manifest name the component, itself or by `*`? Names ignore case. */
export function names(manifest: Manifest, type: string, fullName: string): boolean {
  const wanted = fullName.toLowerCase();
  return (manifest.types.get(type) ?? []).some((member) => member === '*' || member.toLowerCase() === wanted);
}

/** A package.xml of these components. */
export function manifestText(components: readonly { readonly type: string; readonly fullName: string }[], version: string): string {
  const types = [...Map.groupBy(components, (component) => component.type)].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = types.flatMap(([type, members]) => ['    <types>', ...members.map(({ fullName }) => fullName).sort().map((name) => `        <members>${escape(name)}</members>`), `        <name>${type}</name>`, '    </types>']);
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<Package xmlns="http://soap.sforce.com/2006/04/metadata">', ...lines, `    <version>${version}</version>`, '</Package>', ''].join('\n');
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
