import { readFileSync } from 'node:fs';
import { CommandFailure } from './failure.ts';

/** What a file holds, or standard input for `-`; a byte order mark is left out. @throws CommandFailure for what is not there, or not UTF-8 */
export function fileText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file === '-' ? 0 : file));
  } catch (error) {
    throw new CommandFailure(`${file} cannot be read: ${fileFault(error)}.`);
  }
}

const FAULTS: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'you may not',
  EPERM: 'you may not',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8',
};

/** Why a file could not be opened, in words. `missing`: what it means that something is not there. */
export function fileFault(error: unknown, missing = 'there is no such file'): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? missing : (FAULTS[code ?? ''] ?? message);
}
