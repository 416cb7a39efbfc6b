import { ApexDate, ApexTime } from '../../values/index.ts';
import type { Part } from './part.ts';
import type { FlowStart, ScheduledPath, TriggerType } from './types.ts';
import { readFilters } from './values.ts';

const TRIGGERS: ReadonlySet<string> = new Set<TriggerType>(['RecordBeforeSave', 'RecordAfterSave', 'RecordBeforeDelete', 'Scheduled', 'PlatformEvent', 'None']);

/** @param reference `startElementReference` of flows older than the start element */
export function readStart(part: Part | undefined, reference: string | undefined): FlowStart {
  if (part === undefined) {
    return {
      connector: reference, triggerType: 'None', recordTriggerType: undefined, object: undefined, entry: { logic: 'and', filters: [] }, filterFormula: undefined,
      requireChange: false, schedule: undefined, scheduledPaths: [], line: 1, unsupported: [],
    };
  }
  const triggerType = part.word('triggerType') ?? 'None';
  const schedule = part.child('schedule');
  const start = {
    connector: part.connector(),
    triggerType: TRIGGERS.has(triggerType) ? (triggerType as TriggerType) : ('None' as const),
    recordTriggerType: part.word('recordTriggerType'), object: part.word('object'), entry: readFilters(part), filterFormula: part.text('filterFormula'),
    requireChange: part.flag('doesRequireRecordChangedToMeetCriteria'),
    schedule: schedule && {
      frequency: schedule.word('frequency') ?? 'Once',
      startDate: ApexDate.tryParse(schedule.word('startDate') ?? '') ?? undefined,
      startTime: ApexTime.tryParse(schedule.word('startTime') ?? '') ?? undefined,
    },
    scheduledPaths: part.list('scheduledPaths').map(readPath),
    line: part.line,
  };
  part.ignore('formType');
  const gaps = TRIGGERS.has(triggerType) ? [] : [`trigger type ${triggerType}`];
  return { ...start, unsupported: [...gaps, ...part.unread()] };
}

function readPath(part: Part): ScheduledPath {
  const source = part.word('timeSource');
  const field = part.word('recordField');
  return {
    name: part.word('name') ?? part.word('pathType') ?? '',
    connector: part.connector(),
    afterCommit: part.word('pathType') === 'AsyncAfterCommit',
    offset: part.number('offsetNumber') ?? 0,
    unit: part.word('offsetUnit') ?? 'Hours',
    field: source === 'RecordTriggerEvent' ? undefined : field,
    maxBatchSize: part.number('maxBatchSize') ?? 200,
  };
}
