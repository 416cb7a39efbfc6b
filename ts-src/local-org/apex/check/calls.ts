/** Method calls and constructor chaining. */
import type { CallExpression, ConstructorCall } from '../syntax/ast.ts';
import { enumMethods, standardMethods } from '../types/members.ts';
import type { StandardMethod } from '../types/members.ts';
import { chooseOverload } from '../types/overloads.ts';

import type { PrimitiveType, StandardType, Type } from '../types/types.ts';
import { standardAncestor, supertypes, userAncestors } from '../types/user-type.ts';
import type { MethodSymbol, ParameterSymbol, UserType } from '../types/user-type.ts';
import { checkConstructorAccess, checkMethodAccess } from './access.ts';
import type { Expr, SObjectMember } from './bound.ts';
import type { CheckContext, Place } from './context.ts';
import { coerce, coercionCost } from './conversions.ts';
import { dynamicScope } from './dynamic-queries.ts';
import { checkExpression } from './expressions.ts';
import { constructorMissing, methodMissing, methodText } from './messages.ts';
import { recordOf, resolvePath, thisExpr } from './names.ts';
import type { TypeName } from './names.ts';

interface Call {
  readonly name: string;
  readonly args: readonly Expr[];
  readonly safe: boolean;
  readonly at: Place;
}

const argumentTypes = (args: readonly Expr[]): Type[] => args.map((arg) => arg.type);

export function pick<T extends { readonly parameters: readonly ParameterSymbol[] | readonly Type[] }>(ctx: CheckContext, candidates: readonly T[], args: readonly Expr[]): T | undefined {
  const choice = chooseOverload(candidates, args.length, (i, to) => coercionCost(ctx, args[i]!, to));
  return choice.kind === 'none' ? undefined : choice.method;
}

export const coerceArgs = (args: readonly Expr[], parameters: readonly (ParameterSymbol | Type)[]): Expr[] =>
  args.map((arg, i) => {
    const parameter = parameters[i]!;
    return coerce(arg, 'kind' in parameter ? parameter : parameter.type);
  });

/** Methods of that name in a user type and what it inherits from other user types; overridden ones once. */
export function userMethods(type: UserType, name: string): MethodSymbol[] {
  const key = name.toLowerCase();
  const found: MethodSymbol[] = [];
  for (const at of supertypes(type)) {
    if (at.kind !== 'user') continue;
    for (const method of at.methods.get(key) ?? []) {
      if (!found.some((other) => other.key === method.key)) found.push(method);
    }
  }
  return found;
}

/** Standard types whose methods a user type also has: its standard superclass, standard interfaces, Object. */
function standardParents(ctx: CheckContext, type: UserType): StandardType[] {
  const base = standardAncestor(type);
  const parents = supertypes(type).filter((parent): parent is StandardType => parent.kind === 'standard');
  return [...(base?.kind === 'standard' ? [base] : []), ...parents, ctx.world.object];
}

function userCall(ctx: CheckContext, method: MethodSymbol, object: Expr | 'super' | undefined, call: Call): Expr {
  checkMethodAccess(ctx, method, call.at);
  const sharing = method.owner.sharing;
  if (method.owner !== ctx.type && (sharing === undefined || sharing === 'inherited')) ctx.code.callsOut = true;
  if (!method.static && (method.virtual || method.abstract) && object !== 'super') ctx.code.callsOut = true;
  const receiver = method.static ? undefined : object;
  return { kind: 'call', method, object: receiver, args: coerceArgs(call.args, method.parameters), safe: call.safe && receiver !== undefined, type: method.returns, line: call.at.line };
}

/** Classes whose static methods run queries or DML with the sharing of their caller. */
const SHARING_BOUND = new Set(['Database', 'Search', 'Approval', 'EventBus', 'Test', 'Messaging']);

function standardCall(ctx: CheckContext, method: StandardMethod, owner: Type, object: Expr | 'super' | undefined, call: Call): Expr {
  const args = coerceArgs(call.args, method.parameters);
  if (owner.kind === 'standard' && SHARING_BOUND.has(owner.name)) ctx.code.callsOut = true;
  const scope = method.signature.static ? dynamicScope(ctx, owner, method.signature.name, args) : undefined;
  return {
    kind: 'standardCall', owner, name: method.signature.name, object: method.signature.static ? undefined : object, args, safe: call.safe,
    ...(scope === undefined ? {} : { scope }), neverNull: (method.signature.returns === 'Integer' && method.signature.parameters[0] !== 'Object') || method.signature.returns === 'Boolean', type: returnType(ctx, method, owner, object), line: call.at.line,
  };
}

