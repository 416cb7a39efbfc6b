import { current } from '../../execution/context.ts';
import { OrgError } from '../../execution/errors.ts';
import type { FlowProgram } from '../program.ts';
import type { ScreenElement } from '../model/elements.ts';
import { newBatch, runAll, screenOf } from '../run/batch.ts';
import { Interview, USER, accessOf } from '../run/interview.ts';
import { fromJson } from '../run/json.ts';
import { begin, resumeOuter } from '../run/subflows.ts';
import type { FlowValue } from '../run/flow-value.ts';
import { answer, storeOutputs } from './answers.ts';
import type { Answers, FieldProblem } from './answers.ts';
import { enterScreen, fieldsOf } from './fields.ts';
import { decodeSession, encodeSession } from './state.ts';
import type { Session } from './state.ts';
import { outputVariables, screenView, stageViews } from './view.ts';
import type { FlowView } from './view.ts';

/** Where screen flows wait for their next answer: JSON texts by interview id. The default is the org, where they survive a restart. */
export interface SessionStore {
  get(id: string): string | undefined;
  set(id: string, state: string): void;
  delete(id: string): void;
}

const KEPT: SessionStore = {
  get: (id) => current().kept.get(`interview ${id}`),
  set: (id, state) => current().kept.set(`interview ${id}`, state),
  delete: (id) => current().kept.delete(`interview ${id}`),
};

const GENERAL = 'An unhandled fault has occurred while processing the flow. Please contact your system administrator for more information.';

/**
 * Screen flows, one call for each thing a person does. Every method runs inside a transaction of that person; when it throws, the
 * caller rolls back and answers `failed(…)`: such an interview is over.
 */
export class ScreenFlows {
  private readonly program: FlowProgram;
  private readonly store: SessionStore;

  constructor(program: FlowProgram, store: SessionStore = KEPT) {
    this.program = program;
    this.store = store;
  }

  /** Starts a flow with inputs in JSON shapes and goes to its first screen, or to its end. @throws FlowFault, OrgError */
  begin(flowName: string, inputs: Readonly<Record<string, unknown>> = {}): FlowView {
    const flow = this.program.needed(flowName);
    const types = new Map(flow.variables('isInput').map((variable) => [variable.name.toLowerCase(), flow.typeOf(variable)]));
    const values: Record<string, FlowValue> = {};
    for (const [name, json] of Object.entries(inputs)) values[name] = fromJson(json, types.get(name.toLowerCase()), flow.host.schema);
    const batch = { ...newBatch(accessOf(flow.model.runInMode, USER), 0, this.rollback()), screens: true };
    const interview = begin(new Interview(flow, batch), values);
    runAll([interview]);
    return this.arrive({ userId: current().user.id, status: 'STARTED', interview }, true);
  }

  /** Takes the answers of a screen; stays there when something is wrong with them, else goes on to the next screen or to the end. */
  next(interviewId: string, answers: Answers = {}): FlowView {
    const session = this.load(interviewId);
    const problems = this.take(session, answers);
    if (problems.length > 0) return this.arrive(session, false, problems);
    const interview = innermost(session.interview);
    const screen = screenOf(interview)!;
    storeOutputs(interview, fieldsOf(interview.flow, screen.element as ScreenElement));
    interview.history.push(screen.element.name);
    interview.visited.add(screen.element.name);
    interview.next = screen.next(interview);
    runAll([interview]);
    return this.arrive(session, true);
  }

  /** Shows the screen before; answers of the present one are kept, unchecked. What was saved in between stays saved. */
  back(interviewId: string, answers: Answers = {}): FlowView {
    const session = this.load(interviewId);
    this.take(session, answers);
    const interview = innermost(session.interview);
    const before = interview.history.pop();
    if (before === undefined) throw new OrgError('INVALID_OPERATION', 'There is no screen before this one.');
    interview.next = interview.flow.step(before);
    return this.arrive(session, true);
  }

