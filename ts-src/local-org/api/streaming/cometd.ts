import { randomBytes } from 'node:crypto';
import type { EventBus, PublishedEvent } from '../../execution/event-bus.ts';
import type { Api } from '../api.ts';
import { badRequest } from '../errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../http.ts';
import { isJsonObject, parseJson } from '../json.ts';
import type { Json } from '../json.ts';
import { eventData } from './event-data.ts';

/** How long a connect waits for events. */
const HOLD_MS = 40_000;
/** A client that asks for nothing for so long is forgotten. */
const FORGET_MS = 120_000;

interface Client {
  readonly id: string;
  readonly userId: string;
  readonly subscriptions: Map<string, () => void>;
  readonly queue: object[];
  wake: (() => void) | undefined;
  /** The first connect is answered at once: some clients send what follows over the same connection. */
  connected: boolean;
  expires: number;
}

/** Streaming API: Bayeux over long polling, platform events with replay. */
export function streamingRoutes(api: Api): Route[] {
  const clients = new Map<string, Client>();
  const handler = (request: HttpRequest): Promise<HttpResponse> => handle(api, clients, request);
  return [
    { method: 'POST', pattern: '/cometd/:version', authenticated: false, handler },
    { method: 'POST', pattern: '/cometd/:version/*step', authenticated: false, handler },
    // A client that asks for a websocket is told there is none and goes on with long polling.
    { method: 'GET', pattern: '/cometd/:version', authenticated: false, handler: () => ({ status: 200, body: 'This server speaks Bayeux over long polling: use POST.' }) },
  ];
}

type Message = { readonly [name: string]: Json };

async function handle(api: Api, clients: Map<string, Client>, request: HttpRequest): Promise<HttpResponse> {
  const parsed = parseJson(request.body);
  const messages = (Array.isArray(parsed) ? parsed : [parsed]).filter(isJsonObject);
  if (messages.length === 0) throw badRequest('JSON_PARSER_ERROR', 'The request holds no Bayeux message');
  const now = Date.now();
  for (const [id, client] of clients) if (client.expires < now) forget(clients, id);
  const answers: object[] = [];
  for (const [index, message] of messages.entries()) {
    const client = clients.get(String(message.clientId));
    if (client) client.expires = now + FORGET_MS;
    // A connect in front of other messages must not keep them waiting.
    const mayWait = index === messages.length - 1 && !(isJsonObject(message.advice) && message.advice.timeout === 0);
    answers.push(...(await answer(api, clients, client, message, request, mayWait)));
  }
  return { status: 200, body: answers };
}

async function answer(api: Api, clients: Map<string, Client>, client: Client | undefined, message: Message, request: HttpRequest, mayWait: boolean): Promise<object[]> {
  const channel = String(message.channel);
  const base = { channel, ...(message.id === undefined ? {} : { id: message.id }) };
  if (!request.session) return [{ ...base, successful: false, error: '401::Authentication invalid', ext: { replay: true, sfdc: { failureReason: '401::Authentication invalid' } }, advice: { reconnect: 'none' } }];
  if (channel === '/meta/handshake') return [{ ...base, ...handshake(clients, request.session.userId) }];
  if (!client || client.userId !== request.session.userId) return [{ ...base, successful: false, error: '403::Unknown client', advice: { interval: 0, reconnect: 'handshake' } }];
  const reply = { ...base, clientId: client.id };
  switch (channel) {
    case '/meta/connect':
      if (client.connected && mayWait) await waitForEvents(client);
      client.connected = true;
      return [...client.queue.splice(0), { ...reply, successful: true, advice: { interval: 0, timeout: HOLD_MS, reconnect: 'retry' } }];
    case '/meta/subscribe':
      return names(message.subscription).map((name) => ({ ...reply, subscription: name, ...subscribe(api, client, name, message) }));
    case '/meta/unsubscribe':
      return names(message.subscription).map((name) => {
        client.subscriptions.get(name)?.();
        client.subscriptions.delete(name);
        return { ...reply, subscription: name, successful: true };
      });
    case '/meta/disconnect':
      forget(clients, client.id);
      return [{ ...reply, successful: true }];
    default:
      return [{ ...reply, successful: false, error: `400::Publishing to ${channel} is not allowed` }];
  }
}

const names = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

function handshake(clients: Map<string, Client>, userId: string): object {
  const id = randomBytes(12).toString('hex');
  clients.set(id, { id, userId, subscriptions: new Map(), queue: [], wake: undefined, connected: false, expires: Date.now() + FORGET_MS });
  return { version: '1.0', minimumVersion: '1.0', supportedConnectionTypes: ['long-polling'], clientId: id, successful: true, ext: { replay: true, 'payload.format': true } };
}

function subscribe(api: Api, client: Client, name: string, message: Message): object {
  // Test results are polled for anyway.
  if (name === '/systemTopic/TestResult' || name === '/systemTopic/Logging') return { successful: true };
  const object = /^\/event\/(\w+)$/.exec(name)?.[1];
  const definition = object === undefined ? undefined : api.org.schema.object(object);
  if (definition?.kind !== 'platformEvent') {
    return { successful: false, error: object === undefined ? `400::Not implemented in the local org: the channel ${name}` : `404::The channel ${name} does not exist` };
  }
  const readable = api.org.transaction(client.userId, (context) => context.user.permissions.object(definition.name).read);
  if (!readable) return { successful: false, error: `403::Subscription to ${name} denied` };
  const deliver = (event: PublishedEvent): void => {
    client.queue.push({ channel: name, data: eventData(event), clientId: client.id });
    client.wake?.();
  };
  const bus: EventBus = api.org.events;
  for (const event of bus.since(definition.name, replayFrom(message, name))) deliver(event);
  client.subscriptions.get(name)?.();
  client.subscriptions.set(name, bus.subscribe(definition.name, deliver));
  return { successful: true };
}

/** `ext: {replay: {"/event/X__e": -2}}`; default: new events only. */
function replayFrom(message: Message, name: string): number {
  const replay = isJsonObject(message.ext) ? message.ext.replay : undefined;
  const from = isJsonObject(replay) ? Number(replay[name]) : NaN;
  return Number.isInteger(from) ? from : -1;
}

function waitForEvents(client: Client): Promise<void> {
  client.wake?.();
  if (client.queue.length > 0) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, HOLD_MS);
    timer.unref();
    client.wake = done;
    function done(): void {
      clearTimeout(timer);
      client.wake = undefined;
      resolve();
    }
  });
}

function forget(clients: Map<string, Client>, id: string): void {
  const client = clients.get(id);
  clients.delete(id);
  for (const end of client?.subscriptions.values() ?? []) end();
  client?.wake?.();
}
