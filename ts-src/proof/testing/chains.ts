import { createHash } from 'node:crypto';
import { canonicalJson, EXPORT_SCHEMA, type Identity, type Json, type LedgerEvent, type TwinExport } from '../index.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export const identity: Identity = {
  passportId: '6f9e0000-0000-4000-8000-000000000001', businessKey: '01/09506000134352/21/SN-1', gtin: '09506000134352', imei: null, serial: 'SN-1',
};

/** What an event of the chain says beyond its number; missing keys get plain values. */
export interface Happening {
  readonly type: string;
  readonly content?: { readonly [key: string]: Json };
}

/** A history as the ledger writes one, `happenings` a day apart. */
export function chainOf(happenings: readonly Happening[], of: Identity = identity): TwinExport {
  const events: LedgerEvent[] = [];
  happenings.forEach(({ type, content: more }, index) => {
    const sequence = index + 1;
    const at = (hour: number) => `${new Date(Date.UTC(2024, 0, sequence, hour)).toISOString().slice(0, 19)}Z`;
    const previousHash = events.at(-1)?.hash ?? null;
    const content = {
      type, occurredAt: at(10), timeZoneOffset: '+01:00', source: { system: 'test:shop', eventId: `order:${sequence}` }, corrects: null, party: null, channel: 'Store', orderNumber: `#${sequence}`,
      place: { storeCode: 'PAR-01', gln: '3560000000006', country: 'FR' }, price: { amountMinor: '129900', currency: 'EUR' }, ...more,
    };
    const { businessKey, gtin, imei, serial } = of;
    const canonical = canonicalJson({ actorRole: null, content, identity: { businessKey, gtin, imei, serial }, passportId: of.passportId, previousHash, recordedAt: at(11), schema: 'loop/lifecycle-event/1', sequence });
    events.push({ sequence, type, occurredAt: at(10), recordedAt: at(11), canonical, hash: sha256(canonical), previousHash, contentHash: sha256(canonicalJson(content)) });
  });
  return { schema: EXPORT_SCHEMA, twin: { identity: of, eventCount: events.length, headHash: events.at(-1)?.hash ?? null }, events };
}

/** `count` events, sales and returns in turn. */
export const longChain = (count: number): TwinExport => chainOf(Array.from({ length: count }, (_, index) => ({ type: index % 2 === 0 ? 'Sold' : 'Returned' })));

/** A copy with one field changed, removed or made null: of the item, or the same one of every third event. */
export interface Tampering {
  readonly what: string;
  /** Numbers of the events that were hit; none when it was the item. */
  readonly hit: readonly number[];
  readonly file: unknown;
}

/** Every field of a history, those of three events after one another apart, so that none hides the next. Proofs of the log are another matter. */
export function* tamperings(file: TwinExport): Generator<Tampering> {
  const { events, schema, twin } = file;
  const item = { schema, twin };
  for (const [path, value] of fieldsOf(item)) {
    for (const [how, other] of changesOf(value)) yield { what: `${path.join('.')} ${how}`, hit: [], file: withField(file, path, other) };
  }
  for (const field of Object.keys(events[0]!) as (keyof TwinExport['events'][number])[]) {
    for (const how of ['changed', 'removed', 'null']) {
      for (const first of [0, 1, 2]) {
        const hit: number[] = [];
        const copies = events.map((event, index) => {
          const change = index % 3 === first ? changesOf(event[field]).find(([name]) => name === how) : undefined;
          if (change === undefined) return event;
          hit.push(index + 1);
          return withField(event, [field], change[1]);
        });
        yield { what: `${field} ${how}`, hit, file: { ...file, events: copies } };
      }
    }
  }
}

const changesOf = (value: unknown): (readonly [how: string, other: unknown])[] =>
  ([['changed', flipped(value)], ['removed', undefined], ['null', null]] as const).filter(([, other]) => other !== value);

type Path = readonly (string | number)[];

function* fieldsOf(value: unknown, path: Path = []): Generator<[Path, unknown]> {
  if (typeof value !== 'object' || value === null) {
    yield [path, value];
    return;
  }
  for (const [key, inner] of Object.entries(value)) yield* fieldsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]);
}

function flipped(value: unknown): unknown {
  if (value === null) return 'something';
  if (typeof value === 'number') return value + 1;
  const text = String(value);
  const middle = text.length >> 1;
  return `${text.slice(0, middle)}${text[middle] === '0' ? '1' : '0'}${text.slice(middle + 1)}`;
}

/** A copy along the path; what lies beside it is shared. */
export function withField(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  const copy = (Array.isArray(whole) ? [...(whole as unknown[])] : { ...(whole as object) }) as Record<string | number, unknown>;
  if (rest.length > 0) copy[key!] = withField(copy[key!], rest, value);
  else if (value === undefined) Reflect.deleteProperty(copy, key!);
  else copy[key!] = value;
  return copy;
}
