export { graphEngine } from './graph-engine.ts';
export { loadResource, resourceEngine } from './resource-engine.ts';
export type { RuleResource } from './resource-engine.ts';
export { givenInputs, isRefusal, resultLine } from './result.ts';
export type { Answer, Engine, Hashes, InputError, InputRule, Outcome, Refusal, RuleInput, Scalar } from './result.ts';
