import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { table } from './report.ts';
import { startConformance } from './run.ts';
import type { Conformance } from './run.ts';

/** `npm run conformance -- <folder> … [--json]`: what the local org makes of a project that nobody here wrote. */
const command = new Command('conformance')
  .description('Loads DX projects (or bare folders of metadata) as one project into a local org in memory and runs its Apex tests.')
  .argument('<folder...>', 'DX project folders, or folders of classes; of two components of one name the first folder\'s counts')
  .option('--skip <test=reason>', 'count failures of a class or of Class.method as skipped; repeatable', (given: string, before: [string, string][]) => [...before, skipOf(given)], [])
  .option('--pages', 'instead of running tests open every page in a browser, over the sample data of the projects')
  .option('--json', 'print the whole report as JSON')
  .exitOverride()
  .action(async (folders: string[], { json, skip, pages }: { json?: boolean; skip: [string, string][]; pages?: boolean }) => {
    const say = (text: string): boolean => process.stderr.write(text);
    if (pages) return openPages(folders, json === true, say);
    say(`Loading ${folders.join(', ')} …\n`);
    const conformance = startConformance(folders, new Map(skip));
    const print = (): void => void process.stdout.write(json ? `${JSON.stringify(conformance.report(), null, 2)}\n` : table(conformance.report()));
    const stop = (): void => {
      print();
      conformance.close();
      process.exit(130);
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    const ticker = setInterval(() => say(progressLine(conformance)), process.stderr.isTTY ? 500 : 5000);
    try {
      await conformance.finish();
    } finally {
      clearInterval(ticker);
    }
    say(progressLine(conformance));
    if (process.stderr.isTTY) say('\n');
    print();
    conformance.close();
  });

async function openPages(folders: readonly string[], json: boolean, say: (text: string) => boolean): Promise<void> {
  const { visitPages } = await import('./pages.ts');
  const report = await visitPages(folders, ({ name, errors }) => say(`${errors.length === 0 ? 'ok  ' : 'FAIL'} ${name}\n`));
  const bad = report.pages.filter(({ errors }) => errors.length > 0);
  const lines = [`${report.project}: ${report.pages.length} pages, ${bad.length} with errors`, ...report.data.map((text) => `data ${text}`), ...bad.flatMap(({ name, address, errors }) => [`${name} ${address}`, ...errors.map((error) => `    ${error}`)])];
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `${lines.join('\n')}\n`);
}

function skipOf(given: string): [string, string] {
  const [test, ...reason] = given.split('=');
  if (!test || reason.join('=').trim() === '') throw new InvalidArgumentError('Give a test and the reason: Class.method=needs a licence');
  return [test.toLowerCase(), reason.join('=').trim()];
}

const progressLine = ({ done, total }: Conformance): string => `${process.stderr.isTTY ? '\r' : ''}${done} of ${total} tests${process.stderr.isTTY ? '' : '\n'}`;

try {
  await command.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
}
