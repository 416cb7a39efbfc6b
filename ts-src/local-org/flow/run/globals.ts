import { current } from '../../execution/context.ts';
import { NotImplementedError } from '../../execution/errors.ts';
import { schemaScope } from '../../formula/index.ts';
import type { FormulaField } from '../../formula/index.ts';
import { ApexDatetime } from '../../values/index.ts';
import type { SObjectRecord } from '../../values/index.ts';
import type { FlowHost } from '../host.ts';
import type { FlowValue, FlowType } from './flow-value.ts';
import { fromField } from './flow-value.ts';
import type { Interview } from './interview.ts';

export interface Global {
  readonly type: FlowType | undefined;
  /** In the case of the schema. */
  readonly path: readonly string[];
  readonly percent: boolean;
  read(interview: Interview): FlowValue;
}

const text = (dataType: FlowType['dataType'], read: (interview: Interview) => FlowValue): Omit<Global, 'path'> => ({ type: { dataType, collection: false }, percent: false, read });

const flowGlobals: Readonly<Record<string, Omit<Global, 'path'>>> = {
  currentdate: text('Date', (interview) => ApexDatetime.fromMs(current().clock.now()).toDate(interview.zone)),
  currentdatetime: text('DateTime', () => ApexDatetime.fromMs(current().clock.now())),
  faultmessage: text('String', (interview) => interview.faultMessage),
  interviewguid: text('String', (interview) => interview.guid),
  interviewstarttime: text('DateTime', (interview) => ApexDatetime.fromMs(interview.batch.startedAt)),
  currentrecord: text('String', (interview) => interview.trigger?.record.id ?? null),
  currentstage: text('String', (interview) => interview.get('$Flow.CurrentStage')),
  activestages: { ...text('String', (interview) => interview.get('$Flow.ActiveStages') ?? interview.flow.activeStages), type: { dataType: 'String', collection: true } },
};

const constants: Readonly<Record<string, Omit<Global, 'path'>>> = {
  true: text('Boolean', () => true),
  false: text('Boolean', () => false),
  emptystring: text('String', () => ''),
};

/** Globals that show one row. */
const rowGlobals: Readonly<Record<string, (interview: Interview) => SObjectRecord | null>> = {
  $user: ({ batch }) => batch.related.row(current().user.id),
  $profile: ({ batch }) => batch.related.row(current().user.profileId),
  $userrole: ({ batch }) => batch.related.row(current().user.roleId),
  $organization: ({ batch }) => batch.related.only('Organization'),
};

/** `$Flow.CurrentDate`, `$User.Email`, `$Label.X`…; undefined: there is no such global. */
export function globalAt(host: FlowHost, path: readonly string[]): Global | undefined {
  const [root, name] = path as [string, string?];
  switch (root.toLowerCase()) {
    case '$flow':
      return name === undefined || path.length > 2 ? undefined : known(flowGlobals, path, name);
    case '$globalconstant':
      return name === undefined ? undefined : known(constants, path, name);
    case '$client':
      return { ...text('String', () => 'Large'), path };
    default:
      return ofOrg(host, path);
  }
}

function known(table: Readonly<Record<string, Omit<Global, 'path'>>>, path: readonly string[], name: string): Global | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(table, key) ? { ...table[key]!, path } : undefined;
}

function ofOrg(host: FlowHost, path: readonly string[]): Global | undefined {
  const anyObject = host.schema.object('User') ?? host.schema.objects[0];
  if (anyObject === undefined) return undefined;
  const field = schemaScope(host.schema, anyObject).field(path);
  if (field === undefined) return undefined;
  return { type: typeOf(field), path: field.path, percent: field.percent === true, read: (interview) => valueAt(host, interview, field.path) };
}

function typeOf({ type }: FormulaField): FlowType | undefined {
  switch (type) {
    case 'Number': case 'Boolean': case 'Date': case 'DateTime': case 'Time': case 'Picklist': return { dataType: type, collection: false };
    case 'MultiPicklist': return { dataType: 'Multipicklist', collection: false };
    case 'Text': return { dataType: 'String', collection: false };
    default: return undefined;
  }
}

/** The formula engine answers; rows of the user, profile and role are read where it cannot. */
function valueAt(host: FlowHost, interview: Interview, path: readonly string[]): FlowValue {
  try {
    return fromField(host.formulas.global(path, current().user));
  } catch (error) {
    if (!(error instanceof NotImplementedError)) throw error;
    const row = rowGlobals[path[0]!.toLowerCase()];
    if (row === undefined || path.length !== 2) throw error;
    return fromField(row(interview)?.fields[path[1]!] ?? null);
  }
}
