/** Declarations: every member's code is checked in its own context; classes keep their promises (see contracts.ts). */
import { hasModifier } from '../syntax/ast.ts';
import type { Accessor, Block as BlockNode, ConstructorDeclaration, FieldDeclaration, InitializerBlock, Member, MethodDeclaration, Parameter, PropertyDeclaration, TypeDeclaration } from '../syntax/ast.ts';
import { UNKNOWN, VOID } from '../types/types.ts';
import type { Type } from '../types/types.ts';
import type { MethodSymbol, UserType } from '../types/user-type.ts';
import type { AccessorCode, Block, BoundMember, BoundType, Code, ConstructorChain, Local, Stmt } from './bound.ts';
import { newCode } from './context.ts';
import type { CheckContext, CodeContext, Place } from './context.ts';
import { checkContracts } from './contracts.ts';
import { assign } from './conversions.ts';
import { checkExpression, resolveType } from './expressions.ts';
import { blockCompletes } from './flow.ts';
import { Scope } from './scope.ts';
import { checkBlock, declareLocal } from './statements.ts';

/** Runs `work` as the body of a method, accessor or initialiser. */
export function withCode<T>(ctx: CheckContext, code: CodeContext, work: () => T): T {
  const before = { code: ctx.code, scope: ctx.scope };
  ctx.code = code;
  ctx.scope = new Scope(undefined);
  try {
    return work();
  } finally {
    ctx.code = before.code;
    ctx.scope = before.scope;
  }
}

function declareParameters(ctx: CheckContext, parameters: readonly Parameter[]): Local[] {
  return parameters.map((parameter) => {
    const local = declareLocal(ctx, parameter.name, resolveType(ctx, parameter.type), parameter, false);
    local.sources.push(undefined);
    return local;
  });
}

function bodyCode(ctx: CheckContext, code: CodeContext, parameters: readonly Parameter[], block: BlockNode, extra: { name: string; type: Type; at: Place }[] = []): Code {
  return withCode(ctx, code, () => {
    const locals = declareParameters(ctx, parameters);
    for (const { name, type, at } of extra) {
      const local = declareLocal(ctx, name, type, at);
      local.sources.push(undefined);
      locals.push(local);
    }
    const body = checkBlock(ctx, block);
    const completes = blockCompletes(ctx, block);
    if (completes && code.returns.kind !== 'void' && code.returns.kind !== 'unknown') {
      ctx.report({ line: block.endLine, column: block.endColumn }, `Missing return statement required return type: ${code.returns.name}`);
    }
    return { parameters: locals, body, locals: code.locals, callsOut: code.callsOut };
  });
}

function fieldMembers(ctx: CheckContext, declaration: FieldDeclaration): BoundMember[] {
  resolveType(ctx, declaration.type);
  return declaration.declarators.flatMap((declarator): BoundMember[] => {
    const symbol = ctx.type.variables.get(declarator.name.toLowerCase());
    if (symbol === undefined || symbol.kind !== 'field' || symbol.declaration !== declaration) {
      ctx.report(declarator, `Duplicate field: ${declarator.name}`);
      return [];
    }
    if (declarator.init === undefined) return [{ kind: 'field', symbol, init: undefined, code: undefined, line: declarator.line }];
    const code = newCode(symbol.static, UNKNOWN);
    const value = declarator.init;
    const init = withCode(ctx, code, () => assign(ctx, checkExpression(ctx, value), symbol.type, declarator));
    const none: Block = { kind: 'block', statements: [], line: declarator.line, endLine: declarator.line };
    return [{ kind: 'field', symbol, init, code: { parameters: [], body: none, locals: code.locals, callsOut: code.callsOut }, line: declarator.line }];
  });
}

function propertyMember(ctx: CheckContext, declaration: PropertyDeclaration): BoundMember[] {
  resolveType(ctx, declaration.type);
  const symbol = ctx.type.variables.get(declaration.name.toLowerCase());
  if (symbol === undefined || symbol.kind !== 'property' || symbol.declaration !== declaration) {
    ctx.report({ line: declaration.nameLine, column: declaration.nameColumn }, `Duplicate field: ${declaration.name}`);
    return [];
  }
  const accessor = (node: Accessor | undefined, getter: boolean): AccessorCode | undefined => {
    if (node === undefined) return undefined;
    const { body } = node;
    if (body === undefined) return { code: undefined, line: node.line };
    const code = newCode(symbol.static, getter ? symbol.type : VOID, { accessorOf: symbol });
    return { code: bodyCode(ctx, code, [], body, getter ? [] : [{ name: 'value', type: symbol.type, at: node }]), line: node.line };
  };
  return [{ kind: 'property', symbol, getter: accessor(declaration.getter, true), setter: accessor(declaration.setter, false), line: declaration.line, endLine: declaration.endLine }];
}

