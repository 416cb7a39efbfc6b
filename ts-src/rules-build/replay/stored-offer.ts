/** A trade-in offer as it was made: what the rules were asked, what was offered, what became of it. */
import type { Json } from '../canonical.ts';
import type { RuleInput } from '../engines/index.ts';

export type OfferOutcome = 'accepted' | 'declined' | 'open';

export interface StoredOffer {
  readonly offerId: string;
  readonly offerName: string | null;
  readonly tradeInId: string | null;
  /** Inputs of the valuation, payout included. */
  readonly input: RuleInput;
  readonly outcome: OfferOutcome;
  /** What was offered, goodwill included; null where it is not known. */
  readonly storedMinor: number | null;
  /** Hashes that the offer keeps; null where it keeps none. */
  readonly inputHash: string | null;
  readonly logicHash: string | null;
  readonly packHash: string | null;
}

type Fields = { readonly [name: string]: Json | undefined };

const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

/**
 * One line of a file: `{"id", "input", "offerMinor", "accepted", …}`. `input` is the object or its JSON text; `accepted`
 * is true, false, or left out for an offer that is still open.
 * @returns what is wrong with the line, as the end of a sentence, when it is no offer
 */
export function readOffer(line: string): StoredOffer | string {
  const read = parsed(line);
  if (typeof read === 'string') return read;
  const { id, name, tradeInId, offerMinor = null, accepted = null } = read;
  if (text(id) === null || id === '') return 'has no "id"';
  const input = typeof read.input === 'string' ? parsed(read.input) : read.input;
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return 'has no "input" that is a JSON object';
  if (offerMinor !== null && !Number.isSafeInteger(offerMinor)) return 'has an "offerMinor" that is no whole number';
  if (accepted !== null && typeof accepted !== 'boolean') return 'has an "accepted" that is neither true, false nor left out';
  return {
    offerId: id as string,
    offerName: text(name),
    tradeInId: text(tradeInId),
    input: input as RuleInput,
    outcome: accepted === null ? 'open' : accepted ? 'accepted' : 'declined',
    storedMinor: offerMinor as number | null,
    inputHash: text(read.inputHash),
    logicHash: text(read.logicHash),
    packHash: text(read.packHash),
  };
}

function parsed(line: string): Fields | string {
  try {
    const value = JSON.parse(line) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : 'is not a JSON object';
  } catch (error) {
    return `is not JSON: ${(error as Error).message}`;
  }
}
