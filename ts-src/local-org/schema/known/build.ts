/**
 * Builds `known-objects.txt.gz` from the class files of `sobject-types` (BSD-3-Clause, github.com/apex-dev-tools), which the npm
 * package @salesforce/code-analyzer-pmd-engine carries: names, types and relationships of the standard objects, and nothing else.
 * Regenerate: `node ts-src/local-org/schema/known/build.ts`.
 *
 * Format, a line an object, objects in order of name; fields are parted by `;`, a field is `name type target,target relationship
 * children`, trailing parts left out. Types are one letter, see `FIELD_TYPES` in known-objects.ts; an object's own line begins with its
 * name, the system fields that it lacks (`-IsDeleted`) and its companions (`+Share`); `*` is a target that nothing names:
 *
 *     ListEmail -ConnectionSentId +Share;CampaignId r Campaign;FromName s
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, unzipSync } from 'fflate';
import { readClassFile } from '../../apex/types/signatures/class-file.ts';
import { COMPANIONS, DATA_FILE, SYSTEM_FIELD_NAMES } from './format.ts';

const ROOT = 'com/nawforce/runforce/';
export const PACKAGE_FOLDER = 'node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib';

const TYPES: Readonly<Record<string, string>> = {
  'System/String': 's', 'System/Boolean': 'b', 'System/Integer': 'i', 'System/Long': 'l', 'System/Decimal': 'n', 'System/Datetime': 't', 'System/Date': 'd',
  'System/Time': 'c', 'System/Blob': 'x', 'SObjects/Address': 'a', 'SObjects/Location': 'g', 'System/Id': 'r',
};
const POLYMORPHIC = new Set(['SObjects/Name', 'System/SObject']);

interface Source {
  readonly name: string;
  /** Type by field name; objects without their package for references. */
  readonly fields: ReadonlyMap<string, string>;
  /** Child object by child relationship. */
  readonly children: ReadonlyMap<string, string>;
}

