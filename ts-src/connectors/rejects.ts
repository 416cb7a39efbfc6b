import { parse } from 'lossless-json';
import type { FieldError, ItemEvent } from './canonical/event.ts';
import { jsonDocuments } from './sources/json-documents.ts';
import type { SourceOutput } from './sources/source.ts';

/**
 * A rejects file is NDJSON, one refused line a line: why it was refused, and either the canonical event or, when it never
 * became one, the source's own text. Every format reads it back as it is, so a mended file is simply ingested again.
 */
export interface RejectLine {
  readonly loopReject: 1;
  readonly reference: string;
  readonly errors: readonly FieldError[];
  readonly event?: ItemEvent;
  readonly source?: string;
}

export function rejectLine(reference: string, errors: readonly FieldError[], content: { event: ItemEvent } | { source: string }): string {
  const line: RejectLine = { loopReject: 1, reference, errors, ...content };
  return `${JSON.stringify(line)}\n`;
}

/** The outputs of one line of a rejects file; undefined when the document is no such line. */
export function readReject(document: Readonly<Record<string, unknown>>): readonly SourceOutput[] | undefined {
  if (document.loopReject === undefined) return undefined;
  const line = JSON.parse(JSON.stringify(document, (_, value: unknown) => (isLossless(value) ? Number(value.value) : value))) as RejectLine;
  if (line.event !== undefined) return [{ kind: 'event', event: line.event }];
  return [{ kind: 'rejected', reference: line.reference, items: 1, errors: line.errors, source: line.source ?? '' }];
}

export async function* rejectedLines(chunks: AsyncIterable<string>): AsyncGenerator<SourceOutput> {
  for await (const { text } of jsonDocuments(chunks)) yield* readReject(parse(text) as Record<string, unknown>) ?? [];
}

function isLossless(value: unknown): value is { value: string } {
  return typeof value === 'object' && value !== null && 'isLosslessNumber' in value;
}
