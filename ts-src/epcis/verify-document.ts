import { canonicalJson, NotCanonical, verifyLog, type Json, type LedgerVerdict, type LogChecks, type Reason } from '../proof/index.ts';
import { prefixesOf } from './context.ts';
import { errorDeclarations } from './error-declarations.ts';
import { eventHash, type Fields } from './event-hash.ts';
import { CONTEXT } from './export-document.ts';

const ITEM_LINK = 'https://id.gs1.org/';
/** Of the document: everything else in it would be believed and proved by nothing. */
const FIELDS = new Set(['@context', 'type', 'schemaVersion', 'creationDate', 'epcisBody', 'loop:passportId', 'loop:eventCount', 'loop:headHash', 'loop:log']);
/** Left out of the hash of an event, and in no export. */
const UNHASHED = ['@context', 'comment', 'rdfs:comment'];

/**
 * Checks an EPCIS export of an item by itself: every event hashes to the id that it bears, what no hash covers is what the
 * events say, none is missing, the last one is the head; and that the log holds the hashes of the ledger which the events name.
 * That the events say what was hashed there only the ledger can tell: `loop verify` of the item or of its own export.
 * `knownHead`: a hash that was seen before and must be among them. Null where the file is no EPCIS document.
 */
export function verifyDocument(file: unknown, knownHead?: string, checks: LogChecks = {}): LedgerVerdict | null {
  const document = file as (Fields & { readonly epcisBody?: { readonly eventList?: unknown } }) | null;
  if (document?.type !== 'EPCISDocument' || !Array.isArray(document.epcisBody?.eventList)) return null;
  const check = new Check(document, document.epcisBody.eventList as readonly unknown[]);
  check.document(knownHead);
  const { events, reasons } = check;
  const log = verifyLog({ isExport: true, isOnePage: false, identity: {}, eventCount: events.length, unknown: [], log: document['loop:log'], events: events.map((event) => ({ hash: event['loop:ledgerHash'], recordedAt: event.recordTime })) }, checks, reasons);
  const last = events.at(-1);
  const link = Array.isArray(last?.epcList) ? text(last.epcList[0]) : null;
  return {
    verdict: reasons.length === 0 ? 'valid' : 'invalid', passportId: text(document['loop:passportId']), businessKey: link?.startsWith(ITEM_LINK) === true ? link.slice(ITEM_LINK.length) : null,
    events: events.length, headHash: text(last?.['loop:ledgerHash']), log, reasons,
    firstBreak: reasons[0] === undefined ? null : { sequence: reasons[0].sequence, field: reasons[0].field },
  };
}

class Check {
  readonly reasons: Reason[] = [];
  /** In the place of what is no event stands one without fields. */
  readonly events: readonly Fields[];
  readonly #document: Fields;

  constructor(document: Fields, list: readonly unknown[]) {
    this.#document = document;
    this.events = list.map((entry) => (typeof entry === 'object' && entry !== null ? (entry as Fields) : {}));
  }

  document(knownHead: string | undefined): void {
    const { events } = this;
    for (const field of Object.keys(this.#document)) if (!FIELDS.has(field)) this.#note(1, field, 'is no field of an export: nothing proves it');
    this.#same(1, '@context', this.#document['@context'], CONTEXT, 'is not that of an export: its words would mean something else');
    const prefixes = prefixesOf(this.#document['@context']);
    const declared = errorDeclarations(events);
    events.forEach((event, index) => this.#event(event, index + 1, eventHash(event, prefixes), declared.get(index + 1)));
    if (events.length === 0) this.#note(1, 'eventList', 'is empty: nothing proves the item');
    this.#same(events.length, 'loop:eventCount', this.#document['loop:eventCount'], events.length, `differs from the ${events.length} events`);
    this.#same(events.length, 'loop:headHash', this.#document['loop:headHash'], events.at(-1)?.['loop:ledgerHash'] ?? null, 'is not the hash of the last event');
    const isGrown = knownHead === undefined || events.some((event) => event['loop:ledgerHash'] === knownHead);
    if (!isGrown) this.#note(events.length, 'loop:ledgerHash', `of no event is ${knownHead}: the chain was not grown from that head`);
  }

  #event(event: Fields, sequence: number, hash: string, declaration: Fields | undefined): void {
    this.#same(sequence, 'eventID', event.eventID, hash, 'is not the CBV 2.0 hash of the event');
    this.#same(sequence, 'loop:sequence', event['loop:sequence'], sequence, `is not ${sequence}: events are missing, moved or doubled`);
    this.#same(sequence, 'loop:passportId', event['loop:passportId'], this.#document['loop:passportId'], 'is another item than the document says');
    this.#same(sequence, 'recordTime', event.recordTime, event['loop:recordedAt'], 'is not loop:recordedAt, which is hashed');
    this.#same(sequence, 'errorDeclaration', event.errorDeclaration, declaration, 'is not what the corrections in the document say');
    for (const field of UNHASHED) if (field in event) this.#note(sequence, field, 'is no field of an export: nothing proves it');
  }

  #same(sequence: number, field: string, found: unknown, expected: unknown, says: string): void {
    if (form(found) !== form(expected)) this.#note(sequence, field, says);
  }

  #note(sequence: number, field: string, says: string): void {
    this.reasons.push({ sequence, field, message: `${field} ${says}` });
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** One text for one value; none for what has none, which then equals nothing of an export. */
function form(value: unknown): string | undefined {
  if (value === undefined) return '';
  try {
    return canonicalJson(value as Json);
  } catch (error) {
    if (error instanceof NotCanonical) return undefined;
    throw error;
  }
}
