import { current } from '../../../execution/context.ts';
import type { FollowUp } from '../../../execution/context.ts';
import { ApexFailure } from '../../../execution/errors.ts';
import { SObjectRecord } from '../../../values/index.ts';
import { iterate } from '../collections/iterate.ts';
import { ApexList } from '../collections/list.ts';
import { AsyncException, InvalidParameterValueException, UnexpectedException, raise } from '../exceptions.ts';
import { typeNamed } from '../types.ts';
import { metaOf, userMethod } from '../user-class.ts';
import { freeze, thaw, tryFreeze } from './frozen.ts';
import { JobContext } from './contexts.ts';
import { asJob, enqueue, nextDepth, runningJob, savedState, stateOf } from './jobs.ts';
import type { JobCode, JobState, RunningJob } from './jobs.ts';
import { exceptionOf } from './queueable.ts';

/** Batches that may wait for one of the five places. */
const FLEX_QUEUE = 100;

/** What is saved of a batch beside its state. */
export interface BatchFacts {
  readonly name: string;
  readonly size: number;
  readonly depth: number;
  /** Database.Stateful: its fields go from chunk to chunk. */
  readonly stateful: boolean;
  /** Database.RaisesPlatformEvents */
  readonly raises: boolean;
}

/** Database.executeBatch: start, then a transaction for each chunk, then finish. */
export function executeBatch(batch: object, size: number): string {
  const running = runningJob();
  if (running?.kind === 'future' || (running?.kind === 'batch' && running.phase !== 'finish')) throw raise(AsyncException, 'Database.executeBatch cannot be called from a batch start, batch execute, or future method.');
  if (size < 1 || size > 2000) throw raise(InvalidParameterValueException, `Scope size must be between 1 and 2000: ${size}`);
  if (current().jobs.holding() >= FLEX_QUEUE) throw raise(AsyncException, `You've exceeded the limit of ${FLEX_QUEUE} jobs in the flex queue. Wait for some of your batch jobs to finish before adding more. To monitor and reorder jobs, use the Apex Flex Queue page in Setup.`);
  const facts: BatchFacts = { name: metaOf(batch)?.name ?? 'Batch', size, depth: nextDepth(), stateful: '$is_database_stateful' in batch, raises: '$is_database_raisesplatformevents' in batch };
  const state = stateOf(batch);
  return enqueue({
    kind: 'batch', name: facts.name, code: batchStart(state, facts),
    saved: () => (state.text === undefined ? undefined : JSON.stringify({ type: 'batchStart', state: state.text, facts })),
  });
}

/** Chunks and finish are queued when start has run, so that a chunk that fails stops nothing. */
export function batchStart(state: JobState, facts: BatchFacts): JobCode {
  return (id) => ({
    run: () => asJob({ kind: 'batch', id, depth: facts.depth, phase: 'start' }, () => {
      const batch = state.read();
      const scope = userMethod(batch, 'start')!.call(batch, new JobContext(id));
      const chunks = chunked([...iterate(rowsOf(scope))], facts.size);
      if (current().isTest && chunks.length > 1) {
        throw raise(UnexpectedException, 'No more than one executeBatch can be called from within a test method.  Please make sure the iterable returned from your start method matches the batch size, resulting in one executeBatch invocation.');
      }
      const shared = state.text === undefined ? liveState(batch, facts) : keptState(id);
      if (state.text !== undefined) current().kept.set(stateKey(id), facts.stateful ? freeze(batch) : state.text);
      current().jobs.divided(id, chunks.length);
      const savable = state.text !== undefined;
      for (const chunk of chunks) {
        enqueue({ kind: 'batch', name: facts.name, partOf: { id, part: 'chunk' }, code: () => batchChunk(shared, facts, id, () => chunk), saved: () => (savable ? savedChunk(id, facts, chunk) : undefined) });
      }
      enqueue({ kind: 'batch', name: facts.name, partOf: { id, part: 'last' }, keys: [stateKey(id)], code: () => batchFinish(shared, facts, id), saved: () => (savable ? JSON.stringify({ type: 'batchFinish', id, facts }) : undefined) });
    }),
    afterwards: (failure) => errorEvent(facts, id, 'START', failure, null),
  });
}

