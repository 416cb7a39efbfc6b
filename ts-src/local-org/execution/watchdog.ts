import vm from 'node:vm';
import { LimitFailure } from './errors.ts';

interface Box {
  work: (() => unknown) | undefined;
}

const box: Box = vm.createContext({ work: undefined }) as unknown as Box;
const call = new vm.Script('work()');

/**
 * Runs `work` and stops it, wherever it is, when it takes longer: an endless loop in Apex cannot hang the org, and loops carry
 * no counters. After a stop no `finally` between here and the loop has run: the caller drops the whole transaction.
 * @throws LimitFailure Apex CPU time limit exceeded
 */
export function withinTime<T>(milliseconds: number, work: () => T): T {
  const outer = box.work;
  box.work = work;
  try {
    return call.runInContext(box, { timeout: milliseconds }) as T;
  } catch (error) {
    if ((error as { code?: string } | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new LimitFailure('Apex CPU time limit exceeded');
    throw error;
  } finally {
    box.work = outer;
  }
}
