import { ApexDate, ApexDatetime, ApexTime, Decimal } from '../../values/index.ts';
import type { NamedInput, NamedOutput } from './elements.ts';
import type { Part } from './part.ts';
import { DATA_TYPES } from './types.ts';
import type { FlowCondition, FlowConditions, FlowDataType, FlowFilters, FlowSource } from './types.ts';

/** A `value` element: literal, reference, text with merge fields or formula. Undefined when it holds none of them. */
export function readSource(part: Part | undefined): FlowSource | undefined {
  if (part === undefined) return undefined;
  const reference = part.word('elementReference');
  if (reference !== undefined) return { kind: 'reference', reference };
  const expression = part.text('formulaExpression');
  const dataType = part.word('formulaDataType');
  if (expression !== undefined) return { kind: 'formula', expression, dataType: asDataType(dataType) ?? 'String' };
  const string = part.text('stringValue');
  if (string !== undefined) return textSource(string);
  const number = part.word('numberValue');
  if (number !== undefined) return literal(decimalOf(number));
  const boolean = part.word('booleanValue');
  if (boolean !== undefined) return literal(boolean === 'true');
  const date = part.word('dateValue');
  if (date !== undefined) return literal(ApexDate.tryParse(date.slice(0, 10)));
  const datetime = part.word('dateTimeValue');
  if (datetime !== undefined) return literal(ApexDatetime.tryParse(datetime));
  const time = part.word('timeValue');
  if (time !== undefined) return literal(ApexTime.tryParse(time));
  return undefined;
}

/** Text that may hold merge fields. */
export function textSource(text: string): FlowSource {
  return text.includes('{!') ? { kind: 'template', text } : { kind: 'literal', value: text };
}

function literal(value: Extract<FlowSource, { kind: 'literal' }>['value']): FlowSource {
  return { kind: 'literal', value };
}

/** `200.0` is how the metadata writes 200. */
function decimalOf(text: string): Decimal | null {
  const value = Decimal.tryParse(text);
  return value === null ? null : value.isWhole() ? value.setScale(0) : value;
}

export function asDataType(text: string | undefined): FlowDataType | undefined {
  return text !== undefined && DATA_TYPES.has(text) ? (text as FlowDataType) : undefined;
}

export function readConditions(part: Part): FlowConditions {
  return { logic: part.word('conditionLogic') ?? 'and', conditions: part.list('conditions').map(readCondition) };
}

function readCondition(part: Part): FlowCondition {
  part.ignore('leftValueDataType', 'rightValueDataType');
  return { left: part.word('leftValueReference') ?? '', operator: part.word('operator') ?? '', right: readSource(part.child('rightValue')) };
}

export function readFilters(part: Part): FlowFilters {
  return {
    logic: part.word('filterLogic') ?? 'and',
    filters: part.list('filters').map((filter) => ({
      field: filter.word('field') ?? '',
      operator: filter.word('operator') ?? '',
      value: readSource(filter.child('value')),
    })),
  };
}

export function readInputs(part: Part, tag: string): readonly NamedInput[] {
  return part.list(tag).map((input) => ({ name: input.word('name') ?? '', value: readSource(input.child('value')) }));
}

export function readOutputs(part: Part, tag: string): readonly NamedOutput[] {
  return part.list(tag).map((output) => ({ name: output.word('name') ?? '', target: output.word('assignToReference') ?? '' }));
}
