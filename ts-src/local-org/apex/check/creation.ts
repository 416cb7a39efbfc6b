/** `new …` in all its forms. */
import type { NewArray, NewCollection, NewMap, NewObject, NewSObject } from '../syntax/ast.ts';
import { conversionCost } from '../types/assign.ts';
import { standardConstructors } from '../types/members.ts';
import { isCollection, isGenericSObject, isList, isMap, isPrimitive } from '../types/types.ts';
import type { SObjectType, StandardType, Type } from '../types/types.ts';
import type { UserType } from '../types/user-type.ts';
import { checkConstructorAccess } from './access.ts';
import type { Expr } from './bound.ts';
import { coerceArgs, pick } from './calls.ts';
import type { CheckContext } from './context.ts';
import { assign, coerce, coercionCost } from './conversions.ts';
import { checkExpression, resolveType } from './expressions.ts';
import { constructorMissing, illegalAssignment } from './messages.ts';
import { parentType, sobjectFieldType } from './sobject-members.ts';

export function checkNewObject(ctx: CheckContext, expression: NewObject): Expr {
  const type = resolveType(ctx, expression.type);
  const args = expression.args.map((arg) => checkExpression(ctx, arg));
  const { line } = expression;
  const missing = (): Expr => ctx.broken(expression, constructorMissing(type, args.map((arg) => arg.type)));
  switch (type.kind) {
    case 'unknown':
      return ctx.broken(expression);
    case 'user':
      return newUser(ctx, type, args, expression);
    case 'sobject':
      if (isGenericSObject(type)) return ctx.broken(expression, 'Type cannot be constructed: SObject');
      return args.length > 0 ? missing() : { kind: 'newSObject', fields: [], type, line };
    case 'standard': {
      if (isCollection(type)) return newCollection(ctx, type, args, expression);
      if (type.name === 'Flow.Interview' && expression.type.parts.length === 3) return newInterview(ctx, type, args, expression);
      if (type.signature.kind !== 'class') return ctx.broken(expression, `Type cannot be constructed: ${type.name}`);
      const found = pick(ctx, standardConstructors(ctx.world, type), args);
      return found === undefined ? missing() : { kind: 'newStandard', owner: type, args: coerceArgs(args, found.parameters), type, line };
    }
    default:
      return ctx.broken(expression, `Type cannot be constructed: ${type.name}`);
  }
}

function newUser(ctx: CheckContext, type: UserType, args: readonly Expr[], expression: NewObject): Expr {
  if (type.category !== 'class') return ctx.broken(expression, `Type cannot be constructed: ${type.name}`);
  if (type.abstract) return ctx.broken(expression, `Abstract classes cannot be constructed: ${type.name}`);
  const found = pick(ctx, type.constructors, args);
  if (found === undefined) return ctx.broken(expression, constructorMissing(type, args.map((arg) => arg.type)));
  checkConstructorAccess(ctx, found, expression);
  const { sharing } = type;
  if (type !== ctx.type && (sharing === undefined || sharing === 'inherited')) ctx.code.callsOut = true;
  return { kind: 'new', constructorSymbol: found, args: coerceArgs(args, found.parameters), type, line: expression.line };
}

/** `new Flow.Interview.My_Flow(inputs)` is `Flow.Interview.createInterview('My_Flow', inputs)`. */
function newInterview(ctx: CheckContext, type: StandardType, args: readonly Expr[], expression: NewObject): Expr {
  const name: Expr = { kind: 'constant', value: expression.type.parts[2]!.name, type: ctx.world.string, line: expression.line };
  return { kind: 'standardCall', owner: type, name: 'createInterview', object: undefined, args: [name, ...args], safe: false, type, line: expression.line };
}

function newCollection(ctx: CheckContext, type: StandardType, args: readonly Expr[], expression: NewObject): Expr {
  const { line } = expression;
  const [from] = args;
  if (from === undefined) return { kind: 'newCollection', items: undefined, from: undefined, type, line };
  const wrong = (): Expr => ctx.broken(expression, constructorMissing(type, args.map((arg) => arg.type)));
  if (args.length > 1) return wrong();
  const ok = isMap(type) ? mapSource(ctx, type, from.type) : isPrimitive(from.type, 'Integer') || elementSource(ctx, type, from.type);
  return ok ? { kind: 'newCollection', items: undefined, from, type, line } : wrong();
}

