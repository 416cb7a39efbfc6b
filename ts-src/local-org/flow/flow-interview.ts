import type { FlowProgram, StartOptions } from './program.ts';
import type { FlowValue } from './run/flow-value.ts';

/** `Flow.Interview` of Apex: made, started once, then asked for output variables. */
export class FlowInterview {
  readonly name: string;
  private readonly program: FlowProgram;
  private readonly inputs: Readonly<Record<string, FlowValue>>;
  private outputs: Readonly<Record<string, FlowValue>> = {};

  /** @throws OrgError for an unknown flow */
  constructor(program: FlowProgram, name: string, inputs: Readonly<Record<string, FlowValue>>) {
    this.name = program.needed(name).model.name;
    this.program = program;
    this.inputs = inputs;
  }

  /** @throws FlowFault; Apex sees `System.FlowException` */
  start(options: StartOptions = { from: 'apex' }): void {
    this.outputs = this.program.start(this.name, this.inputs, options);
  }

  /** An output variable by name, any case; null before the start and for names that are no outputs. */
  getVariableValue(name: string): FlowValue {
    const wanted = name.toLowerCase();
    const found = Object.entries(this.outputs).find(([key]) => key.toLowerCase() === wanted);
    return found === undefined ? null : found[1];
  }
}
