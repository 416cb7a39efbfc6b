import { NotImplementedError } from '../../../execution/errors.ts';
import { SObjectRecord } from '../../../values/index.ts';
import type { CreateElement } from '../../model/elements.ts';
import { each, exitsOf, leave } from '../batch.ts';
import type { CompiledFlow } from '../compiled-flow.ts';
import { notSet } from '../errors.ts';
import { toField } from '../flow-value.ts';
import type { Interview } from '../interview.ts';
import { recordsIn } from '../records-in.ts';
import { saveAll } from '../saves.ts';
import type { BulkStep } from '../step.ts';

/** Create Records: one insert for all interviews. Ids are written into the flow's records. */
export function createStep(flow: CompiledFlow, element: CreateElement): BulkStep {
  const records = element.reference === undefined ? fromFields(flow, element) : fromReference(flow, element.reference);
  const idTarget = element.idTarget === undefined ? undefined : flow.needed(element.idTarget);
  const exits = exitsOf(flow, element);
  return {
    kind: 'bulk',
    element,
    runAll: (interviews) => {
      const { ready, faults } = each(interviews, records);
      for (const [interview, fault] of saveAll('insert', ready)) faults.set(interview, fault);
      leave(interviews, element, faults, exits, (interview) => {
        if (element.reference !== undefined) return;
        const { id } = ready.get(interview)![0]!;
        interview.set(element.name, id);
        idTarget?.write?.(interview, id);
      });
    },
  };
}

type Records = (interview: Interview) => readonly SObjectRecord[];

function fromFields(flow: CompiledFlow, element: CreateElement): Records {
  const object = element.object === undefined ? undefined : flow.host.schema.object(element.object);
  if (object === undefined) throw new NotImplementedError(`flow ${flow.model.name}, element ${element.name}: object ${element.object}`);
  const inputs = element.inputs.map(({ field, value }) => {
    const definition = object.field(field);
    if (definition === undefined) throw new NotImplementedError(`flow ${flow.model.name}, element ${element.name}: field ${object.name}.${field}`);
    return { field: definition, value: flow.source(value) };
  });
  return (interview) => {
    const record = new SObjectRecord(object);
    for (const { field, value } of inputs) record.put(field.name, toField(field, value(interview)));
    return [record];
  };
}

function fromReference(flow: CompiledFlow, name: string): Records {
  const reference = flow.needed(name);
  return (interview) => {
    const value = reference.read(interview);
    if (value === null && reference.type?.collection !== true) throw notSet(name);
    return recordsIn(value);
  };
}
