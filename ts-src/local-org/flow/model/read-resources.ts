import type { Part } from './part.ts';
import type { FlowResource } from './types.ts';
import { asDataType, readFilters, readSource } from './values.ts';

type Kind = FlowResource['kind'];
type Read = { [K in Kind]: Omit<Extract<FlowResource, { kind: K }>, 'name' | 'line' | 'unsupported'> }[Kind];
type Reader = (part: Part) => Read & { readonly badType?: string };

/** Readers by XML tag. */
const readers: Readonly<Record<string, Reader>> = {
  variables: (part) => ({
    kind: 'variable',
    ...typeOf(part),
    isCollection: part.flag('isCollection'),
    isInput: part.flag('isInput'),
    isOutput: part.flag('isOutput'),
    objectType: part.word('objectType'),
    apexClass: part.word('apexClass'),
    scale: part.number('scale'),
    value: readSource(part.child('value')),
  }),
  constants: (part) => ({ kind: 'constant', ...typeOf(part), value: readSource(part.child('value')) }),
  formulas: (part) => ({ kind: 'formula', ...typeOf(part), expression: part.text('expression') ?? '', scale: part.number('scale') }),
  textTemplates: (part) => ({ kind: 'textTemplate', text: part.text('text') ?? '', plain: part.flag('isViewedAsPlainText') }),
  choices: (part) => ({ kind: 'choice', text: part.text('choiceText') ?? '', ...typeOf(part), value: readSource(part.child('value')) }),
  dynamicChoiceSets: (part) => ({
    kind: 'choiceSet',
    ...typeOf(part),
    object: part.word('object'),
    filters: readFilters(part),
    displayField: part.word('displayField'),
    valueField: part.word('valueField'),
    picklistObject: part.word('picklistObject'),
    picklistField: part.word('picklistField'),
    collection: part.word('collectionReference'),
    sortField: part.word('sortField'),
    descending: part.word('sortOrder') === 'Desc',
    limit: part.number('limit'),
    outputs: part.list('outputAssignments').map((o) => ({ field: o.word('field') ?? '', target: o.word('assignToReference') ?? '' })),
  }),
  stages: (part) => ({ kind: 'stage', label: part.text('label') ?? '', order: part.number('stageOrder') ?? 0, isActive: part.flag('isActive') }),
};

export function isResourceTag(tag: string): boolean {
  return Object.hasOwn(readers, tag);
}

export function readResource(part: Part): FlowResource {
  const name = part.word('name') ?? '';
  const { badType, ...read } = readers[part.xml.name]!(part);
  const unsupported = [...part.unread(), ...(badType === undefined ? [] : [`data type ${badType}`])];
  return { ...read, name, line: part.line, unsupported } as FlowResource;
}

function typeOf(part: Part): { dataType: NonNullable<ReturnType<typeof asDataType>>; badType?: string } {
  const text = part.word('dataType');
  const dataType = asDataType(text);
  if (dataType !== undefined) return { dataType };
  return text === undefined ? { dataType: 'String' } : { dataType: 'String', badType: text };
}
