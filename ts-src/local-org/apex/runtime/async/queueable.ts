import { current, transactionState } from '../../../execution/context.ts';
import { ApexFailure } from '../../../execution/errors.ts';
import type { ApexException } from '../exceptions.ts';
import { AsyncException, raise, standardExceptions } from '../exceptions.ts';
import { toApexException } from '../caught.ts';
import { standardClass } from '../missing.ts';
import { enumValue } from '../std/enums.ts';
import { metaOf, userMethod } from '../user-class.ts';
import { JobContext, asJob, enqueue, runningJob } from './jobs.ts';

/** System.AsyncOptions */
export class AsyncOptions {
  static $new(): AsyncOptions {
    return new AsyncOptions();
  }
  duplicatesignature: DuplicateSignature | null = null;
  maximumqueueablestackdepth: number | null = null;
  minimumqueueabledelayinminutes: number | null = null;
}
standardClass('AsyncOptions', AsyncOptions);

/** System.QueueableDuplicateSignature and its Builder. */
export class DuplicateSignature {
  readonly $text: string;

  constructor(text: string) {
    this.$text = text;
  }

  static builder(): DuplicateSignatureBuilder {
    return new DuplicateSignatureBuilder();
  }

  tostring(): string {
    return this.$text;
  }
}
standardClass('QueueableDuplicateSignature', DuplicateSignature);

export class DuplicateSignatureBuilder {
  readonly #parts: string[] = [];

  static $new(): DuplicateSignatureBuilder {
    return new DuplicateSignatureBuilder();
  }

  addstring(value: string): this {
    this.#parts.push(`s${value}`);
    return this;
  }

  addid(value: string): this {
    this.#parts.push(`i${value}`);
    return this;
  }

  addinteger(value: number): this {
    this.#parts.push(`n${value}`);
    return this;
  }

  build(): DuplicateSignature {
    return new DuplicateSignature(this.#parts.join('|'));
  }
}
standardClass('QueueableDuplicateSignature.Builder', DuplicateSignatureBuilder);

const SIGNATURES = Symbol('signatures of waiting queueables');
const FINALIZERS = Symbol('finalizer of the queueable that runs');
const DEPTH_LIMIT = 5;

interface Attached {
  finalizer: object | null;
}

/** System.enqueueJob. A finalizer that the job attaches runs after it in a transaction of its own, whether it failed or not. */
export function enqueueQueueable(job: object, options?: AsyncOptions | number | null): string {
  current().limits.charge('queueableJobs');
  const name = metaOf(job)?.name ?? 'Queueable';
  checkDepth(options instanceof AsyncOptions ? options : null);
  if (options instanceof AsyncOptions && options.duplicatesignature !== null) checkSignature(`${name}:${options.duplicatesignature.$text}`);
  const attached: Attached = { finalizer: null };
  const body = (id: string): void => {
    attached.finalizer = null;
    current().state.set(FINALIZERS, attached);
    userMethod(job, 'execute$queueable')!.call(job, new JobContext(id));
  };
  return enqueue('queueable', name, body, ({ id, depth }, failure) => {
    const { finalizer } = attached;
    const exception = failure === undefined ? null : exceptionOf(failure);
    // A gap of the local org is nothing that Apex may see.
    if (finalizer === null || exception === undefined) return undefined;
    return () => asJob({ kind: 'finalizer', id, depth }, () => void userMethod(finalizer, 'execute$finalizer')!.call(finalizer, new FinalizerContext(id, exception)));
  });
}

/** The exception behind a failed job; undefined for errors that are none of Apex. */
function exceptionOf(failure: unknown): ApexException | undefined {
  return toApexException(failure instanceof ApexFailure ? failure.cause : failure);
}

function checkDepth(options: AsyncOptions | null): void {
  const depth = (runningJob()?.kind === 'queueable' ? runningJob()!.depth : 0) + 1;
  const maximum = options?.maximumqueueablestackdepth ?? (current().isTest ? DEPTH_LIMIT : Infinity);
  if (depth > maximum) throw raise(AsyncException, 'Maximum stack depth has been reached.');
}

function checkSignature(signature: string): void {
  const known = transactionState(SIGNATURES, () => new Set<string>());
  if (known.has(signature)) throw raise(standardExceptions.get('duplicatemessageexception')!, 'Attempt to enqueue job with duplicate queueable signature');
  known.add(signature);
}

class FinalizerContext {
  readonly #job: string;
  readonly #failure: ApexException | null;

  constructor(job: string, failure: ApexException | null) {
    this.#job = job;
    this.#failure = failure;
  }

  getasyncapexjobid(): string {
    return this.#job;
  }

  getrequestid(): string {
    return this.#job;
  }

  getresult(): unknown {
    return enumValue('parentjobresult', this.#failure === null ? 'SUCCESS' : 'UNHANDLED_EXCEPTION');
  }

  getexception(): ApexException | null {
    return this.#failure;
  }
}
standardClass('FinalizerContext', FinalizerContext);

export function attachFinalizer(finalizer: object): void {
  if (runningJob()?.kind !== 'queueable') throw raise(standardExceptions.get('handledexception')!, 'System.attachFinalizer(Finalizer) is not allowed in this context');
  const attached = transactionState<Attached>(FINALIZERS, () => ({ finalizer: null }));
  if (attached.finalizer !== null) throw raise(standardExceptions.get('handledexception')!, 'More than one Finalizer cannot be attached to same Async Apex Job');
  attached.finalizer = finalizer;
}

/** A call of an @future method. */
export function future(name: string, call: () => void): void {
  const running = runningJob();
  if (running?.kind === 'future' || running?.kind === 'batch') throw raise(AsyncException, `Future method cannot be called from a future or batch method: ${name}`);
  current().limits.charge('futureCalls');
  enqueue('future', name, () => call());
}
