import type { FlowCondition, FlowConditions, FlowFilters } from '../model/types.ts';
import { comparison, equals } from './compare.ts';
import type { CompiledFlow } from './compiled-flow.ts';
import type { Interview } from './interview.ts';
import { evaluateLogic, parseLogic } from './logic.ts';
import type { Reference } from './references.ts';

export type Predicate = (interview: Interview) => boolean;

/** Conditions of a decision's outcome, a visibility rule or a collection filter. No conditions: true. */
export function compileConditions(flow: CompiledFlow, { logic, conditions }: FlowConditions): Predicate {
  if (conditions.length === 0) return () => true;
  const combine = parseLogic(logic, conditions.length);
  const tests = conditions.map((condition) => compileCondition(flow, condition));
  return (interview) => evaluateLogic(combine, (n) => tests[n]!(interview));
}

/** Entry conditions: filters on fields of `$Record`. `formula_evaluates_to_true` and the like have no filters here. */
export function compileEntry(flow: CompiledFlow, { logic, filters }: FlowFilters): Predicate {
  const conditions = filters.map(({ field, operator, value }) => ({ left: `$Record.${field}`, operator, right: value }));
  return compileConditions(flow, { logic: /\d/.test(logic) ? logic : logic.toLowerCase() === 'or' ? 'or' : 'and', conditions });
}

function compileCondition(flow: CompiledFlow, { left, operator, right }: FlowCondition): Predicate {
  const value = flow.source(right);
  const wanted = (interview: Interview): boolean => value(interview) !== false;
  switch (operator) {
    case 'WasVisited':
      return (interview) => interview.visited.has(flow.element(left)?.name ?? left) === wanted(interview);
    case 'HasError':
      return (interview) => interview.faulted.has(flow.element(left)?.name ?? left) === wanted(interview);
    case 'WasSelected':
      return selection(flow, left, wanted);
    case 'WasSet':
      return (interview) => (flow.needed(left).read(interview, false) !== null) === wanted(interview);
    case 'IsChanged': {
      const field = flow.needed(left);
      return (interview) => changed(interview, field) === wanted(interview);
    }
    default:
      return compare(flow, flow.needed(left), operator, right);
  }
}

function compare(flow: CompiledFlow, left: Reference, operator: string, right: FlowCondition['right']): Predicate {
  const test = comparison(operator);
  const value = flow.source(right);
  // Looking for nothing is the one question that a missing record answers.
  const strict = operator !== 'IsNull' && operator !== 'IsBlank' && operator !== 'IsEmpty';
  return (interview) => test(left.read(interview, strict), value(interview), interview.zone);
}

/** A choice in the field that shows it: its value, or one of them, is the field's. */
function selection(flow: CompiledFlow, choice: string, wanted: (interview: Interview) => boolean): Predicate {
  const value = flow.needed(choice);
  const fields = flow.fieldsWithChoice(choice);
  return (interview) => {
    const text = value.read(interview);
    const selected = fields.some((field) => {
      const held = interview.get(field);
      return equals(held, text, interview.zone) || (typeof held === 'string' && held.split(';').map((part) => part.trim()).includes(String(text)));
    });
    return selected === wanted(interview);
  };
}

function changed(interview: Interview, field: Reference): boolean {
  const { trigger } = interview;
  if (trigger === undefined || trigger.prior === null) return false;
  const now = field.read(interview, false);
  const before = interview.withPrior(() => field.read(interview, false));
  return !equals(now, before, interview.zone);
}
