import type { FlowProgram } from '../flow/index.ts';
import type { ProjectMetadata } from '../metadata/index.ts';
import type { Schema } from '../schema/model.ts';
import type { OrgCertificate } from './certificates.ts';
import type { Clock, ExecutionContext } from './context.ts';
import type { ApexTests } from './apex-tests.ts';
import type { Deployments } from './deployments.ts';
import type { EventBus } from './event-bus.ts';
import type { SentEmail } from './outbox.ts';

/** The org as the APIs, the pages and the test runner see it; `org.ts` composes it. */
export interface LocalOrg {
  readonly project: ProjectMetadata;
  readonly schema: Schema;
  /** 18 characters, prefix 00D. */
  readonly organizationId: string;
  readonly apex: ApexProgram;
  readonly clock: Clock;
  readonly flows: FlowProgram;
  readonly tests: ApexTests;
  readonly deployments: Deployments;
  /** Those that config/local-org.json declares. */
  certificates(): readonly OrgCertificate[];
  /** The mails of Apex and flows, oldest first: none leaves the local org. */
  sentEmails(): readonly SentEmail[];
  /** Platform events that were published and committed. */
  readonly events: EventBus;
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

/** The compiled Apex of the project. Class and method names ignore case. All calls run inside the current transaction. */
export interface ApexProgram {
  /** Calls a `@AuraEnabled` static method with named arguments in JSON shapes; returns a JSON shape. */
  callAura(className: string, method: string, args: Readonly<Record<string, unknown>>): { readonly value: unknown; readonly cacheable: boolean };
  /** Calls an `@InvocableMethod` with one list of inputs in JSON shapes. */
  callInvocable(className: string, inputs: readonly Readonly<Record<string, unknown>>[]): readonly unknown[];
  /** The `@RestResource` class whose urlMapping matches a path below /services/apexrest, with its method for the HTTP verb. */
  restHandler(path: string, verb: string): RestHandler | undefined;
  readonly invocables: readonly InvocableInfo[];
}

export interface RestHandler {
  readonly className: string;
  /** As declared: `/loop/v1/*`. */
  readonly urlMapping: string;
  invoke(call: RestCall): RestReply;
}

/** What `RestContext.request` shows. */
export interface RestCall {
  /** Below /services/apexrest: `/loop/v1/sales`. */
  readonly requestUri: string;
  readonly resourcePath: string;
  readonly httpMethod: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly remoteAddress: string;
  readonly body: Uint8Array;
}

/** `RestContext.response`, or the method's return value as JSON. */
export interface RestReply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | object | null;
}

export interface InvocableInfo {
  readonly className: string;
  readonly label: string;
  readonly description: string | null;
  readonly inputs: readonly InvocableParameter[];
  readonly outputs: readonly InvocableParameter[];
}

export interface InvocableParameter {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  /** `STRING`, `SOBJECT`… */
  readonly type: string;
  readonly maxOccurs: number;
}
