import type { AnonymousResult } from '../../execution/local-org.ts';
import type { OpenedOrg } from '../../org.ts';
import type { SObjectDef } from '../../schema/model.ts';
import { SObjectRecord } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';

/** Anonymous Apex as the administrator. */
export class AnonymousRunner {
  readonly #org: OpenedOrg;

  constructor(org: OpenedOrg) {
    this.#org = org;
  }

  run(source: string): AnonymousResult {
    return this.#org.executeAnonymous(this.#org.persona('admin')!.userId, source);
  }

  /** @throws Error when it does not compile or fails */
  succeeds(source: string): AnonymousResult {
    const result = this.run(source);
    if (!result.success) throw new Error(result.compileProblem ?? `${result.exceptionMessage}\n${result.exceptionStackTrace}`);
    return result;
  }

  /** What `System.debug` wrote. */
  debugs(source: string): string[] {
    return this.succeeds(source).debugLog.split('\n').flatMap((line) => /\|USER_DEBUG\|\[\d+\]\|DEBUG\|(.*)$/.exec(line)?.[1] ?? []);
  }

  /** Widgets that meet a SOQL condition. */
  count(where: string): number {
    return Number(this.debugs(`System.debug([SELECT COUNT() FROM Widget__c WHERE ${where}]);`)[0]);
  }

  /** The notes of the widget of that name. */
  notes(name: string): string {
    return this.debugs(`System.debug([SELECT Notes__c FROM Widget__c WHERE Name = '${name}'].Notes__c);`)[0]!;
  }

  record(definition: SObjectDef, fields: Readonly<Record<string, Value>>): SObjectRecord {
    return Object.assign(new SObjectRecord(definition), { fields: { ...fields } });
  }
}
