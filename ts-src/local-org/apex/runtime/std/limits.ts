import { current } from '../../../execution/context.ts';
import type { LimitName } from '../../../execution/context.ts';
import { statics } from '../missing.ts';

/** Methods of System.Limits and the counter behind each. */
const COUNTERS: Readonly<Record<string, LimitName>> = {
  queries: 'queries', queryrows: 'queryRows', aggregatequeries: 'aggregateQueries', soslqueries: 'soslQueries', dmlstatements: 'dmlStatements', dmlrows: 'dmlRows',
  callouts: 'callouts', cputime: 'cpuTime', heapsize: 'heapSize', queueablejobs: 'queueableJobs', futurecalls: 'futureCalls',
  emailinvocations: 'emailInvocations', savepoints: 'savepoints', publishimmediatedml: 'publishImmediateDml',
  querylocatorrows: 'queryLocatorRows', apexcursorrows: 'cursorRows', fetchcallsonapexcursor: 'cursorFetches',
};

/** Limits of what is not here: nothing of them is ever used. */
const UNUSED: Readonly<Record<string, number>> = { asynccalls: 200, mobilepushapexcalls: 10 };

const members: Record<string, () => number> = {};
for (const [method, name] of Object.entries(COUNTERS)) {
  members[`get${method}`] = () => current().limits.used(name);
  members[`getlimit${method}`] = () => current().limits.max(name);
}
for (const [method, maximum] of Object.entries(UNUSED)) {
  members[`get${method}`] = () => 0;
  members[`getlimit${method}`] = () => maximum;
}

/** Limits of the platform that nothing here comes near: their maxima, and nothing used. */
const UNTOUCHED: Readonly<Record<string, number>> = {
  apexcursorrows: 50_000_000, fetchcallsonapexcursor: 10, asynccalls: 200, mobilepushapexcalls: 10, querylocatorrows: 10_000, databasetime: 0, findsimilarcalls: 0, runas: 0, savepointrollbacks: 0, scriptstatements: 0,
  childrelationshipsdescribes: 100, fieldsdescribes: 100, fieldsetsdescribes: 100, picklistdescribes: 100, recordtypesdescribes: 100,
};
for (const [method, max] of Object.entries(UNTOUCHED)) {
  members[`get${method}`] ??= () => 0;
  members[`getlimit${method}`] ??= () => max;
}

export const limits = statics('Limits', members);
