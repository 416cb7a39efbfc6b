import type { ProjectMetadata } from '../metadata/index.ts';
import { inventory } from './inventory.ts';
import { fingerprint, keyOf } from './items.ts';
import type { Item } from './items.ts';
import { layoutObject, mergeItem, siteContents, withoutContent, withoutDeleted } from './merge.ts';
import { baseOf, holdingKeys, overlayOf } from './overlay.ts';
import type { OverlayEntries, OverlayEntry } from './overlay.ts';
import type { Deletion, DeployPackage } from './package.ts';

export type ChangeState = 'created' | 'changed' | 'unchanged';

/** What a package would do to the org, and the overlay that would be in force then. */
export interface DeployPlan {
  readonly changes: readonly { readonly item: Item; readonly state: ChangeState }[];
  readonly deletions: readonly { readonly deletion: Deletion; readonly found: boolean }[];
  /** Components of the overlay. */
  readonly items: readonly Item[];
  readonly entries: OverlayEntries;
}

/** Lays a package over the org. Components of `without` are left as they are. */
export function planDeploy(live: ProjectMetadata, pkg: DeployPackage, without: ReadonlySet<string> = new Set()): DeployPlan {
  const draft = new Draft(live);
  const deletions = (list: readonly Deletion[]): DeployPlan['deletions'] => list.filter((each) => !without.has(keyOf(each))).map((deletion) => ({ deletion, found: draft.remove(deletion) }));
  const before = deletions(pkg.deleteBefore);
  const changes = pkg.items.filter((item) => !without.has(keyOf(item))).map((item) => ({ item, state: draft.put(item) }));
  const after = deletions(pkg.deleteAfter);
  draft.forgetDeleted();
  return { changes, deletions: [...before, ...after], items: [...draft.over.values()], entries: Object.fromEntries(draft.entries) };
}

/** The org's components while a package is laid over them. */
class Draft {
  readonly over = new Map<string, Item>();
  readonly entries = new Map<string, OverlayEntry>();
  readonly #base: ReadonlyMap<string, Item>;
  readonly #hides = new Map<string, string | null>();
  readonly #deleted = new Set<string>();

  constructor(live: ProjectMetadata) {
    const base = baseOf(live);
    const overlay = overlayOf(live);
    this.#base = byKey(inventory(base));
    const holding = overlay === undefined ? new Set<string>() : holdingKeys(base, overlay.entries);
    if (overlay === undefined) return;
    for (const [key, item] of byKey(inventory(overlay.project))) if (holding.has(key)) this.over.set(key, item);
    for (const [key, entry] of Object.entries(overlay.entries)) if (holding.has(key)) this.entries.set(key, entry);
  }

  /** The component as the org has it now. */
  get(key: string): Item | undefined {
    return this.over.get(key) ?? (this.entries.get(key)?.removed ? undefined : this.#base.get(key));
  }

  put(given: Item): ChangeState {
    const key = keyOf(given);
    const before = this.get(key);
    const item = mergeItem(before, given);
    const print = fingerprint(item);
    this.#deleted.delete(key);
    if (print === this.#hidden(key)) {
      this.over.delete(key);
      this.entries.delete(key);
    } else {
      this.over.set(key, item);
      this.entries.set(key, { hides: this.#hidden(key) });
    }
    return before === undefined ? 'created' : fingerprint(before) === print ? 'unchanged' : 'changed';
  }

  /** False when there is no such component. */
  remove(component: { readonly type: string; readonly fullName: string }): boolean {
    if (component.type === 'DigitalExperience') return this.#removeContent(component.fullName);
    const key = keyOf(component);
    const inside = [...this.#live()].filter(([, item]) => goesWith(item, component));
    const found = this.get(key) !== undefined || inside.length > 0;
    for (const each of [key, ...inside.map(([other]) => other)]) this.#drop(each);
    return found;
  }

  #removeContent(fullName: string): boolean {
    const [key, site] = [...this.#live()].find(([, item]) => item.type === 'DigitalExperienceBundle' && siteContents(item).includes(fullName)) ?? [];
    if (key === undefined || site === undefined) return false;
    this.over.set(key, withoutContent(site, fullName));
    this.entries.set(key, { hides: this.#hidden(key) });
    return true;
  }

  /** Rights on what is gone, and its places in layouts, go with it. */
  forgetDeleted(): void {
    if (this.#deleted.size === 0) return;
    for (const [key, item] of [...this.#live()]) {
      const rest = withoutDeleted(item, this.#deleted);
      if (rest === item) continue;
      this.over.set(key, rest);
      this.entries.set(key, { hides: this.#hidden(key) });
    }
  }

  #drop(key: string): void {
    if (this.get(key) !== undefined) this.#deleted.add(key);
    this.over.delete(key);
    if (this.#base.has(key)) this.entries.set(key, { hides: this.#hidden(key), removed: true });
    else this.entries.delete(key);
  }

  *#live(): Generator<[string, Item]> {
    for (const [key, item] of this.#base) if (!this.entries.has(key)) yield [key, item];
    yield* this.over;
  }

  #hidden(key: string): string | null {
    let print = this.#hides.get(key);
    if (print === undefined) {
      const item = this.#base.get(key);
      this.#hides.set(key, (print = item === undefined ? null : fingerprint(item)));
    }
    return print;
  }
}

/** What the platform deletes with a component: parts of an object, its layouts and sharing rules. */
function goesWith(item: Item, { type, fullName }: { readonly type: string; readonly fullName: string }): boolean {
  const name = fullName.toLowerCase();
  if (item.parent !== undefined && item.parent.type === type && item.parent.fullName.toLowerCase() === name) return true;
  if (type !== 'CustomObject') return false;
  return (item.type === 'Layout' && layoutObject(item.fullName).toLowerCase() === name) || (item.type === 'SharingRules' && item.fullName.toLowerCase() === name) || (item.type === 'CustomMetadata' && `${item.fullName.split('.')[0]}__mdt`.toLowerCase() === name);
}

const byKey = (items: readonly Item[]): Map<string, Item> => new Map(items.map((item) => [keyOf(item), item]));
