import { badRequest } from '../../../api/errors.ts';
import { isJsonObject, parseJsonObject } from '../../../api/json.ts';
import type { ExecutionContext } from '../../../execution/context.ts';
import { NotImplementedError, OrgError } from '../../../execution/errors.ts';
import { GraphqlFault, undefinedField } from './fault.ts';
import { fieldsOf } from './fields.ts';
import type { Field } from './fields.ts';
import { mutate } from './mutations.ts';
import { connection, pick } from './records.ts';
import { parseDocument } from './syntax.ts';

interface Entry {
  readonly message: string;
  readonly locations: readonly [];
  readonly paths: readonly string[];
  readonly extensions: { readonly ErrorType: string };
}

/** `POST /services/data/vNN.0/graphql`: `{query, variables, operationName}` -> `{data, errors}`, as the signed-in user. */
export function graphql(context: ExecutionContext, body: Uint8Array | string): { readonly data: unknown; readonly errors: readonly Entry[] } {
  const { query, variables = null, operationName = null } = parseJsonObject(body);
  if (typeof query !== 'string' || (variables !== null && !isJsonObject(variables)) || (operationName !== null && typeof operationName !== 'string')) {
    throw badRequest('JSON_PARSER_ERROR', 'The request needs a text `query`, and may have an object `variables` and a text `operationName`');
  }
  const errors: Entry[] = [];
  const report = (fault: GraphqlFault): void => void errors.push({ message: fault.message, locations: [], paths: fault.path, extensions: { ErrorType: fault.type } });
  try {
    const { type, fields } = fieldsOf(parseDocument(query), operationName ?? undefined, variables ?? {});
    const data = pick(fields, type === 'query' ? 'Query' : 'Mutation', [], {
      uiapi: (field) => (type === 'query' ? uiapi(context, field) : mutate(context, field, ['uiapi'], report)),
      ...Object.fromEntries(['setup', 'rateLimit', '__schema', '__type'].map((name) => [name, () => missing(name)])),
    });
    return { data, errors };
  } catch (error) {
    if (error instanceof OrgError) report(new GraphqlFault('DataFetchingException', error.message));
    else if (error instanceof GraphqlFault) report(error);
    else throw error;
    return { data: null, errors };
  }
}

function missing(name: string): never {
  throw new NotImplementedError(`GraphQL ${name}`);
}

function uiapi(context: ExecutionContext, root: Field): unknown {
  const path = ['uiapi', 'query'];
  return pick(root.fields, 'UIAPI', ['uiapi'], {
    query: ({ fields }) => Object.fromEntries(fields.map((field) => {
      if (field.name === '__typename') return [field.key, 'RecordQuery'];
      const object = context.schema.object(field.name);
      if (object === undefined || !context.user.permissions.object(object.name).read) throw undefinedField(path, field.name, 'RecordQuery');
      return [field.key, connection(context, object, field, [...path, field.key])];
    })),
    aggregate: () => missing('uiapi.aggregate'),
    objectInfos: () => missing('uiapi.objectInfos'),
    relatedListByName: () => missing('uiapi.relatedListByName'),
    layouts: () => missing('uiapi.layouts'),
    currentUser: () => missing('uiapi.currentUser'),
  });
}
