import type { Email, RunningUser } from '../execution/context.ts';
import type { ApexProgram } from '../execution/local-org.ts';
import type { Schema } from '../schema/model.ts';
import type { Value } from '../values/index.ts';

/** What flows ask of the org beside the running transaction. */
export interface FlowHost {
  readonly schema: Schema;
  /** Values of `$Label`, `$Permission`, `$CustomMetadata`, `$Setup`… ; the formula engine of the org. */
  readonly formulas: { global(path: readonly string[], user: RunningUser): Value };
  /** Invocable Apex; absent: actions of type `apex` are not implemented. */
  readonly apex?: Pick<ApexProgram, 'invocables' | 'callInvocable'>;
  /** Sends or keeps e-mail of the action `emailSimple`; absent: not implemented. Called inside the transaction. */
  readonly sendEmail?: (email: FlowEmail) => void;
}

export type FlowEmail = Email;
