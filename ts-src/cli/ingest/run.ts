import { accessSync, appendFileSync, closeSync, constants, mkdirSync, openSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from 'jsforce';
import { connect, ingest, rejectLine, sendEvents, sources, TargetError, type IngestNotice, type IngestSummary, type Source } from '../../connectors/index.ts';
import { CommandFailure, type FailureJson } from '../failure.ts';
import { feedFiles, type FeedFile } from '../feed.ts';
import { stateDir } from '../paths.ts';
import { createProgress } from '../progress.ts';
import { targetOrg } from '../target-org.ts';

export interface DeliveryFlags {
  readonly targetOrg: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly rejects?: string;
  /** Tells what is skipped with --json too, and what is there already: it was meant for the ledger, unlike the services in an order. */
  readonly tellSkipped?: boolean;
  /** Rule that a refused line breaks when it is not of the format at all; without it every line that did not become an event. */
  readonly formatRule?: string;
}

export interface IngestFlags extends DeliveryFlags {
  readonly acceptUnpaid?: boolean;
  readonly system?: string;
}

/** Runs one `loop ingest` to its end and sets the exit code. */
export async function run(format: string, feed: string, flags: IngestFlags): Promise<void> {
  await deliver('ingest', await feedFiles(feed, format), () => sources[format]!, flags);
}

/** Sends what the files hold to the org, tells what did not simply go in, and sets the exit code. */
export async function deliver(label: string, files: readonly FeedFile[], sourceOf: (file: FeedFile, org: Connection | undefined) => Source, flags: IngestFlags): Promise<void> {
  const rejects = new RejectsFile(flags.rejects);
  const org = flags.dryRun ? undefined : connect(await targetOrg(flags.targetOrg, 'integration'));
  const progress = createProgress(label, false);
  const stop = interruptible();
  const total: Totals = { read: 0, created: 0, appended: 0, unchanged: 0, skipped: 0, conflict: 0, rejected: 0 };
  let failure: string | undefined;
  let understood = 0;
  try {
    for (const file of files) {
      const { summary, broken } = await ingest(sourceOf(file, org), file.open(), {
        acceptUnpaid: flags.acceptUnpaid ?? false,
        ...(flags.system === undefined ? {} : { system: flags.system }),
        ...(org === undefined ? {} : { send: (events) => sendEvents(org, events) }),
        notice: (notice) => {
          if (isUnderstood(notice, flags)) understood += 1;
          tell(notice, rejects, flags);
        },
        progress: (now) => progress.update(total.read + now.read, short(add({ ...total }, now))),
        signal: stop.signal,
      });
      add(total, summary);
      if (broken !== undefined) failure = `${file.name}: ${broken.message.replace(/\.+$/, '')}.`;
      if (stop.signal.aborted) failure = 'Interrupted: run the same command again to go on; what is in stays in.';
      if (failure !== undefined) break;
    }
  } catch (error) {
    // The org was lost on the way: what went in is in, and the same command takes up from there.
    if (!(error instanceof TargetError)) throw error;
    failure = `${error.message}.`;
  } finally {
    progress.stop();
    stop.release();
    rejects.close();
  }
  if (failure === undefined && total.rejected > 0 && understood === 0 && total.rejected === total.read) {
    failure = 'Nothing in the feed could be understood.';
  }
  finish(total, failure, rejects.path, flags);
}

function isUnderstood(notice: IngestNotice, { formatRule }: DeliveryFlags): boolean {
  if (notice.kind !== 'rejected' || 'event' in notice.content) return true;
  return formatRule !== undefined && notice.errors.every(({ rule }) => rule !== formatRule);
}

type Totals = { -readonly [K in keyof IngestSummary]: number };

function add(total: Totals, part: IngestSummary): Totals {
  for (const key of Object.keys(total) as (keyof Totals)[]) total[key] += part[key];
  return total;
}

function short(summary: IngestSummary): string {
  return Object.entries(summary).filter(([name, count]) => name !== 'read' && count > 0).map(([name, count]) => `${count} ${name}`).join(', ');
}

function tell(notice: IngestNotice, rejects: RejectsFile, flags: DeliveryFlags): void {
  if (notice.kind === 'rejected') {
    rejects.write(rejectLine(notice.reference, notice.errors, notice.content));
    for (const error of notice.errors) process.stderr.write(`rejected ${notice.reference}: ${error.message}\n`);
  } else if (notice.kind === 'conflict') {
    const { event, result } = notice;
    const why = result.errors.map(({ message }) => message).join(' ') || 'the org holds other content under this id';
    const hashes = result.storedHash ? ` (stored ${result.storedHash}, received ${result.receivedHash})` : '';
    process.stderr.write(`conflict ${event.sourceEventId}: ${why}${hashes}\n`);
  } else if (notice.kind === 'unchanged') {
    if (flags.tellSkipped) process.stderr.write(`already here ${notice.event.sourceEventId}: this source told it before\n`);
  } else if (notice.kind === 'here') {
    process.stderr.write(`already here ${notice.reference}: ${notice.where}\n`);
  } else if (notice.kind === 'differs') {
    for (const { message } of notice.errors) process.stderr.write(`conflict ${notice.reference}: ${notice.where}: ${message}\n`);
  } else if (!flags.json || flags.tellSkipped) {
    process.stderr.write(`skipped ${notice.reference} (${notice.items}): ${notice.reason}\n`);
  }
}

function finish(total: Totals, failure: string | undefined, rejectsFile: string | null, flags: DeliveryFlags): void {
  const error: FailureJson | undefined = failure === undefined ? undefined : { code: 'failed', message: failure };
  if (flags.json) process.stdout.write(`${JSON.stringify({ ...total, rejectsFile, ...(error === undefined ? {} : { error }) })}\n`);
  else process.stdout.write(`${flags.dryRun ? 'Would send' : 'Read'} ${total.read} items: ${short(total) || 'nothing to do'}.${rejectsFile ? ` Refused lines: ${rejectsFile}` : ''}\n`);
  const wentIn = total.created + total.appended + total.unchanged + total.skipped;
  if (failure !== undefined) throw new CommandFailure(failure, wentIn > 0 ? 1 : 2, true);
  process.exitCode = total.rejected + total.conflict > 0 ? 1 : 0;
}

/** Refused lines, each in the file before the next event is read; the file appears with the first. */
class RejectsFile {
  readonly #wanted: string;
  #descriptor: number | undefined;

  /** @throws CommandFailure for a file that the user named and that cannot be written, before anything is sent */
  constructor(wanted: string | undefined) {
    this.#wanted = path.resolve(wanted ?? path.join(stateDir(), 'rejects', `${new Date().toISOString().replace(/[:.]/g, '-')}.ndjson`));
    if (wanted === undefined) return;
    this.#try(() => {
      mkdirSync(path.dirname(this.#wanted), { recursive: true });
      accessSync(path.dirname(this.#wanted), constants.W_OK);
      if (statSync(this.#wanted, { throwIfNoEntry: false })?.isDirectory() === true) throw new Error('it is a folder');
    });
  }

  get path(): string | null {
    return this.#descriptor === undefined ? null : this.#wanted;
  }

  /** @throws CommandFailure */
  write(line: string): void {
    this.#try(() => {
      if (this.#descriptor === undefined) {
        mkdirSync(path.dirname(this.#wanted), { recursive: true });
        this.#descriptor = openSync(this.#wanted, 'w');
      }
      appendFileSync(this.#descriptor, line);
    });
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
  }

  #try(act: () => void): void {
    try {
      act();
    } catch (error) {
      throw new CommandFailure(`${this.#wanted}, for refused lines, cannot be written: ${(error as Error).message}.`);
    }
  }
}

/** First Ctrl-C ends after the chunk under way; a second one ends at once. */
function interruptible(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', stop);
  return { signal: controller.signal, release: () => process.off('SIGINT', stop) };
}
