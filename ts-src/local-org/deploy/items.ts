import { hash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { parseXml } from '../metadata/index.ts';
import type { XmlElement } from '../metadata/index.ts';
import { canonicalXml } from './xml-text.ts';

/** A component as it lies in a package: its files, or the piece of a file that other components share. */
export type Part =
  /** `path` is relative to the package: `classes/Foo.cls`. */
  | { readonly kind: 'file'; readonly path: string; readonly read: () => Uint8Array }
  | { readonly kind: 'xml'; readonly path: string; readonly root: XmlElement }
  /** An element (`fields`) inside the root of a shared file (`objects/X__c.object`). */
  | { readonly kind: 'piece'; readonly path: string; readonly rootName: string; readonly xml: XmlElement };

export interface Item {
  /** Metadata type as in package.xml. */
  readonly type: string;
  /** As in package.xml: `Account.Code__c`. */
  readonly fullName: string;
  /** Main file, relative to the project root. */
  readonly file: string;
  /** `CustomObject` and `Account` of `Account.Code__c`. */
  readonly parent?: { readonly type: string; readonly fullName: string };
  readonly parts: readonly Part[];
}

/** Identifies a component, in any case of its names. */
export const keyOf = (component: { readonly type: string; readonly fullName: string }): string => `${component.type}:${component.fullName}`.toLowerCase();

/** Where a component's main file lies in a package: what deploy results and file properties name. */
export function packagePath(item: Item): string {
  const [first] = item.parts;
  if (item.type === 'LightningComponentBundle' || item.type === 'AuraDefinitionBundle') return first!.path.split('/').slice(0, 2).join('/');
  return first!.path;
}

/** The same for components whose contents mean the same, whatever their formatting or archive. */
export function fingerprint(item: Item): string {
  return hash('sha1', item.parts.map((part) => `${part.path} ${partDigest(part)}`).sort().join('\n'), 'hex');
}

function partDigest(part: Part): string {
  if (part.kind !== 'file') return hash('sha1', canonicalXml(part.kind === 'xml' ? part.root : part.xml), 'hex');
  const bytes = part.read();
  if (part.path.endsWith('-meta.xml')) return hash('sha1', canonicalBytes(bytes), 'hex');
  if (part.path.endsWith('.resource') && isZip(bytes)) return archiveDigest(bytes);
  return hash('sha1', bytes, 'hex');
}

function canonicalBytes(bytes: Uint8Array): string | Uint8Array {
  try {
    return canonicalXml(parseXml(new TextDecoder().decode(bytes)));
  } catch {
    return bytes;
  }
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** Archives of the same files are equal, whoever packed them. */
function archiveDigest(bytes: Uint8Array): string {
  try {
    const entries = Object.entries(unzipSync(bytes)).filter(([name]) => !name.endsWith('/'));
    return hash('sha1', entries.map(([name, content]) => `${name} ${hash('sha1', content, 'hex')}`).sort().join('\n'), 'hex');
  } catch {
    return hash('sha1', bytes, 'hex');
  }
}
