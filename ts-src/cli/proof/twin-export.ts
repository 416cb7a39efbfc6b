import { writeFileSync } from 'node:fs';
import { readCheckpoint, strictJson, type Checkpoint } from '../../proof/index.ts';
import { CommandFailure } from '../failure.ts';
import { fileFault, fileText } from '../file-text.ts';
import { createProgress } from '../progress.ts';
import { twinLedger } from '../twin-ledger.ts';

export interface ExportFlags {
  readonly targetOrg: string;
  readonly since?: string;
  readonly output?: string;
}

/** Writes an item's ledger as it stands in the org, ready to be verified without it. `key`: what `loop verify` takes. @throws CommandFailure */
export async function exportTwin(key: string, flags: ExportFlags): Promise<void> {
  const progress = createProgress('export', false);
  const ledger = await twinLedger(key, flags.targetOrg, (events, all) => progress.update(events, `of ${all}`), keptCheckpoint(flags.since)).finally(() => progress.stop());
  writeOutput(`${JSON.stringify(ledger, null, 1)}\n`, flags.output);
}

/** A checkpoint that somebody kept; nothing without a file. @throws CommandFailure */
export function keptCheckpoint(file: string | undefined): Checkpoint | undefined {
  if (file === undefined) return undefined;
  const checkpoint = readCheckpoint(contentOf(file));
  if (typeof checkpoint === 'string') throw new CommandFailure(`${file} ${checkpoint}.`);
  return checkpoint;
}

function contentOf(file: string): unknown {
  const text = fileText(file);
  try {
    return strictJson(text);
  } catch (error) {
    throw new CommandFailure(`${file} is no JSON: ${(error as Error).message}.`);
  }
}

/** To the file, or to standard output without one. @throws CommandFailure */
export function writeOutput(text: string, file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CommandFailure(`${file} cannot be written: ${fileFault(error, 'there is no such folder')}.`);
  }
}
