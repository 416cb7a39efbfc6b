/** The built static resource, as a page loads it. */
import { createContext, runInContext } from 'node:vm';
import type { Pack } from '../pack/schema.ts';
import type { Engine } from './result.ts';

export interface RuleResource {
  readonly decision: string;
  readonly logicHash: string;
  readonly inputs: readonly { readonly name: string }[];
  load(pack: Pack): { evaluate: Engine };
}

/** Runs a resource in a world of its own. @throws Error when it does not register its decision */
export function loadResource(source: string, decision: string): RuleResource {
  const world = createContext({});
  runInContext(source, world, { filename: `${decision}.js` });
  const found = (world as { loopRules?: Readonly<Record<string, RuleResource>> }).loopRules?.[decision];
  if (found === undefined) throw new Error(`The static resource does not hold the decision "${decision}".`);
  return found;
}

export const resourceEngine = (source: string, decision: string, pack: Pack): Engine => loadResource(source, decision).load(pack).evaluate;
