import type { Worker } from 'node:worker_threads';
import type { LineCoverage } from '../execution/apex-tests.ts';
import { Run } from './run.ts';
import type { TestOrder, TestProgress } from './run.ts';
import type { TestHost } from './world.ts';

/** Where test runs take place. One run at a time. */
export interface TestExecutor {
  /** Resolves when the last progress was told. */
  execute(order: TestOrder, tell: (progress: TestProgress) => void): Promise<void>;
  /** Ends the run in progress after the method that runs now. */
  abort(): void;
  close(): void;
}

/** On the caller's own thread, a method a turn. */
export function localExecutor(host: TestHost): TestExecutor {
  let running: Run | undefined;
  return {
    async execute(order, tell) {
      running = new Run(host, order);
      for (const progress of running.steps()) {
        tell(progress);
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
      running = undefined;
    },
    abort: () => running?.abort(),
    close: () => running?.abort(),
  };
}

/** From the org to its test thread. */
export type TestCommand = { readonly kind: 'run'; readonly order: TestOrder } | { readonly kind: 'abort' };
/** And back. */
export type TestReport = { readonly kind: 'progress'; readonly progress: TestProgress } | { readonly kind: 'end' } | { readonly kind: 'failed'; readonly reason: string };

/**
 * On a thread of its own, with its own program and V8 counters: requests are served while tests run, whatever these do.
 * The thread starts with the first run and stays for the next.
 */
export function threadExecutor(start: () => Worker): TestExecutor {
  let worker: Worker | undefined;
  return {
    execute(order, tell) {
      const thread = (worker ??= start());
      return new Promise((resolve) => {
        const finish = (reason: string | undefined): void => {
          thread.off('message', onReport).off('error', onError).off('exit', onExit);
          thread.unref();
          if (reason !== undefined) tell(failedProgress(order, reason));
          resolve();
        };
        const onReport = (report: TestReport): void => {
          if (report.kind === 'progress') tell(report.progress);
          else finish(report.kind === 'failed' ? report.reason : undefined);
        };
        const onError = (error: Error): void => {
          worker = undefined;
          finish(error.message);
        };
        const onExit = (code: number): void => {
          worker = undefined;
          finish(`The test thread ended with code ${code}`);
        };
        thread.on('message', onReport).on('error', onError).on('exit', onExit);
        thread.ref();
        thread.postMessage({ kind: 'run', order } satisfies TestCommand);
      });
    },
    abort: () => worker?.postMessage({ kind: 'abort' } satisfies TestCommand),
    close: () => void worker?.terminate(),
  };
}

/** Every method of the order with the reason why none could run. */
function failedProgress(order: TestOrder, reason: string): TestProgress & { readonly coverage: readonly LineCoverage[] } {
  return {
    status: 'Failed',
    classes: order.classes.map(() => ({ done: 0, status: 'Failed' })),
    results: order.classes.flatMap(({ name, methods }) => methods.map((methodName) => ({ className: name, methodName, outcome: 'CompileFail' as const, message: reason, stackTrace: null, time: 0, startedAt: 0, isTestSetup: false }))),
    methodCoverage: [],
    coverage: [],
  };
}
