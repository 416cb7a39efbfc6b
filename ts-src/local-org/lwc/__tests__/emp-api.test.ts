import { readFileSync } from 'node:fs';
import vm from 'node:vm';

interface Message { readonly channel: string; readonly data: { readonly event: { readonly replayId: number } } }

/** The browser's EventSource as the module sees it. */
class Source {
  static readonly all: Source[] = [];
  readonly from: readonly [string, number][];
  closed = false;
  onmessage?: (message: { data: string }) => void;
  onerror?: () => void;

  constructor(url: string) {
    this.from = JSON.parse(new URL(url, 'http://localhost').searchParams.get('from')!) as [string, number][];
    Source.all.push(this);
  }

  close(): void {
    this.closed = true;
  }

  send(channel: string, replayId: number): void {
    this.onmessage!({ data: JSON.stringify({ channel, data: { schema: 'X__e', payload: {}, event: { replayId } } }) });
  }
}

const request = async (_method: string, _path: string, { channel, replayId }: { channel: string; replayId: number }): Promise<object> => {
  if (channel === '/event/Secret__e') throw { status: 403, body: { message: 'Subscription denied' } };
  return { replayId: replayId === -2 ? 0 : 7 };
};
const latest = (): Source => Source.all.at(-1)!;

interface EmpApi {
  subscribe(channel: string, replayId: number, onMessage: (message: Message) => void): Promise<object>;
  unsubscribe(subscription: object, onUnsubscribed?: (answer: object) => void): Promise<object>;
  isEmpEnabled(): Promise<boolean>;
  onError(listener: (error: { error: string }) => void): void;
}
let empApi: EmpApi;

const later: (() => void)[] = [];

beforeAll(async () => {
  const context = vm.createContext({ EventSource: Source, structuredClone, setTimeout: (work: () => void) => later.push(work), addEventListener: () => undefined });
  const module = new vm.SourceTextModule(readFileSync(new URL('../browser/lightning/empApi/empApi.js', import.meta.url), 'utf8'), { context });
  await module.link(() => new vm.SyntheticModule(['request'], function () { this.setExport('request', request); }, { context }));
  await module.evaluate();
  empApi = module.namespace as unknown as EmpApi;
});

test('one stream carries all subscriptions, each hearing an event once, and resumes after the last one', async () => {
  const heard: string[] = [];
  const errors: string[] = [];
  empApi.onError(({ error }) => errors.push(error));
  expect(await empApi.isEmpEnabled()).toBe(true);
  const fresh = await empApi.subscribe('/event/A__e', -1, ({ data }) => heard.push(`fresh ${data.event.replayId}`));
  const all = await empApi.subscribe('/event/A__e', -2, ({ data }) => heard.push(`all ${data.event.replayId}`));
  await empApi.subscribe('/event/B__e', -1, ({ data }) => heard.push(`b ${data.event.replayId}`));
  expect(fresh).toEqual({ id: 1, channel: '/event/A__e', replayId: -1 });
  expect(Source.all.map(({ closed }) => closed)).toEqual([true, true, false]);
  expect(latest().from).toEqual([['/event/A__e', 0], ['/event/B__e', 7]]);
  latest().send('/event/A__e', 5);
  latest().send('/event/A__e', 8);
  latest().send('/event/B__e', 9);
  expect(heard).toEqual(['all 5', 'fresh 8', 'all 8', 'b 9']);
  latest().onerror!();
  expect(errors).toEqual(['503::The connection was lost']);
  later.splice(0).forEach((work) => work());
  expect(latest().from).toEqual([['/event/A__e', 8], ['/event/B__e', 9]]);
  const answers: object[] = [];
  await empApi.unsubscribe(all, (answer) => answers.push(answer));
  expect(answers).toEqual([{ channel: '/meta/unsubscribe', subscription: '/event/A__e', successful: true }]);
  latest().send('/event/A__e', 10);
  expect(heard.slice(4)).toEqual(['fresh 10']);
});

test('a refused subscription rejects and is told to error listeners', async () => {
  const errors: string[] = [];
  empApi.onError(({ error }) => errors.push(error));
  await expect(empApi.subscribe('/event/Secret__e', -1, () => undefined)).rejects.toMatchObject({ subscription: '/event/Secret__e', successful: false });
  expect(errors).toEqual(['403::Subscription denied']);
});
