import { MovableClock } from '../clock.ts';
import { JobQueue } from '../job-queue.ts';

const waiting = (name: string, notBefore?: number) => ({ id: name, userId: '005', job: { kind: 'flow' as const, name, run: () => undefined, ...(notBefore === undefined ? {} : { notBefore }) } });

test('jobs run in order, those with a time when the clock has come to it', () => {
  const clock = new MovableClock();
  clock.fix(1000);
  const ran: string[] = [];
  const queue = new JobQueue({ run: ({ id }) => ran.push(id), now: () => clock.now(), elapsed: () => 0 });
  queue.add([waiting('late', 5000), waiting('a'), waiting('soon', 2000), waiting('b')]);
  queue.drain();
  expect(ran).toEqual(['a', 'b']);
  clock.advance(10_000);
  queue.drain();
  expect(ran).toEqual(['a', 'b', 'soon', 'late']);
  queue.close();
});

test('without a drain they run in the turns of the event loop, and a closed queue runs nothing', async () => {
  const ran: string[] = [];
  const queue = new JobQueue({ run: ({ id }) => ran.push(id), now: () => Date.now(), elapsed: () => 0 });
  queue.add([waiting('a'), waiting('timed', Date.now() + 10)]);
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(ran).toEqual(['a', 'timed']);
  queue.add([waiting('never')]);
  queue.close();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(ran).toEqual(['a', 'timed']);
});

describe('a job that took 100 ms', () => {
  let elapsed = 0;
  let isAsked = true;
  const ran: string[] = [];
  const run = ({ id }: { id: string }): void => {
    elapsed += id === 'long' ? 100 : 1;
    ran.push(id);
    // it came meanwhile and is heard afterwards
    if (id === 'long' && isAsked) setImmediate(() => queue.makeWay());
  };
  const queue = new JobQueue({ run, now: () => Date.now(), elapsed: () => elapsed });
  const turns = async (): Promise<string[]> => {
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 5));
    return ran.splice(0);
  };
  afterEach(() => queue.drain());
  afterAll(() => queue.close());

  test('gives way while requests come, not for ever; a short one does not', async () => {
    queue.add([waiting('short'), waiting('other'), waiting('long'), waiting('next')]);
    expect(await turns()).toEqual(['short', 'other', 'long']);
    elapsed += 299;
    queue.makeWay();
    expect(await turns()).toEqual([]);
    elapsed += 1;
    expect(await turns()).toEqual(['next']);
  });

  test('gives no way once no request has come for a while', async () => {
    isAsked = false;
    queue.makeWay();
    queue.add([waiting('long'), waiting('next')]);
    expect(await turns()).toEqual(['long', 'next']);
  });
});
