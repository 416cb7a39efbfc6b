import { BundleCollector } from './bundles.ts';
import {
  apexSource, customLabel, customMetadataRecord, customPermission, permissionSet, permissionSetGroup, profile,
} from './component-readers.ts';
import { ObjectCollector, partKindOf } from './object-parts.ts';
import { readProjectConfig, SourceReader, type SourceFile } from './source-files.ts';
import { staticResource } from './static-resource.ts';
import type {
  ApexSource, CustomLabel, CustomMetadataRecord, CustomPermissionMetadata, DeployProblem, PermissionSetGroupMetadata,
  PermissionSetMetadata, ProfileMetadata, ProjectMetadata, StaticResource, XmlComponent,
} from './types.ts';
import type { XmlElement } from './xml.ts';

/** Readers of finished loads, so that a reload parses only what changed. */
const readers = new WeakMap<ProjectMetadata, SourceReader>();

/**
 * Loads the DX project in `dir`. With `previous`, a former load of the same folder, XML of unchanged files is not parsed again.
 * Faults inside files are listed in `problems`. @throws Error when the folder is no DX project.
 */
export function loadProject(dir: string, previous?: ProjectMetadata): ProjectMetadata {
  const config = readProjectConfig(dir);
  const reader = new SourceReader(config, previous === undefined ? undefined : readers.get(previous));
  const project: ProjectMetadata = { ...config, ...collect(reader), problems: reader.problems, hashes: reader.hashes };
  reader.finish();
  readers.set(project, reader);
  return project;
}

export interface FileChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** Files (relative to the project root) whose content differs between two loads. */
export function changedSince(before: ProjectMetadata, after: ProjectMetadata): FileChanges {
  const has = (map: ReadonlyMap<string, string>) => (file: string) => map.has(file);
  const old = [...before.hashes.keys()];
  const now = [...after.hashes.keys()];
  return {
    added: now.filter((file) => !has(before.hashes)(file)),
    changed: now.filter((file) => has(before.hashes)(file) && before.hashes.get(file) !== after.hashes.get(file)),
    removed: old.filter((file) => !has(after.hashes)(file)),
  };
}

/** Where components of a metadata type (the XML root's name) go; every other type goes to `others`. */
const LIST_OF_TYPE = {
  GlobalValueSet: 'globalValueSets', StandardValueSet: 'standardValueSets', Flow: 'flows', FlexiPage: 'flexipages', Layout: 'layouts',
  CustomApplication: 'applications', CustomTab: 'tabs', LightningMessageChannel: 'messageChannels', QuickAction: 'quickActions',
  SharingRules: 'sharingRules', SharingSet: 'sharingSets', Queue: 'queues', Group: 'groups', Role: 'roles', NamedCredential: 'namedCredentials',
  Network: 'networks', CustomSite: 'sites',
} as const;
type ListName = (typeof LIST_OF_TYPE)[keyof typeof LIST_OF_TYPE] | 'settings' | 'others';

/** Types that become typed records. */
const TYPED = new Set(['CustomMetadata', 'StaticResource', 'PermissionSet', 'MutingPermissionSet', 'PermissionSetGroup', 'Profile', 'CustomPermission']);

/** Code with a meta file beside it, by file extension. */
const CODE = { cls: ['ApexClass', 'classes'], trigger: ['ApexTrigger', 'triggers'], page: ['ApexPage', 'pages'], component: ['ApexComponent', 'visualforceComponents'] } as const;

/** Types whose components live in user-made folders: the folder is part of the name. */
const IN_FOLDERS = new Set(['reports', 'dashboards', 'email', 'documents']);

type Collected = Omit<ProjectMetadata, 'root' | 'name' | 'sourceApiVersion' | 'namespace' | 'packageDirectories' | 'problems' | 'hashes'>;

