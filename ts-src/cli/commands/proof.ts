import fs from 'node:fs';
import { Command } from 'commander';
import { parse } from 'lossless-json';
import { CommandFailure } from '../failure.ts';

export function proofCommand(): Command {
  const command = new Command('proof').description('Checks proofs offline: no org is asked.');
  command
    .command('canonicalize <file>')
    .description('Writes the RFC 8785 bytes of a JSON file (- for standard input); nothing follows them.')
    .action(async (file: string) => {
      const { canonicalJson, NotCanonical } = await import('../../proof/index.ts');
      try {
        process.stdout.write(canonicalJson(readJson(file) as Parameters<typeof canonicalJson>[0]));
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
      const verdict = checkProofVector(readJson(file));
      process.stdout.write(verdict.valid ? 'valid\n' : `invalid: ${verdict.reason}\n`);
      if (!verdict.valid) process.exitCode = 1;
    });
  return command;
}

/** Keys that come twice are refused: readers disagree about which counts. */
function readJson(file: string): unknown {
  const text = readText(file);
  try {
    return parse(text, null, Number);
  } catch (error) {
    throw new CommandFailure(`${file} is no JSON: ${(error as Error).message}`);
  }
}

function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(fs.readFileSync(file === '-' ? 0 : file));
  } catch (error) {
    throw new CommandFailure(`${file} cannot be read: ${(error as Error).message}`);
  }
}
