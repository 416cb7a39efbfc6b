import { buildRules, DecisionFaults, rulesInDisorder } from '../../rules-build/index.ts';
import { CommandFailure } from '../failure.ts';
import { projectDir } from '../paths.ts';

export function build({ check }: { readonly check?: boolean }): void {
  try {
    if (check) tellDisorder(rulesInDisorder(projectDir));
    else tellWritten(buildRules(projectDir));
  } catch (error) {
    throw error instanceof DecisionFaults ? new CommandFailure(error.message, 1) : error;
  }
}

function tellWritten(files: readonly string[]): void {
  process.stdout.write(files.length === 0 ? 'Everything is what the rules say.\n' : files.map((file) => `wrote ${file}\n`).join(''));
}

function tellDisorder(files: readonly string[]): void {
  if (files.length > 0) throw new CommandFailure(files.map((file) => `${file} is not what the rules say: run "npx loop rules build".`).join('\n'), 1);
  tellWritten([]);
}
