import path from 'node:path';
import { openLocalOrg } from '../local-org/index.ts';
import type { OpenedOrg } from '../local-org/index.ts';

/** What POST /loop/v1/events answers for one event. */
export interface EventResult {
  readonly outcome: 'created' | 'appended' | 'unchanged' | 'conflict' | 'rejected';
  readonly twinId: string | null;
  readonly sequence: number | null;
  readonly errors: readonly { readonly rule: string; readonly message: string }[];
}

/** An item event of docs/api.md, or parts of one. */
export type ItemEvent = Readonly<Record<string, unknown>>;

/** The package in an org in memory or over a data file, called in this process: for what only one who stands inside can arrange, such as races. */
export class MemoryOrg {
  readonly org: OpenedOrg;
  status = 0;

  /** @param source folder of the project, or an org that is open; @param databaseFile absent: in memory */
  constructor(source: string | OpenedOrg = path.resolve(import.meta.dirname, '../..'), databaseFile?: string) {
    this.org = typeof source !== 'string' ? source : openLocalOrg({ projectDir: source, ...(databaseFile === undefined ? {} : { databaseFile }) });
  }

  /** POST /loop/v1/events by the partner system; its status is kept in `status`. Results are empty when the whole call is refused. */
  post(...events: readonly ItemEvent[]): readonly EventResult[] {
    const reply = this.#as('integration', () => {
      const uri = '/loop/v1/events';
      const handler = this.org.apex.restHandler(uri, 'POST')!;
      const body = new TextEncoder().encode(JSON.stringify({ events }));
      return handler.invoke({ requestUri: uri, resourcePath: `/services/apexrest${uri}`, httpMethod: 'POST', headers: {}, params: {}, remoteAddress: '127.0.0.1', body });
    });
    this.status = reply.statusCode;
    const text = reply.body instanceof Uint8Array ? new TextDecoder().decode(reply.body) : String(reply.body);
    return (JSON.parse(text) as { results?: EventResult[] }).results ?? [];
  }

  /** Calls an `@AuraEnabled` method as a component would. */
  aura(persona: string, className: string, method: string, args: Readonly<Record<string, unknown>>): unknown {
    return this.#as(persona, () => this.org.apex.callAura(className, method, args).value);
  }

  /** Runs Apex as one transaction of a persona and returns what it wrote by `System.debug`, one line each. @throws Error when it fails */
  apex(persona: string, source: string): string[] {
    const { success, exceptionMessage, compileProblem, debugLog } = this.org.executeAnonymous(this.org.persona(persona)!.userId, source);
    if (!success) throw new Error(compileProblem ?? exceptionMessage ?? source);
    return debugLog.split('\n').flatMap((line) => /\|USER_DEBUG\|\[\d+\]\|DEBUG\|(.*)$/.exec(line)?.[1] ?? []);
  }

  /** Rows of a query as the administrator, as Apex's JSON has them. */
  query(soql: string): Record<string, unknown>[] {
    const [json] = this.apex('admin', `System.debug(JSON.serialize(Database.query('${soql.replaceAll("'", "\\'")}')));`);
    return JSON.parse(json!) as Record<string, unknown>[];
  }

  close(): void {
    this.org.close();
  }

  #as<T>(persona: string, work: () => T): T {
    return this.org.transaction(this.org.persona(persona)!.userId, work);
  }
}