function collect(reader: SourceReader): Collected {
  const lists: Record<ListName, XmlComponent[]> = {
    globalValueSets: [], standardValueSets: [], flows: [], flexipages: [], layouts: [], applications: [], tabs: [], messageChannels: [],
    quickActions: [], sharingRules: [], sharingSets: [], queues: [], groups: [], roles: [], namedCredentials: [], networks: [], sites: [],
    settings: [], others: [],
  };
  const code: Record<(typeof CODE)[keyof typeof CODE][1], ApexSource[]> = { classes: [], triggers: [], pages: [], visualforceComponents: [] };
  const labels: CustomLabel[] = [];
  const customMetadata: CustomMetadataRecord[] = [];
  const staticResources: StaticResource[] = [];
  const permissionSets: PermissionSetMetadata[] = [];
  const mutingPermissionSets: PermissionSetMetadata[] = [];
  const permissionSetGroups: PermissionSetGroupMetadata[] = [];
  const profiles: ProfileMetadata[] = [];
  const customPermissions: CustomPermissionMetadata[] = [];
  const bundles = new BundleCollector(reader);
  const objects = new ObjectCollector((component, first) => reader.problems.push(duplicateProblem(reader, component, first)));
  const paths = new Set(reader.files.map((file) => file.path));
  const resourceContents = reader.files.filter((f) => f.segments.includes('staticresources') && !f.base.endsWith('-meta.xml')).map((f) => f.path);
  const seen = new Map<string, string>();

  /** Tells of a second component of the same type and name; true for the first. */
  const isFirst = (component: Pick<XmlComponent, 'type' | 'fullName' | 'file'>): boolean => {
    const key = `${component.type}:${component.fullName}`.toLowerCase();
    const first = seen.get(key);
    if (first === undefined) return !!seen.set(key, component.file);
    reader.problems.push(duplicateProblem(reader, component, first));
    return false;
  };

  for (const file of reader.files) {
    if (bundles.take(file)) continue;
    const { stem, suffix, isMeta } = nameParts(file.base);
    const inResources = file.segments.includes('staticresources');
    if (inResources && !(isMeta && suffix === 'resource')) continue;

    if (suffix in CODE && !isMeta) {
      const [type, list] = CODE[suffix as keyof typeof CODE];
      const source = apexSource(reader, type, stem, file.path, paths);
      if (isFirst(source)) code[list].push(source);
      continue;
    }
    if (suffix in CODE || !isMetadataFile(file, suffix, isMeta)) continue;

    const part = partKindOf(suffix);
    if (part !== undefined && file.segments.includes('objects')) {
      const objectName = file.segments[file.segments.lastIndexOf('objects') + 1]!;
      const xml = reader.xml(file.path, part.type, `${objectName}.${stem}`);
      if (xml !== undefined) objects.addPart(objectName, part, file.path, xml);
      continue;
    }
    const fullName = fullNameOf(file, stem);
    const xml = reader.xml(file.path, suffix, fullName);
    if (xml === undefined) continue;
    if (xml.name === 'CustomObject') {
      objects.addDefinition(stem, file.path, xml);
      continue;
    }
    if (xml.name === 'CustomLabels') {
      for (const label of xml.list('labels')) {
        const read = customLabel(label, file.path);
        if (isFirst(read)) labels.push(read);
      }
      continue;
    }
    const component: XmlComponent = { type: xml.name, fullName, file: file.path, xml };
    const list = listOfType(xml.name);
    // Types without a list of their own may have parents that only their folder names.
    if (list === 'others' && !TYPED.has(xml.name)) {
      lists.others.push(component);
      continue;
    }
    if (!isFirst(component)) continue;
    if (xml.name === 'CustomMetadata') customMetadata.push(customMetadataRecord(component));
    else if (xml.name === 'StaticResource') {
      const resource = staticResource(reader, stem, file.path, xml, resourceContents);
      if (resource !== undefined) staticResources.push(resource);
    } else if (xml.name === 'PermissionSet') permissionSets.push(permissionSet(component));
    else if (xml.name === 'MutingPermissionSet') mutingPermissionSets.push(permissionSet(component));
    else if (xml.name === 'PermissionSetGroup') permissionSetGroups.push(permissionSetGroup(component));
    else if (xml.name === 'Profile') profiles.push(profile(component));
    else if (xml.name === 'CustomPermission') customPermissions.push(customPermission(component));
    else lists[list].push(component);
  }
  const bundleLists = bundles.finish();
  return {
    ...lists, ...code, ...bundleLists, objects: objects.objects(), labels, customMetadata, staticResources,
    permissionSets, mutingPermissionSets, permissionSetGroups, profiles, customPermissions,
  };
}

function listOfType(type: string): ListName {
  if (type in LIST_OF_TYPE) return LIST_OF_TYPE[type as keyof typeof LIST_OF_TYPE];
  return type.endsWith('Settings') ? 'settings' : 'others';
}

/** `A.field-meta.xml` -> stem A, suffix field. Stems are URL-decoded, as the Salesforce tools encode them. */
function nameParts(base: string): { stem: string; suffix: string; isMeta: boolean } {
  const isMeta = base.endsWith('-meta.xml');
  const name = isMeta ? base.slice(0, -'-meta.xml'.length) : base;
  const dot = name.lastIndexOf('.');
  const stem = dot < 0 ? name : name.slice(0, dot);
  return { stem: decode(stem), suffix: dot < 0 ? '' : name.slice(dot + 1), isMeta };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Meta files, and the suffixes that metadata API format writes without `-meta.xml`. */
function isMetadataFile(file: SourceFile, suffix: string, isMeta: boolean): boolean {
  return isMeta || (METADATA_FORMAT_FOLDERS[file.segments.at(-2) ?? ''] ?? '') === suffix;
}
const METADATA_FORMAT_FOLDERS: Readonly<Record<string, string>> = {
  objects: 'object', labels: 'labels', permissionsets: 'permissionset', profiles: 'profile', flows: 'flow', layouts: 'layout',
  flexipages: 'flexipage', tabs: 'tab', applications: 'app', customMetadata: 'md', globalValueSets: 'globalValueSet', sharingRules: 'sharingRules',
  queues: 'queue', groups: 'group', roles: 'role', settings: 'settings', customPermissions: 'customPermission', quickActions: 'quickAction',
  messageChannels: 'messageChannel', permissionsetgroups: 'permissionsetgroup', sharingSets: 'sharingSet', networks: 'network', sites: 'site',
};

function fullNameOf(file: SourceFile, stem: string): string {
  const at = file.segments.findLastIndex((segment) => IN_FOLDERS.has(segment));
  return at < 0 ? stem : [...file.segments.slice(at + 1, -1), stem].join('/');
}

/** The first file counts. Two package directories may hold variants of one component: that is no more than worth a word. */
function duplicateProblem(reader: SourceReader, component: { type: string; fullName: string; file: string; xml?: XmlElement }, first: string): DeployProblem {
  const { type, fullName, file, xml } = component;
  const across = reader.packageOf(file) !== reader.packageOf(first);
  return { componentType: type, fullName, fileName: file, line: xml?.line ?? 0, column: 0, problem: `Duplicate ${type} named ${fullName}: ${first} defines it`, ...(across ? { problemType: 'Warning' as const } : {}) };
}
