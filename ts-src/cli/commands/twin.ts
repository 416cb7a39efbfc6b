import { Command } from 'commander';
import type { ExportFlags } from '../proof/twin-export.ts';

export function twinCommand(): Command {
  const command = new Command('twin').description('Items of an org.');
  command
    .command('export')
    .argument('<twin key>', 'passport id, business key or Digital Link')
    .description('Writes the whole history of an item with its hashes, for "loop verify" anywhere; nobody is named in it.')
    .option('--target-org <alias or URL>', 'local, an alias that sf knows, or a URL with LOOP_ACCESS_TOKEN', 'local')
    .option('--since <checkpoint file>', 'adds the proof that the log has grown from this checkpoint')
    .option('--output <file>', 'where it goes (default: standard output)')
    .action(async (key: string, flags: ExportFlags) => (await import('../proof/twin-export.ts')).exportTwin(key, flags));
  return command;
}
