import { Readable } from 'node:stream';
import type { HttpResponse, Route } from '../../api/http.ts';

/** Server-Sent Events to every open page: `reload`, `problems`. */
export class EventStream {
  readonly #open = new Set<Readable>();

  routes(): Route[] {
    return [{ method: 'GET', pattern: '/lightning/api/events', authenticated: false, handler: () => this.#connect() }];
  }

  send(event: string, data: unknown): void {
    for (const stream of this.#open) stream.push(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  close(): void {
    for (const stream of this.#open) stream.push(null);
    this.#open.clear();
  }

  #connect(): HttpResponse {
    const stream = new Readable({ read: () => undefined });
    this.#open.add(stream);
    stream.once('close', () => this.#open.delete(stream));
    stream.push(': connected\n\n');
    return { status: 200, headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }, body: stream };
  }
}
