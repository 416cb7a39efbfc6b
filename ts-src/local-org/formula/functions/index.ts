import type { FunctionSpec } from '../function-table.ts';
import { dateFunctions } from './date.ts';
import { mathFunctions } from './math.ts';
import { textFunctions } from './text.ts';

const all = new Map<string, FunctionSpec>(Object.entries({ ...dateFunctions, ...mathFunctions, ...textFunctions }));

/** The function of this name, in any case. Those that look at their arguments before they run are in special-forms.ts. */
export function functionNamed(name: string): FunctionSpec | undefined {
  return all.get(name.toLowerCase());
}
