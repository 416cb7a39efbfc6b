import type { AccessMode } from '../../execution/context.ts';
import { current } from '../../execution/context.ts';
import { NotImplementedError } from '../../execution/errors.ts';
import type { RunInMode } from '../model/types.ts';
import type { SObjectRecord } from '../../values/index.ts';
import type { CompiledFlow } from './compiled-flow.ts';
import type { FlowFault } from './errors.ts';
import type { FlowValue } from './flow-value.ts';
import type { RelatedRecords } from './related.ts';
import type { Step } from './step.ts';

/** Whose rights a flow's queries and saves use. */
export interface RunAccess {
  readonly mode: AccessMode;
  readonly sharing: 'with' | 'without';
}

export const SYSTEM: RunAccess = { mode: 'system', sharing: 'without' };
export const USER: RunAccess = { mode: 'user', sharing: 'with' };

/** Rights of a flow that says `mode`; DefaultMode takes those of whoever starts it. */
export function accessOf(mode: RunInMode, otherwise: RunAccess): RunAccess {
  switch (mode) {
    case 'DefaultMode': return otherwise;
    case 'SystemModeWithSharing': return { mode: 'system', sharing: 'with' };
    case 'SystemModeWithoutSharing': return SYSTEM;
  }
}

/** What interviews that run together have in common. */
export interface Batch {
  readonly access: RunAccess;
  readonly related: RelatedRecords;
  /** Milliseconds since 1970, the same for all. */
  readonly startedAt: number;
  /** How many flows are around this one. */
  readonly depth: number;
  /** Undoes what the transaction has changed since the batch began; absent outside of screen flows. */
  readonly rollback?: () => void;
  /** Screens may be shown: a person is there to answer them. */
  readonly screens?: boolean;
}

/** The record that started an interview. */
export interface TriggerContext {
  /** `$Record`: the row itself before a save, a copy afterwards. */
  readonly record: SObjectRecord;
  /** `$Record__Prior`; null for new records. */
  readonly prior: SObjectRecord | null;
  /** Before a save: changes of `$Record` are saved without DML. */
  readonly before: boolean;
  /** Reports an error on the row: the element Custom Error. */
  readonly refuse: (message: string, field: string | undefined) => void;
}

/** Position in a loop. */
export interface LoopState {
  readonly items: readonly FlowValue[];
  index: number;
}

/** One run of a flow: its variables and where it stands. */
export class Interview {
  readonly flow: CompiledFlow;
  readonly batch: Batch;
  readonly guid: string;
  trigger: TriggerContext | undefined;
  /** Variables, and what elements stored, by name as declared. An absent one has its default. */
  readonly values = new Map<string, FlowValue>();
  readonly loops = new Map<string, LoopState>();
  /** Elements that were run. */
  readonly visited = new Set<string>();
  /** Names of the outcomes that decisions took. */
  readonly outcomes = new Set<string>();
  /** Elements that failed, for the operator HasError. */
  readonly faulted = new Set<string>();
  faultMessage: string | null = null;
  /** The next step; null: at its end. */
  next: Step | null = null;
  /** Screens that were answered, for the way back. */
  readonly history: string[] = [];
  /** A subflow that waits at a screen, and the element that called it. */
  inner: { readonly element: string; readonly interview: Interview } | undefined;
  failure: FlowFault | undefined;
  failedElement: string | undefined;

  constructor(flow: CompiledFlow, batch: Batch, guid: string = crypto.randomUUID()) {
    this.flow = flow;
    this.batch = batch;
    this.guid = guid;
  }

  get zone(): string {
    return current().user.timeZone;
  }

  /** Value of a variable, or of what an element stored; the default of a variable that nobody set. */
  get(name: string): FlowValue {
    const value = this.values.get(name);
    if (value !== undefined) return value;
    const initial = this.flow.initial(name, this);
    if (initial !== null) this.values.set(name, initial);
    return initial;
  }

  set(name: string, value: FlowValue): void {
    this.values.set(name, value);
  }

  /** The same with `$Record` as it was before the save; null-safe for new records, which then have no values. */
  withPrior<T>(work: () => T): T {
    const { trigger } = this;
    if (trigger === undefined) return work();
    this.trigger = { ...trigger, record: trigger.prior ?? trigger.record };
    try {
      return work();
    } finally {
      this.trigger = trigger;
    }
  }

  /** @throws NotImplementedError where the platform has no such element */
  rollback(): void {
    if (this.batch.rollback === undefined) throw new NotImplementedError(`flow ${this.flow.model.name}: Roll Back Records outside of a screen flow`);
    this.batch.rollback();
  }

  /** Ends this interview with an error that no fault path took. */
  fail(fault: FlowFault, element: string): void {
    this.failure = fault;
    this.failedElement = element;
    this.next = null;
  }
}
