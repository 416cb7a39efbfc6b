import { connect } from '../connectors/index.ts';
import { EXPORT_SCHEMA, IDENTITY_FIELDS, type Identity, type LedgerEvent, type TwinExport } from '../proof/index.ts';
import { CommandFailure } from './failure.ts';
import { targetOrg } from './target-org.ts';

interface TwinAnswer {
  readonly twin: { readonly identity: Partial<Identity>; readonly eventCount: number };
  readonly events: readonly LedgerEvent[];
  readonly nextAfterSequence: number | null;
}

const MOST_READS = 5;

/** The whole history of an item of an org, of which nobody's name is kept. @throws CommandFailure */
export async function twinLedger(key: string, target: string, progress: (events: number, all: number) => void): Promise<TwinExport> {
  const connection = connect(await targetOrg(target, 'integration'));
  const path = `/loop/v1/twins/${keyOf(key)}`;
  const events: LedgerEvent[] = [];
  let answer: TwinAnswer;
  // an event that is recorded while the pages are read is in the count and not yet among the events
  for (let reads = 0; ; ) {
    const after = events.at(-1)?.sequence ?? 0;
    answer = await ask(() => connection.apex.get<TwinAnswer>(`${path}?afterSequence=${after}`), key);
    events.push(...answer.events);
    progress(events.length, answer.twin.eventCount);
    if (answer.nextAfterSequence !== null) continue;
    if (answer.twin.eventCount <= events.length || ++reads === MOST_READS) break;
  }
  const identity = Object.fromEntries(IDENTITY_FIELDS.map((field) => [field, answer.twin.identity[field] ?? null])) as unknown as Identity;
  return { schema: EXPORT_SCHEMA, twin: { identity, eventCount: answer.twin.eventCount, headHash: events.at(-1)?.hash ?? null }, events };
}

/** What people copy: a passport id, a business key, or a Digital Link of which only the path counts. */
function keyOf(key: string): string {
  return key.replace(/^https?:\/\/[^/]+\/(?:.*\/)?(?=01\/\d{14}\/21\/)/, '').replace(/[?#].*$/, '');
}

async function ask<T>(request: () => Promise<T>, key: string): Promise<T> {
  try {
    return await request();
  } catch (error) {
    const { errorCode = '', message } = error as Error & { errorCode?: string };
    const isUnknown = /404|NOT_FOUND/.test(errorCode) || message.includes('notFound');
    throw new CommandFailure(isUnknown ? `The org knows no item "${key}", or does not show it.` : `The org does not tell the history of "${key}": ${message}.`);
  }
}
