import { NotImplementedError } from '../../../execution/errors.ts';
import type { SubflowElement } from '../../model/elements.ts';
import { each, proceed } from '../batch.ts';
import type { CompiledFlow } from '../compiled-flow.ts';
import { compileInputs, compileOutputs } from '../outputs.ts';
import { outputsOf, runSubflow } from '../subflows.ts';
import type { BulkStep } from '../step.ts';

/** A flow inside a flow: the interviews of the inner one run together as the outer ones do. A fault inside is one of the outer interview. */
export function subflowStep(flow: CompiledFlow, element: SubflowElement): BulkStep {
  const inputs = compileInputs(flow, element.inputs);
  const store = compileOutputs(flow, element.name, element.outputs);
  return {
    kind: 'bulk',
    element,
    runAll: (interviews) => {
      const inner = flow.find(element.flow);
      if (inner === undefined) throw new NotImplementedError(`flow ${flow.model.name}, element ${element.name}: flow ${element.flow}`);
      const { ready, faults } = each(interviews, inputs);
      const { outputs, faults: failed, waiting } = runSubflow(inner, ready);
      for (const [interview, fault] of failed) faults.set(interview, fault);
      for (const [interview, values] of outputs) store(interview, values);
      for (const interview of interviews) {
        const held = waiting.get(interview);
        if (held === undefined) proceed(interview, { element }, faults.get(interview), () => flow.step(element.next), undefined);
        else interview.inner = { element: element.name, interview: held };
      }
    },
    resume: (interview, inner) => {
      store(interview, outputsOf(inner));
      interview.next = flow.step(element.next);
    },
  };
}
