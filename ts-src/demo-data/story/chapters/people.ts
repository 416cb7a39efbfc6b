import type { Company } from '../company.ts';
import { until, type Beat, type Chapter, type Tale } from '../tale.ts';

/** Who bought before the programme began and now says that the items are theirs, by a code in an e-mail. The others have not answered. */
const PEOPLE: readonly string[] = [
  'emma.johnson', 'luca.greco', 'astrid.berg', 'pablo.navarro', 'mei.chen', 'carmen.ruiz', 'ingrid.lindqvist', 'chiara.ricci', 'emre.yilmaz', 'lena.fischer', 'yuki.tanaka', 'isla.morgan',
  'louis.fontaine', 'hugo.moreau', 'elena.popescu', 'arjun.rao', 'george.patel', 'marco.ferrari', 'ava.nguyen', 'oliver.hughes', 'mia.schneider', 'ines.benali', 'daan.bakker', 'jonas.weber',
];

interface Confirmation {
  readonly isDone: boolean;
  readonly message: string;
}

function* confirm(company: Company, email: string): Generator<Beat, void> {
  // what is being traded in cannot be registered
  const open = `SELECT Id FROM Product_Twin__c WHERE Owner_Contact__r.Email = '${email}' AND Owner_Verification__c = 'Unverified' AND Id NOT IN (SELECT Product_Twin__c FROM Trade_In__c) LIMIT 1`;
  if (company.rows(open).length === 0) return;
  const before = company.mailsTo(email).length;
  const { confirmationKey } = company.page<{ confirmationKey: string }>('guest', 'GuestOwnershipController.sendLinkCode', { email });
  yield 'step';
  yield* until(() => company.mailsTo(email).length > before);
  const [emailCode] = /\d{6}/.exec(company.mailsTo(email).at(-1)!)!;
  const { isDone, message } = company.page<Confirmation>('guest', 'GuestOwnershipController.confirmLinks', { proof: { confirmationKey, email, emailCode } });
  if (!isDone) throw new Error(message);
  yield 'step';
}

export const people: Chapter = {
  title: 'people',
  tales: PEOPLE.map((name): Tale => ({ title: `confirmation of ${name}`, play: (company) => confirm(company, `${name}@example.com`) })),
};
