import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ProjectMetadata } from '../../metadata/index.ts';
import type { Schema } from '../../schema/model.ts';
import { platformModules } from '../build/index.ts';
import type { ScopedResolver } from '../build/index.ts';

type Resolved = ReturnType<ScopedResolver>;

const constant = (value: unknown): Resolved => ({ code: `export default ${JSON.stringify(value)};` });
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** By name, whatever the case; read when it is asked for the first time. */
function byName<Part>(parts: () => readonly Part[], nameOf: (part: Part) => string): (name: string) => Part | undefined {
  let index: Map<string, Part> | undefined;
  return (name) => {
    index ??= new Map(parts().toReversed().map((part) => [nameOf(part).toLowerCase(), part]));
    return index.get(name.toLowerCase());
  };
}

/** What many components ask for, to be found without a search through all of the project. */
const indexOf = (project: ProjectMetadata) => ({
  apexClass: byName(() => project.classes, ({ name }) => name),
  label: byName(() => project.labels, ({ name }) => name),
});
type Index = ReturnType<typeof indexOf>;

/**
 * Modules below `@salesforce/`, from the project's metadata; what a deploy would refuse is a problem here. One resolver serves all
 * components of a project as it is now.
 */
export function scopedResolver(project: ProjectMetadata, schema: Schema): ScopedResolver {
  const platform = platformModules();
  const index = indexOf(project);
  const kinds: Readonly<Record<string, (name: string) => Resolved>> = {
    apex: (name) => apexModule(name, index),
    apexContinuation: (name) => apexModule(name, index),
    schema: (name) => schemaModule(name, schema),
    label: (name) => labelModule(name, index),
    resourceUrl: (name) => resourceModule(name, project),
    contentAssetUrl: (name) => contentAssetModule(name, project),
    messageChannel: (name) => messageChannelModule(name, project),
    customPermission: (name) => {
      const known = project.customPermissions.some((permission) => same(permission.name, name));
      return known ? permissionModule('customPermissions', name) : { problem: `There is no custom permission ${name}` };
    },
    userPermission: (name) => permissionModule('userPermissions', name),
  };
  return (specifier) => {
    const [kind = '', ...rest] = specifier.slice('@salesforce/'.length).split('/');
    const name = rest.join('/');
    if (specifier === '@salesforce/apex') return { code: "export { refreshApex, getSObjectValue } from 'local/apex';" };
    const resolve = kinds[kind];
    if (resolve && name) return resolve(name);
    const file = platform.resolve(specifier);
    return file ? { code: readFileSync(file, 'utf8') } : { problem: `${specifier} is not implemented in the local org` };
  };
}

function apexModule(name: string, index: Index): Resolved {
  const [className, method] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.') + 1)];
  const found = index.apexClass(className);
  if (!found) return { problem: `There is no Apex class ${className}` };
  if (!new RegExp(`@AuraEnabled[\\s\\S]*\\b${method}\\s*\\(`, 'i').test(found.body)) return { problem: `${className} has no @AuraEnabled method ${method}` };
  return { code: `import { apexMethod } from 'local/apex';\nexport default apexMethod(${JSON.stringify(found.name)}, ${JSON.stringify(method)});` };
}

/** `Case`, `Case.Subject`, `Case.Account.Name`, `Case.Twin__r.Name`. */
function schemaModule(name: string, schema: Schema): Resolved {
  const [objectName, ...path] = name.split('.');
  const object = schema.object(objectName!);
  if (!object) return { problem: `There is no object ${objectName}` };
  if (path.length === 0) return constant({ objectApiName: object.name });
  let owner = object;
  for (const [index, part] of path.entries()) {
    if (index === path.length - 1) {
      if (!owner.field(part)) return { problem: `${owner.name} has no field ${part}` };
      break;
    }
    const target = owner.parentRelationship(part)?.referenceTo?.map((to) => schema.object(to)).find((to) => to !== undefined);
    if (!target) return { problem: `${owner.name} has no relationship ${part}` };
    owner = target;
  }
  return constant({ fieldApiName: path.join('.'), objectApiName: object.name });
}

function labelModule(name: string, index: Index): Resolved {
  const [section, ...rest] = name.split('.');
  if (section !== 'c') return { problem: `Label ${name}: only custom labels (c.*) are known to the local org` };
  const label = index.label(rest.join('.'));
  return label ? constant(label.value) : { problem: `There is no custom label ${rest.join('.')}` };
}

function resourceModule(name: string, project: ProjectMetadata): Resolved {
  const resource = project.staticResources.find((candidate) => same(candidate.name, name));
  return resource ? constant(resourceUrl(resource.name, resource.read())) : { problem: `There is no static resource ${name}` };
}

/** The version part makes a changed resource a new address, as on the platform. */
export function resourceUrl(name: string, content: Uint8Array): string {
  return `/resource/${createHash('sha256').update(content).digest('hex').slice(0, 13)}/${name}`;
}

function contentAssetModule(name: string, project: ProjectMetadata): Resolved {
  const asset = project.others.find(({ type, fullName }) => type === 'ContentAsset' && same(fullName, name));
  return asset ? constant(`/file-asset/${asset.fullName}`) : { problem: `There is no asset file ${name}` };
}

function messageChannelModule(name: string, project: ProjectMetadata): Resolved {
  const bare = name.replace(/__c$/, '');
  const channel = project.messageChannels.find((candidate) => same(candidate.fullName.replace(/__c$/, ''), bare));
  return channel ? constant({ messageChannelName: `${channel.fullName.replace(/__c$/, '')}__c` }) : { problem: `There is no message channel ${name}` };
}

/** True where granted, else undefined: as the platform's permission modules have it. */
function permissionModule(list: 'customPermissions' | 'userPermissions', name: string): Resolved {
  return { code: `import { boot } from 'local/boot';\nexport default boot.${list}.some((name) => name.toLowerCase() === ${JSON.stringify(name.toLowerCase())}) ? true : undefined;` };
}
