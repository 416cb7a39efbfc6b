import type { FieldDef } from '../../schema/model.ts';
import type { SObjectRecord } from '../../values/index.ts';
import type { ScreenField } from '../model/elements.ts';
import type { FlowChoiceSet } from '../model/types.ts';
import type { CompiledFlow } from '../run/compiled-flow.ts';
import { fromField } from '../run/flow-value.ts';
import type { FlowValue } from '../run/flow-value.ts';
import type { Interview } from '../run/interview.ts';
import { compileRowQuery } from '../run/queries.ts';
import { recordsIn } from '../run/records-in.ts';
import { shown } from '../run/templates.ts';

/** One entry of a drop-down, a group of radio buttons or of check boxes. */
export interface Choice {
  /** The choice, or the choice set it comes from. */
  readonly name: string;
  readonly label: string;
  readonly value: FlowValue;
  /** Entries of record choice sets: the row. */
  readonly record?: SObjectRecord;
  readonly set?: FlowChoiceSet;
}

/** The choices of a field in order, those of choice sets as they are now. */
export function choicesOf(interview: Interview, field: ScreenField): readonly Choice[] {
  return field.choices.flatMap((name) => {
    const resource = interview.flow.resource(name);
    if (resource?.kind === 'choice') {
      const label = interview.flow.template(resource.text)(interview);
      return [{ name: resource.name, label, value: resource.value === undefined ? label : interview.flow.source(resource.value)(interview) }];
    }
    return resource?.kind === 'choiceSet' ? fromSet(interview, resource) : [];
  });
}

/** Active values of a picklist field. */
export function picklistChoices(field: FieldDef): readonly Choice[] {
  return (field.picklist ?? []).filter(({ active }) => active).map(({ label, value }) => ({ name: field.name, label, value }));
}

function fromSet(interview: Interview, set: FlowChoiceSet): readonly Choice[] {
  const { flow } = interview;
  if (set.picklistObject !== undefined && set.picklistField !== undefined) {
    const field = flow.host.schema.object(set.picklistObject)?.field(set.picklistField);
    const choices = field === undefined ? [] : picklistChoices(field).map((choice) => ({ ...choice, name: set.name }));
    return ordered(choices, set);
  }
  return rowsOf(interview, flow, set).map((record) => ({
    name: set.name, record, set, label: shown(valueIn(record, set.displayField)), value: set.valueField === undefined ? record.id : valueIn(record, set.valueField),
  }));
}

function rowsOf(interview: Interview, flow: CompiledFlow, set: FlowChoiceSet): readonly SObjectRecord[] {
  if (set.collection !== undefined) return recordsIn(flow.needed(set.collection).read(interview));
  const names = [set.displayField, set.valueField, ...set.outputs.map(({ field }) => field)].filter((name) => name !== undefined);
  const query = compileRowQuery(flow, set.object ?? '', set.filters, { fields: names, sortField: set.sortField, descending: set.descending, limit: () => set.limit ?? 200 });
  return query.rows(new Map([[interview, query.conditions(interview)]])).get(interview) ?? [];
}

function ordered(choices: readonly Choice[], { sortField, descending, limit }: FlowChoiceSet & { readonly sortField: string | undefined }): readonly Choice[] {
  const sorts = sortField !== undefined || descending;
  const sorted = sorts ? choices.toSorted((a, b) => (a.label < b.label ? -1 : 1) * (descending ? -1 : 1)) : choices;
  return limit === undefined ? sorted : sorted.slice(0, limit);
}

function valueIn(record: SObjectRecord, name: string | undefined): FlowValue {
  const field = name === undefined ? undefined : record.definition.field(name);
  return field === undefined ? null : fromField(record.fields[field.name] ?? null);
}
