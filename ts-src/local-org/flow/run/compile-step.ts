import { NotImplementedError } from '../../execution/errors.ts';
import type { FlowElement } from '../model/elements.ts';
import type { CompiledFlow } from './compiled-flow.ts';
import type { Step } from './step.ts';
import { actionStep } from './steps/action.ts';
import { assignmentStep } from './steps/assignment.ts';
import { collectionStep } from './steps/collection.ts';
import { createStep } from './steps/create.ts';
import { customErrorStep } from './steps/custom-error.ts';
import { decisionStep } from './steps/decision.ts';
import { deleteStep } from './steps/delete.ts';
import { lookupStep } from './steps/lookup.ts';
import { loopStep } from './steps/loop.ts';
import { rollbackStep } from './steps/rollback.ts';
import { subflowStep } from './steps/subflow.ts';
import { updateStep } from './steps/update.ts';

/** One compiler for each kind of element: a new kind is a file in steps/ and a line here. */
export function compileStep(flow: CompiledFlow, element: FlowElement): Step {
  const gap = element.unsupported[0] ?? flow.model.unsupported[0];
  if (gap !== undefined) return missing(flow, element, gap);
  switch (element.kind) {
    case 'assignment': return assignmentStep(flow, element);
    case 'decision': return decisionStep(flow, element);
    case 'loop': return loopStep(flow, element);
    case 'lookup': return lookupStep(flow, element);
    case 'create': return createStep(flow, element);
    case 'update': return updateStep(flow, element);
    case 'delete': return deleteStep(flow, element);
    case 'rollback': return rollbackStep(flow, element);
    case 'subflow': return subflowStep(flow, element);
    case 'action': return actionStep(flow, element);
    case 'customError': return customErrorStep(flow, element);
    case 'collection': return collectionStep(flow, element);
    case 'screen': return { kind: 'screen', element, next: () => flow.step(element.next) };
    case 'unknown': return missing(flow, element, element.tag);
  }
}

function missing(flow: CompiledFlow, element: FlowElement, feature: string): Step {
  return {
    kind: 'inline',
    element,
    run: () => { throw new NotImplementedError(`flow ${flow.model.name}, element ${element.name}: ${feature}`); },
  };
}
