import type { Company } from './company.ts';

/** What a part of the story did last: took a step, or looked whether the org's jobs are through. */
export type Beat = 'step' | 'wait';

/** The life of one item, or one other thing that happened, told step by step: each step is a transaction of its own. */
export interface Tale {
  /** `repair of NDL107333932`: for progress and for failures. */
  readonly title: string;
  play(company: Company): Generator<Beat, void>;
}

export interface Chapter {
  readonly title: string;
  readonly tales: readonly Tale[];
}

/** A status and what leads on from it. */
export type Stop = readonly [status: string, leave: () => void];

/** Status of what has not begun. */
export const NOTHING = 'nothing';

/**
 * Goes from where something stands to `until`. The way is read from the org at each step, so that a story that was cut goes on where it
 * was; what somebody took elsewhere meanwhile stays where it is.
 */
export function* walk(status: () => string, stops: readonly Stop[], until: string): Generator<Beat, void> {
  const names = [...stops.map(([name]) => name), until];
  let place = names.indexOf(status());
  while (place >= 0 && place < stops.length) {
    stops[place]![1]();
    yield 'step';
    const now = status();
    const next = names.indexOf(now, place + 1);
    if (next < 0) throw new Error(`it is at "${now}" instead of "${names[place + 1]!}"`);
    place = next;
  }
}

/** Does it unless it is done. */
export function* once(isDone: () => boolean, act: () => void): Generator<Beat, void> {
  if (isDone()) return;
  act();
  yield 'step';
}

/** Waits for the org's jobs. */
export function* until(isDone: () => boolean): Generator<Beat, void> {
  while (!isDone()) yield 'wait';
}
