import path from 'node:path';

/** The project's root: where sfdx-project.json lies. */
export const projectDir = path.resolve(import.meta.dirname, '../..');

/** What the local org keeps between runs; LOOP_HOME moves it, so that tests stay apart. */
export function stateDir(): string {
  return process.env.LOOP_HOME ? path.resolve(process.env.LOOP_HOME) : path.join(projectDir, '.loop');
}

export const databaseFile = (): string => path.join(stateDir(), 'data', 'org.db');
export const sessionFile = (): string => path.join(stateDir(), 'data', 'sessions.json');
export const runningFile = (): string => path.join(stateDir(), 'running.json');
