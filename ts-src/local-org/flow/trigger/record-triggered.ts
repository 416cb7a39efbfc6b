import type { TriggerBatch, TriggerOperation, TriggerPhase } from '../../data/index.ts';
import type { SObjectDef } from '../../schema/model.ts';
import type { SObjectRecord } from '../../values/index.ts';
import { each, newBatch, runAll } from '../run/batch.ts';
import type { CompiledFlow } from '../run/compiled-flow.ts';
import type { FlowFault } from '../run/errors.ts';
import { Interview, SYSTEM } from '../run/interview.ts';
import { belongTogether } from '../run/related.ts';
import { byTriggerOrder, enters, listensTo } from './entry.ts';
import { schedulePaths } from './scheduled-paths.ts';
import { workingCopies } from './working-record.ts';

/** The active record-triggered flows of an org, as the save pipeline calls them. */
export class RecordTriggeredFlows {
  private readonly byObject = new Map<string, CompiledFlow[]>();

  constructor(flows: readonly CompiledFlow[]) {
    for (const flow of flows.toSorted((a, b) => byTriggerOrder(a.model, b.model))) {
      const { object, triggerType } = flow.model.start;
      if (object === undefined || !triggerType.startsWith('Record')) continue;
      const key = object.toLowerCase();
      this.byObject.set(key, [...(this.byObject.get(key) ?? []), flow]);
    }
  }

  hasFlows(object: SObjectDef, phase: TriggerPhase, operation: TriggerOperation): boolean {
    return this.flowsFor(object, phase, operation).length > 0;
  }

  /** Runs every flow over the records that it lets in, one flow after the other. Errors are put on the records. */
  runFlows({ object, phase, operation, newRecords, oldRecords }: TriggerBatch): void {
    const rows = (newRecords ?? oldRecords)!;
    const refused = new Set<SObjectRecord>();
    for (const flow of this.flowsFor(object, phase, operation)) {
      const records = phase === 'before' ? rows : workingCopies(rows);
      if (phase === 'before') belongTogether(rows);
      const batch = newBatch(SYSTEM);
      const interviews: { readonly row: SObjectRecord; readonly interview: Interview }[] = [];
      rows.forEach((row, n) => {
        if (refused.has(row)) return;
        const interview = new Interview(flow, batch);
        interview.trigger = {
          record: records[n]!, prior: operation === 'update' ? (oldRecords?.[n] ?? null) : null, before: phase === 'before' && operation !== 'delete',
          refuse: (message, field) => {
            (row.errors ??= []).push({ message, ...(field === undefined ? {} : { field }) });
            refused.add(row);
          },
        };
        const { ready, faults } = each([interview], enters);
        for (const fault of faults.values()) refuse(row, flow, fault, refused);
        if (ready.get(interview) === true) interviews.push({ row, interview });
      });
      if (interviews.length === 0) continue;
      schedulePaths(flow, interviews.map(({ interview }) => interview));
      for (const { interview } of interviews) interview.next = flow.step(flow.model.start.connector);
      runAll(interviews.map(({ interview }) => interview));
      for (const { row, interview } of interviews) if (interview.failure !== undefined) refuse(row, flow, interview.failure, refused);
    }
  }

  private flowsFor(object: SObjectDef, phase: TriggerPhase, operation: TriggerOperation): readonly CompiledFlow[] {
    return this.byObject.get(object.name.toLowerCase())?.filter(({ model }) => listensTo(model, phase, operation)) ?? [];
  }
}

function refuse(row: SObjectRecord, flow: CompiledFlow, fault: FlowFault, refused: Set<SObjectRecord>): void {
  refused.add(row);
  const message = `We can't save this record because the “${flow.model.label}” process failed. Give your Salesforce admin these details. ${fault.message}`;
  (row.errors ??= []).push({ message, statusCode: 'CANNOT_EXECUTE_FLOW_TRIGGER' });
}
