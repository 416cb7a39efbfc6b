import { makeId } from '../../values/index.ts';
import type { SObjectDef } from '../../schema/model.ts';
import type { Database } from './database.ts';

/**
 * Record ids and auto numbers: ascending, never given twice. They live in memory while a transaction runs and are written with
 * its commit; a roll-back leaves a gap, as on the platform.
 */
export class Sequences {
  private readonly db: Database;
  private readonly next = new Map<string, number>();
  private readonly changed = new Set<string>();

  constructor(db: Database) {
    this.db = db;
    for (const [name, next] of db.all(`SELECT name, next FROM "~sequences"`) as [string, number][]) this.next.set(name, next);
  }

  /** The next number of this sequence; the first is `start`. */
  take(name: string, start = 1): number {
    const n = this.next.get(name) ?? start;
    this.next.set(name, n + 1);
    this.changed.add(name);
    return n;
  }

  nextId(object: SObjectDef): string {
    return makeId(object.keyPrefix, this.take(`id:${object.keyPrefix}`));
  }

  /** `A-{00000}` with 7 gives `A-00007`; `{YYYY}`, `{MM}`, `{DD}` take the day of creation. */
  nextAutoNumber(object: SObjectDef, field: string, format: string, start: number, now: number): string {
    const n = this.take(`auto:${object.name}.${field}`, start);
    return formatAutoNumber(format, n, now);
  }

  /** Goes on where another org's sequences are, so that ids copied from there are never given again. */
  skipTo(other: Sequences): void {
    for (const [name, next] of other.next) {
      if (next <= (this.next.get(name) ?? 0)) continue;
      this.next.set(name, next);
      this.changed.add(name);
    }
  }

  /** Writes what changed; part of the transaction's commit. */
  save(): void {
    if (this.changed.size === 0) return;
    for (const name of this.changed) this.db.run(`INSERT OR REPLACE INTO "~sequences" VALUES (?, ?)`, [name, this.next.get(name)!]);
    this.changed.clear();
  }
}

const PLACEHOLDER = /\{(0+|YYYY|YY|MM|DD)\}/;

/** A format, read once: text and placeholders in turn, text first. */
const formats = new Map<string, readonly string[]>();

export function formatAutoNumber(format: string, n: number, now: number): string {
  let parts = formats.get(format);
  if (parts === undefined) formats.set(format, (parts = (format === '' ? '{0}' : format).split(PLACEHOLDER)));
  let text = parts[0]!;
  for (let i = 1; i < parts.length; i += 2) text += placeholder(parts[i]!, n, now) + parts[i + 1]!;
  return text;
}

function placeholder(token: string, n: number, now: number): string {
  const date = (from: number, to: number): string => new Date(now).toISOString().slice(from, to);
  switch (token) {
    case 'YYYY': return date(0, 4);
    case 'YY': return date(2, 4);
    case 'MM': return date(5, 7);
    case 'DD': return date(8, 10);
    default: return String(n).padStart(token.length, '0');
  }
}
