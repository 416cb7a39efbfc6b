import type { RollbackElement } from '../../model/elements.ts';
import type { CompiledFlow } from '../compiled-flow.ts';
import type { InlineStep } from '../step.ts';

/** Roll Back Records: what the transaction has changed since the interview began it, or since its last screen, is undone. */
export function rollbackStep(flow: CompiledFlow, element: RollbackElement): InlineStep {
  return {
    kind: 'inline',
    element,
    run: (interview) => {
      interview.rollback();
      return flow.step(element.next);
    },
  };
}
