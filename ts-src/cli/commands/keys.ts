import { Command } from 'commander';
import type { PublishFlags } from '../keys/publish.ts';

export function keysCommand(): Command {
  const command = new Command('keys').description('Keys that an org signs certificates and checkpoints with.');
  command
    .command('publish')
    .description('Makes a certificate of the org its signing key: writes its public key to Signing_Key__mdt; the key before is retired and still verifies.')
    .requiredOption('--certificate <name>', 'unique name of the certificate in the org')
    .option('--file <file>', 'the certificate (.crt or .pem) as Setup downloads it, instead of retrieving it')
    .option('--target-org <alias or URL>', 'local, an alias that sf knows, or a URL with LOOP_ACCESS_TOKEN', 'local')
    .option('--json', 'print one JSON object')
    .action(async (flags: PublishFlags) => (await import('../keys/publish.ts')).publish(flags));
  return command;
}
