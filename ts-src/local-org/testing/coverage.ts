import { Session } from 'node:inspector';
import type { Profiler } from 'node:inspector';

/** A script of the program: generated JavaScript whose lines are Apex lines. */
export interface CoverableScript {
  /** File name the script was compiled under. */
  readonly file: string;
  /** Executable lines (1-based, ascending) and the offset in the script where the first statement of each starts. */
  readonly statements: ReadonlyMap<number, number>;
}

/**
 * Line coverage from V8's own block counters: nothing is instrumented. Scripts must be compiled after `start`, or V8 counts
 * whole functions only: they must not come from a code cache nor, text for text, from V8's compilation cache. The counters belong to the process: recorders share them, so take before and after what you measure.
 */
export class CoverageRecorder {
  static #running = 0;
  readonly #session = new Session();

  start(): void {
    this.#session.connect();
    this.#post('Profiler.enable');
    if (CoverageRecorder.#running++ === 0) this.#post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Lines that ran since the last call, by script file. */
  take(scripts: ReadonlyMap<string, CoverableScript>): Map<string, Set<number>> {
    const covered = new Map<string, Set<number>>();
    const taken = this.#post('Profiler.takePreciseCoverage') as Profiler.TakePreciseCoverageReturnType;
    for (const { url, functions } of taken.result) {
      const script = scripts.get(url);
      if (!script) continue;
      const lines = covered.get(url) ?? new Set<number>();
      covered.set(url, lines);
      addCoveredLines(lines, script, functions);
    }
    return covered;
  }

  stop(): void {
    if (--CoverageRecorder.#running === 0) {
      this.#post('Profiler.stopPreciseCoverage');
      this.#post('Profiler.disable');
    }
    this.#session.disconnect();
  }

  /** Within one process the answer is there when the call returns. */
  #post(method: string, params: object = {}): unknown {
    let answer: unknown;
    let failure: Error | null = null;
    this.#session.post(method, params, (error: Error | null, result?: unknown) => {
      failure = error;
      answer = result;
    });
    if (failure) throw failure as Error;
    return answer;
  }
}

/** A line has run when its first statement lies in a block that ran. */
function addCoveredLines(lines: Set<number>, script: CoverableScript, functions: readonly Profiler.FunctionCoverage[]): void {
  for (const { ranges } of functions) {
    const outer = ranges[0]!;
    if (outer.count === 0) continue;
    for (const [line, offset] of script.statements) {
      if (offset >= outer.startOffset && offset < outer.endOffset && !lines.has(line) && countAt(offset, functions) > 0) lines.add(line);
    }
  }
}

/** Functions and their blocks nest: the smallest range around an offset decides. */
function countAt(offset: number, functions: readonly Profiler.FunctionCoverage[]): number {
  let smallest = Infinity;
  let count = 0;
  for (const { ranges } of functions) {
    for (const range of ranges) {
      const size = range.endOffset - range.startOffset;
      if (offset < range.startOffset || offset >= range.endOffset || size > smallest) continue;
      smallest = size;
      count = range.count;
    }
  }
  return count;
}
