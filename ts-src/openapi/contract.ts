import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** The parts of docs/openapi.json that are used here. */
export interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, Answer>>; readonly schemas: Readonly<Record<string, object>> };
}
interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Answer | { readonly $ref: string }>>;
}
interface Answer {
  readonly content?: Content;
}
type Content = Readonly<Record<string, { readonly schema: object }>>;

const file = path.resolve(import.meta.dirname, '../../docs/openapi.json');
export const openApi = JSON.parse(readFileSync(file, 'utf8')) as OpenApi;

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema({ $id: 'openapi', components: openApi.components });

/** What in `value` breaks a schema of the document; its references are those of the document. */
export function faults(schema: object, value: unknown): readonly string[] {
  const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')) as object;
  const validate = ajv.compile(local);
  return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath || '/'} ${message ?? ''} ${JSON.stringify(params)}`);
}

/** What in an answer of the org breaks the document: an unknown status or type of content, or a body that breaks its schema. */
export function answerFaults(operationId: string, status: number, contentType: string | null, body: string): readonly string[] {
  const operation = Object.values(openApi.paths).flatMap((methods) => Object.values(methods)).find((each) => each.operationId === operationId);
  if (operation === undefined) return [`docs/openapi.json has no operation ${operationId}`];
  const told = operation.responses[status];
  if (told === undefined) return [`${operationId}: docs/openapi.json does not tell of status ${status}`];
  const answer = '$ref' in told ? openApi.components.responses[told.$ref.split('/').at(-1)!] : told;
  if (answer?.content === undefined) return [];
  const type = (contentType ?? '').split(';')[0]!;
  const content = answer.content[type];
  if (content === undefined) return [`${operationId} ${status}: docs/openapi.json does not tell of ${type}`];
  return type.endsWith('json') ? faults(content.schema, JSON.parse(body)).map((fault) => `${operationId} ${status}: ${fault}`) : [];
}