  /** The same screen with other answers: what depends on them shows and hides. Nothing is checked. */
  refresh(interviewId: string, answers: Answers = {}): FlowView {
    const session = this.load(interviewId);
    this.take(session, answers);
    return this.arrive(session, false);
  }

  /** Keeps the interview for later. */
  pause(interviewId: string, answers: Answers = {}): FlowView {
    const session = this.load(interviewId);
    this.take(session, answers);
    return this.arrive({ ...session, status: 'PAUSED' }, false);
  }

  /** Goes on with a paused interview, at the screen it waits at. */
  resume(interviewId: string): FlowView {
    return this.arrive({ ...this.load(interviewId), status: 'STARTED' }, false);
  }

  /** Gives up an interview that nobody will go on with; a paused one stays. */
  leave(interviewId: string): void {
    if (this.load(interviewId).status === 'STARTED') this.store.delete(interviewId);
  }

  /** Ends an interview of which a step has thrown, after the roll-back. Only an administrator learns why. */
  failed(interviewId: string, error: unknown): FlowView {
    this.store.delete(interviewId);
    const details = error instanceof Error ? error.message : String(error);
    current().log('ERROR', () => `Flow interview ${interviewId}: ${details}`);
    const errors = [{ field: null, message: GENERAL }, ...(current().user.permissions.modifyAllData ? [{ field: null, message: details }] : [])];
    return { interviewId, flowName: '', flowTitle: '', status: 'ERROR', screen: null, errors, outputVariables: [], activeStages: [], currentStage: null };
  }

  private take({ interview: root }: Session, answers: Answers): readonly FieldProblem[] {
    const interview = innermost(root);
    const screen = screenOf(interview);
    if (screen === undefined) throw new OrgError('INVALID_OPERATION', 'The flow does not wait at a screen.');
    return answer(interview, fieldsOf(interview.flow, screen.element as ScreenElement), answers);
  }

  /** Ends the flows that have come to their end, keeps the session and shows where it is. */
  private arrive(session: Session, isNew: boolean, problems: readonly FieldProblem[] = []): FlowView {
    const root = session.interview;
    let at = innermost(root);
    while (at.next === null && at !== root && at.failure === undefined) at = resumeOuter(root, at);
    if (at.failure !== undefined) throw at.failure;
    const view = { interviewId: root.guid, flowName: root.flow.model.name, flowTitle: root.flow.model.label, outputVariables: outputVariables(root), ...stageViews(at) };
    const screen = screenOf(at);
    if (screen === undefined) {
      this.store.delete(root.guid);
      return { ...view, status: 'FINISHED', screen: null, errors: [] };
    }
    const element = screen.element as ScreenElement;
    const fields = fieldsOf(at.flow, element);
    enterScreen(at, fields, isNew);
    const shown = screenView(at, element, fields, at.history.length > 0, problems);
    this.store.set(root.guid, encodeSession(session));
    return { ...view, status: session.status, screen: session.status === 'PAUSED' ? null : shown, errors: problems };
  }

  /** @throws OrgError for an interview that is over, or somebody else's */
  private load(interviewId: string): Session {
    const text = this.store.get(interviewId);
    const session = text === undefined ? undefined : decodeSession(text, (name) => this.program.find(name), this.program.host.schema, this.rollback());
    if (session === undefined || session.userId !== current().user.id) throw new OrgError('INVALID_ID_FIELD', `There is no flow interview ${interviewId}.`);
    return session;
  }

  /** Roll Back Records undoes what this step of the interview has done. */
  private rollback(): (() => void) | undefined {
    if (!this.program.models.some(({ elements }) => [...elements.values()].some(({ kind }) => kind === 'rollback'))) return undefined;
    const savepoint = current().savepoint();
    return () => savepoint.rollback();
  }
}

/** The interview that waits: that of the subflow inside the subflow… */
function innermost(root: Interview): Interview {
  let at = root;
  while (at.inner !== undefined) at = at.inner.interview;
  return at;
}

