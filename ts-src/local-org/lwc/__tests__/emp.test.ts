import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixture, openGadgetOrg } from './support/gadget-org.ts';
import type { GadgetOrg } from './support/gadget-org.ts';

const CHANNEL = '/event/Gadget_Moved__e';
const xml = (type: string, body: string): string => `<?xml version="1.0" encoding="UTF-8"?><${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>`;

let gadgets: GadgetOrg;

beforeAll(async () => {
  const projectDir = mkdtempSync(join(tmpdir(), 'gadget-events-'));
  cpSync(fixture, projectDir, { recursive: true });
  const folder = join(projectDir, 'force-app/main/objects/Gadget_Moved__e');
  mkdirSync(join(folder, 'fields'), { recursive: true });
  writeFileSync(join(folder, 'Gadget_Moved__e.object-meta.xml'), xml('CustomObject', '<label>Gadget Moved</label><pluralLabel>Gadgets Moved</pluralLabel><deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><publishBehavior>PublishAfterCommit</publishBehavior>'));
  writeFileSync(join(folder, 'fields/To__c.field-meta.xml'), xml('CustomField', '<fullName>To__c</fullName><label>To</label><type>Text</type><length>80</length>'));
  gadgets = await openGadgetOrg({ projectDir });
}, 60_000);
afterAll(() => gadgets.close());

const headers = (alias: string) => ({ cookie: `sid=${encodeURIComponent(gadgets.token(alias))}` });

async function start(channel: string, replayId: number, as = 'admin'): Promise<{ status: number; replayId?: number; message?: string }> {
  const response = await fetch(`${gadgets.origin}/lightning/api/emp/subscribe`, { method: 'POST', headers: { ...headers(as), 'x-envelope': '1' }, body: JSON.stringify({ channel, replayId }) });
  const { status, body } = (await response.json()) as { status: number; body: { replayId: number } | { message: string }[] };
  return Array.isArray(body) ? { status, message: body[0]!.message } : { status, ...body };
}

function move(to: string): void {
  const result = gadgets.org.executeAnonymous(gadgets.org.persona('admin')!.userId, `EventBus.publish(new Gadget_Moved__e(To__c = '${to}'));`);
  expect(result.success).toBe(true);
  gadgets.org.runJobs();
}

/** The places of the first `count` events of a stream, read as an EventSource reads it. */
async function places(from: readonly [string, number][], count: number, meanwhile: () => void): Promise<string[]> {
  const abort = new AbortController();
  const response = await fetch(`${gadgets.origin}/lightning/api/emp/events?from=${encodeURIComponent(JSON.stringify(from))}`, { headers: headers('admin'), signal: abort.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  meanwhile();
  let text = '';
  const found = (): string[] => [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json!) as { channel: string; data: { payload: { To__c: string } } }).map(({ channel, data }) => `${channel} ${data.payload.To__c}`);
  for await (const chunk of response.body!) {
    text += Buffer.from(chunk as Uint8Array).toString();
    if (found().length >= count) break;
  }
  abort.abort();
  return found();
}

test('a new subscription hears what comes, -2 what is kept too, and a lost connection is taken up where it ended', async () => {
  move('Berlin');
  const fresh = (await start(CHANNEL, -1)).replayId!;
  expect(await places([[CHANNEL, fresh]], 1, () => move('Rome'))).toEqual([`${CHANNEL} Rome`]);
  const kept = await start(CHANNEL, -2);
  expect(kept).toEqual({ status: 200, replayId: 0 });
  expect(await places([[CHANNEL, 0]], 3, () => move('Oslo'))).toEqual([`${CHANNEL} Berlin`, `${CHANNEL} Rome`, `${CHANNEL} Oslo`]);
  expect(await places([[CHANNEL, fresh + 1]], 1, () => undefined)).toEqual([`${CHANNEL} Oslo`]);
});

test('external users, users without rights on the event and unknown channels are refused', async () => {
  expect(await start(CHANNEL, -1, 'guest')).toEqual({ status: 403, message: 'lightning/empApi is not for external users' });
  expect(await start(CHANNEL, -1, 'visitor')).toEqual({ status: 403, message: `Subscription to ${CHANNEL} denied` });
  expect(await start('/event/Nothing__e', -1)).toEqual({ status: 404, message: 'The channel /event/Nothing__e does not exist' });
  expect((await start('/topic/Old', -1)).status).toBe(501);
  expect((await fetch(`${gadgets.origin}/lightning/api/emp/events?from=${encodeURIComponent(JSON.stringify([[CHANNEL, 0]]))}`, { headers: headers('guest') })).status).toBe(403);
});