function elementSource(ctx: CheckContext, type: StandardType, from: Type): boolean {
  if (from.kind === 'unknown' || from.kind === 'null') return true;
  const wanted = type.args[0]!;
  const iterable = ctx.world.standard('Iterable', [wanted])!;
  if (from.kind === 'standard' && from.args.length === 1 && isCollection(from)) {
    const own = from.args[0]!;
    return conversionCost(ctx.world, own, wanted) !== undefined || (isGenericSObject(own) && wanted.kind === 'sobject');
  }
  return conversionCost(ctx.world, from, iterable) !== undefined;
}

function mapSource(ctx: CheckContext, type: StandardType, from: Type): boolean {
  if (from.kind === 'unknown' || from.kind === 'null') return true;
  if (isMap(from)) return from.args.every((arg, i) => conversionCost(ctx.world, arg, type.args[i]!) !== undefined || isGenericSObject(arg));
  return isList(from) && from.args[0]!.kind === 'sobject';
}

export function checkNewSObject(ctx: CheckContext, expression: NewSObject): Expr {
  const type = resolveType(ctx, expression.type);
  const fields = expression.fields.map((field) => ({ at: field, name: field.name, value: checkExpression(ctx, field.value) }));
  if (type.kind === 'unknown') return ctx.broken(expression);
  if (type.kind !== 'sobject') return ctx.broken(expression, `Invalid constructor syntax, name=value pairs can only be used for SObjects: ${type.name}`);
  const seen = new Set<string>();
  const bound: { name: string; value: Expr }[] = [];
  for (const { at, name, value } of fields) {
    const key = name.toLowerCase();
    if (seen.has(key)) ctx.report(at, `Duplicate field initialization: ${name}`);
    seen.add(key);
    const target = fieldTarget(ctx, type, name);
    if (target === undefined) ctx.report(at, `Field does not exist: ${name} on ${type.name}`);
    else bound.push({ name: target.name, value: assign(ctx, value, target.type, at) });
  }
  return { kind: 'newSObject', fields: bound, type, line: expression.line };
}

function fieldTarget(ctx: CheckContext, type: SObjectType, name: string): { readonly name: string; readonly type: Type } | undefined {
  const field = type.definition?.field(name);
  if (field !== undefined) return { name: field.name, type: sobjectFieldType(ctx.world, field) };
  return type.definition === undefined ? undefined : parentType(ctx.world, type.definition, name);
}

function elements(ctx: CheckContext, list: NewCollection['elements'], to: Type): Expr[] {
  return list.map((element) => assign(ctx, checkExpression(ctx, element), to, element));
}

export function checkNewCollection(ctx: CheckContext, expression: NewCollection): Expr {
  const type = resolveType(ctx, expression.type);
  const { line } = expression;
  if (type.kind === 'unknown') {
    for (const element of expression.elements) checkExpression(ctx, element);
    return ctx.broken(expression);
  }
  if (!isCollection(type) || (isMap(type) && expression.elements.length > 0)) return ctx.broken(expression, `Invalid initializer type ${type.name}`);
  return { kind: 'newCollection', items: elements(ctx, expression.elements, type.args[0]!), from: undefined, type, line };
}

export function checkNewMap(ctx: CheckContext, expression: NewMap): Expr {
  const type = resolveType(ctx, expression.type);
  const [key, value] = isMap(type) ? type.args : [];
  const entries = expression.entries.map((entry) => ({ entry, key: checkExpression(ctx, entry.key), value: checkExpression(ctx, entry.value) }));
  if (type.kind === 'unknown') return ctx.broken(expression);
  if (key === undefined || value === undefined) return ctx.broken(expression, `Invalid initializer type ${type.name}`);
  const items = entries.flatMap((item) => [assign(ctx, item.key, key, item.entry.key), assign(ctx, item.value, value, item.entry.value)]);
  return { kind: 'newCollection', items, from: undefined, type, line: expression.line };
}

export function checkNewArray(ctx: CheckContext, expression: NewArray): Expr {
  const element = resolveType(ctx, expression.type);
  const type = ctx.world.list(element);
  const { line } = expression;
  if (expression.size !== undefined) {
    const size = checkExpression(ctx, expression.size);
    if (coercionCost(ctx, size, ctx.world.integer) === undefined) return ctx.broken(expression.size, illegalAssignment(size.type, ctx.world.integer));
    return { kind: 'newCollection', items: undefined, from: coerce(size, ctx.world.integer), type, line };
  }
  return { kind: 'newCollection', items: elements(ctx, expression.elements ?? [], element), from: undefined, type, line };
}
