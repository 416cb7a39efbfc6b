import type { FlowFault } from '../errors.ts';
import type { FlowValue } from '../flow-value.ts';
import type { Interview } from '../interview.ts';

/** An action over all interviews that have come to it: named inputs in, named outputs or a fault for each. */
export type RunAction = (inputs: ReadonlyMap<Interview, Readonly<Record<string, FlowValue>>>) => ActionResult;

export interface ActionResult {
  readonly results: ReadonlyMap<Interview, Record<string, FlowValue>>;
  readonly faults: ReadonlyMap<Interview, FlowFault>;
}
