import { FeedError } from '../../connectors/index.ts';
import { eventHash, eventsOf, preHashString } from '../../epcis/index.ts';
import { CommandFailure } from '../failure.ts';
import { replayable } from '../feed.ts';

export interface HashFlags {
  readonly preHash?: boolean;
  readonly ignoreFields?: readonly string[];
}

/** One hash a line, in the order of the file; an event that cannot be read leaves its line empty and is told on stderr. */
export async function hash(file: string, flags: HashFlags): Promise<void> {
  const { name, open } = await replayable(file);
  let number = 0;
  try {
    for await (const { event, line, around } of eventsOf(open)) {
      number += 1;
      const fault = event instanceof Error ? event.message : typeof event.type === 'string' && event.type !== '' ? undefined : 'has no type';
      if (fault === undefined) {
        process.stdout.write(`${(flags.preHash ? preHashString : eventHash)(event as Exclude<typeof event, Error>, around.prefixes, new Set([...around.ignored, ...(flags.ignoreFields ?? [])]))}\n`);
        continue;
      }
      process.stdout.write('\n');
      process.stderr.write(`Event ${number}, line ${line}: ${fault}.\n`);
      process.exitCode = 1;
    }
  } catch (error) {
    throw error instanceof FeedError ? new CommandFailure(`${name}: ${error.message}.`, number > 0 ? 1 : 2) : error;
  }
  if (number === 0) process.stderr.write(`${name} holds no event.\n`);
}
