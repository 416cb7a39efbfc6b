import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLocalOrg } from '../../local-org/index.ts';
import type { OpenedOrg, TestRun } from '../../local-org/index.ts';
import { openWorkspace } from '../workspace.ts';
import { mutated, mutationsOf } from './places.ts';
import type { Mutation } from './places.ts';

/** A class with one change in it, and what its project's tests said of it. */
export interface Mutant extends Mutation {
  readonly className: string;
  /** `killed`: a test that passed without the change fails with it; `invalid`: it does not compile, and counts for nothing. */
  readonly outcome: 'killed' | 'survived' | 'invalid';
  /** The first test that failed. */
  readonly killedBy?: string;
}

export interface MutantReport {
  readonly project: string;
  /** False: it was interrupted. */
  readonly finished: boolean;
  /** Tests that passed without a change. */
  readonly tests: number;
  /** Places on lines that these tests run. */
  readonly places: number;
  readonly killed: number;
  readonly survived: number;
  readonly invalid: number;
  readonly mutants: readonly Mutant[];
}

interface Candidate extends Mutation {
  readonly className: string;
  readonly file: string;
  readonly body: string;
}

const TURN_MS = 5;

/**
 * Whether passing means something: changes covered code in `sample` places, one at a time, and runs the project's tests on each.
 * The folders are copied first; the same seed takes the same places.
 */
export class MutantRun {
  readonly #workspace;
  readonly #org: OpenedOrg;
  readonly #userId: string;
  readonly #sample: number;
  readonly #random: () => number;
  readonly #done: Mutant[] = [];
  #good = new Set<string>();
  #places = 0;
  #finished = false;

  constructor(folders: readonly string[], { sample, seed }: { readonly sample: number; readonly seed: number }) {
    this.#workspace = openWorkspace(folders, 'copy');
    this.#sample = sample;
    this.#random = randomFrom(seed);
    this.#org = openLocalOrg({ projectDir: this.#workspace.projectDir, cacheDir: path.join(this.#workspace.cacheDir, 'apex') });
    this.#userId = this.#org.persona(this.#org.personas[0] ?? '')?.userId ?? '';
  }

  /** @param tried told after each mutant */
  async finish(tried: (report: MutantReport) => void): Promise<void> {
    const baseline = await this.#org.tests.run({ tests: 'all', userId: this.#userId, coverage: true });
    this.#good = new Set(passed(baseline));
    const places = this.#candidates(baseline);
    this.#places = places.length;
    for (const candidate of shuffled(places, this.#random)) {
      if (this.#done.filter(({ outcome }) => outcome !== 'invalid').length >= this.#sample) break;
      this.#done.push(await this.#try(candidate));
      tried(this.report());
    }
    this.#finished = true;
  }

  #candidates({ coverage }: TestRun): Candidate[] {
    const covered = new Map(coverage.map(({ name, covered: lines }) => [name.toLowerCase(), new Set(lines)]));
    return this.#org.project.classes.flatMap(({ name, file, body }) => {
      const lines = covered.get(name.toLowerCase());
      if (!lines || lines.size === 0) return [];
      return mutationsOf(body).filter(({ line }) => lines.has(line)).map((mutation) => ({ ...mutation, className: name, file, body }));
    });
  }

  async #try({ file, body, ...candidate }: Candidate): Promise<Mutant> {
    const target = path.join(this.#workspace.projectDir, file);
    const original = readFileSync(target, 'utf8');
    writeFileSync(target, mutated(body, candidate));
    try {
      if (!this.#org.reload().applied) return { ...candidate, outcome: 'invalid' };
      const killedBy = await this.#firstFailure();
      return killedBy === undefined ? { ...candidate, outcome: 'survived' } : { ...candidate, outcome: 'killed', killedBy };
    } finally {
      writeFileSync(target, original);
      this.#org.reload();
    }
  }

  /** Of a test that passes without the change; the run ends there. */
  async #firstFailure(): Promise<string | undefined> {
    const run = this.#org.tests.start({ tests: 'all', userId: this.#userId, coverage: false });
    const failed = (): string | undefined => {
      const failure = run.results.find((result) => result.outcome !== 'Pass' && (result.isTestSetup || this.#good.has(nameOf(result))));
      return failure && nameOf(failure);
    };
    while (run.endedAt === null) {
      if (failed() !== undefined) this.#org.tests.abort(run.id);
      await sleep(TURN_MS);
    }
    return failed();
  }

  report(): MutantReport {
    const count = (outcome: Mutant['outcome']): number => this.#done.filter((mutant) => mutant.outcome === outcome).length;
    return {
      project: this.#org.project.name, finished: this.#finished, tests: this.#good.size, places: this.#places,
      killed: count('killed'), survived: count('survived'), invalid: count('invalid'), mutants: [...this.#done],
    };
  }

  close(): void {
    this.#org.close();
    this.#workspace.remove();
  }
}

const nameOf = ({ className, methodName }: TestRun['results'][number]): string => `${className}.${methodName}`;

const passed = ({ results }: TestRun): string[] => results.filter(({ outcome, isTestSetup }) => outcome === 'Pass' && !isTestSetup).map(nameOf);

/** mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const result = [...values];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other]!, result[last]!];
  }
  return result;
}
