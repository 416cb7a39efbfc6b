import { DECISIONS } from '../../rules/index.ts';
import { checkPack, compile, packFaultLine } from '../../rules-build/index.ts';
import { readJson } from './pack-file.ts';

export function check(file: string, { json }: { readonly json?: boolean }): void {
  const faults = checkPack(readJson(file), compile(DECISIONS));
  if (json) process.stdout.write(`${JSON.stringify({ valid: faults.length === 0, faults })}\n`);
  else process.stdout.write(faults.length === 0 ? 'The rule pack is whole.\n' : faults.map((fault) => `${packFaultLine(fault)}\n`).join(''));
  process.exitCode = faults.length > 0 ? 1 : 0;
}
