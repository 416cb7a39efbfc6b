import type { NamedInput, NamedOutput } from '../model/elements.ts';
import type { CompiledFlow } from './compiled-flow.ts';
import { FlowStructure } from './flow-value.ts';
import type { FlowValue } from './flow-value.ts';
import type { Interview } from './interview.ts';

/** Reads the named inputs of an action, subflow or component; inputs without a value are left out. */
export function compileInputs(flow: CompiledFlow, inputs: readonly NamedInput[]): (interview: Interview) => Record<string, FlowValue> {
  const readers = inputs.filter(({ value }) => value !== undefined).map(({ name, value }) => ({ name, read: flow.source(value) }));
  return (interview) => Object.fromEntries(readers.map(({ name, read }) => [name, read(interview)]));
}

/** Hands outputs to the element (`{!Element.name}`) and to the variables that it names. */
export function compileOutputs(flow: CompiledFlow, element: string, outputs: readonly NamedOutput[]): (interview: Interview, values: Readonly<Record<string, FlowValue>>) => void {
  const targets = outputs.map(({ name, target }) => ({ name: name.toLowerCase(), reference: flow.needed(target) }));
  return (interview, values) => {
    interview.set(element, new FlowStructure(undefined, values));
    const byName = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
    for (const { name, reference } of targets) reference.write?.(interview, byName.get(name) ?? null);
  };
}
