import type { FieldError, ItemEvent } from './canonical/event.ts';

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

/** One line of a rejects file, with its line break: why it was left out, and the event or the text that can be fed again. */
export function rejectLine(reference: string, errors: readonly FieldError[], content: { event: ItemEvent } | { source: string }): string {
  const line: RejectLine = { loopReject: 1, reference, errors, ...content };
  return `${JSON.stringify(line)}\n`;
}

/** A line of a rejects file as it was written; undefined when the document is none. */
export function readReject(document: Readonly<Record<string, unknown>>): RejectLine | undefined {
  if (document.loopReject === undefined) return undefined;
  return JSON.parse(JSON.stringify(document, (_, value: unknown) => (isLossless(value) ? Number(value.value) : value))) as RejectLine;
}

function isLossless(value: unknown): value is { value: string } {
  return typeof value === 'object' && value !== null && 'isLosslessNumber' in value;
}
