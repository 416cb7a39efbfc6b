import { current } from '../execution/context.ts';
import { OrgError } from '../execution/errors.ts';
import type { TriggerBatch, TriggerOperation, TriggerPhase } from '../data/index.ts';
import type { DeployProblem, XmlComponent } from '../metadata/index.ts';
import type { SObjectDef } from '../schema/model.ts';
import type { SObjectRecord } from '../values/index.ts';
import { checkFlow } from './check/check-flow.ts';
import type { FlowHost } from './host.ts';
import { readFlow } from './model/read-flow.ts';
import type { FlowModel, FlowVariable } from './model/types.ts';
import { newBatch, runAll, screenOf } from './run/batch.ts';
import { CompiledFlow } from './run/compiled-flow.ts';
import { FlowFault } from './run/errors.ts';
import type { FlowType, FlowValue } from './run/flow-value.ts';
import { Interview, SYSTEM, USER, accessOf } from './run/interview.ts';
import type { RunAccess } from './run/interview.ts';
import { begin, outputsOf, screenFault } from './run/subflows.ts';
import { runChunk, runSchedule, scheduleOf } from './trigger/schedule.ts';
import type { ScheduledFlow } from './trigger/schedule.ts';
import type { SavedFlowJob } from './trigger/saved-job.ts';
import { runPath } from './trigger/scheduled-paths.ts';
import { RecordTriggeredFlows } from './trigger/record-triggered.ts';

/** What a caller of a flow learns about it. */
export interface FlowInfo {
  readonly name: string;
  readonly label: string;
  readonly description: string | undefined;
  readonly processType: string;
  readonly active: boolean;
  readonly inputs: readonly FlowParameter[];
  readonly outputs: readonly FlowParameter[];
}

/** An input or output variable with its type resolved, for `fromJson`. */
export interface FlowParameter extends FlowVariable {
  readonly type: FlowType;
}

export interface StartOptions {
  /**
   * Who starts it, which decides the rights of a flow in DefaultMode: `apex` the sharing of the class that calls, in system mode;
   * `user` the running user's; `system` (default) everything.
   */
  readonly from?: 'user' | 'apex' | 'system';
}

/** One result of `startAll`. */
export type FlowOutcome =
  | { readonly success: true; readonly outputs: Readonly<Record<string, FlowValue>>; readonly guid: string }
  | { readonly success: false; readonly fault: FlowFault; readonly element: string; readonly guid: string };

/** The flows of an org, ready to run inside the current transaction. Names ignore case. */
export class FlowProgram {
  readonly host: FlowHost;
  private readonly flows = new Map<string, CompiledFlow>();
  private readonly triggered: RecordTriggeredFlows;

  constructor(components: readonly XmlComponent[], host: FlowHost) {
    this.host = host;
    for (const component of components) {
      const model = readFlow(component);
      this.flows.set(model.name.toLowerCase(), new CompiledFlow(model, host, (name) => this.flows.get(name.toLowerCase())));
    }
    const active = [...this.flows.values()].filter(({ model }) => model.status === 'Active');
    this.triggered = new RecordTriggeredFlows(active);
  }

  get models(): readonly FlowModel[] {
    return [...this.flows.values()].map(({ model }) => model);
  }

  /** What deploying the flows would complain about. Obsolete versions are not looked at. */
  check(): readonly DeployProblem[] {
    return [...this.flows.values()].filter(({ model }) => model.status !== 'Obsolete').flatMap(checkFlow);
  }

  find(name: string): CompiledFlow | undefined {
    return this.flows.get(name.toLowerCase());
  }

  info(name: string): FlowInfo | undefined {
    const flow = this.find(name);
    if (flow === undefined) return undefined;
    const { model } = flow;
    return {
      name: model.name, label: model.label, description: model.description, processType: model.processType, active: model.status === 'Active',
      inputs: parameters(flow, 'isInput'), outputs: parameters(flow, 'isOutput'),
    };
  }

  /** For `Automation.hasFlows`. */
  hasFlows(object: SObjectDef, phase: TriggerPhase, operation: TriggerOperation): boolean {
    return this.triggered.hasFlows(object, phase, operation);
  }

  /** For `Automation.runFlows`. */
  runFlows(batch: TriggerBatch): void {
    this.triggered.runFlows(batch);
  }

