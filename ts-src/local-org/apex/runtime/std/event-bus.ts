import { ApexList } from '../collections/list.ts';
import { recordsOf, runDml } from '../database/dml.ts';
import { SaveResult } from '../database/results.ts';
import { missing, statics } from '../missing.ts';

/** System.EventBus. The data engine publishes: an insert of a platform event is one. */
export const eventbus = statics('EventBus', {
  publish(value: unknown, callback?: unknown): unknown {
    if (callback !== undefined && callback !== null) missing('EventBus.publish with a callback');
    const results = runDml({ operation: 'insert', records: recordsOf(value), mode: 'system', sharing: 'inherit', allOrNone: false }).map((result) => new SaveResult(result));
    return value instanceof ApexList ? ApexList.of('List<Database.SaveResult>', results) : (results[0] ?? null);
  },
});
