import type { FlowElement } from '../model/elements.ts';
import type { Interview } from './interview.ts';

/** An element, compiled. Frozen: whatever changes is in the interview. */
export type Step = InlineStep | BulkStep | ScreenStep;

interface StepBase {
  readonly element: FlowElement;
}

/** Runs for one interview at a time. */
export interface InlineStep extends StepBase {
  readonly kind: 'inline';
  /** Returns what comes next. @throws FlowFault */
  run(interview: Interview): Step | null;
}

/** Runs once for all interviews that have come to it, so that a query or a save is one statement. */
export interface BulkStep extends StepBase {
  readonly kind: 'bulk';
  /** Sets `next` of each interview, or fails it. */
  runAll(interviews: readonly Interview[]): void;
  /** Subflows with screens: takes an interview on when the inner one, which was waiting at a screen, has come to its end. */
  resume?(interview: Interview, inner: Interview): void;
}

/** Stops until a person has answered. */
export interface ScreenStep extends StepBase {
  readonly kind: 'screen';
  next(interview: Interview): Step | null;
}
