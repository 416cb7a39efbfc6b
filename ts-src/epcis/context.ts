/** Prefixes and terms that the `@context` of a document or of an event declares. */
export type Prefixes = ReadonlyMap<string, string>;

/** What the EPCIS 2.0 context declares itself. */
const STANDARD: Prefixes = new Map([
  ['epcis', 'https://ref.gs1.org/epcis/'],
  ['cbv', 'https://ref.gs1.org/cbv/'],
  ['cbvmda', 'urn:epcglobal:cbv:mda:'],
  ['gs1', 'https://gs1.org/voc/'],
]);

/** `context` as JSON-LD has it: an address, an object, or an array of both. Later ones override. */
export function prefixesOf(context: unknown, outer: Prefixes = STANDARD): Prefixes {
  const prefixes = new Map(outer);
  for (const part of Array.isArray(context) ? (context as unknown[]) : [context]) {
    if (typeof part !== 'object' || part === null) continue;
    for (const [name, value] of Object.entries(part)) {
      const address: unknown = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['@id'] : value;
      if (typeof address === 'string' && !name.startsWith('@')) prefixes.set(name, address);
    }
  }
  return prefixes;
}

/** `example:field` -> `{https://…/}field`; a name without a declared prefix as it is. */
export function expandedName(name: string, prefixes: Prefixes): string {
  const [address, local] = split(name, prefixes);
  return address === undefined ? name : `{${address}}${local}`;
}

/** `cbv:BizStep-receiving` -> its full address; other text as it is. */
export function expandedValue(text: string, prefixes: Prefixes): string {
  const [address, local] = split(text, prefixes);
  return address === undefined ? text : address + local;
}

function split(text: string, prefixes: Prefixes): [address: string | undefined, local: string] {
  const colon = text.indexOf(':');
  if (colon < 0) return [undefined, text];
  return [prefixes.get(text.slice(0, colon)), text.slice(colon + 1)];
}
