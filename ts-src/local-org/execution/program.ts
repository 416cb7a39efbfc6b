import { ApexCode } from '../apex/load/index.ts';
import type { CompiledUnit } from '../apex/load/index.ts';
import { createRuntime, toApexException } from '../apex/runtime/index.ts';
import type { ApexException, Runtime } from '../apex/runtime/index.ts';
import type { TriggerBatch, TriggerOperation, TriggerPhase } from '../data/index.ts';
import type { SObjectDef } from '../schema/model.ts';
import { current } from './context.ts';
import { ApexFailure, BrokenClassError, OrgError } from './errors.ts';
import type { OrgContext } from './org-context.ts';
import { withinTime } from './watchdog.ts';

/** Wall-clock time for each millisecond of CPU that Apex may use: the clock also counts the database and a busy machine. */
export const CPU_PATIENCE = 3;

export interface ProgramOptions {
  /** Why a class of the project has no unit, if that is so. */
  readonly problem?: (className: string) => string | undefined;
  /** Default `CPU_PATIENCE`. */
  readonly cpuPatience?: number;
}

/** Compiled units, loaded over a runtime of their own. */
export class Program {
  readonly code: ApexCode;
  readonly runtime: Runtime;
  readonly #patience: number;
  readonly #triggers = new Map<string, CompiledUnit[]>();

  constructor(units: readonly CompiledUnit[], options: ProgramOptions = {}) {
    this.#patience = options.cpuPatience ?? CPU_PATIENCE;
    const code = new ApexCode(units);
    this.code = code;
    this.runtime = createRuntime({
      load(name) {
        const loaded = code.load(name);
        const reason = loaded === undefined ? options.problem?.(name.split('.', 1)[0]!) : undefined;
        if (reason !== undefined) throw new BrokenClassError(name, reason);
        return loaded;
      },
      meta: (name) => code.meta(name),
      locate: (file, line) => code.locate(file, line),
    });
    this.code.attach(this.runtime);
    for (const unit of [...this.code.triggers].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      for (const { timing, operation } of unit.trigger!.events) {
        const key = triggerKey(unit.trigger!.object, timing, operation);
        this.#triggers.set(key, [...(this.#triggers.get(key) ?? []), unit]);
      }
    }
  }

  /**
   * Runs Apex: counts limits, stops it after its time, turns exceptions that leave it into `ApexFailure`. Apex inside Apex passes through.
   * @throws ApexFailure, LimitFailure, NotImplementedError
   */
  enter<T>(context: OrgContext, work: () => T): T {
    if (context.limits.apexRuns) return work();
    this.runtime.activate();
    try {
      return withinTime(context.limits.max('cpuTime') * this.#patience, () => context.limits.whileApexRuns(work));
    } catch (error) {
      throw failureOf(error);
    }
  }

  /** For `Automation.hasTriggers`. */
  hasTriggers(object: SObjectDef, phase: TriggerPhase, operation: TriggerOperation): boolean {
    return this.#triggers.has(triggerKey(object.name, phase, operation));
  }

  /** For `Automation.runTriggers`. */
  runTriggers(batch: TriggerBatch): void {
    const context = current() as OrgContext;
    const units = this.#triggers.get(triggerKey(batch.object.name, batch.phase, batch.operation)) ?? [];
    const sharing = context.sharing;
    context.sharing = 'without';
    try {
      for (const unit of units) this.#runTrigger(context, unit, batch);
    } finally {
      context.sharing = sharing;
    }
  }

  #runTrigger(context: OrgContext, unit: CompiledUnit, batch: TriggerBatch): void {
    const frame = { object: batch.object.name, phase: batch.phase, operation: batch.operation, newRecords: batch.newRecords, oldRecords: batch.oldRecords };
    try {
      this.enter(context, () => this.runtime.runTrigger(unit.name, frame, () => this.code.runScript(unit)));
    } catch (error) {
      // Fired by an API call, a limit is an error of its rows. Fired by Apex, it ends the transaction.
      if (error instanceof ApexFailure && error.typeName === 'System.LimitException') throw new OrgError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `${unit.name}: ${error.typeName}: ${error.message}`);
      throw error;
    }
  }

  /** Statements of an anonymous block. */
  runAnonymous(context: OrgContext, unit: CompiledUnit): void {
    this.enter(context, () => this.code.runScript(unit));
  }

  /** A static method by its JavaScript key. */
  callStatic(className: string, key: string, args: readonly unknown[] = []): unknown {
    const type = this.code.load(className) as Record<string, (...values: unknown[]) => unknown> | undefined;
    const method = type?.[key];
    if (!type || !method) throw new Error(`${className} has no method ${key}`);
    return method.apply(type, [...args]);
  }
}

const triggerKey = (object: string, phase: string, operation: string): string => `${object.toLowerCase()} ${phase} ${operation}`;

/** What leaves Apex: its exceptions as `ApexFailure`, everything else as it is. */
export function failureOf(error: unknown): unknown {
  const exception = toApexException(error);
  return exception === undefined ? error : apexFailure(exception);
}

function apexFailure(exception: ApexException): ApexFailure {
  const failure = new ApexFailure(exception.gettypename(), messageOf(exception), exception.getstacktracestring());
  failure.cause = exception;
  return failure;
}

function messageOf(exception: ApexException): string {
  const shown = (exception as { clientMessage?: string | null }).clientMessage;
  return shown ?? exception.getmessage() ?? '';
}
