import { NotImplementedError } from '../../../execution/errors.ts';
import type { ActionElement } from '../../model/elements.ts';
import type { ActionResult, RunAction } from '../actions/action.ts';
import { apexAction } from '../actions/apex.ts';
import { emailAction } from '../actions/email.ts';
import { each, exitsOf, leave } from '../batch.ts';
import type { CompiledFlow } from '../compiled-flow.ts';
import { compileInputs, compileOutputs } from '../outputs.ts';
import { runSubflow, screenFault } from '../subflows.ts';
import type { BulkStep } from '../step.ts';

/** An action, called once for all interviews. */
export function actionStep(flow: CompiledFlow, element: ActionElement): BulkStep {
  const inputs = compileInputs(flow, element.inputs);
  const store = compileOutputs(flow, element.name, element.outputs);
  const run = actionOf(flow, element);
  const exits = exitsOf(flow, element);
  return {
    kind: 'bulk',
    element,
    runAll: (interviews) => {
      const { ready, faults } = each(interviews, inputs);
      const { results, faults: failed }: ActionResult = ready.size > 0 ? run(ready) : { results: new Map(), faults: new Map() };
      for (const [interview, fault] of failed) faults.set(interview, fault);
      leave(interviews, element, faults, exits, (interview) => store(interview, results.get(interview) ?? {}));
    },
  };
}

/** A new kind of action is a file in actions/ and a line here. */
function actionOf(flow: CompiledFlow, { actionType, action, name }: ActionElement): RunAction {
  switch (actionType) {
    case 'apex':
      return apexAction(flow.host, action);
    case 'emailSimple':
      return emailAction(flow.host);
    case 'flow':
      return (inputs) => {
        const inner = flow.find(action);
        if (inner === undefined) throw new NotImplementedError(`flow ${flow.model.name}, element ${name}: flow ${action}`);
        const { outputs, faults, waiting } = runSubflow(inner, inputs);
        return { results: outputs, faults: new Map([...faults, ...[...waiting.keys()].map((interview) => [interview, screenFault()] as const)]) };
      };
    default:
      throw new NotImplementedError(`flow ${flow.model.name}, element ${name}: action ${actionType}`);
  }
}
