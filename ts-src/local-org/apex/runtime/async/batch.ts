import { ApexList } from '../collections/list.ts';
import { iterate } from '../collections/iterate.ts';
import { typeNamed } from '../types.ts';
import { metaOf, userMethod } from '../user-class.ts';
import { JobContext, enqueue, enqueueNext, runningJob } from './jobs.ts';

/** Start, one job a chunk, finish: each is a transaction of its own. A class that is not Stateful gets a fresh copy per chunk. */
export function executeBatch(batch: object, size: number): string {
  const name = metaOf(batch)?.name ?? 'Batch';
  return enqueue('batch', name, (id) => {
    const context = new JobContext(id);
    const job = runningJob()!;
    const scope = userMethod(batch, 'start')!.call(batch, context);
    const chunks = chunked([...iterate(rowsOf(scope))], size);
    const stateful = '$is_database_stateful' in batch;
    const initial = { ...batch };
    const runChunk = (index: number): void => {
      if (index >= chunks.length) {
        enqueueNext(job, name, () => void userMethod(batch, 'finish')!.call(batch, context));
        return;
      }
      enqueueNext(job, name, () => {
        if (!stateful) Object.assign(batch, initial);
        // The next chunk runs whether this one fails or not, as on the platform.
        try {
          userMethod(batch, 'execute$batchable')!.call(batch, context, chunks[index]);
        } finally {
          runChunk(index + 1);
        }
      });
    };
    runChunk(0);
  });
}

function rowsOf(scope: unknown): unknown {
  return typeof scope === 'object' && scope !== null && '$rows' in scope ? (scope as { $rows(): ApexList }).$rows() : scope;
}

function chunked(rows: readonly unknown[], size: number): ApexList[] {
  const lists: ApexList[] = [];
  for (let at = 0; at < rows.length; at += size) lists.push(new ApexList(typeNamed('List<SObject>'), rows.slice(at, at + size)));
  return lists;
}

