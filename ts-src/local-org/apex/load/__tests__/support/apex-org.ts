import { within } from '../../../../execution/context.ts';
import type { ExecutionContext, TestControl } from '../../../../execution/context.ts';
// eslint-disable-next-line no-restricted-imports -- tests run compiled code over the real data engine
import type { Automation, TriggerBatch } from '../../../../data/index.ts';
// eslint-disable-next-line no-restricted-imports -- tests run compiled code over the real data engine
import { TestOrg } from '../../../../data/__tests__/support/org.ts';
import { ApexCode, ApexCompiler } from '../../../index.ts';
import type { ApexSourceFile, CompiledUnit, CompileError } from '../../../index.ts';
import { createRuntime, textOf } from '../../../runtime/index.ts';
import type { Runtime } from '../../../runtime/index.ts';

const CLASS_NAME = /\b(?:class|interface|enum)\s+(\w+)/i;
const TRIGGER_NAME = /\btrigger\s+(\w+)/i;

export function sourceFile(body: string, apiVersion = 65): ApexSourceFile {
  const isTrigger = /^\s*trigger\b/i.test(body);
  const name = (isTrigger ? TRIGGER_NAME : CLASS_NAME).exec(body)?.[1] ?? 'Unknown';
  return { kind: isTrigger ? 'trigger' : 'class', name, fileName: `${name}.${isTrigger ? 'trigger' : 'cls'}`, body, apiVersion };
}

/** Apex that runs against an org in memory (the data engine's test schema: Account, Contact, twins…). */
export class ApexOrg {
  readonly data: TestOrg;
  readonly compiler: ApexCompiler;
  readonly code: ApexCode;
  readonly runtime: Runtime;
  readonly log: string[] = [];
  /** What each query so far ran with. */
  readonly sharingOfQueries: string[] = [];
  private readonly context: ExecutionContext;

  constructor(...bodies: readonly string[]) {
    const triggers = (): readonly CompiledUnit[] => this.code.triggers;
    const automation: Automation = {
      hasTriggers: (object, phase, operation) => triggers().some((unit) => matches(unit, object.name, phase, operation)),
      runTriggers: (batch) => this.runTriggers(batch),
    };
    this.data = new TestOrg({ automation });
    this.compiler = new ApexCompiler({ schema: this.data.schema });
    const result = this.compiler.compile(bodies.map((body) => sourceFile(body)));
    if (result.errors.length > 0) throw new Error(result.errors.map(errorText).join('\n'));
    this.code = new ApexCode(result.units);
    this.runtime = createRuntime({ load: (name) => this.code.load(name), meta: (name) => this.code.meta(name), locate: (file, line) => this.code.locate(file, line) });
    this.code.attach(this.runtime);
    this.context = this.newContext();
  }

  private newContext(): ExecutionContext {
    const { data, log } = this;
    const transaction = data.data;
    return {
      schema: data.schema, user: data.view.user, limits: data.limits, clock: data.view.clock, isTest: false, test: undefined as TestControl | undefined, sharing: 'with', state: new Map(),
      resources: { label: (name: string) => `label ${name}`, staticResource: () => undefined, customMetadata: () => [] },
      query: (query, options) => {
        this.sharingOfQueries.push(options.sharing === 'inherit' ? this.context.sharing : options.sharing);
        return transaction.query(query, options);
      },
      search: (query, options) => transaction.search(query, options),
      dml: (request) => transaction.dml(request),
      emptyRecycleBin: (ids) => transaction.emptyRecycleBin(ids),
      savepoint: () => transaction.savepoint(),
      atomic: (work) => transaction.atomic(work),
      enqueue: () => '707000000000001AAA',
      schedule: () => '08e000000000001AAA',
      jobs: { scheduled: () => 0, holding: () => 0, abort: () => false, divided: () => undefined },
      kept: new Map<string, string>(),
      sendEmail: () => undefined,
      runAs: (_id, work) => work(),
      log: (_level, message) => log.push(message()),
    } as ExecutionContext;
  }

  private runTriggers(batch: TriggerBatch): void {
    const { object, phase, operation, newRecords, oldRecords } = batch;
    for (const unit of this.code.triggers) {
      if (!matches(unit, object.name, phase, operation)) continue;
      this.runtime.runTrigger(unit.name, { object: object.name, phase, operation, newRecords, oldRecords }, () => this.code.runScript(unit));
    }
  }

  /** Calls a static method by the name it has in Apex (no overloads). */
  call(className: string, method: string, ...args: readonly unknown[]): unknown {
    return within(this.context, () => {
      const meta = this.code.meta(className)!.methods.find((candidate) => candidate.name.toLowerCase() === method.toLowerCase() && candidate.parameters.length === args.length);
      if (meta === undefined) throw new Error(`No method ${className}.${method} with ${args.length} parameters`);
      return (this.code.load(className) as Record<string, (...all: unknown[]) => unknown>)[meta.key]!(...args);
    });
  }

  within<T>(work: () => T): T {
    return within(this.context, work);
  }

  anonymous(body: string): void {
    const result = this.compiler.compileAnonymous(body, 65);
    if (result.errors.length > 0) throw new Error(result.errors.map(errorText).join('\n'));
    within(this.context, () => this.code.runScript(result.units[0]!));
  }

  close(): void {
    this.data.close();
  }
}

function matches(unit: CompiledUnit, object: string, phase: string, operation: string): boolean {
  return unit.trigger?.object.toLowerCase() === object.toLowerCase() && unit.trigger.events.some((event) => event.timing === phase && event.operation === operation);
}

export const errorText = (error: CompileError): string => `${error.fileName}:${error.line}:${error.column} ${error.message}`;

let count = 0;

/** Runs statements as the body of a static method that returns an Object, and shows the result as Apex text. */
export function evaluate(statements: string, members = ''): string {
  const name = `Evaluated${++count}`;
  const org = new ApexOrg(`public class ${name} {\n${members}\npublic static Object run() {\n${statements}\n}\n}`);
  try {
    const result = org.call(name, 'run');
    return org.within(() => textOf(result as never));
  } finally {
    org.close();
  }
}

/** Compile errors of a class, as `line:column message`. */
export function errorsOf(...bodies: readonly string[]): string[] {
  const org = new TestOrg();
  const result = new ApexCompiler({ schema: org.schema }).compile(bodies.map((body) => sourceFile(body)));
  org.close();
  return result.errors.map((error) => `${error.line}:${error.column} ${error.message}`);
}
