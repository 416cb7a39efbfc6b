import type { Company } from '../company.ts';
import { once, until, type Beat, type Chapter } from '../tale.ts';

interface Offer {
  readonly id: string;
  readonly isOpen: boolean;
}

/** The nightly run, for the first time, among people who have confirmed that the items are theirs: one in ten is held back to compare. */
function* firstNight(company: Company): Generator<Beat, void> {
  const hasRun = (): boolean => company.rows('SELECT Id FROM Offer_Run__c LIMIT 1').length > 0;
  yield* once(hasRun, () => void company.apex('admin', 'Database.executeBatch(new OfferJob(), OfferJob.CHUNK);'));
  yield* until(hasRun);
}

/** Emma redeems one of hers. */
function* answer(company: Company): Generator<Beat, void> {
  const hasCredit = (): boolean => company.page<{ credits: readonly unknown[] }>('customer', 'OfferPortalController.getRewards').credits.length > 0;
  yield* once(hasCredit, () => {
    const offer = company.page<{ offers: readonly Offer[] }>('customer', 'OfferPortalController.getOffers', { passportId: null }).offers.find(({ isOpen }) => isOpen);
    if (offer === undefined) throw new Error('Emma got no offer');
    company.page('customer', 'OfferPortalController.redeem', { offerId: offer.id });
  });
}

export const offers: Chapter = {
  title: 'offers',
  tales: [
    { title: 'first night of offers', play: firstNight },
    { title: "Emma's offer", play: answer },
  ],
};
