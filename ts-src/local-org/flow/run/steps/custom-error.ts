import { NotImplementedError } from '../../../execution/errors.ts';
import type { CustomErrorElement } from '../../model/elements.ts';
import type { CompiledFlow } from '../compiled-flow.ts';
import { plainText } from '../flow-value.ts';
import type { InlineStep } from '../step.ts';

/** Custom Error: the record that started the flow is not saved. */
export function customErrorStep(flow: CompiledFlow, element: CustomErrorElement): InlineStep {
  const messages = element.messages.map(({ message, field }) => ({ text: flow.source(message), field }));
  return {
    kind: 'inline',
    element,
    run: (interview) => {
      if (interview.trigger === undefined) throw new NotImplementedError(`flow ${flow.model.name}, element ${element.name}: a custom error without a triggering record`);
      for (const { text, field } of messages) interview.trigger.refuse(plainText(text(interview)), field);
      return flow.step(element.next);
    },
  };
}
