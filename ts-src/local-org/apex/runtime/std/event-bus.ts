import { randomUUID } from 'node:crypto';
import { transactionState } from '../../../execution/context.ts';
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

/** Outcomes that callbacks have not heard of yet. */
const OUTCOMES = Symbol('outcomes of publishing');
interface Outcome { failed: boolean }
const outcomes = (): Outcome[] => transactionState(OUTCOMES, () => []);

/** `Test.getEventBus().fail()`: what was published and is not delivered has failed. */
export function failPublishing(): void {
  for (const outcome of outcomes()) outcome.failed = true;
}

/** What a callback is to be told in the end, which may differ from what publishing said. */
function listener(callback: object, method: string, outcome: Outcome): ((result: PublishResult) => void) | undefined {
  if (userMethod(callback, method) === undefined && userMethod(callback, 'onfailure') === undefined) return undefined;
  return (result) => void userMethod(callback, outcome.failed ? 'onfailure' : method)?.call(callback, result);
}

/** The callback hears of the outcome when the events are delivered. */
function tellLater(callback: object, events: readonly SObjectRecord[], results: readonly SaveResult[]): void {
  const outcome: Outcome = { failed: false };
  outcomes().push(outcome);
  // The bus keeps the uuid of an event that has one.
  const uuids = (success: boolean): string[] => events.filter((_, i) => results[i]?.issuccess() === success).map((event) => (event.fields.EventUuid ??= randomUUID()) as string);
  const name = metaOf(callback)?.name ?? 'EventPublishCallback';
  const tell = (method: string, about: readonly string[]): void => {
    const hear = listener(callback, method, outcome);
    if (about.length > 0 && hear !== undefined) enqueue({ kind: 'platformEvent', name, code: (id) => ({ run: () => asJob({ kind: 'platformEvent', id, depth: 1 }, () => void hear.call(callback, new PublishResult(about))) }) });
  };
  tell('onsuccess', uuids(true));
  tell('onfailure', uuids(false));
}

export const ChangeEventHeader = bagClass('EventBus.ChangeEventHeader', {
  ChangedFields: null, ChangeOrigin: null, ChangeType: null, CommitNumber: null, CommitTimestamp: null, CommitUser: null, DiffFields: null, EntityName: null,
  NulledFields: null, RecordIds: null, SequenceNumber: null, TransactionEnd: null, TransactionKey: null,
});
