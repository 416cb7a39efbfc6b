import { iterate } from '../collections/iterate.ts';
import { ApexList } from '../collections/list.ts';
import { typeNamed } from '../types.ts';
import { metaOf, userMethod } from '../user-class.ts';
import { JobContext, enqueue, enqueueNext, runningJob } from './jobs.ts';

/**
 * Start, then a transaction for each chunk, then finish. All are queued when start has run, so that a chunk that fails stops nothing.
 * A class that is not Database.Stateful gets the fields it had after start anew for every chunk.
 */
export function executeBatch(batch: object, size: number): string {
  const name = metaOf(batch)?.name ?? 'Batch';
  return enqueue('batch', name, (id) => {
    const job = runningJob()!;
    const context = new JobContext(id);
    const scope = userMethod(batch, 'start')!.call(batch, context);
    const initial = '$is_database_stateful' in batch ? undefined : { ...batch };
    for (const chunk of chunked([...iterate(rowsOf(scope))], size)) {
      enqueueNext(job, name, () => {
        if (initial !== undefined) Object.assign(batch, initial);
        userMethod(batch, 'execute$batchable')!.call(batch, context, chunk);
      });
    }
    enqueueNext(job, name, () => {
      if (initial !== undefined) Object.assign(batch, initial);
      userMethod(batch, 'finish')!.call(batch, context);
    });
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
