import { newBatch, runAll } from './batch.ts';
import type { CompiledFlow } from './compiled-flow.ts';
import { FlowFault } from './errors.ts';
import { fit } from './flow-value.ts';
import type { FlowValue } from './flow-value.ts';
import { Interview, accessOf } from './interview.ts';

/** Flows inside flows, as deep as this; a circle of subflows ends here. */
const MAX_DEPTH = 50;

/** Runs a flow for interviews of another one, with their rights unless it has its own. */
export function runSubflow(flow: CompiledFlow, inputs: ReadonlyMap<Interview, Readonly<Record<string, FlowValue>>>): {
  readonly outputs: ReadonlyMap<Interview, Record<string, FlowValue>>;
  readonly faults: ReadonlyMap<Interview, FlowFault>;
  /** Inner interviews that wait at a screen. */
  readonly waiting: ReadonlyMap<Interview, Interview>;
} {
  const outputs = new Map<Interview, Record<string, FlowValue>>();
  const faults = new Map<Interview, FlowFault>();
  const waiting = new Map<Interview, Interview>();
  const [first] = inputs.keys();
  if (first === undefined) return { outputs, faults, waiting };
  const depth = first.batch.depth + 1;
  if (depth > MAX_DEPTH) {
    const fault = new FlowFault(`The flow ${flow.model.name} calls itself through its subflows: more than ${MAX_DEPTH} flows inside each other.`);
    for (const interview of inputs.keys()) faults.set(interview, fault);
    return { outputs, faults, waiting };
  }
  const { screens = false, rollback } = first.batch;
  const batch = { ...newBatch(accessOf(flow.model.runInMode, first.batch.access), depth, rollback), screens };
  const inner = new Map([...inputs].map(([outer, values]) => [outer, begin(new Interview(flow, batch), values)]));
  runAll([...inner.values()]);
  for (const [outer, interview] of inner) {
    if (interview.failure !== undefined) faults.set(outer, interview.failure);
    else if (interview.inner === undefined && interview.next === null) outputs.set(outer, outputsOf(interview));
    else if (screens) waiting.set(outer, interview);
    else faults.set(outer, screenFault());
  }
  return { outputs, faults, waiting };
}

export function screenFault(): FlowFault {
  return new FlowFault('Screens are not allowed in a flow that runs without a user.');
}

/** The flow around one that has come to its end goes on; returns the interview that now waits or has ended. */
export function resumeOuter(root: Interview, inner: Interview): Interview {
  let outer = root;
  while (outer.inner !== undefined && outer.inner.interview !== inner) outer = outer.inner.interview;
  const step = outer.flow.step(outer.inner!.element);
  outer.inner = undefined;
  if (step?.kind !== 'bulk' || step.resume === undefined) throw new Error(`${outer.flow.model.name}: no subflow to go on from`);
  step.resume(outer, inner);
  runAll([outer]);
  let at = outer;
  while (at.inner !== undefined) at = at.inner.interview;
  return at;
}

/** Sets the inputs and goes to the first element. Names that are no inputs are left out, as the platform does. */
export function begin(interview: Interview, inputs: Readonly<Record<string, FlowValue>>): Interview {
  const { flow } = interview;
  const byName = new Map(flow.variables('isInput').map((variable) => [variable.name.toLowerCase(), variable]));
  for (const [name, value] of Object.entries(inputs)) {
    const variable = byName.get(name.toLowerCase());
    if (variable !== undefined) interview.set(variable.name, fit(value, flow.typeOf(variable), interview.zone));
  }
  interview.next = flow.step(flow.model.start.connector);
  return interview;
}

/** Values of the output variables, by name. */
export function outputsOf(interview: Interview): Record<string, FlowValue> {
  return Object.fromEntries(interview.flow.variables('isOutput').map(({ name }) => [name, interview.get(name)]));
}
