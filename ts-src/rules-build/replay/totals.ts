import type { ReplayedOffer } from './replay.ts';

/** Sums over replayed offers of one currency, in its minor units. Offers that cannot be replayed are only counted. */
export interface ReplayTotal {
  readonly currencyCode: string | null;
  offers: number;
  changed: number;
  refused: number;
  accepted: number;
  atRisk: number;
  declined: number;
  mayWin: number;
  /** Items that could be traded in and no longer can, and the other way round. */
  tradeInLost: number;
  tradeInGained: number;
  /** All offers; nothing for an item that cannot be traded in. */
  offeredBeforeMinor: number;
  offeredAfterMinor: number;
  /** Accepted offers, as if all stayed accepted. */
  paidBeforeMinor: number;
  paidAfterMinor: number;
  marginBeforeMinor: number;
  marginAfterMinor: number;
  /** Accepted offers that stay accepted by the model. */
  staysAccepted: number;
  staysPaidMinor: number;
  staysMarginMinor: number;
}

/** Sums over replayed offers, in minor units of each currency. */
export class ReplayTotals {
  readonly #byCurrency = new Map<string | null, ReplayTotal>();

  /** One for each currency, in the order of their codes. */
  all(): readonly ReplayTotal[] {
    return [...this.#byCurrency.values()].sort((a, b) => ((a.currencyCode ?? '') < (b.currencyCode ?? '') ? -1 : 1));
  }

  add(offer: ReplayedOffer): void {
    const total = this.#in(offer.currencyCode);
    total.offers += 1;
    if (offer.errorMessage !== null) {
      total.refused += 1;
      return;
    }
    const [before, after] = [offer.takesTradeInBefore ? offer.beforeMinor! : 0, offer.takesTradeInAfter ? offer.afterMinor! : 0];
    total.offeredBeforeMinor += before;
    total.offeredAfterMinor += after;
    total.changed += before === after && offer.changes.length === 0 ? 0 : 1;
    total.tradeInLost += offer.lost.includes('tradeIn') ? 1 : 0;
    total.tradeInGained += offer.gained.includes('tradeIn') ? 1 : 0;
    total.declined += offer.outcome === 'declined' ? 1 : 0;
    total.mayWin += offer.acceptance === 'mayWin' ? 1 : 0;
    if (offer.outcome === 'accepted') addAccepted(total, offer, before, after);
  }

  #in(currencyCode: string | null): ReplayTotal {
    const found = this.#byCurrency.get(currencyCode) ?? empty(currencyCode);
    this.#byCurrency.set(currencyCode, found);
    return found;
  }
}

function addAccepted(total: ReplayTotal, offer: ReplayedOffer, before: number, after: number): void {
  const marginAfter = offer.takesTradeInAfter ? offer.marginAfterMinor! : 0;
  total.accepted += 1;
  total.paidBeforeMinor += before;
  total.paidAfterMinor += after;
  total.marginBeforeMinor += offer.takesTradeInBefore ? offer.marginBeforeMinor! : 0;
  total.marginAfterMinor += marginAfter;
  if (offer.acceptance === 'atRisk') {
    total.atRisk += 1;
    return;
  }
  total.staysAccepted += 1;
  total.staysPaidMinor += after;
  total.staysMarginMinor += marginAfter;
}

const empty = (currencyCode: string | null): ReplayTotal => ({
  currencyCode,
  offers: 0, changed: 0, refused: 0, accepted: 0, atRisk: 0, declined: 0, mayWin: 0, tradeInLost: 0, tradeInGained: 0,
  offeredBeforeMinor: 0, offeredAfterMinor: 0, paidBeforeMinor: 0, paidAfterMinor: 0, marginBeforeMinor: 0, marginAfterMinor: 0,
  staysAccepted: 0, staysPaidMinor: 0, staysMarginMinor: 0,
});
