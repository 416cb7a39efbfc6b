import { current, transactionState } from '../../../execution/context.ts';
import type { ApexDate} from '../../../values/index.ts';
import { ApexDatetime } from '../../../values/index.ts';
import type { AsyncOptions} from '../async/queueable.ts';
import { attachFinalizer, enqueueQueueable } from '../async/queueable.ts';
import { JobContext, enqueue, runningJob } from '../async/jobs.ts';
import { executeBatch } from '../async/batch.ts';
import { parseCron } from '../async/cron.ts';
import { equal, hashOf } from '../equality.ts';
import { EnumValue } from '../enum.ts';
import { AsyncException, raise } from '../exceptions.ts';
import { missing, statics } from '../missing.ts';
import { textOf } from '../text.ts';
import { nowMs, userZone } from '../user.ts';
import { userMethod } from '../user-class.ts';
import { assertEquals, assertNotEquals, assertTrue } from './assert.ts';
import { required } from './numbers.ts';
import { currentPage } from './pages.ts';

const SCHEDULED = Symbol('names of scheduled jobs');

/** Only tests run what is scheduled, at stopTest; an org that keeps a calendar of jobs is not built yet. */
function scheduled(name: string, body: (id: string) => void): string {
  if (!current().isTest) missing('System.schedule outside of tests');
  const names = transactionState(SCHEDULED, () => new Set<string>());
  if (names.has(name)) throw raise(AsyncException, `The Apex job named "${name}" is already scheduled for execution.`);
  names.add(name);
  return enqueue('scheduled', name, body);
}

/** System.System */
export const system = statics('System', {
  /** The text is made only when somebody reads the log. */
  debug(first: unknown, second?: unknown): void {
    if (second === undefined) current().log('DEBUG', () => textOf(first));
    else current().log(first instanceof EnumValue ? first.$name : 'DEBUG', () => textOf(second));
  },
  now: (): ApexDatetime => ApexDatetime.fromMs(nowMs()),
  today: (): ApexDate => ApexDatetime.fromMs(nowMs()).toDate(userZone()),
  currenttimemillis: (): bigint => BigInt(nowMs()),
  assert: assertTrue,
  assertequals: assertEquals,
  assertnotequals: assertNotEquals,
  equals: (a: unknown, b: unknown): boolean => equal(a, b),
  hashcode: (value: unknown): number => hashOf(value),
  enqueuejob: (job: object, options?: AsyncOptions | number | null): string => enqueueQueueable(required(job), options),
  attachfinalizer: (finalizer: object): void => attachFinalizer(required(finalizer)),
  schedule(name: string, cron: string, job: object): string {
    parseCron(required(cron));
    return scheduled(required(name), (id) => void userMethod(required(job), 'execute$schedulable')!.call(job, new JobContext(id)));
  },
  schedulebatch(job: object, name: string, minutes: number, size?: number): string {
    required(minutes);
    return scheduled(required(name), () => void executeBatch(required(job), size ?? 200));
  },
  abortjob: (): never => missing('System.abortJob'),
  isbatch: (): boolean => runningJob()?.kind === 'batch',
  isfuture: (): boolean => runningJob()?.kind === 'future',
  isqueueable: (): boolean => runningJob()?.kind === 'queueable',
  isscheduled: (): boolean => runningJob()?.kind === 'scheduled',
  currentpagereference: (): unknown => currentPage(),
});

