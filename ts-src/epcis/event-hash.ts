/**
 * The hash of an event after CBV 2.0, by which it can be named and found again whoever wrote it down: a text of all that
 * happened in a fixed order (the pre-hash string), hashed with SHA-256, as `ni:///sha-256;{hex}?ver=CBV2.0`.
 *
 * The order is that of the executable vectors of the reference implementation, which differ from the prose of the standard
 * in two places: an entry of a list begins with its type, and business transactions, destinations and sources stand behind
 * the sensor elements, with the fields of the extensions.
 */
import { createHash } from 'node:crypto';
import { expandedName, expandedValue, prefixesOf, type Prefixes } from './context.ts';
import { canonicalLink } from './digital-link.ts';
import { termAddress } from './vocabulary.ts';

export type Fields = Readonly<Record<string, unknown>>;

interface Field {
  readonly name: string;
  /** Name of one entry of the list that the field is. */
  readonly entry?: string;
  readonly fields?: readonly Field[];
}

const plain = (names: string): Field[] => names.split(' ').map((name) => ({ name }));
const quantity = plain('epcClass quantity uom');
const place: readonly Field[] = [{ name: 'id' }];

const ORDER: readonly Field[] = [
  ...plain('eventTime eventTimeZoneOffset certificationInfo parentID'),
  { name: 'epcList', entry: 'epc' },
  { name: 'inputEPCList', entry: 'epc' },
  { name: 'childEPCs', entry: 'epc' },
  { name: 'quantityList', entry: 'quantityElement', fields: quantity },
  { name: 'childQuantityList', entry: 'quantityElement', fields: quantity },
  { name: 'inputQuantityList', entry: 'quantityElement', fields: quantity },
  { name: 'outputEPCList', entry: 'epc' },
  { name: 'outputQuantityList', entry: 'quantityElement', fields: quantity },
  ...plain('action transformationID bizStep disposition'),
  { name: 'persistentDisposition', fields: plain('set unset') },
  { name: 'readPoint', fields: place },
  { name: 'bizLocation', fields: place },
  {
    name: 'sensorElementList',
    entry: 'sensorElement',
    fields: [
      { name: 'sensorMetadata', fields: plain('time startTime endTime deviceID deviceMetadata rawData dataProcessingMethod bizRules') },
      {
        name: 'sensorReport',
        fields: plain(
          'type exception deviceID deviceMetadata rawData dataProcessingMethod time microorganism chemicalSubstance value component ' +
            'stringValue booleanValue hexBinaryValue uriValue minValue maxValue meanValue sDev percRank percValue uom ' +
            'coordinateReferenceSystem',
        ),
      },
    ],
  },
];

/** Standard lists that stand among the extensions, each entry with its type first. */
const TYPED_LISTS: Readonly<Record<string, string>> = { bizTransactionList: 'bizTransaction', sourceList: 'source', destinationList: 'destination' };

/** Says nothing of what happened: when it was written down, under which name, what was declared wrong, remarks. */
const IGNORED = new Set(['recordTime', 'eventID', 'type', 'errorDeclaration', '@context', 'rdfs:comment', 'comment']);
const TIMES = new Set(['eventTime', 'time', 'startTime', 'endTime']);

/** Names of fields of events that whoever keeps them has added: they say nothing of what happened either. */
export type IgnoredFields = ReadonlySet<string>;
const NONE: IgnoredFields = new Set();

/** `prefixes` of the document around the event; its own `@context` is added. `ignored`: names as the file writes them, or with the address of their prefix in braces. */
export function preHashString(event: Fields, prefixes: Prefixes = prefixesOf(undefined), ignored: IgnoredFields = NONE): string {
  const own = event['@context'] === undefined ? prefixes : prefixesOf(event['@context'], prefixes);
  const isIgnored = (name: string): boolean => IGNORED.has(name) || ignored.has(name) || ignored.has(expandedName(name, own));
  const happened = Object.fromEntries(Object.entries(event).filter(([name]) => !isIgnored(name)));
  return `eventType=${String(event.type)}${ordered(happened, ORDER, '', own)}`;
}

