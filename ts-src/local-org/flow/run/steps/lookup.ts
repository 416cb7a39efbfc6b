import type { SObjectRecord } from '../../../values/index.ts';
import { Decimal } from '../../../values/index.ts';
import type { LookupElement } from '../../model/elements.ts';
import { exitsOf, leave } from '../batch.ts';
import type { CompiledFlow } from '../compiled-flow.ts';
import { fromField } from '../flow-value.ts';
import type { Interview } from '../interview.ts';
import { compileRowQuery, queryRows } from '../queries.ts';
import type { BulkStep } from '../step.ts';

/** Get Records: one query for all interviews. */
export function lookupStep(flow: CompiledFlow, element: LookupElement): BulkStep {
  const { outputs, queriedFields } = element;
  const fields = queriedFields.length > 0 ? queriedFields : outputs.length > 0 ? outputs.map(({ field }) => field) : 'all';
  const limit = flow.source(element.limit);
  const query = compileRowQuery(flow, element.object, element.filters, {
    fields, sortField: element.sortField, descending: element.descending,
    limit: (interview) => {
      if (element.first) return 1;
      const value = limit(interview);
      return value instanceof Decimal ? value.toInteger() : undefined;
    },
  });
  const store = storing(flow, element);
  const exits = exitsOf(flow, element);
  return {
    kind: 'bulk',
    element,
    runAll: (interviews) => {
      const { found, faults } = queryRows(query, interviews, 'look up');
      leave(interviews, element, faults, exits, (interview) => store(interview, found.get(interview) ?? []));
    },
  };
}

/** Puts what was found where the element says: the element itself, a variable, or variables by field. */
function storing(flow: CompiledFlow, element: LookupElement): (interview: Interview, rows: readonly SObjectRecord[]) => void {
  const target = element.outputReference === undefined ? undefined : flow.needed(element.outputReference);
  const outputs = element.outputs.map(({ field, target: name }) => ({ field, reference: flow.needed(name) }));
  return (interview, rows) => {
    const found = rows.length > 0;
    const value = element.first ? (rows[0] ?? null) : found ? [...rows] : null;
    interview.set(element.name, value);
    if (!found && !element.nullIfNone) return;
    if (target !== undefined) target.write?.(interview, value);
    for (const { field, reference } of outputs) {
      const [row] = rows;
      const definition = row?.definition.field(field);
      reference.write?.(interview, row === undefined || definition === undefined ? null : fromField(row.fields[definition.name] ?? null));
    }
  };
}
