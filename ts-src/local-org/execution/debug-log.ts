/** Where `System.debug` goes. Messages are made only when somebody keeps them. */
export interface DebugLog {
  write(level: string, message: () => string): void;
}

export const NO_LOG: DebugLog = { write: () => undefined };

const MAX_CHARACTERS = 5_000_000;
const LEVELS = ['NONE', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'FINE', 'FINER', 'FINEST'];

/** The log of one execution in the platform's format, at most five million characters. */
export class TextLog implements DebugLog {
  readonly #lines: string[] = [];
  readonly #now: () => number;
  readonly #begin = performance.now();
  readonly #lineOf: () => number;
  #length = 0;

  /** `lineOf`: the Apex line that runs now. */
  constructor(now: () => number, lineOf: () => number) {
    this.#now = now;
    this.#lineOf = lineOf;
  }

  write(level: string, message: () => string): void {
    if (!LEVELS.includes(level.toUpperCase()) || this.#length > MAX_CHARACTERS) return;
    this.event('USER_DEBUG', `[${this.#lineOf()}]`, level.toUpperCase(), message());
  }

  event(name: string, ...parts: readonly string[]): void {
    const time = new Date(this.#now()).toISOString().slice(11, 23).replace(/0+$/, '').replace(/\.$/, '.0');
    const line = `${time} (${Math.round((performance.now() - this.#begin) * 1e6)})|${[name, ...parts].join('|')}`;
    this.#length += line.length;
    this.#lines.push(this.#length > MAX_CHARACTERS ? '*** Skipped: the log is full' : line);
  }

  /** `header` lines first. */
  text(header: readonly string[]): string {
    return [...header, ...this.#lines, ''].join('\n');
  }
}
