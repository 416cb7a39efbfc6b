import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { ingest, sources, type IngestNotice, type ItemEvent } from '../index.ts';

/** Public sample payloads lie beside the checkout on some machines; a fresh clone has none. */
const samples = path.resolve(import.meta.dirname, '../../../../shared/data');
export const haveSamples = existsSync(samples);

export function sample(name: string): AsyncIterable<string> {
  return createReadStream(path.join(samples, name), 'utf8');
}

/** The text in pieces of `size` characters, to prove that nothing depends on where a feed is cut. */
export async function* pieces(text: string, size = text.length || 1): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
}

/** A dry run: what would be sent, and what was told on the way. */
export async function dryRun(format: string, feed: string | AsyncIterable<string>, options: { acceptUnpaid?: boolean; size?: number; system?: string } = {}) {
  const notices: IngestNotice[] = [];
  const events: ItemEvent[] = [];
  const { summary, broken } = await ingest(sources[format]!, typeof feed === 'string' ? pieces(feed, options.size) : feed, {
    acceptUnpaid: options.acceptUnpaid ?? false,
    ...(options.system === undefined ? {} : { system: options.system }),
    send: async (chunk) => {
      events.push(...chunk);
      return chunk.map((event) => ({ sourceEventId: event.sourceEventId, outcome: 'created', errors: [] }));
    },
    notice: (notice) => notices.push(notice),
    progress: () => {},
  });
  return { summary, broken, notices, events };
}