function readSource(bytes: Uint8Array): Source {
  const type = readClassFile(bytes);
  const fields = new Map<string, string>();
  const children = new Map<string, string>();
  for (const { name, descriptor } of type.fields) {
    const target = /^(\[?)Lcom\/nawforce\/runforce\/(.*);$/.exec(descriptor);
    if (!target || name === 'SObjectType' || name === 'Fields') {
      if (descriptor === 'Ljava/lang/Object;') fields.set(name, 'o');
    } else if (target[1] === '[') {
      if (target[2]!.startsWith('SObjects/')) children.set(name, target[2]!.slice('SObjects/'.length));
    } else fields.set(name, target[2]!);
  }
  return { name: type.name.slice(`${ROOT}SObjects/`.length), fields, children };
}

/** Field name of a reference -> its relationship, e.g. `OwnerId` -> `Owner`. */
const relationshipOf = ({ fields }: Source, name: string): string | undefined => {
  const relationship = name.replace(/Id$/, '');
  const type = relationship === name ? undefined : fields.get(relationship);
  return type !== undefined && /^SObjects\/|^System\/SObject$/.test(type) && !(type in TYPES) ? relationship : undefined;
};

/** What the parents' lists tell of a child's fields: targets of polymorphic ones, names of child relationships. */
function childNames(sources: ReadonlyMap<string, Source>): Map<string, { targets: Set<string>; names: Map<string, number> }> {
  const found = new Map<string, { targets: Set<string>; names: Map<string, number> }>();
  for (const parent of sources.values()) {
    for (const [childName, childObject] of parent.children) {
      const child = sources.get(childObject);
      if (!child) continue;
      const references = [...child.fields].filter(([name, type]) => type === 'System/Id' && relationshipOf(child, name) !== undefined).map(([name]) => name);
      const targetOf = (name: string): string => child.fields.get(relationshipOf(child, name)!)!;
      const direct = references.filter((name) => targetOf(name) === `SObjects/${parent.name}` && !/^(CreatedBy|LastModifiedBy)Id$/.test(name));
      const open = references.filter((name) => POLYMORPHIC.has(targetOf(name)) && name !== 'OwnerId');
      const own = direct.find((name) => name === `${parent.name}Id` || `${name.replace(/Id$/, '')}s` === childName) ?? direct.find((name) => name === 'ParentId') ?? direct[0];
      const field = own ?? (open.length === 1 ? open[0] : open.find((name) => /^(Parent|Related|LinkedEntity|Target|Relation|What)/.test(name)));
      if (field === undefined) continue;
      const key = `${childObject}.${field}`;
      const entry = found.get(key) ?? { targets: new Set(), names: new Map<string, number>() };
      found.set(key, entry);
      entry.targets.add(parent.name);
      entry.names.set(childName, (entry.names.get(childName) ?? 0) + 1);
    }
  }
  return found;
}

function line(source: Source, sources: ReadonlyMap<string, Source>, children: ReturnType<typeof childNames>): string {
  const relationships = new Set([...source.fields.keys()].flatMap((name) => relationshipOf(source, name) ?? []));
  const parts = [...source.fields].flatMap(([name, type]) => {
    if (name === 'Id' || name === 'CurrencyIsoCode' || SYSTEM_FIELD_NAMES.includes(name) || relationships.has(name)) return [];
    if (type === 'System/Id') {
      const relationship = relationshipOf(source, name);
      if (relationship === undefined) return [`${name} r`];
      const target = source.fields.get(relationship)!;
      const told = children.get(`${source.name}.${name}`);
      const targets = POLYMORPHIC.has(target) ? [...(told?.targets ?? ['*'])].sort() : [target.slice('SObjects/'.length)];
      const childName = [...(told?.names ?? [])].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
      return [`${name} r ${targets.join(',')} ${childName}`.trimEnd()];
    }
    const letter = TYPES[type] ?? (type === 'o' ? 'o' : undefined);
    return letter === undefined ? [] : [`${name} ${letter}`];
  });
  const lacking = SYSTEM_FIELD_NAMES.filter((name) => !source.fields.has(name)).map((name) => ` -${name}`);
  const companions = COMPANIONS.filter((suffix) => sources.has(`${source.name}${suffix}`)).map((suffix) => ` +${suffix}`);
  return [`${source.name}${lacking.join('')}${companions.join('')}`, ...parts].join(';');
}

/** The text of the data file. @param folder where the npm package keeps its jars */
export function buildKnownObjects(folder: string): string {
  const jar = readdirSync(folder).find((file) => /^sobject-types-.*\.jar$/.test(file));
  if (jar === undefined) throw new Error(`No sobject-types jar in ${folder}`);
  const prefix = `${ROOT}SObjects/`;
  const entries = unzipSync(readFileSync(join(folder, jar)), { filter: (file) => file.name.startsWith(prefix) && /^[A-Z]\w*\.class$/.test(file.name.slice(prefix.length)) });
  const sources = new Map(Object.values(entries).map((bytes) => readSource(bytes)).map((source) => [source.name, source]));
  const isCompanion = (name: string): boolean => COMPANIONS.some((suffix) => name.endsWith(suffix) && sources.has(name.slice(0, -suffix.length)));
  const children = childNames(sources);
  const lines = [...sources.values()].filter(({ name, fields }) => fields.has('Id') && !isCompanion(name)).map((source) => line(source, sources, children));
  return `# Generated by build.ts from ${jar} (BSD-3-Clause). Do not edit.\n${lines.sort().join('\n')}\n`;
}

if (import.meta.main) {
  const bytes = gzipSync(new TextEncoder().encode(buildKnownObjects(join(process.cwd(), PACKAGE_FOLDER))), { level: 9, mtime: 0 });
  writeFileSync(DATA_FILE, bytes);
  process.stdout.write(`${DATA_FILE.pathname}: ${bytes.length} bytes\n`);
}
