import { SObjectRecord } from '../../../values/index.ts';
import type { CollectionElement } from '../../model/elements.ts';
import { order } from '../compare.ts';
import type { CompiledFlow } from '../compiled-flow.ts';
import { compileConditions } from '../conditions.ts';
import type { Predicate } from '../conditions.ts';
import { copyOf, fromField, isList } from '../flow-value.ts';
import type { FlowValue } from '../flow-value.ts';
import { compileFlowFormula } from '../formulas.ts';
import type { Interview } from '../interview.ts';
import type { InlineStep } from '../step.ts';

/** Collection Sort changes its collection; Collection Filter makes a new one, which the element holds. */
export function collectionStep(flow: CompiledFlow, element: CollectionElement): InlineStep {
  const collection = flow.needed(element.collection);
  const items = (interview: Interview): FlowValue[] => {
    const value = collection.read(interview, false);
    return value === null ? [] : isList(value) ? value : [value];
  };
  const apply = element.processor === 'sort' ? sorting(element) : filtering(flow, element);
  return {
    kind: 'inline',
    element,
    run: (interview) => {
      const made = apply(interview, items(interview));
      interview.set(element.name, made);
      if (element.processor === 'sort') collection.write?.(interview, made);
      return flow.step(element.next);
    },
  };
}

function filtering(flow: CompiledFlow, element: CollectionElement): (interview: Interview, items: readonly FlowValue[]) => FlowValue[] {
  const keeps = predicate(flow, element);
  const name = element.item ?? element.name;
  return (interview, items) =>
    items.filter((item) => {
      interview.set(name, item);
      return keeps(interview);
    }).map(copyOf);
}

function predicate(flow: CompiledFlow, element: CollectionElement): Predicate {
  if (element.formula === undefined || element.formula.trim() === '') return compileConditions(flow, element.conditions);
  const formula = compileFlowFormula(flow, element.formula, 'Boolean');
  return (interview) => formula.run(interview) === true;
}

function sorting(element: CollectionElement): (interview: Interview, items: readonly FlowValue[]) => FlowValue[] {
  return (interview, items) => {
    const sorted = items.toSorted((a, b) => {
      for (const { field, descending, nullsFirst } of element.sort) {
        const sign = compareKeys(keyOf(a, field), keyOf(b, field), nullsFirst, interview.zone);
        if (sign !== 0) return descending && keyOf(a, field) !== null && keyOf(b, field) !== null ? -sign : sign;
      }
      return 0;
    });
    return element.limit === undefined ? sorted : sorted.slice(0, element.limit);
  };
}

function keyOf(item: FlowValue, field: string | undefined): FlowValue {
  if (!(item instanceof SObjectRecord) || field === undefined) return item === '' ? null : item;
  const definition = item.definition.field(field);
  const value = definition === undefined ? null : fromField(item.fields[definition.name] ?? null);
  return typeof value === 'string' ? (value === '' ? null : value.toLowerCase()) : value;
}

function compareKeys(a: FlowValue, b: FlowValue, nullsFirst: boolean, zone: string): number {
  if (a === null || b === null) return a === b ? 0 : (a === null) === nullsFirst ? -1 : 1;
  return order(a, b, zone) ?? 0;
}
