import type { FieldError } from '../connectors/index.ts';
import type { TwinExport } from '../proof/index.ts';
import { expandedName, prefixesOf, type Prefixes } from './context.ts';
import { itemOf, type ItemName } from './digital-link.ts';
import { eventHash, preHashString, type Fields } from './event-hash.ts';
import { eventIdOf, type FileEvent } from './event-file.ts';
import { CONTEXT, epcisDocument, NAMESPACE } from './export-document.ts';

/** The histories of those items that an org knows by these names: passport ids and business keys. */
export type ItemsHeld = (names: readonly string[]) => Promise<readonly TwinExport[]>;

/** What an org that is told an event holds of it. */
export type Holding =
  | { readonly kind: 'here'; readonly where: string }
  | { readonly kind: 'differs'; readonly where: string; readonly errors: readonly FieldError[] }
  /** Declared wrong in a history that came from elsewhere; the org never heard of it. */
  | { readonly kind: 'neverHeard' };

/** What an event that came out of a ledger says of its place there. */
export interface Marks {
  readonly eventType: string;
  readonly ledgerHash: string;
  readonly passportId: string;
}

/** Fields by which two events are compared: what, when, where, why. Times and names of keeping them are not among them. */
const SAYING = (
  'type eventTime eventTimeZoneOffset epcList action bizStep disposition persistentDisposition readPoint bizLocation bizTransactionList ' +
  'sourceList destinationList quantityList parentID sensorElementList ilmd certificationInfo'
).split(' ');
const OWN = ['eventType', 'passportId', 'sequence', 'recordedAt', 'ledgerHash', 'channel', 'storeCode', 'country', 'corrects', 'correctionReason'];
const PREFIXES = prefixesOf(CONTEXT);
const EVENT_HASH = /^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/;
const PASSPORT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Null for an event that does not come out of a ledger. Bare events have our prefix without its context. */
export function marksOf(event: Fields, prefixes: Prefixes): Marks | null {
  const [eventType, ledgerHash, passportId] = ['eventType', 'ledgerHash', 'passportId'].map((name) => own(event, name, prefixes));
  return typeof eventType === 'string' && typeof ledgerHash === 'string' && typeof passportId === 'string' ? { eventType, ledgerHash, passportId } : null;
}

/** One of the fields that an export adds to events, or that named. */
export function isOwnField(key: string, prefixes: Prefixes, names: readonly string[] = OWN): boolean {
  const expanded = expandedName(key, prefixes);
  return names.some((name) => expanded === `{${NAMESPACE}}${name}` || expanded === `loop:${name}`);
}

function own(event: Fields, name: string, prefixes: Prefixes): unknown {
  const key = Object.keys(event).find((one) => isOwnField(one, prefixes, [name]));
  return key === undefined ? undefined : event[key];
}

/**
 * What the org holds of events that came out of a ledger, or that go by a CBV hash as ours do; nothing of others, which costs
 * no question. An event is the org's own where it names a hash of its ledger or bears the id that the org's export gives it;
 * it is here too where it says the same of the same item as an event of the ledger, by the same kind.
 */
export async function holdingsOf(found: readonly FileEvent[], itemsHeld: ItemsHeld): Promise<ReadonlyMap<FileEvent, Holding>> {
  const names = [...new Set(found.flatMap(namesIn))];
  const held = new HeldEvents(names.length === 0 ? [] : await itemsHeld(names));
  const holdings = new Map<FileEvent, Holding>();
  for (const one of found) {
    const holding = held.holding(one);
    if (holding !== undefined) holdings.set(one, holding);
  }
  return holdings;
}

function namesIn({ event, around: { prefixes } }: FileEvent): readonly string[] {
  if (event instanceof Error) return [];
  const marks = marksOf(event, prefixes);
  if (marks === null && !(typeof event.eventID === 'string' && EVENT_HASH.test(event.eventID))) return [];
  const epcs: readonly unknown[] = Array.isArray(event.epcList) ? event.epcList : [];
  const epc = epcs.length === 1 && typeof epcs[0] === 'string' ? epcs[0] : '';
  const item = itemOf(epc);
  const passportId = marks?.passportId ?? epc.replace(/^urn:uuid:/, '');
  return [...(PASSPORT_ID.test(passportId) ? [passportId] : []), ...('gtin' in item ? [businessKey(item)] : [])];
}

