import type { FlowRunner } from '../execution/context.ts';
import type { FlowParameter, FlowProgram } from './program.ts';
import { fromApex } from './run/foreign.ts';

/** `current().flows`: what `Flow.Interview` of Apex stands on. @param program the flows of this moment */
export function flowRunner(program: () => FlowProgram): FlowRunner {
  return {
    describe: (name) => {
      const info = program().info(name);
      if (info?.active !== true) return undefined;
      const elementTypes = Object.fromEntries(info.outputs.filter(({ type }) => type.collection).map((output) => [output.name, elementType(output)]));
      return { name: info.name, inputs: info.inputs.map((variable) => variable.name), outputs: info.outputs.map((variable) => variable.name), elementTypes };
    },
    start: (name, inputs) => program().start(name, Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, fromApex(value)])), { from: 'apex' }),
  };
}

function elementType({ type }: FlowParameter): string {
  switch (type.dataType) {
    case 'Number': case 'Currency': return 'Decimal';
    case 'Boolean': case 'Date': case 'Time': return type.dataType;
    case 'DateTime': return 'Datetime';
    case 'SObject': return type.object?.name ?? 'SObject';
    case 'Apex': return type.apexClass ?? 'Object';
    case 'String': case 'Picklist': case 'Multipicklist': return 'String';
  }
}
