import type { Fields } from './event-hash.ts';

/** What the corrections among the events of an export declare wrong, by the number of the event that they correct. */
export function errorDeclarations(events: readonly Fields[]): ReadonlyMap<unknown, Fields> {
  const declared = new Map<unknown, Fields & { readonly correctiveEventIDs: readonly unknown[] }>();
  for (const { 'loop:corrects': corrected, 'loop:correctionReason': reason, recordTime, eventID } of events) {
    if (corrected === undefined) continue;
    const earlier = declared.get(corrected)?.correctiveEventIDs ?? [];
    declared.set(corrected, { declarationTime: recordTime, reason: reason === 'did_not_occur' ? reason : 'incorrect_data', correctiveEventIDs: [...earlier, eventID] });
  }
  return declared;
}
