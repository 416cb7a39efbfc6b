/** Coverage: which Apex lines can run, and which did, from V8's precise coverage of a generated script. */
import type { CompiledUnit } from './compiler.ts';

/** A range of `Profiler.takePreciseCoverage`: offsets in the script. */
export interface CoverageRange {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

export interface CoveredLines {
  readonly covered: readonly number[];
  readonly uncovered: readonly number[];
}

/** 1-based lines with an executable statement, ascending. */
export function executableLines(unit: CompiledUnit): number[] {
  return unit.statements.map(([line]) => line).sort((a, b) => a - b);
}

/** Lines by whether the innermost range around their first statement was run. Without ranges nothing was. */
export function coveredLines(unit: CompiledUnit, functions: readonly { readonly ranges: readonly CoverageRange[] }[]): CoveredLines {
  const ranges = functions.flatMap((one) => one.ranges);
  const covered: number[] = [];
  const uncovered: number[] = [];
  for (const [line, offset] of [...unit.statements].sort((a, b) => a[0] - b[0])) {
    let best: CoverageRange | undefined;
    for (const range of ranges) {
      if (range.startOffset <= offset && offset < range.endOffset && (best === undefined || range.endOffset - range.startOffset <= best.endOffset - best.startOffset)) best = range;
    }
    (best !== undefined && best.count > 0 ? covered : uncovered).push(line);
  }
  return { covered, uncovered };
}
