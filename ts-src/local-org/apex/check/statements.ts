/** Syntax of a statement -> checked statement. */
import type {
  Block as BlockNode, CatchClause, DmlStatement, ForEachStatement, ForStatement, LocalVariable, ReturnStatement, Statement, SwitchStatement, TryStatement, WhenClause,
} from '../syntax/ast.ts';
import { conversionCost } from '../types/assign.ts';
import { iterationType } from '../types/members.ts';
import { isGenericSObject, isList, isStandard } from '../types/types.ts';
import type { Type } from '../types/types.ts';
import type { Block, Catch, Dml, Expr, Local, Stmt, SwitchCase } from './bound.ts';
import type { CheckContext, Place } from './context.ts';
import { assign, coercionCost } from './conversions.ts';
import { checkExpression, resolveType } from './expressions.ts';
import { illegalAssignment } from './messages.ts';
import { condition } from './operators.ts';

export function declareLocal(ctx: CheckContext, name: string, type: Type, at: Place, final = false): Local {
  if (ctx.scope.find(name) !== undefined) ctx.report(at, `Duplicate variable: ${name}`);
  const local = ctx.scope.declare(name, type, final);
  ctx.code.locals.push(local);
  return local;
}

function localVariable(ctx: CheckContext, statement: LocalVariable): Stmt[] {
  const type = resolveType(ctx, statement.type);
  return statement.declarators.map((declarator) => {
    // The variable is not visible in its own initialiser.
    const value = declarator.init === undefined ? undefined : checkExpression(ctx, declarator.init);
    const local = declareLocal(ctx, declarator.name, type, declarator);
    const init = value === undefined ? undefined : assign(ctx, value, type, declarator);
    local.sources.push(init ?? { kind: 'constant', value: null, type, line: declarator.line });
    return { kind: 'declare', local, init, line: declarator.line };
  });
}

function test(ctx: CheckContext, expression: Parameters<typeof checkExpression>[1]): Expr {
  return condition(ctx, checkExpression(ctx, expression), expression);
}

/** The body of an `if` or a loop: a scope of its own. */
function body(ctx: CheckContext, statement: Statement): Stmt {
  return ctx.withScope(() => single(ctx, statement));
}

function single(ctx: CheckContext, statement: Statement): Stmt {
  const all = checkStatement(ctx, statement);
  return all.length === 1 ? all[0]! : { kind: 'block', statements: all, line: statement.line, endLine: statement.line };
}

function forStatement(ctx: CheckContext, statement: ForStatement): Stmt {
  return ctx.withScope(() => {
    const { init, line } = statement;
    const start: Stmt[] =
      init === undefined ? []
      : 'kind' in init ? localVariable(ctx, init)
      : init.map((expression) => ({ kind: 'expression', expression: checkExpression(ctx, expression), line: expression.line }));
    const until = statement.condition === undefined ? undefined : test(ctx, statement.condition);
    const update = statement.update.map((expression) => checkExpression(ctx, expression));
    return { kind: 'for', init: start, condition: until, update, body: body(ctx, statement.body), line };
  });
}

function forEach(ctx: CheckContext, statement: ForEachStatement): Stmt {
  const type = resolveType(ctx, statement.type);
  let iterable = checkExpression(ctx, statement.iterable);
  const element = iterationType(ctx.world, iterable.type);
  return ctx.withScope(() => {
    const local = declareLocal(ctx, statement.variable.name, type, statement.variable);
    local.sources.push(undefined);
    if (element === undefined) {
      ctx.report(statement.iterable, `Loop must iterate over a collection: ${iterable.type.name}`);
    } else if (iterable.kind === 'soql' && iterable.shape === 'list') {
      const chunked = isList(type);
      if (conversionCost(ctx.world, element, chunked ? type.args[0] : type) === undefined && !isGenericSObject(element)) wrongLoop(ctx, statement, element, type);
      // Rows come one by one, or in lists of 200.
      iterable = { ...iterable, shape: chunked ? 'chunks' : 'iterate', type: ctx.world.list(chunked ? type : element) };
    } else if (conversionCost(ctx.world, element, type) === undefined && !(isGenericSObject(element) && type.kind === 'sobject')) {
      wrongLoop(ctx, statement, element, type);
    }
    return { kind: 'forEach', local, iterable, body: body(ctx, statement.body), line: statement.line };
  });
}

