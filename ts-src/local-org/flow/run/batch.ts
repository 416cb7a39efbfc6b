import { current } from '../../execution/context.ts';
import { LimitFailure } from '../../execution/errors.ts';
import type { FlowElement } from '../model/elements.ts';
import type { CompiledFlow } from './compiled-flow.ts';
import { FlowFault, asFault } from './errors.ts';
import type { Batch, Interview, RunAccess } from './interview.ts';
import { RelatedRecords } from './related.ts';
import type { BulkStep, ScreenStep, Step } from './step.ts';

/** Steps between two looks at the clock. */
const STRIDE = 1000;

export function newBatch(access: RunAccess, depth = 0, rollback?: () => void): Batch {
  return { access, related: new RelatedRecords(access), startedAt: current().clock.now(), depth, ...(rollback === undefined ? {} : { rollback }) };
}

/**
 * Runs interviews to their ends, or to their next screen. Each goes as far as it can alone; at a query, save, action or subflow
 * it waits until no other is on its way, then all that wait at the same element go through it together.
 */
export function runAll(interviews: readonly Interview[]): void {
  const runner = new Runner();
  for (const interview of interviews) runner.advance(interview);
  runner.finish();
}

/** The screen an interview waits at. */
export function screenOf(interview: Interview): ScreenStep | undefined {
  return interview.next?.kind === 'screen' ? interview.next : undefined;
}

class Runner {
  /** In the order in which the first interview came to each. */
  private readonly waiting = new Map<BulkStep, Interview[]>();
  private steps = 0;

  advance(interview: Interview): void {
    for (let step = interview.next; step !== null; step = interview.next) {
      if (step.kind === 'screen') return;
      this.count(interview);
      interview.visited.add(step.element.name);
      if (step.kind === 'bulk') {
        const group = this.waiting.get(step);
        if (group === undefined) this.waiting.set(step, [interview]);
        else group.push(interview);
        return;
      }
      guard(interview, step, () => { interview.next = step.run(interview); });
    }
  }

  finish(): void {
    for (let first = this.waiting.entries().next(); first.done !== true; first = this.waiting.entries().next()) {
      const [step, group] = first.value;
      this.waiting.delete(step);
      for (const interview of group) interview.next = null;
      step.runAll(group);
      for (const interview of group) if (interview.failure === undefined) this.advance(interview);
    }
  }

  private count(interview: Interview): void {
    if (++this.steps % STRIDE !== 0) return;
    const { limits } = current();
    if (limits.used('cpuTime') > limits.max('cpuTime')) throw new LimitFailure(`Apex CPU time limit exceeded (flow ${interview.flow.model.name})`);
  }
}

function guard(interview: Interview, step: Step, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof FlowFault)) throw error;
    interview.faulted.add(step.element.name);
    interview.fail(error, step.element.name);
  }
}

/** Where a bulk step leads. */
export interface Exits {
  readonly next: () => Step | null;
  /** Absent: there is no fault path. */
  readonly fault?: () => Step | null;
}

/** Takes interviews on from a bulk step: along the path, along the fault path, or to their end. `store` keeps what the step found for one. */
export function leave(interviews: readonly Interview[], element: FlowElement, faults: Map<Interview, FlowFault>, exits: Exits, store?: (interview: Interview) => void): void {
  for (const interview of interviews) {
    if (store !== undefined && !faults.has(interview)) for (const [, fault] of each([interview], store).faults) faults.set(interview, fault);
    const fault = faults.get(interview);
    if (fault === undefined) {
      interview.next = exits.next();
      continue;
    }
    interview.faulted.add(element.name);
    interview.faultMessage = fault.message;
    if (exits.fault === undefined) interview.fail(fault, element.name);
    else interview.next = exits.fault();
  }
}

/** The exits of an element that may fail. */
export function exitsOf(flow: CompiledFlow, element: { readonly next: string | undefined; readonly fault?: string | undefined }): Exits {
  const next = (): Step | null => flow.step(element.next);
  return element.fault === undefined ? { next } : { next, fault: () => flow.step(element.fault) };
}

/** Reads what a bulk step needs of each interview; a fault takes that interview out. */
export function each<T>(interviews: readonly Interview[], read: (interview: Interview) => T): { readonly ready: ReadonlyMap<Interview, T>; readonly faults: Map<Interview, FlowFault> } {
  const ready = new Map<Interview, T>();
  const faults = new Map<Interview, FlowFault>();
  for (const interview of interviews) {
    try {
      ready.set(interview, read(interview));
    } catch (error) {
      const fault = asFault(error);
      if (fault === undefined) throw error;
      faults.set(interview, fault);
    }
  }
  return { ready, faults };
}
