import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { MutantRun } from './run.ts';
import type { MutantReport } from './run.ts';

/** `npm run mutants -- <folder> …`: do the tests of a project fail in the local org when its code is wrong? */
const command = new Command('mutants')
  .description('Changes covered code of a project in one place at a time and tells how many of the changes its Apex tests notice in the local org.')
  .argument('<folder...>', 'DX project folders, or folders of classes; they are copied, not changed')
  .option('--sample <count>', 'how many mutants that compile', positive, 50)
  .option('--seed <number>', 'the same seed takes the same places', positive, 1)
  .option('--json', 'print the whole report as JSON')
  .exitOverride()
  .action(async (folders: string[], { sample, seed, json }: { sample: number; seed: number; json?: boolean }) => {
    process.stderr.write(`Loading ${folders.join(', ')} and running its tests …\n`);
    const run = new MutantRun(folders, { sample, seed });
    const print = (): void => void process.stdout.write(json ? `${JSON.stringify(run.report(), null, 2)}\n` : table(run.report()));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        print();
        run.close();
        process.exit(130);
      });
    }
    try {
      await run.finish(({ killed, survived }) => process.stderr.write(`${process.stderr.isTTY ? '\r' : ''}${killed + survived} of ${sample} mutants, ${killed} killed${process.stderr.isTTY ? '' : '\n'}`));
      if (process.stderr.isTTY) process.stderr.write('\n');
      print();
    } finally {
      run.close();
    }
  });

function positive(given: string): number {
  if (!/^[1-9]\d{0,8}$/.test(given)) throw new InvalidArgumentError('Give a whole number from 1 on.');
  return Number(given);
}

function table({ project, finished, tests, places, killed, survived, invalid, mutants }: MutantReport): string {
  const tried = killed + survived;
  const share = tried === 0 ? '' : ` (${((100 * killed) / tried).toFixed(1)} %)`;
  const lines = mutants.filter(({ outcome }) => outcome === 'survived').map(({ className, line, was, becomes }) => `  ${className}:${line}  ${was} -> ${becomes || 'nothing'}`);
  return [
    `${project}: ${tests} tests pass; ${places} places on lines they run${finished ? '' : ' (interrupted)'}`,
    `${tried} mutants, ${killed} killed${share}, ${survived} survived; ${invalid} more did not compile`,
    ...(lines.length === 0 ? [] : ['Survived:', ...lines.sort()]),
  ].join('\n') + '\n';
}

try {
  await command.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
}
