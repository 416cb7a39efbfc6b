/** Runs as a process of its own: enqueues and runs jobs until it is killed. Prints how many it has enqueued, a line each. */
import { openLocalOrg } from '../../org.ts';
import { AnonymousRunner } from './anonymous-runner.ts';

const [projectDir, databaseFile] = process.argv.slice(2) as [string, string];
const org = openLocalOrg({ projectDir, databaseFile });
const apex = new AnonymousRunner(org);
let enqueued = Number(apex.debugs("System.debug([SELECT COUNT() FROM AsyncApexJob WHERE JobType != 'BatchApex']);")[0]);

function more(): void {
  enqueued += 2;
  apex.succeeds(`System.enqueueJob(new Tick('q${enqueued}')); Tick.later('f${enqueued}'); EventBus.publish(new Widget_Seen__e(Name__c = 'e${enqueued}'));`);
  process.stdout.write(`${enqueued}\n`);
  setImmediate(more);
}
more();
