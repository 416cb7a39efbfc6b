import { serveWidgets } from './support/serve-widgets.ts';
import type { ServedWidgets } from './support/serve-widgets.ts';

let served: ServedWidgets;
beforeAll(async () => {
  served = await serveWidgets();
});
afterAll(() => served.close());

interface Event {
  readonly payload: { readonly Name__c: string };
  readonly event: { readonly replayId: number };
}

/** Subscribes with jsforce until `count` events have come. */
function receive(count: number, replayId: number, then: () => Promise<unknown> = () => Promise.resolve()): Promise<Event[]> {
  return new Promise((resolve, reject) => {
    const connection = served.connection();
    const channel = '/event/Widget_Seen__e';
    const client = connection.streaming.createClient([]);
    client.addExtension({
      outgoing(message: Record<string, unknown>, callback: (message: unknown) => void) {
        callback(message.channel === '/meta/subscribe' ? { ...message, ext: { replay: { [channel]: replayId } } } : message);
      },
    } as never);
    const events: Event[] = [];
    const subscription = client.subscribe(channel, (event: Event) => {
      events.push(event);
      if (events.length < count) return;
      (client as unknown as { disconnect(): void }).disconnect();
      resolve(events);
    });
    (subscription as unknown as PromiseLike<void>).then(() => void then().catch(reject), reject);
  });
}

const publish = (name: string) => served.connection().sobject('Widget_Seen__e').create({ Name__c: name });

test('jsforce receives platform events as they are committed, and replays earlier ones', async () => {
  const live = await receive(1, -1, () => publish('live'));
  expect(live[0]!.payload).toMatchObject({ Name__c: 'live', CreatedById: served.org.persona('admin')!.userId });
  await publish('second');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await receive(2, -2)).map((event) => event.payload.Name__c)).toEqual(['live', 'second']);
  expect((await receive(1, live[0]!.event.replayId)).map((event) => event.payload.Name__c)).toEqual(['second']);
}, 20_000);

test('strangers, unknown channels and publishing are refused in Bayeux', async () => {
  const post = async (message: object, token = served.token): Promise<Record<string, unknown>> => {
    const response = await fetch(`${served.server.origin}/cometd/65.0`, { method: 'POST', headers: { authorization: `OAuth ${token}` }, body: JSON.stringify([message]) });
    return ((await response.json()) as Record<string, unknown>[])[0]!;
  };
  expect(await post({ channel: '/meta/handshake' }, 'wrong')).toMatchObject({ successful: false, error: '401::Authentication invalid' });
  const { clientId } = await post({ channel: '/meta/handshake', version: '1.0' });
  expect(await post({ channel: '/meta/subscribe', clientId, subscription: '/event/Nope__e' })).toMatchObject({ successful: false, error: '404::The channel /event/Nope__e does not exist' });
  expect(await post({ channel: '/meta/subscribe', clientId, subscription: '/topic/All' })).toMatchObject({ successful: false, error: '400::Not implemented in the local org: the channel /topic/All' });
  expect(await post({ channel: '/event/Widget_Seen__e', clientId, data: {} })).toMatchObject({ successful: false });
  expect(await post({ channel: '/meta/connect', clientId: 'gone' })).toMatchObject({ error: '403::Unknown client' });
});
