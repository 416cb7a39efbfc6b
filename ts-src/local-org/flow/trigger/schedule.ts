import { current } from '../../execution/context.ts';
import { cronAt } from '../../execution/cron.ts';
import { ApexDatetime } from '../../values/index.ts';
import type { FlowModel } from '../model/types.ts';
import { newBatch, runAll } from '../run/batch.ts';
import type { CompiledFlow } from '../run/compiled-flow.ts';
import { Interview, SYSTEM } from '../run/interview.ts';
import { compileRowQuery } from '../run/queries.ts';
import { NotImplementedError } from '../../execution/errors.ts';
import { byIds } from '../run/related.ts';
import type { SavedFlowJob } from './saved-job.ts';
import { workingCopies } from './working-record.ts';

/** Records of one transaction. */
const CHUNK = 200;

/** When a schedule-triggered flow runs, for the calendar of the org. */
export interface ScheduledFlow {
  readonly name: string;
  readonly cron: string;
  /** Milliseconds since 1970: not before. */
  readonly startsAt: number;
}

const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Of the schedules that flows may have. */
export const FREQUENCIES: ReadonlySet<string> = new Set(['Once', 'Daily', 'Weekly']);

/** Undefined: it has no schedule, or one that `check` warns of. @param zone of the org, in which the start time is meant */
export function scheduleOf({ start, name }: FlowModel, zone: string): ScheduledFlow | undefined {
  const { schedule } = start;
  if (schedule?.startDate === undefined || start.triggerType !== 'Scheduled') return undefined;
  const { startDate, startTime } = schedule;
  const [hour, minute, second] = [startTime?.hour() ?? 0, startTime?.minute() ?? 0, startTime?.second() ?? 0];
  const startsAt = ApexDatetime.ofZone(zone, startDate.year(), startDate.month(), startDate.day(), hour, minute, second).ms;
  const time = `${second} ${minute} ${hour}`;
  switch (schedule.frequency) {
    case 'Once': return { name, startsAt, cron: cronAt(startsAt, zone) };
    case 'Daily': return { name, startsAt, cron: `${time} * * ?` };
    case 'Weekly': return { name, startsAt, cron: `${time} ? * ${WEEKDAYS[startDate.dayOfWeek()]!}` };
    default: return undefined;
  }
}

/** Runs a schedule-triggered flow: once, or for every row that its filters find, 200 in a transaction. */
export function runSchedule(flow: CompiledFlow): void {
  const { start } = flow.model;
  if (start.object === undefined) {
    runInterviews([new Interview(flow, newBatch(SYSTEM))]);
    return;
  }
  const query = compileRowQuery(flow, start.object, start.entry, { fields: [] });
  const probe = new Interview(flow, newBatch(SYSTEM));
  const ids = (query.rows(new Map([[probe, query.conditions(probe)]])).get(probe) ?? []).map(({ id }) => id!);
  for (let from = 0; from < ids.length; from += CHUNK) {
    const chunk = ids.slice(from, from + CHUNK);
    current().enqueue({ kind: 'flow', name: flow.model.name, run: () => runChunk(flow, chunk), saved: () => ({ by: 'flow', data: JSON.stringify({ type: 'chunk', flow: flow.model.name, ids: chunk } satisfies SavedFlowJob) }) });
  }
}

export function runChunk(flow: CompiledFlow, ids: readonly string[]): void {
  const object = flow.triggerObject!;
  const { rows } = current().query(byIds(object, SYSTEM), { ...SYSTEM, bind: () => ids });
  const batch = newBatch(SYSTEM);
  const interviews = workingCopies(rows).map((record) => {
    const interview = new Interview(flow, batch);
    interview.trigger = { record, prior: null, before: false, refuse: () => { throw new NotImplementedError(`flow ${flow.model.name}: a custom error in a scheduled flow`); } };
    return interview;
  });
  runInterviews(interviews);
}

function runInterviews(interviews: readonly Interview[]): void {
  for (const interview of interviews) interview.next = interview.flow.step(interview.flow.model.start.connector);
  runAll(interviews);
  const failed = interviews.find(({ failure }) => failure !== undefined);
  if (failed !== undefined) throw failed.failure!;
}
