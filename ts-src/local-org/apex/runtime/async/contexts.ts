import type { ApexException } from '../exceptions.ts';
import { standardClass } from '../missing.ts';
import { enumValue } from '../std/enums.ts';

/** Contexts handed to job methods: QueueableContext, SchedulableContext, Database.BatchableContext. */
export class JobContext {
  readonly $id: string;

  constructor(id: string) {
    this.$id = id;
  }

  getjobid(): string {
    return this.$id;
  }

  getchildjobid(): string {
    return this.$id;
  }

  gettriggerid(): string {
    return this.$id;
  }
}

export class FinalizerContext {
  readonly $id: string;
  readonly $failure: ApexException | null;

  constructor(id: string, failure: ApexException | null) {
    this.$id = id;
    this.$failure = failure;
  }

  getasyncapexjobid(): string {
    return this.$id;
  }

  getrequestid(): string {
    return this.$id;
  }

  getresult(): unknown {
    return enumValue('parentjobresult', this.$failure === null ? 'SUCCESS' : 'UNHANDLED_EXCEPTION');
  }

  getexception(): ApexException | null {
    return this.$failure;
  }
}
standardClass('FinalizerContext', FinalizerContext);
