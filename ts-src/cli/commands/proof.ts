import { Command } from 'commander';
import { CommandFailure } from '../failure.ts';
import { fileText } from '../file-text.ts';

export function proofCommand(): Command {
  const command = new Command('proof').description('Checks proofs offline: no org is asked.');
  command
    .command('canonicalize <file>')
    .description('Writes the RFC 8785 bytes of a JSON file (- for standard input); nothing follows them.')
    .action(async (file: string) => {
      const { canonicalJson, NotCanonical } = await import('../../proof/index.ts');
      const value = await readJson(file);
      try {
        process.stdout.write(canonicalJson(value as Parameters<typeof canonicalJson>[0]));
      } catch (error) {
        if (error instanceof NotCanonical) throw new CommandFailure(`${file}: ${error.message}.`);
        throw error;
      }
    });
  command
    .command('check <file>')
    .description('Checks an inclusion or consistency proof of a Merkle tree. Exit code 0: valid, 1: invalid.')
    .action(async (file: string) => {
      const { checkProofVector } = await import('../../proof/index.ts');
      const verdict = checkProofVector(await readJson(file));
      process.stdout.write(verdict.valid ? 'valid\n' : `invalid: ${verdict.reason}\n`);
      if (!verdict.valid) process.exitCode = 1;
    });
  return command;
}

async function readJson(file: string): Promise<unknown> {
  const { strictJson } = await import('../../proof/index.ts');
  const text = fileText(file);
  try {
    return strictJson(text);
  } catch (error) {
    throw new CommandFailure(`${file} is no JSON: ${(error as Error).message}.`);
  }
}
