import { current } from '../../../execution/context.ts';
import { ApexList } from '../collections/list.ts';
import { ApexMap } from '../collections/map.ts';
import { ApexException, IllegalArgumentException, raise } from '../exceptions.ts';
import { missing, standardClass } from '../missing.ts';
import { FlowInterview } from './flow.ts';
import { required } from './numbers.ts';

/** Invocable.Action.Error */
export class InvocableError {
  readonly $code: string | null;
  readonly $message: string | null;

  constructor(code: string | null, message: string | null) {
    this.$code = code;
    this.$message = message;
  }

  /** What JSON shows. */
  get $fields(): Record<string, unknown> {
    return { code: this.$code, message: this.$message };
  }

  getcode(): string | null {
    return this.$code;
  }

  getmessage(): string | null {
    return this.$message;
  }
}
standardClass('Invocable.Action.Error', InvocableError);

/** Invocable.Action.Result: what one invocation gave. */
export class InvocableResult {
  readonly $success: boolean;
  readonly $errors: ApexList;
  readonly $outputs: ApexMap;
  readonly $parameters: ApexMap;
  readonly $action: InvocableAction | null;

  constructor(told: { readonly success: boolean; readonly errors?: ApexList | undefined; readonly outputs?: ApexMap | undefined; readonly parameters?: ApexMap; readonly action?: InvocableAction }) {
    this.$success = told.success;
    this.$errors = told.errors ?? ApexList.of('List<Invocable.Action.Error>', []);
    this.$outputs = told.outputs ?? ApexMap.of('Map<String,Object>', []);
    this.$parameters = told.parameters ?? ApexMap.of('Map<String,Object>', []);
    this.$action = told.action ?? null;
  }

  issuccess(): boolean {
    return this.$success;
  }

  geterrors(): ApexList {
    return this.$errors;
  }

  getoutputparameters(): ApexMap {
    return this.$outputs;
  }

  getinvocationparameters(): ApexMap {
    return this.$parameters;
  }

  getaction(): InvocableAction | null {
    return this.$action;
  }
}
standardClass('Invocable.Action.Result', InvocableResult);

/** Invocable.Action: autolaunched flows from Apex, an invocation a row. Apex and standard actions are not there yet. */
export class InvocableAction {
  readonly #type: string;
  readonly #namespace: string | null;
  readonly #name: string;
  #invocations: ApexMap[] = [];

  static createcustomaction(type: string, first: string, second?: string): InvocableAction {
    return new InvocableAction(required(type), second === undefined ? null : first, required(second ?? first));
  }

  static createstandardaction(name: string): never {
    return missing(`Invocable.Action.createStandardAction of ${name}`);
  }

  constructor(type: string, namespace: string | null, name: string) {
    if (!['flow', 'apex'].includes(type.toLowerCase())) throw raise(IllegalArgumentException, `Invalid action type: ${type}`);
    this.#type = type;
    this.#namespace = namespace;
    this.#name = name;
  }

  /** Of the invocation added last; the first needs no adding. */
  setinvocationparameter(name: string, value: unknown): this {
    if (this.#invocations.length === 0) this.addinvocation();
    this.#invocations.at(-1)!.put(required(name), value);
    return this;
  }

  addinvocation(): this {
    this.#invocations.push(ApexMap.of('Map<String,Object>', []));
    return this;
  }

  setinvocations(invocations: ApexList): this {
    this.#invocations = [...(required(invocations).items as ApexMap[])];
    return this;
  }

  clearinvocations(): this {
    this.#invocations = [];
    return this;
  }

  getname(): string {
    return this.#name;
  }

  getnamespace(): string | null {
    return this.#namespace;
  }

  gettype(): string {
    return this.#type;
  }

  isstandard(): boolean {
    return false;
  }

  invoke(): ApexList {
    if (this.#type.toLowerCase() !== 'flow') missing('Invocable.Action.invoke of an Apex action');
    return ApexList.of('List<Invocable.Action.Result>', this.#invocations.map((parameters) => this.#run(parameters)));
  }

  #failed(parameters: ApexMap, message: string | null): InvocableResult {
    return new InvocableResult({ success: false, errors: ApexList.of('List<Invocable.Action.Error>', [new InvocableError('UNKNOWN_EXCEPTION', message)]), parameters, action: this });
  }

  #run(parameters: ApexMap): InvocableResult {
    const flow = current().flows?.describe(this.#name);
    if (flow === undefined) return this.#failed(parameters, `The action "${this.#name}" of type "${this.#type}" doesn't exist.`);
    const interview = new FlowInterview(flow, parameters);
    try {
      interview.start();
    } catch (error) {
      if (!(error instanceof ApexException)) throw error;
      return this.#failed(parameters, error.getmessage());
    }
    const outputs = ApexMap.of('Map<String,Object>', flow.outputs.map((name): [unknown, unknown] => [name, interview.getvariablevalue(name)]));
    return new InvocableResult({ success: true, outputs, parameters, action: this });
  }
}
standardClass('Invocable.Action', InvocableAction);
