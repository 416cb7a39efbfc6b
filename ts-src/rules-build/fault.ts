import type { Place } from '../rules/language/index.ts';

/** What is wrong with a decision, and where it was written. */
export interface Fault {
  readonly place: Place;
  readonly message: string;
}

const faultLine = ({ place, message }: Fault): string => `${place}: ${message}`;

/** Decisions that cannot be compiled; the message has a line for each fault. */
export class DecisionFaults extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(faultLine).join('\n'));
    this.name = 'DecisionFaults';
    this.faults = faults;
  }
}
