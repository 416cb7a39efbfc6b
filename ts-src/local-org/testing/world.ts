import type { CoverableScript } from './coverage.ts';

/** A test class of the project as declared. */
export interface TestClass {
  readonly name: string;
  /** `@TestSetup` methods. */
  readonly setup: readonly string[];
  readonly methods: readonly string[];
}

/** A class or trigger whose lines count. */
export interface CodeUnit extends CoverableScript {
  readonly name: string;
  readonly type: 'ApexClass' | 'ApexTrigger';
}

/** Where tests run: the program loaded anew over a database of its own that holds set-up records only. */
export interface TestWorld {
  /** Classes and triggers that are no tests, by script file. */
  readonly code: ReadonlyMap<string, CodeUnit>;
  /** What happens after it can be undone, rows and all. */
  mark(): { rollback(): void };
  /** Runs a static method without arguments as a test of that user: fresh statics, fresh limits. @throws what the method throws */
  call(userId: string, className: string, method: string): void;
  close(): void;
}

export interface TestHost {
  /** Reads the project's files as they are now. */
  openWorld(): TestWorld;
  now(): number;
}
