import { XmlElement } from '../metadata/index.ts';
import type { Item } from './items.ts';

/** Types whose deployment adds to what is there: what the file does not name stays. With the element that identifies an entry. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  Profile: ['field', 'object', 'apexClass', 'apexPage', 'tab', 'application', 'layout', 'recordType', 'name', 'flow', 'externalDataSource'],
  SharingRules: ['fullName'],
  Workflow: ['fullName'],
  AssignmentRules: ['fullName'],
  AutoResponseRules: ['fullName'],
  EscalationRules: ['fullName'],
  MatchingRules: ['fullName'],
  Translations: ['name'],
};

/** What the org holds after `next` is deployed over `before`. */
export function mergeItem(before: Item | undefined, next: Item): Item {
  if (next.type === 'DigitalExperienceBundle' && before !== undefined) return mergeFiles(before, next);
  const keys = KEYS[next.type];
  const old = before?.parts[0];
  const [part] = next.parts;
  if (keys === undefined || old?.kind !== 'xml' || part?.kind !== 'xml') return next;
  const given = new Set(part.root.children.map((child) => identity(child, keys)));
  const children = [...old.root.children.filter((child) => !given.has(identity(child, keys))), ...part.root.children];
  const root = new XmlElement(part.root.name, part.root.line, children.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)), '', part.root.attributes);
  return { ...next, parts: [{ ...part, root }] };
}

/** Contents of a site are deployed one by one. */
function mergeFiles(before: Item, next: Item): Item {
  const given = new Set(next.parts.map(({ path }) => path));
  return { ...next, parts: [...before.parts.filter(({ path }) => !given.has(path)), ...next.parts] };
}

/** The names of a site's contents (`site/Shop.sfdc_cms__view/home`), as they are deployed and deleted. */
export function siteContents(item: Item): string[] {
  const prefix = `digitalExperiences/${item.fullName}/`;
  return [...new Set(item.parts.flatMap(({ path }) => (path.slice(prefix.length).split('/').length > 2 ? [`${item.fullName}.${path.slice(prefix.length).split('/').slice(0, 2).join('/')}`] : [])))];
}

/** The site without one of its contents. */
export function withoutContent(item: Item, fullName: string): Item {
  const folder = `digitalExperiences/${item.fullName}/${fullName.slice(item.fullName.length + 1)}/`;
  return { ...item, parts: item.parts.filter(({ path }) => !path.startsWith(folder)) };
}

function identity(child: XmlElement, keys: readonly string[]): string {
  const key = keys.map((name) => child.text(name)).find((text) => text !== undefined);
  // Assignments of layouts are told apart by their record type.
  return `${child.name} ${(child.name === 'layoutAssignments' ? `${(child.text('layout') ?? '').split('-')[0]} ${child.text('recordType') ?? ''}` : (key ?? '')).toLowerCase()}`;
}

/** Elements of permission sets and profiles that name another component: the child that holds its name, and its type. */
const GRANTS: Readonly<Record<string, readonly [element: string, type: string]>> = {
  fieldPermissions: ['field', 'CustomField'], objectPermissions: ['object', 'CustomObject'], classAccesses: ['apexClass', 'ApexClass'], pageAccesses: ['apexPage', 'ApexPage'], tabSettings: ['tab', 'CustomTab'],
  tabVisibilities: ['tab', 'CustomTab'], customPermissions: ['name', 'CustomPermission'], flowAccesses: ['flow', 'Flow'], recordTypeVisibilities: ['recordType', 'RecordType'],
  applicationVisibilities: ['application', 'CustomApplication'], layoutAssignments: ['layout', 'Layout'], customMetadataTypeAccesses: ['name', 'CustomObject'], customSettingAccesses: ['name', 'CustomObject'],
};
const WITH_ACCESS = new Set(['PermissionSet', 'MutingPermissionSet', 'Profile']);

/** The component without what it says about deleted ones, as the platform leaves it; the same object when nothing changes. */
export function withoutDeleted(item: Item, deleted: ReadonlySet<string>): Item {
  const [part] = item.parts;
  if (part === undefined || part.kind === 'file') return item;
  if (item.type === 'Layout' && part.kind === 'xml') return withRoot(item, part.root, withoutLayoutItems(part.root, layoutObject(item.fullName), deleted));
  if (!WITH_ACCESS.has(item.type) || part.kind !== 'xml') return item;
  const children = part.root.children.filter((child) => {
    const reference = GRANTS[child.name];
    return reference === undefined || !deleted.has(`${reference[1]}:${child.text(reference[0]) ?? ''}`.toLowerCase());
  });
  return withRoot(item, part.root, children.length === part.root.children.length ? part.root : new XmlElement(part.root.name, part.root.line, children, '', part.root.attributes));
}

const withRoot = (item: Item, before: XmlElement, root: XmlElement): Item => (root === before ? item : { ...item, parts: [{ ...(item.parts[0] as { kind: 'xml'; path: string; root: XmlElement }), root }] });

/** `Account` of `Account-Account Layout`. */
export const layoutObject = (fullName: string): string => fullName.slice(0, fullName.indexOf('-'));

function withoutLayoutItems(element: XmlElement, object: string, deleted: ReadonlySet<string>): XmlElement {
  const gone = (child: XmlElement): boolean => child.name === 'layoutItems' && deleted.has(`customfield:${object}.${child.text('field') ?? ''}`.toLowerCase());
  const children = element.children.filter((child) => !gone(child)).map((child) => withoutLayoutItems(child, object, deleted));
  return children.length === element.children.length && children.every((child, index) => child === element.children[index]) ? element : new XmlElement(element.name, element.line, children, element.value, element.attributes);
}
