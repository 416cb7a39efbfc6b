import { parseRecord } from '../../../api/rest/record-parse.ts';
import { isJsonObject } from '../../../api/json.ts';
import type { Json } from '../../../api/json.ts';
import { DmlFailure } from '../../../execution/context.ts';
import type { ExecutionContext } from '../../../execution/context.ts';
import { OrgError } from '../../../execution/errors.ts';
import type { SObjectDef } from '../../../schema/model.ts';
import { SObjectRecord } from '../../../values/index.ts';
import { identify } from '../records.ts';
import { AS_USER } from '../select.ts';
import { GraphqlFault, undefinedField } from './fault.ts';
import type { Field } from './fields.ts';
import { checkFields, pick, savedRecord } from './records.ts';

type Operation = 'insert' | 'update' | 'delete';
const OPERATIONS: Readonly<Record<string, Operation>> = { Create: 'insert', Update: 'update', Delete: 'delete' };

interface Mutation {
  readonly field: Field;
  readonly object: SObjectDef;
  readonly operation: Operation;
}

/**
 * `uiapi(input: {allOrNone})` of a mutation: `ContactCreate`, `ContactUpdate`, `ContactDelete`, one after the other. `report` hears of
 * those that fail.
 */
export function mutate(context: ExecutionContext, root: Field, path: readonly string[], report: (fault: GraphqlFault) => void): Record<string, unknown> {
  const mutations = root.fields.map((field) => mutationOf(context, field, path));
  const input = root.args.input ?? null;
  const allOrNone = !isJsonObject(input) || input.allOrNone !== false;
  const answers = new Map<string, unknown>(mutations.map(({ field }) => [field.key, null]));
  const run = (mutation: Mutation): void => void answers.set(mutation.field.key, save(context, mutation, [...path, mutation.field.key]));
  if (allOrNone) {
    try {
      context.atomic(() => mutations.forEach(run));
    } catch (error) {
      report(faultOf(error, path));
      return Object.fromEntries(mutations.map(({ field }) => [field.key, null]));
    }
    return Object.fromEntries(answers);
  }
  for (const mutation of mutations) {
    try {
      context.atomic(() => run(mutation));
    } catch (error) {
      report(faultOf(error, [...path, mutation.field.key]));
    }
  }
  return Object.fromEntries(answers);
}

function mutationOf(context: ExecutionContext, field: Field, path: readonly string[]): Mutation {
  const [, name = '', suffix = ''] = /^(\w+)(Create|Update|Delete)$/.exec(field.name) ?? [];
  const object = context.schema.object(name);
  if (object === undefined || !context.user.permissions.object(object.name).read) throw undefinedField(path, field.name, 'UIAPIMutations');
  const operation = OPERATIONS[suffix]!;
  for (const each of field.fields) if (each.name === 'Record' && operation !== 'delete') checkFields(context, object, each, [...path, field.key, each.name]);
  return { field, object, operation };
}

function save(context: ExecutionContext, { field, object, operation }: Mutation, path: readonly string[]): unknown {
  const input = field.args.input ?? null;
  if (!isJsonObject(input)) throw new GraphqlFault('ValidationError', `Validation error of type MissingFieldArgument: Missing field argument 'input' @ '${path.join('/')}'`, path);
  const record = recordOf(context, object, operation, input, path);
  context.dml({ operation, records: [record], ...AS_USER, allOrNone: true });
  const id = record.id!;
  if (operation === 'delete') return pick(field.fields, `${object.name}DeletePayload`, path, { Id: () => id, success: () => true });
  return pick(field.fields, `${object.name}${operation === 'insert' ? 'Create' : 'Update'}Payload`, path, { Record: (each) => savedRecord(context, object, id, each, [...path, each.name]), success: () => true });
}

function recordOf(context: ExecutionContext, object: SObjectDef, operation: Operation, input: Readonly<Record<string, Json>>, path: readonly string[]): SObjectRecord {
  const values = input[object.name] ?? {};
  if (!isJsonObject(values)) throw new GraphqlFault('ValidationError', `Validation error: ${object.name} of the input must be an object`, path);
  const record = operation === 'delete' ? new SObjectRecord(object) : parseRecord(context.schema, object, values, new Set(['id'])).record;
  if (operation === 'insert') return record;
  const found = identify(context, String(input.Id ?? ''));
  if (found.object !== object) throw new GraphqlFault('DataFetchingException', `${found.id} is no ${object.name}`, path);
  record.put('Id', found.id);
  return record;
}

function faultOf(error: unknown, path: readonly string[]): GraphqlFault {
  if (error instanceof GraphqlFault) return error;
  if (error instanceof DmlFailure) return new GraphqlFault('DataFetchingException', error.failures[0]?.error.message ?? error.message, path);
  if (error instanceof OrgError) return new GraphqlFault('DataFetchingException', error.message, path);
  throw error;
}
