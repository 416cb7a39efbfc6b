import { NotImplementedError } from '../../../execution/errors.ts';
import type { AssignmentElement } from '../../model/elements.ts';
import { assignOperator } from '../assign.ts';
import type { CompiledFlow } from '../compiled-flow.ts';
import type { InlineStep } from '../step.ts';

/** Items one after the other; each sees what those before it set. */
export function assignmentStep(flow: CompiledFlow, element: AssignmentElement): InlineStep {
  const items = element.items.map(({ target, operator, value }) => {
    const reference = flow.needed(target);
    if (reference.write === undefined) throw new NotImplementedError(`flow ${flow.model.name}, element ${element.name}: assigning to ${target}`);
    return { reference, write: reference.write, source: flow.source(value), combine: assignOperator(operator), replaces: operator === 'Assign' || operator === 'AssignCount' };
  });
  return {
    kind: 'inline',
    element,
    run: (interview) => {
      for (const { reference, write, source, combine, replaces } of items) {
        const old = replaces ? null : reference.read(interview, false);
        write(interview, combine(old, source(interview), reference.type, interview.zone));
      }
      return flow.step(element.next);
    },
  };
}
