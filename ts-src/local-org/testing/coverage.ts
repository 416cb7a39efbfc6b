import { Session } from 'node:inspector';
import type { Profiler } from 'node:inspector';

/** A script of the program: generated JavaScript whose lines are Apex lines. */
export interface CoverableScript {
  /** File name the script was compiled under. */
  readonly file: string;
  /** Generated text. */
  readonly code: string;
  /** 1-based lines that can be executed, ascending. */
  readonly executableLines: readonly number[];
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

/** A line has run when some name or number on it lies in a block that ran. */
function addCoveredLines(lines: Set<number>, script: CoverableScript, functions: readonly Profiler.FunctionCoverage[]): void {
  const { starts, words } = layoutOf(script);
  for (const { ranges } of functions) {
    const outer = ranges[0]!;
    if (outer.count === 0) continue;
    const skipped = ranges.slice(1);
    for (const line of script.executableLines) {
      const from = starts[line - 1];
      const to = starts[line];
      if (from === undefined || to === undefined || to <= outer.startOffset || from >= outer.endOffset || lines.has(line)) continue;
      if ((words[line - 1] ?? []).some((offset) => countAt(offset, outer, skipped) > 0)) lines.add(line);
    }
  }
}

/** Ranges nest: the innermost one around an offset decides. */
function countAt(offset: number, outer: Profiler.CoverageRange, inner: readonly Profiler.CoverageRange[]): number {
  if (offset < outer.startOffset || offset >= outer.endOffset) return 0;
  let { count } = outer;
  for (const range of inner) if (offset >= range.startOffset && offset < range.endOffset) count = range.count;
  return count;
}

interface ScriptLayout {
  /** Offset of each line's first character, and of the end. */
  readonly starts: readonly number[];
  /** Per line, the offsets where words begin. */
  readonly words: readonly (readonly number[])[];
}

const layouts = new WeakMap<CoverableScript, ScriptLayout>();

function layoutOf(script: CoverableScript): ScriptLayout {
  let layout = layouts.get(script);
  if (!layout) {
    const lines = script.code.split('\n');
    const starts: number[] = [];
    let at = 0;
    for (const line of lines) {
      starts.push(at);
      at += line.length + 1;
    }
    starts.push(at);
    const words = lines.map((line, index) => [...line.matchAll(/[\w$]+/g)].filter(({ 0: word }) => !KEYWORDS.has(word)).map((match) => starts[index]! + match.index));
    layouts.set(script, (layout = { starts, words }));
  }
  return layout;
}

/** Words that stand outside the block they begin. */
const KEYWORDS = new Set(['else', 'catch', 'finally', 'do']);
