import type { SObjectRecord } from '../../../values/index.ts';
import { asJob, enqueue } from '../async/jobs.ts';
import { bagClass } from '../bag.ts';
import { ApexList } from '../collections/list.ts';
import { recordsOf, runDml } from '../database/dml.ts';
import { SaveResult } from '../database/results.ts';
import { standardClass, statics } from '../missing.ts';
import { metaOf, userMethod } from '../user-class.ts';

/** EventBus.SuccessResult and FailureResult: which events it is about. */
class PublishResult {
  readonly #uuids: readonly string[];

  constructor(uuids: readonly string[]) {
    this.#uuids = uuids;
  }

  geteventuuids(): ApexList {
    return ApexList.of('List<String>', [...this.#uuids]);
  }
}
standardClass('EventBus.SuccessResult', PublishResult);

/** System.EventBus. The data engine publishes: an insert of a platform event is one. */
export const eventbus = statics('EventBus', {
  publish(value: unknown, callback: object | null = null): unknown {
    const events = recordsOf(value);
    const results = runDml({ operation: 'insert', records: events, mode: 'system', sharing: 'inherit', allOrNone: false }).map((result) => new SaveResult(result));
    if (callback !== null) tellLater(callback, events, results);
    return value instanceof ApexList ? ApexList.of('List<Database.SaveResult>', results) : (results[0] ?? null);
  },
});

/** The callback hears of the outcome when the events are delivered. */
function tellLater(callback: object, events: readonly SObjectRecord[], results: readonly SaveResult[]): void {
  const uuids = (success: boolean): string[] => events.filter((_, i) => results[i]?.issuccess() === success).map((event) => String(event.fields.EventUuid ?? null));
  const name = metaOf(callback)?.name ?? 'EventPublishCallback';
  const tell = (method: string, about: readonly string[]): void => {
    const hear = userMethod(callback, method);
    if (about.length > 0 && hear !== undefined) enqueue({ kind: 'platformEvent', name, code: (id) => ({ run: () => asJob({ kind: 'platformEvent', id, depth: 1 }, () => void hear.call(callback, new PublishResult(about))) }) });
  };
  tell('onsuccess', uuids(true));
  tell('onfailure', uuids(false));
}

export const ChangeEventHeader = bagClass('EventBus.ChangeEventHeader', {
  ChangedFields: null, ChangeOrigin: null, ChangeType: null, CommitNumber: null, CommitTimestamp: null, CommitUser: null, DiffFields: null, EntityName: null,
  NulledFields: null, RecordIds: null, SequenceNumber: null, TransactionEnd: null, TransactionKey: null,
});
