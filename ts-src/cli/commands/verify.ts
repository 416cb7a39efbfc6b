import { Command } from 'commander';
import type { VerifyFlags } from '../proof/verify.ts';

export function verifyCommand(): Command {
  return new Command('verify')
    .description('Recomputes the hash chain of an item: of an export with no org at all, or of an item of an org; or verifies a certificate. Exit code 0: valid, 1: invalid.')
    .argument('<certificate, twin key or export file>', 'certificate or its file, file of "loop twin export" or "loop epcis export", kept answer of GET /twins/{key}, or a key')
    .option('--target-org <alias or URL>', 'local, an alias that sf knows, or a URL with LOOP_ACCESS_TOKEN', 'local')
    .option('--jwks <file or URL>', 'public keys of the org, for certificates and checkpoints: of a file nobody is asked; default: those of the org')
    .option('--head <hash>', 'hash of an event seen before: the chain must have grown from it')
    .option('--checkpoint <file>', 'checkpoint of the log that you kept: the log must have grown from it')
    .option('--json', 'print one JSON object')
    .action(async (what: string, flags: VerifyFlags) => (await import('../proof/verify.ts')).verify(what, flags));
}
