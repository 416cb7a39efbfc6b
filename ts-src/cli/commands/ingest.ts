import { Argument, Command } from 'commander';
import type { IngestFlags } from '../ingest/run.ts';

const FORMATS = ['shopify', 'square', 'b2c-xml', 'b2c-json'];

export function ingestCommand(): Command {
  return new Command('ingest')
    .description('Turns the orders of a shop into item events and sends them to an org. Safe to run again.')
    .addArgument(new Argument('<format>', 'format of the feed').choices(FORMATS))
    .argument('<feed>', 'a file, a folder, or - for standard input')
    .option('--target-org <alias or URL>', 'local, an alias that sf knows, or a URL with LOOP_ACCESS_TOKEN', 'local')
    .option('--json', 'print the summary as JSON on stdout; progress stays on stderr')
    .option('--dry-run', 'read and check only; nothing is sent')
    .option('--accept-unpaid', 'take orders that are not paid yet')
    .option('--system <name>', 'name of the shop, part of every source event id')
    .option('--rejects <file>', 'where refused lines go (default: a new file in .loop/rejects)')
    .action(async (format: string, feed: string, flags: IngestFlags) => (await import('../ingest/run.ts')).run(format, feed, flags));
}