/** The event's name by what happened: a `ni` URI (RFC 6920) of the SHA-256 over its pre-hash string, after CBV 2.0. */
export function eventHash(event: Fields, prefixes?: Prefixes, ignored?: IgnoredFields): string {
  return `ni:///sha-256;${createHash('sha256').update(preHashString(event, prefixes, ignored)).digest('hex')}?ver=CBV2.0`;
}

/** The fields in their order, then all others, sorted. */
function ordered(fields: Fields, order: readonly Field[], list: string, prefixes: Prefixes): string {
  const known = order.map((field) => inOrder(fields[field.name], field, list, prefixes)).join('');
  const names = new Set(order.map(({ name }) => name));
  const others = Object.entries(fields).filter(([name]) => !names.has(name));
  return known + sorted(others.flatMap(([name, value]) => extension(name, value, prefixes)));
}

function inOrder(value: unknown, field: Field, list: string, prefixes: Prefixes): string {
  if (value === undefined || value === null) return '';
  if (field.entry !== undefined) {
    const entries = entriesOf(value).map((entry) => one(field.entry!, entry, field, field.name, prefixes));
    const text = sorted(entries);
    return text === '' ? '' : field.name + text;
  }
  return sorted(entriesOf(value).map((entry) => one(field.name, entry, field, list, prefixes)));
}

/** `name=value` or the name and what the object holds; nothing for an empty one. */
function one(name: string, value: unknown, field: Field, list: string, prefixes: Prefixes): string {
  if (isFields(value)) {
    const inner = ordered(value, field.fields ?? [], name, prefixes);
    return inner === '' ? '' : name + inner;
  }
  const text = canonicalText(name, list, value, prefixes);
  return text === '' ? '' : `${name}=${text}`;
}

function extension(name: string, value: unknown, prefixes: Prefixes): string[] {
  if (entriesOf(value).length === 0) return [];
  const key = TYPED_LISTS[name];
  if (key !== undefined) return [name + sorted(entriesOf(value).map((entry) => typedEntry(entry, key, name, prefixes)))];
  const fullName = expandedName(name, prefixes);
  return entriesOf(value).map((entry) => {
    if (!isFields(entry)) {
      const text = canonicalText(name, '', entry, prefixes);
      return text === '' ? fullName : `${fullName}=${text}`;
    }
    const inner = Object.entries(entry).filter(([inside]) => inside !== 'rdfs:comment' && inside !== 'comment');
    return fullName + sorted(inner.flatMap(([inside, part]) => extension(inside, part, prefixes)));
  });
}

function typedEntry(entry: unknown, key: string, list: string, prefixes: Prefixes): string {
  if (!isFields(entry)) return '';
  return ['type', key]
    .filter((name) => entry[name] !== undefined && entry[name] !== null)
    .map((name) => `${name}=${canonicalText(name, list, entry[name], prefixes)}`)
    .join('');
}

function canonicalText(name: string, list: string, value: unknown, prefixes: Prefixes): string {
  const text = String(value).trim();
  if (TIMES.has(name)) return canonicalTime(text);
  const full = termAddress(name, list, expandedValue(text, prefixes));
  return canonicalNumber(full) ?? canonicalLink(full) ?? full;
}

/** UTC with milliseconds, the fourth digit rounded half up; other text as it is. */
function canonicalTime(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)$/i.exec(text);
  const seconds = match === null ? NaN : Date.parse(`${match[1]!.replace(' ', 'T')}${match[3]}`);
  if (match === null || Number.isNaN(seconds)) return text;
  const digits = (match[2] ?? '').padEnd(4, '0');
  return new Date(seconds + Number(digits.slice(0, 3)) + (digits[3]! >= '5' ? 1 : 0)).toISOString();
}

/** A decimal number without leading and trailing zeros, as the reference implementation writes it; null for other text. */
function canonicalNumber(text: string): string | null {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return null;
  const number = Number(text);
  if (!Number.isFinite(number)) return null;
  if (Number.isInteger(number)) return BigInt(number).toString();
  if (Math.abs(number) >= 1e-4) return String(number);
  return number.toExponential().replace(/e-(\d)$/, 'e-0$1');
}

function entriesOf(value: unknown): readonly unknown[] {
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter((entry) => entry !== null && entry !== undefined);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(texts: readonly string[]): string {
  return [...texts].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right))).join('');
}
