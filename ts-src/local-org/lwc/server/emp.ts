import { Readable } from 'node:stream';
import { badRequest } from '../../api/errors.ts';
import { ApiError, eventData } from '../../api/index.ts';
import { isJsonObject, parsePlainJson } from '../../api/json.ts';
import type { HttpRequest, HttpResponse, Route } from '../../api/http.ts';
import { NotImplementedError } from '../../execution/errors.ts';
import { EXTERNAL_USER_TYPES } from '../../security/index.ts';
import type { Host } from './host.ts';

/**
 * Platform events for `lightning/empApi`. A subscription is checked and told where it starts; then one stream of
 * Server-Sent Events per page carries all its channels from there, so that a lost connection loses no events.
 */
export class EmpStreams {
  readonly #host: Host;
  readonly #open = new Set<Readable>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** `{channel, replayId}` -> `{replayId}`: the event after which the subscription starts. */
  subscribeRoute(): Route {
    return {
      method: 'POST',
      pattern: '/lightning/api/emp/subscribe',
      handler: (request) => {
        const body = parsePlainJson(request.body);
        const { channel, replayId } = isJsonObject(body) ? body : {};
        this.#objectOf(request, String(channel));
        return { status: 200, body: { replayId: this.#startOf(Number(replayId ?? -1)) } };
      },
    };
  }

  /** `?from=[["/event/X__e", 12]]`: what came after those events, then what comes. Each message: `{channel, data}`. */
  eventsRoute(): Route {
    return { method: 'GET', pattern: '/lightning/api/emp/events', handler: (request) => this.#stream(request) };
  }

  close(): void {
    for (const stream of this.#open) stream.push(null);
    this.#open.clear();
  }

  #stream(request: HttpRequest): HttpResponse {
    const from = parsePlainJson(request.query.get('from') ?? '[]');
    if (!Array.isArray(from) || !from.every(Array.isArray)) throw badRequest('INVALID_ARGUMENT', 'from must be pairs of a channel and a replay id');
    const channels = from.map(([channel, replayId]: unknown[]) => ({ channel: String(channel), object: this.#objectOf(request, String(channel)), after: this.#startOf(Number(replayId)) }));
    const { events } = this.#host.org;
    const stream = new Readable({ read: () => undefined });
    const send = (channel: string, event: Parameters<typeof eventData>[0]): void => void stream.push(`data: ${JSON.stringify({ channel, data: eventData(event) })}\n\n`);
    stream.push(': connected\n\n');
    for (const { channel, event } of channels.flatMap(({ channel, object, after }) => events.since(object, after).map((event) => ({ channel, event }))).sort((a, b) => a.event.replayId - b.event.replayId)) send(channel, event);
    const ends = channels.map(({ channel, object }) => events.subscribe(object, (event) => send(channel, event)));
    this.#open.add(stream);
    stream.once('close', () => {
      this.#open.delete(stream);
      for (const end of ends) end();
    });
    return { status: 200, headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }, body: stream };
  }

  /** -1: after what is there now; -2: everything that is kept. Ids of before a restart of the org are as good as -1. */
  #startOf(replayId: number): number {
    const last = this.#host.org.events.lastReplayId;
    return replayId === -2 ? 0 : Number.isInteger(replayId) && replayId >= 0 && replayId <= last ? replayId : last;
  }

  /** The platform event of a channel that the user may hear. @throws ApiError 403, 404 */
  #objectOf({ session }: HttpRequest, channel: string): string {
    const { org } = this.#host;
    const name = /^\/event\/(\w+)$/.exec(channel)?.[1];
    if (name === undefined) throw new NotImplementedError(`lightning/empApi: the channel ${channel}`);
    const definition = org.schema.object(name);
    org.transaction(session!.userId, ({ user }) => {
      if (EXTERNAL_USER_TYPES.has(user.userType)) throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'lightning/empApi is not for external users');
      if (definition?.kind !== 'platformEvent') throw new ApiError(404, 'NOT_FOUND', `The channel ${channel} does not exist`);
      if (!user.permissions.object(definition.name).read) throw new ApiError(403, 'INSUFFICIENT_ACCESS', `Subscription to ${channel} denied`);
    });
    return definition!.name;
  }
}