function savedChunk(id: string, facts: BatchFacts, chunk: ApexList): string | undefined {
  const scope = tryFreeze(chunk);
  return scope === undefined ? undefined : JSON.stringify({ type: 'batchChunk', id, facts, scope });
}

/** Parts that a restart found. */
export const savedBatchChunk = (id: string, facts: BatchFacts, scope: string): ReturnType<JobCode> => batchChunk(keptState(id), facts, id, () => thaw(scope) as ApexList);
export const savedBatchFinish = (id: string, facts: BatchFacts): ReturnType<JobCode> => batchFinish(keptState(id), facts, id);

function batchChunk(shared: SharedState, facts: BatchFacts, id: string, scope: () => ApexList): ReturnType<JobCode> {
  const job: RunningJob = { kind: 'batch', id, depth: facts.depth, phase: 'execute' };
  let rows: ApexList | null = null;
  return {
    run: () => asJob(job, () => {
      const batch = shared.read();
      rows = scope();
      userMethod(batch, 'execute$batchable')!.call(batch, new JobContext(id), rows);
      if (facts.stateful) shared.write(batch);
    }),
    afterwards: (failure) => errorEvent(facts, id, 'EXECUTE', failure, rows),
  };
}

function batchFinish(shared: SharedState, facts: BatchFacts, id: string): ReturnType<JobCode> {
  return {
    run: () => asJob({ kind: 'batch', id, depth: facts.depth, phase: 'finish' }, () => {
      const batch = shared.read();
      userMethod(batch, 'finish')!.call(batch, new JobContext(id));
    }),
    afterwards: (failure) => errorEvent(facts, id, 'FINISH', failure, null),
  };
}

/** The batch object between its transactions: a class that is not Database.Stateful begins every time as it was enqueued. */
interface SharedState {
  read(): object;
  write(batch: object): void;
}

const stateKey = (id: string): string => `batch ${id}`;

function keptState(id: string): SharedState {
  return { read: () => savedState(current().kept.get(stateKey(id))!).read(), write: (batch) => current().kept.set(stateKey(id), freeze(batch)) };
}

function liveState(batch: object, { stateful }: BatchFacts): SharedState {
  const initial = stateful ? undefined : { ...batch };
  return { read: () => (initial === undefined ? batch : Object.assign(batch, initial)), write: () => undefined };
}

/** A batch that is Database.RaisesPlatformEvents tells of its failures by BatchApexErrorEvent. */
function errorEvent({ raises }: BatchFacts, id: string, phase: string, failure: unknown, scope: ApexList | null): FollowUp | undefined {
  const exception = raises && failure !== undefined ? exceptionOf(failure) : undefined;
  if (exception === undefined) return undefined;
  const told: BatchError = {
    id, phase, type: exception.gettypename(), message: exception.getmessage(), stack: failure instanceof ApexFailure ? failure.stackTrace : exception.getstacktracestring(),
    scope: (scope?.items ?? []).map((row) => (row instanceof SObjectRecord ? row.id : '')).join(','),
  };
  return { run: () => publishError(told), saved: () => ({ by: 'apex', data: JSON.stringify({ type: 'batchError', error: told }) }) };
}

export interface BatchError {
  readonly id: string;
  readonly phase: string;
  readonly type: string;
  readonly message: string | null;
  readonly stack: string;
  /** Ids of the rows. */
  readonly scope: string;
}

export function publishError({ id, phase, type, message, stack, scope }: BatchError): void {
  const definition = current().schema.object('BatchApexErrorEvent');
  if (definition === undefined) return;
  const record = new SObjectRecord(definition);
  Object.assign(record.fields, { AsyncApexJobId: id, DoesExceedJobScopeMaxLength: false, ExceptionType: type, Message: message, Phase: phase, RequestId: id, JobScope: scope, StackTrace: stack });
  current().dml({ operation: 'insert', records: [record], mode: 'system', sharing: 'without', allOrNone: true });
}

function rowsOf(scope: unknown): unknown {
  return typeof scope === 'object' && scope !== null && '$rows' in scope ? (scope as { $rows(): ApexList }).$rows() : scope;
}

function chunked(rows: readonly unknown[], size: number): ApexList[] {
  const lists: ApexList[] = [];
  for (let at = 0; at < rows.length; at += size) lists.push(new ApexList(typeNamed('List<SObject>'), rows.slice(at, at + size)));
  return lists;
}
