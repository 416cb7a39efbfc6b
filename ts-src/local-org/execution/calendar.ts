import { ApexDatetime } from '../values/index.ts';
import type { Clock, ScheduleRequest } from './context.ts';
import { CronExpression } from './cron.ts';
import { SystemRows } from './job-rows.ts';
import type { RowsOptions } from './job-rows.ts';

const OVER = new Set(['COMPLETE', 'DELETED']);

/** The org's scheduled jobs: rows of CronTrigger and CronJobDetail, which also say when a job comes next. */
export class Calendar {
  readonly #triggers: SystemRows;
  readonly #details: SystemRows;
  readonly #clock: Clock;

  constructor(options: RowsOptions) {
    this.#triggers = new SystemRows(options, 'CronTrigger');
    this.#details = new SystemRows(options, 'CronJobDetail');
    this.#clock = options.clock;
  }

  /** Returns the trigger's id and its first time; undefined: there will never be one. */
  add({ name, jobType, cron, zone, startsAt }: ScheduleRequest, userId: string): { readonly id: string; readonly at: number } | undefined {
    const now = this.#clock.now();
    const at = new CronExpression(cron).next(Math.max(now, (startsAt ?? 0) - 1), zone);
    if (at === undefined) return undefined;
    const detail = this.#details.insert({ Name: name, JobType: jobType });
    const id = this.#triggers.insert({
      CronJobDetailId: detail ?? null, CronExpression: cron, TimeZoneSidKey: zone, State: 'WAITING', TimesTriggered: 0, StartTime: ApexDatetime.fromMs(startsAt ?? now), NextFireTime: ApexDatetime.fromMs(at), PreviousFireTime: null,
      OwnerId: userId, CreatedDate: ApexDatetime.fromMs(now), CreatedById: userId, LastModifiedById: userId,
    });
    return { id: id!, at };
  }

  /** Jobs that wait for their next time, of one name (any case) or all. */
  waiting(jobType: ScheduleRequest['jobType'], name?: string): string[] {
    const details = this.#details.ids(`"JobType" = ?${name === undefined ? '' : ' AND fold("Name") = fold(?)'}`, [jobType, ...(name === undefined ? [] : [name])]);
    return this.#triggers.ids(`"State" = 'WAITING' AND "CronJobDetailId" IN (SELECT value FROM json_each(?))`, [JSON.stringify(details)]);
  }

  /** When it comes next, milliseconds since 1970; undefined: it does not, or is not there. */
  next(id: string): number | undefined {
    const trigger = this.#triggers.find(id);
    return trigger === undefined || OVER.has(String(trigger.State)) ? undefined : (trigger.NextFireTime as ApexDatetime | null)?.ms;
  }

  /** The jobs that wait for their next time, and what they were scheduled with. */
  entries(jobType: ScheduleRequest['jobType']): { readonly id: string; readonly name: string; readonly cron: string; readonly zone: string; readonly startsAt: number }[] {
    return this.waiting(jobType).map((id) => {
      const trigger = this.#triggers.find(id)!;
      return { id, name: String(this.#details.find(String(trigger.CronJobDetailId))?.Name), cron: String(trigger.CronExpression), zone: String(trigger.TimeZoneSidKey), startsAt: (trigger.StartTime as ApexDatetime).ms };
    });
  }

  /** It fires now. Times that were missed are made up for by this one. */
  fired(id: string): void {
    const trigger = this.#triggers.find(id);
    if (trigger === undefined) return;
    const now = this.#clock.now();
    const next = new CronExpression(String(trigger.CronExpression)).next(now, String(trigger.TimeZoneSidKey));
    this.#triggers.update(id, { PreviousFireTime: ApexDatetime.fromMs(now), TimesTriggered: Number(trigger.TimesTriggered ?? 0) + 1, NextFireTime: next === undefined ? null : ApexDatetime.fromMs(next), State: next === undefined ? 'COMPLETE' : 'WAITING' });
  }

  /** Jobs that have ended before that time leave. */
  forget(before: number): void {
    const ended = this.#triggers.ids(`"State" = 'COMPLETE' AND "PreviousFireTime" < ?`, [before]);
    this.#details.remove(ended.map((id) => String(this.#triggers.find(id)?.CronJobDetailId)));
    this.#triggers.remove(ended);
  }

  /** False: there is none, or it is over. */
  remove(id: string): boolean {
    const trigger = this.#triggers.find(id);
    if (trigger === undefined || OVER.has(String(trigger.State))) return false;
    this.#triggers.remove([id]);
    this.#details.remove([String(trigger.CronJobDetailId)]);
    return true;
  }
}
