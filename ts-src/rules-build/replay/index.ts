/** What a rule pack would have done to offers that were made. */
export { ACCEPTANCE_MODEL, replayOffer } from './replay.ts';
export type { ReplayedOffer } from './replay.ts';
export type { PackSide } from './side.ts';
export { readOffer } from './stored-offer.ts';
export type { OfferOutcome, StoredOffer } from './stored-offer.ts';
export { ReplayTotals } from './totals.ts';
export type { ReplayTotal } from './totals.ts';