/** Signatures that say less than the platform knows. */
function returnType(ctx: CheckContext, method: StandardMethod, owner: Type, object: Expr | 'super' | undefined): Type {
  const name = method.signature.name.toLowerCase();
  if (owner.kind === 'sobject' && (name === 'clone' || name === 'getinstance' || name === 'getorgdefaults' || name === 'getvalues')) return owner;
  if (owner.kind === 'sobject' && name === 'getall') return ctx.world.map(ctx.world.string, owner);
  if (name === 'deepclone' && object !== undefined && object !== 'super') return object.type;
  return method.returns;
}

/** Calls with an implied receiver: methods of this class, of its superclasses, static ones of outer classes. */
function unqualified(ctx: CheckContext, call: Call): Expr {
  if (call.args.some((arg) => arg.type.kind === 'unknown')) return ctx.broken(call.at);
  let mismatch: MethodSymbol | undefined;
  for (let at: UserType | undefined = ctx.type; at !== undefined; at = at.outer) {
    const methods = userMethods(at, call.name);
    const reachable = methods.filter((method) => method.static || (at === ctx.type && !ctx.code.static));
    const method = pick(ctx, reachable, call.args);
    if (method !== undefined) return userCall(ctx, method, thisExpr(ctx, call.at), call);
    mismatch ??= pick(ctx, methods, call.args);
    if (at === ctx.type && !ctx.code.static) {
      for (const parent of standardParents(ctx, at)) {
        const standard = pick(ctx, standardMethods(ctx.world, parent, call.name).filter((found) => !found.signature.static), call.args);
        if (standard !== undefined) return standardCall(ctx, standard, receiverType(ctx, standard, at), thisExpr(ctx, call.at), call);
      }
    }
  }
  if (mismatch !== undefined) return ctx.broken(call.at, `Non static method cannot be referenced from a static context: ${methodText(mismatch)}`);
  return ctx.broken(call.at, methodMissing(call.name, argumentTypes(call.args), ctx.type));
}

function onSuper(ctx: CheckContext, call: Call): Expr {
  const { superclass } = ctx.type;
  if (superclass?.kind === 'user') {
    const candidates: MethodSymbol[] = [];
    for (const at of userAncestors(superclass)) candidates.push(...(at.methods.get(call.name.toLowerCase()) ?? []));
    const method = pick(ctx, candidates, call.args);
    if (method !== undefined) return userCall(ctx, method, 'super', call);
  }
  const base = standardAncestor(ctx.type) ?? ctx.world.object;
  if (base.kind === 'standard') {
    const method = pick(ctx, standardMethods(ctx.world, base, call.name), call.args);
    if (method !== undefined) return standardCall(ctx, method, ctx.type, 'super', call);
  }
  return ctx.broken(call.at, methodMissing(call.name, argumentTypes(call.args), superclass ?? ctx.type));
}

/** A method of a value. Undefined: there is none that takes these arguments. */
function instanceCall(ctx: CheckContext, object: Expr, call: Call): Expr | undefined {
  const { type } = object;
  switch (type.kind) {
    case 'unknown':
      return ctx.broken(call.at);
    case 'user':
      return onUserType(ctx, object, type, call);
    case 'sobject': {
      const method = pick(ctx, standardMethods(ctx.world, ctx.world.sobjectMethods, call.name), call.args);
      return method === undefined ? undefined : standardCall(ctx, method, type, object, call);
    }
    case 'primitive': {
      if (object.kind === 'sobjectField' && call.name.toLowerCase() === 'adderror') return fieldError(ctx, object, call);
      return onStandard(ctx, object, type, call);
    }
    case 'standard': {
      const method = onStandard(ctx, object, type, call);
      if (method !== undefined) return method;
      if (object.kind === 'soql' && object.shape === 'list') return instanceCall(ctx, recordOf(object, call.safe), call);
      return undefined;
    }
    default:
      return undefined;
  }
}

