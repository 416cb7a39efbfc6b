/** Work for later, as transactions hand it to the org. */

export interface DeferredJob {
  readonly kind: 'queueable' | 'future' | 'batch' | 'scheduled' | 'platformEvent' | 'email' | 'finalizer' | 'flow';
  readonly name: string;
  /** Not to run before this time of the clock, milliseconds since 1970; absent: as soon as it can. */
  readonly notBefore?: number;
  readonly run: () => void;
  /** Asked when the job ends, with what it failed of (undefined: it did not); what it answers runs as a transaction of its own. */
  readonly afterwards?: (failure: unknown) => FollowUp | undefined;
  /** Asked at the commit: what the job is made again of after a restart. Absent, or undefined: it ends with the process. */
  readonly saved?: () => SavedJob | undefined;
  /** One transaction of a larger job, which has the row. */
  readonly partOf?: JobPart;
  /** Names of kept texts that go when the job begins (a part: when it ends), or is dropped. */
  readonly keys?: readonly string[];
}

export type FollowUp = Pick<DeferredJob, 'run' | 'saved'>;

/** `by` names who makes the job again of `data`, see revive.ts. */
export interface SavedJob {
  readonly by: 'apex' | 'flow' | 'event' | 'email';
  readonly data: string;
}

export interface JobPart {
  readonly id: string;
  /** `last` ends the larger job. */
  readonly part: 'chunk' | 'last';
}

export interface ScheduleRequest {
  /** One job of a name at a time. */
  readonly name: string;
  /** Of CronJobDetail: a class, a batch, a flow. */
  readonly jobType: '7' | '9' | '6';
  readonly className: string | null;
  readonly cron: string;
  /** In which the expression is meant. */
  readonly zone: string;
  /** Not before, milliseconds since 1970. */
  readonly startsAt?: number;
  readonly run: (triggerId: string) => void;
  readonly saved?: () => SavedJob | undefined;
}

export interface JobControl {
  /** `scheduled`: jobs of that name or in all that wait for their next time. */
  scheduled(jobType: ScheduleRequest['jobType'], name?: string): number;
  /** Batches that wait for one of the five places. */
  holding(): number;
  /** Ends a job that is not over, by the id of its AsyncApexJob or CronTrigger. False: there is none. */
  abort(id: string): boolean;
  /** The job that runs goes on in that many parts. */
  divided(id: string, parts: number): void;
}
