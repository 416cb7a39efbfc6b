/** Which statements can be reached, and does a body always return? Works on syntax: only literals count as constants. */
import type { Block, Statement, SwitchStatement, TryStatement } from '../syntax/ast.ts';
import type { CheckContext } from './context.ts';

const isTrue = (expression: { readonly kind: string; readonly value?: unknown } | undefined): boolean => expression === undefined || (expression.kind === 'boolean' && expression.value === true);

/** Can the statement after this one be reached? Reports statements that cannot. */
function completes(ctx: CheckContext, statement: Statement): boolean {
  switch (statement.kind) {
    case 'return': case 'throw': case 'break': case 'continue':
      return false;
    case 'block':
      return blockCompletes(ctx, statement);
    case 'if': {
      const then = completes(ctx, statement.then);
      return statement.else === undefined ? true : completes(ctx, statement.else) || then;
    }
    case 'while':
      completes(ctx, statement.body);
      return !isTrue(statement.condition) || breaksOut(statement.body);
    case 'doWhile':
      completes(ctx, statement.body);
      return !isTrue(statement.condition) || breaksOut(statement.body);
    case 'for':
      completes(ctx, statement.body);
      return !isTrue(statement.condition) || breaksOut(statement.body);
    case 'forEach':
      completes(ctx, statement.body);
      return true;
    case 'switch':
      return switchCompletes(ctx, statement);
    case 'try':
      return tryCompletes(ctx, statement);
    case 'runAs':
      return blockCompletes(ctx, statement.body);
    default:
      return true;
  }
}

function switchCompletes(ctx: CheckContext, statement: SwitchStatement): boolean {
  let any = statement.otherwise === undefined;
  for (const when of statement.whens) if (blockCompletes(ctx, when.body)) any = true;
  if (statement.otherwise !== undefined && blockCompletes(ctx, statement.otherwise)) any = true;
  return any;
}

function tryCompletes(ctx: CheckContext, statement: TryStatement): boolean {
  let any = blockCompletes(ctx, statement.body);
  for (const clause of statement.catches) if (blockCompletes(ctx, clause.body)) any = true;
  return (statement.finally === undefined || blockCompletes(ctx, statement.finally)) && any;
}

export function blockCompletes(ctx: CheckContext, block: Block): boolean {
  return listCompletes(ctx, block.statements);
}

export function listCompletes(ctx: CheckContext, statements: readonly Statement[]): boolean {
  let reachable = true;
  let reported = false;
  for (const statement of statements) {
    if (!reachable && !reported) {
      ctx.report(statement, 'Unreachable statement');
      reported = true;
    }
    if (!completes(ctx, statement)) reachable = false;
  }
  return reachable;
}

/** A `break` that leaves the loop whose body this is. */
function breaksOut(statement: Statement): boolean {
  switch (statement.kind) {
    case 'break': return true;
    case 'block': return statement.statements.some(breaksOut);
    case 'if': return breaksOut(statement.then) || (statement.else !== undefined && breaksOut(statement.else));
    case 'switch': return statement.whens.some((when) => breaksOut(when.body)) || (statement.otherwise !== undefined && breaksOut(statement.otherwise));
    case 'try': return [statement.body, ...statement.catches.map((clause) => clause.body), ...(statement.finally === undefined ? [] : [statement.finally])].some(breaksOut);
    case 'runAs': return breaksOut(statement.body);
    default: return false;
  }
}
