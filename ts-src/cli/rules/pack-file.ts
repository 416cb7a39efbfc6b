import type { Json } from '../../rules-build/index.ts';
import { CommandFailure } from '../failure.ts';
import { fileText } from '../file-text.ts';

/** JSON of a file, or of standard input for `-`. @throws CommandFailure */
export function readJson(file: string): Json {
  const text = fileText(file);
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new CommandFailure(`${file === '-' ? 'Standard input' : `"${file}"`} is not JSON: ${(error as Error).message}.`, 1);
  }
}
