/** The part of an export that proves its events to be in the log over all events. */
import { z } from 'zod';
import { readCheckpoint, signatureOf, type Checkpoint, type PublicKeys, type SignatureState } from './checkpoint.ts';
import { isObject, type UncheckedLedger } from './ledger.ts';
import { leafHash, verifyConsistency, verifyInclusion, type Hash } from './merkle.ts';
import type { Reason } from './verify-ledger.ts';

/** One event in the log. */
export interface LogEntry {
  readonly hash: string;
  /** From 0; null while the event is recorded and not yet in the log. */
  readonly position: number | null;
  /** Inclusion proof up to the root of the checkpoint; null when the event is not in that tree. */
  readonly proof: readonly string[] | null;
}

/** Proof that the log of the checkpoint has grown out of an earlier one. */
export interface Growth {
  readonly size: number;
  readonly proof: readonly string[];
}

export interface LogEvidence {
  readonly checkpoint: Checkpoint;
  readonly entries: readonly LogEntry[];
  readonly since?: Growth;
}

export interface LogVerdict {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly time: string;
  readonly signature: SignatureState | 'invalid';
  readonly kid: string | null;
  /** How many events are proved to be in the log, and how many are too new for the checkpoint. */
  readonly proved: number;
  readonly later: number;
  /** Size of the earlier checkpoint that the log has grown from; null when none was given. */
  readonly grownFrom: number | null;
}

export interface LogChecks {
  readonly keys?: PublicKeys;
  /** A checkpoint that the checker has kept, as it stands in a file. */
  readonly earlier?: unknown;
  readonly now?: number;
}

/** The log takes an event within minutes; one that is not in it a day later did not come through the ledger. */
const LATEST_MS = 24 * 3_600_000;

const steps = z.array(z.string().regex(/^[0-9a-f]{64}$/));
const position = z.number().int().nonnegative();
const entry = z.strictObject({ hash: z.string(), position: position.nullable(), proof: steps.nullable() });
const growth = z.strictObject({ size: position, proof: steps });

/** Leaf of an event: its hash, as text. */
export const leafOf = (hash: string): Hash => leafHash(Buffer.from(hash, 'utf8'));
/** Notes what is wrong; its null ends checks that can tell nothing further. */
type Note = (sequence: number, field: string, says: string) => null;
const bytes = (hash: string): Hash => new Uint8Array(Buffer.from(hash, 'hex'));

/** Null where the history comes without a log. What is wrong is added to `reasons`. */
export function verifyLog(ledger: UncheckedLedger, checks: LogChecks, reasons: Reason[]): LogVerdict | null {
  const last = ledger.events.length;
  const note: Note = (sequence, field, says) => {
    reasons.push({ sequence, field, message: `${field} ${says}` });
    return null;
  };
  if (ledger.log === undefined || ledger.log === null) {
    if (checks.earlier !== undefined) note(last, 'log', 'is missing: nothing compares with the earlier checkpoint');
    return null;
  }
  if (!isObject(ledger.log)) return note(last, 'log', 'is not an object');
  for (const name of Object.keys(ledger.log)) if (!['checkpoint', 'entries', 'since'].includes(name)) note(last, `log.${name}`, 'is no field of a log: nothing proves it');
  const checkpoint = readCheckpoint(ledger.log.checkpoint);
  if (typeof checkpoint === 'string') return note(last, 'log.checkpoint', checkpoint);
  const signature = signatureOf(checkpoint, checks.keys, checks.now ?? Date.now());
  if (typeof signature === 'object') note(last, 'log.checkpoint', signature.problem);
  else if (signature === 'unsigned' && checks.keys !== undefined && checks.keys.length > 0) note(last, 'log.checkpoint', 'is not signed, though the org has keys');
  const { proved, later } = verifyEntries(ledger, checkpoint, note);
  const { origin, size, root, time, kid } = checkpoint;
  const grownFrom = checks.earlier === undefined ? null : verifyGrowth(checks, checkpoint, ledger.log.since, (says) => note(last, 'log.since', says));
  return { origin, size, root, time, signature: typeof signature === 'object' ? 'invalid' : signature, kid, proved, later, grownFrom };
}

function verifyEntries(ledger: UncheckedLedger, checkpoint: Checkpoint, note: Note): { proved: number; later: number } {
  const found: { proved: number; later: number } = { proved: 0, later: 0 };
  const entries: readonly unknown[] = isObject(ledger.log) && Array.isArray(ledger.log.entries) ? (ledger.log.entries as unknown[]) : [];
  if (entries.length !== ledger.events.length) note(Math.min(entries.length, ledger.events.length) + 1, 'log.entries', `are ${entries.length} for ${ledger.events.length} events`);
  ledger.events.forEach((event, index) => {
    if (!isObject(event) || entries[index] === undefined) return;
    const problem = entryProblem(event, entries[index], checkpoint);
    if (problem === 'later') found.later++;
    else if (problem === null) found.proved++;
    else note(index + 1, 'log.entries', problem);
  });
  return found;
}

function entryProblem(event: Readonly<Record<string, unknown>>, value: unknown, checkpoint: Checkpoint): string | null {
  const read = entry.safeParse(value);
  if (!read.success) return 'hold no proof of the event';
  if (read.data.hash !== event.hash) return 'prove another event';
  const { hash, position, proof } = read.data;
  if (position === null || position >= checkpoint.size) {
    const isOverdue = Date.parse(String(event.recordedAt)) + LATEST_MS < Date.parse(checkpoint.time);
    return isOverdue ? 'do not hold the event, which says that it was recorded more than a day before the checkpoint' : 'later';
  }
  if (proof === null) return 'hold no proof of the event';
  const verdict = verifyInclusion(position, checkpoint.size, leafOf(hash), proof.map(bytes), bytes(checkpoint.root));
  return verdict.valid ? null : `do not prove the event: ${verdict.reason}`;
}

function verifyGrowth({ earlier, keys, now }: LogChecks, checkpoint: Checkpoint, since: unknown, note: (says: string) => null): number | null {
  const first = readCheckpoint(earlier);
  if (typeof first === 'string') return note(`cannot be told: the earlier checkpoint ${first}`);
  const signature = signatureOf(first, keys, now ?? Date.now());
  if (typeof signature === 'object') return note(`cannot be told: the earlier checkpoint ${signature.problem}`);
  if (first.origin !== checkpoint.origin) return note(`cannot be told: the earlier checkpoint is one of ${first.origin}`);
  if (first.size > checkpoint.size) return note(`is impossible: the log had ${first.size} events and has ${checkpoint.size}: it was cut, or the export is older than the checkpoint`);
  const read = growth.safeParse(since);
  const proof = first.size === checkpoint.size ? [] : read.success && read.data.size === first.size ? read.data.proof : null;
  if (first.size > 0 && proof === null) return note(`is not proved: export the item with "--since" and the earlier checkpoint`);
  const verdict = first.size === 0 ? { valid: true as const } : verifyConsistency(first.size, checkpoint.size, bytes(first.root), bytes(checkpoint.root), proof!.map(bytes));
  if (!verdict.valid) return note(`does not hold: the log was changed after the earlier checkpoint: ${verdict.reason}`);
  return first.size;
}
