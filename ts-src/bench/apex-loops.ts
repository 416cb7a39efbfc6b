import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLocalOrg } from '../local-org/index.ts';
import { APEX_LOOPS, plainLoops } from './loops.ts';
import type { LoopName, PlainLoop } from './loops.ts';

const WARM_UPS = 3;
const RUNS = 15;

/** Time of compiled Apex over that of the same loop in plain JavaScript, in one run of the bench. */
export interface LoopFigure {
  /** Of the fastest runs: what the machine can do when nothing disturbs it. */
  readonly ratio: number;
  readonly medianRatio: number;
  readonly goal: number;
}

/** Both sides run in one process by turns, so that a busy machine slows both, and must come to the same result. */
export function benchApexLoops(): Readonly<Record<LoopName, LoopFigure>> {
  const projectDir = writeProject();
  const org = openLocalOrg({ projectDir });
  try {
    const admin = org.persona('admin')!.userId;
    const apex = (loop: string, n: number): unknown => org.transaction(admin, () => org.apex.callAura('Loops', loop, { n }).value);
    const figures = Object.entries(plainLoops).map(([name, loop]) => [name, measure(name, loop, (n) => apex(name, n))] as const);
    return Object.fromEntries(figures) as Record<LoopName, LoopFigure>;
  } finally {
    org.close();
    rmSync(projectDir, { recursive: true, force: true });
  }
}

function measure(name: string, { run, n, goal }: PlainLoop, apex: (n: number) => unknown): LoopFigure {
  const times = { apex: [] as number[], plain: [] as number[] };
  for (let i = -WARM_UPS; i < RUNS; i++) {
    const a = timed(() => apex(n));
    const b = timed(() => run(n));
    if (a.value !== b.value) throw new Error(`The loop ${name} comes to ${String(a.value)} in Apex, to ${String(b.value)} in JavaScript`);
    if (i < 0) continue;
    times.apex.push(a.milliseconds);
    times.plain.push(b.milliseconds);
  }
  for (const side of Object.values(times)) side.sort((a, b) => a - b);
  const at = (rank: number): number => Math.round((times.apex[rank]! / times.plain[rank]!) * 100) / 100;
  return { ratio: at(0), medianRatio: at(RUNS >> 1), goal };
}

function timed(work: () => unknown): { value: unknown; milliseconds: number } {
  const started = performance.now();
  const value = work();
  return { value, milliseconds: performance.now() - started };
}

function writeProject(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'loop-bench-apex-'));
  const classes = path.join(dir, 'app/main/default/classes');
  mkdirSync(classes, { recursive: true });
  mkdirSync(path.join(dir, 'config'));
  writeFileSync(path.join(dir, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path: 'app', default: true }], sourceApiVersion: '65.0' }));
  writeFileSync(path.join(dir, 'config/local-org.json'), JSON.stringify({ personas: { admin: { name: 'Ada Admin', username: 'admin@loops.example', profile: 'System Administrator' } } }));
  writeFileSync(path.join(classes, 'Loops.cls'), APEX_LOOPS);
  writeFileSync(path.join(classes, 'Loops.cls-meta.xml'), '<?xml version="1.0" encoding="UTF-8"?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><status>Active</status></ApexClass>');
  return dir;
}
