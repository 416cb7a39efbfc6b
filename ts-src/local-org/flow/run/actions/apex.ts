import { current } from '../../../execution/context.ts';
import { NotImplementedError } from '../../../execution/errors.ts';
import type { InvocableInfo } from '../../../execution/local-org.ts';
import type { FlowHost } from '../../host.ts';
import { asFault } from '../errors.ts';
import type { FlowValue } from '../flow-value.ts';
import { apexType, fromJson, toJson } from '../json.ts';
import type { RunAction } from './action.ts';

/** An `@InvocableMethod`: called once with the inputs of all interviews. */
export function apexAction(host: FlowHost, className: string): RunAction {
  let known: InvocableInfo | undefined;
  const info = (): InvocableInfo => {
    const found = (known ??= host.apex?.invocables.find((each) => each.className.toLowerCase() === className.toLowerCase()));
    if (found === undefined) throw new NotImplementedError(`flow action apex ${className}`);
    return found;
  };
  return (inputs) => {
    const action = info();
    const calls = [...inputs.values()].map((values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toJson(value)])));
    try {
      const rows = current().atomic(() => host.apex!.callInvocable(action.className, calls));
      const results = new Map([...inputs.keys()].map((interview, n) => [interview, outputsOf(host, action, rows[n] ?? null)]));
      return { results, faults: new Map() };
    } catch (error) {
      const fault = asFault(error);
      if (fault === undefined) throw error;
      return { results: new Map(), faults: new Map([...inputs.keys()].map((interview) => [interview, fault])) };
    }
  };
}

/** One row of the method's result by output name; a method that returns plain values has the one output `output`. */
function outputsOf(host: FlowHost, { outputs }: InvocableInfo, row: unknown): Record<string, FlowValue> {
  const [only] = outputs;
  if (only === undefined) return {};
  const isBundle = typeof row === 'object' && row !== null && !Array.isArray(row) && !('attributes' in row) && (outputs.length > 1 || only.name !== 'output' || 'output' in row);
  if (!isBundle) return { [only.name]: fromJson(row, { ...apexType(only.type, host.schema) }, host.schema) };
  const held = new Map(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value as unknown]));
  return Object.fromEntries(outputs.map((output) => {
    const type = apexType(output.type, host.schema);
    return [output.name, fromJson(held.get(output.name.toLowerCase()) ?? null, output.maxOccurs > 1 ? { ...type, collection: true } : type, host.schema)];
  }));
}
