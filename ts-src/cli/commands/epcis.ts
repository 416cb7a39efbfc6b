import { Command } from 'commander';
import type { HashFlags } from '../epcis/hash.ts';

/** `loop epcis …`: events in the language of GS1, which partners understand. */
export function epcisCommand(): Command {
  const command = new Command('epcis').description('EPCIS 2.0: hashes events, exports the history of an item, takes in events of partners.');
  for (const part of [hashCommand()]) command.addCommand(part.exitOverride());
  return command;
}

function hashCommand(): Command {
  return new Command('hash')
    .description('Writes the CBV 2.0 hash of each event of a file, one a line. Exit code 1 when an event cannot be read.')
    .argument('<file>', 'document, query document or bare events as JSON; - is standard input')
    .option('--pre-hash', 'write the text that is hashed instead')
    .action(async (file: string, flags: HashFlags) => (await import('../epcis/hash.ts')).hash(file, flags));
}