function wrongLoop(ctx: CheckContext, statement: ForEachStatement, element: Type, type: Type): void {
  if (type.kind !== 'unknown' && element.kind !== 'unknown') ctx.report(statement.variable, `Loop variable must be of type ${element.name}`);
}

function switchStatement(ctx: CheckContext, statement: SwitchStatement): Stmt {
  const subject = checkExpression(ctx, statement.expression);
  const cases = statement.whens.map((when) => whenClause(ctx, subject, when));
  const otherwise = statement.otherwise === undefined ? undefined : checkBlock(ctx, statement.otherwise);
  return { kind: 'switch', subject, cases, otherwise, line: statement.line };
}

function whenClause(ctx: CheckContext, subject: Expr, when: WhenClause): SwitchCase {
  if (when.kind === 'whenType') {
    const of = resolveType(ctx, when.type);
    return ctx.withScope(() => {
      const local = declareLocal(ctx, when.variable.name, of, when.variable);
      local.sources.push(undefined);
      return { kind: 'type', of, local, body: checkBlock(ctx, when.body), line: when.line };
    });
  }
  const values = when.values.map((value) => {
    if (value.kind === 'name') {
      const constant = enumConstant(ctx, subject.type, value.name, value.line);
      if (constant !== undefined) return constant;
    }
    const checked = checkExpression(ctx, value);
    if (coercionCost(ctx, checked, subject.type) === undefined && subject.type.kind !== 'unknown' && checked.type.kind !== 'unknown') {
      ctx.report(value, `Incompatible types in switch: ${subject.type.name}, ${checked.type.name}`);
      return checked;
    }
    return assign(ctx, checked, subject.type, value);
  });
  return { kind: 'values', values, body: checkBlock(ctx, when.body), line: when.line };
}

/** `when RED` on an enum. */
function enumConstant(ctx: CheckContext, type: Type, name: string, line: number): Expr | undefined {
  const key = name.toLowerCase();
  if (type.kind === 'user' && type.category === 'enum') {
    const value = type.values.find((constant) => constant.toLowerCase() === key);
    return value === undefined ? undefined : { kind: 'enumValue', owner: type, name: value, type, line };
  }
  if (type.kind === 'standard' && type.signature.kind === 'enum') {
    const value = type.signature.values.find((constant) => constant.toLowerCase() === key);
    return value === undefined ? undefined : { kind: 'standardStatic', owner: type, name: value, type, line };
  }
  ctx.world.observer?.(`name:${key}`);
  return undefined;
}

function isThrowable(ctx: CheckContext, type: Type): boolean {
  return type.kind === 'unknown' || conversionCost(ctx.world, type, ctx.world.standard('Exception')!) !== undefined;
}

function tryStatement(ctx: CheckContext, statement: TryStatement): Stmt {
  return {
    kind: 'try',
    body: checkBlock(ctx, statement.body),
    catches: statement.catches.map((clause) => catchClause(ctx, clause)),
    finally: statement.finally === undefined ? undefined : checkBlock(ctx, statement.finally),
    line: statement.line,
  };
}

function catchClause(ctx: CheckContext, clause: CatchClause): Catch {
  const of = resolveType(ctx, clause.type);
  if (!isThrowable(ctx, of)) ctx.report(clause.type, `Catch expression must be of type Exception: ${of.name}`);
  return ctx.withScope(() => {
    const local = declareLocal(ctx, clause.variable.name, of, clause.variable);
    local.sources.push(undefined);
    return { of, local, body: checkBlock(ctx, clause.body), line: clause.line };
  });
}

