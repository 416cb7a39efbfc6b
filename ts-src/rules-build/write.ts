import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DECISIONS, DEFAULT_PACK } from '../rules/index.ts';
import { compile } from './compile.ts';
import { goldenOutputs } from './golden/index.ts';
import { buildOutputs } from './outputs.ts';
import { asPack } from './pack/check.ts';

function allOutputs(): ReadonlyMap<string, string> {
  const compiled = compile(DECISIONS);
  const pack = asPack(DEFAULT_PACK, compiled);
  return new Map([...buildOutputs(compiled, pack), ...goldenOutputs(compiled, pack)]);
}

const contentOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

/** Compiles the rules and writes what changed. @returns the files written */
export function buildRules(root: string): string[] {
  const written: string[] = [];
  for (const [name, content] of allOutputs()) {
    const file = path.join(root, name);
    if (contentOf(file) === content) continue;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    written.push(name);
  }
  return written;
}

/** Files that are not what the rules say now. */
export function rulesInDisorder(root: string): string[] {
  return [...allOutputs()].filter(([name, content]) => contentOf(path.join(root, name)) !== content).map(([name]) => name);
}
