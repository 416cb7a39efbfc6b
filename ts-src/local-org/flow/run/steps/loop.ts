import type { LoopElement } from '../../model/elements.ts';
import type { CompiledFlow } from '../compiled-flow.ts';
import { isList } from '../flow-value.ts';
import type { Interview, LoopState } from '../interview.ts';
import type { InlineStep } from '../step.ts';

/** The next item and its path, or what comes after the last. The item is the one in the collection: a change of it changes the collection. */
export function loopStep(flow: CompiledFlow, element: LoopElement): InlineStep {
  const collection = flow.needed(element.collection);
  const variable = element.variable === undefined ? undefined : flow.needed(element.variable);
  const start = (interview: Interview): LoopState => {
    const value = collection.read(interview, false);
    const items = value === null ? [] : isList(value) ? value : [value];
    const state = { items: element.descending ? items.toReversed() : [...items], index: -1 };
    interview.loops.set(element.name, state);
    return state;
  };
  return {
    kind: 'inline',
    element,
    run: (interview) => {
      const state = interview.loops.get(element.name) ?? start(interview);
      state.index++;
      if (state.index >= state.items.length) {
        interview.loops.delete(element.name);
        return flow.step(element.after);
      }
      const item = state.items[state.index]!;
      interview.set(element.name, item);
      if (variable?.write !== undefined) variable.write(interview, item);
      return flow.step(element.each);
    },
  };
}
