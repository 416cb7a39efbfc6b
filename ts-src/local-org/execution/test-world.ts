import { apexFrames } from '../apex/runtime/index.ts';
import type { CompiledUnit } from '../apex/load/index.ts';
import type { TransactionView } from '../data/index.ts';
import { AUTOMATED_PROCESS, setupIds } from '../security/index.ts';
import type { CodeUnit, TestClass, TestWorld } from '../testing/index.ts';
import type { ApexDatetime } from '../values/index.ts';
import { within } from './context.ts';
import type { DeferredJob, TestControl } from './context.ts';
import { NO_LOG } from './debug-log.ts';
import { OrgError } from './errors.ts';
import { TransactionLimits, limitRules } from './limits.ts';
import { OrgContext } from './org-context.ts';
import type { WaitingJob } from './org-context.ts';
import type { OrgCore } from './org-core.ts';
import type { Program } from './program.ts';

/** Classes with test methods, in the order of the units. */
export function testClasses(units: readonly CompiledUnit[]): TestClass[] {
  return units.flatMap((unit) => {
    const meta = unit.kind === 'class' ? unit.meta[unit.name.toLowerCase()] : undefined;
    if (!meta?.isTest) return [];
    const named = (name: string): string[] => meta.methods.filter((method) => method.static && method.annotations.some((each) => each.name === name)).map((method) => method.name);
    const methods = named('istest');
    return methods.length === 0 ? [] : [{ name: meta.name, setup: named('testsetup'), methods }];
  });
}

/** Classes and triggers that count for coverage. */
export function codeUnits(units: readonly CompiledUnit[]): ReadonlyMap<string, CodeUnit> {
  const code = units.filter((unit) => unit.kind === 'trigger' || unit.meta[unit.name.toLowerCase()]?.isTest !== true);
  return new Map(
    code.map((unit) => {
      const statements = new Map([...unit.statements].sort((a, b) => a[0] - b[0]));
      return [unit.fileName, { file: unit.fileName, name: unit.name, type: unit.kind === 'trigger' ? 'ApexTrigger' : 'ApexClass', statements }];
    }),
  );
}

export interface ApexTestWorldOptions {
  readonly core: OrgCore;
  readonly program: Program;
  readonly units: readonly CompiledUnit[];
}

/**
 * Tests over a database of their own. One database transaction spans the whole run; every method is undone by a mark, so nothing
 * is ever committed.
 */
export class ApexTestWorld implements TestWorld {
  readonly code: ReadonlyMap<string, CodeUnit>;
  readonly #core: OrgCore;
  readonly #program: Program;
  readonly #data;
  #context: OrgContext | undefined;

  constructor(options: ApexTestWorldOptions) {
    this.#core = options.core;
    this.#program = options.program;
    this.code = codeUnits(options.units);
    this.#data = this.#core.engine.begin(this.#view());
  }

  /** The data engine sees the method that runs now. */
  #view(): TransactionView {
    const running = (): OrgContext => {
      if (!this.#context) throw new Error('No test method is running');
      return this.#context;
    };
    return {
      get user() { return running().user; },
      get limits() { return running().limits; },
      get clock() { return running().clock; },
      get sharing() { return running().sharing; },
    };
  }

  mark(): { rollback(): void } {
    const mark = this.#data.mark();
    return {
      rollback: () => {
        mark.rollback();
        mark.release();
      },
    };
  }

