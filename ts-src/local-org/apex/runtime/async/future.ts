import { current } from '../../../execution/context.ts';
import { ApexList } from '../collections/list.ts';
import { AsyncException, raise } from '../exceptions.ts';
import { typeNamed } from '../types.ts';
import { asJob, enqueue, nextDepth, runningJob, stateOf } from './jobs.ts';
import type { JobCode, JobState } from './jobs.ts';

/** What is saved of a call beside its arguments. */
export interface FutureFacts {
  /** `Class.method` */
  readonly name: string;
  /** JavaScript method. */
  readonly key: string;
  readonly depth: number;
}

/** A call of an @future method. */
export function future(name: string, key: string, args: readonly unknown[]): void {
  const running = runningJob();
  if (running?.kind === 'future' || running?.kind === 'batch') throw raise(AsyncException, `Future method cannot be called from a future or batch method: ${name}`);
  current().limits.charge('futureCalls');
  const state = stateOf(ApexList.of('List<Object>', [...args]));
  const facts: FutureFacts = { name, key, depth: nextDepth() };
  enqueue({ kind: 'future', name, code: futureJob(state, facts), saved: () => (state.text === undefined ? undefined : JSON.stringify({ type: 'future', state: state.text, facts })) });
}

export function futureJob(state: JobState, { name, key, depth }: FutureFacts): JobCode {
  return (id) => ({
    run: () => asJob({ kind: 'future', id, depth }, () => {
      const type = typeNamed(name.slice(0, name.lastIndexOf('.'))).load() as Record<string, ((...args: unknown[]) => unknown) | undefined> | undefined;
      const method = type?.[key];
      if (type === undefined || method === undefined) throw new Error(`There is no future method ${name}`);
      method.apply(type, (state.read() as ApexList).items);
    }),
  });
}
