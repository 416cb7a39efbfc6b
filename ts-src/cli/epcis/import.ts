import { epcisSource, NO_EVENT } from '../../epcis/index.ts';
import { replayable } from '../feed.ts';
import { deliver, type DeliveryFlags } from '../ingest/run.ts';

export interface ImportFlags extends DeliveryFlags {
  readonly sender?: string;
}

export async function importEvents(argument: string, flags: ImportFlags): Promise<void> {
  const file = await replayable(argument);
  await deliver('import', [file], () => epcisSource(file.open, flags.sender), { ...flags, tellSkipped: true, formatRule: NO_EVENT });
}
