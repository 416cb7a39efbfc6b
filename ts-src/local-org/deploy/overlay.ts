import { hash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { loadProject } from '../metadata/index.ts';
import type { Bundle, Component, DeployProblem, ObjectMetadata, ProjectMetadata } from '../metadata/index.ts';
import { bundleName, inventory, isSettings } from './inventory.ts';
import { fingerprint, keyOf } from './items.ts';
import type { Item } from './items.ts';
import { writeProject } from './source-format.ts';

/**
 * What was deployed, laid over the project's folder, which is never written. A folder holds the deployed components in source
 * format and `overlay.json`, which tells for each component what it hides.
 *
 * The last change wins: a deployed component (or the removal of one) holds as long as the folder's component is what it was at the
 * deployment. A component that equals the folder's is not kept, so it follows the folder.
 */

export interface OverlayEntry {
  /** Fingerprint of the folder's component at the deployment; null when there was none. */
  readonly hides: string | null;
  readonly removed?: true;
}

/** By key of the component. */
export type OverlayEntries = Readonly<Record<string, OverlayEntry>>;

export interface Overlay {
  readonly dir: string;
  readonly entries: OverlayEntries;
  readonly project: ProjectMetadata;
}

const ENTRIES_FILE = 'overlay.json';
const CURRENT_FILE = 'current';

/** The overlay in force below the folder of deployments; undefined when nothing was deployed. */
export function currentOverlay(deployedDir: string): string | undefined {
  const pointer = join(deployedDir, CURRENT_FILE);
  if (!existsSync(pointer)) return undefined;
  const dir = join(deployedDir, readFileSync(pointer, 'utf8').trim());
  return existsSync(join(dir, ENTRIES_FILE)) ? dir : undefined;
}

/** Writes an overlay that is not in force yet. */
export function writeOverlay(dir: string, items: readonly Item[], entries: OverlayEntries, sourceApiVersion: string): void {
  rmSync(dir, { recursive: true, force: true });
  writeProject(dir, items, sourceApiVersion);
  writeFileSync(join(dir, ENTRIES_FILE), `${JSON.stringify(entries, null, 1)}\n`);
}

/** Where the next overlay is written: of two folders the one that is not in force. Paths that come again keep compiled code usable. */
export function nextOverlayDir(deployedDir: string): string {
  return join(deployedDir, currentOverlay(deployedDir) === join(deployedDir, SLOTS[0]) ? SLOTS[1] : SLOTS[0]);
}
const SLOTS = ['a', 'b'] as const;

/** Puts a written overlay in force, in one step. The one before it stays until the next, for who still reads from it. */
export function activateOverlay(deployedDir: string, dir: string): void {
  const pointer = join(deployedDir, CURRENT_FILE);
  writeFileSync(`${pointer}.next`, `${basename(dir)}\n`);
  renameSync(`${pointer}.next`, pointer);
}

const layers = new WeakMap<ProjectMetadata, { readonly base: ProjectMetadata; readonly overlay: Overlay | undefined }>();

/** The folder's own part of a layered project. */
export const baseOf = (project: ProjectMetadata): ProjectMetadata => layers.get(project)?.base ?? project;

export const overlayOf = (project: ProjectMetadata): Overlay | undefined => layers.get(project)?.overlay;

/** The project's folder with an overlay over it. With `previous`, a former load, files that did not change are not parsed again. */
export function loadLayered(projectDir: string, overlayDir: string | undefined, previous?: ProjectMetadata): ProjectMetadata {
  const before = previous && layers.get(previous);
  return layerOver(loadProject(projectDir, before?.base ?? previous), overlayDir, before?.overlay);
}

/** A loaded folder with an overlay over it. */
export function layerOver(base: ProjectMetadata, overlayDir: string | undefined, before?: Overlay): ProjectMetadata {
  if (overlayDir === undefined) return base;
  const entries = JSON.parse(readFileSync(join(overlayDir, ENTRIES_FILE), 'utf8')) as OverlayEntries;
  const overlay: Overlay = { dir: overlayDir, entries, project: loadProject(overlayDir, before?.dir === overlayDir ? before.project : undefined) };
  const layered = layer(base, overlay);
  layers.set(layered, { base, overlay });
  return layered;
}

/** The keys of the entries that hold: the folder is what it was at the deployment. */
export function holdingKeys(base: ProjectMetadata, entries: OverlayEntries): ReadonlySet<string> {
  const wanted = Object.entries(entries);
  if (wanted.length === 0) return new Set();
  const items = new Map(inventory(base).map((item) => [keyOf(item), item]));
  return new Set(wanted.flatMap(([key, { hides }]) => {
    const item = items.get(key);
    return (item === undefined ? null : fingerprint(item)) === hides ? [key] : [];
  }));
}

type Lists = { [K in keyof ProjectMetadata as ProjectMetadata[K] extends readonly Component[] ? K : never]: ProjectMetadata[K] };

function layer(base: ProjectMetadata, overlay: Overlay): ProjectMetadata {
  const holding = holdingKeys(base, overlay.entries);
  const prefix = relative(base.root, overlay.project.root).split(sep).join('/');
  const moved = (file: string): string => `${prefix}/${file}`;
  const stays = (component: Component): boolean => !holding.has(componentKey(component));
  const comes = (component: Component): boolean => holding.has(componentKey(component));
  const lists = Object.fromEntries(
    LISTS.map((list) => [list, [...(base[list] as readonly Component[]).filter(stays), ...(overlay.project[list] as readonly Component[]).filter(comes).map((component) => relocate(component, moved))]]),
  ) as unknown as Lists;
  const covered = (problem: DeployProblem): boolean => holding.has(keyOf({ type: problem.componentType, fullName: problem.fullName }));
  return {
    ...base,
    ...lists,
    objects: layerObjects(base.objects, overlay.project.objects, stays, comes, moved),
    problems: [...base.problems.filter((problem) => !covered(problem)), ...overlay.project.problems.filter(covered).map((problem) => ({ ...problem, fileName: moved(problem.fileName) }))],
    hashes: new Map([...base.hashes, ...[...overlay.project.hashes].map(([file, digest]) => [moved(file), digest] as const), [moved(ENTRIES_FILE), hash('sha1', JSON.stringify([...holding].sort()), 'hex')]]),
  };
}

/** The component with its files named from the folder's root. */
function relocate<T extends Component & { readonly metaFile?: string | undefined }>(component: T, moved: (file: string) => string): T {
  return { ...component, file: moved(component.file), ...(component.metaFile === undefined ? {} : { metaFile: moved(component.metaFile) }) };
}

const LISTS = [
  'classes', 'triggers', 'pages', 'visualforceComponents', 'labels', 'customMetadata', 'staticResources', 'lwc', 'aura', 'permissionSets', 'mutingPermissionSets', 'permissionSetGroups', 'profiles', 'customPermissions', 'globalValueSets',
  'standardValueSets', 'flows', 'flexipages', 'layouts', 'applications', 'tabs', 'messageChannels', 'quickActions', 'sharingRules', 'sharingSets', 'queues', 'groups', 'roles', 'settings', 'namedCredentials', 'networks', 'sites', 'others',
  'digitalExperiences',
] as const satisfies readonly (keyof ProjectMetadata)[];

/** The key that the component's item has. */
function componentKey(component: Component): string {
  if (component.type === 'DigitalExperienceBundle') return keyOf({ type: component.type, fullName: bundleName(component as Bundle) });
  return keyOf({ type: isSettings(component) ? 'Settings' : component.type, fullName: component.fullName });
}

const PARTS = ['fields', 'validationRules', 'recordTypes', 'listViews', 'fieldSets', 'compactLayouts', 'webLinks', 'businessProcesses', 'sharingReasons', 'indexes'] as const satisfies readonly (keyof ObjectMetadata)[];

function layerObjects(base: readonly ObjectMetadata[], over: readonly ObjectMetadata[], stays: (c: Component) => boolean, comes: (c: Component) => boolean, moved: (file: string) => string): ObjectMetadata[] {
  const pairs = new Map<string, { under?: ObjectMetadata; over?: ObjectMetadata }>();
  for (const object of base) pairs.set(object.name.toLowerCase(), { under: object });
  for (const object of over) pairs.set(object.name.toLowerCase(), { ...pairs.get(object.name.toLowerCase()), over: object });
  return [...pairs.values()].flatMap(({ under, over: above }) => {
    const kept = under?.definition !== undefined && stays(under.definition) ? under.definition : undefined;
    const definition = above?.definition !== undefined && comes(above.definition) ? relocate(above.definition, moved) : kept;
    const parts = Object.fromEntries(PARTS.map((list) => [list, [...(under?.[list] ?? []).filter(stays), ...(above?.[list] ?? []).filter(comes).map((part) => relocate(part, moved))]])) as unknown as Omit<ObjectMetadata, 'name' | 'definition'>;
    if (definition === undefined && PARTS.every((list) => parts[list].length === 0)) return [];
    return [{ name: (under ?? above)!.name, definition, ...parts }];
  }).sort((a, b) => (a.name < b.name ? -1 : 1));
}
