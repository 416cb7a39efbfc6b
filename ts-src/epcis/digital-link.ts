import { isGs1Serial, toGtin14 } from '../connectors/index.ts';
import { linkOfEpcUri } from './epc-uri.ts';

/** GS1 Digital Links: the one form by which events are hashed, and the item or place that one names. */
const HOST = 'https://id.gs1.org';

const KEY_NAMES: Readonly<Record<string, string>> = {
  gtin: '01', itip: '8006', cpid: '8010', gln: '414', party: '417', gsrnp: '8017', gsrn: '8018', gcn: '255', sscc: '00', gdti: '253',
  ginc: '401', gsin: '402', grai: '8003', giai: '8004',
};
const QUALIFIER_NAMES: Readonly<Record<string, string>> = { cpv: '22', lot: '10', ser: '21' };

interface KeyForm {
  readonly value: RegExp;
  /** Qualifiers that may follow; the first that is there is the finest and the one that counts. */
  readonly qualifiers?: readonly string[];
}

const KEYS: Readonly<Record<string, KeyForm>> = {
  '00': { value: /^\d{18}$/ },
  '01': { value: /^(\d{8}|\d{12}|\d{13}|\d{14})$/, qualifiers: ['21', '235', '10', '22'] },
  '253': { value: /^\d{13}[^/]{0,17}$/ },
  '255': { value: /^\d{13,25}$/ },
  '401': { value: /^\d{4}[^/]{1,26}$/ },
  '402': { value: /^\d{17}$/ },
  '414': { value: /^\d{13}$/, qualifiers: ['254'] },
  '417': { value: /^\d{13}$/ },
  '8003': { value: /^\d{14}[^/]{0,16}$/ },
  '8004': { value: /^\d{4}[^/]{1,26}$/ },
  '8006': { value: /^\d{18}$/, qualifiers: ['21', '10', '22'] },
  '8010': { value: /^\d{4}[^/]{1,26}$/, qualifiers: ['8011'] },
  '8017': { value: /^\d{18}$/ },
  '8018': { value: /^\d{18}$/ },
};

/** Left out of the canonical form: it tells variants of a product apart, not items. */
const PRODUCT_VARIANT = '22';

interface Link {
  readonly key: string;
  readonly value: string;
  readonly qualifiers: ReadonlyMap<string, string>;
}

/** The canonical link of an EPC URI or of a Digital Link on any domain; null for any other text. */
export function canonicalLink(uri: string): string | null {
  if (uri.startsWith('urn:')) return linkOfEpcUri(uri);
  const link = parseLink(uri);
  if (link === null) return null;
  const value = link.key === '01' ? link.value.padStart(14, '0') : link.value;
  const finest = KEYS[link.key]!.qualifiers?.find((name) => name !== PRODUCT_VARIANT && link.qualifiers.has(name));
  return `${HOST}/${link.key}/${value}${finest === undefined ? '' : `/${finest}/${link.qualifiers.get(finest)!}`}`;
}

function parseLink(uri: string): Link | null {
  const match = /^https?:\/\/[^/?#]+(\/[^?#]*)/i.exec(uri);
  if (match === null) return null;
  const segments = match[1]!.split('/').slice(1);
  if (segments.at(-1) === '') segments.pop();
  for (let start = 0; start + 1 < segments.length; start++) {
    const key = KEY_NAMES[segments[start]!] ?? segments[start]!;
    const form = KEYS[key];
    if (form === undefined || !form.value.test(segments[start + 1]!)) continue;
    const qualifiers = pairs(segments.slice(start + 2), form.qualifiers ?? []);
    if (qualifiers !== null) return { key, value: segments[start + 1]!, qualifiers };
  }
  return null;
}

function pairs(segments: readonly string[], allowed: readonly string[]): Map<string, string> | null {
  const found = new Map<string, string>();
  for (let index = 0; index < segments.length; index += 2) {
    const name = QUALIFIER_NAMES[segments[index]!] ?? segments[index]!;
    const value = segments[index + 1];
    if (!allowed.includes(name) || value === undefined || value === '') return null;
    found.set(name, value);
  }
  return found;
}

/** An item as partners name it. */
export interface ItemName {
  readonly gtin: string;
  readonly serial: string;
}

/** Why a link names no item or place: the rule it breaks, and what to say of it. */
export interface LinkFault {
  readonly rule: string;
  readonly says: string;
}

/** The item that an EPC of an event names. */
export function itemOf(uri: string): ItemName | LinkFault {
  const link = canonicalLink(uri);
  if (link === null) return faultOf(uri);
  const match = /^https:\/\/id\.gs1\.org\/01\/(\d{14})(?:\/21\/([^/]+))?/.exec(link);
  if (match === null) return { rule: 'GTIN and serial', says: 'names no single item by GTIN and serial' };
  const [, gtin = '', written] = match;
  if (toGtin14(gtin) === null) return { rule: 'GS1 check digit', says: 'has a GTIN with a wrong check digit' };
  if (written === undefined) return { rule: 'GTIN and serial', says: 'names a product or a lot, not a single item: it has no serial' };
  const serial = decoded(written);
  if (serial === null) return { rule: 'percent-encoding', says: 'has a serial that is not percent-encoded as a URI wants it' };
  if (!isGs1Serial(serial)) return { rule: 'GS1 AI 21', says: 'has a serial that is not 1 to 20 characters of the GS1 character set 82' };
  return { gtin, serial };
}

/** The GLN of a place; null for one that has none. */
export function glnOf(uri: string): string | null | LinkFault {
  const match = /^https:\/\/id\.gs1\.org\/414\/(\d{13})/.exec(canonicalLink(uri) ?? '');
  if (match === null) return null;
  const gln = match[1]!;
  return toGtin14(gln) === null ? { rule: 'GS1 check digit', says: 'has a GLN with a wrong check digit' } : gln;
}

/** Says what is wrong with what looks like an item's name and is none. */
function faultOf(uri: string): LinkFault {
  if (uri.startsWith('urn:epc:')) return { rule: 'EPC URI', says: 'is not an EPC URI of a known form' };
  if (/^https?:/i.test(uri) && decoded(uri) === null) return { rule: 'percent-encoding', says: 'is not percent-encoded as a URI wants it' };
  const gtin = /\/(?:01|gtin)\/([^/?#]*)/.exec(uri)?.[1];
  if (gtin !== undefined && !KEYS['01']!.value.test(gtin)) return { rule: 'GTIN', says: 'has a GTIN that is not 8, 12, 13 or 14 digits' };
  return { rule: 'GTIN and serial', says: 'names no single item by GTIN and serial' };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** `01/{GTIN-14}/21/{serial}` on id.gs1.org, as events and passports name an item. */
export function linkOfPath(path: string): string {
  return `${HOST}/${path}`;
}
