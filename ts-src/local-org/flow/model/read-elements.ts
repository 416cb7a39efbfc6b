import type { CollectionElement, FieldInput, FlowElement } from './elements.ts';
import type { Part } from './part.ts';
import { readScreen } from './read-screens.ts';
import { readConditions, readFilters, readInputs, readOutputs, readSource, textSource } from './values.ts';

type Read<K extends FlowElement['kind']> = Omit<Extract<FlowElement, { kind: K }>, 'name' | 'label' | 'line' | 'unsupported'> & { readonly gaps?: readonly string[] };
type Reader = (part: Part) => { [K in FlowElement['kind']]: Read<K> }[FlowElement['kind']];

/** Readers by XML tag. An element tag that is not here is read as unknown. */
const readers: Readonly<Record<string, Reader>> = {
  assignments: (part) => ({ kind: 'assignment', items: readItems(part, 'assignmentItems'), next: part.connector() }),
  decisions: (part) => {
    part.ignore('defaultConnectorLabel');
    return {
      kind: 'decision',
      rules: part.list('rules').map((rule) => ({
        name: rule.word('name') ?? '', label: rule.text('label') ?? '', ...readConditions(rule),
        requireChange: rule.flag('doesRequireRecordChangedToMeetCriteria'), next: rule.connector(),
      })),
      otherwise: part.connector('defaultConnector'),
    };
  },
  loops: (part) => ({
    kind: 'loop', collection: part.word('collectionReference') ?? '', descending: part.word('iterationOrder') === 'Desc',
    variable: part.word('assignNextValueToReference'), each: part.connector('nextValueConnector'), after: part.connector('noMoreValuesConnector'),
  }),
  recordLookups: (part) => ({
    kind: 'lookup', ...ends(part), object: part.word('object') ?? '', filters: readFilters(part), queriedFields: part.words('queriedFields'),
    store: part.flag('storeOutputAutomatically'),
    first: part.flag('getFirstRecordOnly', part.xml.child('outputAssignments') !== undefined), outputReference: part.word('outputReference'),
    outputs: part.list('outputAssignments').map((o) => ({ field: o.word('field') ?? '', target: o.word('assignToReference') ?? '' })),
    nullIfNone: part.flag('assignNullValuesIfNoRecordsFound'), sortField: part.word('sortField'), descending: part.word('sortOrder') === 'Desc',
    limit: readSource(part.child('limit')),
  }),
  recordCreates: (part) => ({
    kind: 'create', ...ends(part), object: part.word('object'), inputs: readFieldInputs(part), reference: part.word('inputReference'),
    idTarget: part.word('assignRecordIdToReference'), store: part.flag('storeOutputAutomatically'),
  }),
  recordUpdates: (part) => ({ kind: 'update', ...ends(part), object: part.word('object'), filters: readFilters(part), inputs: readFieldInputs(part), reference: part.word('inputReference') }),
  recordDeletes: (part) => ({ kind: 'delete', ...ends(part), object: part.word('object'), filters: readFilters(part), reference: part.word('inputReference') }),
  recordRollbacks: (part) => ({ kind: 'rollback', next: part.connector() }),
  subflows: (part) => ({
    kind: 'subflow', flow: part.word('flowName') ?? '', inputs: readInputs(part, 'inputAssignments'), outputs: readOutputs(part, 'outputAssignments'),
    store: part.flag('storeOutputAutomatically'), next: part.connector(),
  }),
  actionCalls: (part) => ({
    kind: 'action', ...ends(part), actionType: part.word('actionType') ?? '', action: part.word('actionName') ?? '', inputs: readInputs(part, 'inputParameters'),
    outputs: readOutputs(part, 'outputParameters'), store: part.flag('storeOutputAutomatically'),
  }),
  customErrors: (part) => ({
    kind: 'customError', next: part.connector(),
    messages: part.list('customErrorMessages').map((m) => {
      const onField = m.flag('isFieldError');
      const field = m.word('fieldSelection');
      return { message: textSource(m.text('errorMessage') ?? ''), field: onField ? field : undefined };
    }),
  }),
  collectionProcessors: readCollection,
  screens: readScreen,
};

/** Tags of elements that the local org knows of but does not run. */
const notRun = new Set(['apexPluginCalls', 'waits', 'transforms', 'orchestratedStages', 'steps', 'experiments', 'actionOverrides', 'forks']);

export function isElementTag(tag: string): boolean {
  return Object.hasOwn(readers, tag) || notRun.has(tag);
}

export function readElement(part: Part): FlowElement {
  const name = part.word('name') ?? '';
  const label = part.text('label') ?? name;
  const reader = Object.hasOwn(readers, part.xml.name) ? readers[part.xml.name]! : undefined;
  if (reader === undefined) return { kind: 'unknown', name, label, line: part.line, tag: part.xml.name, targets: targetsIn(part), unsupported: [part.xml.name] };
  const { gaps = [], ...read } = reader(part);
  return { ...read, name, label, line: part.line, unsupported: [...gaps, ...part.unread()] } as FlowElement;
}

function targetsIn(part: Part): readonly string[] {
  return ['connector', 'defaultConnector', 'faultConnector'].flatMap((name) => part.connector(name) ?? []);
}

function ends(part: Part): { next: string | undefined; fault: string | undefined } {
  return { next: part.connector(), fault: part.connector('faultConnector') };
}

function readItems(part: Part, tag: string): CollectionElement['mapItems'] {
  return part.list(tag).map((item) => ({ target: item.word('assignToReference') ?? '', operator: item.word('operator') ?? 'Assign', value: readSource(item.child('value')) }));
}

function readFieldInputs(part: Part): readonly FieldInput[] {
  return part.list('inputAssignments').map((input) => ({ field: input.word('field') ?? '', value: readSource(input.child('value')) }));
}

const PROCESSORS: Readonly<Record<string, CollectionElement['processor']>> = {
  SortCollectionProcessor: 'sort', FilterCollectionProcessor: 'filter', RecommendationMapCollectionProcessor: 'map',
};

function readCollection(part: Part): Read<'collection'> {
  const type = part.word('collectionProcessorType') ?? '';
  const processor = PROCESSORS[type];
  return {
    kind: 'collection', processor: processor ?? 'filter', gaps: processor === undefined || processor === 'map' ? [`collection processor ${type}`] : [],
    collection: part.word('collectionReference') ?? '', item: part.word('assignNextValueToReference'), conditions: readConditions(part), formula: part.text('formula'),
    sort: part.list('sortOptions').map((o) => ({ field: o.word('sortField'), descending: o.word('sortOrder') === 'Desc', nullsFirst: !o.flag('doesPutEmptyStringAndNullFirst', true) ? false : true })),
    limit: part.number('limit'), outputObject: part.word('outputSObjectType'), mapItems: readItems(part, 'mapItems'), next: part.connector(),
  };
}
