import { MovableClock } from '../clock.ts';
import { JobQueue } from '../job-queue.ts';

const waiting = (name: string, notBefore?: number) => ({ id: name, userId: '005', job: { kind: 'flow' as const, name, run: () => undefined, ...(notBefore === undefined ? {} : { notBefore }) } });

test('jobs run in order, those with a time when the clock has come to it', () => {
  const clock = new MovableClock();
  clock.fix(1000);
  const ran: string[] = [];
  const queue = new JobQueue({ run: ({ id }) => ran.push(id), now: () => clock.now() });
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
  const queue = new JobQueue({ run: ({ id }) => ran.push(id), now: () => Date.now() });
  queue.add([waiting('a'), waiting('timed', Date.now() + 10)]);
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(ran).toEqual(['a', 'timed']);
  queue.add([waiting('never')]);
  queue.close();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(ran).toEqual(['a', 'timed']);
});
