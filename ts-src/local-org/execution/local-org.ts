import type { ProjectMetadata } from '../metadata/index.ts';
import type { Schema } from '../schema/model.ts';
import type { Clock, ExecutionContext } from './context.ts';
import type { ApexTests } from './apex-tests.ts';

/** The org as the APIs, the pages and the test runner see it; `org.ts` composes it. */
export interface LocalOrg {
  readonly project: ProjectMetadata;
  readonly schema: Schema;
  /** 18 characters, prefix 00D. */
  readonly organizationId: string;
  readonly apex: ApexProgram;
  readonly clock: Clock;
  readonly tests: ApexTests;
  /**
   * Runs `work` as one transaction of that user: commits on return, rolls back on throw, then runs what it enqueued.
   * Inside a running transaction `work` joins it with limits of its own.
   */
  transaction<T>(userId: string, work: (context: ExecutionContext) => T): T;
  /** User id of a persona declared in `config/local-org.json` (`admin`, `agent`…). */
  persona(alias: string): { readonly userId: string; readonly username: string } | undefined;
  readonly personas: readonly string[];
  /** The active user of that username, any case. */
  findUser(username: string): { readonly userId: string; readonly username: string } | undefined;
  /** Compiles and runs a block of Apex as one transaction of that user. */
  executeAnonymous(userId: string, source: string): AnonymousResult;
  close(): void;
}

/** What `executeAnonymous` answers. `line` and `column` are -1 where there is no place. */
export interface AnonymousResult {
  readonly compiled: boolean;
  readonly success: boolean;
  readonly line: number;
  readonly column: number;
  readonly compileProblem: string | null;
  /** `System.DmlException: Insert failed. …` */
  readonly exceptionMessage: string | null;
  /** `AnonymousBlock: line 1, column 1` */
  readonly exceptionStackTrace: string | null;
  readonly debugLog: string;
}

/** The compiled Apex of the project. Class and method names ignore case. */
export interface ApexProgram {
  /** Calls a `@AuraEnabled` static method with named arguments in JSON shapes; returns a JSON shape. */
  callAura(className: string, method: string, args: Readonly<Record<string, unknown>>): { readonly value: unknown; readonly cacheable: boolean };
  /** Calls an `@InvocableMethod` with one list of inputs in JSON shapes. */
  callInvocable(className: string, inputs: readonly Readonly<Record<string, unknown>>[]): readonly unknown[];
  /** The `@RestResource` class whose urlMapping matches a path below /services/apexrest, with its method for the HTTP verb. */
  restHandler(path: string, verb: string): { readonly className: string; readonly urlMapping: string; invoke(body: unknown): unknown } | undefined;
}