  call(userId: string, className: string, method: string): void {
    const meta = this.#program.code.meta(className);
    const found = meta?.methods.find((each) => each.name.toLowerCase() === method.toLowerCase() && each.parameters.length === 0);
    if (!meta || !found) throw new OrgError('INVALID_INPUT', `${className} has no test method ${method}`);
    const limits = new TransactionLimits('synchronous');
    const context = new OrgContext(this.#core, { userId, limits, log: NO_LOG, sharing: 'without', test: (own) => new MethodControl(own, this.#program, this.#core, [...found.annotations, ...meta.annotations].some((each) => each.name === 'istest' && each.parameters.seealldata === 'true')) });
    context.attach(this.#data);
    this.#context = context;
    // A method that was stopped by the watchdog has left these as they were.
    this.#data.depth = 0;
    this.#data.inBefore.clear();
    try {
      within(context, () => this.#data.isolated(() => this.#program.enter(context, () => this.#program.callStatic(meta.name, found.key))));
    } finally {
      this.#context = undefined;
    }
  }

  close(): void {
    if (this.#data.isOpen) this.#data.rollback();
    this.#core.close();
  }
}

/** `Test.startTest` and its kin for one method. */
class MethodControl implements TestControl {
  readonly #context: OrgContext;
  readonly #program: Program;
  readonly #core: OrgCore;
  readonly seeAllData: boolean;
  #started = false;
  #stopped = false;

  constructor(context: OrgContext, program: Program, core: OrgCore, seeAllData: boolean) {
    this.seeAllData = seeAllData;
    this.#context = context;
    this.#program = program;
    this.#core = core;
  }

  startTest(): void {
    if (this.#started) throw new OrgError('INVALID_OPERATION', 'Testing already started');
    this.#started = true;
    this.#context.limits.push();
  }

  stopTest(): void {
    if (!this.#started || this.#stopped) throw new OrgError('INVALID_OPERATION', this.#stopped ? 'Testing already stopped' : 'Testing not started');
    this.#stopped = true;
    this.#runJobs(() => true);
    this.#context.limits.pop();
  }

  deliverEvents(): void {
    this.#runJobs((kind) => kind === 'platformEvent');
  }

  failEvents(): void {
    // Deliveries carry the name of their object; jobs that tell a publisher carry that of a class.
    this.#context.takeJobs((job) => job.kind === 'platformEvent' && job.name.endsWith('__e'));
    this.deliverEvents();
  }

  setCreatedDate(id: string, created: ApexDatetime): void {
    this.#context.data.setCreatedDate(id, created);
  }

  /** Jobs and what they enqueue, each with asynchronous limits; the depth of chains is the runtime's to limit. */
  #runJobs(wanted: (kind: string) => boolean): void {
    for (let jobs = this.#context.takeJobs((job) => wanted(job.kind)); jobs.length > 0; jobs = this.#context.takeJobs((job) => wanted(job.kind))) {
      for (const job of jobs) this.#runJob(job);
    }
  }

  /** A job that fails is undone; the test is told when its finalizer has run. */
  #runJob(waiting: WaitingJob): void {
    const { userId, job } = waiting;
    const { book } = this.#core;
    const asJob = (kind: DeferredJob['kind'], work: () => void): void => {
      this.#context.limits.push(limitRules(kind));
      try {
        this.#context.atomic(() => this.#context.data.isolated(() => this.#context.asUser(kind === 'platformEvent' ? setupIds.user(AUTOMATED_PROCESS) : userId, () => this.#program.enter(this.#context, work))));
      } finally {
        this.#context.limits.pop();
      }
    };
    if (!book.mayRun(waiting)) return;
    let failure: unknown;
    book.started(waiting);
    // stopTest runs scheduled jobs ahead of their time, which leaves their triggers as they are.
    if (job.kind !== 'scheduled') book.begun(waiting);
    try {
      asJob(job.kind, job.run);
    } catch (error) {
      failure = error;
    }
    book.ended(waiting, failure);
    const next = job.afterwards?.(failure);
    if (next) asJob('finalizer', next.run);
    // What a scheduled job has enqueued stays in the queue.
    if (job.kind === 'scheduled') this.#context.takeJobs(({ kind }) => kind === 'queueable' || kind === 'batch' || kind === 'future');
    if (failure !== undefined) throw failure;
  }
}

/** The Apex line that runs now: for the debug log. */
export function currentLine(): number {
  return apexFrames(new Error('line').stack)[0]?.line ?? 0;
}
