import type { ApexCompiler } from '../apex/load/index.ts';
import type { Clock } from './context.ts';
import { TextLog } from './debug-log.ts';
import { ApexFailure, BrokenClassError, LimitFailure, NotImplementedError } from './errors.ts';
import type { AnonymousResult } from './local-org.ts';
import type { Program } from './program.ts';
import { currentLine } from './test-world.ts';
import type { Transactions } from './transactions.ts';

export interface AnonymousHost {
  /** Holds the classes of the project. */
  readonly compiler: ApexCompiler;
  readonly program: Program;
  readonly transactions: Transactions;
  readonly clock: Clock;
  /** `65.0` */
  readonly apiVersion: string;
}

/** Compiles a block of Apex and runs it as one transaction of that user. */
export function runAnonymous(host: AnonymousHost, userId: string, source: string): AnonymousResult {
  const { units, errors } = host.compiler.compileAnonymous(source, Number(host.apiVersion));
  const [unit] = units;
  const log = new TextLog(() => host.clock.now(), currentLine);
  const header = [`${host.apiVersion} APEX_CODE,DEBUG`, ...source.split('\n').map((line) => `Execute Anonymous: ${line}`)];
  const result = { compiled: true, success: true, line: -1, column: -1, compileProblem: null, exceptionMessage: null, exceptionStackTrace: null };
  if (!unit) {
    const [error] = errors;
    return { ...result, compiled: false, success: false, line: error?.line ?? -1, column: error?.column ?? -1, compileProblem: error?.message ?? 'The block did not compile', debugLog: '' };
  }
  log.event('EXECUTION_STARTED');
  try {
    host.transactions.run(userId, (context) => host.program.runAnonymous(context, unit), log);
  } catch (error) {
    const failure = anonymousFailure(error);
    log.event('FATAL_ERROR', failure.exceptionMessage);
    return { ...result, ...failure, success: false, debugLog: log.text(header) };
  }
  log.event('EXECUTION_FINISHED');
  return { ...result, debugLog: log.text(header) };
}

function anonymousFailure(error: unknown): { readonly exceptionMessage: string; readonly exceptionStackTrace: string; readonly line: number; readonly column: number } {
  if (error instanceof ApexFailure) {
    const line = Number(/AnonymousBlock: line (\d+)/.exec(error.stackTrace)?.[1] ?? -1);
    return { exceptionMessage: `${error.typeName}: ${error.message}`, exceptionStackTrace: error.stackTrace, line, column: line < 0 ? -1 : 1 };
  }
  if (error instanceof LimitFailure) return { exceptionMessage: `System.LimitException: ${error.message}`, exceptionStackTrace: '', line: -1, column: -1 };
  if (error instanceof NotImplementedError || error instanceof BrokenClassError) return { exceptionMessage: error.message, exceptionStackTrace: '', line: -1, column: -1 };
  throw error;
}
