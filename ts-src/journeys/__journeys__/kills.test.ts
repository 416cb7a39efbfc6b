import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { MemoryOrg } from '../memory-org.ts';
import { expected } from '../kills/sales.ts';

/**
 * A hundred kills during intake, on one data file: the org in the middle of a save, of its start, of an answer; now and then the
 * partner system instead. Both go on from what they know. Each org starts while the one before still runs and waits for its
 * turn, so that a kill costs tenths of a second.
 */
const KILLS = 100;
const projectDir = path.resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'kills-'));
const databaseFile = path.join(folder, 'org.db');
const children = new Set<ChildProcess>();
let port: number;

beforeAll(async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
  server.close();
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** A process of this journey, its lines told as they come. Fails the test when it ends by itself with a fault. */
function start(script: string, args: readonly string[], onLine: (line: string) => void): ChildProcess {
  const child = spawn(process.execPath, ['--no-warnings', path.resolve(import.meta.dirname, '../kills', script), ...args], { stdio: 'pipe', env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: path.join(folder, 'cache') } });
  children.add(child);
  let rest = '';
  child.stdout!.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop()!;
    lines.forEach(onLine);
  });
  child.stderr!.on('data', (chunk: Buffer) => faults.push(`${script}: ${chunk.toString()}`));
  return child;
}

const faults: string[] = [];

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

interface Serving {
  readonly process: ChildProcess;
  /** Its token, once it serves. */
  readonly ready: Promise<string>;
}

/** An org that has loaded its code and waits to be let at the data file. */
function standBy(): Serving {
  let told: (token: string) => void = () => undefined;
  const ready = new Promise<string>((resolve) => (told = resolve));
  return { ready, process: start('org.ts', [projectDir, databaseFile, String(port)], (line) => told(line.split(' ')[1]!)) };
}

test(`${KILLS} kills during intake lose nothing and double nothing`, async () => {
  let last = -1;
  const serve = (org: Serving): Serving => (org.process.stdin!.write('go\n'), org);
  const sell = (token: string): ChildProcess => {
    const client = start('client.ts', [String(port), token, String(last + 1)], (line) => {
      last = Number(line.split(' ')[1]);
      answered();
    });
    // One that gives up has told why.
    return client.once('exit', () => answered());
  };
  let answered: () => void = () => undefined;
  const nextAnswer = (): Promise<void> => new Promise((resolve) => (answered = resolve));

  let org = serve(standBy());
  // Sessions outlive the org: the first token serves to the end.
  const token = await org.ready;
  let client = sell(token);
  let next = standBy();
  for (let done = 0; done < KILLS; done++) {
    // Every fifth org is killed while it starts.
    if (done % 5 !== 4) await org.ready;
    // Every second one after an answer, so that the sales go on however slow the machine is.
    if (done % 2 === 1) await nextAnswer();
    await wait(Math.random() * 200);
    if (done % 7 === 6) {
      await org.ready;
      await kill(client);
      client = sell(token);
    } else {
      await kill(org.process);
      org = serve(next);
      next = standBy();
    }
    expect(faults).toEqual([]);
  }
  await org.ready;
  client.stdin!.write('stop\n');
  await once(client, 'exit');
  expect([client.exitCode, faults]).toEqual([0, []]);
  await Promise.all([kill(org.process), kill(next.process)]);
  expect(last).toBeGreaterThan(KILLS / 4);
  checkAll(last);
}, 900_000);

/** Everything that was answered is there, once, and nothing else. */
function checkAll(last: number): void {
  const file = new DatabaseSync(databaseFile);
  expect(file.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  file.close();
  const org = new MemoryOrg(projectDir, databaseFile);
  try {
    const { events, customers } = expected(last);
    const rows = (soql: string): readonly Record<string, unknown>[] => org.query(soql);
    const twins = rows('SELECT Id, Serial_Number__c, Event_Count__c FROM Product_Twin__c');
    expect(twins.map(({ Serial_Number__c: serial }) => serial).sort()).toEqual([...events.keys()].sort());
    for (const { Serial_Number__c: serial, Event_Count__c: count } of twins) expect([serial, count]).toEqual([serial, events.get(serial as string)!.length]);
    const recorded = rows('SELECT Source_Event_Id__c FROM Lifecycle_Event__c').map((row) => row.Source_Event_Id__c);
    expect(recorded.sort()).toEqual([...events.values()].flat().sort());
    expect(rows("SELECT Email FROM Contact WHERE LastName LIKE 'Buyer %'").map(({ Email }) => Email).sort()).toEqual([...customers].sort());
    expect(rows("SELECT Id FROM Account WHERE Name LIKE 'Ada Buyer %'")).toHaveLength(customers.size);
    expect(rows('SELECT Id FROM Quarantined_Event__c')).toEqual([]);
    const verdicts = new Map<unknown, number>();
    for (const { Id } of twins) {
      const { status } = org.aura('admin', 'LedgerVerificationController', 'startFullCheck', { twinId: Id }) as { status: string };
      verdicts.set(status, (verdicts.get(status) ?? 0) + 1);
    }
    expect([...verdicts]).toEqual([['Verified', twins.length]]);
  } finally {
    org.close();
  }
}
