import type { Decision } from '../../../rules/index.ts';
import { decision } from '../../../rules/index.ts';
import { compile, DecisionFaults } from '../../index.ts';
import type { Fault } from '../../index.ts';

/** A decision with only what a test is about. */
export const decisionOf = (parts: Partial<Decision>): Decision =>
  decision({ name: 'small', title: 'Small', description: 'A small decision.', outputs: [], reasons: [], effects: [], ...parts });

export function faultsOf(...decisions: readonly Decision[]): readonly Fault[] {
  try {
    compile(decisions);
    return [];
  } catch (error) {
    if (error instanceof DecisionFaults) return error.faults;
    throw error;
  }
}

export const messagesOf = (...decisions: readonly Decision[]): string[] => faultsOf(...decisions).map(({ message }) => message);
