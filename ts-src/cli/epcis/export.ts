import { epcisDocument } from '../../epcis/index.ts';
import { readLedger, verifyLedger } from '../../proof/index.ts';
import { CommandFailure } from '../failure.ts';
import { keptCheckpoint, writeOutput, type ExportFlags } from '../proof/twin-export.ts';
import { createProgress } from '../progress.ts';
import { twinLedger } from '../twin-ledger.ts';

/** Exports only what verifies: partners must not get a history that was changed. */
export async function exportEvents(key: string, flags: ExportFlags): Promise<void> {
  const progress = createProgress('export', false);
  const ledger = await twinLedger(key, flags.targetOrg, (events, all) => progress.update(events, `of ${all}`), keptCheckpoint(flags.since)).finally(() => progress.stop());
  const { reasons } = verifyLedger(readLedger(ledger)!);
  if (reasons[0] !== undefined) throw new CommandFailure(`The history of "${key}" does not verify and is not exported: event ${reasons[0].sequence}, ${reasons[0].message}.`, 1);
  writeOutput(`${JSON.stringify(epcisDocument(ledger, new Date().toISOString()), null, 2)}\n`, flags.output);
}
