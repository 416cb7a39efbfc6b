import { current, transactionState } from '../../../execution/context.ts';
import type { FollowUp } from '../../../execution/context.ts';
import { ApexFailure } from '../../../execution/errors.ts';
import type { ApexException } from '../exceptions.ts';
import { AsyncException, raise, standardExceptions } from '../exceptions.ts';
import { toApexException } from '../caught.ts';
import { metaOf, userMethod } from '../user-class.ts';
import { AsyncOptions } from './async-options.ts';
import { FinalizerContext, JobContext } from './contexts.ts';
import { asJob, enqueue, nextDepth, runningJob, stateOf } from './jobs.ts';
import type { JobCode, JobState } from './jobs.ts';

const FINALIZERS = Symbol('finalizer of the queueable that runs');
const TEST_DEPTH = 5;
const LONGEST_DELAY = 10;

/** What is saved of a queueable beside its state. */
export interface QueueableFacts {
  readonly depth: number;
  readonly maximumDepth: number | null;
  readonly delay: number | null;
}

interface Attached {
  finalizer: object | null;
}

/** System.enqueueJob. A finalizer that the job attaches runs after it in a transaction of its own, whether it failed or not. */
export function enqueueQueueable(job: object, options?: AsyncOptions | number | null): string {
  current().limits.charge('queueableJobs');
  const name = metaOf(job)?.name ?? 'Queueable';
  const given = options instanceof AsyncOptions ? options : null;
  const before = runningJob()?.kind === 'queueable' ? runningJob()! : undefined;
  const facts: QueueableFacts = { depth: nextDepth(), maximumDepth: given?.maximumqueueablestackdepth ?? before?.maximumDepth ?? null, delay: typeof options === 'number' ? options : (given?.minimumqueueabledelayinminutes ?? null) };
  if ((before?.depth ?? 0) + 1 > (facts.maximumDepth ?? (current().isTest ? TEST_DEPTH : Infinity))) throw raise(AsyncException, 'Maximum stack depth has been reached.');
  if (facts.delay !== null && (facts.delay < 0 || facts.delay > LONGEST_DELAY)) throw raise(AsyncException, `The delay must be between 0 and ${LONGEST_DELAY} minutes.`);
  const keys = given === null || given.duplicatesignature === null ? [] : [signed(`${name}:${given.duplicatesignature.$text}`)];
  const state = stateOf(job);
  return enqueue({
    kind: 'queueable', name, keys, code: queueableJob(state, facts), ...(facts.delay === null ? {} : { notBefore: current().clock.now() + facts.delay * 60_000 }),
    saved: () => (state.text === undefined ? undefined : JSON.stringify({ type: 'queueable', state: state.text, facts })),
  });
}

export function queueableJob(state: JobState, facts: QueueableFacts): JobCode {
  return (id) => {
    const attached: Attached = { finalizer: null };
    return {
      run: () => asJob({ kind: 'queueable', id, ...facts }, () => {
        attached.finalizer = null;
        current().state.set(FINALIZERS, attached);
        const job = state.read();
        userMethod(job, 'execute$queueable')!.call(job, new JobContext(id));
      }),
      afterwards: (failure) => {
        const { finalizer } = attached;
        const exception = failure === undefined ? null : exceptionOf(failure);
        // A gap of the local org is nothing that Apex may see.
        if (finalizer === null || exception === undefined) return undefined;
        return finalizerJob(stateOf(finalizer), stateOf(new FinalizerContext(id, exception)), facts.depth);
      },
    };
  };
}

/** A finalizer in a transaction of its own. */
export function finalizerJob(state: JobState, context: JobState, depth: number): FollowUp {
  return {
    run: () => {
      const [finalizer, about] = [state.read(), context.read() as FinalizerContext];
      asJob({ kind: 'finalizer', id: about.$id, depth }, () => void userMethod(finalizer, 'execute$finalizer')!.call(finalizer, about));
    },
    saved: () => (state.text === undefined || context.text === undefined ? undefined : { by: 'apex', data: JSON.stringify({ type: 'finalizer', state: state.text, context: context.text, depth }) }),
  };
}

/** The exception behind a failed job; undefined for errors that are none of Apex. */
export function exceptionOf(failure: unknown): ApexException | undefined {
  return toApexException(failure instanceof ApexFailure ? failure.cause : failure);
}

/** Keeps a signature until its job begins. */
function signed(signature: string): string {
  const { kept } = current();
  const key = `signature ${signature}`;
  if (kept.get(key) !== undefined) throw raise(standardExceptions.get('duplicatemessageexception')!, 'Attempt to enqueue job with duplicate queueable signature');
  kept.set(key, '');
  return key;
}

export function attachFinalizer(finalizer: object): void {
  if (runningJob()?.kind !== 'queueable') throw raise(standardExceptions.get('handledexception')!, 'System.attachFinalizer(Finalizer) is not allowed in this context');
  const attached = transactionState<Attached>(FINALIZERS, () => ({ finalizer: null }));
  if (attached.finalizer !== null) throw raise(standardExceptions.get('handledexception')!, 'More than one Finalizer cannot be attached to same Async Apex Job');
  attached.finalizer = finalizer;
}
