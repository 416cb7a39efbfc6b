import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from './canonical-json.ts';
import { IDENTITY_FIELDS, isObject, type Unchecked, type UncheckedLedger } from './ledger.ts';
import { verifyLog, type LogChecks, type LogVerdict } from './verify-log.ts';

/** What is wrong, and where: the number of the event (of the last one for the item itself) and the field. */
export interface Reason {
  readonly sequence: number;
  readonly field: string;
  readonly message: string;
}

export interface LedgerVerdict {
  readonly verdict: 'valid' | 'invalid';
  readonly passportId: string | null;
  readonly businessKey: string | null;
  readonly events: number;
  /** Hash of the last event: who keeps it can tell later that nothing before it was changed. */
  readonly headHash: string | null;
  /** Where the events stand in the log over all events; null or missing where the file does not tell. */
  readonly log?: LogVerdict | null;
  readonly reasons: readonly Reason[];
  readonly firstBreak: { readonly sequence: number; readonly field: string } | null;
}

const DOCUMENT_SCHEMA = 'loop/lifecycle-event/1';
const EVENT_FIELDS = new Set(['sequence', 'type', 'occurredAt', 'recordedAt', 'canonical', 'hash', 'previousHash', 'contentHash']);

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * Recomputes the chain of an item from its texts alone: every text hashes to its hash and is the canonical one, names the
 * hash before it, and says what the fields beside it say; no number is missing; the item's own figures are those of its last event.
 * `knownHead`: a hash that was seen before and must be in the chain. `log`: what the checker knows of the log over all events.
 */
export function verifyLedger(ledger: UncheckedLedger, knownHead?: string, log: LogChecks = {}): LedgerVerdict {
  const check = new Check(ledger);
  for (const event of ledger.events) check.event(event);
  check.item(knownHead);
  const { reasons, last } = check;
  const logVerdict = verifyLog(ledger, log, reasons);
  return {
    verdict: reasons.length === 0 ? 'valid' : 'invalid',
    passportId: textOrNull(ledger.identity.passportId),
    businessKey: textOrNull(ledger.identity.businessKey),
    events: ledger.events.length,
    headHash: textOrNull(last.hash),
    log: logVerdict,
    reasons,
    firstBreak: reasons[0] === undefined ? null : { sequence: reasons[0].sequence, field: reasons[0].field },
  };
}

class Check {
  readonly reasons: Reason[] = [];
  last: { sequence: number; hash: unknown } = { sequence: 0, hash: null };
  readonly #ledger: UncheckedLedger;
  readonly #hashes = new Set<unknown>();
  #identity: Unchecked | undefined;

  constructor(ledger: UncheckedLedger) {
    this.#ledger = ledger;
    for (const field of ledger.unknown) this.#note(1, field, 'is no field of an export: nothing proves it');
  }

  event(event: unknown): void {
    const expected = this.last.sequence + 1;
    if (!isObject(event)) {
      this.#note(expected, 'event', 'is not an object');
      this.last = { sequence: expected, hash: undefined };
      return;
    }
    const isNumber = typeof event.sequence === 'number' && Number.isSafeInteger(event.sequence);
    if (event.sequence !== expected) this.#note(expected, 'sequence', `is ${JSON.stringify(event.sequence)} where ${expected} should follow: events are missing, moved or doubled`);
    const sequence = isNumber ? (event.sequence as number) : expected;
    if (this.#ledger.isExport) for (const name of Object.keys(event)) if (!EVENT_FIELDS.has(name)) this.#note(sequence, name, 'is no field of an event: nothing proves it');
    if (typeof event.canonical !== 'string' || sha256(event.canonical) !== event.hash) this.#note(sequence, 'hash', 'is not the hash of the text');
    this.#same(sequence, 'previousHash', event.previousHash, this.last.hash, 'is not the hash of the event before');
    const document = documentOf(event.canonical);
    if (typeof document === 'string') this.#note(sequence, 'canonical', document);
    else this.#compare(sequence, event, document);
    this.last = { sequence, hash: event.hash };
    this.#hashes.add(event.hash);
  }

  /** What the item says of itself, after its events. */
  item(knownHead: string | undefined): void {
    const { events, identity, eventCount, headHash, isExport, isOnePage } = this.#ledger;
    const { sequence, hash } = this.last;
    if (events.length === 0) this.#note(1, 'events', 'are empty: nothing proves the item');
    if (isOnePage) this.#note(sequence + 1, 'events', 'are one page of several: export the item with "loop twin export"');
    else this.#same(sequence, 'twin.eventCount', eventCount, events.length, `differs from the ${events.length} events`);
    if (isExport) this.#same(sequence, 'twin.headHash', headHash, hash, 'is not the hash of the last event');
    for (const field of IDENTITY_FIELDS) {
      const told = identity[field];
      // an answer of the org leaves out what is unknown or hidden
      if (field === 'passportId' || this.#identity === undefined || (!isExport && (told === undefined || told === null))) continue;
      this.#same(sequence, `twin.identity.${field}`, told, this.#identity[field], 'is not what the last event says');
    }
    if (knownHead !== undefined && !this.#hashes.has(knownHead)) this.#note(sequence, 'hash', `of no event is ${knownHead}: the chain was not grown from that head`);
  }

  #compare(sequence: number, event: Unchecked, document: Unchecked & { readonly content: Unchecked }): void {
    const { content } = document;
    this.#identity = isObject(document.identity) ? document.identity : {};
    const told: readonly (readonly [field: string, said: unknown])[] = [
      ['sequence', document.sequence],
      ['previousHash', document.previousHash],
      ['type', content.type],
      ['occurredAt', content.occurredAt],
      ['recordedAt', document.recordedAt],
      ['contentHash', sha256(canonicalJson(content as Json))],
    ];
    for (const [field, said] of told) this.#same(sequence, field, event[field], said, 'is not what the hashed text says');
    this.#same(sequence, 'twin.identity.passportId', document.passportId, this.#ledger.identity.passportId, 'is another item than the hashed text says');
  }

  #same(sequence: number, field: string, found: unknown, expected: unknown, says: string): void {
    if (found !== expected) this.#note(sequence, field, says);
  }

  #note(sequence: number, field: string, says: string): void {
    this.reasons.push({ sequence, field, message: `${field} ${says}` });
  }
}

/** The document of a hashed text; a sentence where it is none, or not in its one form. */
function documentOf(canonical: unknown): (Unchecked & { readonly content: Unchecked }) | string {
  if (typeof canonical !== 'string') return 'is no text';
  let document: unknown;
  try {
    document = JSON.parse(canonical) as unknown; // of a key that comes twice one is lost, and the texts differ
    if (canonicalJson(document as Json) !== canonical) return 'is not canonical JSON (RFC 8785)';
  } catch {
    return 'is not canonical JSON (RFC 8785)';
  }
  const isEvent = isObject(document) && document.schema === DOCUMENT_SCHEMA && isObject(document.content);
  return isEvent ? (document as Unchecked & { readonly content: Unchecked }) : `is no event of the schema ${DOCUMENT_SCHEMA}`;
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
