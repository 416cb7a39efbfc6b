import { randomUUID } from 'node:crypto';
import { ApexDatetime } from '../values/index.ts';
import type { SObjectRecord } from '../values/index.ts';

/** A published platform event as subscribers get it. */
export interface PublishedEvent {
  readonly replayId: number;
  readonly uuid: string;
  readonly record: SObjectRecord;
}

type Listener = (event: PublishedEvent) => void;

/** Events kept per channel for subscribers that come late. */
const KEPT = 10_000;

/** Platform events of one org since it was opened, by object name. Replay ids ascend over all objects. */
export class EventBus {
  readonly #kept = new Map<string, PublishedEvent[]>();
  readonly #listeners = new Map<string, Set<Listener>>();
  #lastReplayId = 0;

  /** Of the newest event of any object; 0: there was none. */
  get lastReplayId(): number {
    return this.#lastReplayId;
  }

  /** Completes the records with what the platform adds, keeps them and tells subscribers. */
  publish(records: readonly SObjectRecord[], userId: string, now: number): void {
    for (const record of records) {
      const event: PublishedEvent = { replayId: ++this.#lastReplayId, uuid: (record.fields.EventUuid as string | null | undefined) ?? randomUUID(), record };
      const added = { ReplayId: String(event.replayId), EventUuid: event.uuid, CreatedDate: ApexDatetime.fromMs(now), CreatedById: userId };
      for (const [name, value] of Object.entries(added)) if (record.definition.field(name)) record.fields[name] = value;
      const { name } = record.definition;
      const kept = this.#kept.get(name) ?? [];
      this.#kept.set(name, kept);
      kept.push(event);
      if (kept.length > KEPT) kept.shift();
      for (const listener of this.#listeners.get(name) ?? []) listener(event);
    }
  }

  /** New events of that object (exact API name); returns how to end it. */
  subscribe(objectName: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(objectName) ?? new Set();
    this.#listeners.set(objectName, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Kept events after a replay id: -1 none, -2 all. */
  since(objectName: string, replayId: number): readonly PublishedEvent[] {
    if (replayId === -1) return [];
    return (this.#kept.get(objectName) ?? []).filter((event) => event.replayId > replayId);
  }
}
