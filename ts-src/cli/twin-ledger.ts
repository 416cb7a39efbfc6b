import { connect, orgFault } from '../connectors/index.ts';
import { EXPORT_SCHEMA, IDENTITY_FIELDS, readCheckpoint, type Checkpoint, type Growth, type Identity, type LedgerEvent, type LogEntry, type LogEvidence, type PublicKeys, type TwinExport } from '../proof/index.ts';
import { CommandFailure } from './failure.ts';
import { targetOrg } from './target-org.ts';
import { twinKey } from './twin-key.ts';

interface TwinAnswer {
  readonly twin: { readonly identity: Partial<Identity>; readonly eventCount: number };
  readonly events: readonly LedgerEvent[];
  readonly nextAfterSequence: number | null;
}

const MOST_READS = 5;
/** Of one question for proofs. */
const MOST_PROOFS = 50;

type Connection = ReturnType<typeof connect>;

/**
 * The whole history of an item of an org, of which nobody's name is kept, with its proofs out of the log.
 * `earlier`: a checkpoint that the log must have grown from, as it stands in a file.
 * @throws CommandFailure
 */
export async function twinLedger(key: string, target: string, progress: (events: number, all: number) => void, earlier?: unknown): Promise<TwinExport> {
  const path = `/loop/v1/twins/${twinKey(key) ?? encodeURIComponent(key)}`;
  const connection = connect(await targetOrg(target, 'integration'));
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
  const log = await logOf(connection, events, earlier);
  return { schema: EXPORT_SCHEMA, twin: { identity, eventCount: answer.twin.eventCount, headHash: events.at(-1)?.hash ?? null }, events, ...(log === undefined ? {} : { log }) };
}

/** Public keys of the org. @throws CommandFailure */
export async function orgKeys(target: string): Promise<PublicKeys | undefined> {
  const connection = connect(await targetOrg(target, 'integration'));
  return (await orNothing(() => connection.apex.get<{ readonly keys: PublicKeys }>('/loop/v1/jwks')))?.keys;
}

/** Nothing while the log is empty. */
async function logOf(connection: Connection, events: readonly LedgerEvent[], earlier: unknown): Promise<LogEvidence | undefined> {
  const checkpoint = await orNothing(() => connection.apex.get<Checkpoint>('/loop/v1/log/checkpoint'));
  if (checkpoint === undefined) return undefined;
  const entries: LogEntry[] = [];
  for (let start = 0; start < events.length; start += MOST_PROOFS) {
    const hashes = events.slice(start, start + MOST_PROOFS).map(({ hash }) => hash);
    const answer = await ask(() => connection.apex.get<{ readonly entries: readonly LogEntry[] }>(`/loop/v1/log/inclusion?size=${checkpoint.size}&hash=${hashes.join(',')}`), hashes[0]!);
    entries.push(...answer.entries.map(({ hash, position, proof }) => ({ hash, position, proof })));
  }
  const since = await growth(connection, checkpoint, earlier);
  return { checkpoint, entries, ...(since === undefined ? {} : { since }) };
}

/** Nothing where no proof is needed, or none can be made: the checker says why. */
async function growth(connection: Connection, { size }: Checkpoint, earlier: unknown): Promise<Growth | undefined> {
  const first = earlier === undefined ? 'is missing' : readCheckpoint(earlier);
  if (typeof first === 'string' || first.size < 1 || first.size >= size) return undefined;
  const { proof } = await ask(() => connection.apex.get<{ readonly proof: readonly string[] }>(`/loop/v1/log/consistency?first=${first.size}&second=${size}`), `log of ${first.size}`);
  return { size: first.size, proof };
}

async function ask<T>(request: () => Promise<T>, key: string): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw new CommandFailure(isUnknown(error) ? `The org knows no item "${key}", or does not show it.` : `The org does not tell the history of "${key}": ${orgFault(error, '/loop/v1/twins').message}.`);
  }
}

/** Of a door that has nothing to tell yet. @throws CommandFailure */
async function orNothing<T>(request: () => Promise<T>): Promise<T | undefined> {
  try {
    return await request();
  } catch (error) {
    if (isUnknown(error)) return undefined;
    throw new CommandFailure(`The org does not tell its keys and checkpoints: ${orgFault(error, '/loop/v1').message}.`);
  }
}

/** Our own doors say so; an org without the package knows no such door. */
function isUnknown(error: unknown): boolean {
  return (error as Error).message.includes('notFound');
}
