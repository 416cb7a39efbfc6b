import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalOrg } from '../../local-org/execution/local-org.ts';
import { Company } from './company.ts';
import type { Chapter } from './tale.ts';

const BREATH_MS = 15;
const MOST_WAITS = 4_000;

export interface Performance {
  /** Steps that were taken; 0 when the story had been told before. */
  readonly steps: number;
  /** What could not be told, a sentence each. The rest was. */
  readonly failures: readonly string[];
  /** False: it was stopped, and goes on the next time. */
  readonly whole: boolean;
}

export interface Stage {
  readonly org: LocalOrg;
  progress(steps: number, chapter: string): void;
  /** Asked before each step. */
  isStopped(): boolean;
}

/** Somebody's page may be waiting: as long as the process has other things to do, the story has time. */
async function othersFirst(): Promise<void> {
  for (let late = true; late; ) {
    const asleep = performance.now();
    await sleep(BREATH_MS);
    late = performance.now() - asleep > 2 * BREATH_MS;
  }
}

/**
 * Plays the chapters one after the other. The org answers others between two steps: its pages stay open meanwhile. A tale that fails is
 * told of and left as it is; the next ones go on.
 */
export async function play(chapters: readonly Chapter[], { org, progress, isStopped }: Stage): Promise<Performance> {
  const company = new Company(org);
  const failures: string[] = [];
  let steps = 0;
  for (const { title, tales } of chapters) {
    for (const tale of tales) {
      try {
        let waits = 0;
        const beats = tale.play(company);
        while (!isStopped()) {
          const beat = beats.next();
          if (beat.done) break;
          if (beat.value === 'wait' && (waits += 1) > MOST_WAITS) throw new Error('the jobs of the org did not end');
          if (beat.value === 'step') steps += 1;
          progress(steps, title);
          await othersFirst();
        }
      } catch (error) {
        failures.push(`${tale.title}: ${error instanceof Error ? error.message : String(error)}`);
      }
      if (isStopped()) return { steps, failures, whole: false };
    }
  }
  return { steps, failures, whole: true };
}
