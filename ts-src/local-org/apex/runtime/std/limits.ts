import { current } from '../../../execution/context.ts';
import type { LimitName } from '../../../execution/context.ts';
import { statics } from '../missing.ts';

/** Methods of System.Limits and the counter behind each. */
const COUNTERS: Readonly<Record<string, LimitName>> = {
  queries: 'queries', queryrows: 'queryRows', aggregatequeries: 'aggregateQueries', soslqueries: 'soslQueries', dmlstatements: 'dmlStatements', dmlrows: 'dmlRows',
  callouts: 'callouts', cputime: 'cpuTime', heapsize: 'heapSize', queueablejobs: 'queueableJobs', futurecalls: 'futureCalls',
  emailinvocations: 'emailInvocations', savepoints: 'savepoints', publishimmediatedml: 'publishImmediateDml',
};

const members: Record<string, () => number> = {};
for (const [method, name] of Object.entries(COUNTERS)) {
  members[`get${method}`] = () => current().limits.used(name);
  members[`getlimit${method}`] = () => current().limits.max(name);
}

export const limits = statics('Limits', members);
