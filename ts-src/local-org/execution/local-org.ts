import type { ProjectMetadata } from '../metadata/index.ts';
import type { Schema } from '../schema/model.ts';
import type { ExecutionContext } from './context.ts';

/** The org as the APIs, the pages and the test runner see it; `org.ts` composes it. */
export interface LocalOrg {
  readonly project: ProjectMetadata;
  readonly schema: Schema;
  /** 18 characters, prefix 00D. */
  readonly organizationId: string;
  readonly apex: ApexProgram;
  /** Runs `work` as one transaction of that user: commits on return, rolls back on throw, then runs what it enqueued. */
  transaction<T>(userId: string, work: (context: ExecutionContext) => T): T;
  /** User id of a persona declared in `config/local-org.json` (`admin`, `agent`…). */
  persona(alias: string): { readonly userId: string; readonly username: string } | undefined;
  readonly personas: readonly string[];
  close(): void;
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
