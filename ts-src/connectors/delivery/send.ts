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
      const fault = classify(error as RequestError);
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

type Fault = { readonly kind: 'down' | 'busy' | 'refused'; readonly message: string };

type RequestError = Error & { errorCode?: string; code?: string; cause?: { code?: string } };

function classify(error: RequestError): Fault {
  const code = error.errorCode ?? error.code ?? error.cause?.code ?? error.name;
  if (/fetch failed|ECONNREFUSED|ENOTFOUND|ECONNRESET|EHOSTUNREACH|ETIMEDOUT|EAI_AGAIN|UND_ERR/.test(`${code} ${error.message}`)) {
    return { kind: 'down', message: `the org does not answer: ${error.message}` };
  }
  if (/INVALID_SESSION_ID|INVALID_AUTH/.test(code)) return { kind: 'down', message: 'the org refuses the access token: sign in again' };
  if (code === 'NOT_FOUND' || code === 'ERROR_HTTP_404') return { kind: 'down', message: `the org has no ${PATH}: deploy the package and grant its permission set first` };
  if (/API_DISABLED|INSUFFICIENT_ACCESS|FORBIDDEN|ERROR_HTTP_403/.test(code)) return { kind: 'down', message: `the user may not record events: ${error.message}` };
  if (/UNABLE_TO_LOCK_ROW|SERVER_UNAVAILABLE|REQUEST_LIMIT|ERROR_HTTP_(429|502|503)/.test(`${code} ${error.message}`)) return { kind: 'busy', message: error.message };
  return { kind: 'refused', message: error.message };
}
