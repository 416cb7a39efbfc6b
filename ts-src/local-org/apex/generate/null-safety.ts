/** Which expressions can hold null. Where one cannot, no check is written for it. */
import type { Expr, Local } from '../check/bound.ts';
import { isPrimitive } from '../types/types.ts';

/** `static final Integer MAX = 5`: the literal, where a variable is one. */
export function constantOf(expression: Expr): string | number | boolean | bigint | undefined {
  if (expression.kind === 'constant') return expression.value ?? undefined;
  if (expression.kind !== 'variable' || expression.symbol.kind !== 'field') return undefined;
  const { symbol } = expression;
  if (!symbol.static || !symbol.final || symbol.init === undefined) return undefined;
  const { init } = symbol;
  if (init.kind === 'integer' && isPrimitive(symbol.type, 'Integer')) return init.value;
  if (init.kind === 'string' && isPrimitive(symbol.type, 'String')) return init.value;
  if (init.kind === 'boolean' && isPrimitive(symbol.type, 'Boolean')) return init.value;
  if (init.kind === 'long' && isPrimitive(symbol.type, 'Long')) return init.value;
  return undefined;
}

export function neverNull(expression: Expr, locals: ReadonlySet<Local>): boolean {
  switch (expression.kind) {
    case 'constant':
      return expression.value !== null;
    case 'decimal': case 'double': case 'this': case 'enumValue': case 'new': case 'newStandard': case 'newCollection': case 'newSObject': case 'concat':
    case 'binary': case 'compare': case 'logical': case 'unary': case 'step': case 'instanceof': case 'classLiteral': case 'compound':
      return true;
    case 'local':
      return locals.has(expression.local);
    case 'sobjectField':
      return isPrimitive(expression.type, 'Boolean') && !expression.safe;
    case 'variable':
      return constantOf(expression) !== undefined;
    case 'standardCall':
      return expression.neverNull === true && !expression.safe;
    case 'ternary':
      return neverNull(expression.then, locals) && neverNull(expression.else, locals);
    case 'coalesce':
      return neverNull(expression.right, locals);
    case 'assign':
      return neverNull(expression.value, locals);
    case 'paren': case 'convert':
      return neverNull(expression.operand, locals);
    case 'soql':
      return expression.shape === 'list' || expression.shape === 'count';
    default:
      return false;
  }
}

/** The locals that only ever get values that are not null. */
export function nonNullLocals(locals: readonly Local[]): ReadonlySet<Local> {
  const sure = new Set(locals.filter((local) => local.sources.length > 0 && !local.sources.includes(undefined)));
  for (let changed = true; changed; ) {
    changed = false;
    for (const local of sure) {
      if (local.sources.every((source) => source !== undefined && neverNull(source, sure))) continue;
      sure.delete(local);
      changed = true;
    }
  }
  return sure;
}
