import type { Company } from '../company.ts';
import { once, until, type Beat, type Chapter } from '../tale.ts';

/** The night after: what became of the offers, points for what people did, offers that are due now. */
function* secondNight(company: Company): Generator<Beat, void> {
  const nights = (): number => company.rows('SELECT Id FROM Offer_Run__c').length;
  yield* once(() => nights() > 1, () => void company.apex('admin', 'new OfferJob().execute(null);'));
  yield* until(() => nights() > 1);
}

function* jobs(company: Company): Generator<Beat, void> {
  interface Job { readonly name: string; readonly isScheduled: boolean; readonly problem: string | null }
  const isScheduled = (): boolean => company.page<{ jobs: readonly Job[] }>('admin', 'OperationsController.getHealth').jobs.every((job) => job.isScheduled);
  yield* once(isScheduled, () => {
    const failed = company.page<readonly Job[]>('admin', 'OperationsController.schedule', { names: null }).find((job) => !job.isScheduled);
    if (failed !== undefined) throw new Error(`${failed.name}: ${failed.problem ?? 'not scheduled'}`);
  });
}

/** The log and the board as after a night. */
function* night(company: Company): Generator<Beat, void> {
  yield* once(() => company.rows('SELECT Id FROM Log_Checkpoint__c LIMIT 1').length > 0, () => void company.apex('admin', 'new LogSchedule().execute(null);'));
  const isCounted = (): boolean => {
    const [run] = company.rows<{ Status__c: string; Finished_At__c: string }>('SELECT Status__c, Finished_At__c FROM Insight_Run__c ORDER BY CreatedDate DESC, Id DESC LIMIT 1');
    // while it runs, the events are not searched: among many that takes long
    return run?.Status__c === 'Finished' && company.rows(`SELECT Id FROM Lifecycle_Event__c WHERE CreatedDate > ${run.Finished_At__c.replace('.000+0000', 'Z')} LIMIT 1`).length === 0;
  };
  yield* once(isCounted, () => void company.page('leader', 'InsightBoardController.countAnew'));
  yield* until(isCounted);
}

export const upkeep: Chapter = {
  title: 'jobs and figures',
  tales: [
    { title: 'second night of offers', play: secondNight },
    { title: 'jobs', play: jobs },
    { title: 'figures', play: night },
  ],
};