  /**
   * Runs an autolaunched flow and returns its output variables by name.
   * @throws FlowFault when an element fails and no fault path takes it · OrgError for an unknown flow
   */
  start(name: string, inputs: Readonly<Record<string, FlowValue>> = {}, options: StartOptions = {}): Readonly<Record<string, FlowValue>> {
    // What a failed interview has saved goes with it.
    return current().atomic(() => {
      const [outcome] = this.startAll(name, [inputs], options);
      if (outcome?.success !== true) throw outcome!.fault;
      return outcome.outputs;
    });
  }

  /** Runs several interviews of a flow together, in bulk; one outcome for each, in order. @throws OrgError for an unknown or inactive flow */
  startAll(name: string, inputs: readonly Readonly<Record<string, FlowValue>>[], options: StartOptions = {}): readonly FlowOutcome[] {
    const flow = this.needed(name);
    const batch = newBatch(accessOf(flow.model.runInMode, accessFrom(options.from ?? 'system')));
    const interviews = inputs.map((values) => begin(new Interview(flow, batch), values));
    runAll(interviews);
    return interviews.map(outcomeOf);
  }

  /** Runs the flows that listen to a platform event, all of them over all events. */
  runEventFlows(events: readonly SObjectRecord[]): void {
    for (const flow of this.flows.values()) {
      const { start, status } = flow.model;
      if (status !== 'Active' || start.triggerType !== 'PlatformEvent') continue;
      const records = events.filter((event) => event.definition.name.toLowerCase() === start.object?.toLowerCase());
      this.runOver(flow, records);
    }
  }

  private runOver(flow: CompiledFlow, records: readonly SObjectRecord[]): void {
    const batch = newBatch(SYSTEM);
    const interviews = records.map((record) => {
      const interview = new Interview(flow, batch);
      interview.trigger = { record, prior: null, before: false, refuse: (message) => interview.fail(new FlowFault(message), flow.model.name) };
      return interview;
    }).filter((interview) => flow.meetsEntry(interview));
    for (const interview of interviews) interview.next = flow.step(flow.model.start.connector);
    runAll(interviews);
    const failed = interviews.find(({ failure }) => failure !== undefined);
    if (failed !== undefined) throw failed.failure!;
  }

  /** Active schedule-triggered flows. @param zone of the org, in which their start times are meant */
  schedules(zone: string): readonly ScheduledFlow[] {
    return [...this.flows.values()].filter(({ model }) => model.status === 'Active').flatMap(({ model }) => scheduleOf(model, zone) ?? []);
  }

  /** Runs a schedule-triggered flow now; its chunks of records are enqueued. @throws FlowFault, OrgError */
  runSchedule(name: string): void {
    runSchedule(this.needed(name));
  }

  /** Runs a job that was kept over a restart. A path that is no longer there has nothing to do. @throws FlowFault, OrgError */
  runSaved(data: string): void {
    const job = JSON.parse(data) as SavedFlowJob;
    const flow = this.needed(job.flow);
    switch (job.type) {
      case 'schedule': return runSchedule(flow);
      case 'chunk': return runChunk(flow, job.ids);
      case 'path': {
        const path = flow.model.start.scheduledPaths.find(({ name }) => name === job.path);
        if (path !== undefined) runPath(flow, path, job.ids, job.due);
      }
    }
  }

  /** A flow that may be started. @throws OrgError when there is none, or it is not active */
  needed(name: string): CompiledFlow {
    const flow = this.find(name);
    if (flow === undefined) throw new OrgError('INVALID_TYPE', `There is no flow named ${name}.`);
    if (flow.model.status !== 'Active') throw new OrgError('INVALID_OPERATION', `The flow ${flow.model.name} is not active.`);
    return flow;
  }
}

function parameters(flow: CompiledFlow, direction: 'isInput' | 'isOutput'): readonly FlowParameter[] {
  return flow.variables(direction).map((variable) => ({ ...variable, type: flow.typeOf(variable) }));
}

function accessFrom(from: NonNullable<StartOptions['from']>): RunAccess {
  switch (from) {
    case 'user': return USER;
    case 'apex': return { mode: 'system', sharing: current().sharing };
    case 'system': return SYSTEM;
  }
}

function outcomeOf(interview: Interview): FlowOutcome {
  const { guid, failure, failedElement } = interview;
  if (failure !== undefined) return { success: false, fault: failure, element: failedElement ?? '', guid };
  const screen = screenOf(interview);
  if (screen !== undefined) return { success: false, fault: screenFault(), element: screen.element.name, guid };
  return { success: true, outputs: outputsOf(interview), guid };
}
