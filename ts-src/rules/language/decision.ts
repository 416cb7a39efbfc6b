/** A decision: its outputs, the reasons it gives, and what each rule did to the amount. */
import { minus } from './build.ts';
import type { Node, Truth, Whole } from './nodes.ts';

export interface Output {
  readonly name: string;
  readonly description: string;
  readonly value: Node;
  /** The output is null where this does not hold: no sound figure, or not asked. */
  readonly when?: Truth;
}

export interface Reason {
  /** Upper case with underscores; its text is the label `Loop_Reason_<Code>`. */
  readonly code: string;
  readonly when: Truth;
}

/** What one rule added to the amount, or took away. */
export interface Effect {
  readonly rule: string;
  readonly amount: Whole<'minor'>;
}

export interface Decision {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly outputs: readonly Output[];
  readonly reasons: readonly Reason[];
  /** In order; they sum to the output named by `explains`. */
  readonly effects: readonly Effect[];
  readonly explains?: string;
}

export const decision = (of: Decision): Decision => of;

/** An amount that goes through rules one after another, and remembers what each did to it. */
export class Chain {
  readonly amount: Whole<'minor'>;
  readonly effects: readonly Effect[];

  private constructor(amount: Whole<'minor'>, effects: readonly Effect[]) {
    this.amount = amount;
    this.effects = effects;
  }

  static from(rule: string, amount: Whole<'minor'>): Chain {
    return new Chain(amount, [{ rule, amount }]);
  }

  rule(name: string, apply: (amount: Whole<'minor'>) => Whole<'minor'>): Chain {
    const after = apply(this.amount);
    return new Chain(after, [...this.effects, { rule: name, amount: minus(after, this.amount) }]);
  }
}

