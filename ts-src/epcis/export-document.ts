import { prefixesOf } from './context.ts';
import { linkOfPath } from './digital-link.ts';
import { errorDeclarations } from './error-declarations.ts';
import { eventHash, type Fields } from './event-hash.ts';
import { meaningOf, type Meaning } from './export-mapping.ts';
import type { LedgerEvent, TwinExport } from '../proof/index.ts';

/** Where our own fields live: an address that nobody can own, which JSON-LD only compares. */
export const NAMESPACE = 'https://unified-commerce-loop.example/epcis/';
export const CONTEXT = ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { loop: NAMESPACE }] as const;

/** What an event needs of its hashed text. */
interface Recorded {
  readonly passportId: string;
  readonly identity: { readonly businessKey: string | null };
  readonly content: {
    readonly timeZoneOffset?: string | null;
    readonly party?: string | null;
    readonly corrects?: number | null;
    readonly reason?: string | null;
    readonly channel?: string | null;
    readonly place?: { readonly gln?: string | null; readonly storeCode?: string | null; readonly country?: string | null } | null;
  };
}

/**
 * The history of an item as an EPCIS 2.0 document: one event for each of the ledger, in its order, named by its CBV hash.
 * What the hash of an event leaves out stands in fields of ours too, which it covers. `loop:log`: proofs that the log holds the
 * hashes of the ledger that the events name, with its signed checkpoint.
 * People are "owner 1, 2, …" of this item; prices, orders and references to persons stay in the ledger.
 */
export function epcisDocument({ twin, events, log }: TwinExport, creationDate: string): Fields {
  const owners = new Owners(twin.identity.passportId);
  const condition = new Condition();
  const prefixes = prefixesOf(CONTEXT);
  const list = events.map((event) => {
    const fields = fieldsOf(event, owners, condition);
    return { ...fields, eventID: eventHash(fields, prefixes) };
  });
  return {
    '@context': CONTEXT,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate,
    'loop:passportId': twin.identity.passportId,
    'loop:eventCount': twin.eventCount,
    'loop:headHash': twin.headHash,
    ...(log === undefined ? {} : { 'loop:log': log }),
    epcisBody: { eventList: withDeclarations(list) },
  };
}

function fieldsOf(event: LedgerEvent, owners: Owners, condition: Condition): Fields {
  const { passportId, identity, content } = JSON.parse(event.canonical) as Recorded;
  const meaning = meaningOf(event.type);
  const { bizStep, persistentDisposition, ownership } = meaning;
  const { gln, storeCode, country } = content.place ?? {};
  const isLink = identity.businessKey?.startsWith('01/') === true;
  // a place without a GLN has a name of its own, as CBV allows
  const placeId = isPresent(gln) ? linkOfPath(`414/${gln}`) : isPresent(storeCode) ? `${NAMESPACE}location/${encodeURIComponent(storeCode)}` : null;
  const place = placeId === null ? null : { id: placeId };
  return present({
    type: 'ObjectEvent',
    eventTime: event.occurredAt,
    recordTime: event.recordedAt,
    eventTimeZoneOffset: content.timeZoneOffset ?? '+00:00',
    epcList: [isLink ? linkOfPath(identity.businessKey!) : `urn:uuid:${passportId}`],
    action: meaning.action ?? 'OBSERVE',
    bizStep,
    disposition: condition.after(meaning),
    persistentDisposition,
    readPoint: place,
    bizLocation: meaning.leaves === true ? null : place,
    ...owners.parties(ownership, content.party ?? null),
    'loop:eventType': event.type,
    'loop:passportId': passportId,
    'loop:sequence': event.sequence,
    'loop:recordedAt': event.recordedAt,
    'loop:ledgerHash': event.hash,
    'loop:channel': content.channel,
    'loop:storeCode': storeCode,
    'loop:country': country,
    'loop:corrects': content.corrects,
    'loop:correctionReason': isPresent(content.corrects) ? content.reason : null,
  });
}

/** An event that a later one corrects says so, and by which; its hash stays what it was. */
function withDeclarations(list: readonly Fields[]): readonly Fields[] {
  const declared = errorDeclarations(list);
  return list.map((fields, index) => present({ ...fields, errorDeclaration: declared.get(index + 1) }));
}

/** The disposition of one item from event to event but for its lock, whose end leaves it at that. */
class Condition {
  #unlocked: string | undefined;

  after({ disposition, locks, unlocks }: Meaning): string | undefined {
    if (unlocks === true) return this.#unlocked;
    if (locks !== true) this.#unlocked = disposition ?? this.#unlocked;
    return disposition;
  }
}

/** Numbers the owners of one item in the order of their coming: who they are, and what else they own, cannot be told. */
class Owners {
  readonly #passportId: string;
  readonly #numbers = new Map<string, number>();
  #owner: string | null = null;

  constructor(passportId: string) {
    this.#passportId = passportId;
  }

  parties(ownership: Meaning['ownership'], party: string | null): Fields {
    if (ownership === undefined) return {};
    if (ownership === 'joined') return this.#lists(null, party);
    if (ownership === 'left') return this.#lists(party, null);
    const before = this.#owner ?? (ownership === 'given back' ? party : null);
    this.#owner = ownership === 'taken' ? party : null;
    // who registers what they bought stays the owner: nothing changes hands
    return before === this.#owner ? {} : this.#lists(before, this.#owner);
  }

  #lists(source: string | null, destination: string | null): Fields {
    return present({
      sourceList: source === null ? null : [{ type: 'owning_party', source: this.#name(source) }],
      destinationList: destination === null ? null : [{ type: 'owning_party', destination: this.#name(destination) }],
    });
  }

  #name(party: string): string {
    if (!this.#numbers.has(party)) this.#numbers.set(party, this.#numbers.size + 1);
    return `${NAMESPACE}owner/${this.#passportId}/${this.#numbers.get(party)!}`;
  }
}

const isPresent = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;
const present = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).filter(([, value]) => isPresent(value)));
