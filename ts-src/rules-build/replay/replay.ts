/** The time machine: stored offers under another pack, against the pack they were made with. The words are those of the page in Salesforce. */
import { judge, PROGRAMMES } from './side.ts';
import type { PackSide, Programme, Verdict } from './side.ts';
import type { OfferOutcome, StoredOffer } from './stored-offer.ts';

/** What becomes of acceptance is a model, and this is all of it. */
export const ACCEPTANCE_MODEL = 'An accepted offer stays accepted when the new one is not lower; a declined one may be won when the new one is higher.';

export interface ReplayedOffer {
  readonly offerId: string;
  readonly offerName: string | null;
  readonly tradeInId: string | null;
  readonly category: string | null;
  readonly currencyCode: string | null;
  readonly outcome: OfferOutcome;
  /** What was offered, goodwill included. */
  readonly storedMinor: number | null;
  /** Offer by the rules of today under the pack that the offer was made with. */
  readonly beforeMinor: number | null;
  readonly afterMinor: number | null;
  /** Market value less offer. */
  readonly marginBeforeMinor: number | null;
  readonly marginAfterMinor: number | null;
  /** By the model: accepted and now less, or declined and now more. */
  readonly acceptance: 'same' | 'atRisk' | 'mayWin';
  /** Programmes that close, and those that open. */
  readonly lost: readonly Programme[];
  readonly gained: readonly Programme[];
  readonly takesTradeInBefore: boolean | null;
  readonly takesTradeInAfter: boolean | null;
  /** Rules that do something else, with the difference. */
  readonly changes: readonly { readonly rule: string; readonly minor: number }[];
  /** Whether rules, pack and input are those that the offer was made with. */
  readonly isReproduced: boolean;
  /** Why the offer cannot be replayed; null when it was. */
  readonly errorMessage: string | null;
}

/** @param before the pack that the offer was made with, or why it cannot be used */
export function replayOffer(offer: StoredOffer, before: PackSide | string, after: PackSide): ReplayedOffer {
  const { offerId, offerName, tradeInId, outcome, storedMinor, input } = offer;
  const about = { offerId, offerName, tradeInId, category: name(input.category), currencyCode: name(input.currency), outcome, storedMinor };
  const then = typeof before === 'string' ? before : judge(before, input);
  const now = judge(after, input);
  const errorMessage = typeof then === 'string' ? then : typeof now === 'string' ? now : null;
  if (typeof before === 'string' || typeof then === 'string' || typeof now === 'string') return { ...about, ...NOTHING, errorMessage };
  const [takesTradeInBefore, takesTradeInAfter] = [then.open.has('tradeIn'), now.open.has('tradeIn')];
  return {
    ...about,
    beforeMinor: then.offerMinor,
    afterMinor: now.offerMinor,
    marginBeforeMinor: then.marginMinor,
    marginAfterMinor: now.marginMinor,
    acceptance: acceptance(outcome, takesTradeInBefore ? then.offerMinor : 0, takesTradeInAfter ? now.offerMinor : 0),
    lost: without(then, now),
    gained: without(now, then),
    takesTradeInBefore,
    takesTradeInAfter,
    changes: changes(then, now),
    isReproduced: offer.inputHash === then.inputHash && offer.packHash === before.hashes.packHash && offer.logicHash === before.hashes.logicHash,
    errorMessage: null,
  };
}

const NOTHING = {
  beforeMinor: null, afterMinor: null, marginBeforeMinor: null, marginAfterMinor: null, acceptance: 'same',
  lost: [], gained: [], takesTradeInBefore: null, takesTradeInAfter: null, changes: [], isReproduced: false,
} as const;

const name = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function acceptance(outcome: OfferOutcome, before: number, after: number): ReplayedOffer['acceptance'] {
  if (outcome === 'accepted' && after < before) return 'atRisk';
  return outcome === 'declined' && after > before ? 'mayWin' : 'same';
}

/** Programmes that are open to the one and not to the other, by name. */
const without = (one: Verdict, other: Verdict): readonly Programme[] => PROGRAMMES.filter((programme) => one.open.has(programme) && !other.open.has(programme)).sort();

function changes(then: Verdict, now: Verdict): ReplayedOffer['changes'] {
  return then.valuation.effects.flatMap(({ rule, minor }, index) => {
    const difference = now.valuation.effects[index]!.minor - minor;
    return difference === 0 ? [] : [{ rule, minor: difference }];
  });
}
