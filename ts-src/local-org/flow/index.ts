/** Flow metadata -> running flows. See README.md for how the org wires it. */
export type { FlowEmail, FlowHost } from './host.ts';
export { flowAutomation } from './automation.ts';
export { FlowProgram } from './program.ts';
export type { ScheduledFlow } from './trigger/schedule.ts';
export type { SavedFlowJob } from './trigger/saved-job.ts';
export type { FlowInfo, FlowOutcome, FlowParameter, StartOptions } from './program.ts';
export { flowRunner } from './flow-runner.ts';
export { FlowFault } from './run/errors.ts';
export { FlowStructure } from './run/flow-value.ts';
export type { FlowType, FlowValue } from './run/flow-value.ts';
export { fromJson, toJson } from './run/json.ts';
export { readFlow } from './model/read-flow.ts';
export type { FlowModel, FlowVariable } from './model/types.ts';
export { ScreenFlows } from './screen/sessions.ts';
export type { SessionStore } from './screen/sessions.ts';
export type { Answers } from './screen/answers.ts';
export type { FieldView, FlowView, OutputVariable, ScreenView, StageView } from './screen/view.ts';
