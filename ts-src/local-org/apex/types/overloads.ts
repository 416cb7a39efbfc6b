/** Overload resolution. */
import type { Type } from './types.ts';

/** Cost of passing argument `index` to a parameter of type `to`; undefined: impossible. */
export type ArgumentCost = (index: number, to: Type) => number | undefined;

export type Choice<T> = { readonly kind: 'one'; readonly method: T } | { readonly kind: 'none' } | { readonly kind: 'ambiguous'; readonly method: T };

/**
 * Of the candidates that take these arguments, the one that needs least conversion: better or equal in every argument,
 * else the smallest sum.
 */
export function chooseOverload<T extends { readonly parameters: readonly { readonly type: Type }[] | readonly Type[] }>(candidates: readonly T[], count: number, cost: ArgumentCost): Choice<T> {
  let best: { method: T; costs: number[]; total: number } | undefined;
  let tie = false;
  for (const method of candidates) {
    if (method.parameters.length !== count) continue;
    const costs: number[] = [];
    let total = 0;
    for (let i = 0; i < count; i++) {
      const parameter = method.parameters[i]!;
      const price = cost(i, 'kind' in parameter ? parameter : parameter.type);
      if (price === undefined) break;
      costs.push(price);
      total += price;
    }
    if (costs.length < count) continue;
    if (best === undefined || total < best.total) {
      best = { method, costs, total };
      tie = false;
    } else if (total === best.total) {
      tie = true;
    }
  }
  if (best === undefined) return { kind: 'none' };
  return { kind: tie ? 'ambiguous' : 'one', method: best.method };
}
