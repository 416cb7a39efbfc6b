import { current } from '../../../execution/context.ts';
import type { ApexDate} from '../../../values/index.ts';
import { ApexDatetime } from '../../../values/index.ts';
import type { AsyncOptions } from '../async/async-options.ts';
import { attachFinalizer, enqueueQueueable } from '../async/queueable.ts';
import { runningJob } from '../async/jobs.ts';
import { abortJob, schedule, scheduleBatch } from '../async/schedule.ts';
import { equal, hashOf } from '../equality.ts';
import { EnumValue } from '../enum.ts';
import { statics } from '../missing.ts';
import { textOf } from '../text.ts';
import { nowMs, userZone } from '../user.ts';
import { assertEquals, assertNotEquals, assertTrue } from './assert.ts';
import { required } from './numbers.ts';
import { currentPage } from './pages.ts';

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
  schedule: (name: string, cron: string, job: object): string => schedule(required(name), required(cron), required(job)),
  schedulebatch: (job: object, name: string, minutes: number, size?: number): string => scheduleBatch(required(job), required(name), required(minutes), size ?? 200),
  abortjob: (id: string): void => abortJob(required(id)),
  isbatch: (): boolean => runningJob()?.kind === 'batch',
  isfuture: (): boolean => runningJob()?.kind === 'future',
  isqueueable: (): boolean => runningJob()?.kind === 'queueable',
  isscheduled: (): boolean => runningJob()?.kind === 'scheduled',
  currentpagereference: (): unknown => currentPage(),
});

