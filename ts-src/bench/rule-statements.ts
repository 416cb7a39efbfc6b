import { spawnSync } from 'node:child_process';
import { Session } from 'node:inspector';
import type { Profiler } from 'node:inspector';
import path from 'node:path';
import { openLocalOrg } from '../local-org/index.ts';
import { testHost } from '../local-org/test-host.ts';
import type { CodeUnit } from '../local-org/testing/index.ts';

export interface RuleStatementFigures {
  /** Executed Apex statements of one transaction with one valuation: mostly the reading of program and pack. */
  readonly statementsPer1Valuation: number;
  /** Of one with 200. Goal: at most 1,000,000, a tenth of what fits into 10 s at one microsecond each. */
  readonly statementsPer200Valuations: number;
}

const CHILD = 'count-rule-statements';
const root = path.resolve(import.meta.dirname, '../..');

/** Counted in a process of its own: the counters belong to the process, and others read them too. */
export function benchRuleStatements(): RuleStatementFigures {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--no-warnings', import.meta.filename, CHILD], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as RuleStatementFigures;
}

function countStatements(): RuleStatementFigures {
  const org = openLocalOrg({ projectDir: root });
  const userId = org.persona('admin')!.userId;
  org.close();
  const counters = new BlockCounters();
  const world = testHost({ projectDir: root }).openWorld();
  const statementsOf = (method: string): number => {
    const mark = world.mark();
    counters.take();
    world.call(userId, 'RuleLoadTest', method);
    const total = counters.statementsIn(world.code);
    mark.rollback();
    return total;
  };
  return { statementsPer1Valuation: statementsOf('oneValuation'), statementsPer200Valuations: statementsOf('twoHundredValuationsCostTheQueriesOfOne') };
}

/** V8's block counters of what is compiled from here on. A statement counts as often as the block runs that it stands in. */
class BlockCounters {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
    this.#post('Profiler.enable');
    this.#post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** What ran since the last call. */
  take(): readonly Profiler.ScriptCoverage[] {
    return (this.#post('Profiler.takePreciseCoverage') as Profiler.TakePreciseCoverageReturnType).result;
  }

  /** Executed statements, the first of each line, of all classes that are no tests. */
  statementsIn(code: ReadonlyMap<string, CodeUnit>): number {
    let total = 0;
    for (const { url, functions } of this.take()) {
      const blocks = functions.flatMap(({ ranges }) => ranges);
      for (const offset of code.get(url)?.statements.values() ?? []) {
        const around = blocks.filter(({ startOffset, endOffset }) => startOffset <= offset && offset < endOffset);
        total += around.reduce((inner, block) => (block.endOffset - block.startOffset <= inner.endOffset - inner.startOffset ? block : inner), { startOffset: 0, endOffset: Infinity, count: 0 }).count;
      }
    }
    return total;
  }

  #post(method: string, params: object = {}): unknown {
    let answer: unknown;
    this.#session.post(method, params, (error: Error | null, result?: unknown) => {
      if (error) throw error;
      answer = result;
    });
    return answer;
  }
}

if (process.argv[2] === CHILD) {
  process.stdout.write(JSON.stringify(countStatements()));
  process.exit(0);
}
