import type { DeferredJob } from '../../../execution/context.ts';
import { batchStart, publishError, savedBatchChunk, savedBatchFinish } from './batch.ts';
import type { BatchError, BatchFacts } from './batch.ts';
import { futureJob } from './future.ts';
import type { FutureFacts } from './future.ts';
import { savedState } from './jobs.ts';
import { finalizerJob, queueableJob } from './queueable.ts';
import type { QueueableFacts } from './queueable.ts';
import { schedulableJob, scheduledBatch } from './schedule.ts';

type Saved =
  | { readonly type: 'queueable'; readonly state: string; readonly facts: QueueableFacts }
  | { readonly type: 'future'; readonly state: string; readonly facts: FutureFacts }
  | { readonly type: 'finalizer'; readonly state: string; readonly context: string; readonly depth: number }
  | { readonly type: 'batchError'; readonly error: BatchError }
  | { readonly type: 'schedulable'; readonly state: string }
  | { readonly type: 'scheduledBatch'; readonly state: string; readonly size: number }
  | { readonly type: 'batchStart'; readonly state: string; readonly facts: BatchFacts }
  | { readonly type: 'batchChunk'; readonly id: string; readonly facts: BatchFacts; readonly scope: string }
  | { readonly type: 'batchFinish'; readonly id: string; readonly facts: BatchFacts };

/** A job of Apex made again of what was saved of it. */
export function apexJob(data: string, id: string): Pick<DeferredJob, 'run' | 'afterwards'> {
  const saved = JSON.parse(data) as Saved;
  switch (saved.type) {
    case 'queueable': return queueableJob(savedState(saved.state), saved.facts)(id);
    case 'future': return futureJob(savedState(saved.state), saved.facts)(id);
    case 'finalizer': return finalizerJob(savedState(saved.state), savedState(saved.context), saved.depth);
    case 'batchError': return { run: () => publishError(saved.error) };
    case 'schedulable': return { run: () => schedulableJob(savedState(saved.state))(id) };
    case 'scheduledBatch': return { run: () => scheduledBatch(savedState(saved.state), saved.size)(id) };
    case 'batchStart': return batchStart(savedState(saved.state), saved.facts)(id);
    case 'batchChunk': return savedBatchChunk(saved.id, saved.facts, saved.scope);
    case 'batchFinish': return savedBatchFinish(saved.id, saved.facts);
  }
}
