import type { FieldError, ItemEvent } from '../canonical/event.ts';

/** What a source yields: events to send, items that are none of our business, what could not be understood, and what the org holds of them already, the same or otherwise. */
export type SourceOutput =
  | { readonly kind: 'event'; readonly event: ItemEvent }
  | { readonly kind: 'skipped'; readonly reference: string; readonly items: number; readonly reason: string }
  | { readonly kind: 'rejected'; readonly reference: string; readonly items: number; readonly errors: readonly FieldError[]; readonly source: string }
  | Here
  | Differs;

export interface Here {
  readonly kind: 'here';
  readonly reference: string;
  readonly items: number;
  /** The event of the ledger. */
  readonly where: string;
}

export interface Differs extends Omit<Here, 'kind'> {
  readonly kind: 'differs';
  readonly errors: readonly FieldError[];
}

export interface SourceOptions {
  /** Which installation the feed comes from; part of every source event id. Default: what the payload tells. */
  readonly system?: string;
  /** Takes orders that are not paid yet. */
  readonly acceptUnpaid: boolean;
}

/** Turns the text of a feed, in pieces of any size, into outputs. Never holds more than one order. */
export type Source = (chunks: AsyncIterable<string>, options: SourceOptions) => AsyncIterable<SourceOutput>;

/** A feed that is broken beyond one order: no further order can be found in it. */
export class FeedError extends Error {}