/** Annotations that only fit static methods without a result. */
const STATIC_VOID: Readonly<Record<string, string>> = { future: 'Future', istest: 'Test', testsetup: 'TestSetup' };

function checkAnnotations(ctx: CheckContext, symbol: MethodSymbol): void {
  for (const annotation of symbol.modifiers.annotations) {
    const kind = STATIC_VOID[annotation.name.toLowerCase()];
    if (kind === undefined) continue;
    if (!symbol.static) ctx.report(symbol, `${kind} methods must be static: ${symbol.name}`);
    else if (symbol.returns.kind !== 'void') ctx.report(symbol, `${kind} methods must return void: ${symbol.name}`);
  }
}

function methodMember(ctx: CheckContext, declaration: MethodDeclaration): BoundMember[] {
  const symbol = ctx.type.methods.get(declaration.name.toLowerCase())?.find((method) => method.declaration === declaration);
  if (symbol === undefined) return [];
  const returns = resolveType(ctx, declaration.returnType);
  checkAnnotations(ctx, symbol);
  const { body, line, endLine } = declaration;
  if (body === undefined) {
    for (const parameter of declaration.parameters) resolveType(ctx, parameter.type);
    if (!symbol.abstract) ctx.report(symbol, `Method must have a body: ${symbol.name}`);
    return [{ kind: 'method', symbol, code: undefined, line, endLine }];
  }
  if (hasModifier(declaration.modifiers, 'abstract')) ctx.report(symbol, `Abstract methods cannot have a body: ${symbol.name}`);
  return [{ kind: 'method', symbol, code: bodyCode(ctx, newCode(symbol.static, returns), declaration.parameters, body), line, endLine }];
}

function constructorMember(ctx: CheckContext, declaration: ConstructorDeclaration): BoundMember[] {
  const symbol = ctx.type.constructors.find((candidate) => candidate.declaration === declaration);
  if (symbol === undefined) return [];
  const at = { line: declaration.nameLine, column: declaration.nameColumn };
  if (declaration.name.toLowerCase() !== ctx.type.simpleName.toLowerCase()) ctx.report(at, `Invalid constructor name: ${declaration.name}`);
  const code = bodyCode(ctx, newCode(false, VOID, { fillsFinals: true }), declaration.parameters, declaration.body);
  const { chain, rest } = splitChain(code.body);
  if (chain === undefined) impliedSuper(ctx, at);
  return [{ kind: 'constructor', symbol, chain, code: { ...code, body: { ...code.body, statements: rest } }, line: declaration.line, endLine: declaration.endLine }];
}

/** A constructor that does not call `super(…)` calls `super()`. */
function impliedSuper(ctx: CheckContext, at: Place): void {
  const parent = ctx.type.superclass;
  if (parent?.kind !== 'user' || parent.constructors.length === 0) return;
  if (!parent.constructors.some((candidate) => candidate.parameters.length === 0)) ctx.report(at, `Constructor not defined: [${parent.name}].<Constructor>()`);
}

function splitChain(block: Block): { chain: ConstructorChain | undefined; rest: readonly Stmt[] } {
  const [first, ...rest] = block.statements;
  if (first?.kind === 'expression' && first.expression.kind === 'constructorChain') return { chain: first.expression, rest };
  return { chain: undefined, rest: block.statements };
}

function initializerMember(ctx: CheckContext, declaration: InitializerBlock): BoundMember {
  const code = bodyCode(ctx, newCode(declaration.static, VOID, { fillsFinals: true }), [], declaration.body);
  return { kind: 'initializer', static: declaration.static, code, line: declaration.line };
}

export function checkMember(ctx: CheckContext, member: Member): BoundMember[] {
  switch (member.kind) {
    case 'field': return fieldMembers(ctx, member);
    case 'property': return propertyMember(ctx, member);
    case 'method': return methodMember(ctx, member);
    case 'constructor': return constructorMember(ctx, member);
    case 'initializer': return [initializerMember(ctx, member)];
    default: {
      const inner = ctx.type.inner.get(member.name.toLowerCase());
      if (inner === undefined || inner.declaration !== member) {
        ctx.report({ line: member.nameLine, column: member.nameColumn }, `Duplicate type: ${member.name}`);
        return [];
      }
      return [{ kind: 'type', type: checkType(ctx, inner) }];
    }
  }
}

function membersOf(declaration: TypeDeclaration): readonly Member[] {
  return declaration.kind === 'class' ? declaration.members : declaration.kind === 'interface' ? declaration.methods : [];
}

export function checkType(ctx: CheckContext, type: UserType): BoundType {
  const { declaration } = type;
  return ctx.withType(type, () => {
    checkContracts(ctx, type);
    return { type, members: membersOf(declaration).flatMap((member) => checkMember(ctx, member)), line: declaration.line, endLine: declaration.endLine };
  });
}