function onStandard(ctx: CheckContext, object: Expr, type: StandardType | PrimitiveType, call: Call): Expr | undefined {
  const methods = standardMethods(ctx.world, type, call.name);
  const method = pick(ctx, methods.filter((candidate) => !candidate.signature.static), call.args);
  return method === undefined ? undefined : standardCall(ctx, method, type, object, call);
}

/** By what the method of a user object is reached: the interface that promises it, Object, or the standard superclass. */
function receiverType(ctx: CheckContext, method: StandardMethod, type: UserType): Type {
  if (method.owner === ctx.world.object) return ctx.world.object;
  return method.owner.kind === 'standard' && method.owner.signature.kind === 'interface' ? method.owner : type;
}

function onUserType(ctx: CheckContext, object: Expr, type: UserType, call: Call): Expr | undefined {
  const method = pick(ctx, userMethods(type, call.name), call.args);
  if (method !== undefined) return userCall(ctx, method, object, call);
  if (type.category === 'enum') {
    const found = enumMethods(ctx.world, type, call.name).find((candidate) => !candidate.signature.static && candidate.parameters.length === call.args.length);
    if (found !== undefined) return standardCall(ctx, { ...found, owner: ctx.world.object }, type, object, call);
  }
  for (const parent of standardParents(ctx, type)) {
    const standard = pick(ctx, standardMethods(ctx.world, parent, call.name).filter((candidate) => !candidate.signature.static), call.args);
    if (standard !== undefined) return standardCall(ctx, standard, receiverType(ctx, standard, type), object, call);
  }
  if (call.name.toLowerCase() === 'clone' && call.args.length === 0) {
    return { kind: 'standardCall', owner: ctx.world.object, name: 'clone', object, args: [], safe: call.safe, type, line: call.at.line };
  }
  return undefined;
}

/** `record.Field.addError(message)` is an error of that field. */
function fieldError(ctx: CheckContext, field: SObjectMember, call: Call): Expr | undefined {
  const method = pick(ctx, standardMethods(ctx.world, ctx.world.sobjectMethods, 'addError').filter((candidate) => candidate.parameters.length === call.args.length), call.args);
  if (method === undefined) return undefined;
  const name: Expr = { kind: 'constant', value: field.name, type: ctx.world.string, line: call.at.line };
  return { kind: 'standardCall', owner: field.object.type, name: 'addError', object: field.object, args: [name, ...coerceArgs(call.args, method.parameters)], safe: false, type: method.returns, line: call.at.line };
}

function staticCall(ctx: CheckContext, left: TypeName, call: Call): Expr | undefined {
  const { type } = left;
  if (type === undefined) return undefined;
  if (type.kind === 'unknown') return ctx.broken(call.at);
  if (type.kind === 'user') {
    const methods = userMethods(type, call.name);
    const method = pick(ctx, methods.filter((candidate) => candidate.static), call.args);
    if (method !== undefined) return userCall(ctx, method, undefined, call);
    const instance = pick(ctx, methods, call.args);
    // `Outer.method()` inside an instance of Outer, and `Super.method()`, are calls on this.
    if (instance !== undefined && !ctx.code.static && supertypes(ctx.type).includes(type)) return userCall(ctx, instance, thisExpr(ctx, call.at), call);
    if (instance !== undefined) return ctx.broken(call.at, `Non static method cannot be referenced from a static context: ${methodText(instance)}`);
    if (type.category === 'enum') {
      const found = enumMethods(ctx.world, type, call.name).find((candidate) => candidate.signature.static && candidate.parameters.length === call.args.length);
      if (found !== undefined) return standardCall(ctx, { ...found, owner: ctx.world.object }, type, undefined, call);
    }
    return undefined;
  }
  if (type.kind === 'sobject') return sobjectStatic(ctx, type, call) ?? namesakeCall(ctx, type, call);
  if (type.kind !== 'standard' && type.kind !== 'primitive') return undefined;
  const method = pick(ctx, standardMethods(ctx.world, type, call.name).filter((candidate) => candidate.signature.static), call.args);
  return method === undefined ? undefined : standardCall(ctx, method, method.owner, undefined, call);
}

