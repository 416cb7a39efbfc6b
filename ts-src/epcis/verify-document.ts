import type { LedgerVerdict, Reason } from '../proof/index.ts';
import { prefixesOf } from './context.ts';
import { eventHash, type Fields } from './event-hash.ts';

/**
 * Checks an EPCIS export of an item by itself: every event hashes to the id that it bears, none is missing, the last one is
 * the head. That the ids are those of the org's ledger only the ledger can tell: `loop verify` of the item.
 * Null where the file is no EPCIS document.
 */
export function verifyDocument(file: unknown): LedgerVerdict | null {
  const document = file as (Fields & { readonly epcisBody?: { readonly eventList?: unknown } }) | null;
  if (document?.type !== 'EPCISDocument' || !Array.isArray(document.epcisBody?.eventList)) return null;
  const events = document.epcisBody.eventList as readonly (Fields | null)[];
  const prefixes = prefixesOf(document['@context']);
  const reasons: Reason[] = [];
  const note = (sequence: number, field: string, says: string) => reasons.push({ sequence, field, message: `${field} ${says}` });
  events.forEach((event, index) => {
    if (typeof event !== 'object' || event === null) note(index + 1, 'event', 'is not an object');
    else if (event.eventID !== eventHash(event, prefixes)) note(index + 1, 'eventID', 'is not the CBV 2.0 hash of the event');
    else if (event['loop:sequence'] !== index + 1) note(index + 1, 'loop:sequence', `is not ${index + 1}: events are missing, moved or doubled`);
  });
  const headHash = events.at(-1)?.['loop:ledgerHash'] ?? null;
  if (events.length === 0) note(1, 'eventList', 'is empty: nothing proves the item');
  if (document['loop:eventCount'] !== events.length) note(events.length, 'loop:eventCount', `differs from the ${events.length} events`);
  if (document['loop:headHash'] !== headHash) note(events.length, 'loop:headHash', 'is not the hash of the last event');
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    verdict: reasons.length === 0 ? 'valid' : 'invalid', passportId: text(document['loop:passportId']), businessKey: null, events: events.length, headHash: text(headHash), reasons,
    firstBreak: reasons[0] === undefined ? null : { sequence: reasons[0].sequence, field: reasons[0].field },
  };
}
