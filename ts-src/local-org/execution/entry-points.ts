import type { ApexCode } from '../apex/load/index.ts';
import { RestRequest, RestResponse, parseTree, readAs, serialize, typeNamed } from '../apex/runtime/index.ts';
import { ApexBlob } from '../values/index.ts';
import { auraValue } from './aura-value.ts';
import { current } from './context.ts';
import { OrgError } from './errors.ts';
import type { ApexProgram, InvocableInfo, InvocableParameter, RestCall, RestHandler, RestReply } from './local-org.ts';
import type { OrgContext } from './org-context.ts';
import type { Program } from './program.ts';

type ClassMeta = NonNullable<ReturnType<ApexCode['meta']>>;
type MethodMeta = ClassMeta['methods'][number];

/** What components, the APIs and flows call in the program: `@AuraEnabled`, `@InvocableMethod`, `@RestResource`. */
export class EntryPoints implements ApexProgram {
  readonly #program: () => Program;

  /** The program may change when classes are saved. */
  constructor(program: () => Program) {
    this.#program = program;
  }

  callAura(className: string, methodName: string, args: Readonly<Record<string, unknown>>): { readonly value: unknown; readonly cacheable: boolean } {
    const meta = this.#classMeta(className);
    const method = meta.methods.find((each) => sameName(each.name, methodName) && each.static && annotation(each, 'auraenabled'));
    if (!method) throw new OrgError('INVALID_TYPE', `Unable to find action 'apex://${meta.name}/ACTION$${methodName}'.`);
    const cacheable = annotation(method, 'auraenabled')!.parameters.cacheable?.toLowerCase() === 'true';
    const value = this.#enter(() => {
      const values = method.parameters.map(({ name, type }) => this.#read(argument(args, name), type));
      return auraValue(this.#program().callStatic(meta.name, method.key, values), (name) => this.#program().code.meta(name));
    });
    return { value, cacheable };
  }

  get invocables(): readonly InvocableInfo[] {
    return [...this.#program().code.classes].flatMap((meta) => {
      const method = meta.methods.find((each) => annotation(each, 'invocablemethod'));
      if (!method) return [];
      const { parameters } = annotation(method, 'invocablemethod')!;
      const input = method.parameters[0] ? elementType(method.parameters[0].type) : undefined;
      return [{ className: meta.name, label: parameters.label ?? method.name, description: parameters.description ?? null, inputs: this.#parametersOf(input, method.parameters[0]?.name), outputs: this.#parametersOf(elementType(method.returns), 'output') }];
    });
  }

  callInvocable(className: string, inputs: readonly Readonly<Record<string, unknown>>[]): readonly unknown[] {
    const meta = this.#classMeta(className);
    const method = meta.methods.find((each) => annotation(each, 'invocablemethod'));
    if (!method) throw new OrgError('INVALID_TYPE', `${meta.name} has no invocable method`);
    return this.#enter(() => {
      const args = method.parameters.map(({ name, type }) => {
        const isVariable = this.#program().code.meta(elementType(type) ?? '') !== undefined;
        const rows = inputs.map((input) => (isVariable ? input : (argument(input, name) ?? Object.values(input)[0] ?? null)));
        return this.#read(rows, type);
      });
      const result = this.#program().callStatic(meta.name, method.key, args);
      if (method.returns.toLowerCase() === 'void' || result === null) return inputs.map(() => null);
      return JSON.parse(serialize(result, false, false)) as unknown[];
    });
  }

  restHandler(path: string, verb: string): RestHandler | undefined {
    let best: (RestResource & { readonly method: MethodMeta }) | undefined;
    for (const { meta, urlMapping } of restResources(this.#program())) {
      if (!matches(urlMapping, path) || (best && best.urlMapping.length >= urlMapping.length)) continue;
      const method = meta.methods.find((each) => annotation(each, `http${verb.toLowerCase()}`));
      if (method) best = { meta, urlMapping, method };
    }
    if (!best) return undefined;
    const { meta, method, urlMapping } = best;
    return { className: meta.name, urlMapping, invoke: (call) => this.#enter(() => this.#rest(meta, method, call)) };
  }

  #rest(meta: ClassMeta, method: MethodMeta, call: RestCall): RestReply {
    const program = this.#program();
    const restContext = program.runtime.std.restcontext as { request: RestRequest | null; response: RestResponse | null };
    const request = new RestRequest();
    request.requesturi = call.requestUri;
    request.resourcepath = call.resourcePath;
    request.httpmethod = call.httpMethod;
    request.remoteaddress = call.remoteAddress;
    request.requestbody = new ApexBlob(call.body);
    for (const [name, value] of Object.entries(call.headers)) request.headers.put(name, value);
    for (const [name, value] of Object.entries(call.params)) request.params.put(name, value);
    restContext.request = request;
    restContext.response = new RestResponse();
    const args = method.parameters.length === 0 ? [] : this.#restArguments(method, call);
    const result = program.callStatic(meta.name, method.key, args);
    return restReply(restContext.response, method.returns.toLowerCase() === 'void', result);
  }

  /** Parameters of the method by name from the JSON object in the body. */
  #restArguments(method: MethodMeta, call: RestCall): unknown[] {
    const text = new TextDecoder().decode(call.body);
    if (text.trim() === '') return method.parameters.map(() => null);
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch (error) {
      throw new OrgError('JSON_PARSER_ERROR', (error as Error).message);
    }
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new OrgError('JSON_PARSER_ERROR', 'The HTTP entity body is required to be a JSON object');
    for (const name of Object.keys(body)) {
      if (!method.parameters.some((parameter) => sameName(parameter.name, name))) throw new OrgError('JSON_PARSER_ERROR', `Unexpected parameter encountered during deserialization: ${name}`);
    }
    const tree = parseTree(text) as Map<string, Parameters<typeof readAs>[0]>;
    return method.parameters.map(({ name, type }) => {
      const key = [...tree.keys()].find((each) => sameName(each, name));
      return key === undefined ? null : readAs(tree.get(key)!, typeNamed(type), false);
    });
  }

  #parametersOf(type: string | undefined, name: string | undefined): InvocableParameter[] {
    if (type === undefined || type.toLowerCase() === 'void') return [];
    const meta = this.#program().code.meta(type);
    if (!meta) return [{ name: name ?? 'input', label: name ?? 'input', required: true, type: type.toUpperCase(), maxOccurs: 1 }];
    return meta.fields.flatMap((field) => {
      const found = field.annotations.find((each) => each.name === 'invocablevariable');
      if (!found) return [];
      const inner = elementType(field.type);
      return [{ name: field.name, label: found.parameters.label ?? field.name, required: found.parameters.required?.toLowerCase() === 'true', type: (inner ?? field.type).toUpperCase(), maxOccurs: inner === undefined ? 1 : 2000 }];
    });
  }

  #read(json: unknown, type: string): unknown {
    if (json === undefined || json === null) return null;
    const text = JSON.stringify(json);
    if (type.toLowerCase() === 'object') return (this.#program().runtime.std.json as { deserializeuntyped(text: string): unknown }).deserializeuntyped(text);
    return readAs(parseTree(text), typeNamed(type), false);
  }

  #classMeta(className: string): ClassMeta {
    const meta = this.#program().code.meta(className);
    if (!meta) throw new OrgError('INVALID_TYPE', `There is no Apex class ${className}`);
    return meta;
  }

  #enter<T>(work: () => T): T {
    return this.#program().enter(current() as OrgContext, work);
  }
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const annotation = (method: MethodMeta, name: string): MethodMeta['annotations'][number] | undefined => method.annotations.find((each) => each.name === name);