/** As the org writes it: every mark that RFC 3986 reserves is escaped. */
function businessKey({ gtin, serial }: ItemName): string {
  return `01/${gtin}/21/${encodeURIComponent(serial).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}

interface Held {
  readonly event: Fields;
  readonly where: string;
}

/** Events of some items as the org would export them. */
class HeldEvents {
  readonly #byLedgerHash = new Map<unknown, Held>();
  readonly #byId = new Map<unknown, Held>();
  readonly #bySaying = new Map<string, Held>();
  /** Under which the org was told events by others. */
  readonly #sourceEventIds = new Set<unknown>();

  constructor(items: readonly TwinExport[]) {
    for (const item of items) {
      const { businessKey: key, passportId } = item.twin.identity;
      for (const event of eventsOf(item)) {
        const held = { event, where: `event ${String(event['loop:sequence'])} of ${key ?? passportId}` };
        this.#byLedgerHash.set(event['loop:ledgerHash'], held);
        this.#byId.set(event.eventID, held);
        this.#bySaying.set(saying(event, PREFIXES, event['loop:eventType']), held);
      }
      for (const { canonical } of item.events) this.#sourceEventIds.add((JSON.parse(canonical) as { content: { source?: { eventId?: unknown } } }).content.source?.eventId);
    }
  }

  holding({ event, around }: FileEvent): Holding | undefined {
    if (event instanceof Error) return undefined;
    const { prefixes } = around;
    const marks = marksOf(event, prefixes);
    const named = this.#byLedgerHash.get(marks?.ledgerHash) ?? this.#byId.get(event.eventID);
    if (named !== undefined) {
      const errors = differences(event, prefixes, named.event);
      return errors.length === 0 ? { kind: 'here', where: named.where } : { kind: 'differs', where: named.where, errors };
    }
    const isWrong = isPresent(event.errorDeclaration);
    // what was taken over before it was declared wrong is the intake's to correct
    if (marks === null || (isWrong && this.#sourceEventIds.has(eventIdOf(event, around)))) return undefined;
    const same = this.#bySaying.get(saying(event, prefixes, marks.eventType));
    if (same !== undefined) return { kind: 'here', where: same.where };
    return isWrong ? { kind: 'neverHeard' } : undefined;
  }
}

function eventsOf(item: TwinExport): readonly Fields[] {
  return (epcisDocument(item, '') as { readonly epcisBody: { readonly eventList: readonly Fields[] } }).epcisBody.eventList;
}

/** The hash of what an event says in standard words, with its kind; owners are numbers, whatever the passport. */
function saying(event: Fields, prefixes: Prefixes, eventType: unknown): string {
  const standard = Object.fromEntries(SAYING.flatMap((name) => (isPresent(event[name]) ? [[name, event[name]]] : [])));
  const text = JSON.stringify(standard).replaceAll(/"[^"]*\/epcis\/owner\/[^/"]+\/(\d+)"/g, (whole, number: string) => (whole.startsWith(`"${NAMESPACE}`) ? `"owner:${number}"` : whole));
  return `${String(eventType)} ${eventHash(JSON.parse(text) as Fields, prefixes)}`;
}

function differences(event: Fields, prefixes: Prefixes, held: Fields): FieldError[] {
  const errors: FieldError[] = [];
  const compare = (field: string, told: unknown, recorded: unknown, isSame: boolean): void => {
    if (!isSame) errors.push({ field, rule: 'as recorded', value: written(told), message: `${field} ${written(told)} is ${written(recorded)} in the ledger` });
  };
  for (const name of SAYING) {
    const [told, recorded] = [event, held].map((one) => ({ type: 'Event', ...(isPresent(one[name]) ? { [name]: one[name] } : {}) }));
    compare(name, event[name], held[name], preHashString(told!, prefixes) === preHashString(recorded!, PREFIXES));
  }
  for (const name of OWN) {
    const told = own(event, name, prefixes);
    if (told !== undefined) compare(`loop:${name}`, told, held[`loop:${name}`], told === held[`loop:${name}`]);
  }
  if (isPresent(event.errorDeclaration)) compare('errorDeclaration', event.errorDeclaration, held.errorDeclaration, isPresent(held.errorDeclaration));
  return errors;
}

const isPresent = (value: unknown): boolean => value !== null && value !== undefined;
const written = (value: unknown): string => (isPresent(value) ? JSON.stringify(value) : 'missing');
