import type { FlowRunner } from '../execution/context.ts';
import type { FlowProgram } from './program.ts';
import { fromApex } from './run/foreign.ts';

/** `current().flows`: what `Flow.Interview` of Apex stands on. @param program the flows of this moment */
export function flowRunner(program: () => FlowProgram): FlowRunner {
  return {
    describe: (name) => {
      const info = program().info(name);
      return info?.active === true ? { name: info.name, inputs: info.inputs.map((variable) => variable.name), outputs: info.outputs.map((variable) => variable.name) } : undefined;
    },
    start: (name, inputs) => program().start(name, Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, fromApex(value)])), { from: 'apex' }),
  };
}
