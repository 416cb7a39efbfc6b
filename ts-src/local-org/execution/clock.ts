import type { Clock } from './context.ts';

/** Real time that can be moved: tests stop or shift it. */
export class MovableClock implements Clock {
  #offset = 0;
  #fixed: number | null = null;
  readonly #listeners = new Set<() => void>();

  now(): number {
    return this.#fixed ?? Date.now() + this.#offset;
  }

  /** Stands still at that instant; null lets real time run again. */
  fix(milliseconds: number | null): void {
    this.#fixed = milliseconds;
    this.#tell();
  }

  /** Moves on (or back). */
  advance(milliseconds: number): void {
    if (this.#fixed !== null) this.#fixed += milliseconds;
    else this.#offset += milliseconds;
    this.#tell();
  }

  /** Told when it is moved; returns how to end it. */
  onMoved(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
