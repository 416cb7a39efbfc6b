import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PART_KINDS, XmlElement } from '../metadata/index.ts';
import type { ApexSource, Bundle, Component, CustomLabel, ObjectMetadata, ProjectMetadata, StaticResource, XmlComponent } from '../metadata/index.ts';
import type { Item, Part } from './items.ts';
import { FOLDER_TYPES, typeNamed } from './metadata-types.ts';

export const LABELS_FILE = 'labels/CustomLabels.labels';

/** Every component of a project that a package can hold. Types that the org does not know are left out. */
export function inventory(project: ProjectMetadata): Item[] {
  const at = (file: string): string => join(project.root, file);
  return [
    ...project.objects.flatMap(objectItems),
    ...[...project.classes, ...project.triggers, ...project.pages, ...project.visualforceComponents].map((source) => codeItem(source, at)),
    ...project.labels.map(labelItem),
    ...project.staticResources.map((resource) => resourceItem(resource, at)),
    ...[...project.lwc, ...project.aura, ...project.digitalExperiences].map((bundle) => bundleItem(bundle)),
    ...project.settings.map((component) => xmlItem(isSettings(component) ? { ...component, type: 'Settings' } : component, at)),
    ...XML_LISTS.flatMap((list) => project[list] as readonly (XmlComponent | { readonly xml: XmlElement } & Component)[]).flatMap((component) => (typeNamed(component.type) || FOLDER_TYPES[component.type] ? [xmlItem(component, at)] : [])),
  ];
}

/** Settings have a type for each file (`CaseSettings`), in packages one for all. */
export const isSettings = (component: Component): boolean => component.type.endsWith('Settings') && typeNamed(component.type) === undefined;

/** Lists of components that are one XML file each. */
const XML_LISTS = [
  'customMetadata', 'permissionSets', 'mutingPermissionSets', 'permissionSetGroups', 'profiles', 'customPermissions', 'globalValueSets', 'standardValueSets', 'flows', 'flexipages', 'layouts', 'applications', 'tabs',
  'messageChannels', 'quickActions', 'sharingRules', 'sharingSets', 'queues', 'groups', 'roles', 'namedCredentials', 'networks', 'sites', 'others',
] as const satisfies readonly (keyof ProjectMetadata)[];

const PART_ELEMENTS: ReadonlySet<string> = new Set(PART_KINDS.map((kind) => kind.element));

function objectItems(object: ObjectMetadata): Item[] {
  const path = `objects/${object.name}.object`;
  const items: Item[] = [];
  if (object.definition !== undefined) {
    const { xml, file } = object.definition;
    const own = new XmlElement(xml.name, xml.line, xml.children.filter((child) => !PART_ELEMENTS.has(child.name)), '', xml.attributes);
    items.push({ type: 'CustomObject', fullName: object.name, file, parts: [{ kind: 'xml', path, root: own }] });
  }
  for (const kind of PART_KINDS) {
    for (const { type, fullName, file, xml } of object[kind.list]) {
      const piece = new XmlElement(kind.element, xml.line, xml.children, xml.value);
      items.push({ type, fullName, file, parent: { type: 'CustomObject', fullName: object.name }, parts: [{ kind: 'piece', path, rootName: 'CustomObject', xml: piece }] });
    }
  }
  return items;
}

type Locate = (file: string) => string;

function codeItem(source: ApexSource, at: Locate): Item {
  const type = typeNamed(source.type)!;
  const path = `${type.directory}/${source.name}.${type.suffix}`;
  const body: Part = { kind: 'file', path, read: () => Buffer.from(source.body) };
  return { type: source.type, fullName: source.fullName, file: source.file, parts: source.metaFile === undefined ? [body] : [body, diskPart(`${path}-meta.xml`, at(source.metaFile))] };
}

const diskPart = (path: string, file: string): Part => ({ kind: 'file', path, read: () => readFileSync(file) });

function labelItem(label: CustomLabel): Item {
  const leaf = (name: string, value: string): XmlElement[] => (value === '' ? [] : [new XmlElement(name, label.line, [], value)]);
  const children = [
    ...leaf('fullName', label.name), ...leaf('categories', label.categories), ...leaf('language', label.language), ...leaf('protected', String(label.isProtected)),
    ...leaf('shortDescription', label.shortDescription), ...leaf('value', label.value),
  ];
  return { type: 'CustomLabel', fullName: label.name, file: label.file, parent: { type: 'CustomLabels', fullName: 'CustomLabels' }, parts: [{ kind: 'piece', path: LABELS_FILE, rootName: 'CustomLabels', xml: new XmlElement('labels', label.line, children) }] };
}

function resourceItem(resource: StaticResource, at: Locate): Item {
  const path = `staticresources/${resource.name}.resource`;
  return { type: 'StaticResource', fullName: resource.name, file: resource.file, parts: [{ kind: 'file', path, read: () => resource.read() }, diskPart(`${path}-meta.xml`, at(resource.file))] };
}

/** Sites are named with the kind of their folder: `site/Store`. */
export function bundleName(bundle: Bundle): string {
  return bundle.type === 'DigitalExperienceBundle' ? bundle.folder.split(/[\\/]/).slice(-2).join('/') : bundle.name;
}

function bundleItem(bundle: Bundle): Item {
  const fullName = bundleName(bundle);
  const folder = `${typeNamed(bundle.type)!.directory}/${fullName}`;
  return { type: bundle.type, fullName, file: bundle.file, parts: bundle.files.map((file) => diskPart(`${folder}/${file}`, join(bundle.folder, file))) };
}

function xmlItem(component: { readonly type: string; readonly fullName: string; readonly file: string; readonly xml: XmlElement }, at: Locate): Item {
  const { type, fullName, file, xml } = component;
  const folder = FOLDER_TYPES[type];
  if (folder !== undefined) return { type, fullName, file, parts: [{ kind: 'xml', path: `${folder.directory}/${fullName}.${folder.suffix}-meta.xml`, root: xml }] };
  const { directory, inFolder, metaFile } = typeNamed(type)!;
  const base = file.slice(file.lastIndexOf('/') + 1).replace(/-meta\.xml$/, '');
  const path = `${directory}/${inFolder && fullName.includes('/') ? `${fullName.slice(0, fullName.lastIndexOf('/'))}/` : ''}${base}`;
  if (!metaFile) return { type, fullName, file, parts: [{ kind: 'xml', path, root: xml }] };
  const content = at(file.replace(/-meta\.xml$/, ''));
  return { type, fullName, file, parts: [...(existsSync(content) ? [diskPart(path, content)] : []), { kind: 'xml', path: `${path}-meta.xml`, root: xml }] };
}
