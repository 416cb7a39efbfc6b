import type { DecisionElement } from '../../model/elements.ts';
import type { CompiledFlow } from '../compiled-flow.ts';
import { compileConditions } from '../conditions.ts';
import type { Interview } from '../interview.ts';
import type { InlineStep } from '../step.ts';

/** The first outcome whose conditions hold, else the default. */
export function decisionStep(flow: CompiledFlow, element: DecisionElement): InlineStep {
  const rules = element.rules.map((rule) => ({ rule, holds: compileConditions(flow, rule) }));
  const took = ({ rule, holds }: (typeof rules)[number], interview: Interview): boolean => {
    if (!holds(interview)) return false;
    if (!rule.requireChange || interview.trigger === undefined || interview.trigger.prior === null) return true;
    return !interview.withPrior(() => holds(interview));
  };
  return {
    kind: 'inline',
    element,
    run: (interview) => {
      for (const { rule } of rules) interview.outcomes.delete(rule.name);
      const taken = rules.find((each) => took(each, interview));
      if (taken === undefined) return flow.step(element.otherwise);
      interview.outcomes.add(taken.rule.name);
      return flow.step(taken.rule.next);
    },
  };
}
