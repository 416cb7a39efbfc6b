import { current } from '../../execution/context.ts';
import { ApexDatetime } from '../../values/index.ts';
import type { FlowModel } from '../model/types.ts';
import { newBatch, runAll } from '../run/batch.ts';
import type { CompiledFlow } from '../run/compiled-flow.ts';
import { Interview, SYSTEM } from '../run/interview.ts';
import { compileRowQuery } from '../run/queries.ts';
import { NotImplementedError } from '../../execution/errors.ts';
import { byIds } from '../run/related.ts';
import { workingCopies } from './working-record.ts';

/** Records of one transaction. */
const CHUNK = 200;

const DAYS: Readonly<Record<string, number>> = { Daily: 1, Weekly: 7 };

/**
 * When a schedule-triggered flow runs next, milliseconds since 1970; undefined: never again.
 * @param zone of the org, in which the start time is meant
 */
export function nextRun({ start, name }: FlowModel, after: number, zone: string): number | undefined {
  const { schedule } = start;
  if (schedule?.startDate === undefined || start.triggerType !== 'Scheduled') return undefined;
  const { startDate, startTime } = schedule;
  const first = ApexDatetime.ofZone(zone, startDate.year(), startDate.month(), startDate.day(), startTime?.hour() ?? 0, startTime?.minute() ?? 0, startTime?.second() ?? 0);
  if (first.ms > after) return first.ms;
  if (schedule.frequency === 'Once') return undefined;
  const days = DAYS[schedule.frequency];
  if (days === undefined) throw new NotImplementedError(`flow ${name}: schedule ${schedule.frequency}`);
  const passed = Math.floor((after - first.ms) / (days * 86_400_000));
  let next = first.addDays(passed * days, zone);
  while (next.ms <= after) next = next.addDays(days, zone);
  return next.ms;
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
    current().enqueue({ kind: 'flow', name: flow.model.name, run: () => runChunk(flow, chunk) });
  }
}

function runChunk(flow: CompiledFlow, ids: readonly string[]): void {
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
