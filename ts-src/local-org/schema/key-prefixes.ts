import type { SObjectKind } from './model.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const FIRST: Partial<Record<SObjectKind, string>> = { custom: 'a', customSetting: 'a', customMetadata: 'm', platformEvent: 'e', standard: '9' };
const SLOTS = 62 * 62;

/**
 * Key prefixes of the project's own objects: a first letter by kind, then two base-62 digits hashed from the name, the next
 * free slot on a clash. A name keeps its prefix when other objects come and go, unless it clashes with one that sorts before
 * it; `known` (the prefixes of an earlier run) rules that out, and is what a store that outlives the process passes in.
 */
export function keyPrefixes(objects: readonly { readonly name: string; readonly kind: SObjectKind }[], known: Readonly<Record<string, string>> = {}): Map<string, string> {
  const prefixes = new Map<string, string>();
  const taken = new Set(Object.values(known));
  for (const { name, kind } of [...objects].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const first = FIRST[kind] ?? 'a';
    let prefix = known[name];
    for (let slot = hash(name.toLowerCase()); prefix === undefined; slot = (slot + 1) % SLOTS) {
      const candidate = `${first}${BASE62[Math.floor(slot / 62)]}${BASE62[slot % 62]}`;
      if (!taken.has(candidate)) prefix = candidate;
    }
    taken.add(prefix);
    prefixes.set(name, prefix);
  }
  return prefixes;
}

/** FNV-1a, folded to a slot. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h >>> 0) % SLOTS;
}
