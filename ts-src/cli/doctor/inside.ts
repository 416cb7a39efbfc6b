import type { Connection } from 'jsforce';
import { error } from './finding.ts';
import type { Finding, State } from './finding.ts';

interface ActionResult<T> {
  readonly isSuccess: boolean;
  readonly errors: readonly { readonly message: string }[] | null;
  readonly outputValues: T | null;
}

interface Health {
  readonly findings?: readonly { readonly name: string; readonly state: State; readonly message: string }[];
  readonly errorMessage?: string | null;
}

/** What the package finds out about itself: jobs, log, keys, rules, queues. */
export async function checkInside(connection: Connection): Promise<Finding[]> {
  const health = await invoke<Health>(connection, 'CheckHealthAction');
  if (health.errorMessage) return [error('health', health.errorMessage)];
  return (health.findings ?? []).map(({ name, state, message }) => ({ name, state, message }));
}

/** Schedules the expected jobs that are not scheduled, as the user of the connection. */
export async function scheduleJobs(connection: Connection): Promise<Finding[]> {
  const { errorMessage } = await invoke<{ errorMessage?: string | null }>(connection, 'ScheduleExpectedJobsAction');
  return errorMessage ? [error('fixJobs', `Not all jobs could be scheduled: ${errorMessage}`)] : [];
}

async function invoke<T>(connection: Connection, action: string): Promise<T> {
  const results = await connection.request<ActionResult<T>[]>({
    method: 'POST',
    url: `${connection.instanceUrl}/services/data/v${connection.version}/actions/custom/apex/${action}`,
    body: JSON.stringify({ inputs: [{}] }),
    headers: { 'content-type': 'application/json' },
  });
  const [result] = results;
  if (!result?.isSuccess || result.outputValues === null) throw new Error(result?.errors?.[0]?.message ?? `${action} gave no answer`);
  return result.outputValues;
}
