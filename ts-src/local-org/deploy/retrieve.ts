import { zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { XmlElement } from '../metadata/index.ts';
import type { Schema } from '../schema/model.ts';
import { certificateItems } from './certificate-items.ts';
import type { DeployHost } from './host.ts';
import { inventory } from './inventory.ts';
import { keyOf, packagePath } from './items.ts';
import type { Item } from './items.ts';
import { manifestText } from './manifest.ts';
import { componentId } from './messages.ts';
import { FOLDER_TYPES, parentType } from './metadata-types.ts';
import type { FileProperties, RetrieveRequest, RetrieveResult } from '../execution/deployments.ts';
import { withChildren, xmlFile } from './xml-text.ts';

/** Who and when file properties name. */
export interface Author {
  readonly id: string;
  readonly name: string;
  /** ISO text. */
  readonly date: string;
}

/** What can be retrieved of an org. */
export type RetrievedOrg = Pick<DeployHost, 'project' | 'schema' | 'certificates'>;

const itemsOf = (org: RetrievedOrg): Item[] => [...inventory(org.project), ...certificateItems(org.certificates())];

/** Components of the org as a package. Members that are not there are told in `messages`. */
export function retrieve(org: RetrievedOrg, request: RetrieveRequest, id: string, author: Author): RetrieveResult {
  const items = itemsOf(org);
  const messages: { fileName: string; problem: string }[] = [];
  const chosen = new Map<string, Item>();
  for (const [type, members] of request.types) {
    for (const member of members) {
      const found = matching(items, type, member);
      if (found.length === 0 && member !== '*' && !isStandard(org.schema, type, member)) messages.push({ fileName: 'unpackaged/package.xml', problem: `Entity of type '${type}' named '${member}' cannot be found` });
      for (const item of found) chosen.set(keyOf(item), item);
    }
  }
  const prefix = request.singlePackage ? '' : 'unpackaged/';
  const files = packageFiles([...chosen.values()]);
  files.set('package.xml', manifestText(manifestMembers(chosen.values()), request.apiVersion));
  const zip: Zippable = {};
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) zip[`${prefix}${path}`] = [typeof content === 'string' ? Buffer.from(content) : content, { mtime: author.date }];
  return {
    id, done: true, status: 'Succeeded', success: true, messages,
    fileProperties: [...[...chosen.values()].map((item) => properties(item, author, prefix)), { ...properties({ type: 'Package', fullName: 'unpackaged/package.xml', file: '', parts: [] }, author, prefix), id: '', fileName: `${prefix}package.xml` }],
    zipFile: zipSync(zip),
  };
}

/** `*` means the components that the org's people made, as on the platform. */
function matching(items: readonly Item[], type: string, member: string): Item[] {
  const wanted = member.toLowerCase();
  if (member === '*') {
    if (type === 'CustomObject') return items.filter((item) => ofObject(item) !== undefined && /__\w+$/.test(ofObject(item)!));
    return items.filter((item) => item.type === type || item.parent?.type === type);
  }
  return items.filter((item) => {
    if (item.type === type && item.fullName.toLowerCase() === wanted) return true;
    if (item.parent?.type === type && item.parent.fullName.toLowerCase() === wanted) return true;
    if (FOLDER_TYPES[item.type]?.of === type && item.fullName.toLowerCase() === wanted) return true;
    const file = parentType(type);
    return file !== undefined && file.name === item.type && file.name !== 'CustomObject' && item.fullName.toLowerCase() === wanted.split('.')[0];
  });
}

const ofObject = (item: Item): string | undefined => (item.type === 'CustomObject' ? item.fullName : item.parent?.type === 'CustomObject' ? item.parent.fullName : undefined);

const isStandard = (schema: Schema, type: string, member: string): boolean => type === 'CustomObject' && schema.object(member)?.kind === 'standard';

/** Children are named too, as package.xml of a retrieval does. */
const manifestMembers = (items: Iterable<Item>): { type: string; fullName: string }[] => [...items].map(({ type, fullName }) => ({ type: FOLDER_TYPES[type]?.of ?? type, fullName }));

/** The files of a package; pieces of shared files are put together. */
function packageFiles(items: readonly Item[]): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>();
  const shared = new Map<string, { root: XmlElement; pieces: XmlElement[] }>();
  const sharedFile = (path: string, rootName: string): { root: XmlElement; pieces: XmlElement[] } => {
    let file = shared.get(path);
    if (file === undefined) shared.set(path, (file = { root: new XmlElement(rootName, 1), pieces: [] }));
    return file;
  };
  for (const item of items) {
    for (const part of item.parts) {
      if (part.kind === 'file') files.set(part.path, part.read());
      else if (part.kind === 'piece') sharedFile(part.path, part.rootName).pieces.push(part.xml);
      else if (item.type === 'CustomObject') sharedFile(part.path, 'CustomObject').root = part.root;
      else files.set(isFolder(item) ? part.path.replace(/\.\w+-meta\.xml$/, '-meta.xml') : part.path, xmlFile(part.root));
    }
  }
  for (const [path, { root, pieces }] of shared) files.set(path, xmlFile(withChildren(root, [...root.children, ...pieces])));
  return files;
}

const isFolder = (item: Item): boolean => FOLDER_TYPES[item.type] !== undefined;

function properties(item: Item, author: Author, prefix: string): FileProperties {
  return {
    createdById: author.id, createdByName: author.name, createdDate: author.date, fileName: item.parts.length === 0 ? '' : `${prefix}${packagePath(item)}`, fullName: item.fullName, id: componentId(item),
    lastModifiedById: author.id, lastModifiedByName: author.name, lastModifiedDate: author.date, manageableState: 'unmanaged', type: FOLDER_TYPES[item.type]?.of ?? item.type,
  };
}

/** What `listMetadata` answers for one query. */
export function listComponents(org: RetrievedOrg, type: string, folder: string | undefined, author: Author): FileProperties[] {
  const { project, schema } = org;
  const items = itemsOf(org).filter((item) => item.type === type && (folder === undefined || item.fullName.startsWith(`${folder}/`)));
  const listed = items.map((item) => properties(item, author, ''));
  if (type === 'CustomLabels' && project.labels.length > 0) listed.push(properties({ type, fullName: 'CustomLabels', file: '', parts: [{ kind: 'xml', path: 'labels/CustomLabels.labels', root: new XmlElement('CustomLabels', 1) }] }, author, ''));
  if (type !== 'CustomObject') return listed;
  const known = new Set(items.map((item) => item.fullName));
  const standard = schema.objects.filter((object) => object.kind === 'standard' && !object.setup && !known.has(object.name));
  return [...listed, ...standard.map((object) => properties({ type, fullName: object.name, file: '', parts: [{ kind: 'xml', path: `objects/${object.name}.object`, root: new XmlElement('CustomObject', 1) }] }, author, ''))];
}
