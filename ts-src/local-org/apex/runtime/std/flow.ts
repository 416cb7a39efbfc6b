import { current } from '../../../execution/context.ts';
import { OrgError } from '../../../execution/errors.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexTime, Decimal, SObjectRecord } from '../../../values/index.ts';
import { ApexList } from '../collections/list.ts';
import type { ApexMap } from '../collections/map.ts';
import { TypeException, raise, standardExceptions } from '../exceptions.ts';
import { missing, standardClass } from '../missing.ts';
import { required } from './numbers.ts';

const flowException = (message: string): unknown => raise(standardExceptions.get('flowexception')!, message);

/** Flow.Interview: one run of an autolaunched flow. `new Flow.Interview.My_Flow(inputs)` is compiled to `createInterview`. */
export class FlowInterview {
  readonly #name: string;
  readonly #inputs: Readonly<Record<string, unknown>>;
  readonly #elementTypes: Readonly<Record<string, string>>;
  #outputs: Readonly<Record<string, unknown>> | undefined;

  /** (name), (name, inputs), (namespace, name, inputs). A flow that is not there or not active is a TypeException. */
  static createinterview(...args: readonly unknown[]): FlowInterview {
    const [namespace, name, inputs] = (args.length === 3 ? args : [null, ...args]) as [string | null, string, ApexMap | null | undefined];
    if (namespace !== null && namespace !== '') missing('Flow.Interview of a namespace');
    const flow = current().flows?.describe(required(name));
    if (flow === undefined) throw raise(TypeException, `Invalid type: Flow.Interview.${name}`);
    return new FlowInterview(flow, inputs ?? null);
  }

  constructor(flow: { readonly name: string; readonly elementTypes: Readonly<Record<string, string>> }, inputs: ApexMap | null) {
    this.#name = flow.name;
    this.#elementTypes = flow.elementTypes;
    this.#inputs = Object.fromEntries(inputs === null ? [] : [...inputs.entries()].map(([key, value]) => [String(key), value]));
  }

  start(): void {
    if (this.#outputs !== undefined) throw flowException('Interview already started');
    try {
      this.#outputs = current().flows!.start(this.#name, this.#inputs);
    } catch (error) {
      // The fault of a flow goes by its name: flows are a stage above this one. Limits, gaps and Apex's own exceptions pass.
      if (error instanceof OrgError || (error instanceof Error && error.name === 'FlowFault')) throw flowException(error.message);
      throw error;
    }
  }

  /** Of an output variable; null for what the flow does not give out. */
  getvariablevalue(name: string): unknown {
    if (this.#outputs === undefined) throw flowException('Interview not started');
    const found = Object.keys(this.#outputs).find((key) => key.toLowerCase() === required(name).toLowerCase());
    return found === undefined ? null : this.#toApex(found, this.#outputs[found]);
  }

  #toApex(name: string, value: unknown): unknown {
    if (value === null || value === undefined) return null;
    if (Array.isArray(value)) return ApexList.of(`List<${this.#elementTypes[name] ?? 'Object'}>`, value.map((item: unknown) => this.#toApex(name, item)));
    if (typeof value !== 'object' || PLAIN.some((type) => value instanceof type)) return value;
    return missing('Flow.Interview.getVariableValue of an Apex-defined variable');
  }
}
standardClass('Flow.Interview', FlowInterview);

const PLAIN = [SObjectRecord, Decimal, ApexDate, ApexDatetime, ApexTime, ApexBlob];
