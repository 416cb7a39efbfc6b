import { current } from '../../execution/context.ts';
import { ApexDate, ApexDatetime } from '../../values/index.ts';
import type { SObjectRecord } from '../../values/index.ts';
import type { ScheduledPath } from '../model/types.ts';
import { newBatch, runAll } from '../run/batch.ts';
import type { CompiledFlow } from '../run/compiled-flow.ts';
import { FlowFault } from '../run/errors.ts';
import { Interview, SYSTEM } from '../run/interview.ts';
import { byIds } from '../run/related.ts';
import type { SavedFlowJob } from './saved-job.ts';
import { workingCopies } from './working-record.ts';

/**
 * Queues the scheduled paths of records that have just entered a flow. They run after the commit, in transactions of their own. The org keeps
 * the last due time asked for, by flow, path and record: a later save of the record replaces it.
 */
export function schedulePaths(flow: CompiledFlow, interviews: readonly Interview[]): void {
  for (const path of flow.model.start.scheduledPaths) {
    const byTime = new Map<number, string[]>();
    for (const { trigger } of interviews) {
      const { record } = trigger!;
      const due = dueAt(path, record);
      if (due === undefined || record.id === null) continue;
      byTime.set(due, [...(byTime.get(due) ?? []), record.id]);
    }
    for (const [due, ids] of byTime) enqueue(flow, path, ids, due);
  }
}

function enqueue(flow: CompiledFlow, path: ScheduledPath, ids: readonly string[], due: number): void {
  const { kept } = current();
  for (const id of ids) kept.set(keyOf(flow, path, id), String(due));
  for (let from = 0; from < ids.length; from += path.maxBatchSize) {
    const batch = ids.slice(from, from + path.maxBatchSize);
    current().enqueue({
      kind: 'flow', name: `${flow.model.name}.${path.name}`, ...(path.afterCommit ? {} : { notBefore: due }), run: () => runPath(flow, path, batch, due),
      saved: () => ({ by: 'flow', data: JSON.stringify({ type: 'path', flow: flow.model.name, path: path.name, ids: batch, due } satisfies SavedFlowJob) }),
    });
  }
}

function keyOf(flow: CompiledFlow, path: ScheduledPath, id: string): string {
  return `path ${flow.model.name} ${path.name} ${id}`;
}

/** Milliseconds since 1970; undefined: the date field is empty. */
function dueAt(path: ScheduledPath, record: SObjectRecord): number | undefined {
  const now = current().clock.now();
  if (path.afterCommit) return now;
  const start = path.field === undefined ? ApexDatetime.fromMs(now) : startOf(record, path.field);
  return start === undefined ? undefined : shifted(start, path);
}

function startOf(record: SObjectRecord, name: string): ApexDatetime | undefined {
  const field = record.definition.field(name);
  const value = field === undefined ? null : record.get(field.name);
  if (value instanceof ApexDatetime) return value;
  return value instanceof ApexDate ? ApexDatetime.ofZone(current().user.timeZone, value.year(), value.month(), value.day()) : undefined;
}

function shifted(start: ApexDatetime, { offset, unit }: ScheduledPath): number {
  const zone = current().user.timeZone;
  switch (unit) {
    case 'Minutes': return start.addMs(offset * 60_000).ms;
    case 'Hours': return start.addMs(offset * 3_600_000).ms;
    case 'Days': return start.addDays(offset, zone).ms;
    case 'Weeks': return start.addDays(offset * 7, zone).ms;
    case 'Months': return start.addMonths(offset, zone).ms;
    default: return start.ms;
  }
}

/** Runs a path for the records that are still there, still meet the entry conditions and were not put off. */
export function runPath(flow: CompiledFlow, path: ScheduledPath, ids: readonly string[], due: number): void {
  const { kept } = current();
  const mine = ids.filter((id) => kept.get(keyOf(flow, path, id)) === String(due));
  for (const id of mine) kept.delete(keyOf(flow, path, id));
  const object = flow.triggerObject;
  if (mine.length === 0 || object === undefined) return;
  const { rows } = current().query(byIds(object, SYSTEM), { ...SYSTEM, bind: () => mine });
  const batch = newBatch(SYSTEM);
  const records = workingCopies(rows);
  const interviews = records.map((record) => {
    const interview = new Interview(flow, batch);
    interview.trigger = { record, prior: null, before: false, refuse: (message) => interview.fail(new FlowFault(message), path.name) };
    return interview;
  }).filter((interview) => path.afterCommit || flow.meetsEntry(interview));
  for (const interview of interviews) interview.next = flow.step(path.connector);
  runAll(interviews);
  const failed = interviews.find(({ failure }) => failure !== undefined);
  if (failed !== undefined) throw failed.failure!;
}
