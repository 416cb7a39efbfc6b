import { NotImplementedError } from '../../../execution/errors.ts';
import type { FieldDef } from '../../../schema/model.ts';
import type { SObjectRecord } from '../../../values/index.ts';
import type { UpdateElement } from '../../model/elements.ts';
import type { FlowFilters } from '../../model/types.ts';
import { each, exitsOf, leave } from '../batch.ts';
import type { CompiledFlow, ValueReader } from '../compiled-flow.ts';
import { compileEntry } from '../conditions.ts';
import { notSet } from '../errors.ts';
import type { FlowFault } from '../errors.ts';
import { putField, toField } from '../flow-value.ts';
import type { Interview } from '../interview.ts';
import { compileRowQuery, queryRows } from '../queries.ts';
import { recordsIn } from '../records-in.ts';
import { relatedRows } from '../related-rows.ts';
import { saveAll } from '../saves.ts';
import type { BulkStep } from '../step.ts';

interface Input {
  /** By name: the rows may be of any object. */
  readonly field: string;
  readonly value: ValueReader;
}

/** Which rows an element means, for all interviews at once. */
type Rows = (interviews: readonly Interview[], faults: Map<Interview, FlowFault>) => ReadonlyMap<Interview, readonly SObjectRecord[]>;

/** Update Records: rows found by filters, a record or collection of the flow, or `$Record`. */
export function updateStep(flow: CompiledFlow, element: UpdateElement): BulkStep {
  const inputs = element.inputs.map(({ field, value }) => ({ field, value: flow.source(value) }));
  const related = element.reference === undefined ? undefined : relatedRows(flow, element.reference, element.filters);
  const rows = related !== undefined ? found(flow, related.object.name, related.filters)
    : element.reference === undefined ? found(flow, element.object ?? '', element.filters) : referenced(flow, element, element.reference);
  const exits = exitsOf(flow, element);
  return {
    kind: 'bulk',
    element,
    runAll: (interviews) => {
      const faults = new Map<Interview, FlowFault>();
      const work = new Map<Interview, readonly SObjectRecord[]>();
      for (const [interview, records] of rows(interviews, faults)) {
        const { faults: failed } = each([interview], () => { for (const record of records) assign(interview, record, inputs); });
        for (const [failing, fault] of failed) faults.set(failing, fault);
        // Before a save, $Record is saved with the rest of its row.
        const own = interview.trigger?.before === true ? interview.trigger.record : undefined;
        if (!faults.has(interview)) work.set(interview, records.filter((record) => record !== own));
      }
      for (const [interview, fault] of saveAll('update', work)) faults.set(interview, fault);
      leave(interviews, element, faults, exits);
    },
  };
}

function assign(interview: Interview, record: SObjectRecord, inputs: readonly Input[]): void {
  for (const { field, value } of inputs) {
    const definition: FieldDef | undefined = record.definition.field(field);
    if (definition === undefined) throw new NotImplementedError(`flow ${interview.flow.model.name}: field ${record.definition.name}.${field}`);
    putField(record, definition.name, toField(definition, value(interview)));
  }
}

function found(flow: CompiledFlow, object: string, filters: FlowFilters): Rows {
  const query = compileRowQuery(flow, object, filters, { fields: [] });
  return (interviews, faults) => {
    const { found: rows, faults: failed } = queryRows(query, interviews, 'update');
    for (const [interview, fault] of failed) faults.set(interview, fault);
    return rows;
  };
}

function referenced(flow: CompiledFlow, element: UpdateElement, name: string): Rows {
  const reference = flow.needed(name);
  const isTrigger = name.toLowerCase() === '$record';
  // Filters beside $Record say whether it is updated at all.
  const wanted = isTrigger && element.filters.filters.length > 0 ? compileEntry(flow, element.filters) : () => true;
  return (interviews, faults) => {
    const { ready, faults: unset } = each(interviews, (interview) => {
      const value = reference.read(interview);
      if (value === null && reference.type?.collection !== true) throw notSet(name);
      return wanted(interview) ? recordsIn(value) : [];
    });
    for (const [interview, fault] of unset) faults.set(interview, fault);
    return ready;
  };
}
