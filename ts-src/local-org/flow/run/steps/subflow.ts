import { NotImplementedError } from '../../../execution/errors.ts';
import type { SubflowElement } from '../../model/elements.ts';
import { each, exitsOf, leave } from '../batch.ts';
import type { CompiledFlow } from '../compiled-flow.ts';
import { compileInputs, compileOutputs } from '../outputs.ts';
import { outputsOf, runSubflow } from '../subflows.ts';
import type { BulkStep } from '../step.ts';

/** A flow inside a flow: the interviews of the inner one run together as the outer ones do. A fault inside is one of the outer interview. */
export function subflowStep(flow: CompiledFlow, element: SubflowElement): BulkStep {
  const inputs = compileInputs(flow, element.inputs);
  const store = compileOutputs(flow, element.name, element.outputs);
  const exits = exitsOf(flow, element);
  return {
    kind: 'bulk',
    element,
    runAll: (interviews) => {
      const inner = flow.find(element.flow);
      if (inner === undefined) throw new NotImplementedError(`flow ${flow.model.name}, element ${element.name}: flow ${element.flow}`);
      const { ready, faults } = each(interviews, inputs);
      const { outputs, faults: failed, waiting } = runSubflow(inner, ready);
      for (const [interview, fault] of failed) faults.set(interview, fault);
      for (const [interview, held] of waiting) interview.inner = { element: element.name, interview: held };
      leave(interviews.filter((interview) => !waiting.has(interview)), element, faults, exits, (interview) => store(interview, outputs.get(interview)!));
    },
    resume: (interview, inner) => {
      store(interview, outputsOf(inner));
      interview.next = flow.step(element.next);
    },
  };
}
