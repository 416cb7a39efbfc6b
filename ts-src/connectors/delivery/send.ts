import type { Connection } from 'jsforce';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FieldError, ItemEvent } from '../canonical/event.ts';
import { TargetError } from './target.ts';

/** What the org did with one event. */
export interface EventResult {
  readonly sourceEventId: string;
  readonly outcome: 'created' | 'appended' | 'unchanged' | 'conflict' | 'rejected' | 'quarantined';
  readonly errors: readonly FieldError[];
  readonly storedHash?: string | null;
  readonly receivedHash?: string | null;
}

/** The most events one request may carry. */
export const CHUNK_SIZE = 200;
const PATH = '/loop/v1/events';
const ATTEMPTS = 5;

/**
 * Sends up to 200 events in one request and returns a result for each, in order.
 * Busy answers are tried again; a chunk the org cannot take whole is halved until the item to blame stands alone.
 * @throws TargetError when the org is down or refuses us altogether
 */
export async function sendEvents(connection: Connection, events: readonly ItemEvent[]): Promise<readonly EventResult[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { results } = await connection.apex.post<{ results: EventResult[] }>(PATH, { events });
      return results;
    } catch (error) {
      const fault = orgFault(error, PATH);
      if (fault.kind === 'down') throw new TargetError(fault.message);
      if (fault.kind === 'busy' && attempt < ATTEMPTS) {
        await sleep(100 * 2 ** attempt);
        continue;
      }
      if (events.length === 1) return [refused(events[0]!, fault.message)];
      const middle = events.length >> 1;
      return [...(await sendEvents(connection, events.slice(0, middle))), ...(await sendEvents(connection, events.slice(middle)))];
    }
  }
}

function refused(event: ItemEvent, message: string): EventResult {
  return { sourceEventId: event.sourceEventId, outcome: 'rejected', errors: [{ field: 'event', rule: 'accepted by the org', value: event.sourceEventId, message }] };
}

export type Fault = { readonly kind: 'down' | 'busy' | 'refused'; readonly message: string };

type RequestError = Error & { errorCode?: string; code?: string; cause?: { code?: string; message?: string } };

/** Why an org did not answer as it should, in words. `path`: what it was asked for. */
export function orgFault(fault: unknown, path: string): Fault {
  const error = fault as RequestError;
  const code = error.errorCode ?? error.code ?? error.cause?.code ?? error.name;
  if (/fetch failed|ECONNREFUSED|ENOTFOUND|ECONNRESET|EHOSTUNREACH|ETIMEDOUT|EAI_AGAIN|UND_ERR/.test(`${code} ${error.message}`)) {
    return { kind: 'down', message: `the org does not answer: ${error.cause?.message || error.message}` };
  }
  if (/INVALID_SESSION_ID|INVALID_AUTH/.test(code)) return { kind: 'down', message: 'the org refuses the access token: sign in again' };
  if (code === 'NOT_FOUND' || code === 'ERROR_HTTP_404') return { kind: 'down', message: `the org has no ${path}: deploy the package and grant its permission set first` };
  if (/API_DISABLED|INSUFFICIENT_ACCESS|FORBIDDEN|ERROR_HTTP_403/.test(code)) return { kind: 'down', message: `the user may not: ${inWords(error.message)}` };
  if (/UNABLE_TO_LOCK_ROW|SERVER_UNAVAILABLE|REQUEST_LIMIT|ERROR_HTTP_(429|502|503)/.test(`${code} ${error.message}`)) return { kind: 'busy', message: inWords(error.message) };
  return { kind: 'refused', message: inWords(error.message) };
}

/** A part of a sentence. Doors of the package answer with a body of their own, which is all that is left of it. */
function inWords(message: string): string {
  let words = message;
  try {
    const { error } = JSON.parse(message) as { readonly error?: { readonly message?: unknown } };
    if (typeof error?.message === 'string') words = error.message;
  } catch {
    // The platform's own words.
  }
  return words.replace(/\.+$/, '');
}
