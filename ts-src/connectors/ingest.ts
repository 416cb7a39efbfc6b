import { checkEvent } from './canonical/check.ts';
import type { FieldError, ItemEvent } from './canonical/event.ts';
import { CHUNK_SIZE, type EventResult } from './delivery/send.ts';
import { FeedError, type Differs, type Here, type SourceOptions, type SourceOutput, type Source } from './sources/source.ts';

/** Items by what became of them; `read` is their sum. */
export interface IngestSummary {
  readonly read: number;
  readonly created: number;
  readonly appended: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly conflict: number;
  readonly rejected: number;
}

/** What an observer learns as it happens: every item that did not simply go in. */
export type IngestNotice =
  | { readonly kind: 'skipped'; readonly reference: string; readonly items: number; readonly reason: string }
  | Here
  | Differs
  | { readonly kind: 'unchanged'; readonly event: ItemEvent }
  | { readonly kind: 'conflict'; readonly event: ItemEvent; readonly result: EventResult }
  | { readonly kind: 'rejected'; readonly reference: string; readonly errors: readonly FieldError[]; readonly content: { event: ItemEvent } | { source: string } };

export interface IngestOptions extends SourceOptions {
  /** Absent: a dry run, events are only checked. */
  readonly send?: (events: readonly ItemEvent[]) => Promise<readonly EventResult[]>;
  readonly notice: (notice: IngestNotice) => void;
  readonly progress: (summary: IngestSummary) => void;
  readonly signal?: AbortSignal;
}

/**
 * Runs a feed through: source -> canonical event -> check -> org, 200 items at a time, in order.
 * Safe to run again at any point: an event that is already there changes nothing.
 * @throws FeedError with what went in before the feed broke; TargetError when the org is lost
 */
export async function ingest(source: Source, feed: AsyncIterable<string>, options: IngestOptions): Promise<{ summary: IngestSummary; broken?: FeedError }> {
  const tally = { read: 0, created: 0, appended: 0, unchanged: 0, skipped: 0, conflict: 0, rejected: 0 };
  let chunk: ItemEvent[] = [];

  const flush = async (): Promise<void> => {
    if (chunk.length === 0) return;
    const events = chunk;
    chunk = [];
    if (options.send === undefined) tally.created += events.length;
    else settle(events, await options.send(events), tally, options);
    options.progress({ ...tally });
  };

  let broken: FeedError | undefined;
  try {
    for await (const output of source(feed, options)) {
      if (options.signal?.aborted) break;
      const event = admit(output, tally, options);
      if (event === undefined) continue;
      chunk.push(event);
      if (chunk.length === CHUNK_SIZE) await flush();
    }
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    broken = error;
  }
  await flush();
  options.progress({ ...tally });
  return broken === undefined ? { summary: tally } : { summary: tally, broken };
}

type Tally = { -readonly [K in keyof IngestSummary]: number };

const COUNTED_AS = { skipped: 'skipped', here: 'unchanged', differs: 'conflict' } as const;

/** Counts an output; the event when it is one and keeps every rule. */
function admit(output: SourceOutput, tally: Tally, { notice }: IngestOptions): ItemEvent | undefined {
  if (output.kind === 'skipped' || output.kind === 'here' || output.kind === 'differs') {
    tally.read += output.items;
    tally[COUNTED_AS[output.kind]] += output.items;
    notice(output);
    return undefined;
  }
  if (output.kind === 'rejected') {
    tally.read += output.items;
    tally.rejected += output.items;
    notice({ kind: 'rejected', reference: output.reference, errors: output.errors, content: { source: output.source } });
    return undefined;
  }
  tally.read += 1;
  const errors = checkEvent(output.event);
  if (errors.length === 0) return output.event;
  tally.rejected += 1;
  notice({ kind: 'rejected', reference: output.event.sourceEventId, errors, content: { event: output.event } });
  return undefined;
}

function settle(events: readonly ItemEvent[], results: readonly EventResult[], tally: Tally, { notice }: IngestOptions): void {
  events.forEach((event, index) => {
    const result = results[index];
    if (result === undefined) throw new Error(`The org answered ${results.length} results for ${events.length} events`);
    if (result.outcome === 'conflict') {
      tally.conflict += 1;
      notice({ kind: 'conflict', event, result });
    } else if (result.outcome === 'rejected' || result.outcome === 'quarantined') {
      tally.rejected += 1;
      notice({ kind: 'rejected', reference: event.sourceEventId, errors: result.errors, content: { event } });
    } else {
      tally[result.outcome] += 1;
      if (result.outcome === 'unchanged') notice({ kind: 'unchanged', event });
    }
  });
}
