import type { SObjectRecord } from '../../../values/index.ts';
import type { DeleteElement } from '../../model/elements.ts';
import { each, exitsOf, leave } from '../batch.ts';
import type { CompiledFlow } from '../compiled-flow.ts';
import { notSet } from '../errors.ts';
import type { FlowFault } from '../errors.ts';
import type { Interview } from '../interview.ts';
import { compileRowQuery, queryRows } from '../queries.ts';
import { recordsIn } from '../records-in.ts';
import { saveAll } from '../saves.ts';
import type { BulkStep } from '../step.ts';

/** Delete Records: rows found by filters, or records of the flow. */
export function deleteStep(flow: CompiledFlow, element: DeleteElement): BulkStep {
  const rows = element.reference === undefined ? found(flow, element) : referenced(flow, element.reference);
  const exits = exitsOf(flow, element);
  return {
    kind: 'bulk',
    element,
    runAll: (interviews) => {
      const faults = new Map<Interview, FlowFault>();
      const work = rows(interviews, faults);
      for (const [interview, fault] of saveAll('delete', work)) faults.set(interview, fault);
      leave(interviews, element, faults, exits);
    },
  };
}

type Rows = (interviews: readonly Interview[], faults: Map<Interview, FlowFault>) => ReadonlyMap<Interview, readonly SObjectRecord[]>;

function found(flow: CompiledFlow, element: DeleteElement): Rows {
  const query = compileRowQuery(flow, element.object ?? '', element.filters, { fields: [] });
  return (interviews, faults) => {
    const { found: rows, faults: failed } = queryRows(query, interviews, 'delete');
    for (const [interview, fault] of failed) faults.set(interview, fault);
    return rows;
  };
}

function referenced(flow: CompiledFlow, name: string): Rows {
  const reference = flow.needed(name);
  return (interviews, faults) => {
    const { ready, faults: unset } = each(interviews, (interview) => {
      const value = reference.read(interview);
      if (value === null && reference.type?.collection !== true) throw notSet(name);
      return recordsIn(value);
    });
    for (const [interview, fault] of unset) faults.set(interview, fault);
    return ready;
  };
}
