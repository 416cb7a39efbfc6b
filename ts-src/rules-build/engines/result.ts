/** What a decision says to one input, and its one way of being written. */
import { canonicalJson, sha256 } from '../canonical.ts';
import type { Json } from '../canonical.ts';

export type Scalar = number | boolean | string;

// Aliases, not interfaces: what is written down is plain JSON, which an interface might be extended beyond.

export type Outcome = {
  readonly decision: string;
  readonly outputs: { readonly [name: string]: Scalar | null };
  /** Codes in the decision's order. */
  readonly reasons: readonly string[];
  /** Every rule in the decision's order. */
  readonly effects: readonly { readonly rule: string; readonly minor: number }[];
};

export type InputRule = 'missing' | 'type' | 'range' | 'allowed' | 'unknown';

export type InputError = {
  readonly field: string;
  readonly rule: InputRule;
  readonly value: Scalar | null;
};

export type Refusal = {
  readonly decision: string;
  readonly errors: readonly InputError[];
};

export type Answer = Outcome | Refusal;
export type RuleInput = { readonly [name: string]: Json };

/** One way of evaluating a decision. */
export type Engine = (input: RuleInput) => Answer;

export interface Hashes {
  readonly logicHash: string;
  readonly packHash: string;
}

export const isRefusal = (answer: Answer): answer is Refusal => 'errors' in answer;

/** Declared inputs that were given: what the input hash is of. */
export function givenInputs(names: readonly string[], input: RuleInput): RuleInput {
  return Object.fromEntries(names.flatMap((name) => (input[name] === undefined || input[name] === null ? [] : [[name, input[name]]])));
}

/** RFC 8785: the same bytes for every engine. */
export function resultLine(answer: Answer, given: RuleInput, { logicHash, packHash }: Hashes): string {
  if (isRefusal(answer)) return canonicalJson(answer);
  return canonicalJson({ ...answer, inputHash: sha256(canonicalJson(given)), logicHash, packHash });
}
