import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnonymousRunner } from './support/anonymous-runner.ts';
import { widgetProjectWith } from './support/project-with.ts';
import { openLocalOrg } from '../org.ts';

const KILLS = 5;
const TICK = `public with sharing class Tick implements Queueable {
    private final String name;
    public Tick(String name) { this.name = name; }
    public void execute(QueueableContext context) { insert as system new Widget__c(Name = name, Code__c = context.getJobId()); }
    @future public static void later(String name) { insert as system new Widget__c(Name = name, Code__c = name + ' ' + Crypto.getRandomLong()); }
}`;

/** Lets a process work for a while and kills it at no moment in particular. Returns how many jobs it told of. */
function workAndKill(projectDir: string, databaseFile: string, after: number): Promise<number> {
  const child = spawn(process.execPath, ['--no-warnings', join(import.meta.dirname, 'support/jobs-forever.ts'), projectDir, databaseFile], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = 0;
  child.stdout.on('data', (text: Buffer) => {
    // The first one takes as long as the start.
    if (told === 0) setTimeout(() => child.kill('SIGKILL'), after);
    told = Number(text.toString().trim().split('\n').at(-1));
  });
  return new Promise((resolve) => child.on('exit', () => resolve(told)));
}

test('jobs of a process that is killed are run once, however often', async () => {
  const projectDir = widgetProjectWith({ Tick: TICK });
  const databaseFile = join(mkdtempSync(join(tmpdir(), 'killed-jobs-')), 'org.db');
  for (let kill = 0; kill < KILLS; kill++) {
    const told = await workAndKill(projectDir, databaseFile, 31 * kill);
    const org = openLocalOrg({ projectDir, databaseFile });
    const apex = new AnonymousRunner(org);
    org.runJobs();
    const names = apex.debugs('for (Widget__c w : [SELECT Name FROM Widget__c]) { System.debug(w.Name); }');
    const expected = Array.from({ length: names.length / 3 }, (_, i) => [`Seen e${2 * i + 2}`, `f${2 * i + 2}`, `q${2 * i + 2}`]).flat();
    expect(names.sort()).toEqual(expected.sort());
    // What was told is there; one transaction more may have come through without a word.
    expect([told, told + 2]).toContain((names.length / 3) * 2);
    expect(apex.debugs("System.debug([SELECT COUNT() FROM AsyncApexJob WHERE Status != 'Completed']);")).toEqual(['0']);
    org.close();
  }
}, 120_000);
