import { epcisSource, NO_EVENT } from '../../epcis/index.ts';
import { replayable } from '../feed.ts';
import { itemsHeldBy } from './items-held.ts';
import { deliver, type DeliveryFlags } from '../ingest/run.ts';

export interface ImportFlags extends DeliveryFlags {
  readonly sender?: string;
}

/** Names told one by one; a file may hold any number of them. */
const MOST_NAMES = 20;

/** Sends the EPCIS events of a file to the org; fields that have no place in the ledger are counted and told. */
export async function importEvents(argument: string, flags: ImportFlags): Promise<void> {
  const file = await replayable(argument);
  const leftOut = new Map<string, number>();
  const count = (field: string): void => {
    if (leftOut.has(field) || leftOut.size < MOST_NAMES) leftOut.set(field, (leftOut.get(field) ?? 0) + 1);
  };
  try {
    await deliver('import', [file], (_file, org) => epcisSource(file.open, flags.sender, { leftOut: count, ...(org === undefined ? {} : { itemsHeld: itemsHeldBy(org) }) }), { ...flags, tellSkipped: true, formatRule: NO_EVENT });
  } finally {
    for (const [field, events] of leftOut) process.stderr.write(`left out ${field}: the ledger has no place for this field (${events} ${events === 1 ? 'event' : 'events'})\n`);
  }
}
