/** The history of an item as a file: what `loop twin export` writes, or an answer of GET /twins/{key} that was kept. */
import type { LogEvidence } from './verify-log.ts';

export interface Identity {
  readonly passportId: string;
  readonly businessKey: string | null;
  readonly gtin: string | null;
  readonly imei: string | null;
  readonly serial: string | null;
}

/** One event as GET /twins/{key} has it. */
export interface LedgerEvent {
  readonly sequence: number;
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly canonical: string;
  readonly hash: string;
  readonly previousHash: string | null;
  readonly contentHash: string;
}

/** Holds nothing that its own hashes do not prove, and nobody's name. */
export interface TwinExport {
  readonly schema: typeof EXPORT_SCHEMA;
  readonly twin: { readonly identity: Identity; readonly eventCount: number; readonly headHash: string | null };
  readonly events: readonly LedgerEvent[];
  /** Proofs that the events are in the log over all events; missing while the log is empty. */
  readonly log?: LogEvidence;
}

export const EXPORT_SCHEMA = 'loop/twin-export/1';

/** A history before it is checked: any field may hold anything. */
export interface UncheckedLedger {
  readonly isExport: boolean;
  readonly identity: Unchecked;
  readonly eventCount: unknown;
  /** Absent in an answer of GET /twins/{key}. */
  readonly headHash?: unknown;
  readonly events: readonly unknown[];
  readonly log?: unknown;
  /** More events than these follow in a further answer. */
  readonly isOnePage: boolean;
  /** Fields that no export has. */
  readonly unknown: readonly string[];
}

export type Unchecked = Readonly<Record<string, unknown>>;

/** Null where a file is no history of an item at all. */
export function readLedger(file: unknown): UncheckedLedger | null {
  if (!isObject(file) || !isObject(file.twin) || !isObject(file.twin.identity) || !Array.isArray(file.events)) return null;
  const isExport = file.schema === EXPORT_SCHEMA;
  // without a schema it must be an answer of the org: an export does not pass for one when its schema is taken away
  if (!isExport && (file.schema !== undefined || !('nextAfterSequence' in file))) return null;
  const { twin } = file;
  return {
    isExport,
    identity: twin.identity as Unchecked,
    eventCount: twin.eventCount,
    ...(isExport ? { headHash: twin.headHash } : {}),
    events: file.events as unknown[],
    ...(isExport ? { log: file.log } : {}),
    isOnePage: !isExport && typeof file.nextAfterSequence === 'number',
    unknown: isExport ? [...others(file, ['schema', 'twin', 'events', 'log'], ''), ...others(twin, ['identity', 'eventCount', 'headHash'], 'twin.'), ...others(twin.identity as Unchecked, IDENTITY_FIELDS, 'twin.identity.')] : [],
  };
}

export const IDENTITY_FIELDS = ['passportId', 'businessKey', 'gtin', 'imei', 'serial'] as const;

function others(object: Unchecked, known: readonly string[], path: string): string[] {
  return Object.keys(object).filter((name) => !known.includes(name)).map((name) => path + name);
}

export function isObject(value: unknown): value is Unchecked {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
