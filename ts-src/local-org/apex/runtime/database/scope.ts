import { transactionState } from '../../../execution/context.ts';

/** Looks a variable up by its lower-case name; undefined when there is none. */
export type VariableLookup = (name: string) => unknown;

const SCOPES = Symbol('variables of dynamic queries');

function scopes(): VariableLookup[] {
  return transactionState(SCOPES, () => []);
}

/** Runs `work` with the variables that `:name` in a dynamic query may mean. */
export function scoped<T>(lookup: VariableLookup, work: () => T): T {
  const stack = scopes();
  stack.push(lookup);
  try {
    return work();
  } finally {
    stack.pop();
  }
}

export function currentScope(): VariableLookup | undefined {
  return scopes().at(-1);
}
