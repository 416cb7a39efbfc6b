import type { TriggerOperation, TriggerPhase } from '../../data/index.ts';
import type { FlowModel } from '../model/types.ts';
import type { Interview } from '../run/interview.ts';

/** Does this record-triggered flow look at such a save? */
export function listensTo({ start }: FlowModel, phase: TriggerPhase, operation: TriggerOperation): boolean {
  if (operation === 'delete') return phase === 'before' && start.triggerType === 'RecordBeforeDelete';
  if (start.triggerType !== (phase === 'before' ? 'RecordBeforeSave' : 'RecordAfterSave')) return false;
  switch (start.recordTriggerType) {
    case 'Create': return operation === 'insert';
    case 'Update': return operation === 'update';
    case 'CreateAndUpdate': return operation === 'insert' || operation === 'update';
    default: return false;
  }
}

/** Flows with an order up to 1,000, then those without one, then the rest; equal ones by name. */
export function byTriggerOrder(a: FlowModel, b: FlowModel): number {
  const order = (a.triggerOrder ?? 1000.5) - (b.triggerOrder ?? 1000.5);
  return order !== 0 ? order : a.name < b.name ? -1 : 1;
}

/** Do the entry conditions let this record in? With `requireChange` an update must have made them true. */
export function enters(interview: Interview): boolean {
  const { flow, trigger } = interview;
  if (!flow.meetsEntry(interview)) return false;
  if (!flow.model.start.requireChange || trigger === undefined || trigger.prior === null) return true;
  return !interview.withPrior(() => flow.meetsEntry(interview));
}
