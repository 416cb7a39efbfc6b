import { Command } from 'commander';
import type { HashFlags } from '../epcis/hash.ts';
import type { ImportFlags } from '../epcis/import.ts';
import type { ExportFlags } from '../proof/twin-export.ts';

/** `loop epcis …`: events in the language of GS1, which partners understand. */
export function epcisCommand(): Command {
  const command = new Command('epcis').description('EPCIS 2.0: hashes events, exports the history of an item, takes in events of partners.');
  for (const part of [hashCommand(), exportCommand(), importCommand()]) command.addCommand(part);
  return command;
}

function hashCommand(): Command {
  return new Command('hash')
    .description('Writes the CBV 2.0 hash of each event of a file, one a line. Exit code 1 when an event cannot be read.')
    .argument('<file>', 'document, query document or bare events as JSON; - is standard input')
    .option('--pre-hash', 'write the text that is hashed instead')
    .option('--ignore-fields <names>', 'leaves these fields of events out, with commas between them: as the file writes them (shop:till) or {address}till; those that the document names itself are left out anyway', namesIn)
    .action(async (file: string, flags: HashFlags) => (await import('../epcis/hash.ts')).hash(file, flags));
}

function namesIn(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim()).filter((name) => name !== '');
}

function exportCommand(): Command {
  return new Command('export')
    .description('Writes the history of an item as an EPCIS 2.0 document; nobody is named in it.')
    .argument('<twin key>', 'passport id, business key or Digital Link')
    .option('--target-org <alias or URL>', 'local, an alias that sf knows, or a URL with LOOP_ACCESS_TOKEN', 'local')
    .option('--since <checkpoint file>', 'adds the proof that the log has grown from this checkpoint')
    .option('--output <file>', 'where it goes (default: standard output)')
    .action(async (key: string, flags: ExportFlags) => (await import('../epcis/export.ts')).exportEvents(key, flags));
}

function importCommand(): Command {
  return new Command('import')
    .description('Records sales and returns that a partner tells as EPCIS events; tells every other event with its reason, and what the org holds already. Safe to run again.')
    .argument('<file>', 'document, query document or bare events as JSON; - is standard input')
    .option('--target-org <alias or URL>', 'local, an alias that sf knows, or a URL with LOOP_ACCESS_TOKEN', 'local')
    .option('--sender <id>', 'who tells the events, part of their source (default: the sender that the document names)')
    .option('--json', 'print the summary as JSON on stdout; progress stays on stderr')
    .option('--dry-run', 'read and check only; nothing is sent')
    .option('--rejects <file>', 'where refused events go (default: a new file in .loop/rejects)')
    .action(async (file: string, flags: ImportFlags) => (await import('../epcis/import.ts')).importEvents(file, flags));
}