function returnStatement(ctx: CheckContext, statement: ReturnStatement): Stmt {
  const { line } = statement;
  const { returns } = ctx.code;
  if (statement.expression === undefined) {
    if (returns.kind !== 'void' && returns.kind !== 'unknown') ctx.report(statement, `Non-void method must return a value: ${returns.name}`);
    return { kind: 'return', expression: undefined, line };
  }
  const value = checkExpression(ctx, statement.expression);
  if (returns.kind === 'void') {
    ctx.report(statement, 'Void method must not return a value');
    return { kind: 'return', expression: undefined, line };
  }
  return { kind: 'return', expression: assign(ctx, value, returns, statement, (from, to) => illegalAssignment(from, to).replace('assignment', 'conversion')), line };
}

function isDmlValue(type: Type): boolean {
  if (type.kind === 'unknown' || type.kind === 'sobject') return true;
  return isList(type) && (type.args[0].kind === 'sobject' || isStandard(type.args[0], 'Object'));
}

function dml(ctx: CheckContext, statement: DmlStatement): Dml {
  const target = checkExpression(ctx, statement.target);
  const losers = statement.merged === undefined ? undefined : checkExpression(ctx, statement.merged);
  if (!isDmlValue(target.type)) ctx.report(statement.target, `DML requires SObject or SObject list type: ${target.type.name}`);
  const element = isList(target.type) ? target.type.args[0] : target.type;
  let externalIdField = statement.externalIdField?.split('.').pop();
  if (externalIdField !== undefined && element.kind === 'sobject' && element.definition !== undefined) {
    const field = element.definition.field(externalIdField);
    if (field === undefined) ctx.report(statement, `Field does not exist: ${externalIdField} on ${element.name}`);
    externalIdField = field?.name ?? externalIdField;
  }
  return { kind: 'dml', operation: statement.operation, mode: statement.accessMode ?? 'system', target, externalIdField, losers, line: statement.line };
}

export function checkBlock(ctx: CheckContext, block: BlockNode): Block {
  return ctx.withScope(() => ({ kind: 'block', statements: block.statements.flatMap((statement) => checkStatement(ctx, statement)), line: block.line, endLine: block.endLine }));
}

export function checkStatement(ctx: CheckContext, statement: Statement): Stmt[] {
  const { line } = statement;
  switch (statement.kind) {
    case 'block':
      return [checkBlock(ctx, statement)];
    case 'local':
      return localVariable(ctx, statement);
    case 'expressionStatement':
      return [{ kind: 'expression', expression: checkExpression(ctx, statement.expression), line }];
    case 'if': {
      const when = test(ctx, statement.condition);
      return [{ kind: 'if', condition: when, then: body(ctx, statement.then), else: statement.else === undefined ? undefined : body(ctx, statement.else), line }];
    }
    case 'for':
      return [forStatement(ctx, statement)];
    case 'forEach':
      return [forEach(ctx, statement)];
    case 'while': {
      const until = test(ctx, statement.condition);
      return [{ kind: 'while', condition: until, body: body(ctx, statement.body), line }];
    }
    case 'doWhile': {
      const inner = body(ctx, statement.body);
      return [{ kind: 'doWhile', body: inner, condition: test(ctx, statement.condition), line }];
    }
    case 'switch':
      return [switchStatement(ctx, statement)];
    case 'try':
      return [tryStatement(ctx, statement)];
    case 'throw': {
      const expression = checkExpression(ctx, statement.expression);
      if (!isThrowable(ctx, expression.type)) ctx.report(statement.expression, `Throw expression must be of type Exception: ${expression.type.name}`);
      return [{ kind: 'throw', expression, line }];
    }
    case 'return':
      return [returnStatement(ctx, statement)];
    case 'break': case 'continue': case 'empty':
      return [{ kind: statement.kind, line }];
    case 'dml':
      return [dml(ctx, statement)];
    case 'runAs': {
      const user = statement.args.map((arg) => checkExpression(ctx, arg))[0] ?? ctx.broken(statement, 'Method does not exist or incorrect signature: void runAs() from the type System');
      ctx.code.callsOut = true;
      return [{ kind: 'runAs', user, body: checkBlock(ctx, statement.body), line }];
    }
  }
}

