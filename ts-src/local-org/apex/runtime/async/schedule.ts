import { current } from '../../../execution/context.ts';
import type { ScheduleRequest } from '../../../execution/context.ts';
import { CronError, cronAt } from '../../../execution/cron.ts';
import { OrgError } from '../../../execution/errors.ts';
import { AsyncException, StringException, raise } from '../exceptions.ts';
import { metaOf, userMethod } from '../user-class.ts';
import { userZone } from '../user.ts';
import { executeBatch } from './batch.ts';
import { freeze } from './frozen.ts';
import { JobContext } from './contexts.ts';
import { asJob, savedState, stateOf } from './jobs.ts';
import type { JobState } from './jobs.ts';

/** Apex classes on the calendar of an org. */
const LIMIT = 100;

/** System.schedule */
export function schedule(name: string, cron: string, job: object): string {
  const state = lasting(job);
  return onCalendar({ name, cron, jobType: '7', className: metaOf(job)?.name ?? 'Schedulable', run: schedulableJob(state), saved: state.text === undefined ? undefined : { type: 'schedulable', state: state.text } });
}

export function schedulableJob(state: JobState): (triggerId: string) => void {
  return (id) => asJob({ kind: 'scheduled', id, depth: 1 }, () => {
    const job = state.read();
    userMethod(job, 'execute$schedulable')!.call(job, new JobContext(id));
  });
}

/** System.scheduleBatch: once, that many minutes from now. */
export function scheduleBatch(batch: object, name: string, minutes: number, size: number): string {
  const state = lasting(batch);
  const cron = cronAt(current().clock.now() + minutes * 60_000, userZone());
  return onCalendar({ name, cron, jobType: '9', className: null, run: scheduledBatch(state, size), saved: state.text === undefined ? undefined : { type: 'scheduledBatch', state: state.text, size } });
}

export function scheduledBatch(state: JobState, size: number): (triggerId: string) => void {
  return (id) => asJob({ kind: 'scheduled', id, depth: 1 }, () => void executeBatch(state.read(), size));
}

/** A scheduled job outlives the process: what it holds must be kept. Tests have mocks in their jobs, which need not. */
function lasting(job: object): JobState {
  return current().isTest ? stateOf(job) : savedState(freeze(job));
}

function onCalendar({ saved, ...request }: Omit<ScheduleRequest, 'zone' | 'saved'> & { readonly saved: object | undefined }): string {
  const { jobs } = current();
  if (jobs.scheduled('7', request.name) + jobs.scheduled('9', request.name) > 0) throw raise(AsyncException, `The Apex job named "${request.name}" is already scheduled for execution.`);
  if (jobs.scheduled('7') + jobs.scheduled('9') >= LIMIT) throw raise(AsyncException, `You have exceeded the maximum number (${LIMIT}) of Apex scheduled jobs.`);
  try {
    return current().schedule({ ...request, zone: userZone(), ...(saved === undefined ? {} : { saved: () => ({ by: 'apex', data: JSON.stringify(saved) }) }) });
  } catch (error) {
    if (error instanceof CronError) throw raise(StringException, error.message);
    if (error instanceof OrgError) throw raise(AsyncException, error.message);
    throw error;
  }
}

/** System.abortJob */
export function abortJob(id: string): void {
  if (!current().jobs.abort(id)) throw raise(StringException, 'Job does not exist or is already aborted.');
}
