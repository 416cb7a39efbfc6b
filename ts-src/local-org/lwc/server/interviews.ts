import { isJsonObject, parsePlainJson } from '../../api/json.ts';
import { badRequest } from '../../api/errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../../api/http.ts';
import { ApexFailure, LimitFailure, OrgError } from '../../execution/errors.ts';
import { FlowFault, ScreenFlows } from '../../flow/index.ts';
import type { Answers, FlowView } from '../../flow/index.ts';
import type { Host } from './host.ts';

type Step = (flows: ScreenFlows, interviewId: string, answers: Answers) => FlowView;

const STEPS: Readonly<Record<string, Step>> = {
  next: (flows, id, answers) => flows.next(id, answers),
  back: (flows, id, answers) => flows.back(id, answers),
  refresh: (flows, id, answers) => flows.refresh(id, answers),
  pause: (flows, id, answers) => flows.pause(id, answers),
  resume: (flows, id) => flows.resume(id),
};

/** Screen flows of the signed-in person (`lightning-flow` in the browser): each call is one transaction, answered with a `FlowView`. */
export function interviewRoutes(host: Host): Route[] {
  // The flows of the org change with its files.
  const flows = (): ScreenFlows => new ScreenFlows(host.org.flows);
  return [
    {
      method: 'POST',
      pattern: '/lightning/api/flow/:name/interviews',
      handler: (request) => run(host, request, flows(), '', () => flows().begin(request.params.name!, objectIn(request, 'inputs'))),
    },
    { method: 'POST', pattern: '/lightning/api/interviews/:id/leave', handler: (request) => leave(host, request, flows()) },
    {
      method: 'POST',
      pattern: '/lightning/api/interviews/:id/:step',
      handler: (request) => {
        const { id = '', step: name = '' } = request.params;
        const step = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
        if (step === undefined) throw badRequest('INVALID_ARGUMENT', `An interview has no step ${name}`);
        return run(host, request, flows(), id, () => step(flows(), id, objectIn(request, 'answers')));
      },
    },
  ];
}

function run(host: Host, request: HttpRequest, flows: ScreenFlows, interviewId: string, work: () => FlowView): HttpResponse {
  const { userId } = request.session!;
  try {
    return { status: 200, body: host.org.transaction(userId, work) };
  } catch (error) {
    // Faults of the flow end it. What it was asked wrongly, or what is missing here, is told and leaves it where it is.
    if (!(error instanceof FlowFault || error instanceof ApexFailure || error instanceof LimitFailure)) throw error;
    return { status: 200, body: host.org.transaction(userId, () => flows.failed(interviewId, error)) };
  }
}

/** A page was left: nobody waits for the answer. */
function leave(host: Host, request: HttpRequest, flows: ScreenFlows): HttpResponse {
  try {
    host.org.transaction(request.session!.userId, () => flows.leave(request.params.id!));
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
  }
  return { status: 204 };
}

function objectIn(request: HttpRequest, name: string): Readonly<Record<string, unknown>> {
  const body: unknown = parsePlainJson(request.body);
  const value = isJsonObject(body) ? (body[name] ?? {}) : undefined;
  if (!isJsonObject(value)) throw badRequest('INVALID_ARGUMENT', `${name} must be a JSON object`);
  return value;
}
