import { readFileSync } from 'node:fs';
import type { Json } from '../../rules-build/index.ts';
import { CommandFailure } from '../failure.ts';

/** JSON of a file, or of standard input for `-`. @throws CommandFailure */
export function readJson(file: string): Json {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new CommandFailure(`There is no file "${file}" that can be read.`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch (error) {
    throw new CommandFailure(`${file === '-' ? 'Standard input' : `"${file}"`} is not JSON: ${(error as Error).message}.`, 1);
  }
}
