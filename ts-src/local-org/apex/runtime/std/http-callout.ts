import { gzipSync } from 'node:zlib';
import { calloutRules, CalloutRefusal } from '../../../execution/callout-rules.ts';
import type { CalloutTarget } from '../../../execution/callout-rules.ts';
import { callOut } from '../../../execution/callouts.ts';
import { current, transactionState } from '../../../execution/context.ts';
import { orgDomain } from '../../../execution/org-domain.ts';
import { ApexBlob } from '../../../values/index.ts';
import { CalloutException, raise } from '../exceptions.ts';
import { missing } from '../missing.ts';
import { trigger } from '../trigger.ts';
import { HttpResponse } from './http.ts';
import type { HttpRequest } from './http.ts';

/** All callouts of a transaction together, in milliseconds. */
const MOST_TIME = 120_000;
const SPENT = Symbol('time spent in callouts');
const LOOPBACK_ONLY = calloutRules({ others: [], namedCredentials: [] });

/** `Http.send` outside of tests: a request that really goes out. */
export function callOutside(request: HttpRequest): HttpResponse {
  const { limits, resources } = current();
  if (trigger.isexecuting) throw raise(CalloutException, 'Callout from triggers are currently not supported.');
  if (limits.used('dmlStatements') > 0) throw raise(CalloutException, 'You have uncommitted work pending. Please commit or rollback before calling out');
  const target = targetOf(request, resources.callouts ?? LOOPBACK_ONLY);
  // The org waits for the answer, which is why it cannot give it.
  if (target.url.origin === orgDomain()) missing('callouts to the org itself');
  const spent = transactionState(SPENT, () => ({ milliseconds: 0 }));
  if (spent.milliseconds >= MOST_TIME) throw raise(CalloutException, `Exceeded maximum time allotted for callout (${MOST_TIME} ms)`);
  const started = performance.now();
  const answer = callOut({ method: request.getmethod(), url: target.url.href, headers: headersOf(request, target), body: bodyOf(request), timeout: Math.ceil(Math.min(request.$timeout, MOST_TIME - spent.milliseconds)), maxBytes: limits.max('heapSize') });
  const took = performance.now() - started;
  spent.milliseconds += took;
  limits.waited(took);
  if ('failed' in answer) throw raise(CalloutException, answer.failed);
  const response = HttpResponse.$new();
  response.setstatuscode(answer.status);
  response.setstatus(answer.statusText);
  for (const [name, value] of answer.headers) response.setheader(name, value);
  response.setbodyasblob(new ApexBlob(answer.body));
  return response;
}

function targetOf(request: HttpRequest, rules: { target(endpoint: string): CalloutTarget }): CalloutTarget {
  try {
    return rules.target(request.getendpoint()!);
  } catch (error) {
    if (error instanceof CalloutRefusal) throw raise(CalloutException, error.message);
    throw error;
  }
}

/** What code sets wins over the credential. Length and host are the connection's own. */
function headersOf(request: HttpRequest, { headers }: CalloutTarget): [string, string][] {
  const set = [...request.getheaderkeys().items].map((name) => [name as string, request.getheader(name as string) ?? ''] as [string, string]);
  const own = set.filter(([name]) => !/^(host|content-length|connection|transfer-encoding)$/i.test(name));
  const added = Object.entries(headers).filter(([name]) => !own.some(([other]) => other.toLowerCase() === name.toLowerCase()));
  return [...own, ...added, ...(request.getcompressed() ? [['Content-Encoding', 'gzip'] as [string, string]] : [])];
}

function bodyOf(request: HttpRequest): Uint8Array | null {
  const body = request.getbodyasblob().bytes;
  if (body.length === 0) return null;
  return request.getcompressed() ? gzipSync(body) : body;
}
