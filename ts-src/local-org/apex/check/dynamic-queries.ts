/** Which variables the text of a dynamic query may bind. */
import { isPrimitive } from '../types/types.ts';
import type { Type } from '../types/types.ts';
import { userAncestors } from '../types/user-type.ts';
import type { VariableSymbol } from '../types/user-type.ts';
import type { DynamicScope, Expr } from './bound.ts';
import type { CheckContext } from './context.ts';

const QUERIES: Readonly<Record<string, ReadonlySet<string>>> = {
  Database: new Set(['query', 'countquery', 'getquerylocator', 'getcursor', 'getpaginationcursor']),
  Search: new Set(['query', 'find', 'suggest']),
};

/** The text when it is known: a literal or a concatenation of literals. */
function knownText(expression: Expr): string | undefined {
  if (expression.kind === 'paren') return knownText(expression.operand);
  if (expression.kind === 'constant') return typeof expression.value === 'string' ? expression.value : undefined;
  if (expression.kind !== 'concat') return undefined;
  const left = knownText(expression.left);
  const right = knownText(expression.right);
  return left === undefined || right === undefined ? undefined : left + right;
}

/** Undefined when the call is no dynamic query, or its text is known to have no binds. */
export function dynamicScope(ctx: CheckContext, owner: Type, method: string, args: readonly Expr[]): DynamicScope | undefined {
  if (QUERIES[owner.name]?.has(method.toLowerCase()) !== true) return undefined;
  const [text] = args;
  if (text === undefined || !isPrimitive(text.type, 'String')) return undefined;
  const known = knownText(text);
  const named = known === undefined ? undefined : new Set([...known.matchAll(/:\s*(\w+)/g)].map((match) => match[1]!.toLowerCase()));
  if (named?.size === 0) return undefined;
  const wanted = (name: string): boolean => named === undefined || named.has(name.toLowerCase());

  const locals = ctx.scope.all().filter((local) => wanted(local.name));
  const variables = new Map<string, VariableSymbol>();
  for (let at = ctx.type as typeof ctx.type | undefined; at !== undefined; at = at.outer) {
    for (const ancestor of userAncestors(at)) {
      for (const [key, symbol] of ancestor.variables) {
        const reachable = symbol.static || (at === ctx.type && !ctx.code.static);
        if (reachable && wanted(key) && !variables.has(key)) variables.set(key, symbol);
      }
    }
  }
  for (const local of locals) variables.delete(local.name.toLowerCase());
  return { locals, variables: [...variables.values()] };
}