/** `BusinessHours.diff(…)`: a class of the platform that has the name of an object. */
function namesakeCall(ctx: CheckContext, object: Type, call: Call): Expr | undefined {
  const type = ctx.world.standard(object.name);
  return type === undefined || type.kind === 'sobject' ? undefined : staticCall(ctx, { kind: 'typeName', parts: [object.name], type }, call);
}

/** `My_Setting__c.getInstance()`, `My_Type__mdt.getAll()` */
function sobjectStatic(ctx: CheckContext, type: Extract<Type, { kind: 'sobject' }>, call: Call): Expr | undefined {
  const key = call.name.toLowerCase();
  const returns: Readonly<Record<string, Type>> = {
    getinstance: type, getorgdefaults: type, getvalues: type, getall: ctx.world.map(ctx.world.string, type), getsobjecttype: ctx.world.standard('Schema.SObjectType')!,
  };
  const result = returns[key];
  if (result === undefined || call.args.length > 1) return undefined;
  if (key === 'getsobjecttype') return { kind: 'token', token: 'sobjecttype', args: [type.name], type: result, line: call.at.line };
  return { kind: 'standardCall', owner: type, name: call.name, object: undefined, args: call.args, safe: false, type: result, line: call.at.line };
}

export function checkCall(ctx: CheckContext, expression: CallExpression): Expr {
  const at = { line: expression.nameLine, column: expression.nameColumn };
  const { object } = expression;
  if (object === undefined) return unqualified(ctx, { name: expression.name, args: checkArgs(ctx, expression), safe: false, at });
  if (object.kind === 'super') return onSuper(ctx, { name: expression.name, args: checkArgs(ctx, expression), safe: false, at });
  const left = object.kind === 'name' || object.kind === 'fieldAccess' ? resolvePath(ctx, object) : checkExpression(ctx, object);
  const call: Call = { name: expression.name, args: checkArgs(ctx, expression), safe: expression.safe, at };
  if (left === undefined) return ctx.broken(expression);
  if (call.args.some((arg) => arg.type.kind === 'unknown')) return ctx.broken(expression);
  if (left.kind === 'typeName') {
    if (call.safe) ctx.report(at, `Safe navigation operator can only be used with values: ${left.parts.join('.')}`);
    return staticCall(ctx, left, call) ?? ctx.broken(at, left.type === undefined ? `Variable does not exist: ${left.parts.join('.')}` : methodMissing(call.name, argumentTypes(call.args), left.type));
  }
  const found = instanceCall(ctx, left, call);
  if (found !== undefined) return found;
  if (object.kind === 'name') {
    // A variable that has the name of its type: the static method is meant.
    const type = ctx.world.named([object.name], [], ctx.type);
    const fallback = type === undefined ? undefined : staticCall(ctx, { kind: 'typeName', parts: [object.name], type }, call);
    if (fallback !== undefined) return fallback;
  }
  return ctx.broken(at, left.type.kind === 'void' ? 'Method call on a void expression' : methodMissing(call.name, argumentTypes(call.args), left.type));
}

function checkArgs(ctx: CheckContext, expression: CallExpression): Expr[] {
  return expression.args.map((arg) => {
    const checked = checkExpression(ctx, arg);
    return checked.type.kind === 'void' ? ctx.broken(arg, 'Void expressions cannot be used as an argument') : checked;
  });
}

export function checkConstructorCall(ctx: CheckContext, expression: ConstructorCall): Expr {
  const args = expression.args.map((arg) => checkExpression(ctx, arg));
  const { target, line } = expression;
  const of = target === 'this' ? ctx.type : ctx.type.superclass;
  if (of?.kind === 'user') {
    const found = pick(ctx, of.constructors, args);
    if (found === undefined) return ctx.broken(expression, constructorMissing(of, argumentTypes(args)));
    checkConstructorAccess(ctx, found, expression);
    return { kind: 'constructorChain', target, constructorSymbol: found, args: coerceArgs(args, found.parameters), type: of, line };
  }
  if (of === undefined && args.length > 0) return ctx.broken(expression, constructorMissing(ctx.world.object, argumentTypes(args)));
  return { kind: 'constructorChain', target, constructorSymbol: undefined, args, type: of ?? ctx.world.object, line };
}

