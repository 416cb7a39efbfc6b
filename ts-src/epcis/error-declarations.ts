import type { Fields } from './event-hash.ts';

/**
 * What the corrections among the events of an export declare wrong, by the number of the event that they correct. After CBV 2.0
 * what did not occur has no corrective events, and a reason that CBV does not know is left out.
 */
export function errorDeclarations(events: readonly Fields[]): ReadonlyMap<unknown, Fields> {
  const declared = new Map<unknown, Fields>();
  for (const { 'loop:corrects': corrected, 'loop:correctionReason': reason, recordTime: declarationTime, eventID } of events) {
    if (corrected === undefined) continue;
    const earlier = (declared.get(corrected)?.correctiveEventIDs ?? []) as readonly unknown[];
    if (reason === 'did_not_occur') declared.set(corrected, { declarationTime, reason });
    else declared.set(corrected, { declarationTime, ...(reason === 'other' ? {} : { reason: 'incorrect_data' }), correctiveEventIDs: [...earlier, eventID] });
  }
  return declared;
}
