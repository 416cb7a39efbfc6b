import { openLocalOrg } from '../../../org.ts';
import type { OpenedOrg } from '../../../org.ts';
import { tallyProject } from './tally-project.ts';

/** The tally project as an org in memory. */
export class TallyOrg {
  readonly org: OpenedOrg = openLocalOrg({ projectDir: tallyProject() });

  /** Runs Apex as one transaction of a persona and returns its log. @throws Error when it fails */
  apex(persona: string, source: string): string {
    const result = this.org.executeAnonymous(this.org.persona(persona)!.userId, source);
    if (!result.success) throw new Error(result.compileProblem ?? `${result.exceptionMessage}\n${result.exceptionStackTrace}`);
    return result.debugLog;
  }

  /** The value of an Apex expression. */
  evaluate(expression: string): string {
    return /\|USER_DEBUG\|\[\d+\]\|DEBUG\|(.*)$/m.exec(this.apex('admin', `System.debug(${expression});`))![1]!;
  }

  total(key: string): number {
    return Number(this.evaluate(`[SELECT Total__c FROM Counter__c WHERE Key__c = '${key}'].Total__c`));
  }

  counters(key: string): number {
    return Number(this.evaluate(`[SELECT COUNT() FROM Counter__c WHERE Key__c = '${key}']`));
  }

  counter(key: string): void {
    this.apex('admin', `insert new Counter__c(Name = '${key}', Key__c = '${key}', Total__c = 0);`);
  }
}