function argument(args: Readonly<Record<string, unknown>>, name: string): unknown {
  if (name in args) return args[name];
  const key = Object.keys(args).find((each) => sameName(each, name));
  return key === undefined ? null : args[key];
}

/** `List<Foo>` -> `Foo` */
function elementType(type: string): string | undefined {
  return /^List<(.*)>$/i.exec(type)?.[1];
}

interface RestResource {
  readonly meta: ClassMeta;
  readonly urlMapping: string;
}

const knownResources = new WeakMap<Program, readonly RestResource[]>();

/** The classes with `@RestResource`, looked for once in a program. */
function restResources(program: Program): readonly RestResource[] {
  let known = knownResources.get(program);
  if (known === undefined) {
    known = [...program.code.units.values()].flatMap((unit) => {
      const meta = unit.meta[unit.name.toLowerCase()];
      const urlMapping = meta?.annotations.find((each) => each.name === 'restresource')?.parameters.urlmapping;
      return meta === undefined || urlMapping === undefined ? [] : [{ meta, urlMapping }];
    });
    knownResources.set(program, known);
  }
  return known;
}

/** `/loop/v1/*` takes everything below it. */
function matches(urlMapping: string, path: string): boolean {
  if (!urlMapping.endsWith('*')) return path === urlMapping;
  const prefix = urlMapping.slice(0, -1);
  return path.startsWith(prefix) || `${path}/` === prefix;
}

function restReply(response: RestResponse | null, isVoid: boolean, result: unknown): RestReply {
  const headers: Record<string, string> = {};
  for (const [name, value] of response?.headers.entries() ?? []) if (name !== null) headers[String(name)] = String(value);
  const statusCode = response?.statuscode ?? 200;
  if (!isVoid) return { statusCode, headers: { 'Content-Type': 'application/json;charset=UTF-8', ...headers }, body: serialize(result, false, false) };
  const body = response?.responsebody?.bytes ?? null;
  return { statusCode, headers: body && !Object.keys(headers).some((name) => sameName(name, 'content-type')) ? { 'Content-Type': 'application/json;charset=UTF-8', ...headers } : headers, body };
}

