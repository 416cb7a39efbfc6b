import { ApexList } from './collections/list.ts';
import { TypeException, raise } from './exceptions.ts';
import { typeNamed } from './types.ts';
import type { ApexType } from './types.ts';
import { userMethod } from './user-class.ts';
import type { ClassView, MethodView } from './user-class.ts';

type Generated = (new () => object) & { readonly $meta: ClassView };

/** Test.createStub: an instance whose every method asks the provider. */
export function createStub(type: ApexType, provider: object): object {
  const meta = type.meta;
  if (meta === undefined || meta.kind === 'enum') throw raise(TypeException, `Cannot create stub for type: ${type.name}`);
  const parent = meta.kind === 'class' ? (type.load() as Generated) : undefined;
  const prototype = Object.create(parent?.prototype ?? Object.prototype) as Record<string, unknown>;
  const stub = Object.create(prototype) as object;
  for (const method of allMethods(type)) {
    if (method.static || method.access === 'private') continue;
    const answer = (...args: unknown[]): unknown => handle(stub, method, args, provider);
    prototype[method.key] = answer;
    const plain = method.name.toLowerCase();
    if (parent === undefined || plain in parent.prototype) prototype[plain] = answer;
  }
  const name = `${meta.name}__sfdc_ApexStub`;
  Object.defineProperty(prototype, 'constructor', { value: { $meta: { ...meta, name, fields: [], methods: [] }, $type: typeNamed(name) } });
  if (parent === undefined) for (const supertype of interfacesOf(type)) prototype[`$is_${supertype.replaceAll('.', '_')}`] = true;
  return stub;
}

function handle(stub: object, method: MethodView, args: readonly unknown[], provider: object): unknown {
  const types = ApexList.of('List<Type>', method.parameters.map((parameter) => typeNamed(parameter.type)));
  const names = ApexList.of('List<String>', method.parameters.map((parameter) => parameter.name));
  const returns = method.returns.toLowerCase() === 'void' ? null : typeNamed(method.returns);
  return userMethod(provider, 'handlemethodcall')!.call(provider, stub, method.name, returns, types, names, ApexList.of('List<Object>', [...args]));
}

/** Own and inherited methods; the nearest declaration of a key wins. */
function allMethods(type: ApexType): MethodView[] {
  const methods = new Map<string, MethodView>();
  const visit = (name: string): void => {
    const meta = typeNamed(name).meta;
    if (meta === undefined) return;
    for (const method of meta.methods) if (!methods.has(method.key)) methods.set(method.key, method);
    for (const parent of [...(meta.superclass ? [meta.superclass] : []), ...(meta.interfaces ?? [])]) visit(parent);
  };
  visit(type.name);
  return [...methods.values()];
}

function interfacesOf(type: ApexType): string[] {
  const names = new Set<string>();
  const visit = (name: string): void => {
    const { base, meta } = typeNamed(name);
    names.add(base);
    for (const parent of meta?.interfaces ?? []) visit(parent);
  };
  visit(type.name);
  return [...names];
}
